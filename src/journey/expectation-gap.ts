import { checkLevel, type Estimate, type Interval } from "../core/estimate.ts";
import { fail } from "../core/metric-error.ts";
import { exactSum } from "../numeric/exact-sum.ts";
import { share, type Share } from "../stats/share.ts";
import { scoreKind, scoreMean } from "./exact-mean.ts";
import { rowFields } from "./row-fields.ts";
import { checkRows } from "./promise-outcomes.ts";

/** One answer: what was expected and what was found, on the same scale. */
export interface ExpectationAnswer {
  /** What it is about, for example `"reliability"`. */
  readonly dimension: string;
  /** What was expected; `null`: not answered. */
  readonly expectation: number | null | undefined;
  /** What was found; `null`: not answered. */
  readonly perception: number | null | undefined;
}

/** Options of {@link expectationGap}. */
export interface ExpectationGapOptions {
  /** How much each dimension counts, 0 or more; 1 for those that are not named. */
  readonly weights?: ExpectationWeights | null | undefined;
  /**
   * Coverage of the intervals, a proportion in (0, 1).
   * @defaultValue `0.95`
   */
  readonly level?: number | undefined;
}

/** Weights by dimension. */
export interface ExpectationWeights {
  /** How much it counts, 0 or more. */
  readonly [dimension: string]: number;
}

/** One dimension. */
export interface ExpectationDimension {
  /** Its name. */
  readonly dimension: string;
  /** Answers with both parts. */
  readonly n: number;
  /** How much it counts in `weighted`. */
  readonly weight: number;
  /** Mean expectation. */
  readonly expectation: number;
  /** Mean perception: the SERVPERF score. */
  readonly perception: number;
  /** Mean of perception − expectation: below 0 where it fell short. */
  readonly gap: number;
  /** Student's interval of the gap, of paired answers; `null` for one answer. */
  readonly interval: Interval | null;
  /** Answers with perception = expectation. */
  readonly met: Share;
  /** Answers with perception above expectation. */
  readonly exceeded: Share;
  /** Answers with perception below expectation. */
  readonly fellShort: Share;
}

/** What was expected, and what was found. */
export interface ExpectationGapResult extends Estimate<"expectation-gap", "score"> {
  /** Mean of the dimensions' gaps by weight, the same as `value`. */
  readonly weighted: number | null;
  /** Plain mean of the dimensions' gaps. */
  readonly unweighted: number | null;
  /** Dimensions with answers, by code unit. */
  readonly dimensions: readonly ExpectationDimension[];
  /** Answers of all dimensions that met the expectation. */
  readonly met: Share;
  /** And exceeded it. */
  readonly exceeded: Share;
  /** And fell short of it. */
  readonly fellShort: Share;
  /** Answers that were used, the same as `n`. */
  readonly used: number;
  /** Answers that were not. */
  readonly skipped: number;
  /** Why not. */
  readonly leftOut: {
    /** One part, or both, not answered. */
    readonly missing: number;
    /** One part, or both, is no number. */
    readonly invalid: number;
  };
  /** What the figures mean. */
  readonly definition: {
    /** `"perception-minus-expectation"`. */
    readonly gap: "perception-minus-expectation";
    /** Whether `weights` were given. */
    readonly weighted: boolean;
  };
}

interface Answers {
  readonly expectations: number[];
  readonly perceptions: number[];
  readonly gaps: number[];
}

/**
 * Expectation against perception, by dimension: where a service met, exceeded or fell short of what was expected.
 *
 * The overall gap has no interval: the same people answer for several dimensions, and rows do not say who.
 *
 * @formula gap: mean of perception − expectation; weighted: Σ weight · gap / Σ weight over dimensions
 *
 * @param answers - pairs on one scale; those without both parts are counted as skipped
 * @param options - see {@link ExpectationGapOptions}
 * @returns a difference of scores, below 0 where it fell short; `null` without answers
 * @throws {@link MetricError} `SOURCE_INVALID`; `WEIGHT_INVALID` for a weight below 0; `LEVEL_OUT_OF_RANGE`
 * @see Parasuraman, Zeithaml and Berry, "SERVQUAL", Journal of Retailing 64, 1988; Cronin and Taylor, "Measuring Service
 *   Quality", Journal of Marketing 56, 1992 (perception alone).
 *
 * @example
 * ```ts
 * import { expectationGap } from "customer-metrics/journey";
 *
 * const result = expectationGap(
 *   [
 *     { dimension: "reliability", expectation: 7, perception: 5 },
 *     { dimension: "reliability", expectation: 6, perception: 6 },
 *     { dimension: "empathy", expectation: 5, perception: 6 },
 *   ],
 *   { weights: { reliability: 3 } },
 * );
 * result.unweighted; // => 0
 * result.weighted; // => -0.5
 * result.dimensions[1]; // => { dimension: "reliability", gap: -1, fellShort: { value: 0.5 } }
 * ```
 */
export function expectationGap(
  answers: Iterable<ExpectationAnswer>,
  options: ExpectationGapOptions = {},
): ExpectationGapResult {
  const { weights, level = 0.95 } = options;
  checkLevel(level);
  for (const weight of Object.values(weights ?? {})) {
    if (!(typeof weight === "number" && weight >= 0 && weight <= 1e100))
      fail("WEIGHT_INVALID", "Cannot use weight as it must be a number from 0 to 1e100", weight);
  }
  const leftOut = { missing: 0, invalid: 0 };
  const byDimension = new Map<string, Answers>();
  const overall: number[] = [];
  checkRows("answers", answers);
  for (const row of answers) {
    const { dimension, expectation, perception } = rowFields(row);
    const kinds = [scoreKind(expectation), scoreKind(perception)];
    if (kinds.includes("invalid")) leftOut.invalid += 1;
    else if (kinds.includes("missing")) leftOut.missing += 1;
    else {
      let known = byDimension.get(dimension);
      if (known === undefined) byDimension.set(dimension, (known = { expectations: [], perceptions: [], gaps: [] }));
      known.expectations.push(expectation!);
      known.perceptions.push(perception!);
      known.gaps.push(perception! - expectation!);
      overall.push(perception! - expectation!);
    }
  }
  const dimensions = [...byDimension]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([dimension, { expectations, perceptions, gaps }]): ExpectationDimension => {
      const { n, value, interval } = scoreMean(gaps, level);
      return {
        dimension,
        n,
        weight: weights && Object.hasOwn(weights, dimension) ? weights[dimension]! : 1,
        expectation: exactSum(expectations) / n + 0,
        perception: exactSum(perceptions) / n + 0,
        gap: value!,
        interval,
        ...outcomes(gaps, level),
      };
    });
  const weighted = meanGap(dimensions, ({ weight }) => weight);
  const n = overall.length;
  return {
    metric: "expectation-gap",
    value: weighted,
    unit: "score",
    n,
    interval: null,
    weighted,
    unweighted: meanGap(dimensions, () => 1),
    dimensions,
    ...outcomes(overall, level),
    used: n,
    skipped: leftOut.missing + leftOut.invalid,
    leftOut,
    definition: { gap: "perception-minus-expectation", weighted: weights !== null && weights !== undefined },
    notes: n === 0 ? ["no-answers"] : ["who-answered-is-unknown", ...(weighted === null ? ["all-weights-0"] : [])],
  };
}

function outcomes(
  gaps: readonly number[],
  level: number,
): Pick<ExpectationDimension, "met" | "exceeded" | "fellShort"> {
  const of = (is: (gap: number) => boolean): Share => share(gaps.filter(is).length, gaps.length, { level });
  return { met: of((gap) => gap === 0), exceeded: of((gap) => gap > 0), fellShort: of((gap) => gap < 0) };
}

function meanGap(
  dimensions: readonly ExpectationDimension[],
  weightOf: (dimension: ExpectationDimension) => number,
): number | null {
  const weight = exactSum(dimensions.map(weightOf));
  return weight > 0 ? exactSum(dimensions.map((row) => weightOf(row) * row.gap)) / weight + 0 : null;
}
