/**
 * Customer metrics that say how sure they are and what they mean.
 *
 * Everything but the doors that need a schema library or a vendor's format: those are
 * `customer-metrics/schema` and `customer-metrics/readers`.
 *
 * @module
 */
export {
  combine,
  fold,
  groupBy,
  mapInput,
  type Accumulator,
  type AnyAccumulator,
  type AnyReader,
  type CombinedInput,
  type ResultOf,
  type StateOf,
} from "./core/accumulator.ts";
export type { Estimate, Interval } from "./core/estimate.ts";
export { isMetricError, MetricError } from "./core/metric-error.ts";
export type { Kinded } from "./core/state.ts";
export {
  byPeriod,
  periodOf,
  type ByPeriodOptions,
  type ByPeriodResult,
  type ByPeriodState,
  type PeriodResult,
} from "./time/by-period.ts";
export type { Every } from "./time/periods.ts";
export * from "./survey/index.ts";
export * from "./churn/index.ts";
export * from "./clv/index.ts";
export * from "./tiers/index.ts";
export * from "./journey/index.ts";
