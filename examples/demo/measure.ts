import {
  cesAccumulator,
  csatAccumulator,
  enps,
  npsAccumulator,
  npsDefinition,
  type Accumulator,
  type CesOptions,
  type CesResult,
  type CsatOptions,
  type CsatResult,
  type EnpsResult,
  type NpsResult,
  type ScoreState,
  type SurveyMetric,
  type SurveyResponse,
} from "customer-metrics";
import { Problem } from "./problem.ts";
import type { MetricOptions } from "./question-spec.ts";

/** What a question can come to. */
export type SurveyResult = NpsResult | EnpsResult | CsatResult | CesResult;

/** How a question becomes a score, for all responses or for any part of them. */
export type Measure = Accumulator<SurveyResponse, ScoreState, SurveyResult>;

/** The measure of a metric for responses on one scale. */
export function measureOf(metric: SurveyMetric, scale: SurveyResponse["scale"], options: MetricOptions): Measure {
  const read = (response: SurveyResponse): number => response.score;
  // The responses know which end of their scale is the good one.
  const { higherIsBetter } = scale;
  if (metric === "nps" || metric === "enps") {
    const definition = npsDefinition({ ...options, scale });
    const measure = npsAccumulator({ definition, read });
    return metric === "nps" ? measure : { ...measure, result: (state) => enps(state, { definition }) };
  }
  if (metric === "csat") {
    const csatOptions = { ...options, scale, direction: higherIsBetter ? "high-is-good" : "low-is-good", read };
    return csatAccumulator(csatOptions as CsatOptions<SurveyResponse>);
  }
  if (metric === "ces") {
    const cesOptions = { ...options, scale, direction: higherIsBetter ? "high-is-easy" : "low-is-easy", read };
    return cesAccumulator(cesOptions as CesOptions<SurveyResponse>);
  }
  throw new Problem(2, `There is no score for "${metric}".`);
}

/** The same measure of a frequency table: a response stands for as many answers as its weight says. */
export function countedMeasure(measure: Measure): Measure {
  return {
    ...measure,
    add: (state, response) => {
      let counted = state;
      for (let answer = 0; answer < (response.weight ?? 0); answer += 1) counted = measure.add(counted, response);
      return counted;
    },
  };
}
