import type { LifeTableCounts } from "./churn-rate-counts.ts";

/** An instant at which customers left. */
export interface ChurnInstant {
  readonly at: number;
  readonly churned: number;
  /** Customers just before; who came at that very instant is not yet among them. */
  readonly atRisk: number;
  /** The share that is still there just before, of those who were there or came. */
  readonly survival: number;
}

/** Every instant of churn with those who could have left, of ascending instants of coming and leaving. */
export function churnInstants(gained: Float64Array, lost: Float64Array, opening: number): ChurnInstant[] {
  const instants: ChurnInstant[] = [];
  let survival = 1;
  let joined = 0;
  let left = 0;
  while (left < lost.length) {
    const at = lost[left]!;
    while (joined < gained.length && gained[joined]! < at) joined++;
    const atRisk = opening + joined - left;
    const before = left;
    while (left < lost.length && lost[left] === at) left++;
    const churned = left - before;
    instants.push({ at, churned, atRisk, survival });
    survival *= (atRisk - churned) / atRisk;
  }
  return instants;
}

/** The product-limit estimate over the instants of churn, with delayed entry. */
export function lifeTable(gained: Float64Array, lost: Float64Array, opening: number): LifeTableCounts {
  // The probability adds up, as 1 - survival would lose the digits of a small one.
  let probability = 0;
  let greenwood: number | null = 0;
  for (const { churned, atRisk, survival } of churnInstants(gained, lost, opening)) {
    if (survival > 0 && churned === atRisk) return { probability: 1, greenwood: null };
    probability += survival * (churned / atRisk);
    greenwood += churned / (atRisk * (atRisk - churned));
  }
  return { probability: opening + gained.length === 0 ? null : Math.min(1, probability), greenwood };
}

/** The part of ascending instants in [start, end). */
export function between(instants: Float64Array, start: number, end: number): Float64Array {
  return instants.subarray(firstFrom(instants, start), firstFrom(instants, end));
}

function firstFrom(instants: Float64Array, instant: number): number {
  let low = 0;
  let high = instants.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (instants[middle]! < instant) low = middle + 1;
    else high = middle;
  }
  return low;
}
