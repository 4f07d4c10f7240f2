import { fail } from "../core/metric-error.ts";
import { defaultRfmSegments, rfmSegmentRules, type RfmSegment, segmentAt } from "./rfm-segment-rules.ts";
import { rfmCode, type RfmScore, type RfmScoresResult } from "./rfm-scores.ts";

/** What a segment needs of a score. */
export type RfmScored = Pick<RfmScore, "customerId" | "r" | "f" | "m"> & Partial<Pick<RfmScore, "code">>;

/** A segment and who is in it. */
export interface RfmSegmentSize {
  readonly segment: string;
  /** Customers. */
  readonly n: number;
  /** Of all segmented; `null` without customers. */
  readonly share: number | null;
}

/** A customer's segment. */
export interface RfmSegmentOfCustomer {
  readonly customerId: string;
  readonly segment: string;
  readonly code: string;
}

/** Customers by named segment. */
export interface RfmSegmentsResult {
  readonly metric: "rfm-segments";
  /** Customers segmented. */
  readonly n: number;
  /** In the order of the rules, `"Others"` last; those without customers too. */
  readonly segments: readonly RfmSegmentSize[];
  /** In the order of the scores. */
  readonly rows: readonly RfmSegmentOfCustomer[];
  /** Rows without an id, or without scores of whole numbers from 1. */
  readonly leftOut: { readonly invalid: number };
  /** The rules followed. */
  readonly definition: readonly RfmSegment[];
  /** `"no-customers"`. */
  readonly notes: readonly string[];
}

/**
 * Names for groups of scores: the first segment whose intervals hold r, f and m; `"Others"` where none does.
 *
 * Give stored scores their rules: those of {@link defaultRfmSegments} are for 5 bins. See {@link lintRfmSegments} for what rules may hide.
 *
 * @param scores - a result of `rfmScores`, or its rows
 * @param segments - the rules, in order
 * @returns sizes and shares by segment, and each customer's
 * @throws {@link MetricError} `SEGMENTS_INVALID`, `SEGMENTS_REQUIRED` (scores of other than 5 bins have no segments of their own),
 *   `SOURCE_INVALID`
 *
 * @example
 * ```ts
 * import { rfmSegments } from "customer-metrics/tiers";
 *
 * const scores = [{ customerId: "ann", r: 5, f: 5, m: 4 }, { customerId: "bob", r: 1, f: 5, m: 5 }, { customerId: "cid", r: 5, f: 1, m: 1 }];
 * rfmSegments(scores).rows.map(({ segment }) => segment); // => ["Champions", "Can't Lose Them", "New Customers"]
 * rfmSegments(scores, [{ name: "Buying", r: [4, 5] }]).segments; // => [{ segment: "Buying", n: 2, share: ≈0.6667 }, { segment: "Others", n: 1 }]
 * ```
 */
export function rfmSegments(
  scores: Iterable<RfmScored> | RfmScoresResult,
  segments?: readonly RfmSegment[],
): RfmSegmentsResult {
  const isResult = typeof scores === "object" && scores !== null && "rows" in scores;
  const bins = isResult ? scores.bins : null;
  if (segments === undefined && bins !== null && bins !== 5) {
    fail("SEGMENTS_REQUIRED", "Cannot name segments as there must be rules for scores of other than 5 bins", bins);
  }
  const rules = rfmSegmentRules(segments ?? defaultRfmSegments());
  const rows = isResult ? scores.rows : scores;
  if (!(rows as Iterable<RfmScored> | undefined)?.[Symbol.iterator]) {
    fail("SOURCE_INVALID", "Cannot name segments as scores must be iterable, or a result of rfmScores", scores);
  }
  const counts = new Map<string, number>([...rules.map(({ name }) => name), "Others"].map((name) => [name, 0]));
  const named: RfmSegmentOfCustomer[] = [];
  let invalid = 0;
  for (const row of rows) {
    if (!isScored(row)) {
      invalid++;
      continue;
    }
    const { customerId, r, f, m } = row;
    const segment = segmentAt(rules, r, f, m);
    counts.set(segment, counts.get(segment)! + 1);
    named.push({ customerId, segment, code: row.code ?? rfmCode(r, f, m, bins ?? Math.max(r, f, m)) });
  }
  const n = named.length;
  return {
    metric: "rfm-segments",
    n,
    segments: Array.from(counts, ([segment, count]) => ({ segment, n: count, share: n === 0 ? null : count / n })),
    rows: named,
    leftOut: { invalid },
    definition: rules,
    notes: n === 0 ? ["no-customers"] : [],
  };
}

function isScored(row: RfmScored | null): row is RfmScored {
  if (typeof row !== "object" || row === null || typeof row.customerId !== "string" || row.customerId === "")
    return false;
  return [row.r, row.f, row.m].every((score) => Number.isInteger(score) && score >= 1 && score <= 99);
}
