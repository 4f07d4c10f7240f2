import type { Accumulator } from "../core/accumulator.ts";
import { checkLevel, type Interval } from "../core/estimate.ts";
import { exactSum } from "../numeric/exact-sum.ts";
import { productError } from "../numeric/sum.ts";
import { meanInterval } from "../stats/mean-interval.ts";
import { byCodeUnit } from "../clv/user-keys.ts";
import type { ImportancePerformanceOptions } from "./importance-performance.ts";
import {
  type CriteriaSummary,
  type Crosshair,
  type ImportancePerformanceQuadrant,
  quadrantsOf,
  readCrosshair,
  summaryOf,
} from "./importance-performance-quadrants.ts";
import {
  addRating,
  checkRatings,
  type CriterionRating,
  type CriterionRatingCode,
  type CriterionRatingsState,
  emptyRatings,
  mergeRatings,
  type RatingCounts,
  ratingCells,
  type RatingScale,
  readRatingScale,
} from "./importance-performance-state.ts";
import { checkTierOptions, isRow, readTierRows, type TierFinding } from "./tier-economics-rows.ts";

/** Options of {@link importancePerformanceOfRatings}. */
export interface CriterionRatingsOptions extends ImportancePerformanceOptions {
  /**
   * The ends of the scale of both ratings; others are left out.
   * @defaultValue any number
   */
  readonly scale?: RatingScale | undefined;
  /**
   * Coverage of the intervals, a proportion in (0, 1).
   * @defaultValue `0.95`
   */
  readonly level?: number | undefined;
}

/** A mean rating. */
export interface MeanRating {
  /** `null` without answers. */
  readonly value: number | null;
  /** Student's t; `null` for fewer than two answers. */
  readonly interval: Interval | null;
  /** Answers. */
  readonly n: number;
}

/** A criterion by its mean ratings. */
export interface MeasuredCriterion {
  readonly criterion: string;
  readonly importance: MeanRating;
  readonly performance: MeanRating;
  /** Of the means; `null` where one of them is. */
  readonly quadrant: ImportancePerformanceQuadrant | null;
  /** Whether both intervals lie on one side of the crosshair, which is taken as it is; `null` where one of them is. */
  readonly isClear: boolean | null;
}

/** Customers' criteria by their ratings. */
export interface CriterionRatingsResult extends CriteriaSummary {
  readonly metric: "importance-performance";
  /** Rows that were used. */
  readonly n: number;
  /** By name. */
  readonly criteria: readonly MeasuredCriterion[];
  /** Rows that were not used. */
  readonly leftOut: { readonly [Code in CriterionRatingCode]: number };
  /** Which these are; empty for a state, which counts and does not list. */
  readonly findings: readonly TierFinding<CriterionRatingCode>[];
  readonly definition: {
    readonly crosshair: "means" | "given";
    readonly valueScore: "sum of importance * performance / sum of importance";
    readonly scale: RatingScale | null;
  };
  /** Stable codes: `no-ratings`, `rows-left-out`, `criteria-without-mean` (no answer to one of the two), `no-value-score`, `few-answers` (a mean without interval). */
  readonly notes: readonly string[];
}

/**
 * {@link importancePerformance} of what customers answered: a row a customer and criterion. Means of all who answered, with their
 * intervals, and whether these leave a doubt about the field that a criterion is in.
 *
 * Ratings are kept as counts, so the order of rows changes no digit. A criterion without a mean of both is listed, and is in
 * neither the crosshair nor the value score. Criteria weigh the same in the crosshair, however many answered.
 *
 * @formula as {@link importancePerformance}, of the means; interval: mean ∓ t · s / √n
 *
 * @param source - rows, or a state of them
 * @param options - see {@link CriterionRatingsOptions}
 * @throws {@link MetricError} `SOURCE_INVALID`, `OPTIONS_INVALID`, `CROSSHAIR_INVALID`, `SCALE_INVALID`, `LEVEL_OUT_OF_RANGE`,
 *   `KIND_MISMATCH`
 * @see Martilla and James, "Importance-Performance Analysis", Journal of Marketing 41(1), 1977.
 *
 * @example
 * ```ts
 * import { importancePerformanceOfRatings } from "customer-metrics/tiers";
 *
 * const { criteria } = importancePerformanceOfRatings(
 *   [
 *     { criterion: "price", importance: 3, performance: 4 },
 *     { criterion: "price", importance: 4, performance: 5 },
 *     { criterion: "after-sales", importance: 5, performance: 2 },
 *     { criterion: "after-sales", importance: 5, performance: null },
 *   ],
 *   { scale: { min: 1, max: 5 } },
 * );
 * criteria[0]; // => { criterion: "after-sales", quadrant: "concentrate-here", performance: { value: 2, n: 1, interval: null } }
 * criteria[1]!.importance; // => { value: 3.5, n: 2, interval: { lower: ≈-2.853, upper: ≈9.853 } }
 * ```
 */
export function importancePerformanceOfRatings(
  source: Iterable<CriterionRating> | CriterionRatingsState,
  options: CriterionRatingsOptions = {},
): CriterionRatingsResult {
  const reading = readOptions(options);
  if (isRow(source) && "kind" in source) return resultOf(source as unknown as CriterionRatingsState, reading);
  const state = emptyRatings(reading.scale);
  const { leftOut, findings } = readTierRows(source as Iterable<CriterionRating>, ratingCells(), (row) =>
    addRating(state, row, reading.scale),
  );
  return { ...resultOf({ ...state, leftOut }, reading), findings };
}

/**
 * {@link importancePerformanceOfRatings} of rows that come one at a time or in parts.
 *
 * @param options - as for {@link importancePerformanceOfRatings}
 * @throws {@link MetricError} as {@link importancePerformanceOfRatings}
 *
 * @example
 * ```ts
 * import { fold } from "customer-metrics";
 * import { importancePerformanceAccumulator } from "customer-metrics/tiers";
 *
 * const accumulator = importancePerformanceAccumulator();
 * const may = fold(accumulator, [{ criterion: "price", importance: 3, performance: 4 }]);
 * const june = fold(accumulator, [{ criterion: "price", importance: 5, performance: 2 }]);
 * accumulator.result(accumulator.merge(may, june)).valueScore; // => 3
 * ```
 */
export function importancePerformanceAccumulator(
  options: CriterionRatingsOptions = {},
): Accumulator<CriterionRating, CriterionRatingsState, CriterionRatingsResult> {
  const reading = readOptions(options);
  return {
    empty: () => emptyRatings(reading.scale),
    add: (state, row) => {
      const code = addRating(state, row, reading.scale);
      if (code !== null) state.leftOut[code] += 1;
      return state;
    },
    merge: mergeRatings,
    result: (state) => resultOf(state, reading),
  };
}

interface Reading {
  readonly crosshair: "means" | Crosshair;
  readonly scale: RatingScale | null;
  readonly level: number;
}

function readOptions(options: CriterionRatingsOptions): Reading {
  checkTierOptions(options);
  const { level = 0.95 } = options;
  checkLevel(level);
  return { crosshair: readCrosshair(options.crosshair), scale: readRatingScale(options.scale), level };
}

function resultOf(state: CriterionRatingsState, { crosshair, scale, level }: Reading): CriterionRatingsResult {
  checkRatings(state, scale);
  const rated = Object.keys(state.criteria)
    .sort(byCodeUnit)
    .map((criterion) => {
      const { importance, performance } = state.criteria[criterion]!;
      return { criterion, importance: meanOf(importance, level), performance: meanOf(performance, level) };
    });
  const whole = rated.flatMap(({ criterion, importance, performance }) =>
    importance.value === null || performance.value === null
      ? []
      : [{ criterion, importance: importance.value, performance: performance.value }],
  );
  const summary = summaryOf(whole, crosshair);
  const quadrants = quadrantsOf(whole, summary.crosshair, crosshair);
  const quadrantOf = new Map(whole.map(({ criterion }, place) => [criterion, quadrants[place]!]));
  const notes: string[] = [];
  if (state.usedRows === 0) notes.push("no-ratings");
  if (Object.values(state.leftOut).some((count) => count > 0)) notes.push("rows-left-out");
  if (whole.length < rated.length) notes.push("criteria-without-mean");
  if (whole.length > 0 && summary.valueScore === null) notes.push("no-value-score");
  if (rated.some(({ importance, performance }) => importance.n === 1 || performance.n === 1)) notes.push("few-answers");
  return {
    metric: "importance-performance",
    n: state.usedRows,
    ...summary,
    criteria: rated.map((each) => ({
      ...each,
      quadrant: quadrantOf.get(each.criterion) ?? null,
      isClear: isClear(each, summary.crosshair),
    })),
    leftOut: { ...state.leftOut },
    findings: [],
    definition: {
      crosshair: crosshair === "means" ? "means" : "given",
      valueScore: "sum of importance * performance / sum of importance",
      scale,
    },
    notes,
  };
}

/** Mean and interval of ratings by their counts; products and sums are exact. */
function meanOf(counts: RatingCounts, level: number): MeanRating {
  const answers = Object.entries(counts).map(([rating, times]) => ({ rating: Number(rating), times }));
  const n = answers.reduce((sum, { times }) => sum + times, 0);
  if (n === 0) return { value: null, interval: null, n };
  const value =
    exactSum(answers.flatMap(({ rating, times }) => [rating * times, productError(rating, times, rating * times)])) /
      n +
    0;
  if (n === 1) return { value, interval: null, n };
  const squares = exactSum(answers.map(({ rating, times }) => times * (rating - value) ** 2));
  return { value, interval: meanInterval(value, Math.sqrt(squares / (n - 1)), n, level), n };
}

function isClear(
  { importance, performance }: { readonly importance: MeanRating; readonly performance: MeanRating },
  crosshair: Crosshair | null,
): boolean | null {
  if (crosshair === null || importance.interval === null || performance.interval === null) return null;
  const isBeside = ({ lower, upper }: Interval, at: number): boolean => lower >= at || upper < at;
  return isBeside(importance.interval, crosshair.importance) && isBeside(performance.interval, crosshair.performance);
}
