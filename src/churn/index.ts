/**
 * Churn, revenue movements, retention, survival and contractual projection.
 *
 * @module
 */
export { isMetricError, MetricError } from "../core/metric-error.ts";
export type { ActivityEvent } from "../model/activity-event.ts";
export { exactPoisson } from "../stats/exact-poisson.ts";
export { type ShareIntervalMethod, wilson } from "../stats/share-interval.ts";
export { agrestiCoull, clopperPearson, jeffreys, midP, waldShare } from "../stats/share-methods.ts";
export type { BillingInterval, Subscription, SubscriptionStatus } from "../model/subscription.ts";
export type { Transaction, TransactionKind } from "../model/transaction.ts";
export type { ActivityChurnState } from "./activity-churn-state.ts";
export {
  activityChurn,
  activityChurnAccumulator,
  type ActivityChurnDefinition,
  type ActivityChurnOptions,
  type ActivityChurnResult,
} from "./activity-churn.ts";
export type { ActivityColumns } from "./activity-columns.ts";
export type { ActivitySource } from "./activity-log.ts";
export type { ActivityOptions } from "./activity-options.ts";
export type { ActivityFinding, ActivityFindingCode, ActivityLeftOut, ActivityRow } from "./activity-row.ts";
export type { ActivityState, CustomerActivity } from "./activity-state.ts";
export { tallyActivity } from "./activity-tally.ts";
export {
  betaDiscreteWeibullAccumulator,
  type BetaDiscreteWeibullBoundary,
  type BetaDiscreteWeibullFit,
  type ConvergedBetaDiscreteWeibull,
  fitBetaDiscreteWeibull,
} from "./beta-discrete-weibull.ts";
export { churnPresets, type MrrChurnDefinition, mrrChurnPresets } from "./churn-presets.ts";
export { type ChurnCountsState, churnRateAccumulator } from "./churn-rate-accumulator.ts";
export { convertRate, impliedTenure, type RateLength } from "./churn-rate-conversion.ts";
export type { AllChurnCounts, ChurnCounts, ChurnDenominator, LifeTableCounts } from "./churn-rate-counts.ts";
export {
  type ChurnDefinition,
  churnRate,
  type ChurnRateOptions,
  type ChurnRateResult,
  retentionRate,
  type RetentionRateResult,
} from "./churn-rate.ts";
export type { OutsideCohorts } from "./cohort-entries.ts";
export type { FirstSeen } from "./cohort-first-seen.ts";
export { type CohortMembers, cohortMembers } from "./cohort-members.ts";
export {
  contractualAccumulator,
  type ContractualCustomer,
  type ContractualOptions,
  type ObservedRenewal,
  type ObservedRetention,
} from "./contractual-accumulator.ts";
export {
  type CustomerBaseOptions,
  customerBaseValue,
  type CustomerBaseValue,
  type CustomersInPeriod,
  type PeriodValue,
} from "./contractual-base-value.ts";
export type { ContractualDiscountRate } from "./contractual-discount.ts";
export type {
  ContractualBoundary,
  ContractualData,
  ContractualFailure,
  ContractualFitOptions,
  PlainBoundary,
} from "./contractual-fit.ts";
export {
  del,
  type DelOptions,
  derl,
  type DerlOptions,
  expectedTenure,
  type ExpectedTenureOptions,
  type LifetimeEstimate,
} from "./contractual-lifetime.ts";
export type {
  BetaDiscreteWeibull,
  ContractualModel,
  DiscreteWeibull,
  Geometric,
  ShiftedBetaGeometric,
} from "./contractual-model.ts";
export { type ContractualCohort, type ContractualSource, contractualStateOf } from "./contractual-source.ts";
export type { ContractualLeftOut, ContractualState } from "./contractual-state.ts";
export type {
  ChurnDifference,
  DifferenceByRule,
  DifferencePart,
  ExplainedFigure,
} from "./explain-difference-result.ts";
export type { ChurnConvention, DifferenceRule } from "./explain-difference-words.ts";
export { explainDifference } from "./explain-difference.ts";
export {
  growthAccounting,
  growthAccountingAccumulator,
  type GrowthAccountingDefinition,
  type GrowthAccountingOptions,
  type GrowthAccountingResult,
  type GrowthPeriod,
} from "./growth-accounting.ts";
export type { RevenueGrowth } from "./growth-revenue.ts";
export type { ByMovement, CohortRetention, MrrBalances, MrrMovementSums, MrrPeriod } from "./mrr-figures.ts";
export { mrrLog, type MrrLogEntry } from "./mrr-log.ts";
export type { MovementType } from "./mrr-movement-type.ts";
export { mrrAccumulator, mrrMovements, type MrrMovementsResult, type SegmentCounts } from "./mrr-movements.ts";
export type { MrrDefinition, MrrOptions } from "./mrr-options.ts";
export type { MrrState } from "./mrr-state.ts";
export { projectionBootstrap, type ProjectionBootstrapOptions } from "./project-bootstrap.ts";
export {
  deltaMethod,
  type ProjectedUncertainties,
  type ProjectedUncertainty,
  type ProjectionIntervalMethod,
} from "./project-interval.ts";
export {
  contractualSurvival,
  type ProjectedRenewal,
  type ProjectionOptions,
  projectRetention,
  type RetentionOptions,
  type RetentionProjection,
} from "./project-retention.ts";
export type { RetentionByAge } from "./retention-by-age.ts";
export type { AgeRange, RetentionDefinition, RetentionMode, RetentionTableOptions } from "./retention-options.ts";
export { type RetentionRow, retentionRows } from "./retention-rows.ts";
export {
  type RetentionCell,
  type RetentionCohort,
  retentionTable,
  retentionTableAccumulator,
  type RetentionTableResult,
} from "./retention-table.ts";
export {
  type ConvergedShiftedBetaGeometric,
  fitShiftedBetaGeometric,
  shiftedBetaGeometricAccumulator,
  type ShiftedBetaGeometricBoundary,
  type ShiftedBetaGeometricFit,
} from "./shifted-beta-geometric.ts";
export type { SubscriptionFindingCode, SubscriptionSegment } from "./subscription-reading.ts";
export type { SubscriptionFinding } from "./subscription-segments.ts";
export { coxRegressionAccumulator } from "../stats/survival/cox-accumulator.ts";
export type { CoxBaseline } from "../stats/survival/cox-baseline.ts";
export { type CoxConcordance, coxConcordance, type CoxConcordanceOptions } from "../stats/survival/cox-concordance.ts";
export type { CoxTies } from "../stats/survival/cox-likelihood.ts";
export type { CoxFailure } from "../stats/survival/cox-maximum.ts";
export {
  proportionalHazardsTest,
  type ProportionalityOptions,
  type ProportionalityResult,
  type ProportionalityTransform,
} from "../stats/survival/cox-proportionality.ts";
export { coxRegression } from "../stats/survival/cox-regression.ts";
export { type CoxResidualOptions, coxResiduals, type CoxResiduals } from "../stats/survival/cox-residuals.ts";
export type {
  CoxCoefficient,
  CoxDefinition,
  CoxFit,
  CoxNoFit,
  CoxRegressionOptions,
  CoxRegressionResult,
  CoxTest,
} from "../stats/survival/cox-result.ts";
export type { CoxColumns, CoxCovariates, CoxLabel, CoxLeftOut, CoxRow } from "../stats/survival/cox-rows.ts";
export type { CoxSource } from "../stats/survival/cox-source.ts";
export type { CoxState } from "../stats/survival/cox-state.ts";
export { type CoxSurvival, coxSurvival, type CoxSurvivalOptions } from "../stats/survival/cox-survival.ts";
export { type IncidenceAt, incidenceAt, type IncidenceOfCause } from "../stats/survival/cumulative-incidence-at.ts";
export {
  type CauseIncidence,
  cumulativeIncidence,
  cumulativeIncidenceAccumulator,
  type CumulativeIncidenceOptions,
  type CumulativeIncidenceResult,
} from "../stats/survival/cumulative-incidence.ts";
export { kaplanMeierBy } from "../stats/survival/kaplan-meier-by.ts";
export {
  kaplanMeier,
  kaplanMeierAccumulator,
  type KaplanMeierOptions,
  type KaplanMeierResult,
} from "../stats/survival/kaplan-meier.ts";
export {
  lifeTable,
  type LifeTableOptions,
  type LifeTableResult,
  type LifeTableRow,
} from "../stats/survival/life-table.ts";
export type { StratifiedSource } from "../stats/survival/log-rank-source.ts";
export {
  logRank,
  logRankAccumulator,
  type LogRankGroup,
  type LogRankOptions,
  type LogRankResult,
  type LogRankState,
} from "../stats/survival/log-rank.ts";
export {
  type HazardEstimator,
  nelsonAalen,
  nelsonAalenAccumulator,
  type NelsonAalenOptions,
  type NelsonAalenResult,
} from "../stats/survival/nelson-aalen.ts";
export { restrictedMean, type RestrictedMean } from "../stats/survival/restricted-mean.ts";
export {
  conditionalSurvival,
  type ConditionalSurvival,
  type SurvivalAt,
  survivalAt,
} from "../stats/survival/survival-at.ts";
export type { SurvivalBand, SurvivalBandMethod } from "../stats/survival/survival-bands.ts";
export type { SurvivalCurve, SurvivalDefinition } from "../stats/survival/survival-curve.ts";
export type { SurvivalLabels } from "../stats/survival/survival-labels.ts";
export { survivalQuantile, type SurvivalQuantile } from "../stats/survival/survival-quantile.ts";
export type {
  SurvivalColumns,
  SurvivalLeftOut,
  SurvivalObservation,
  SurvivalReadingOptions,
} from "../stats/survival/survival-reading.ts";
export type {
  GroupedSurvivalSource,
  GroupReadingOptions,
  SurvivalSource,
  SurvivalStates,
} from "../stats/survival/survival-source.ts";
export type { SurvivalState, TimeCounts } from "../stats/survival/survival-state.ts";
export { mergeSurvival, tallySurvival, tallySurvivalBy } from "../stats/survival/survival-tally.ts";
