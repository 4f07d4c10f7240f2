import {
  fold,
  meanAccumulator,
  ces,
  csat,
  mergeScores,
  nps,
  npsPresets,
  scoreSummary,
  share,
  tallyScores,
  toPercent,
} from "../../../src/index.ts";
import { agrestiCoull, agrestiCoullUnclamped } from "../../../src/stats/agresti-coull.ts";
import { clopperPearson } from "../../../src/stats/clopper-pearson.ts";
import { histogramMoments, histogramQuantile } from "../../../src/stats/histogram.ts";
import { jeffreys, jeffreysModified } from "../../../src/stats/jeffreys.ts";
import { midP } from "../../../src/stats/mid-p.ts";
import { waldProportion, waldProportionUnclamped } from "../../../src/stats/wald-proportion.ts";
import { wilson } from "../../../src/stats/wilson.ts";
import { wilsonContinuity } from "../../../src/stats/wilson-continuity.ts";
import type { Bounds } from "../../../src/stats/bounds.ts";
import type { Adapter } from "../adapter.ts";
import { forLevels } from "./for-levels.ts";

interface Scored {
  readonly scores: number[];
  readonly scaleMin: number;
  readonly scaleMax: number;
}

/** Boxes, shares and means of a CSAT question. */
export const csatBoxes: Adapter = ({ inputs }) => {
  const { scores, scaleMin, scaleMax, topBoxes } = inputs as Scored & { topBoxes: number };
  const { meanShareOfMax, ...rest } = csat(scores, { scale: { min: scaleMin, max: scaleMax }, topBox: topBoxes });
  return { ...rest, meanAsShareOfMax: toPercent(meanShareOfMax) };
};

/** Intervals of a share, as pairs. */
export const csatProportionCi: Adapter = ({ inputs, expected }) => {
  const { successes, n, confidence } = inputs as { successes: number; n: number; confidence: number };
  const pair = ({ lower, upper }: Bounds): number[] => [lower, upper];
  const methods: { readonly [name: string]: () => unknown } = {
    proportion: () => share(successes, n).value,
    standardError: () => share(successes, n).standardError,
    wald: () => pair(waldProportion(successes, n, confidence)),
    waldUnclamped: () => pair(waldProportionUnclamped(successes, n, confidence)),
    agrestiCoull: () => pair(agrestiCoull(successes, n, confidence)),
    agrestiCoullUnclamped: () => pair(agrestiCoullUnclamped(successes, n, confidence)),
    clopperPearson: () => pair(clopperPearson(successes, n, confidence)),
    wilson: () => pair(wilson(successes, n, confidence)),
    wilsonContinuity: () => pair(wilsonContinuity(successes, n, confidence)),
    jeffreys: () => pair(jeffreys(successes, n, confidence)),
    jeffreysModified: () => pair(jeffreysModified(successes, n, confidence)),
    midP: () => pair(midP(successes, n, confidence)),
  };
  // Only what is asked is computed: an exact method over a million million trials would be wasted work.
  return Object.fromEntries(Object.keys(expected as object).map((name) => [name, methods[name]?.()]));
};

/** Effort on any scale, reflected or not. */
export const cesOracle: Adapter = ({ inputs, expected }) => {
  const { scores, scaleMin, scaleMax, reversed, easyFrom, difficultTo } = inputs as Scored & {
    reversed: boolean;
    easyFrom: number;
    difficultTo: number;
  };
  const scale = { min: scaleMin, max: scaleMax };
  const result = ces(scores, { scale, direction: reversed ? "low-is-easy" : "high-is-easy", easyFrom, difficultTo });
  const direction = reversed ? "low-is-good" : "high-is-good";
  return {
    ...result,
    sd: result.standardDeviation,
    quartilesType7: result.quartiles,
    quartilesType2: scoreSummary(scores, { scale, direction, quantiles: 2 }).quartiles,
    ...forLevels(expected, (level) => scoreSummary(scores, { scale, direction, level }).interval),
  };
};

/** Moments and quantiles of any histogram. */
export const histogramMomentsOracle: Adapter = ({ inputs }) => {
  const { values, counts } = inputs as { values: number[]; counts: number[] };
  return {
    ...histogramMoments(values, counts),
    median: histogramQuantile(values, counts, 0.5, 7),
    q25: histogramQuantile(values, counts, 0.25, 7),
    q75: histogramQuantile(values, counts, 0.75, 7),
  };
};

/** Parts counted apart and merged. */
export const mergeStates: Adapter = ({ inputs }) => {
  const { parts } = inputs as { parts: number[][] };
  const accumulator = meanAccumulator();
  const moments = accumulator.result(
    parts.map((part) => fold(accumulator, part)).reduce(accumulator.merge, accumulator.empty()),
  );
  const [first, ...others] = parts.map((part) => tallyScores(part, npsPresets.standard));
  return { ...moments, mean: moments.value, score: first ? nps(mergeScores(first, ...others)).value : null };
};
