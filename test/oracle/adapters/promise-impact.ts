import type { Interval } from "../../../src/core/estimate.ts";
import { comparePromiseGroups } from "../../../src/journey/promise-impact-state.ts";
import type { Adapter } from "../adapter.ts";

interface Inputs {
  readonly scoresAfterBroken: readonly number[];
  readonly scoresAfterKept: readonly number[];
  readonly churn: {
    readonly broken: number;
    readonly brokenChurned: number;
    readonly kept: number;
    readonly keptChurned: number;
  };
}

/** Answers and churn after broken promises beside those after kept ones. */
export const promiseImpactOracle: Adapter = ({ inputs }) => {
  const { scoresAfterBroken, scoresAfterKept, churn } = inputs as Inputs;
  const result = comparePromiseGroups({
    broken: { scores: scoresAfterBroken, churned: { count: churn.brokenChurned, n: churn.broken } },
    kept: { scores: scoresAfterKept, churned: { count: churn.keptChurned, n: churn.kept } },
  });
  return {
    npsBroken: result.nps.first.value,
    npsKept: result.nps.second.value,
    npsDifference: result.nps.difference.value,
    npsDifferenceCI95: ends(result.nps.difference.interval),
    meanDifference: result.nps.meanDifference.value,
    meanDifferenceWelchCI95: ends(result.nps.meanDifference.interval),
    welchDf: result.nps.meanDifference.degreesOfFreedom,
    churnBroken: result.churn.first.value,
    churnKept: result.churn.second.value,
    riskDifference: result.churn.difference.value,
    riskRatio: result.churn.ratio.value,
    riskRatioKatzCI95: ends(result.churn.ratio.interval),
  };
};

function ends(interval: Interval | null): number[] | null {
  return interval && [interval.lower, interval.upper];
}
