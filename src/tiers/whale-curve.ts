import { byCodeUnit } from "../clv/user-keys.ts";
import { fail } from "../core/metric-error.ts";
import { isValue } from "./value-cell.ts";
import { listOf, valueRuns } from "./value-runs.ts";
import { addProduct, type RunningSum, valueSums } from "./value-sums.ts";

/** What a customer leaves after all that they cost. */
export interface CustomerProfit {
  /** Who. */
  readonly customerId: string;
  /** Of a period, or so far; below 0 for a loss. */
  readonly profit: number | null | undefined;
}

/** How to get customers and profits out of rows of your own. */
export interface WhaleCurveRead<Row> {
  /** The customer and the profit of a row; `null` for a row that has none, which is left out as `row-invalid`. */
  readonly read: (row: Row) => CustomerProfit | null;
}

/** A customer's place on the curve. */
export interface WhalePoint {
  /** 1 is the most profitable. */
  readonly rank: number;
  readonly customerId: string;
  readonly profit: number;
  /** rank / n. */
  readonly customers: number;
  /** Profit of this customer and all before. */
  readonly cumulative: number;
  /** cumulative / total; `null` when the total is not above 0. */
  readonly shareOfTotal: number | null;
  /** cumulative / peak; `null` when nobody is profitable. */
  readonly shareOfPeak: number | null;
}

/** Rows that are not on the curve, by code. */
export interface WhaleLeftOut {
  /** No object, or `read` gave `null`. */
  "row-invalid": number;
  /** No id, or an empty one. */
  "customer-id-invalid": number;
  /** No profit: `null` or `undefined`. */
  "profit-missing": number;
  /** Not a number, not finite, beyond ±1e100. */
  "profit-invalid": number;
  /** The customer had a row before. Add their profits up first. */
  "duplicate-id": number;
}

/** Cumulative profit, the best customers first: up to a peak, and down again by those who cost more than they bring. */
export interface WhaleCurveResult {
  readonly metric: "whale-curve";
  /** Customers on the curve. */
  readonly n: number;
  /** All profits. */
  readonly total: number;
  /** The profits above 0; 0 if there are none, `null` without customers. */
  readonly peak: number | null;
  /** How many customers make the peak. */
  readonly peakAtCustomers: number;
  /** The same as a part of all; `null` without customers. */
  readonly peakAtShare: number | null;
  /** peak / total; `null` when the total is not above 0. */
  readonly peakShareOfTotal: number | null;
  /** What the others lose of the peak: peak − total, 0 or more. */
  readonly destroyed: number | null;
  /** Customers with a profit above 0. */
  readonly profitable: number;
  /** At 0. */
  readonly breakEven: number;
  /** Below 0. */
  readonly lossMaking: number;
  /** By profit, the most first; ties by id (code units). */
  readonly points: readonly WhalePoint[];
  readonly leftOut: WhaleLeftOut;
  /** `"no-customers"`; `"total-not-positive"`: shares of the total would mean nothing; `"nobody-profitable"`. */
  readonly notes: readonly string[];
}

/**
 * The whale curve: how far the profit would go with the best customers alone, and what the rest take from it again.
 *
 * It describes these customers and their costs as they were assigned; that the profit would be the peak without the others is not
 * said, as shared costs stay.
 *
 * @formula cumulative at rank k = Σ of the k greatest profits; peak = Σ of the profits above 0
 *
 * @param customers - one row each, `{ customerId, profit }`, or any rows with `read`
 * @returns amounts in the unit of the profits; see {@link WhaleCurveResult} for what is `null`. Sums are taken as of decimals:
 *   0.1 + 0.2 − 0.3 is a total of 0
 * @throws {@link MetricError} `SOURCE_INVALID`, `FUNCTION_REQUIRED`
 * @see Kaplan & Narayanan, "Measuring and Managing Customer Profitability", Journal of Cost Management 15(5), 2001.
 *
 * @example
 * ```ts
 * import { whaleCurve } from "customer-metrics/tiers";
 *
 * const curve = whaleCurve([
 *   { customerId: "ann", profit: 100 },
 *   { customerId: "bob", profit: 60 },
 *   { customerId: "cid", profit: -80 },
 * ]);
 * curve; // => { total: 80, peak: 160, peakAtCustomers: 2, peakShareOfTotal: 2, destroyed: 80, lossMaking: 1 }
 * curve.points[1]; // => { rank: 2, customerId: "bob", cumulative: 160, shareOfTotal: 2, shareOfPeak: 1 }
 * ```
 */
export function whaleCurve(customers: Iterable<CustomerProfit>): WhaleCurveResult;
export function whaleCurve<Row>(customers: Iterable<Row>, options: WhaleCurveRead<Row>): WhaleCurveResult;
export function whaleCurve<Row>(
  customers: Iterable<Row>,
  options: Partial<WhaleCurveRead<Row>> = {},
): WhaleCurveResult {
  const { known, leftOut } = readProfits(customers, options.read);
  known.sort((left, right) => right.profit - left.profit || byCodeUnit(left.customerId, right.customerId));
  const n = known.length;
  const profits = known.map(({ profit }) => profit);
  const { total, hasShares } = valueSums(valueRuns(profits));
  const profitable = profits.filter((profit) => profit > 0).length;
  const lossMaking = profits.filter((profit) => profit < 0).length;
  const peak = valueSums(valueRuns(profits.slice(0, profitable))).total;
  const losses = valueSums(valueRuns(profits.slice(n - lossMaking))).size;
  const notes = n === 0 ? ["no-customers"] : hasShares ? [] : ["total-not-positive"];
  if (n > 0 && profitable === 0) notes.push("nobody-profitable");
  return {
    metric: "whale-curve",
    n,
    total,
    peak: n === 0 ? null : peak,
    peakAtCustomers: profitable,
    peakAtShare: n === 0 ? null : profitable / n,
    peakShareOfTotal: hasShares ? peak / total : null,
    destroyed: n === 0 ? null : losses,
    profitable,
    breakEven: n - profitable - lossMaking,
    lossMaking,
    points: pointsOf(known, total, hasShares ? total : 0, peak),
    leftOut,
    notes,
  };
}

interface KnownProfit {
  readonly customerId: string;
  readonly profit: number;
}

/** A point a customer; shares are of `base` and `peak`, and none where those are not above 0. */
function pointsOf(known: readonly KnownProfit[], total: number, base: number, peak: number): WhalePoint[] {
  const n = known.length;
  const running: RunningSum = { sum: 0, error: 0 };
  return known.map(({ customerId, profit }, i) => {
    addProduct(running, 1, profit);
    // The last is the total, which was settled as that of decimals.
    const cumulative = i === n - 1 ? total : running.sum + running.error;
    return {
      rank: i + 1,
      customerId,
      profit,
      customers: (i + 1) / n,
      cumulative,
      shareOfTotal: shareOf(cumulative, base),
      shareOfPeak: shareOf(cumulative, peak),
    };
  });
}

/** `null` too where losses are so many times the peak that no number says it. */
function shareOf(part: number, whole: number): number | null {
  const share = part / whole;
  return whole > 0 && Number.isFinite(share) ? share + 0 : null;
}

function readProfits<Row>(
  customers: Iterable<Row>,
  read: ((row: Row) => CustomerProfit | null) | undefined,
): { readonly known: KnownProfit[]; readonly leftOut: WhaleLeftOut } {
  if (read !== undefined && typeof read !== "function") {
    fail("FUNCTION_REQUIRED", "Cannot use read as it must be a function of a row", read);
  }
  const rows = listOf(customers);
  const known: KnownProfit[] = [];
  const ids = new Set<string>();
  const leftOut: WhaleLeftOut = {
    "row-invalid": 0,
    "customer-id-invalid": 0,
    "profit-missing": 0,
    "profit-invalid": 0,
    "duplicate-id": 0,
  };
  for (let i = 0; i < rows.length; i++) {
    const row = (read === undefined ? rows[i] : read(rows[i]!)) as CustomerProfit | null;
    const code = profitFault(row, ids);
    if (code !== null) {
      leftOut[code]++;
      continue;
    }
    const { customerId, profit } = row as KnownProfit;
    ids.add(customerId);
    known.push({ customerId, profit: profit + 0 });
  }
  return { known, leftOut };
}

function profitFault(row: CustomerProfit | null, ids: ReadonlySet<string>): keyof WhaleLeftOut | null {
  if (typeof row !== "object" || row === null) return "row-invalid";
  const { customerId, profit } = row;
  if (typeof customerId !== "string" || customerId === "") return "customer-id-invalid";
  if (profit === null || profit === undefined) return "profit-missing";
  if (!isValue(profit)) return "profit-invalid";
  return ids.has(customerId) ? "duplicate-id" : null;
}
