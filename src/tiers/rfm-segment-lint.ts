import { fail } from "../core/metric-error.ts";
import { rfmCode } from "./rfm-scores.ts";
import { holds, type RfmSegment, rfmSegmentRules } from "./rfm-segment-rules.ts";

/** Something in rules that their author should know. */
export interface RfmSegmentFinding {
  /**
   * `"unreachable"`: nobody can be in it; `"overlap"`: it and an earlier one hold the same scores, and order decides; `"out-of-bins"`: an
   * interval reaches where there are no scores; `"name-repeated"`: two rules make one segment.
   */
  readonly code: "unreachable" | "overlap" | "out-of-bins" | "name-repeated";
  /** The rule's name. */
  readonly segment: string;
  /** Its place, from 0. */
  readonly index: number;
  /** The earlier segments that take scores from it, in order. */
  readonly by: readonly string[];
  /** The scores that they take. */
  readonly codes: readonly string[];
}

/** Which scores make a segment. */
export interface RfmSegmentCodes {
  readonly segment: string;
  readonly codes: readonly string[];
}

/** What rules come to, score by score. */
export interface RfmSegmentLint {
  readonly bins: number;
  /** In the order of the rules; a rule that takes over what is left in a name of before is part of that. */
  readonly segments: readonly RfmSegmentCodes[];
  /** Scores that no segment holds. */
  readonly others: readonly string[];
  readonly findings: readonly RfmSegmentFinding[];
}

/**
 * Tries rules on every score that there can be, and tells what they hide: segments that nobody can reach, scores that two claim,
 * scores that none does.
 *
 * @param segments - the rules, in order
 * @param options - `bins`: scores go from 1 to this, 2 to 20; default 5
 * @returns plain JSON; overlaps are no mistake where the order is meant
 * @throws {@link MetricError} `SEGMENTS_INVALID`, `BINS_INVALID`
 *
 * @example
 * ```ts
 * import { lintRfmSegments } from "customer-metrics/tiers";
 *
 * const { findings, others } = lintRfmSegments(
 *   [{ name: "Good", r: [2, 3] }, { name: "Best", r: [3, 3], f: [3, 3] }],
 *   { bins: 3 },
 * );
 * findings; // => [{ code: "unreachable", segment: "Best", by: ["Good"], codes: ["331", "332", "333"] }]
 * others.length; // => 9
 * ```
 */
export function lintRfmSegments(
  segments: readonly RfmSegment[],
  options: { readonly bins?: number | undefined } = {},
): RfmSegmentLint {
  const { bins = 5 } = options;
  if (!(Number.isInteger(bins) && bins >= 2 && bins <= 20)) {
    fail("BINS_INVALID", "Cannot check segments as bins must be a whole number from 2 to 20", bins);
  }
  const rules = rfmSegmentRules(segments);
  const codes = new Map<string, string[]>(rules.map(({ name }) => [name, []]));
  const others: string[] = [];
  const reached = rules.map(() => 0);
  const taken = rules.map(() => ({ by: new Set<number>(), codes: [] as string[] }));
  for (let r = 1; r <= bins; r++) {
    for (let f = 1; f <= bins; f++) {
      for (let m = 1; m <= bins; m++) {
        const code = rfmCode(r, f, m, bins);
        const claims = [...rules.keys()].filter((index) => holds(rules[index]!, r, f, m));
        const [first, ...later] = claims;
        if (first === undefined) {
          others.push(code);
          continue;
        }
        codes.get(rules[first]!.name)!.push(code);
        reached[first]!++;
        for (const index of later) {
          taken[index]!.by.add(first);
          taken[index]!.codes.push(code);
        }
      }
    }
  }
  const findings = rules.flatMap((rule, index): RfmSegmentFinding[] => {
    const { name: segment } = rule;
    const found: RfmSegmentFinding[] = [];
    const by = [...taken[index]!.by].sort((left, right) => left - right).map((place) => rules[place]!.name);
    const finding = { segment, index, by, codes: taken[index]!.codes };
    if (reached[index] === 0) found.push({ code: "unreachable", ...finding });
    else if (by.length > 0) found.push({ code: "overlap", ...finding });
    const none = { segment, index, by: [], codes: [] };
    if ([rule.r, rule.f, rule.m].some((interval) => interval && (interval[0] < 1 || interval[1] > bins))) {
      found.push({ code: "out-of-bins", ...none });
    }
    if (rules.findIndex(({ name }) => name === segment) < index) found.push({ code: "name-repeated", ...none });
    return found;
  });
  return { bins, segments: Array.from(codes, ([segment, held]) => ({ segment, codes: held })), others, findings };
}
