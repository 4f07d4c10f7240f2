import { assignScores, type RfmDistribution } from "./rfm-score-assign.ts";
import { checkRfmCuts, cutsBelow, type RfmCuts, type RfmCutsOptions, rfmCutsPlan } from "./rfm-score-cuts.ts";
import {
  type RfmReading,
  type RfmScoreFinding,
  type RfmScoreLeftOut,
  type RfmScoreRead,
  type RfmScoreRow,
  readRfmRow,
  usableRfmRows,
} from "./rfm-score-row.ts";

/** How to score. */
export interface RfmScoresOptions extends Omit<RfmCutsOptions, "method"> {
  /**
   * How values become scores. By cut points (`"quantile"`, `"range"`, `"cuts"`; see {@link RfmCutsOptions.method}) equal values have
   * equal scores, and a score may be nobody's. `"ntile"` deals customers into groups of equal size as SQL does: equal values then
   * get different scores, by their order in the input (`ties-split`), and there is nothing to store for tomorrow.
   * @defaultValue `"quantile"`, or `"cuts"` where those are given
   */
  readonly method?: "quantile" | "ntile" | "cuts" | "range" | undefined;
}

/** A customer's scores, the greatest the best. */
export interface RfmScore {
  readonly customerId: string;
  /** Recency: the highest for the latest purchase. */
  readonly r: number;
  /** Frequency. */
  readonly f: number;
  /** Spend. */
  readonly m: number;
  /** The three side by side, `"514"`; with more than 9 bins between hyphens, `"10-1-4"`. */
  readonly code: string;
  /** r + f + m. */
  readonly sum: number;
  /** sum / 3. */
  readonly mean: number;
}

/** Scores of customers, and the cut points behind them. */
export interface RfmScoresResult {
  readonly metric: "rfm-scores";
  /** Customers scored. */
  readonly n: number;
  /** Scores go from 1 to this. */
  readonly bins: number;
  readonly method: "quantile" | "ntile" | "cuts" | "range";
  /** To store and score by; `null` for `"ntile"`, which has none. */
  readonly cuts: RfmCuts | null;
  /** In the order of the input. */
  readonly rows: readonly RfmScore[];
  /** How many have each score. */
  readonly distribution: RfmDistribution;
  /** Rows that were not scored, by code; with `n` all that were given. */
  readonly leftOut: RfmScoreLeftOut;
  /** The same one by one. */
  readonly findings: readonly RfmScoreFinding[];
  /**
   * `"no-customers"`; `"recency-tied"`, `"frequency-tied"`, `"monetary-tied"`: all have the same, and the score says nothing;
   * `"scores-empty"`: a score that nobody has; `"ties-split"`: equal values with different scores; `"cuts-of-nobody"`: stored cuts
   * without cut points, and nobody was scored.
   */
  readonly notes: readonly string[];
}

/**
 * Recency, frequency and monetary scores.
 *
 * A value equal to a cut point is in the lower group, so that equal values always score alike (but not with `"ntile"`).
 *
 * @formula f, m = 1 + number of cut points below the value; r = bins − number of cut points below `recencyDays`
 *
 * @param customers - the `customers` of `rfmSummary` (scored by `sinceLast`, `frequency` and `spend`), {@link RfmFigures}, or any
 *   rows with `read`; one row a customer
 * @param options - see {@link RfmScoresOptions}
 * @returns scores from 1 to `bins`, the best highest, with their cut points
 * @throws {@link MetricError} `METHOD_UNKNOWN`, `BINS_INVALID`, `SPEND_UNKNOWN`, `CUTS_REQUIRED`, `CUTS_INVALID`, `CUTS_DIFFER`,
 *   `SOURCE_INVALID`, `FUNCTION_REQUIRED`
 * @see Hughes, "Strategic Database Marketing", Probus, 1994.
 *
 * @example
 * ```ts
 * import { rfmScores } from "customer-metrics/tiers";
 *
 * const { rows, cuts } = rfmScores(
 *   [
 *     { customerId: "ann", recencyDays: 3, frequency: 12, monetary: 900 },
 *     { customerId: "bob", recencyDays: 90, frequency: 1, monetary: 900 },
 *     { customerId: "cid", recencyDays: 365, frequency: 1, monetary: 40 },
 *   ],
 *   { bins: 3 },
 * );
 * rows.map(({ code }) => code); // => ["332", "212", "111"]
 * cuts; // => { recency: [61, ≈181.6667], frequency: [1, ≈4.6667] }
 * ```
 */
export function rfmScores(customers: Iterable<RfmScoreRow>, options?: RfmScoresOptions): RfmScoresResult;
export function rfmScores<Row>(
  customers: Iterable<Row>,
  options: RfmScoresOptions & RfmScoreRead<Row>,
): RfmScoresResult;
export function rfmScores<Row>(
  customers: Iterable<Row>,
  options: RfmScoresOptions & Partial<RfmScoreRead<Row>> = {},
): RfmScoresResult {
  const plan = rfmCutsPlan(options, ["quantile", "range", "cuts", "ntile"]);
  const usable = usableRfmRows(customers, plan.spend, true, options.read);
  const { r, f, m, cuts, distribution, notes } = assignScores(usable, plan);
  const isScored = cuts?.n !== 0;
  return {
    metric: "rfm-scores",
    n: isScored ? usable.n : 0,
    bins: plan.bins,
    method: plan.method,
    cuts,
    rows: isScored ? usable.ids.map((customerId, i) => rfmScoreOf(customerId, r[i]!, f[i]!, m[i]!, plan.bins)) : [],
    distribution,
    leftOut: usable.leftOut,
    findings: usable.findings,
    notes,
  };
}

/**
 * The scores of one customer by stored cut points: nobody else is looked at.
 *
 * @param customer - a customer of `rfmSummary`, or {@link RfmFigures}
 * @param cuts - of {@link fitRfmCuts}, or of a result of {@link rfmScores}
 * @returns `null` where a figure is missing or is no number, and where the cuts are of nobody
 * @throws {@link MetricError} `CUTS_INVALID`, `BINS_INVALID`
 *
 * @example
 * ```ts
 * import { fitRfmCuts, rfmScore } from "customer-metrics/tiers";
 *
 * const given = { recency: [14, 30, 90, 180], frequency: [1, 3, 5, 8], monetary: [50, 150, 400, 700] };
 * const cuts = fitRfmCuts([], { cuts: given });
 * rfmScore({ customerId: "ann", recencyDays: 10, frequency: 9, monetary: 700 }, cuts); // => { r: 5, f: 5, m: 4, code: "554", sum: 14 }
 * ```
 */
export function rfmScore(customer: RfmScoreRow, cuts: RfmCuts): RfmScore | null {
  checkRfmCuts(cuts);
  const into: RfmReading = { customerId: "", recency: 0, frequency: 0, monetary: 0 };
  if (cuts.n === 0 || readRfmRow(customer, cuts.spend, true, into) !== null) return null;
  const { bins } = cuts;
  return rfmScoreOf(
    into.customerId,
    bins - cutsBelow(into.recency, cuts.recency),
    1 + cutsBelow(into.frequency, cuts.frequency),
    1 + cutsBelow(into.monetary, cuts.monetary),
    bins,
  );
}

/** Scores side by side, so that no two codes are one. */
export function rfmCode(r: number, f: number, m: number, bins: number): string {
  return bins > 9 ? `${r}-${f}-${m}` : `${r}${f}${m}`;
}

function rfmScoreOf(customerId: string, r: number, f: number, m: number, bins: number): RfmScore {
  const sum = r + f + m;
  return { customerId, r, f, m, code: rfmCode(r, f, m, bins), sum, mean: sum / 3 };
}
