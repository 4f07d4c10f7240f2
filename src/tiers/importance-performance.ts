import {
  type CriteriaSummary,
  type Crosshair,
  type ImportancePerformanceQuadrant,
  quadrantsOf,
  readCrosshair,
  summaryOf,
} from "./importance-performance-quadrants.ts";
import { checkTierOptions, isFigure, isRow, readTierRows, type TierFinding } from "./tier-economics-rows.ts";

/** A criterion that customers judge by, with what it means to them and how well it is met. */
export interface ValueCriterion {
  /** Its name. */
  readonly criterion: string | null | undefined;
  /** How much it matters to them, on any scale. */
  readonly importance: number | null | undefined;
  /** How well it is met, on any scale. */
  readonly performance: number | null | undefined;
}

/** Why a criterion was not used. */
export type ValueCriterionCode =
  | "row-invalid"
  | "criterion-invalid"
  | "duplicate-criterion"
  | "importance-invalid"
  | "performance-invalid";

/** Options of {@link importancePerformance}. */
export interface ImportancePerformanceOptions {
  /**
   * Where importance and performance begin to be high: at their means, or at given values, such as the middle of the scale or
   * last year's means.
   * @defaultValue `"means"`
   */
  readonly crosshair?: "means" | Crosshair | undefined;
}

/** A criterion and what to do about it. */
export interface PlacedCriterion {
  readonly criterion: string;
  readonly importance: number;
  readonly performance: number;
  readonly quadrant: ImportancePerformanceQuadrant;
}

/** Customers' criteria, by importance and performance. */
export interface ImportancePerformanceResult extends CriteriaSummary {
  readonly metric: "importance-performance";
  /** Criteria that were used. */
  readonly n: number;
  /** In the order of the source. */
  readonly criteria: readonly PlacedCriterion[];
  /** Criteria that were not used. */
  readonly leftOut: { readonly [Code in ValueCriterionCode]: number };
  /** Which these are. */
  readonly findings: readonly TierFinding<ValueCriterionCode>[];
  readonly definition: {
    readonly crosshair: "means" | "given";
    readonly valueScore: "sum of importance * performance / sum of importance";
  };
  /** Stable codes: `no-criteria`, `criteria-left-out`, `no-value-score` (an importance below 0, or none above). */
  readonly notes: readonly string[];
}

/**
 * What customers judge by, and what to do about each: importance against performance, in four fields.
 *
 * Important and badly met: `concentrate-here`; important and well met: `keep-up`; neither: `low-priority`; well met and of little
 * importance: `possible-overkill`. On the crosshair is high. With the crosshair at the means some criteria are always below: it ranks
 * criteria and says nothing of how good they are.
 *
 * @formula value score = Σ importance · performance / Σ importance
 *
 * @param criteria - each once
 * @param options - see {@link ImportancePerformanceOptions}
 * @throws {@link MetricError} `SOURCE_INVALID`, `OPTIONS_INVALID`, `CROSSHAIR_INVALID`
 * @see Martilla and James, "Importance-Performance Analysis", Journal of Marketing 41(1), 1977.
 *
 * @example
 * ```ts
 * import { importancePerformance } from "customer-metrics/tiers";
 *
 * const { valueScore, crosshair, criteria } = importancePerformance([
 *   { criterion: "quality", importance: 4.5, performance: 4.2 },
 *   { criterion: "convenience", importance: 4.8, performance: 2.9 },
 *   { criterion: "lifestyle", importance: 2.3, performance: 4.4 },
 * ]);
 * criteria.map(({ criterion, quadrant }) => [criterion, quadrant]);
 * // => [["quality", "keep-up"], ["convenience", "concentrate-here"], ["lifestyle", "possible-overkill"]]
 * crosshair; // => { importance: ≈3.867, performance: ≈3.833 }
 * valueScore; // => ≈3.702
 * ```
 */
export function importancePerformance(
  criteria: Iterable<ValueCriterion>,
  options: ImportancePerformanceOptions = {},
): ImportancePerformanceResult {
  checkTierOptions(options);
  const given = readCrosshair(options.crosshair);
  const seen = new Set<string>();
  const used: { readonly criterion: string; readonly importance: number; readonly performance: number }[] = [];
  const cells = {
    "row-invalid": null,
    "criterion-invalid": "criterion",
    "duplicate-criterion": "criterion",
    "importance-invalid": "importance",
    "performance-invalid": "performance",
  };
  const { leftOut, findings } = readTierRows<ValueCriterion, ValueCriterionCode>(criteria, cells, (row) => {
    if (!isRow(row)) return "row-invalid";
    const { criterion, importance, performance } = row as ValueCriterion;
    if (typeof criterion !== "string" || criterion === "") return "criterion-invalid";
    if (!isFigure(importance)) return "importance-invalid";
    if (!isFigure(performance)) return "performance-invalid";
    if (seen.has(criterion)) return "duplicate-criterion";
    seen.add(criterion);
    used.push({ criterion, importance: importance + 0, performance: performance + 0 });
    return null;
  });
  const summary = summaryOf(used, given);
  const quadrants = quadrantsOf(used, summary.crosshair, given);
  const notes: string[] = [];
  if (used.length === 0) notes.push("no-criteria");
  if (findings.length > 0) notes.push("criteria-left-out");
  if (used.length > 0 && summary.valueScore === null) notes.push("no-value-score");
  return {
    metric: "importance-performance",
    n: used.length,
    ...summary,
    criteria: used.map((criterion, place) => ({ ...criterion, quadrant: quadrants[place]! })),
    leftOut,
    findings,
    definition: {
      crosshair: given === "means" ? "means" : "given",
      valueScore: "sum of importance * performance / sum of importance",
    },
    notes,
  };
}
