import { checkLevel, type Estimate } from "../core/estimate.ts";
import { fail } from "../core/metric-error.ts";
import { postStratify, type Calibration, type Population } from "../stats/calibration.ts";
import { designMean, type DesignMean, type DesignRow } from "../stats/design-mean.ts";
import { studentTInterval } from "../stats/mean-interval.ts";
import { rake } from "../stats/rake.ts";
import { answerNotes } from "./answer-notes.ts";
import { addScore, checkIterable, type ScoreCell } from "./count-scores.ts";
import { definitionOverAnswers } from "./nps-definition.ts";
import { npsValue, type NpsDefinition, type NpsOptions } from "./nps.ts";
import { emptyScoreState, type LeftOut } from "./score-state.ts";
import { isWeight } from "./weighted-scores.ts";

/** How the customers who answered were drawn, and what is known of all customers. */
export interface SurveyDesign<Row> {
  /** The inverse of the chance of being asked, up to a factor. @defaultValue 1 each */
  readonly weight?: ((row: Row) => number) | undefined;
  /** The part of the customer base that the row was drawn from. */
  readonly stratum?: ((row: Row) => string) | undefined;
  /** What was drawn, where not single answers were: a site, an account. */
  readonly cluster?: ((row: Row) => string) | undefined;
  /**
   * How many the row's stratum holds in all (clusters, where clusters were drawn), where they were drawn
   * without putting them back: the same for all rows of a stratum.
   */
  readonly stratumPopulation?: ((row: Row) => number) | undefined;
  /** Segments with known sizes: one is post-stratification, more are raked. */
  readonly margins?: readonly SurveyMargin<Row>[] | undefined;
}

/** A way of dividing all customers, and how many are in each segment. */
export interface SurveyMargin<Row> {
  /** The segment of a row. */
  readonly segment: (row: Row) => string;
  /** How many of all customers are in each segment. */
  readonly population: Population;
}

/** Options of {@link designedNps}. */
export interface DesignedNpsOptions<Row>
  extends Pick<NpsOptions<Row>, "definition" | "level" | "read">,
    SurveyDesign<Row> {}

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
 * Rows without a valid answer are left out before anything is computed: strata, clusters, degrees of
 * freedom and finite populations are those of the rows that remain, as if the sample had been drawn so.
 * Who was asked and did not answer adds nothing to the standard error (in a domain estimate, as R's
 * `subset` makes it, they would add a little), and whether they would have answered alike, no standard
 * error tells: `margins` correct for what is known of them.
 *
 * @param rows - one row an answer
 * @param options - how the sample was drawn; see {@link DesignedNpsOptions}
 * @returns a score in points with the standard error and the Student-t interval of the design, clamped;
 *   `null` when nobody answered. `notes` says `"lonely-stratum"` where a stratum of one cluster leaves
 *   the standard error unknown, and `"no-degrees-of-freedom"` where there is one but no interval (all
 *   strata asked in full, one cluster each)
 * @throws {@link MetricError} `RAKING_FAILED` when no weights agree with all margins;
 *   `SEGMENT_NOT_IN_POPULATION`; `SEGMENT_NOT_IN_SAMPLE`; `POPULATION_TOTALS_DIFFER`;
 *   `POPULATION_TOO_SMALL`; `POPULATION_INVALID` for a size that is none, or two sizes of a stratum;
 *   `WEIGHT_INVALID`, as a design with a wrong weight has no standard error; `DENOMINATOR_INVALID`;
 *   `LEVEL_OUT_OF_RANGE`; `SOURCE_INVALID`
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
  checkIterable(rows);
  const definition = definitionOverAnswers(options);
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
  checkPopulations(sample);
  const calibration = sample.length > 0 ? calibrate(sample, margins) : undefined;
  const meanOf = (recode: (score: number) => number): DesignMean | null =>
    designMean(
      sample.map((row) => ({ ...row, value: recode(row.value) })),
      calibration,
    );
  const mean = meanOf((score) => npsValue(score, definition));
  const figure = (recode: (score: number) => number): DesignedFigure | null => {
    const part = meanOf(recode);
    return part && { value: part.mean, standardError: part.standardError };
  };
  const df = mean?.degreesOfFreedom ?? null;
  const notes = answerNotes(sample.length, state.leftOut);
  if (mean === null) {
    if (sample.length > 0) notes.push("no-weight");
  } else if (mean.standardError === null) notes.push("lonely-stratum");
  else if (df === 0) notes.push("no-degrees-of-freedom");
  const ends =
    mean !== null && mean.standardError !== null && df !== null && df > 0
      ? studentTInterval(mean.mean, mean.standardError, df, level)
      : null;
  return {
    metric: "designed-nps",
    value: mean && 100 * mean.mean,
    unit: "points",
    n: sample.length,
    interval: ends && {
      lower: Math.max(-100, 100 * ends.lower),
      upper: Math.min(100, 100 * ends.upper),
      level,
      method: "linearised",
    },
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
  if (!isWeight(weight)) fail("WEIGHT_INVALID", "Cannot weigh an answer as its weight must be 0 or more", weight);
  return weight;
}

/** Throws unless the population of a stratum is a number, and one. */
function checkPopulations(sample: readonly DesignRow[]): void {
  const known = new Map<string | undefined, number | undefined>();
  for (const { stratum, stratumPopulation: population } of sample) {
    if (population !== undefined && !(typeof population === "number" && population > 0 && population < Infinity)) {
      fail("POPULATION_INVALID", "Cannot correct for a finite population as its size must be above 0", population);
    }
    if (known.has(stratum) && known.get(stratum) !== population) {
      fail(
        "POPULATION_INVALID",
        "Cannot correct for a finite population as all rows of a stratum must have the same size",
        population,
      );
    }
    known.set(stratum, population);
  }
}

/** Weights that agree with the margins, or none when there are none. */
function calibrate<Row>(
  sample: readonly { readonly weight?: number; readonly segments: readonly string[] }[],
  margins: NonNullable<SurveyDesign<Row>["margins"]>,
): Calibration | undefined {
  const base = sample.map((row) => row.weight ?? 1);
  for (const { population } of margins) {
    if (!Object.values(population).every(isWeight))
      fail("POPULATION_INVALID", "Cannot calibrate weights as sizes of segments must be 0 or more", population);
  }
  const known = margins.map(({ population }, i) => ({ segments: sample.map((row) => row.segments[i]!), population }));
  if (known.length === 0) return undefined;
  if (known.length === 1) return postStratify(base, known[0]!);
  const raked = rake(base, known);
  return raked.status === "converged"
    ? raked.calibration
    : fail("RAKING_FAILED", "Cannot rake weights as no weights agree with all margins", raked.iterations);
}
