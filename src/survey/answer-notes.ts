import type { LeftOut } from "./score-state.ts";

/**
 * What a reader should know of the answers as a whole: that there are none, or that those which were
 * not counted outnumber those which were, so that the scale or the column is likely to be wrong.
 *
 * `"no-answers"`, `"all-outside-scale"`, `"mostly-outside-scale"`, `"all-invalid"`, `"mostly-invalid"`.
 */
export function answerNotes(n: number, { outOfRange, invalid }: LeftOut): string[] {
  const wrong = outOfRange > n ? "outside-scale" : invalid > n ? "invalid" : "";
  return wrong ? [`${n ? "mostly" : "all"}-${wrong}`] : n ? [] : ["no-answers"];
}
