import { fail } from "../core/metric-error.ts";
import { checkSameKind, type Kinded } from "../core/state.ts";
import { addLeftOut, isCount, isCounted } from "../clv/left-out.ts";
import { own, put } from "../clv/user-keys.ts";
import { isFigure, isMissing, isRow, noneLeftOut } from "./tier-economics-rows.ts";

/** What one customer says of one criterion. One of the two ratings may be missing. */
export interface CriterionRating {
  /** The criterion. */
  readonly criterion: string | null | undefined;
  /** How much it matters to them. */
  readonly importance?: number | null | undefined;
  /** How well it is met. */
  readonly performance?: number | null | undefined;
}

/**
 * Why a row was not used: no object, no criterion, no rating at all (a customer who did not answer), or a rating that is no number
 * on the scale.
 */
export type CriterionRatingCode =
  | "row-invalid"
  | "criterion-invalid"
  | "ratings-missing"
  | "importance-invalid"
  | "performance-invalid";

/** How often each rating was given. */
export interface RatingCounts {
  /** Answers, by rating. */
  [rating: string]: number;
}

/** The answers about a criterion. */
export interface CriterionCounts {
  readonly importance: RatingCounts;
  readonly performance: RatingCounts;
}

/** Ratings by criterion: plain JSON of counts, exact in any order, as large as the ratings that differ. */
export interface CriterionRatingsState extends Kinded {
  /** `"criterion-ratings/1"` and the scale. */
  readonly kind: string;
  /** The answers about each criterion. */
  readonly criteria: { [criterion: string]: CriterionCounts };
  /** Rows that were used. */
  usedRows: number;
  /** Rows that were not used. */
  readonly leftOut: { [Code in CriterionRatingCode]: number };
}

/** Ends of the scale that both ratings are on. */
export interface RatingScale {
  readonly min: number;
  readonly max: number;
}

/**
 * The scale of options; `null` for any number.
 *
 * @throws {@link MetricError} `SCALE_INVALID`
 */
export function readRatingScale(scale: RatingScale | undefined): RatingScale | null {
  if (scale === undefined) return null;
  if (!isRow(scale) || !isFigure(scale.min) || !isFigure(scale.max) || scale.min >= scale.max) {
    fail("SCALE_INVALID", "Cannot use scale as it must be { min, max } with min below max", scale);
  }
  return { min: scale.min + 0, max: scale.max + 0 };
}

/** What a state is of. */
export function ratingsKind(scale: RatingScale | null): string {
  return `criterion-ratings/1 ${scale === null ? "any" : `${scale.min}..${scale.max}`}`;
}

/** The cell that each code is about. */
export function ratingCells(): { readonly [Code in CriterionRatingCode]: string | null } {
  return {
    "row-invalid": null,
    "criterion-invalid": "criterion",
    "ratings-missing": "criterion",
    "importance-invalid": "importance",
    "performance-invalid": "performance",
  };
}

/** A state of no ratings. */
export function emptyRatings(scale: RatingScale | null): CriterionRatingsState {
  return { kind: ratingsKind(scale), criteria: {}, usedRows: 0, leftOut: noneLeftOut(ratingCells()) };
}

/** Counts a row into the state, which it owns; returns why it cannot be used, or `null`. */
export function addRating(
  state: CriterionRatingsState,
  row: CriterionRating,
  scale: RatingScale | null,
): CriterionRatingCode | null {
  if (!isRow(row)) return "row-invalid";
  const { criterion, importance, performance } = row as CriterionRating;
  if (typeof criterion !== "string" || criterion === "") return "criterion-invalid";
  if (!isRating(importance, scale)) return "importance-invalid";
  if (!isRating(performance, scale)) return "performance-invalid";
  if (isMissing(importance) && isMissing(performance)) return "ratings-missing";
  const counts = countsOf(state, criterion);
  if (!isMissing(importance)) count(counts.importance, importance, 1);
  if (!isMissing(performance)) count(counts.performance, performance, 1);
  state.usedRows += 1;
  return null;
}

/**
 * The state of the ratings of both sides.
 *
 * @throws {@link MetricError} `KIND_MISMATCH`
 */
export function mergeRatings(left: CriterionRatingsState, right: CriterionRatingsState): CriterionRatingsState {
  checkSameKind(left, right);
  const merged: CriterionRatingsState = {
    kind: left.kind,
    criteria: {},
    usedRows: left.usedRows + right.usedRows,
    leftOut: addLeftOut(left.leftOut, right.leftOut),
  };
  for (const { criteria } of [left, right]) {
    for (const [criterion, ratings] of Object.entries(criteria)) {
      const into = countsOf(merged, criterion);
      for (const name of ["importance", "performance"] as const) {
        for (const [rating, times] of Object.entries(ratings[name])) count(into[name], Number(rating), times);
      }
    }
  }
  return merged;
}

/**
 * Throws unless the state is whole: it may come from a database, or from a file that somebody edited.
 *
 * @throws {@link MetricError} `KIND_MISMATCH`
 */
export function checkRatings(state: CriterionRatingsState, scale: RatingScale | null): void {
  checkSameKind({ kind: ratingsKind(scale) }, state);
  const isCounts = (counts: unknown): boolean =>
    isRow(counts) &&
    Object.entries(counts).every(([rating, times]) => isRating(Number(rating), scale) && isCount(times));
  const isWhole =
    isCounted(state, noneLeftOut(ratingCells())) &&
    isRow(state.criteria) &&
    Object.values(state.criteria).every(
      (each: CriterionCounts | null) => isRow(each) && isCounts(each.importance) && isCounts(each.performance),
    );
  if (!isWhole) fail("KIND_MISMATCH", "Cannot read state as it must have whole counts of ratings", state.kind);
}

function isRating(rating: unknown, scale: RatingScale | null): boolean {
  if (isMissing(rating)) return true;
  return isFigure(rating) && (scale === null || (rating >= scale.min && rating <= scale.max));
}

function countsOf({ criteria }: CriterionRatingsState, criterion: string): CriterionCounts {
  let counts = own(criteria, criterion);
  if (counts === undefined) put(criteria, criterion, (counts = { importance: {}, performance: {} }));
  return counts;
}

function count(counts: RatingCounts, rating: number, times: number): void {
  const key = String(rating + 0);
  counts[key] = (counts[key] ?? 0) + times;
}
