/** Rows that say nothing of a customer, by what is wrong with them. */
export interface PurchaseLeftOutCounts {
  /** Frequency is not a whole number of 0 or more; in BG/BB also: more purchases than opportunities up to the last. */
  frequencyInvalid: number;
  /** Recency or T is negative, not finite or above 1e100; in BG/BB also: not whole, or above 100 000. */
  timeInvalid: number;
  /** Recency is after T. */
  recencyAfterT: number;
  /** Recency without repeat purchases, or repeat purchases without recency. */
  recencyWithoutPurchase: number;
  /** Weight is negative or not finite. (A weight of 0 is no customer, and not listed.) */
  weightInvalid: number;
  /** A covariate is missing or not finite. */
  covariateInvalid: number;
}

/** Rows left out, and where the first of them stand. */
export interface PurchaseLeftOut extends Readonly<PurchaseLeftOutCounts> {
  /** The first rows left out, by position, at most 10; of a state, which knows no positions, none. */
  readonly first: readonly number[];
}

/** Why a row is left out. */
export type HistoryFault = keyof PurchaseLeftOutCounts;

/** No rows left out. */
export function noneLeftOut(): PurchaseLeftOutCounts {
  return {
    frequencyInvalid: 0,
    timeInvalid: 0,
    recencyAfterT: 0,
    recencyWithoutPurchase: 0,
    weightInvalid: 0,
    covariateInvalid: 0,
  };
}

/** What is wrong with a history, if anything is: values may be of any type. */
export function historyFault(frequency: unknown, recency: unknown, T: unknown): HistoryFault | null {
  if (!Number.isSafeInteger(frequency) || (frequency as number) < 0) return "frequencyInvalid";
  if (!isTime(recency) || !isTime(T)) return "timeInvalid";
  if (recency > T) return "recencyAfterT";
  return (frequency as number) > 0 === recency > 0 ? null : "recencyWithoutPurchase";
}

/** What is wrong with a history of opportunities that is else right. */
export function opportunityFault(frequency: number, recency: number, T: number): HistoryFault | null {
  if (!(Number.isInteger(recency) && Number.isInteger(T) && T <= mostOpportunities)) return "timeInvalid";
  return frequency <= recency ? null : "frequencyInvalid";
}

/** What is wrong with a weight. */
export function weightFault(weight: unknown): HistoryFault | null {
  return typeof weight === "number" && weight >= 0 && weight < Infinity ? null : "weightInvalid";
}

function isTime(value: unknown): value is number {
  return typeof value === "number" && value >= 0 && value <= 1e100;
}

/** As many opportunities as are believed: 270 years of days. */
const mostOpportunities = 100_000;
