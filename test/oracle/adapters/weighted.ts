import {
  designedNps,
  tallyWeightedScores,
  weightedCsat,
  type WeightedCsatOptions,
  weightedNps,
} from "../../../src/index.ts";
import { weightedCells } from "../../../src/survey/weighted-scores.ts";
import { weightedMoments } from "../../../src/stats/weighted.ts";
import type { Adapter } from "../adapter.ts";

interface Inputs {
  readonly design: string;
  readonly score: number[];
  readonly weight: number[];
  readonly stratum?: string[];
  readonly stratumPopulation?: number[];
  readonly cluster?: string[];
  readonly segment?: string[];
  readonly population?:
    | { readonly [segment: string]: number }
    | { readonly [margin: string]: { readonly [segment: string]: number } };
}

/** Weighted, stratified, clustered and calibrated NPS: rows are the places in the columns. */
export const weightedNpsOracle: Adapter = ({ inputs }) => {
  const input = inputs as Inputs;
  const column = <Value>(values: readonly Value[] | undefined): ((row: number) => Value) | undefined =>
    values && ((row) => values[row]!);
  const weighted = weightedNps(input.score, { weights: input.weight });
  const mean = weightedMoments(
    weightedCells(tallyWeightedScores(input.score, { scale: "0-10", weights: input.weight })),
  );
  const survey = designedNps(input.score.keys(), {
    read: (row) => input.score[row],
    weight: column(input.weight),
    stratum: column(input.stratum),
    stratumPopulation: column(input.stratumPopulation),
    cluster: column(input.cluster),
    margins: margins(input),
  });
  return {
    n: survey.n,
    sumWeights: weighted.sumWeights,
    nEffKish: weighted.effectiveSize,
    designEffectKish: weighted.weightingEffect,
    score: weighted.value,
    varianceWeighted: weighted.variance,
    standardErrorKish: weighted.standardErrorKish,
    promoterShare: weighted.promoterShare,
    detractorShare: weighted.detractorShare,
    mean: mean?.mean,
    survey: {
      score: survey.value,
      standardError: survey.standardError,
      deffReplace: survey.designEffect,
      meanScore: survey.meanScore?.value,
      meanScoreStandardError: survey.meanScore?.standardError,
      promoterShare: survey.promoterShare?.value,
      promoterShareStandardError: survey.promoterShare?.standardError,
    },
  };
};

/** One margin is a table of segments; several are tables by the name of the column that they divide. */
function margins(
  input: Inputs,
): { segment: (row: number) => string; population: { readonly [segment: string]: number } }[] {
  const { population, segment } = input;
  if (population === undefined) return [];
  const tables = Object.values(population).every((size) => typeof size === "number")
    ? { segment: population }
    : population;
  return Object.entries(tables).map(([name, sizes]) => {
    const segments = name === "segment" ? segment : (input as unknown as { [column: string]: string[] })[name];
    return { segment: (row) => segments![row]!, population: sizes as { [segment: string]: number } };
  });
}

/** A weighted share with the intervals of survey software. */
export const weightedProportionCi: Adapter = ({ inputs }) => {
  const { satisfied, weight, confidence } = inputs as { satisfied: number[]; weight: number[]; confidence: number };
  const by = (interval: WeightedCsatOptions["interval"]) =>
    weightedCsat(satisfied, { scale: "binary", weights: weight, level: confidence, interval });
  const ends = (interval: WeightedCsatOptions["interval"]) => {
    const found = by(interval).interval;
    return found && [found.lower, found.upper];
  };
  const result = by("wilson");
  return {
    proportion: result.value,
    standardErrorLinearised: result.standardError,
    nEffKish: result.effectiveSize,
    wilsonKish: ends("wilson"),
    svycipropLogit: ends("logit"),
    svycipropBeta: ends("beta"),
    svycipropMean: ends("mean"),
    svycipropAsin: ends("arcsine"),
  };
};
