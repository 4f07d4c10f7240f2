/**
 * What happened to customers, what was promised, and whether it was kept: moments of truth, journeys, attribution, audits.
 *
 * @module
 */
export {
  attributionJourneys,
  type AttributionJourneys,
  type AttributionJourneysOptions,
} from "./attribution-from-journeys.ts";
export type {
  AttributionJourney,
  AttributionLeftOut,
  AttributionTouch,
} from "./attribution-journey.ts";
export type {
  AttributionDefinition,
  AttributionModel,
  AttributionOptions,
} from "./attribution-rules.ts";
export type {
  AttributionCell,
  AttributionState,
} from "./attribution-state.ts";
export {
  attribution,
  attributionAccumulator,
  type AttributionCredit,
  type AttributionResult,
} from "./attribution.ts";
export {
  channelAdoption,
  type AdoptionPeriod,
  type ChannelAdoptionOptions,
  type ChannelAdoptionResult,
  type ChannelUse,
} from "./channel-adoption.ts";
export {
  compareChannelLatency,
  type ChannelLatencyOptions,
  type ChannelLatencyResult,
  type ChannelLatencySummary,
} from "./channel-latency.ts";
export type { ChannelUseLeftOut } from "./channel-uses.ts";
export {
  complaintOwnership,
  type ComplaintLeftOut,
  type ComplaintManager,
  type ComplaintOwnershipOptions,
  type ComplaintOwnershipResult,
  type HandledComplaint,
  type ManagerOwnership,
} from "./complaint-ownership.ts";
export type { Counted } from "./event-counted.ts";
export {
  interactionEvents,
  type InteractionEventsOptions,
  type InteractionOfCase,
} from "./event-interactions.ts";
export {
  toEventLog,
  type EventLog,
  type EventLogOptions,
  type EventLogRow,
} from "./event-log-out.ts";
export type {
  DurationQuantile,
  DurationSummary,
} from "./event-quantiles.ts";
export type {
  JourneyEvent,
  JourneyEventColumns,
  JourneyEventFindingCode,
  JourneyEventOptions,
  JourneyEventSource,
  JourneyEventsLeftOut,
} from "./event-row.ts";
export type { CasesState } from "./event-state.ts";
export type { ScoreMean } from "./exact-mean.ts";
export {
  expectationGap,
  type ExpectationAnswer,
  type ExpectationDimension,
  type ExpectationGapOptions,
  type ExpectationGapResult,
  type ExpectationWeights,
} from "./expectation-gap.ts";
export {
  extraMileLift,
  type ExtraMileInteraction,
  type ExtraMileLiftResult,
} from "./extra-mile-lift.ts";
export type { TableReason } from "./from-table-cell.ts";
export type { TableLists } from "./from-table-fields.ts";
export {
  fromTable,
  type TableFinding,
  type TableMapping,
  type TableReading,
  type TableRow,
  type TableSource,
} from "./from-table.ts";
export type { JourneyFunnelOptions } from "./funnel-options.ts";
export type { FunnelState } from "./funnel-state.ts";
export {
  journeyFunnel,
  journeyFunnelAccumulator,
  type FunnelStep,
  type JourneyFunnelResult,
} from "./funnel.ts";
export type {
  PlacedInteraction,
  PlacedLeftOut,
} from "./hand-off-order.ts";
export {
  handOffs,
  type HandOffOptions,
  type HandOffPair,
  type HandOffResult,
  type HandedInteraction,
  type InteractionOutcome,
  type JourneyHandOffs,
} from "./hand-off.ts";
export {
  markovAttribution,
  markovAttributionAccumulator,
  type MarkovAttributionResult,
  type MarkovCredit,
  type MarkovStep,
} from "./markov-attribution.ts";
export {
  conversionPath,
  type ConversionPath,
  type ConversionPathOptions,
} from "./markov-paths.ts";
export type {
  ChannelCounts,
  MarkovFollowers,
  MarkovState,
} from "./markov-state.ts";
export type {
  MomentFact,
  MomentInteractionRow,
  MomentResponseRow,
  MomentTouchpointRow,
} from "./moment-of-truth-facts.ts";
export {
  momentOfTruthScorecard,
  type CriticalNonEssentials,
  type ScorecardData,
  type ScorecardLine,
  type ScorecardOptions,
  type ScorecardResult,
} from "./moment-of-truth-scorecard.ts";
export type {
  InitiatorCounts,
  MomentLeftOut,
  MomentOfTruthOptions,
  MomentOfTruthState,
  WholeMoments,
} from "./moment-of-truth-state.ts";
export {
  momentOfTruthAccumulator,
  type EmotionMean,
  type MomentLatency,
  type MomentOfTruthResult,
} from "./moment-of-truth.ts";
export type {
  Ocel2,
  OcelEvent,
  OcelObject,
  OcelRelationship,
  OcelType,
  OcelValueType,
} from "./ocel-model.ts";
export {
  toOcel2,
  type OcelSource,
  type OcelWriting,
} from "./ocel.ts";
export {
  pathFrequency,
  pathFrequencyAccumulator,
  type PathCount,
  type PathFrequencyOptions,
  type PathFrequencyResult,
} from "./path-frequency.ts";
export type { PathState } from "./path-state.ts";
export type { PathTransform } from "./path-transform.ts";
export {
  peakEndByJourney,
  type FeltInteraction,
  type JourneyPeakEnd,
  type PeakEndByJourneyOptions,
  type PeakEndByJourneyResult,
} from "./peak-end-by-journey.ts";
export {
  peakEnd,
  type PeakEndDefinition,
  type PeakEndOptions,
  type PeakEndResult,
  type PeakKind,
} from "./peak-end.ts";
export type { PersonalityLeftOut } from "./personality-consistency-rows.ts";
export {
  personalityConsistency,
  type PersonalityConsistencyResult,
  type PersonalityOptions,
  type TraitChannel,
  type TraitConsistency,
  type TraitScore,
} from "./personality-consistency.ts";
export type { PathAlignment } from "./planned-path-alignment.ts";
export {
  pathDeviation,
  type PathDeviationOptions,
  type PathDeviationPath,
  type PathDeviationResult,
  type StepDeviation,
} from "./planned-path.ts";
export {
  promiseCommitments,
  type CommitmentRates,
  type PromiseCommitmentsResult,
} from "./promise-commitments.ts";
export type {
  CountOf,
  GroupDifference,
  MeanDifference,
  NpsComparison,
  ShareComparison,
} from "./promise-comparison.ts";
export {
  promisesThatCostMost,
  type CostlyPromise,
  type PromiseCostOptions,
  type PromisesThatCostMostResult,
} from "./promise-cost.ts";
export type {
  PromiseCounts,
  VerdictRates,
  WinBlowBalance,
} from "./promise-counts.ts";
export {
  comparePromiseGroups,
  promiseImpactAccumulator,
  type PromiseGroup,
  type PromiseImpactCase,
  type PromiseImpactCaseOptions,
  type PromiseImpactCell,
  type PromiseImpactComparison,
  type PromiseImpactLevel,
  type PromiseImpactState,
} from "./promise-impact-state.ts";
export {
  promiseImpact,
  type PromiseCustomerRow,
  type PromiseImpactData,
  type PromiseImpactOptions,
  type PromiseImpactResult,
  type PromisePurchaseRow,
} from "./promise-impact.ts";
export type {
  LatencyCounts,
  LatencyTally,
  PromiseLatencyState,
} from "./promise-latency-state.ts";
export {
  promiseLatency,
  promiseLatencyAccumulator,
  type LatencyQuantile,
  type PromiseLatencyOptions,
  type PromiseLatencyResult,
} from "./promise-latency.ts";
export type {
  AnswersLeftOut,
  PromiseAnswerRow,
  PromiseLink,
  PromiseLinkDefinition,
  PromiseLinkOptions,
} from "./promise-links.ts";
export {
  promiseOutcomes,
  promiseOutcomesAccumulator,
  type PromiseOutcomesOptions,
  type PromiseOutcomesResult,
  type PromiseOutcomesState,
  type WithdrawnBy,
} from "./promise-outcomes.ts";
export type {
  PromiseFault,
  PromiseLeftOut,
  PromisePauseRow,
  PromiseRow,
} from "./promise-row.ts";
export {
  promiseVerdict,
  type PromiseVerdict,
} from "./promise-verdict.ts";
export type {
  RepurchaseLeftOut,
  RepurchaseState,
} from "./repurchase-by-score-state.ts";
export {
  repurchaseByScore,
  repurchaseByScoreAccumulator,
  type RepurchaseAtScore,
  type RepurchaseComparison,
  type RepurchaseOptions,
  type RepurchaseResult,
  type RepurchaseRow,
} from "./repurchase-by-score.ts";
export {
  sankeyData,
  type SankeyDataOptions,
  type SankeyDataResult,
  type SankeyLink,
  type SankeyNode,
} from "./sankey-data.ts";
export type {
  ScorecardBy,
  ScorecardGrouping,
} from "./scorecard-groups.ts";
export {
  fromSegmentTrack,
  type SegmentCall,
  type SegmentCode,
  type SegmentMapping,
  type SegmentReading,
} from "./segment-track.ts";
export {
  shapleyAttribution,
  shapleyAttributionAccumulator,
  type ShapleyAttributionResult,
  type ShapleyCounts,
  type ShapleyCredit,
  type ShapleyState,
} from "./shapley-attribution.ts";
export {
  shapleyValue,
  type CoalitionWorth,
  type ShapleyGameResult,
} from "./shapley-game.ts";
export type { ShareDifference } from "./share-difference.ts";
export { hotelStay } from "./templates-hotel-stay.ts";
export { onlineOrder } from "./templates-online-order.ts";
export { repairShop } from "./templates-repair-shop.ts";
export { saasOnboarding } from "./templates-saas-onboarding.ts";
export type { JourneyTemplate } from "./templates.ts";
export type {
  ExtraTime,
  RuleSide,
  ThreeRulesLeftOut,
  ThreeRulesOptions,
  ThreeRulesState,
} from "./three-rules-state.ts";
export {
  threeRules,
  threeRulesAccumulator,
  type ExtraTimeShare,
  type RuleLift,
  type ThreeRulesData,
  type ThreeRulesDataOptions,
  type ThreeRulesFact,
  type ThreeRulesResult,
} from "./three-rules.ts";
export type { TimeBetweenState } from "./time-between-state.ts";
export {
  timeBetween,
  timeBetweenAccumulator,
  type TimeBetweenOptions,
  type TimeBetweenResult,
  type WaitingQuantile,
} from "./time-between.ts";
export {
  touchpointAuditTemplate,
  type AuditTemplateLine,
} from "./touchpoint-audit-template.ts";
export {
  touchpointAudit,
  type AuditGap,
  type AuditLeftOut,
  type AuditLine,
  type AuditedTouchpoint,
  type AuditedTouchpointFigure,
  type AuditedValueFigure,
  type TouchpointAuditOptions,
  type TouchpointAuditResult,
} from "./touchpoint-audit.ts";
export {
  transitionMatrix,
  transitionMatrixAccumulator,
  type Transition,
  type TransitionMatrixOptions,
  type TransitionMatrixResult,
} from "./transition-matrix.ts";
export type {
  TransitionKey,
  TransitionState,
} from "./transition-state.ts";
export type {
  VerdictDefinition,
  VerdictOptions,
} from "./verdict-rules.ts";
export type { PromiseOutcome } from "./verdict.ts";
export type { Channel } from "../model/channel.ts";
export type { Complaint } from "../model/complaint.ts";
export type { CostEntry } from "../model/cost-entry.ts";
export type { Customer, RelationshipType } from "../model/customer.ts";
export type { Dataset } from "../model/dataset.ts";
export type { Evidence, EvidenceKind } from "../model/evidence.ts";
export type { Extensions, InstantText } from "../model/instant-text.ts";
export type { Initiator, Interaction } from "../model/interaction.ts";
export type { JourneyDefinition, JourneyInstance, JourneyStage } from "../model/journey.ts";
export type { CustomerPromise, PromisePause } from "../model/promise.ts";
export type { PersonalityTrait, ServicePersonality, TraitRating } from "../model/service-personality.ts";
export type { MomentOfTruth, PromiseTemplate, PromiseTime, Touchpoint, TouchpointKind } from "../model/touchpoint.ts";
export type { AuditEntry, OrganisationValue } from "../model/touchpoint-audit.ts";
