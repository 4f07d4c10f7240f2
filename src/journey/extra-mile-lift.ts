import { checkLevel, type Estimate } from "../core/estimate.ts";
import type { Interaction } from "../model/interaction.ts";
import { studentTInterval } from "../stats/mean-interval.ts";
import { type ScoreMean, scoreKind, scoreMean } from "./exact-mean.ts";
import { rowFields } from "./row-fields.ts";
import { checkRows } from "./promise-outcomes.ts";

/** What is read of an interaction. */
export type ExtraMileInteraction = Pick<Interaction, "emotion" | "extraMileMinutes">;

/** What going the extra mile goes with. */
export interface ExtraMileLiftResult extends Estimate<"extra-mile-lift", "score"> {
  /** Mean emotion where minutes were given beyond what was promised. */
  readonly withExtraMile: ScoreMean;
  /** Mean emotion where none were. */
  readonly without: ScoreMean;
  /** Welch's degrees of freedom of the interval. */
  readonly degreesOfFreedom: number | null;
  /** What was not counted, under the first reason that holds. */
  readonly leftOut: {
    /** No emotion. */
    readonly missingEmotion: number;
    /** The emotion is no number. */
    readonly invalidEmotion: number;
    /** Not known whether minutes were given: not the same as 0. */
    readonly unknownMinutes: number;
    /** Minutes that are no finite number of 0 or more. */
    readonly invalidMinutes: number;
  };
}

/**
 * How customers feel where the business went the extra mile, less how they feel where it did not: an association, no cause.
 *
 * @formula mean emotion with `extraMileMinutes` > 0 less mean emotion with 0
 *
 * @param interactions - rows with `emotion` and `extraMileMinutes`
 * @param options - `level`: coverage of Welch's interval, default 0.95
 * @returns a difference on the scale of the emotions; `null` where one side has none, its interval also where one has one
 * @throws {@link MetricError} `SOURCE_INVALID`; `LEVEL_OUT_OF_RANGE`
 * @see Welch, "The Generalization of 'Student's' Problem when Several Different Population Variances Are Involved",
 *   Biometrika 34, 1947.
 *
 * @example
 * ```ts
 * import { extraMileLift } from "customer-metrics/journey";
 *
 * const result = extraMileLift([
 *   { emotion: 2, extraMileMinutes: 5 },
 *   { emotion: 1, extraMileMinutes: 10 },
 *   { emotion: 0, extraMileMinutes: 0 },
 *   { emotion: 1, extraMileMinutes: 0 },
 * ]);
 * result; // => { value: 1, interval: { lower: ≈-2.0424, upper: ≈4.0424 } }
 * ```
 */
export function extraMileLift(
  interactions: Iterable<ExtraMileInteraction>,
  options: { readonly level?: number | undefined } = {},
): ExtraMileLiftResult {
  const { level = 0.95 } = options;
  checkLevel(level);
  const leftOut = { missingEmotion: 0, invalidEmotion: 0, unknownMinutes: 0, invalidMinutes: 0 };
  const [more, asPromised]: number[][] = [[], []];
  checkRows("interactions", interactions);
  for (const row of interactions) {
    const { emotion, extraMileMinutes: minutes } = rowFields(row);
    const kind = scoreKind(emotion);
    if (kind === "missing") leftOut.missingEmotion += 1;
    else if (kind === "invalid") leftOut.invalidEmotion += 1;
    else if (minutes === null || minutes === undefined) leftOut.unknownMinutes += 1;
    else if (!(typeof minutes === "number" && minutes >= 0 && minutes < Infinity)) leftOut.invalidMinutes += 1;
    else (minutes > 0 ? more! : asPromised!).push(emotion!);
  }
  const withExtraMile = scoreMean(more!, level);
  const without = scoreMean(asPromised!, level);
  const value = withExtraMile.value === null || without.value === null ? null : withExtraMile.value - without.value;
  const welch = standardErrorOf(withExtraMile, without);
  const notes = ["association-not-cause"];
  if (value === null) notes.push("one-side-is-empty");
  else if (welch === null) notes.push("no-spread");
  return {
    metric: "extra-mile-lift",
    value,
    unit: "score",
    n: withExtraMile.n + without.n,
    interval:
      value === null || welch === null
        ? null
        : { ...studentTInterval(value, welch.standardError, welch.degreesOfFreedom, level), level, method: "welch" },
    withExtraMile,
    without,
    degreesOfFreedom: welch?.degreesOfFreedom ?? null,
    leftOut,
    notes,
  };
}

/** Of the difference, with Welch's degrees of freedom; `null` where a side has one value, or neither varies. */
function standardErrorOf(
  first: ScoreMean,
  second: ScoreMean,
): { readonly standardError: number; readonly degreesOfFreedom: number } | null {
  if (first.standardDeviation === null || second.standardDeviation === null) return null;
  const ofFirst = first.standardDeviation / Math.sqrt(first.n);
  const ofSecond = second.standardDeviation / Math.sqrt(second.n);
  const standardError = Math.hypot(ofFirst, ofSecond);
  if (standardError === 0) return null;
  const parts = (ofFirst / standardError) ** 4 / (first.n - 1) + (ofSecond / standardError) ** 4 / (second.n - 1);
  return { standardError, degreesOfFreedom: 1 / parts };
}
