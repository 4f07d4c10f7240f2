import { concentration, type ConcentrationResult, gini, type GiniResult } from "customer-metrics/tiers";
import type { Comparison } from "./comparison.ts";
import { generator } from "./data.ts";

/** Concentration of values, beside what one would write by hand: sort the numbers, and make an object a point. */
export const tiersConcentration: readonly Comparison[] = [
  {
    name: "Gini and interval, 1e6 Float64",
    baseline: "toSorted((a, b) => a - b), one sum",
    limit: 0.8,
    prepare: () => {
      const column = values(1_000_000);
      const list = Array.from(column);
      return {
        ours: () => gini(column),
        baseline: () => plainGini(list),
        agree: (ours, plain) => Math.abs((ours as GiniResult).value! - (plain as number)) < 1e-9,
      };
    },
  },
  {
    name: "concentration of 1e6 Float64",
    baseline: "the same by hand: Gini, and Lorenz as objects",
    limit: 0.6,
    prepare: () => {
      const column = values(1_000_000);
      const list = Array.from(column);
      return {
        ours: () => concentration(column),
        baseline: () => [plainGini(list), plainLorenz(list).length],
        agree: (ours, plain) =>
          Math.abs((ours as ConcentrationResult).value! - (plain as readonly number[])[0]!) < 1e-9,
      };
    },
  },
];

/** Skewed: the square of a log-uniform amount in cents. */
function values(count: number): Float64Array {
  const next = generator(11);
  return Float64Array.from({ length: count }, () => Math.round(Math.exp((next() / 2 ** 24) * 12) * 100) / 100);
}

function plainGini(list: readonly number[]): number {
  const sorted = list.toSorted((left, right) => left - right);
  const n = sorted.length;
  let total = 0;
  let weighted = 0;
  for (let i = 0; i < n; i++) {
    total += sorted[i]!;
    weighted += (2 * (i + 1) - n - 1) * sorted[i]!;
  }
  return weighted / (n * total);
}

function plainLorenz(list: readonly number[]): { readonly customers: number; readonly value: number }[] {
  const sorted = list.toSorted((left, right) => left - right);
  const total = sorted.reduce((sum, value) => sum + value, 0);
  let sum = 0;
  return sorted.map((value, i) => ({ customers: (i + 1) / sorted.length, value: (sum += value) / total }));
}
