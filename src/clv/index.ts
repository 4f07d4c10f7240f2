/**
 * What a customer is worth: value so far, formulas, purchases and spend to come, lifetime value, and whether to believe it.
 *
 * @module
 */
export type {
  AcquisitionCostChoice,
  AcquisitionCostDefinition,
  AcquisitionCostOptions,
  AcquisitionSource,
  AcquisitionSpend,
  AcquisitionTotals,
  ChannelAcquisitionCost,
  CustomerAcquisitionCostResult,
  SpendOfKind,
} from "./acquisition-cost-result.ts";
export type {
  Acquired,
  AcquisitionReadingOptions,
  AcquisitionRow,
  AcquisitionState,
} from "./acquisition-cost-state.ts";
export {
  customerAcquisitionCost,
  customerAcquisitionCostAccumulator,
} from "./acquisition-cost.ts";
export type {
  KnownAmount,
  KnownFigure,
} from "./amount-figure.ts";
export type {
  AmountFinding,
  AmountLeftOut,
  AmountRowCode,
  AmountRowOptions,
} from "./amount-rows.ts";
export type { ParameterDraws } from "./bootstrap-draws.ts";
export {
  drawPurchaseParameters,
  type DrawOptions,
} from "./bootstrap-parameters.ts";
export {
  bootstrapPurchaseFit,
  type PurchaseBootstrapOptions,
  type WatchedCustomers,
} from "./bootstrap-purchase-fit.ts";
export {
  type ComparedHoldout,
  type ComparedModel,
  compareModels,
  type CompareModelsOptions,
  type ModelComparison,
} from "./compare-models.ts";
export type { PurchaseCovariates } from "./covariate-effects.ts";
export type {
  MoneyEstimate,
  ValueDefinition,
  ValueEstimate,
  ValueOptions,
} from "./customer-lifetime-value-result.ts";
export {
  customerLifetimeValue,
  type CustomerLifetimeValue,
  type LifetimeValueDefinition,
  type LifetimeValueOptions,
  type ValuedCustomer,
} from "./customer-lifetime-value.ts";
export {
  customerLifetimeValues,
  type CustomerLifetimeValues,
  type LifetimeValuesOptions,
  type NamedValuedCustomer,
  type ValuedTable,
  type ValueOfCustomer,
} from "./customer-lifetime-values.ts";
export {
  discountedPurchases,
  type DiscountedOptions,
  type DiscountedPurchases,
} from "./discounted-purchases.ts";
export { expectedPurchases } from "./expected-purchases.ts";
export {
  expectedSpendColumns,
  type ExpectedSpendColumns,
  type ExpectedSpendColumnsOptions,
  type ExpectedSpendInput,
  type ExpectedSpendLeftOut,
} from "./expected-spend-columns.ts";
export {
  expectedSpend,
  type ExpectedSpend,
  type ExpectedSpendDefinition,
  type ExpectedSpendOptions,
  type SpendCustomer,
  type SpendModel,
  type UsableSpendFit,
} from "./expected-spend.ts";
export { fitBgBb } from "./fit-bg-bb.ts";
export type {
  BgNbdCovariates,
  BgNbdFitOptions,
} from "./fit-bg-nbd-options.ts";
export { fitBgNbd } from "./fit-bg-nbd.ts";
export { fitMbgNbd } from "./fit-mbg-nbd.ts";
export type {
  PurchaseFitOptions,
  StatedTimeUnit,
  TimedPurchaseHistories,
} from "./fit-options.ts";
export {
  fitParetoNbd,
  type ParetoNbdFitOptions,
} from "./fit-pareto-nbd.ts";
export type { PurchasePenalty } from "./fit-penalty.ts";
export type {
  RateEstimate,
  RateFigure,
} from "./formula-lifetime-value-rate.ts";
export {
  formulaLifetimeValue,
  type FirstMargin,
  type FormulaLifetimeValueDefinition,
  type FormulaLifetimeValueOptions,
  type FormulaLifetimeValueResult,
} from "./formula-lifetime-value.ts";
export type {
  SpendColumns,
  SpendRow,
  SpendSource,
  SpendTable,
} from "./gamma-gamma-customers.ts";
export type {
  BoundarySpendFit,
  BySpendParameter,
  ConvergedSpendFit,
  FailedSpendFit,
  GammaGammaFit,
  SpendBoundary,
  SpendBoundaryMeaning,
  SpendEstimates,
  SpendFitData,
  SpendLeftOut,
} from "./gamma-gamma-fit.ts";
export {
  fitGammaGamma,
  type GammaGammaOptions,
} from "./gamma-gamma.ts";
export type {
  CustomerHistoricValue,
  HistoricAmounts,
  HistoricMean,
  HistoricValueDefinition,
  HistoricValueOptions,
  HistoricValueResult,
  MissingCost,
} from "./historic-value-result.ts";
export type {
  HistoricEntry,
  HistoricReadingOptions,
  HistoricSums,
  HistoricValueRow,
  HistoricValueState,
} from "./historic-value-state.ts";
export {
  historicValue,
  historicValueAccumulator,
  type HistoricValueRead,
} from "./historic-value.ts";
export {
  purchaseHistoryAccumulator,
  type PurchaseHistoryOptions,
  type PurchaseHistorySummary,
} from "./history-accumulator.ts";
export type {
  PurchaseLeftOut,
  PurchaseLeftOutCounts,
} from "./history-check.ts";
export type {
  PurchaseHistoryColumns,
  PurchaseHistoryRow,
  PurchaseHistorySource,
  PurchaseHistoryTable,
} from "./history-source.ts";
export type { PurchaseHistoryState } from "./history-state.ts";
export type { HoldoutActivity } from "./holdout-alive.ts";
export type {
  CalibrationBin,
  FrequencyBin,
} from "./holdout-bins.ts";
export type { PredictionErrors } from "./holdout-errors.ts";
export type {
  HoldoutColumns,
  HoldoutRow,
  HoldoutSource,
  HoldoutTable,
} from "./holdout-groups.ts";
export type { HoldoutTotal } from "./holdout-total.ts";
export {
  validateHoldout,
  type HoldoutValidation,
  type HoldoutValidationOptions,
} from "./holdout-validation.ts";
export {
  inSampleCounts,
  type InSampleCounts,
  type InSampleOptions,
  type InSampleRow,
} from "./in-sample-counts.ts";
export type { GoodnessOfFit } from "./in-sample-goodness.ts";
export {
  ltvToCac,
  type LtvToCacDefinition,
  type LtvToCacOptions,
  type LtvToCacResult,
} from "./ltv-to-cac.ts";
export type {
  CheckSeverity,
  ModelCheckCode,
  ModelCheckItem,
} from "./model-check-item.ts";
export {
  checkPurchaseModel,
  type ModelCheck,
  type ModelCheckOptions,
} from "./model-check.ts";
export {
  monthlyLifetimeValue,
  type MonthlyLifetimeValue,
  type MonthlyValueOptions,
} from "./monthly-lifetime-value.ts";
export { newCustomerPurchases } from "./new-customer-purchases.ts";
export type { MarginWithin } from "./payback-period-within.ts";
export {
  paybackPeriod,
  type PaybackPeriodDefinition,
  type PaybackPeriodOptions,
  type PaybackPeriodResult,
} from "./payback-period.ts";
export type {
  PredictedColumns,
  PredictionLeftOut,
} from "./predict-columns.ts";
export type {
  HistoryMeaning,
  NewCustomer,
  PredictedCustomer,
} from "./predict-customer.ts";
export type {
  PredictionDefinition,
  PredictionOptions,
  PurchasePrediction,
} from "./predict-estimate.ts";
export type { UncertaintyOptions } from "./predict-interval.ts";
export {
  predictPurchases,
  type PredictColumnsOptions,
  type PredictedPurchases,
} from "./predict-purchases.ts";
export type { PredictedRow, PredictedSource, PredictedTable } from "./predict-source.ts";
export {
  totalPurchases,
  type TotalPurchases,
  type TotalPurchasesOptions,
} from "./predict-total.ts";
export { probabilityAlive } from "./probability-alive.ts";
export {
  purchaseQuantiles,
  type PurchaseQuantile,
  type PurchaseQuantileOptions,
  type PurchaseQuantiles,
} from "./purchase-count-quantiles.ts";
export {
  purchaseCounts,
  type PurchaseCountOptions,
  type PurchaseCounts,
} from "./purchase-counts.ts";
export type {
  AppliedPenalty,
  BoundaryMeaning,
  BoundaryPurchaseFit,
  ByParameter,
  ConvergedPurchaseFit,
  CovariateCoefficient,
  CovariateEffects,
  FailedPurchaseFit,
  PurchaseBoundary,
  PurchaseEstimates,
  PurchaseFit,
  PurchaseFitData,
  PurchaseFitFailure,
  PurchaseModel,
  PurchaseUncertainty,
  UsablePurchaseFit,
} from "./purchase-fit.ts";
export type {
  HistoryColumns,
  PurchaseHistory,
} from "./purchase-history.ts";
export type { PurchaseModelName } from "./purchase-process.ts";
export {
  rfmSummaryColumns,
  type RfmColumns,
} from "./rfm-columns.ts";
export type { RfmCustomer } from "./rfm-customer.ts";
export type { ExactAmount } from "./rfm-exact-amount.ts";
export {
  groupHistories,
  type CountedHistory,
  type CountedHistoryColumns,
  type CountedHistoryTable,
  type HistoryCounts,
  type TimedHistoryCounts,
} from "./rfm-histories.ts";
export {
  holdoutSplit,
  type HoldoutCustomer,
  type HoldoutOptions,
  type HoldoutSplit,
} from "./rfm-holdout.ts";
export type {
  ReadsTransactions,
  RfmDefinition,
  RfmOptions,
} from "./rfm-options.ts";
export {
  orderedRfmAccumulator,
  type OrderedCustomer,
  type OrderedRfmState,
  type OrderedRfmSummary,
  type OutOfOrder,
} from "./rfm-ordered.ts";
export type {
  CustomerPurchases,
  RfmState,
} from "./rfm-state.ts";
export {
  rfmSummary,
  rfmSummaryAccumulator,
  type RfmSummary,
} from "./rfm-summary.ts";
export {
  simulatePurchases,
  type SimulateOptions,
  type SimulatedPurchases,
} from "./simulate-purchases.ts";
export type { SpendParameters } from "./simulate-spend.ts";
export {
  simulatedTransactions,
  type SimulatedTransactionsOptions,
} from "./simulate-transactions.ts";
export type { Correlation } from "./spend-correlation.ts";
export {
  spendIndependence,
  type SpendIndependence,
  type SpendIndependenceOptions,
} from "./spend-independence.ts";
export type {
  DiscountRate,
  TimeSpan,
  TimeUnit,
} from "./time-unit.ts";
export {
  trackingTable,
  type TrackingOptions,
  type TrackingRow,
  type TrackingTable,
} from "./tracking-table.ts";
export type { TransactionColumns } from "./transaction-columns.ts";
export type {
  RefundPolicy,
  TransactionFinding,
  TransactionFindingCode,
  TransactionLeftOut,
  TransactionRow,
} from "./transaction-row.ts";
export type { CustomerCovariates } from "./usable-fit.ts";
