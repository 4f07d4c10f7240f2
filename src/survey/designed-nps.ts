import { checkLevel, type Estimate } from "../core/estimate.ts";
import { fail } from "../core/metric-error.ts";
import { postStratify, type Calibration, type Population } from "../stats/calibration.ts";
import { designMean, type DesignMean, type DesignRow } from "../stats/design-mean.ts";
import { studentTInterval } from "../stats/mean-interval.ts";
import { rake } from "../stats/rake.ts";
import { definitionOf, npsValue, type NpsDefinition, type NpsOptions } from "./nps.ts";
import { emptyScoreState, type LeftOut } from "./score-state.ts";
import { addScore, type ScoreCell } from "./count-scores.ts";

/** How the customers who answered were drawn, and what is known of all customers. */
export interface SurveyDesign<Row> {
  /** The inverse of the chance of being asked, up to a factor. @defaultValue 1 each */
  readonly weight?: ((row: Row) => number) | undefined;
  /** The part of the customer base that the row was drawn from. */
  readonly stratum?: ((row: Row) => string) | undefined;
  /** What was drawn, where not single answers were: a site, an account. */
  readonly cluster?: ((row: Row) => string) | undefined;
  /** How many the row's stratum holds in all, where customers were drawn without putting them back. */
  readonly stratumPopulation?: ((row: Row) => number) | undefined;
  /** Segments with known sizes: one is post-stratification, more are raked. */
  readonly margins?: readonly { readonly segment: (row: Row) => string; readonly population: Population }[] | undefined;
}

/** Options of {@link designedNps}. */
export interface DesignedNpsOptions<Row> extends Pick<NpsOptions<Row>, "definition" | "level" | "read">, SurveyDesign<Row> {}

/** A mean or share with the standard error of the design. */
export interface DesignedFigure {
  readonly value: number;
  /** Linearised; `null` where a stratum has one cluster. */
  readonly standardError: number | null;
}

/** A Net Promoter Score of a designed sample. */
export interface DesignedNpsResult extends Estimate<"designed-nps", "points"> {
  /** Linearised standard error of the design, in points. */
  readonly standardError: number | null;
  /** Variance over that of an equally large simple random sample. */
  readonly designEffect: number | null;
  /** Clusters less strata: of the Student-t interval. */
  readonly degreesOfFreedom: number | null;
  /** Share of promoters. */
  readonly promoterShare: DesignedFigure | null;
  /** Share of detractors. */
  readonly detractorShare: DesignedFigure | null;
  /** Mean score. */
  readonly meanScore: DesignedFigure | null;
  /** Strata with one cluster, which leave the standard error unknown. */
  readonly lonelyStrata: readonly string[];
  /** What was not counted, and why. */
  readonly leftOut: LeftOut;
  /** What the figure means. */
  readonly definition: NpsDefinition;
}

/**
 * Net Promoter Score of a survey with a design: strata, clusters, finite populations, and weights made
 * to agree with what is known of all customers.
 *
 * It needs the rows, not a state: how clusters vary cannot be told from a histogram.
 *
 * @param rows - one row an answer
 * @param options - how the sample was drawn; see {@link DesignedNpsOptions}
 * @returns a score in points with the standard error and the Student-t interval of the design, clamped;
 *   `null` when nobody answered
 * @throws {@link MetricError} `RAKING_FAILED` when no weights agree with all margins;
 *   `SEGMENT_NOT_IN_POPULATION`, `SEGMENT_NOT_IN_SAMPLE`, `POPULATION_TOTALS_DIFFER`,
 *   `POPULATION_TOO_SMALL`, `LEVEL_OUT_OF_RANGE`; and as `nps`
 * @see Lumley, "Complex Surveys: A Guide to Analysis Using R", 2010; Deville and Särndal, "Calibration
 *   Estimators in Survey Sampling", JASA 87, 1992.
 *
 * @example Small accounts answer more: weigh the answers by what the base is known to be
 * ```ts
 * import { designedNps } from "customer-metrics";
 *
 * const rows = [
 *   { score: 10, plan: "free" }, { score: 9, plan: "free" }, { score: 3, plan: "free" }, { score: 2, plan: "pro" }, { score: 8, plan: "pro" },
 * ];
 * const result = designedNps(rows, {
 *   read: (row) => row.score,
 *   margins: [{ segment: (row) => row.plan, population: { free: 300, pro: 700 } }],
 * });
 * result.value; // => ≈-25
 * ```
 */
export function designedNps<Row>(rows: Iterable<Row>, options: DesignedNpsOptions<Row>): DesignedNpsResult {
  const { level = 0.95, read, weight, stratum, cluster, stratumPopulation, margins = [] } = options;
  checkLevel(level);
  const definition = definitionOf(options);
  const { min } = definition.scale;
  const state = emptyScoreState(definition.scale);
  const sample: (DesignRow & { readonly segments: readonly string[] })[] = [];
  for (const row of rows) {
    const at = addScore(state, read ? read(row) : (row as ScoreCell), {});
    if (at < 0) continue;
    sample.push({
      value: min + at,
      weight: checkedWeight(weight ? weight(row) : 1),
      segments: margins.map((margin) => margin.segment(row)),
      ...(stratum && { stratum: stratum(row) }),
      ...(cluster && { cluster: cluster(row) }),
      ...(stratumPopulation && { stratumPopulation: stratumPopulation(row) }),
    });
  }
  const calibration = sample.length > 0 ? calibrate(sample, margins) : undefined;
  const meanOf = (recode: (score: number) => number): DesignMean | null =>
    designMean(sample.map((row) => ({ ...row, value: recode(row.value) })), calibration);
  const mean = meanOf((score) => npsValue(score, definition));
  const figure = (recode: (score: number) => number): DesignedFigure | null => {
    const part = meanOf(recode);
    return part && { value: part.mean, standardError: part.standardError };
  };
  const df = mean?.degreesOfFreedom ?? null;
  const notes = mean === null ? [sample.length > 0 ? "no-weight" : "no-answers"] : mean.standardError === null || df === 0 ? ["lonely-stratum"] : [];
  const ends = mean !== null && mean.standardError !== null && df !== null && df > 0 ? studentTInterval(mean.mean, mean.standardError, df, level) : null;
  return {
    metric: "designed-nps",
    value: mean && 100 * mean.mean,
    unit: "points",
    n: sample.length,
    interval: ends && { lower: Math.max(-100, 100 * ends.lower), upper: Math.min(100, 100 * ends.upper), level, method: "linearised" },
    standardError: mean?.standardError == null ? null : 100 * mean.standardError,
    designEffect: mean?.designEffect ?? null,
    degreesOfFreedom: df,
    promoterShare: figure((score) => (npsValue(score, definition) === 1 ? 1 : 0)),
    detractorShare: figure((score) => (npsValue(score, definition) === -1 ? 1 : 0)),
    meanScore: figure((score) => score),
    lonelyStrata: mean?.lonelyStrata ?? [],
    leftOut: state.leftOut,
    definition,
    notes,
  };
}

function checkedWeight(weight: number): number {
  if (!(weight >= 0 && weight < Infinity)) fail("WEIGHT_INVALID", "Cannot weigh an answer as its weight must be 0 or more", weight);
  return weight;
}

/** Weights that agree with the margins, or none when there are none. */
function calibrate<Row>(
  sample: readonly { readonly weight?: number; readonly segments: readonly string[] }[],
  margins: NonNullable<SurveyDesign<Row>["margins"]>,
): Calibration | undefined {
  const base = sample.map((row) => row.weight ?? 1);
  const known = margins.map(({ population }, i) => ({ segments: sample.map((row) => row.segments[i]!), population }));
  if (known.length === 0) return undefined;
  if (known.length === 1) return postStratify(base, known[0]!);
  const raked = rake(base, known);
  return raked.status === "converged" ? raked.calibration : fail("RAKING_FAILED", "Cannot rake weights as no weights agree with all margins", raked.iterations);
}
