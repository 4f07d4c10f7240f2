import { fail } from "../core/metric-error.ts";
import { exactSum } from "../numeric/exact-sum.ts";
import { isFigure, isRow, slackOf } from "./tier-economics-rows.ts";

/** What to do about a criterion. */
export type ImportancePerformanceQuadrant = "concentrate-here" | "keep-up" | "low-priority" | "possible-overkill";

/** Where importance and performance begin to be high. */
export interface Crosshair {
  readonly importance: number;
  readonly performance: number;
}

/** A criterion with its figures. */
export interface RatedCriterion {
  readonly importance: number;
  readonly performance: number;
}

/** What the criteria say together. */
export interface CriteriaSummary {
  /** Mean over criteria; `null` without any. */
  readonly meanImportance: number | null;
  readonly meanPerformance: number | null;
  /** Where the quadrants meet; `null` without criteria. */
  readonly crosshair: Crosshair | null;
  /** Performance weighted by importance, in the unit of performance; `null` where an importance is below 0 or their sum is 0. */
  readonly valueScore: number | null;
}

/** Means, crosshair and value score. */
export function summaryOf(criteria: readonly RatedCriterion[], given: "means" | Crosshair): CriteriaSummary {
  const meanImportance = meanOf(criteria.map(({ importance }) => importance));
  const meanPerformance = meanOf(criteria.map(({ performance }) => performance));
  const weight = exactSum(criteria.map(({ importance }) => importance));
  const isWeighted = weight > 0 && criteria.every(({ importance }) => importance >= 0);
  const weighted = exactSum(criteria.map(({ importance, performance }) => importance * performance));
  return {
    meanImportance,
    meanPerformance,
    crosshair:
      meanImportance === null || meanPerformance === null
        ? null
        : given === "means"
          ? { importance: meanImportance, performance: meanPerformance }
          : given,
    valueScore: isWeighted ? weighted / weight + 0 : null,
  };
}

/** The quadrant of each criterion; on the crosshair is high. */
export function quadrantsOf(
  criteria: readonly RatedCriterion[],
  crosshair: Crosshair | null,
  given: "means" | Crosshair,
): ImportancePerformanceQuadrant[] {
  if (crosshair === null) return [];
  // A mean of decimals is off by their rounding; a crosshair that was given is what it is.
  const slack = (name: keyof Crosshair): number =>
    given === "means" ? slackOf(criteria.reduce((most, each) => Math.max(most, Math.abs(each[name])), 0)) : 0;
  const [importanceSlack, performanceSlack] = [slack("importance"), slack("performance")];
  return criteria.map(({ importance, performance }) => {
    const isImportant = importance - crosshair.importance >= -importanceSlack;
    const isGood = performance - crosshair.performance >= -performanceSlack;
    if (isImportant) return isGood ? "keep-up" : "concentrate-here";
    return isGood ? "possible-overkill" : "low-priority";
  });
}

/**
 * The crosshair of options.
 *
 * @throws {@link MetricError} `CROSSHAIR_INVALID`
 */
export function readCrosshair(crosshair: "means" | Crosshair | undefined): "means" | Crosshair {
  if (crosshair === undefined || crosshair === "means") return "means";
  if (!isRow(crosshair) || !isFigure(crosshair.importance) || !isFigure(crosshair.performance)) {
    fail(
      "CROSSHAIR_INVALID",
      'Cannot use crosshair as it must be "means" or { importance, performance } with two numbers',
      crosshair,
    );
  }
  return { importance: crosshair.importance + 0, performance: crosshair.performance + 0 };
}

function meanOf(values: readonly number[]): number | null {
  return values.length === 0 ? null : exactSum(values) / values.length + 0;
}
