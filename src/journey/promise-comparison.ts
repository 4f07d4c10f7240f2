import type { Interval } from "../core/estimate.ts";
import { zOfLevel } from "../numeric/z-of-level.ts";
import { histogramMoments } from "../stats/histogram.ts";
import { studentTInterval } from "../stats/mean-interval.ts";
import { share, type Share } from "../stats/share.ts";
import { nps, type NpsResult } from "../survey/nps.ts";
import type { ScoreState } from "../survey/score-state.ts";

/** A figure of one group less that of another. */
export interface GroupDifference {
  /** The difference, or `null` where one side has no figure. */
  readonly value: number | null;
  /** How sure it is, or `null`. */
  readonly interval: Interval | null;
}

/** A difference of means. */
export interface MeanDifference extends GroupDifference {
  /** Mean of the first group. */
  readonly first: number | null;
  /** Mean of the other. */
  readonly second: number | null;
  /** Observations in the first group. */
  readonly firstN: number;
  /** Observations in the other. */
  readonly secondN: number;
  /** Welch's degrees of freedom, or `null` where a group has fewer than two or neither varies. */
  readonly degreesOfFreedom: number | null;
}

/** Two Net Promoter Scores. */
export interface NpsComparison {
  /** Of the first group. */
  readonly first: NpsResult;
  /** Of the other. */
  readonly second: NpsResult;
  /**
   * First less second, in points; normal interval from both standard errors, not cut. It is `null` where a side has fewer than
   * two answers or neither side varies: a standard error of 0 would claim to be certain.
   */
  readonly difference: GroupDifference;
  /** The same for the mean answers; Welch's interval. */
  readonly meanDifference: MeanDifference;
  /** Why the difference has no interval: `"one-answer-has-no-spread"`; `"no-spread"`: a side has only promoters, passives or detractors, and an interval from the other alone is too narrow. */
  readonly notes: readonly string[];
}

/** Two shares. */
export interface ShareComparison {
  /** Of the first group. */
  readonly first: Share;
  /** Of the other. */
  readonly second: Share;
  /** First less second; Newcombe's interval. */
  readonly difference: GroupDifference;
  /** First over second; Katz' interval, `null` where everybody is counted on both sides. All `null` where either count is 0. */
  readonly ratio: GroupDifference;
}

/** Compares the answers of two groups on the 0–10 scale. */
export function compareNps(first: ScoreState, second: ScoreState, level: number): NpsComparison {
  const [a, b] = [nps(first, { level }), nps(second, { level })];
  const [left, right] = [momentsOf(first), momentsOf(second)];
  const value = a.value === null || b.value === null ? null : a.value - b.value;
  const notes: string[] = [];
  if (value !== null && (a.n < 2 || b.n < 2)) notes.push("one-answer-has-no-spread");
  else if (value !== null && [a, b].some(isAlike)) notes.push("no-spread");
  const margin = value === null ? 0 : zOfLevel(level) * Math.hypot(a.standardError!, b.standardError!);
  return {
    first: a,
    second: b,
    difference: {
      value,
      interval:
        value === null || Math.min(a.n, b.n) < 2 || margin === 0
          ? null
          : { lower: value - margin, upper: value + margin, level, method: "normal" },
    },
    meanDifference: compareMeans(left, right, level),
    notes,
  };
}

function isAlike({ n, promoters, passives, detractors }: NpsResult): boolean {
  return Math.max(promoters, passives, detractors) === n;
}

/** Size, mean and variance of a group. */
export interface Moments {
  readonly n: number;
  readonly mean: number | null;
  readonly variance: number | null;
}

function momentsOf(state: ScoreState): Moments {
  return histogramMoments(
    state.counts.map((_, at) => state.min + at),
    state.counts,
  );
}

/**
 * Compares two means without taking their variances for equal.
 *
 * Welch, B. L. (1947). The generalization of Student's problem when several different population variances are involved.
 * Biometrika 34, 28-35.
 */
export function compareMeans(first: Moments, second: Moments, level: number): MeanDifference {
  const value = first.mean === null || second.mean === null ? null : first.mean - second.mean;
  const [u, v] = [first, second].map(({ n, variance }) => (variance === null ? null : variance / n));
  let degreesOfFreedom: number | null = null;
  if (u != null && v != null && u + v > 0)
    degreesOfFreedom = (u + v) ** 2 / (u ** 2 / (first.n - 1) + v ** 2 / (second.n - 1));
  return {
    value,
    interval:
      value === null || degreesOfFreedom === null
        ? null
        : { ...studentTInterval(value, Math.sqrt(u! + v!), degreesOfFreedom, level), level, method: "welch" },
    first: first.mean,
    second: second.mean,
    firstN: first.n,
    secondN: second.n,
    degreesOfFreedom,
  };
}

/** How many of how many. */
export interface CountOf {
  /** How many. */
  readonly count: number;
  /** Of how many. */
  readonly n: number;
}

/**
 * Compares two shares.
 *
 * Newcombe, R. G. (1998). Interval estimation for the difference between independent proportions. Statistics in Medicine 17,
 * 873-890 (method 10). Katz, D. et al. (1978). Obtaining confidence intervals for the risk ratio in cohort studies.
 * Biometrics 34, 469-474.
 */
export function compareShares(first: CountOf, second: CountOf, level: number): ShareComparison {
  const [a, b] = [share(first.count, first.n, { level }), share(second.count, second.n, { level })];
  if (a.value === null || b.value === null) {
    const none: GroupDifference = { value: null, interval: null };
    return { first: a, second: b, difference: none, ratio: none };
  }
  const [p, q] = [a.value, b.value];
  const [i, j] = [a.interval!, b.interval!];
  const isDefined = first.count > 0 && second.count > 0;
  const margin = isDefined
    ? zOfLevel(level) * Math.sqrt(1 / first.count - 1 / first.n + 1 / second.count - 1 / second.n)
    : 0;
  const ratio = p / q;
  return {
    first: a,
    second: b,
    difference: {
      value: p - q,
      interval: {
        lower: p - q - Math.hypot(p - i.lower, j.upper - q),
        upper: p - q + Math.hypot(i.upper - p, q - j.lower),
        level,
        method: "newcombe",
      },
    },
    ratio: isDefined
      ? {
          value: ratio,
          // All of both sides would make the interval [1, 1], however few they are.
          interval:
            margin > 0
              ? { lower: ratio * Math.exp(-margin), upper: ratio * Math.exp(margin), level, method: "katz-log" }
              : null,
        }
      : { value: null, interval: null },
  };
}
