/**
 * Survey metrics: NPS, CSAT and CES with intervals, audits and definitions.
 *
 * @module
 */
export { isMetricError, MetricError } from "../core/metric-error.ts";
export type { Scale } from "../model/scale.ts";
export type { SurveyMetric, SurveyResponse } from "../model/survey-response.ts";
export type { Population } from "../stats/calibration.ts";
export type { QuantileType } from "../stats/histogram.ts";
export { meanAccumulator, type MeanResult, type MeanState } from "../stats/mean.ts";
export { share, type Share } from "../stats/share.ts";
export { type ShareIntervalMethod, wilson } from "../stats/share-interval.ts";
export { agrestiCoull, clopperPearson, jeffreys, midP, waldShare } from "../stats/share-methods.ts";
export {
  ces,
  cesAccumulator,
  type CesDefinition,
  type CesOptions,
  type CesResult,
  type CesValue,
  type EffortDirection,
} from "./ces.ts";
export {
  csat,
  csatAccumulator,
  type CsatDefinition,
  type CsatOptions,
  type CsatResult,
  type CsatValue,
} from "./csat.ts";
export { enps, type EnpsOptions, type EnpsResult } from "./enps.ts";
export { mergeScores, subtractScores } from "./merge-scores.ts";
export {
  nps,
  npsAccumulator,
  type NpsCounts,
  type NpsDefinition,
  type NpsIntervalMethod,
  type NpsOptions,
  type NpsResult,
} from "./nps.ts";
export {
  npsBayes,
  npsBootstrap,
  npsBootstrapDistribution,
  npsPosterior,
  npsScoreInterval,
  npsWaldInterval,
  type NpsBootstrapDistribution,
  type NpsBootstrapOptions,
  type NpsPosterior,
  type NpsPrior,
} from "./nps-intervals.ts";
export { npsDefinition, type NpsDefinitionOptions } from "./nps-definition.ts";
export { npsShares, type NpsShares } from "./nps-shares.ts";
export { npsMoments, npsWald, type NpsMoments, type NpsWald, type NpsWaldOptions } from "./nps-statistics.ts";
export { cesPresets, csatPresets, npsPresets, type Preset } from "./presets.ts";
export { readScore, scoreReader, type ReadScoreOptions } from "./read-score.ts";
export { roundHalfAwayFromZero, roundShares, toPercent } from "./rounding.ts";
export type { ScaleInput } from "./scale.ts";
export type { Direction } from "./score-histogram.ts";
export type { LeftOutReason, ScoreReading } from "./score-reading.ts";
export type { LeftOut, ScoreState } from "./score-state.ts";
export { scoreSummary, scoreSummaryAccumulator, type ScoreSummary, type ScoreSummaryOptions } from "./score-summary.ts";
export type { HasRead, NeedsRead, ReadingOptions, ScoreCell, ScoreOptions } from "./count-scores.ts";
export { tallyCounts } from "./tally-counts.ts";
export { tallyScores, type ScoreSource, type ScoreVector, type TallyOptions } from "./tally-scores.ts";
export { tallyScoresAsync } from "./tally-scores-async.ts";
export { tallyScoresBy, type GroupKeys, type ScoreStates } from "./tally-scores-by.ts";
export {
  designedNps,
  type DesignedFigure,
  type DesignedNpsOptions,
  type DesignedNpsResult,
  type SurveyDesign,
  type SurveyMargin,
} from "./designed-nps.ts";
export {
  weightedNps,
  weightedNpsAccumulator,
  type WeightedNpsOptions,
  type WeightedNpsResult,
} from "./weighted-nps.ts";
export {
  tallyWeightedScores,
  type WeightedLeftOut,
  type WeightedScoreOptions,
  type WeightedScoreState,
} from "./weighted-scores.ts";
export {
  weightedCsat,
  weightedCsatAccumulator,
  type WeightedCsatOptions,
  type WeightedCsatResult,
  type WeightedShareInterval,
} from "./weighted-csat.ts";
