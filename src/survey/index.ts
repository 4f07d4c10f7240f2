/**
 * Survey metrics: NPS, CSAT and CES with intervals, audits and definitions.
 *
 * @module
 */
export type { Scale } from "../model/scale.ts";
export type { SurveyMetric, SurveyResponse } from "../model/survey-response.ts";
export { ces, cesAccumulator, type CesDefinition, type CesOptions, type CesResult, type CesValue, type EffortDirection } from "./ces.ts";
export { csat, csatAccumulator, type CsatDefinition, type CsatOptions, type CsatResult, type CsatValue } from "./csat.ts";
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
export { npsShares, type NpsShares } from "./nps-shares.ts";
export { cesPresets, csatPresets, npsPresets } from "./presets.ts";
export { readScore, scoreReader } from "./read-score.ts";
export { roundHalfAwayFromZero, roundShares, toPercent } from "./rounding.ts";
export type { ScaleInput } from "./scale.ts";
export type { Direction } from "./score-histogram.ts";
export type { LeftOutReason, ScoreReading } from "./score-reading.ts";
export type { LeftOut, ScoreState } from "./score-state.ts";
export { scoreSummary, scoreSummaryAccumulator, type ScoreSummary, type ScoreSummaryOptions } from "./score-summary.ts";
export type { ShareInterval, ShareIntervalMethod } from "./share-interval.ts";
export { tallyScores, type ScoreCell, type ScoreOptions, type ScoreSource } from "./tally-scores.ts";
export { tallyScoresAsync } from "./tally-scores-async.ts";
export { tallyScoresBy, type GroupKeys, type ScoreStates } from "./tally-scores-by.ts";
