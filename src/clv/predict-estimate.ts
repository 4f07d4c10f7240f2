import type { Estimate } from "../core/estimate.ts";
import { fail } from "../core/metric-error.ts";
import {
  checkHistory,
  newHistory,
  type NewCustomer,
  parametersOf,
  type PredictedCustomer,
} from "./predict-customer.ts";
import { type FigureScale, type UncertaintyOptions, uncertaintyOf } from "./predict-interval.ts";
import type { ByParameter, UsablePurchaseFit } from "./purchase-fit.ts";
import type { PurchaseHistory } from "./purchase-history.ts";
import type { ParameterValues, PurchaseModelName } from "./purchase-process.ts";
import { spanIn, type TimeSpan, type TimeUnit } from "./time-unit.ts";
import { byName, customerParameters, type UsableModel, usableModel } from "./usable-fit.ts";

/** Options of predictions up to a point of time. */
export interface PredictionOptions extends UncertaintyOptions {
  /** How far from T on: `{ weeks: 39 }`, or a number in the unit of the fit. In BG/BB whole opportunities. */
  readonly ahead: TimeSpan;
}

/** A prediction for a customer, how sure it is and what it means. */
export interface PurchasePrediction<Metric extends string = string, Unit extends string = string>
  extends Estimate<Metric, Unit> {
  /** Of `value`, from what is not known of the parameters; `null` where that is not known. */
  readonly standardError: number | null;
  readonly definition: PredictionDefinition;
}

/** What a prediction follows from. */
export interface PredictionDefinition {
  readonly model: PurchaseModelName;
  /** Of this customer: with covariates their own. */
  readonly parameters: ByParameter;
  readonly timeUnit: TimeUnit;
  /** From T on, in that unit. */
  readonly ahead: number | "infinite";
}

/** A customer with what is needed to predict for them, all checked. */
export interface Prepared {
  readonly used: UsableModel;
  readonly history: PurchaseHistory;
  readonly covariates: NewCustomer["covariates"];
  readonly parameters: readonly number[];
}

/** Checks a fit and a customer. */
export function prepared(fit: UsablePurchaseFit, customer: PredictedCustomer): Prepared {
  const used = usableModel(fit);
  checkHistory(used.model, customer);
  const { covariates } = customer;
  return { used, history: customer, covariates, parameters: parametersOf(used, covariates) };
}

/** Checks a fit and the covariates of a new customer. */
export function preparedNew(fit: UsablePurchaseFit, covariates: NewCustomer["covariates"]): Prepared {
  const used = usableModel(fit);
  return { used, history: newHistory, covariates, parameters: parametersOf(used, covariates) };
}

/** A customer, or with `"new"` one whose covariates stand in the options. */
export function preparedOrNew(
  fit: UsablePurchaseFit,
  customer: PredictedCustomer | "new",
  covariates: NewCustomer["covariates"],
): Prepared {
  return customer === "new" ? preparedNew(fit, covariates) : prepared(fit, customer);
}

/**
 * How far ahead, in the unit of the fit.
 *
 * @param option - what the caller calls it; `others` is what else it may be
 * @throws {@link MetricError} `TIME_SPAN_INVALID`, `TIME_UNIT_UNKNOWN`
 */
export function aheadIn({ model, timeUnit }: UsableModel, span: TimeSpan, option = "ahead", others = ""): number {
  const ahead = spanIn(timeUnit, span, option, others);
  if (model === "bg-bb" && !Number.isInteger(ahead)) {
    fail("TIME_SPAN_INVALID", `Cannot predict with BG/BB as ${option} must be whole opportunities`, span);
  }
  return ahead;
}

/** A figure of a customer as a result. */
export function estimateOf<Metric extends string, Unit extends string>(
  names: { readonly metric: Metric; readonly unit: Unit; readonly scale: FigureScale },
  { used, covariates, parameters }: Prepared,
  ahead: number,
  figureOf: (parameters: ParameterValues) => number,
  options: UncertaintyOptions,
): PurchasePrediction<Metric, Unit> {
  const figure = {
    scale: names.scale,
    at: (values: readonly number[]) => figureOf(customerParameters(used, values, covariates)),
    reach: (covariate: string) => Math.abs(covariates![covariate]!),
  };
  const value = figureOf(parameters);
  const hasValue = value < Infinity;
  const known = uncertaintyOf(used, figure, value, options);
  return {
    metric: names.metric,
    value: hasValue ? value : null,
    unit: names.unit,
    n: used.n,
    interval: hasValue ? known.interval : null,
    standardError: hasValue ? known.standardError : null,
    definition: {
      model: used.model,
      parameters: byName(used.process.parameterNames, parameters),
      timeUnit: used.timeUnit,
      ahead: ahead < Infinity ? ahead : "infinite",
    },
    notes: hasValue ? [...known.notes] : ["infinite-sum"],
  };
}
