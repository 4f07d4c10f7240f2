import { fail } from "../core/metric-error.ts";

/** How many of the population are in each segment. */
export interface Population {
  readonly [segment: string]: number;
}

/** One way of dividing the sample, and the population's division. `segments` has one entry an observation. */
export interface Margin {
  readonly segments: readonly string[];
  readonly population: Population;
}

/** Weights made to agree with a population, and the divisions in which they agree. */
export interface Calibration {
  /** The weights that the sample had before, one an observation. */
  readonly baseWeights: readonly number[];
  readonly weights: readonly number[];
  readonly margins: readonly Margin[];
}

/**
 * Scales the weights of each segment to its part of the population.
 *
 * @throws MetricError `LENGTH_MISMATCH`, `SEGMENT_NOT_IN_POPULATION`, `SEGMENT_NOT_IN_SAMPLE`
 */
export function postStratify(baseWeights: readonly number[], margin: Margin): Calibration {
  checkMargin(baseWeights, margin);
  return { baseWeights, weights: scaleToMargin(baseWeights, margin), margins: [margin] };
}

/** The weights, scaled so that the total of each segment is its population. */
export function scaleToMargin(weights: readonly number[], { segments, population }: Margin): number[] {
  const totals = totalBySegment(weights, segments);
  return weights.map((weight, index) => {
    const segment = segments[index]!;
    return weight === 0 ? 0 : weight * (population[segment]! / totals.get(segment)!);
  });
}

/** The sum of weights of each segment. */
export function totalBySegment(weights: readonly number[], segments: readonly string[]): Map<string, number> {
  const totals = new Map<string, number>();
  weights.forEach((weight, index) => {
    totals.set(segments[index]!, (totals.get(segments[index]!) ?? 0) + weight);
  });
  return totals;
}

/** Throws unless sample and population have the same segments, each with some weight. */
export function checkMargin(weights: readonly number[], { segments, population }: Margin): void {
  if (segments.length !== weights.length) {
    fail("LENGTH_MISMATCH", "Cannot calibrate weights as every observation needs a segment", segments.length);
  }
  const totals = totalBySegment(weights, segments);
  for (const segment of totals.keys()) {
    if (!Object.hasOwn(population, segment)) {
      fail(
        "SEGMENT_NOT_IN_POPULATION",
        "Cannot calibrate weights as the population must have every segment of the sample",
        segment,
      );
    }
  }
  for (const segment of Object.keys(population)) {
    if (population[segment]! > 0 && !(totals.get(segment)! > 0)) {
      fail(
        "SEGMENT_NOT_IN_SAMPLE",
        "Cannot calibrate weights as the sample must have every segment of the population",
        segment,
      );
    }
  }
}
