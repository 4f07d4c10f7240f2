/**
 * Who is worth what, why, and what would change it: tiers that explain themselves, concentration, economics, service.
 *
 * @module
 */
export {
  abcClasses,
  type AbcOptions,
} from "./abc-classes.ts";
export {
  affinityProfit,
  type AffinityProfitCell,
  type AffinityProfitCode,
  type AffinityProfitOptions,
  type AffinityProfitResult,
  type AffinityProfitRow,
  type MutualAffinity,
  type ProfitClass,
} from "./affinity-profit.ts";
export {
  tierAssignment,
  type TierAssignmentOptions,
} from "./classify-tier-assignment.ts";
export {
  classifyTierColumns,
  type ClassifiedTierColumns,
  type TierColumns,
} from "./classify-tier-columns.ts";
export {
  tierCountsAccumulator,
  type TierCount,
  type TierCounts,
  type TierCountsDefinition,
  type TierCountsLeftOut,
} from "./classify-tier-counts.ts";
export type {
  InvalidSignal,
  TierAssignment,
  TierClassification,
  TierOneCondition,
  TierReading,
  TierReason,
  TierReasonCode,
  UnmetTierOne,
} from "./classify-tier-result.ts";
export type { TierCountsState } from "./classify-tier-tally.ts";
export { classifyTier } from "./classify-tier.ts";
export {
  classifyTiers,
  type ClassifyTiersOptions,
  type TierClassifications,
} from "./classify-tiers.ts";
export {
  concentration,
  concentrationAccumulator,
  type ConcentrationDefinition,
  type ConcentrationOptions,
  type ConcentrationResult,
} from "./concentration.ts";
export {
  customersFor,
  type CustomersFor,
  type CustomersForResult,
} from "./customers-for.ts";
export {
  fitRfmCuts,
  rfmCutsAccumulator,
  type RfmPopulationState,
} from "./fit-rfm-cuts.ts";
export {
  fitTierModel,
  type FitTierModelOptions,
} from "./fit-tier-model.ts";
export {
  gini,
  type GiniResult,
} from "./gini.ts";
export {
  gowerDistance,
  type CustomerFeature,
  type FeatureDistance,
  type FeatureRow,
  type FeatureValue,
  type GowerDistance,
  type RangedFeature,
} from "./gower-distance.ts";
export {
  idealProfile,
  type IdealProfile,
  type ProfileFeature,
} from "./ideal-profile.ts";
export type {
  CriteriaSummary,
  Crosshair,
  ImportancePerformanceQuadrant,
} from "./importance-performance-quadrants.ts";
export {
  importancePerformanceAccumulator,
  importancePerformanceOfRatings,
  type CriterionRatingsOptions,
  type CriterionRatingsResult,
  type MeanRating,
  type MeasuredCriterion,
} from "./importance-performance-ratings.ts";
export type {
  CriterionCounts,
  CriterionRating,
  CriterionRatingCode,
  CriterionRatingsState,
  RatingCounts,
  RatingScale,
} from "./importance-performance-state.ts";
export {
  importancePerformance,
  type ImportancePerformanceOptions,
  type ImportancePerformanceResult,
  type PlacedCriterion,
  type ValueCriterion,
  type ValueCriterionCode,
} from "./importance-performance.ts";
export {
  letGo,
  type LetGoChange,
  type LetGoCustomer,
  type LetGoDefinition,
  type LetGoOptions,
  type LetGoResult,
} from "./let-go.ts";
export {
  rankShift,
  type CustomerRankShift,
  type RankShiftCode,
  type RankShiftOptions,
  type RankShiftResult,
  type TwiceValuedCustomer,
} from "./lifetime-rank-shift.ts";
export {
  fitScore,
  lookAlikes,
  type Candidate,
  type CandidateCode,
  type FitScore,
  type LookAlike,
  type LookAlikesOptions,
  type LookAlikesResult,
} from "./look-alikes.ts";
export {
  lorenzCurve,
  type LorenzOptions,
  type LorenzPoint,
} from "./lorenz-curve.ts";
export type { TierChange } from "./next-tier-changes.ts";
export {
  nextTier,
  type NextTier,
  type NextTierObstacle,
  type NextTierOptions,
} from "./next-tier.ts";
export { possibleTiers } from "./possible-tiers.ts";
export type { RfmDistribution } from "./rfm-score-assign.ts";
export {
  rfmScoreColumns,
  type RfmFigureColumns,
  type RfmScoreColumns,
  type RfmSummaryFigureColumns,
} from "./rfm-score-columns.ts";
export type {
  RfmCutPoints,
  RfmCuts,
  RfmCutsOptions,
} from "./rfm-score-cuts.ts";
export type {
  RfmFigures,
  RfmScoreFinding,
  RfmScoreLeftOut,
  RfmScoreRead,
  RfmScoreRow,
  RfmSpend,
  RfmSummaryFigures,
} from "./rfm-score-row.ts";
export {
  rfmScore,
  rfmScores,
  type RfmScore,
  type RfmScoresOptions,
  type RfmScoresResult,
} from "./rfm-scores.ts";
export {
  lintRfmSegments,
  type RfmSegmentCodes,
  type RfmSegmentFinding,
  type RfmSegmentLint,
} from "./rfm-segment-lint.ts";
export {
  defaultRfmSegments,
  type RfmSegment,
} from "./rfm-segment-rules.ts";
export {
  rfmSegments,
  type RfmScored,
  type RfmSegmentOfCustomer,
  type RfmSegmentSize,
  type RfmSegmentsResult,
} from "./rfm-segments.ts";
export {
  serviceAttainment,
  serviceAttainmentAccumulator,
  type ServiceAttainmentOptions,
  type ServiceAttainmentResult,
  type ServiceEventRead,
  type ServiceTierAttainment,
} from "./service-attainment.ts";
export type {
  ServiceEvent,
  ServiceLeftOut,
  ServicePolicy,
  ServiceState,
  ServiceTierState,
} from "./service-state.ts";
export {
  steadyTierSeries,
  type SteadyTierSeries,
  type SteadyTierSeriesOptions,
} from "./steady-tier-series.ts";
export {
  steadyTier,
  type ConfirmPolicy,
  type MarginPolicy,
  type SteadyTierInput,
  type SteadyTierPolicy,
  type SteadyTierReason,
  type SteadyTierState,
  type SteadyTierStep,
} from "./steady-tier.ts";
export {
  threeTiers,
  type TierPolicyOverrides,
} from "./three-tiers.ts";
export {
  topShareThreshold,
  type TopShareThreshold,
} from "./threshold-top-share.ts";
export type { ValueRow } from "./threshold-values.ts";
export {
  tierByBand,
  type TierBand,
} from "./tier-bands.ts";
export {
  tierEconomicsColumns,
  type TierEconomicsColumns,
} from "./tier-economics-columns.ts";
export type {
  TierAmounts,
  TierEconomicsDefinition,
  TierEconomicsOptions,
  TierEconomicsResult,
  TierFigures,
  TierValue,
} from "./tier-economics-result.ts";
export type { TierFinding } from "./tier-economics-rows.ts";
export type {
  TierCustomer,
  TierEconomicsState,
  TierLeftOut,
  TierReadingOptions,
  TierRowCode,
  TierSums,
} from "./tier-economics-state.ts";
export type { ExactParts } from "./tier-economics-total.ts";
export {
  tierEconomics,
  tierEconomicsAccumulator,
} from "./tier-economics.ts";
export type {
  TierLabel,
  TierOfCustomer,
} from "./tier-labels.ts";
export type {
  TierCustomersLeftOut,
  TierMigrationLevels,
  TierMigrationResult,
  TierRetention,
} from "./tier-migration-result.ts";
export type {
  TierMigrationRow,
  TierMigrationState,
  TierRowsLeftOut,
} from "./tier-migration-state.ts";
export {
  tierMigration,
  tierMigrationAccumulator,
  type TierMigrationOptions,
  type TierOfCustomerRead,
} from "./tier-migration.ts";
export type {
  TierModel,
  TierPopulation,
  TierPopulationLeftOut,
} from "./tier-model.ts";
export {
  tierOutcomes,
  type CustomerOutcome,
  type TierOutcome,
  type TierOutcomesLeftOut,
  type TierOutcomesOptions,
  type TierOutcomesRead,
  type TierOutcomesResult,
  type TierProfit,
} from "./tier-outcomes.ts";
export type {
  TierNumber,
  TierPolicy,
  TopShareOfCustomers,
  TopShareOfValue,
} from "./tier-policy.ts";
export type {
  TierCondition,
  TierRule,
  TierRulePolicy,
  TierSignal,
  TierSignals,
} from "./tier-rules-condition.ts";
export {
  tierByRules,
  tiersByRules,
  type CustomerTierByRules,
  type CustomerTierSignals,
  type TierByRules,
  type TierByRulesResult,
  type TierRulesBasis,
  type TierRulesMissing,
  type TierRulesOptions,
  type TiersByRulesRead,
  type TiersByRulesResult,
  type TriedCondition,
  type TriedRule,
} from "./tier-rules.ts";
export type {
  RankedLeftOut,
  RankedTier,
  RankedTierSummary,
  RankedTiersDefinition,
  RankedTiersResult,
  RankedValueRead,
  RankedValueRow,
  TierTies,
} from "./tier-shares-ranked.ts";
export {
  tiersByShare,
  type TiersByShareOptions,
} from "./tier-shares.ts";
export type {
  CustomerSignals,
  TierSignalField,
  TierValueField,
} from "./tier-signals.ts";
export {
  topShare,
  type TopShare,
  type TopShareResult,
} from "./top-share.ts";
export type {
  ValueCell,
  ValueLeftOut,
} from "./value-cell.ts";
export {
  valueComplexity,
  type CustomerQuadrant,
  type QuadrantSums,
  type ValueComplexityCode,
  type ValueComplexityOptions,
  type ValueComplexityQuadrant,
  type ValueComplexityResult,
  type ValuedServedCustomer,
} from "./value-complexity.ts";
export type { ValueIntervalOptions } from "./value-interval.ts";
export type {
  ValueRead,
  ValueSource,
} from "./value-runs.ts";
export type { ValueState } from "./value-state.ts";
export {
  whaleCurve,
  type CustomerProfit,
  type WhaleCurveRead,
  type WhaleCurveResult,
  type WhaleLeftOut,
  type WhalePoint,
} from "./whale-curve.ts";
