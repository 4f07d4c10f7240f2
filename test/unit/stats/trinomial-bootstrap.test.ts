import { describe, expect, test } from "vitest";
import type { TrinomialCounts } from "../../../src/stats/trinomial.ts";
import { trinomialBootstrap, trinomialBootstrapExact } from "../../../src/stats/trinomial-bootstrap.ts";
import { expectClose, oracleCases } from "./support.ts";

/** The same limits from the whole coefficients of (down + middle x + up x^2)^n, in integers of any size. */
function limitsInIntegers({ up, middle, down }: TrinomialCounts, level: number): [number, number] {
  const n = up + middle + down;
  let power = [1n];
  for (let factor = 0; factor < n; factor++) {
    const next = new Array<bigint>(power.length + 2).fill(0n);
    power.forEach((coefficient, degree) => {
      [down, middle, up].forEach((count, step) => {
        next[degree + step]! += coefficient * BigInt(count);
      });
    });
    power = next;
  }
  const scale = 10n ** 12n;
  const tail = BigInt(Math.round(((1 - level) / 2) * 1e12));
  const total = BigInt(n) ** BigInt(n);
  let reached = 0n;
  let lower: number | undefined;
  let upper: number | undefined;
  power.forEach((coefficient, degree) => {
    reached += coefficient;
    if (reached * scale >= tail * total) lower ??= degree - n;
    if (reached * scale >= (scale - tail) * total) upper ??= degree - n;
  });
  return [lower!, upper!];
}

function limits(counts: TrinomialCounts, level: number): [number, number] {
  const n = counts.up + counts.middle + counts.down;
  const { lower, upper } = trinomialBootstrapExact(counts, level);
  return [Math.round(lower * n), Math.round(upper * n)];
}

describe("trinomialBootstrapExact", () => {
  test("equal answers never differ in a resample", () => {
    const always = { mean: 1, standardError: 0, lower: 1, upper: 1 };
    expect(trinomialBootstrapExact({ up: 10, middle: 0, down: 0 }, 0.95)).toEqual(always);
    expect(trinomialBootstrapExact({ up: 0, middle: 3, down: 0 }, 0.95)).toEqual({
      ...always,
      mean: 0,
      lower: 0,
      upper: 0,
    });
  });

  test("a tail met exactly is reached: two answers, one up and one down, at level 0.5", () => {
    // P(-1) = 1/4, P(0) = 1/2, P(1) = 1/4; the distribution function meets 1/4 and 3/4.
    expect(limits({ up: 1, middle: 0, down: 1 }, 0.5)).toEqual([-2, 0]);
  });

  test("every sample of up to nine, against integers", () => {
    for (let n = 1; n <= 9; n++) {
      for (let up = 0; up <= n; up++) {
        for (let down = 0; down <= n - up; down++) {
          const counts = { up, middle: n - up - down, down };
          for (const level of [0.5, 0.9, 0.95, 0.999]) {
            expect(limits(counts, level), JSON.stringify({ counts, level })).toEqual(limitsInIntegers(counts, level));
          }
        }
      }
    }
  });

  test.each([
    { up: 60, middle: 0, down: 41 },
    { up: 100, middle: 0, down: 100 },
    { up: 199, middle: 1, down: 50 },
    { up: 200, middle: 5, down: 1 },
    { up: 1, middle: 200, down: 2 },
    { up: 0, middle: 2, down: 150 },
    { up: 80, middle: 60, down: 70 },
  ])("$up up, $middle in the middle, $down down, against integers", (counts) => {
    for (const level of [0.8, 0.95, 0.9999]) expect(limits(counts, level)).toEqual(limitsInIntegers(counts, level));
  });

  test("1e12 answers: the normal limits to a lattice step, and parity where nobody is in the middle", () => {
    const big = trinomialBootstrapExact({ up: 5e11, middle: 3e11, down: 2e11 }, 0.95);
    expectClose(big.lower, 0.3 - 1.959963984540054 * big.standardError, { rel: 0, abs: 2e-12 });
    expectClose(big.upper, 0.3 + 1.959963984540054 * big.standardError, { rel: 0, abs: 2e-12 });
    expect(limits({ up: 5e8, middle: 0, down: 5e8 }, 0.95)).toEqual([-61_980, 61_980]);
  });

  test("1e9 answers of which two are rare: the limits of a difference of Poisson counts", () => {
    expect(limits({ up: 1, middle: 1e9, down: 1 }, 0.95)).toEqual([-3, 3]);
  });

  test("two of ten down, five up", () => {
    const { mean, standardError, lower, upper } = trinomialBootstrapExact({ up: 5, middle: 3, down: 2 }, 0.95);
    expect([mean, lower, upper]).toEqual([0.3, -0.2, 0.8]);
    expectClose(standardError, 0.24698178070456937, { rel: 1e-14, abs: 0 });
  });

  interface Inputs {
    readonly detractors: number;
    readonly passives: number;
    readonly promoters: number;
  }
  test.each(oracleCases<Inputs, Record<string, number>>("nps-bootstrap-exact"))(
    "known answer $id",
    ({ inputs, expected, tolerance }) => {
      const counts = { up: inputs.promoters, middle: inputs.passives, down: inputs.detractors };
      const at95 = trinomialBootstrapExact(counts, 0.95);
      const at90 = trinomialBootstrapExact(counts, 0.9);
      expectClose(100 * at95.mean, expected["bootstrapMean"]!, tolerance, "mean");
      expectClose(100 * at95.standardError, expected["bootstrapStandardError"]!, tolerance, "standard error");
      expectClose(100 * at95.lower, expected["lower95"]!, tolerance, "lower 95");
      expectClose(100 * at95.upper, expected["upper95"]!, tolerance, "upper 95");
      expectClose(100 * at90.lower, expected["lower90"]!, tolerance, "lower 90");
      expectClose(100 * at90.upper, expected["upper90"]!, tolerance, "upper 90");
    },
  );
});

describe("trinomialBootstrap", () => {
  const counts = { up: 15, middle: 14, down: 7 };

  test("the same seed draws the same, another one does not", () => {
    const draws = { seed: 20_240_229, replicates: 1000 };
    expect(trinomialBootstrap(counts, 0.95, draws)).toEqual(trinomialBootstrap(counts, 0.95, draws));
    expect(trinomialBootstrap(counts, 0.95, draws)).not.toEqual(
      trinomialBootstrap(counts, 0.95, { ...draws, seed: 1 }),
    );
  });

  test("one replicate is its own mean and both limits", () => {
    const { mean, standardError, lower, upper } = trinomialBootstrap(counts, 0.95, { seed: 1, replicates: 1 });
    expect([lower, upper, standardError]).toEqual([mean, mean, 0]);
  });

  test("equal answers never differ", () => {
    const always = { mean: -1, standardError: 0, lower: -1, upper: -1 };
    expect(trinomialBootstrap({ up: 0, middle: 0, down: 5 }, 0.95, { seed: 1, replicates: 100 })).toEqual(always);
  });

  test("1e5 draws of 1e9 observations come near the exact figures", () => {
    const large = { up: 4e8, middle: 3e8, down: 3e8 };
    const exactly = trinomialBootstrapExact(large, 0.95);
    const drawn = trinomialBootstrap(large, 0.95, { seed: 7, replicates: 100_000 });
    const sd = exactly.standardError;
    expect(Math.abs(drawn.mean - exactly.mean)).toBeLessThan(5 * sd * Math.sqrt(1 / 1e5));
    expect(Math.abs(drawn.standardError - sd)).toBeLessThan(5 * sd * Math.sqrt(0.5 / 1e5));
    // Standard error of a quantile: sqrt(0.025 0.975 / B) over the normal density there, 0.0584.
    for (const end of ["lower", "upper"] as const) {
      expect(Math.abs(drawn[end] - exactly[end])).toBeLessThan((5 * sd * Math.sqrt((0.025 * 0.975) / 1e5)) / 0.0584);
    }
  });
});
