import { fail } from "../core/metric-error.ts";
import { assignScores, type RfmDistribution } from "./rfm-score-assign.ts";
import { type RfmCuts, rfmCutsPlan } from "./rfm-score-cuts.ts";
import {
  rfmFault,
  type RfmReading,
  type RfmScoreFinding,
  type RfmScoreLeftOut,
  usableFigures,
} from "./rfm-score-row.ts";
import type { RfmScoresOptions } from "./rfm-scores.ts";

/** Figures of customers as columns, one entry each. */
export interface RfmFigureColumns {
  /** See {@link RfmFigures.recencyDays}. */
  readonly recencyDays: ArrayLike<number>;
  readonly frequency: ArrayLike<number>;
  readonly monetary: ArrayLike<number>;
}

/** The columns of `rfmSummaryColumns`. */
export interface RfmSummaryFigureColumns {
  /** Taken for the recency. */
  readonly sinceLast: ArrayLike<number>;
  readonly frequency: ArrayLike<number>;
  /** Scored with `spend: "total"`. */
  readonly spend: ArrayLike<number> | null;
  /** Scored with `spend: "mean"`; missing where `frequency` is 0, whatever stands there. */
  readonly monetaryValue: ArrayLike<number> | null;
}

/** Scores as columns, one entry for each that was given; 0 for who was not scored. */
export interface RfmScoreColumns {
  /** Customers scored. */
  readonly n: number;
  /** Scores go from 1 to this. */
  readonly bins: number;
  readonly method: "quantile" | "ntile" | "cuts" | "range";
  readonly r: Uint8Array;
  readonly f: Uint8Array;
  readonly m: Uint8Array;
  /** To store and score by; `null` for `"ntile"`. */
  readonly cuts: RfmCuts | null;
  /** How many have each score. */
  readonly distribution: RfmDistribution;
  /** Entries that were not scored, by code. */
  readonly leftOut: RfmScoreLeftOut;
  /** The same one by one. */
  readonly findings: readonly RfmScoreFinding[];
  /** As in {@link RfmScoresResult}. */
  readonly notes: readonly string[];
}

/**
 * {@link rfmScores} from columns to columns: a million customers in about half a second, and no object a customer.
 *
 * @param columns - {@link RfmFigureColumns}, or the columns of `rfmSummaryColumns` as they are
 * @param options - as for {@link rfmScores}
 * @returns typed arrays, so no JSON; the same scores
 * @throws {@link MetricError} `COLUMNS_UNEQUAL`, `SPEND_REQUIRED`, and as {@link rfmScores}
 *
 * @example
 * ```ts
 * import { rfmScoreColumns } from "customer-metrics/tiers";
 *
 * const columns = { recencyDays: [3, 90, 365], frequency: [12, 1, 1], monetary: [900, 900, 40] };
 * const { r, f, m } = rfmScoreColumns(columns, { bins: 3 });
 * [[...r], [...f], [...m]]; // => [[3, 2, 1], [3, 1, 1], [2, 2, 1]]
 * ```
 */
export function rfmScoreColumns(
  columns: RfmFigureColumns | RfmSummaryFigureColumns,
  options: RfmScoresOptions = {},
): RfmScoreColumns {
  const plan = rfmCutsPlan(options, ["quantile", "range", "cuts", "ntile"]);
  if (typeof columns !== "object" || columns === null) {
    fail("SOURCE_INVALID", "Cannot score columns as they must be recency, frequency and spend", columns);
  }
  const { frequency } = columns;
  const isOfSummary = "sinceLast" in columns;
  const recency = isOfSummary ? columns.sinceLast : columns.recencyDays;
  const ofSummary = isOfSummary ? (plan.spend === "mean" ? columns.monetaryValue : columns.spend) : null;
  const monetary = isOfSummary ? ofSummary : columns.monetary;
  if (monetary === null) fail("SPEND_REQUIRED", "Cannot score columns as they must have amounts", plan.spend);
  const rows = frequency?.length;
  for (const column of [recency, frequency, monetary]) {
    if (column === undefined || column.length !== rows) {
      fail("COLUMNS_UNEQUAL", "Cannot score columns as they must be as long as each other", column?.length);
    }
  }
  const lacksMean = isOfSummary && plan.spend === "mean";
  const into: RfmReading = { customerId: "", recency: 0, frequency: 0, monetary: 0 };
  const usable = usableFigures(rows, into, (i) => {
    const times = frequency[i]!;
    const amount = lacksMean && times === 0 ? null : monetary[i]!;
    const code = rfmFault(recency[i], times, amount);
    if (code === null) {
      into.recency = recency[i]! + 0;
      into.frequency = times + 0;
      into.monetary = amount! + 0;
    }
    return code;
  });
  const { r, f, m, cuts, distribution, notes } = assignScores(usable, plan);
  const { positions, leftOut, findings, n } = usable;
  const placed = (scores: Uint8Array): Uint8Array => {
    if (positions === null) return scores;
    const all = new Uint8Array(rows);
    for (let i = 0; i < n; i++) all[positions[i]!] = scores[i]!;
    return all;
  };
  return {
    n: cuts?.n === 0 ? 0 : n,
    bins: plan.bins,
    method: plan.method,
    r: placed(r),
    f: placed(f),
    m: placed(m),
    cuts,
    distribution,
    leftOut,
    findings,
    notes,
  };
}
