import { fail } from "../core/metric-error.ts";
import { compensatedSum, sumError } from "../numeric/sum.ts";
import { weightFault } from "./history-check.ts";
import { weightsOf } from "./history-reading.ts";
import { checkMeaning, type CustomerFault, historyFault, type HistoryMeaning } from "./predict-customer.ts";
import type { HistoryColumns } from "./purchase-history.ts";
import type { TimeUnit } from "./time-unit.ts";
import { customerParameters, type UsableModel } from "./usable-fit.ts";

/** Customers to predict for as parallel columns, one entry a customer or a group of customers alike. */
export interface PredictedColumns extends HistoryColumns {
  /** Customers of each entry; counts in totals. */
  readonly weight?: ArrayLike<number> | undefined;
  /** The same, under the name that grouped tables have; not beside `weight`. */
  readonly count?: ArrayLike<number> | undefined;
  /** Values by covariate, one a customer: all that the fit was made with. */
  readonly covariates?: { readonly [covariate: string]: ArrayLike<number> } | undefined;
  /** The unit of the times, where the table knows it: that of the fit. */
  readonly timeUnit?: TimeUnit | undefined;
  /** What else the table knows, as that of `rfmSummaryColumns`. */
  readonly definition?: HistoryMeaning | undefined;
}

/** Customers that there is no prediction for, by what is wrong with them. */
export interface PredictionLeftOut {
  /** In all. */
  readonly rows: number;
  /** Frequency is not a whole number of 0 or more; in BG/BB above recency. */
  readonly frequencyInvalid: number;
  /** Recency or T is negative or not finite; in BG/BB not whole, or above 100 000. */
  readonly timeInvalid: number;
  /** Recency is after T. */
  readonly recencyAfterT: number;
  /** Recency without repeat purchases, or repeat purchases without recency. */
  readonly recencyWithoutPurchase: number;
  /** Weight is negative or not finite. */
  readonly weightInvalid: number;
  /** A covariate is missing or not finite, or leaves no finite parameters. */
  readonly covariateInvalid: number;
  /** A mean spend is missing, not finite, or not above 0 where there were repeat purchases; only where it is asked for. */
  readonly spendInvalid: number;
  /** All their positions, in order. */
  readonly positions: readonly number[];
}

/** Columns without the customers that are wrong. */
export interface UsableColumns {
  readonly columns: HistoryColumns;
  /** Covariate columns in the order of the fit's coefficients. */
  readonly covariates: readonly ArrayLike<number>[];
  /** Customers of each entry, or `null` for 1 each. */
  readonly weight: ArrayLike<number> | null;
  /** Where each usable customer stood, or `null` where all are usable. */
  readonly positions: Int32Array | null;
  /** Entries given, and usable ones. */
  readonly rows: number;
  readonly size: number;
  /** Customers of the usable ones. */
  readonly n: number;
  readonly leftOut: PredictionLeftOut;
}

/**
 * Checks columns and sorts out what is wrong in them.
 *
 * @param isSpendInvalid - whether something else is wrong with the customer at a position
 * @throws {@link MetricError} `COLUMNS_UNEQUAL`, `WEIGHTS_TWICE`, `TIME_UNIT_MISMATCH`, `FIRST_INCLUDED`, `COVARIATE_INVALID` (a column
 *   is missing), `CUSTOMER_INVALID` where `onInvalid` is `"throw"`
 */
export function usableColumns(
  used: UsableModel,
  given: PredictedColumns,
  onInvalid: "count" | "throw" | undefined,
  isSpendInvalid?: (position: number) => boolean,
): UsableColumns {
  const { frequency, recency, T, timeUnit, definition } = given;
  checkMeaning(used, { ...definition, ...(timeUnit && { timeUnit }) });
  const rows = frequency?.length;
  const covariates = used.effects.map(({ covariate }) => {
    const column = given.covariates?.[covariate];
    if (column === undefined)
      fail("COVARIATE_INVALID", `Cannot predict purchases as there must be covariates.${covariate}`, given.covariates);
    return column;
  });
  const weight = weightsOf(given);
  const named = { frequency, recency, T, [given.count === undefined ? "weight" : "count"]: weight ?? T };
  for (const [name, column] of [
    ...Object.entries(named),
    ...used.effects.map(({ covariate }, k) => [`covariates.${covariate}`, covariates[k]!] as const),
  ]) {
    if (typeof column?.length !== "number") {
      fail("COLUMNS_UNEQUAL", `Cannot predict purchases as there must be a column ${name}`, column);
    }
    if (column.length !== rows) {
      fail(
        "COLUMNS_UNEQUAL",
        `Cannot predict purchases as ${name} must be as long as frequency, ${rows}`,
        column.length,
      );
    }
  }
  const leftOut = {
    rows: 0,
    frequencyInvalid: 0,
    timeInvalid: 0,
    recencyAfterT: 0,
    recencyWithoutPurchase: 0,
    weightInvalid: 0,
    covariateInvalid: 0,
    spendInvalid: 0,
    positions: [] as number[],
  };
  const faultAt = (i: number): CustomerFault | "weightInvalid" | "covariateInvalid" | "spendInvalid" | null =>
    historyFault(used.model, frequency[i]!, recency[i]!, T[i]!) ??
    (weight !== null && weightFault(weight[i]) !== null ? "weightInvalid" : null) ??
    (covariates.length > 0 && !hasParameters(used, covariates, i) ? "covariateInvalid" : null) ??
    (isSpendInvalid?.(i) ? "spendInvalid" : null);
  for (let i = 0; i < rows; i++) {
    const fault = faultAt(i);
    if (fault === null) continue;
    if (onInvalid === "throw") {
      fail("CUSTOMER_INVALID", `Cannot predict for customer ${i} as there must be no ${fault}`, {
        frequency: frequency[i],
        recency: recency[i],
        T: T[i],
      });
    }
    leftOut.rows++;
    leftOut[fault]++;
    leftOut.positions.push(i);
  }
  if (leftOut.rows === 0) {
    const n = customersOf(weight, rows);
    return { columns: { frequency, recency, T }, covariates, weight, positions: null, rows, size: rows, n, leftOut };
  }
  const positions = positionsWithout(leftOut.positions, rows);
  const picked = (column: ArrayLike<number>): Float64Array => Float64Array.from(positions, (i) => column[i]!);
  const usedWeight = weight && picked(weight);
  return {
    columns: { frequency: picked(frequency), recency: picked(recency), T: picked(T) },
    covariates: covariates.map(picked),
    weight: usedWeight,
    positions,
    rows,
    size: positions.length,
    n: customersOf(usedWeight, positions.length),
    leftOut,
  };
}

/** Figures of the usable customers at the places where those stood, 0 elsewhere. */
export function placed(figures: Float64Array, { positions, rows }: UsableColumns): Float64Array {
  if (positions === null) return figures;
  const all = new Float64Array(rows);
  for (let i = 0; i < positions.length; i++) all[positions[i]!] = figures[i]!;
  return all;
}

/** P(alive) at T and expected purchases of each customer; with covariates each has parameters of their own. */
export function predictedColumns(
  used: UsableModel,
  values: readonly number[],
  { columns, covariates, size }: UsableColumns,
  ahead: number,
): { readonly probabilityAlive: Float64Array; readonly expectedPurchases: Float64Array } {
  const { process } = used;
  if (covariates.length === 0) {
    return process.predictColumns(values.slice(0, process.parameterNames.length), columns, ahead);
  }
  const probabilityAlive = new Float64Array(size);
  const expectedPurchases = new Float64Array(size);
  for (let i = 0; i < size; i++) {
    const parameters = customerParameters(used, values, covariatesAt(used, covariates, i));
    const history = { frequency: columns.frequency[i]!, recency: columns.recency[i]!, T: columns.T[i]! };
    probabilityAlive[i] = process.probabilityAlive(parameters, history, 0);
    expectedPurchases[i] = process.expectedPurchases(parameters, history, ahead);
  }
  return { probabilityAlive, expectedPurchases };
}

/** The sum over customers, by their weights. */
export function totalOf(figures: ArrayLike<number>, { weight, size }: UsableColumns): number {
  let sum = 0;
  let error = 0;
  for (let i = 0; i < size; i++) {
    const each = figures[i]! * (weight === null ? 1 : weight[i]!);
    const next = sum + each;
    error += sumError(sum, each, next);
    sum = next;
  }
  return sum + error;
}

/** The covariates of one customer by name. */
export function covariatesAt(
  { effects }: UsableModel,
  covariates: readonly ArrayLike<number>[],
  i: number,
): { readonly [covariate: string]: number } {
  return Object.fromEntries(effects.map(({ covariate }, k) => [covariate, covariates[k]![i]!]));
}

/** The largest absolute value of a covariate. */
export function reachIn({ effects }: UsableModel, covariates: readonly ArrayLike<number>[]): (name: string) => number {
  return (name) => {
    const column = covariates[effects.findIndex(({ covariate }) => covariate === name)]!;
    let most = 0;
    for (let i = 0; i < column.length; i++) most = Math.max(most, Math.abs(column[i]!));
    return most;
  };
}

function hasParameters(used: UsableModel, covariates: readonly ArrayLike<number>[], i: number): boolean {
  return customerParameters(used, used.values, covariatesAt(used, covariates, i)).every(
    (value) => value > 0 && value < Infinity,
  );
}

function customersOf(weight: ArrayLike<number> | null, size: number): number {
  return weight === null ? size : compensatedSum(Array.from(weight));
}

function positionsWithout(leftOut: readonly number[], rows: number): Int32Array {
  const positions = new Int32Array(rows - leftOut.length);
  let next = 0;
  let size = 0;
  for (let i = 0; i < rows; i++) {
    if (leftOut[next] === i) next++;
    else positions[size++] = i;
  }
  return positions;
}
