import type { PurchaseLeftOut } from "./history-check.ts";
import { readHistories } from "./history-reading.ts";
import type { PurchaseHistoryColumns, PurchaseHistoryRow, PurchaseHistoryTable } from "./history-source.ts";
import type { UsableModel } from "./usable-fit.ts";

/** A customer of the calibration, and what they did afterwards. */
export interface HoldoutRow extends PurchaseHistoryRow {
  /** Purchases in the holdout, all of them: the first one is in the calibration. */
  readonly holdoutFrequency: number;
}

/** The same as columns. */
export interface HoldoutColumns extends PurchaseHistoryColumns {
  /** See {@link HoldoutRow.holdoutFrequency}. */
  readonly holdoutFrequency: ArrayLike<number>;
}

/** Rows in a table that knows the unit of its times, such as the result of `holdoutSplit`. */
export interface HoldoutTable extends PurchaseHistoryTable {
  readonly customers: Iterable<HoldoutRow>;
  /** The length of the holdout, in that unit. */
  readonly holdoutLength?: number | undefined;
}

/** Customers of a calibration with what came after it. */
export type HoldoutSource = Iterable<HoldoutRow> | HoldoutColumns | HoldoutTable;

/** Customers alike in what is known of them and in what they did afterwards; those with one history are neighbours. */
export interface HoldoutGroups {
  readonly frequency: Float64Array;
  readonly recency: Float64Array;
  readonly T: Float64Array;
  readonly holdoutFrequency: Float64Array;
  readonly count: Float64Array;
  /** One a coefficient of the fit. */
  readonly covariates: readonly Float64Array[];
  /** Customers. */
  readonly n: number;
  readonly leftOut: PurchaseLeftOut;
}

/** What came is read as one covariate more, under a name that no other has. */
const CAME = "holdoutFrequency\u0000";

/**
 * Counts customers alike.
 *
 * @throws {@link MetricError} `SOURCE_INVALID`, `COLUMNS_UNEQUAL`, `COVARIATE_MISSING`, `TIME_UNIT_MISMATCH`
 */
export function holdoutGroups(used: UsableModel, source: HoldoutSource): HoldoutGroups {
  const { groups, covariates, n, leftOut } = readHistories(withHoldout(source), {
    covariates: [...used.effects.map(({ covariate }) => covariate), CAME],
    isDiscrete: used.model === "bg-bb",
    timeUnit: used.timeUnit,
    onInvalid: "count",
  });
  return { ...groups, holdoutFrequency: covariates.at(-1)!, covariates: covariates.slice(0, -1), n, leftOut };
}

function withHoldout(source: HoldoutSource): HoldoutSource {
  if (isIterable(source)) return rowsWithHoldout(source);
  const { customers, definition } = (source ?? {}) as HoldoutTable;
  if (isIterable(customers)) return { customers: rowsWithHoldout(customers), definition };
  const { holdoutFrequency, covariates } = (source ?? {}) as HoldoutColumns;
  if (typeof holdoutFrequency?.length !== "number") return source;
  const came = Float64Array.from(holdoutFrequency, countOf);
  return { ...(source as HoldoutColumns), covariates: { ...covariates, [CAME]: came } };
}

function* rowsWithHoldout(rows: Iterable<HoldoutRow>): Generator<HoldoutRow, void, undefined> {
  for (const row of rows) {
    yield { ...row, covariates: { ...row?.covariates, [CAME]: countOf(row?.holdoutFrequency) } };
  }
}

/** NaN for what is no count, so that the row is left out. */
function countOf(count: unknown): number {
  return Number.isSafeInteger(count) && (count as number) >= 0 ? (count as number) : Number.NaN;
}

function isIterable<Row>(source: unknown): source is Iterable<Row> {
  return typeof (source as Iterable<Row> | null | undefined)?.[Symbol.iterator] === "function";
}
