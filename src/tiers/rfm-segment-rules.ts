import { fail } from "../core/metric-error.ts";

/** A named segment: closed intervals of scores. What is left out may be anything. */
export interface RfmSegment {
  readonly name: string;
  /** Lowest and highest recency score. */
  readonly r?: readonly [lowest: number, highest: number] | undefined;
  /** Lowest and highest frequency score. */
  readonly f?: readonly [lowest: number, highest: number] | undefined;
  /** Lowest and highest monetary score. */
  readonly m?: readonly [lowest: number, highest: number] | undefined;
}

/**
 * Ten segments for scores of 5 bins: names that are common in RFM tools, intervals of our own. Every score is in one of them, so
 * that nobody is in `"Others"`.
 *
 * | name | r | f | m |
 * | --- | --- | --- | --- |
 * | Champions | 4-5 | 4-5 | 4-5 |
 * | Loyal Customers | 3-5 | 4-5 | |
 * | Can't Lose Them | 1-2 | 4-5 | 4-5 |
 * | At Risk | 1-2 | 3-5 | |
 * | Potential Loyalist | 4-5 | 2-3 | |
 * | New Customers | 5 | 1 | |
 * | Promising | 4 | 1 | |
 * | Need Attention | 3 | 2-3 | |
 * | About To Sleep | 2-3 | 1-2 | |
 * | Lost | 1 | 1-2 | |
 *
 * @returns a new list, to change as you like
 *
 * @example
 * ```ts
 * import { defaultRfmSegments, lintRfmSegments } from "customer-metrics/tiers";
 *
 * defaultRfmSegments().length; // => 10
 * lintRfmSegments(defaultRfmSegments()).others; // => []
 * ```
 */
export function defaultRfmSegments(): RfmSegment[] {
  return [
    { name: "Champions", r: [4, 5], f: [4, 5], m: [4, 5] },
    { name: "Loyal Customers", r: [3, 5], f: [4, 5] },
    { name: "Can't Lose Them", r: [1, 2], f: [4, 5], m: [4, 5] },
    { name: "At Risk", r: [1, 2], f: [3, 5] },
    { name: "Potential Loyalist", r: [4, 5], f: [2, 3] },
    { name: "New Customers", r: [5, 5], f: [1, 1] },
    { name: "Promising", r: [4, 4], f: [1, 1] },
    { name: "Need Attention", r: [3, 3], f: [2, 3] },
    { name: "About To Sleep", r: [2, 3], f: [1, 2] },
    { name: "Lost", r: [1, 1], f: [1, 2] },
  ];
}

/**
 * The rules as plain values of their own.
 *
 * @throws {@link MetricError} `SEGMENTS_INVALID`
 */
export function rfmSegmentRules(segments: readonly RfmSegment[]): RfmSegment[] {
  if (!Array.isArray(segments)) fail("SEGMENTS_INVALID", "Cannot name segments as rules must be a list", segments);
  return segments.map((segment: RfmSegment): RfmSegment => {
    const { name, ...intervals } = (segment ?? {}) as RfmSegment;
    if (typeof name !== "string" || name === "") {
      fail("SEGMENTS_INVALID", "Cannot name segments as each rule must have a name", segment);
    }
    const copy: { name: string; r?: [number, number]; f?: [number, number]; m?: [number, number] } = { name };
    for (const [figure, interval] of Object.entries(intervals)) {
      if (interval === undefined) continue;
      if (!(figure === "r" || figure === "f" || figure === "m") || !isInterval(interval)) {
        fail(
          "SEGMENTS_INVALID",
          "Cannot name segments as r, f and m must be [lowest, highest] of whole numbers",
          segment,
        );
      }
      copy[figure] = [interval[0], interval[1]];
    }
    return copy;
  });
}

/** The first segment that holds the scores. */
export function segmentAt(rules: readonly RfmSegment[], r: number, f: number, m: number): string {
  return rules.find((rule) => holds(rule, r, f, m))?.name ?? "Others";
}

/** Whether each score lies in its interval. */
export function holds(rule: RfmSegment, r: number, f: number, m: number): boolean {
  return isIn(rule.r, r) && isIn(rule.f, f) && isIn(rule.m, m);
}

function isIn(interval: readonly [number, number] | undefined, score: number): boolean {
  return interval === undefined || (score >= interval[0] && score <= interval[1]);
}

function isInterval(interval: unknown): interval is readonly [number, number] {
  return (
    Array.isArray(interval) &&
    interval.length === 2 &&
    interval.every((score) => Number.isInteger(score)) &&
    interval[0] <= interval[1]
  );
}
