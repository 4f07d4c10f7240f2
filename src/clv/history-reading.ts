import { checkChoice } from "../core/choice.ts";
import { fail } from "../core/metric-error.ts";
import type { Kinded } from "../core/state.ts";
import {
  type HistoryFault,
  historyFault,
  noneLeftOut,
  opportunityFault,
  type PurchaseLeftOut,
  weightFault,
} from "./history-check.ts";
import { groupRows } from "./history-grouping.ts";
import { readRow, refuse } from "./history-row.ts";
import type {
  PurchaseHistoryColumns,
  PurchaseHistoryRow,
  PurchaseHistorySource,
  PurchaseHistoryTable,
} from "./history-source.ts";
import { forEachHistory, type PurchaseHistoryState, readHistoryKind } from "./history-state.ts";
import type { GroupedHistories } from "./purchase-history.ts";
import { checkTimeUnit, type TimeUnit } from "./time-unit.ts";

/** How a source is read. */
export interface HistoryReading {
  /** Covariates to read, by name. */
  readonly covariates: readonly string[];
  /** Whether times count opportunities. */
  readonly isDiscrete: boolean;
  readonly timeUnit: TimeUnit | undefined;
  readonly onInvalid: "count" | "throw" | undefined;
}

/** Customers of a source by distinct history, in an order that does not depend on that of the source. */
export interface ReadHistories {
  readonly timeUnit: TimeUnit;
  readonly groups: GroupedHistories;
  /** Of each group, in the order of the names. */
  readonly covariates: readonly Float64Array[];
  readonly n: number;
  readonly repeatPurchases: number;
  readonly rows: number;
  readonly leftOut: PurchaseLeftOut;
}

/**
 * Reads a source into distinct histories with counts, in one pass.
 *
 * @throws {@link MetricError} `SOURCE_INVALID`, `COLUMNS_UNEQUAL`, `WEIGHTS_TWICE`, `COVARIATE_MISSING`, `FIRST_INCLUDED`, `TIME_UNIT_MISMATCH`,
 *   `TIME_UNIT_UNKNOWN`, `ON_INVALID_UNKNOWN`, `HISTORY_INVALID`, and those of states
 */
export function readHistories(source: PurchaseHistorySource, reading: HistoryReading): ReadHistories {
  const { covariates: names, isDiscrete, onInvalid = "count" } = reading;
  checkChoice("ON_INVALID_UNKNOWN", "onInvalid", onInvalid, ["count", "throw"]);
  const width = 4 + names.length;
  const table = groupRows(width);
  const row = new Float64Array(width);
  const counts = noneLeftOut();
  const first: number[] = [];
  let rows = 0;

  function use(fault: HistoryFault | null, weight: number, count: number, shown: () => unknown): void {
    const wrong = fault ?? (isDiscrete ? opportunityFault(row[0]!, row[1]!, row[2]!) : null);
    if (wrong !== null) {
      if (onInvalid === "throw") refuse(shown());
      counts[wrong]++;
      if (first.length < 10) first.push(rows);
    } else if (weight > 0) {
      // Whole weights add up exactly in any order; others are kept apart until they are added in ascending order.
      const isWhole = Number.isInteger(weight);
      row[width - 1] = isWhole ? 1 : weight;
      table.add(row, isWhole ? weight * count : count);
    }
    rows++;
  }

  const { unit, kind, data } = sortOf(source);
  if (kind === "state") {
    const columns = columnsOfNames(readHistoryKind(data).covariates, names);
    forEachHistory(data, (numbers, weight, count) => {
      for (let k = 0; k < 3; k++) row[k] = numbers[k]!;
      columns.forEach((column, k) => {
        row[3 + k] = numbers[column]!;
      });
      use(null, weight, count, () => numbers);
    });
    rows = data.rows;
    for (const fault of Object.keys(counts) as HistoryFault[]) counts[fault] += data.leftOut[fault];
    first.length = 0;
  } else if (kind === "rows") {
    for (const each of data) {
      const { fault, weight } = readRow(each, names, row);
      use(fault, weight, 1, () => each);
    }
  } else {
    const { frequency, recency, T } = data;
    const weights = weightsOf(data);
    const columns = names.map((name) => data.covariates?.[name] ?? missing(name));
    for (const column of [recency, T, ...(weights === null ? [] : [weights]), ...columns]) {
      if (column.length !== frequency.length) {
        fail("COLUMNS_UNEQUAL", "Cannot use columns as they must be of one length", column.length);
      }
    }
    for (let i = 0; i < frequency.length; i++) {
      const weight = weights === null ? 1 : weights[i]!;
      let fault = historyFault(frequency[i], recency[i], T[i]) ?? weightFault(weight);
      row[0] = frequency[i]! + 0;
      row[1] = recency[i]! + 0;
      row[2] = T[i]! + 0;
      for (let k = 0; k < columns.length; k++) {
        row[3 + k] = columns[k]![i]! + 0;
        if (!Number.isFinite(columns[k]![i])) fault ??= "covariateInvalid";
      }
      use(fault, weight, 1, () => ({ frequency: frequency[i], recency: recency[i], T: T[i], weight }));
    }
  }
  return {
    timeUnit: unitOf(unit, reading),
    ...summed(table.sorted(), names.length),
    rows,
    leftOut: { ...counts, first },
  };
}

type Sorted =
  | { readonly kind: "state"; readonly unit: TimeUnit; readonly data: PurchaseHistoryState }
  | { readonly kind: "rows"; readonly unit: TimeUnit | undefined; readonly data: Iterable<PurchaseHistoryRow> }
  | { readonly kind: "columns"; readonly unit: TimeUnit | undefined; readonly data: PurchaseHistoryColumns };

function sortOf(source: PurchaseHistorySource): Sorted {
  const { kind, frequency, recency, T, customers, definition, timeUnit } = (source ?? {}) as Partial<
    PurchaseHistoryColumns & PurchaseHistoryTable & Kinded
  >;
  const isIterable = (value: unknown): boolean =>
    typeof (value as Iterable<unknown> | null | undefined)?.[Symbol.iterator] === "function";
  if (isIterable(source)) {
    return { kind: "rows", unit: timeUnit, data: source as Iterable<PurchaseHistoryRow> };
  }
  if ([frequency, recency, T].every((column) => typeof column === "object" && typeof column?.length === "number")) {
    return { kind: "columns", unit: timeUnit, data: source as PurchaseHistoryColumns };
  }
  if (isIterable(customers)) {
    if (definition?.first === "included") {
      fail("FIRST_INCLUDED", "Cannot use summary as its frequency must not count the first purchase", definition);
    }
    return { kind: "rows", unit: definition?.timeUnit, data: customers! };
  }
  if (typeof kind === "string") {
    const data = source as PurchaseHistoryState;
    return { kind: "state", unit: readHistoryKind(data).timeUnit, data };
  }
  return fail("SOURCE_INVALID", "Cannot use source as it must be rows, columns or a state of histories", source);
}

/** The unit that was asked for, or that the source has: never a guess. */
function unitOf(ofSource: TimeUnit | undefined, { timeUnit, isDiscrete }: HistoryReading): TimeUnit {
  const unit = timeUnit ?? ofSource ?? (isDiscrete ? "opportunity" : undefined);
  checkTimeUnit(unit as TimeUnit);
  if (ofSource !== undefined && ofSource !== unit) {
    fail("TIME_UNIT_MISMATCH", `Cannot use time unit as it must be that of the source, ${ofSource}`, unit);
  }
  return unit!;
}

/** @throws {@link MetricError} `WEIGHTS_TWICE` */
export function weightsOf({
  weight,
  count,
}: Pick<PurchaseHistoryColumns, "weight" | "count">): ArrayLike<number> | null {
  if (weight !== undefined && count !== undefined) {
    fail("WEIGHTS_TWICE", "Cannot use columns as weights must stand under weight or count", ["weight", "count"]);
  }
  return weight ?? count ?? null;
}

/** Where the covariates that are wanted stand among the numbers of a state's history. */
function columnsOfNames(known: readonly string[], wanted: readonly string[]): number[] {
  return wanted.map((name) => (known.includes(name) ? 3 + known.indexOf(name) : missing(name)));
}

function missing(name: string): never {
  return fail("COVARIATE_MISSING", "Cannot use covariate as the source must have it", name);
}

/** Adds up weights of one history, the lightest first. */
function summed(
  { columns, count }: { readonly columns: readonly Float64Array[]; readonly count: Float64Array },
  covariates: number,
): Pick<ReadHistories, "groups" | "covariates" | "n" | "repeatPurchases"> {
  const numbers = columns.slice(0, 3 + covariates);
  const weight = columns[3 + covariates]!;
  let last = -1;
  let n = 0;
  let repeatPurchases = 0;
  for (let i = 0; i < count.length; i++) {
    const customers = weight[i]! * count[i]!;
    const isNext = last < 0 || numbers.some((column) => column[i] !== column[last]);
    if (isNext) {
      last++;
      for (const column of numbers) column[last] = column[i]!;
      count[last] = 0;
    }
    count[last]! += customers;
    n += customers;
    repeatPurchases += customers * columns[0]![i]!;
  }
  const [frequency, recency, T, ...others] = numbers.map((column) => column.subarray(0, last + 1)) as [
    Float64Array,
    Float64Array,
    Float64Array,
    ...Float64Array[],
  ];
  return {
    groups: { frequency, recency, T, count: count.subarray(0, last + 1) },
    covariates: others,
    n,
    repeatPurchases,
  };
}
