import { describe, expect, test } from "vitest";
import { paretoNbdProcess } from "../../../src/clv/pareto-nbd.ts";
import { seededRandom } from "../../../src/numeric/random.ts";

const { simulate, newCustomerPurchases, countProbabilities } = paretoNbdProcess;
const cdnow = [0.55, 10.6, 0.61, 11.7];

function draws(parameters: readonly number[], until: number, customers: number, seed: number): number[][] {
  const random = seededRandom(seed);
  return Array.from({ length: customers }, () => simulate(parameters, random, until));
}

describe("simulated customers", () => {
  test("buy in (0, until], in order, and the same with the same seed", () => {
    const all = draws(cdnow, 39, 2000, 3);
    for (const times of all) {
      expect(times.every((time, i) => time > (times[i - 1] ?? 0) && time <= 39)).toBe(true);
    }
    expect(draws(cdnow, 39, 2000, 3)).toEqual(all);
    expect(draws(cdnow, 39, 2000, 4)).not.toEqual(all);
  });

  test.each([
    [cdnow, 39],
    [[3, 5, 1, 20], 30],
    [[0.2, 1, 4, 3], 10],
  ])("%j buy as often in %d as the model says", (parameters, until) => {
    const n = 40_000;
    const bought = draws(parameters, until, n, 11).map((times) => times.length);
    const mean = bought.reduce((sum, count) => sum + count, 0) / n;
    const variance = bought.reduce((sum, count) => sum + (count - mean) ** 2, 0) / n;
    expect(Math.abs(mean - newCustomerPurchases(parameters, until))).toBeLessThan(4 * Math.sqrt(variance / n));
    for (const [count, probability] of countProbabilities(parameters, until, 8).entries()) {
      const share = bought.filter((each) => each === count).length / n;
      expect(Math.abs(share - probability)).toBeLessThan(4 * Math.sqrt((probability * (1 - probability)) / n));
    }
  });

  test("buy nothing where rates are next to 0, however long they live", () => {
    expect(draws([1e-9, 1, 1e-9, 1], 1e9, 20, 1).flat()).toEqual([]);
    expect(draws([1e-9, 1, 1, 1], Infinity, 20, 1).flat()).toEqual([]);
    expect(draws(cdnow, 0, 20, 1).flat()).toEqual([]);
  });

  test("with no end to their purchases are refused", () => {
    expect(() => draws([1, 1e-9, 1, 10], 100, 1, 1)).toThrow("as they may buy at most 1e6 times");
    expect(() => draws([1, 1e-300, 1, 1e300], Infinity, 1, 1)).toThrow("as they may buy at most 1e6 times");
    expect(() => draws([1e300, 1e-300, 1, 1], 1, 1, 1)).toThrow("as they may buy at most 1e6 times");
  });
});
