import { fold } from "customer-metrics";
import { answerBars, describeDefinition, describeParts } from "../describe-score.ts";
import type { Section } from "../report.ts";
import type { Question, Survey } from "../survey.ts";

/** The scores of all answers together. */
export function scores({ questions }: Survey): Section {
  const figures = questions.map(({ label, measure, responses }) => {
    const state = fold(measure, responses);
    const result = measure.result(state);
    return {
      label,
      estimate: result,
      definition: describeDefinition(result),
      parts: describeParts(result),
      bars: answerBars(state, result),
    };
  });
  const doubts = questions.flatMap(doubtsOf);
  return {
    title: "Scores",
    blocks: [{ kind: "figures", figures }, ...(doubts.length > 0 ? [{ kind: "notes" as const, notes: doubts }] : [])],
  };
}

/** A score of the few answers that fit a scale is worth a second look at the scale. */
function doubtsOf({ label, audit: { responses, leftOut } }: Question): string[] {
  const unfit = leftOut.outOfRange + leftOut.invalid;
  return unfit > responses
    ? [
        `${label}: only ${responses} of ${responses + unfit} answers fit this scale. Is it the right scale, and the right column?`,
      ]
    : [];
}
