import { fail } from "../core/metric-error.ts";
import { type HistoryFault, historyFault as faultOf, opportunityFault } from "./history-check.ts";
import type { PurchaseHistory } from "./purchase-history.ts";
import type { PurchaseModelName } from "./purchase-process.ts";
import type { TimeUnit } from "./time-unit.ts";
import { type CustomerCovariates, customerParameters, type UsableModel } from "./usable-fit.ts";

/** A customer to predict for; all times in the unit of the fit. */
export interface PredictedCustomer extends PurchaseHistory {
  /** By name, all that the fit was made with. */
  readonly covariates?: CustomerCovariates | undefined;
}

/** A customer who just bought for the first time: nothing is known but the covariates, if the fit has any. */
export interface NewCustomer {
  readonly covariates?: CustomerCovariates | undefined;
}

/** What can be wrong with a customer's history. */
export type CustomerFault = Exclude<HistoryFault, "weightInvalid" | "covariateInvalid">;

/** A history of nobody but a new customer. */
export const newHistory: PurchaseHistory = { frequency: 0, recency: 0, T: 0 };

/** The first thing that is wrong with a history, or `null`. */
export function historyFault(
  model: PurchaseModelName,
  frequency: number,
  recency: number,
  T: number,
): CustomerFault | null {
  const fault = faultOf(frequency, recency, T);
  return (
    fault === null && model === "bg-bb" ? opportunityFault(frequency, recency, T) : fault
  ) as CustomerFault | null;
}

/**
 * Throws unless there can be such a customer.
 *
 * @throws {@link MetricError} `FREQUENCY_INVALID`, `TIME_INVALID`, `RECENCY_AFTER_T`, `RECENCY_WITHOUT_PURCHASE`
 */
export function checkHistory(model: PurchaseModelName, customer: PurchaseHistory): void {
  const { frequency, recency, T } = customer ?? {};
  const fault = historyFault(model, frequency, recency, T);
  if (fault === "frequencyInvalid") {
    fail(
      "FREQUENCY_INVALID",
      "Cannot predict for customer as frequency must be whole, 0 or more, and in BG/BB at most recency",
      customer,
    );
  }
  if (fault === "timeInvalid") {
    fail(
      "TIME_INVALID",
      "Cannot predict for customer as recency and T must be 0 or more, and in BG/BB whole, at most 100000",
      customer,
    );
  }
  if (fault === "recencyAfterT") {
    fail("RECENCY_AFTER_T", "Cannot predict for customer as recency must not be after T", customer);
  }
  if (fault === "recencyWithoutPurchase") {
    fail(
      "RECENCY_WITHOUT_PURCHASE",
      "Cannot predict for customer as recency must be above 0 with repeat purchases and 0 without",
      customer,
    );
  }
}

/** What a table may say of its times and its frequency. */
export interface HistoryMeaning {
  readonly timeUnit?: TimeUnit | undefined;
  /** Whether the first purchase counts; a model needs the repeat purchases alone. */
  readonly first?: "excluded" | "included" | undefined;
}

/**
 * Throws where a table says that its numbers are others than those of the fit.
 *
 * @throws {@link MetricError} `TIME_UNIT_MISMATCH`, `FIRST_INCLUDED`
 */
export function checkMeaning({ timeUnit: unit }: UsableModel, { timeUnit = unit, first }: HistoryMeaning): void {
  if (timeUnit !== unit) {
    fail(
      "TIME_UNIT_MISMATCH",
      `Cannot predict for customers as their times must be in the unit of the fit, ${unit}`,
      timeUnit,
    );
  }
  if (first === "included") {
    fail("FIRST_INCLUDED", "Cannot predict for customers as frequency must not count the first purchase", first);
  }
}

/**
 * The parameters of a customer, checked.
 *
 * @throws {@link MetricError} `COVARIATE_INVALID`
 */
export function parametersOf(used: UsableModel, covariates: CustomerCovariates | undefined): number[] {
  for (const { covariate } of used.effects) {
    if (!Number.isFinite(covariates?.[covariate])) {
      fail(
        "COVARIATE_INVALID",
        `Cannot predict for customer as covariate ${covariate} must be a number`,
        covariates?.[covariate],
      );
    }
  }
  const parameters = customerParameters(used, used.values, covariates);
  if (!parameters.every((value) => value > 0 && value < Infinity)) {
    fail("COVARIATE_INVALID", "Cannot predict for customer as covariates must leave parameters finite", covariates);
  }
  return parameters;
}
