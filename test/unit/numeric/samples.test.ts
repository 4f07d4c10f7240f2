import { describe, expect, test } from "vitest";
import { chiSquareSurvival } from "../../../src/numeric/chi-square.ts";
import { exactSum } from "../../../src/numeric/exact-sum.ts";
import { betaI } from "../../../src/numeric/incomplete-beta.ts";
import { gammaP, gammaQ } from "../../../src/numeric/incomplete-gamma.ts";
import { normalCdf } from "../../../src/numeric/normal.ts";
import { type Random, seededRandom } from "../../../src/numeric/random.ts";
import { sampleBeta, sampleGamma, sampleNormal } from "../../../src/numeric/sample-continuous.ts";
import { sampleBinomial, sampleMultinomial, samplePoisson } from "../../../src/numeric/sample-counts.ts";

const size = 40000;
const draws = (draw: (random: Random) => number): number[] => {
  const random = seededRandom(123456789);
  return Array.from({ length: size }, () => draw(random));
};

/** P value of a chi-square test that the shares of the draws below each edge are what the distribution says. */
function fit(values: readonly number[], cdf: (x: number) => number, edges: readonly number[]): number {
  const bounds = [...edges, Infinity];
  const sorted = [...values].sort((x, y) => x - y);
  let statistic = 0;
  let below = 0;
  let cells = 0;
  let seen = 0;
  for (const edge of bounds) {
    const upTo = edge === Infinity ? 1 : cdf(edge);
    const expected = size * (upTo - below);
    if (expected < 20 && edge !== Infinity) continue;
    let count = seen;
    while (count < size && sorted[count]! <= edge) count++;
    if (expected > 0) {
      statistic += (count - seen - expected) ** 2 / expected;
      cells++;
    }
    below = upTo;
    seen = count;
  }
  return chiSquareSurvival(statistic, cells - 1);
}

const quantileEdges = (values: readonly number[]): number[] => {
  const sorted = [...values].sort((x, y) => x - y);
  return Array.from({ length: 39 }, (_, i) => sorted[(i + 1) * 1000]!).filter(
    (x, i, all) => i === 0 || x > all[i - 1]!,
  );
};

describe("continuous numbers follow their distribution", () => {
  test("normal", () => {
    const edges = Array.from({ length: 41 }, (_, i) => (i - 20) / 6);
    expect(fit(draws(sampleNormal), normalCdf, edges)).toBeGreaterThan(1e-3);
  });
  test.each([0.05, 0.5, 1, 1.5, 30, 1e6, 1e12])("gamma of %d", (shape) => {
    const edges = quantileEdges(draws((random) => sampleGamma(random, shape)));
    // Other draws than those the edges are made of.
    const other = seededRandom(1);
    const values = Array.from({ length: size }, () => sampleGamma(other, shape));
    expect(fit(values, (x) => gammaP(shape, x), edges)).toBeGreaterThan(1e-3);
  });
  test.each([
    [0.01, 0.02],
    [0.5, 3],
    [4, 2],
    [1e8, 3e8],
  ])("beta of %d and %d", (a, b) => {
    const edges = quantileEdges(draws((random) => sampleBeta(random, a, b))).filter((x) => x > 0 && x < 1);
    const other = seededRandom(2);
    const values = Array.from({ length: size }, () => sampleBeta(other, a, b));
    expect(fit(values, (x) => betaI(x, a, b), edges)).toBeGreaterThan(1e-3);
  });
});

describe("counts follow their distribution", () => {
  test.each([
    [1, 0.3],
    [10, 0.5],
    [25, 0.39],
    [25, 0.41],
    [40, 0.9],
    [1000, 0.02],
    [10000, 0.3],
    [1e12, 3e-11],
  ])("binomial of %d and %d", (n, p) => {
    const mean = n * p;
    const deviation = Math.sqrt(mean * (1 - p));
    const edges = Array.from({ length: 81 }, (_, i) => Math.floor(mean + ((i - 40) / 10) * deviation)).filter(
      (x, i, all) => x >= 0 && x < n && (i === 0 || x > all[i - 1]!),
    );
    const values = draws((random) => sampleBinomial(random, n, p));
    expect(Math.min(...values)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...values)).toBeLessThanOrEqual(n);
    expect(fit(values, (x) => betaI(1 - p, n - x, x + 1), edges)).toBeGreaterThan(1e-3);
  });

  test.each([0.3, 9.9, 10, 47, 1e5])("Poisson of %d", (mean) => {
    const edges = Array.from({ length: 81 }, (_, i) => Math.floor(mean + ((i - 40) / 10) * Math.sqrt(mean))).filter(
      (x, i, all) => x >= 0 && (i === 0 || x > all[i - 1]!),
    );
    const values = draws((random) => samplePoisson(random, mean));
    expect(fit(values, (x) => gammaQ(x + 1, mean), edges)).toBeGreaterThan(1e-3);
  });

  test("binomials of 2^53 - 1 keep mean and variance", () => {
    const n = 2 ** 53 - 1;
    const values = draws((random) => (sampleBinomial(random, n, 0.3) - n * 0.3) / Math.sqrt(n * 0.21));
    expect(Math.abs(exactSum(values) / size)).toBeLessThan(5 / Math.sqrt(size));
    expect(Math.abs(exactSum(values.map((x) => x * x)) / size - 1)).toBeLessThan(5 * Math.sqrt(2 / size));
  });
});

describe("edges", () => {
  const random = seededRandom(3);
  test("shapes and means that there are not", () => {
    for (const shape of [0, -1, NaN, Infinity]) {
      expect(sampleGamma(random, shape)).toBeNaN();
      expect(sampleBeta(random, shape, 1)).toBeNaN();
      expect(sampleBeta(random, 1, shape)).toBeNaN();
    }
    for (const [n, p] of [
      [-1, 0.5],
      [0.5, 0.5],
      [2 ** 53, 0.5],
      [3, -0.1],
      [3, 1.1],
      [3, NaN],
    ] as const) {
      expect(sampleBinomial(random, n, p)).toBeNaN();
    }
    for (const mean of [-1, NaN, Infinity]) expect(samplePoisson(random, mean)).toBeNaN();
  });
  test("certain outcomes", () => {
    expect(sampleBinomial(random, 0, 0.3)).toBe(0);
    expect(sampleBinomial(random, 1e15, 0)).toBe(0);
    expect(sampleBinomial(random, 1e15, 1)).toBe(1e15);
    expect(samplePoisson(random, 0)).toBe(0);
    expect(sampleMultinomial(random, 5, [0, 3, 0])).toEqual([0, 5, 0]);
    expect(sampleMultinomial(random, 0, [1, 2])).toEqual([0, 0]);
    expect(sampleMultinomial(random, 5, [])).toEqual([]);
  });
  test("tiny shapes", () => {
    expect(sampleGamma(random, 1e-6)).toBeLessThan(1e-300);
    for (let i = 0; i < 100; i++) expect([0, 1]).toContain(sampleBeta(random, 1e-9, 1e-9));
  });
  test("weights without a positive one have no multinomial", () => {
    expect(sampleMultinomial(random, 5, [0, 0])).toEqual([NaN, NaN]);
    expect(sampleMultinomial(random, 5, [1, -1])).toEqual([NaN, NaN]);
    expect(sampleMultinomial(random, 5, [1, NaN])).toEqual([NaN, NaN]);
  });
  test("a multinomial keeps its total and its shares", () => {
    const totals = [0, 0, 0];
    for (let i = 0; i < 2000; i++) {
      const counts = sampleMultinomial(random, 1000, [5, 3, 2]);
      expect(counts.reduce((sum, count) => sum + count, 0)).toBe(1000);
      counts.forEach((count, j) => (totals[j]! += count));
    }
    [0.5, 0.3, 0.2].forEach((share, j) => {
      expect(Math.abs(totals[j]! / 2e6 - share)).toBeLessThan(5 * Math.sqrt((share * (1 - share)) / 2e6));
    });
  });
});
