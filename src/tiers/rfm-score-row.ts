import type { RfmCustomer } from "../clv/rfm-customer.ts";
import { fail } from "../core/metric-error.ts";
import { isValue } from "./value-cell.ts";
import { listOf } from "./value-runs.ts";

/** A customer's recency, frequency and spend. */
export interface RfmFigures {
  /** Who. */
  readonly customerId: string;
  /** Time since the last purchase: less is better. Days, or whatever unit all rows are in. */
  readonly recencyDays: number | null | undefined;
  /** How often they bought. */
  readonly frequency: number | null | undefined;
  /** What they spent, in all or on average; may be below 0 after refunds. */
  readonly monetary: number | null | undefined;
}

/** A customer of `rfmSummary`, of whom `sinceLast` is the recency that scores want (`recency` of purchase models is another thing). */
export type RfmSummaryFigures = Pick<RfmCustomer, "customerId" | "frequency" | "sinceLast" | "spend" | "monetaryValue">;

/** What can be scored. */
export type RfmScoreRow = RfmFigures | RfmSummaryFigures;

/** How to get the figures out of a row of your own. */
export interface RfmScoreRead<Row> {
  /** The figures of a row; `null` for a row that has none, which is left out as `row-invalid`. */
  readonly read: (row: Row) => RfmScoreRow | null;
}

/** Rows that are not scored, by code. */
export interface RfmScoreLeftOut {
  /** No object, or `read` gave `null`. */
  "row-invalid": number;
  /** No id, or an empty one; columns have none. */
  "customer-id-invalid": number;
  /** No number of 0 or more: a purchase after the end of the observation, for example. */
  "recency-invalid": number;
  /** No number of 0 or more. */
  "frequency-invalid": number;
  /** `null` or `undefined`: the mean spend of somebody without repeat purchases, for example. */
  "monetary-missing": number;
  /** Text, NaN, not finite, beyond ±1e100. */
  "monetary-invalid": number;
}

/** A row that is not scored. */
export interface RfmScoreFinding {
  /** Its place in the input, from 0. */
  readonly index: number;
  /** Why. */
  readonly code: keyof RfmScoreLeftOut;
}

/** Which spend of an `rfmSummary` customer is scored: all of it (`spend`), or the mean of repeat purchases (`monetaryValue`). */
export type RfmSpend = "total" | "mean";

/** The figures of customers who can be scored, as columns. */
export interface RfmUsable {
  readonly n: number;
  readonly recency: Float64Array;
  readonly frequency: Float64Array;
  readonly monetary: Float64Array;
  /** Where each stood in the input, or `null` where all are usable. */
  readonly positions: Int32Array | null;
  /** Rows given. */
  readonly rows: number;
  readonly leftOut: RfmScoreLeftOut;
  readonly findings: readonly RfmScoreFinding[];
}

/** One customer's figures, written over for the next. */
export interface RfmReading {
  customerId: string;
  recency: number;
  frequency: number;
  monetary: number;
}

/** Nothing left out. */
export function nothingUnscored(): RfmScoreLeftOut {
  return {
    "row-invalid": 0,
    "customer-id-invalid": 0,
    "recency-invalid": 0,
    "frequency-invalid": 0,
    "monetary-missing": 0,
    "monetary-invalid": 0,
  };
}

/** Reads a row into `into`; returns why it cannot be used, or `null`. Without `needsId` any id will do. */
export function readRfmRow(
  row: unknown,
  spend: RfmSpend,
  needsId: boolean,
  into: RfmReading,
): keyof RfmScoreLeftOut | null {
  if (typeof row !== "object" || row === null) return "row-invalid";
  const { customerId, frequency } = row as RfmScoreRow;
  const isOfSummary = "sinceLast" in row && !("recencyDays" in row);
  const summary = row as RfmSummaryFigures;
  const recency = isOfSummary ? summary.sinceLast : (row as RfmFigures).recencyDays;
  const ofSummary = spend === "mean" ? summary.monetaryValue : summary.spend;
  const monetary = isOfSummary ? ofSummary : (row as RfmFigures).monetary;
  if (needsId && (typeof customerId !== "string" || customerId === "")) return "customer-id-invalid";
  const fault = rfmFault(recency, frequency, monetary);
  if (fault !== null) return fault;
  into.customerId = customerId;
  into.recency = recency! + 0;
  into.frequency = frequency! + 0;
  into.monetary = monetary! + 0;
  return null;
}

/** Why three figures cannot be scored, or `null`. */
export function rfmFault(recency: unknown, frequency: unknown, monetary: unknown): keyof RfmScoreLeftOut | null {
  if (!isValue(recency) || recency < 0) return "recency-invalid";
  if (!isValue(frequency) || frequency < 0) return "frequency-invalid";
  if (monetary === null || monetary === undefined) return "monetary-missing";
  return isValue(monetary) ? null : "monetary-invalid";
}

/**
 * Rows as columns of those that can be used, with their ids.
 *
 * @throws {@link MetricError} `SOURCE_INVALID`, `FUNCTION_REQUIRED`
 */
export function usableRfmRows<Row>(
  source: Iterable<Row>,
  spend: RfmSpend,
  needsIds: boolean,
  read: ((row: Row) => RfmScoreRow | null) | undefined,
): RfmUsable & { readonly ids: readonly string[] } {
  if (read !== undefined && typeof read !== "function") {
    fail("FUNCTION_REQUIRED", "Cannot use read as it must be a function of a row", read);
  }
  const rows = listOf(source);
  const into: RfmReading = { customerId: "", recency: 0, frequency: 0, monetary: 0 };
  const ids: string[] = [];
  const usable = usableFigures(rows.length, into, (i) => {
    const code = readRfmRow(read === undefined ? rows[i] : read(rows[i]!), spend, needsIds, into);
    if (code === null) ids.push(into.customerId);
    return code;
  });
  return { ...usable, ids };
}

/** Columns of the rows that `readAt` reads into `into`, without those that it has a code for. */
export function usableFigures(
  rows: number,
  into: RfmReading,
  readAt: (i: number) => keyof RfmScoreLeftOut | null,
): RfmUsable {
  const [recency, frequency, monetary] = [new Float64Array(rows), new Float64Array(rows), new Float64Array(rows)];
  const places = new Int32Array(rows);
  const leftOut = nothingUnscored();
  const findings: RfmScoreFinding[] = [];
  let n = 0;
  for (let i = 0; i < rows; i++) {
    const code = readAt(i);
    if (code !== null) {
      leftOut[code]++;
      findings.push({ index: i, code });
      continue;
    }
    recency[n] = into.recency;
    frequency[n] = into.frequency;
    monetary[n] = into.monetary;
    places[n++] = i;
  }
  return {
    n,
    recency: recency.subarray(0, n),
    frequency: frequency.subarray(0, n),
    monetary: monetary.subarray(0, n),
    positions: n === rows ? null : places.subarray(0, n),
    rows,
    leftOut,
    findings,
  };
}
