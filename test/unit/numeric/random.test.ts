import { describe, expect, test } from "vitest";
import { seededRandom } from "../../../src/numeric/random.ts";

describe("seededRandom", () => {
  test.each([0.5, NaN, Infinity, 2 ** 53])("does not take %d for a seed", (seed) => {
    expect(() => seededRandom(seed)).toThrow(expect.objectContaining({ code: "SEED_NOT_INTEGER" }));
  });

  // By a second implementation, of the published C code in Python's integers.
  test.each([
    [0, [0.13587393870443443, 0.9216673093719565, 0.28481521277936905]],
    [1, [0.8717717003167349, 0.7358369465120673, 0.7334933177556829]],
    [-1, [0.020911049591886388, 0.39550266004753276, 0.9803117665684198]],
    [42, [0.6553784353498703, 0.5461771376422331, 0.8626234831689009]],
    [2 ** 53 - 1, [0.43880018088652195, 0.9259093670495007, 0.008460500150388683]],
    [-(2 ** 53) + 1, [0.10682043117981688, 0.8101697024479229, 0.0008758578557200858]],
  ])("of %d begins with %j", (seed, first) => {
    const random = seededRandom(seed);
    expect(first.map(() => random.next())).toEqual(first);
  });

  test("streams of one seed are equal and do not disturb each other", () => {
    const one = seededRandom(7);
    const other = seededRandom(7);
    one.next();
    const seconds = [one.next(), one.next()];
    other.next();
    expect([other.next(), other.next()]).toEqual(seconds);
  });

  test("is uniform, bit by bit, and not correlated with neighbours", () => {
    const random = seededRandom(20240229);
    const size = 1 << 17;
    const ones = new Array<number>(53).fill(0);
    let lagged = 0;
    let before = random.next();
    for (let i = 0; i < size; i++) {
      const x = random.next();
      let bits = BigInt(x * 2 ** 53);
      for (let bit = 0; bit < 53; bit++, bits >>= 1n) ones[bit]! += Number(bits & 1n);
      lagged += (x - 0.5) * (before - 0.5);
      before = x;
    }
    // Five standard deviations.
    for (const count of ones) expect(Math.abs(count - size / 2)).toBeLessThan(2.5 * Math.sqrt(size));
    expect(Math.abs(lagged)).toBeLessThan((5 / 12) * Math.sqrt(size));
  });

  test("neighbouring seeds have nothing in common", () => {
    const firsts = Array.from({ length: 4096 }, (_, seed) => seededRandom(seed).next());
    const mean = firsts.reduce((sum, x) => sum + x, 0) / firsts.length;
    const lagged = firsts.slice(1).reduce((sum, x, i) => sum + (x - 0.5) * (firsts[i]! - 0.5), 0);
    expect(Math.abs(mean - 0.5)).toBeLessThan(5 / Math.sqrt(12 * 4096));
    expect(Math.abs(lagged)).toBeLessThan((5 / 12) * 64);
    expect(new Set(firsts).size).toBe(4096);
  });
});
