import { fail } from "../core/metric-error.ts";
import { type Calibration, totalBySegment } from "./calibration.ts";

/** One observation of a designed sample. */
export interface DesignRow {
  readonly value: number;
  /** Inverse of the chance of being drawn, up to a factor; 1 if absent. */
  readonly weight?: number;
  /** The part of the population that it was drawn from. */
  readonly stratum?: string;
  /** What was drawn: a site, an account. The observation itself if absent. */
  readonly cluster?: string;
  /** How many clusters (or observations) the stratum has in all; drawn with replacement if absent. */
  readonly stratumPopulation?: number;
}

/** A mean with the standard error of its design. */
export interface DesignMean {
  readonly n: number;
  readonly sumWeights: number;
  readonly mean: number;
  /** Weighted population variance of the values. */
  readonly variance: number;
  /** Linearised; `null` when a stratum has one cluster, for then nothing shows how clusters differ. */
  readonly standardError: number | null;
  /** Its square over that of an equally large simple random sample with replacement. */
  readonly designEffect: number | null;
  /** Clusters less strata. */
  readonly degreesOfFreedom: number;
  /** Strata of one cluster, in order; `""` for a sample without strata. */
  readonly lonelyStrata: readonly string[];
}

/**
 * Mean of a stratified, clustered or calibrated sample, or `null` when all weight is 0.
 *
 * First-stage linearisation, as R's `survey` does by default: the influence of each observation is
 * added up by cluster, and the clusters of a stratum are compared among themselves. A cluster name is
 * local to its stratum. Of calibrated weights only what the margins do not explain counts; residuals
 * are weighted by the base weights (Deville and Särndal), for raking too, where R weights them
 * equally: the same for a sample whose base weights are equal.
 *
 * Lumley, T. (2010). Complex Surveys. Wiley. Deville, J.-C. and Särndal, C.-E. (1992). Calibration
 * estimators in survey sampling. Journal of the American Statistical Association 87, 376-382.
 *
 * @throws MetricError `LENGTH_MISMATCH` or `POPULATION_TOO_SMALL`
 */
export function designMean(rows: readonly DesignRow[], calibration?: Calibration): DesignMean | null {
  if (calibration && calibration.weights.length !== rows.length) {
    fail("LENGTH_MISMATCH", "Cannot weigh a sample as every observation needs a weight", calibration.weights.length);
  }
  const weights = calibration?.weights ?? rows.map((row) => row.weight ?? 1);
  const n = rows.length;
  const sumWeights = weights.reduce((sum, weight) => sum + weight, 0);
  if (!(sumWeights > 0)) return null;

  // Around a value of the sample: equal values then have exactly no variance.
  const origin = rows[weights.findIndex((weight) => weight > 0)]!.value;
  const mean = origin + rows.reduce((sum, row, index) => sum + weights[index]! * (row.value - origin), 0) / sumWeights;
  const deviations = rows.map((row) => row.value - mean);
  const variance =
    deviations.reduce((sum, deviation, index) => sum + weights[index]! * deviation * deviation, 0) / sumWeights;

  const residuals = calibration ? unexplained(deviations, calibration) : deviations;
  const strata = clusterTotals(
    rows,
    residuals.map((residual, index) => (weights[index]! * residual) / sumWeights),
  );
  const lonelyStrata: string[] = [];
  let varianceOfMean = 0;
  let clusters = 0;
  for (const [stratum, { totals, population }] of strata) {
    clusters += totals.size;
    const sampled = population === undefined ? 0 : totals.size / population;
    if (sampled > 1)
      fail("POPULATION_TOO_SMALL", "Cannot correct for a finite population as it must hold the sample", population);
    if (sampled === 1) continue;
    if (totals.size === 1) lonelyStrata.push(stratum);
    else varianceOfMean += (1 - sampled) * totals.size * sampleVariance([...totals.values()]);
  }
  const known = lonelyStrata.length === 0;
  return {
    n,
    sumWeights,
    mean,
    variance,
    standardError: known ? Math.sqrt(varianceOfMean) : null,
    designEffect: known && variance > 0 && n > 1 ? varianceOfMean / (variance / (n - 1)) : null,
    degreesOfFreedom: clusters - strata.size,
    lonelyStrata: lonelyStrata.sort(),
  };
}

/** What is left of `values` when the means of every margin are taken out, one after the other until nothing moves. */
function unexplained(values: readonly number[], { baseWeights, margins }: Calibration): readonly number[] {
  const scale = values.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0) * 1e-14;
  const margin = margins.map(({ segments }) => ({ segments, sizes: totalBySegment(baseWeights, segments) }));
  let residuals = values;
  for (let round = 0; round < 1000; round++) {
    let moved = 0;
    for (const { segments, sizes } of margin) {
      const totals = totalBySegment(
        residuals.map((residual, index) => baseWeights[index]! * residual),
        segments,
      );
      residuals = residuals.map((residual, index) => {
        // A segment without weight has no mean, and its residuals no weight.
        const size = sizes.get(segments[index]!)!;
        const explained = size === 0 ? 0 : totals.get(segments[index]!)! / size;
        moved = Math.max(moved, Math.abs(explained));
        return residual - explained;
      });
    }
    if (moved <= scale) break;
  }
  return residuals;
}

interface Stratum {
  readonly totals: Map<string | number, number>;
  readonly population: number | undefined;
}

function clusterTotals(rows: readonly DesignRow[], influences: readonly number[]): Map<string, Stratum> {
  const strata = new Map<string, Stratum>();
  rows.forEach((row, index) => {
    const name = row.stratum ?? "";
    const stratum = strata.get(name) ?? {
      totals: new Map<string | number, number>(),
      population: row.stratumPopulation,
    };
    const cluster = row.cluster ?? index;
    stratum.totals.set(cluster, (stratum.totals.get(cluster) ?? 0) + influences[index]!);
    strata.set(name, stratum);
  });
  return strata;
}

function sampleVariance(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
}
