import type { SurvivalCounts } from "./survival-counts.ts";
import type { CountedTimes } from "./survival-times.ts";

/** Sums over times and strata, by group. */
export interface GroupComparison {
  readonly n: number[];
  readonly events: number[];
  readonly observed: number[];
  readonly expected: number[];
  /** Covariance of observed less expected. */
  readonly variance: number[][];
}

/** No groups compared yet. */
export function emptyComparison(groups: number): GroupComparison {
  const zeros = (): number[] => new Array<number>(groups).fill(0);
  return { n: zeros(), events: zeros(), observed: zeros(), expected: zeros(), variance: zeros().map(zeros) };
}

/** Adds the comparison of the groups of one stratum to `sums`; `axis` holds every time at which anything happens. */
export function compareGroups(
  sums: GroupComparison,
  groups: readonly SurvivalCounts[],
  axis: Float64Array,
  rho: number,
): void {
  const weights = rho === 0 ? null : weightsOf(groups, axis, rho);
  sweep(groups, axis, (at, gone, left, under) => {
    let [events, atRisk] = [0, 0];
    for (let a = 0; a < groups.length; a += 1) {
      sums.n[a] += gone[a] + left[a];
      sums.events[a] += gone[a];
      events += gone[a];
      atRisk += under[a];
    }
    if (events === 0) return;
    const weight = weights === null ? 1 : weights[at];
    // The one who is left alone leaves nothing to chance.
    const spread = atRisk > 1 ? (((weight * weight * events) / atRisk / atRisk) * (atRisk - events)) / (atRisk - 1) : 0;
    for (let a = 0; a < groups.length; a += 1) {
      if (under[a] === 0) continue;
      sums.observed[a] += weight * gone[a];
      sums.expected[a] += weight * events * (under[a] / atRisk);
      const row = sums.variance[a];
      row[a] += spread * under[a] * (atRisk - under[a]);
      for (let b = a + 1; b < groups.length; b += 1) {
        const shared = spread * under[a] * under[b];
        row[b] -= shared;
        sums.variance[b][a] -= shared;
      }
    }
  });
}

/** S(t-)^rho, with S the survival of all groups together. */
function weightsOf(groups: readonly SurvivalCounts[], axis: Float64Array, rho: number): Float64Array {
  const ratio = new Float64Array(axis.length);
  const sum = (values: Float64Array): number => values.reduce((total, value) => total + value, 0);
  sweep(groups, axis, (at, gone, _, under) => {
    const atRisk = sum(under);
    ratio[at] = atRisk > 0 ? 1 - sum(gone) / atRisk : 1;
  });
  let survival = 1;
  return ratio.map((factor) => {
    const before = survival;
    survival *= factor;
    return before ** rho;
  });
}

/**
 * Visits the times from the last to the first, with who leaves then, by event and censored, and who is at risk, by group.
 * Backwards, so that those at risk are a sum of those who leave later, and no table a group is needed.
 */
function sweep(
  groups: readonly SurvivalCounts[],
  axis: Float64Array,
  visit: (at: number, gone: Float64Array, left: Float64Array, under: Float64Array) => void,
): void {
  const [gone, left, under] = [
    new Float64Array(groups.length),
    new Float64Array(groups.length),
    new Float64Array(groups.length),
  ];
  const takers = groups.map(({ events, censored, entered }) => ({
    events: events.map(takeFrom),
    censored: takeFrom(censored),
    entered: takeFrom(entered),
  }));
  for (let at = axis.length - 1; at >= 0; at -= 1) {
    for (let group = 0; group < groups.length; group += 1) {
      const { events, censored, entered } = takers[group];
      gone[group] = 0;
      for (const take of events) gone[group] += take(axis[at]);
      left[group] = censored(axis[at]);
      // Sums of fractions may be a rounding off; those who leave were there.
      under[group] = Math.max(gone[group] + left[group], under[group] + gone[group] + left[group] - entered(axis[at]));
    }
    visit(at, gone, left, under);
  }
}

/** Counts what has not been counted yet, from a time on. */
function takeFrom({ time, count }: CountedTimes): (from: number) => number {
  let next = time.length - 1;
  return (from) => {
    let sum = 0;
    while (next >= 0 && time[next] >= from) sum += count[next--];
    return sum;
  };
}
