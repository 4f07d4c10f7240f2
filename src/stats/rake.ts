import { fail } from "../core/metric-error.ts";
import { type Calibration, checkMargin, type Margin, scaleToMargin, totalBySegment } from "./calibration.ts";

/** Weights that agree with every margin, or the reason why none were found. */
export type Raking =
  | { readonly status: "converged"; readonly calibration: Calibration; readonly iterations: number }
  | { readonly status: "failed"; readonly reason: "margins-not-reached"; readonly iterations: number };

/**
 * Scales weights to one margin after the other until every total is its population's to 1e-12.
 *
 * Deming, W. E. and Stephan, F. F. (1940). On a least squares adjustment of a sampled frequency table
 * when the expected marginal totals are known. Annals of Mathematical Statistics 11, 427-444.
 *
 * @throws MetricError `LENGTH_MISMATCH`, `SEGMENT_NOT_IN_POPULATION`, `SEGMENT_NOT_IN_SAMPLE`, or
 * `POPULATION_TOTALS_DIFFER`: no weights can add up to two totals
 */
export function rake(baseWeights: readonly number[], margins: readonly Margin[], maxIterations: number = 1000): Raking {
  for (const margin of margins) checkMargin(baseWeights, margin);
  checkTotals(margins);

  let weights = baseWeights;
  for (let iterations = 0; iterations <= maxIterations; iterations++) {
    if (margins.every((margin) => agrees(weights, margin))) {
      return { status: "converged", calibration: { baseWeights, weights, margins }, iterations };
    }
    for (const margin of margins) weights = scaleToMargin(weights, margin);
  }
  return { status: "failed", reason: "margins-not-reached", iterations: maxIterations };
}

function agrees(weights: readonly number[], { segments, population }: Margin): boolean {
  for (const [segment, total] of totalBySegment(weights, segments)) {
    if (Math.abs(total - population[segment]!) > 1e-12 * population[segment]!) return false;
  }
  return true;
}

function checkTotals(margins: readonly Margin[]): void {
  const totals = margins.map(({ population }) => Object.values(population).reduce((sum, count) => sum + count, 0));
  for (const total of totals) {
    if (Math.abs(total - totals[0]!) > 1e-9 * totals[0]!) {
      fail("POPULATION_TOTALS_DIFFER", "Cannot rake weights as all margins must add up to one population", totals);
    }
  }
}
