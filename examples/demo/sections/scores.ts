import { fold } from "customer-metrics";
import { answerBars, describeDefinition, describeParts } from "../describe-score.ts";
import type { Section } from "../report.ts";
import type { Survey } from "../survey.ts";

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
  return { title: "Scores", blocks: [{ kind: "figures", figures }] };
}
