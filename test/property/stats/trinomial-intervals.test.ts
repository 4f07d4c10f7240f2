import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { sampleGamma } from "../../../src/numeric/sample-continuous.ts";
import { seededRandom } from "../../../src/numeric/random.ts";
import type { Bounds } from "../../../src/stats/bounds.ts";
import { type TrinomialCounts, trinomialMoments, trinomialWald } from "../../../src/stats/trinomial.ts";
import { trinomialBootstrap, trinomialBootstrapExact } from "../../../src/stats/trinomial-bootstrap.ts";
import { trinomialPosterior } from "../../../src/stats/trinomial-posterior.ts";
import { trinomialPosteriorCdf } from "../../../src/stats/trinomial-posterior-cdf.ts";
import { trinomialScoreInterval } from "../../../src/stats/trinomial-score.ts";
import { level, swapped, trinomialCounts } from "./arbitrary-counts.ts";

const uniform = { up: 1, middle: 1, down: 1 };
const methods: { readonly [name: string]: (counts: TrinomialCounts, level: number) => Bounds } = {
  wald: ({ up, middle, down }, at) => {
    const [, , lower, upper] = trinomialWald(up, middle, down, at);
    return { lower, upper };
  },
  score: (counts, at) => trinomialScoreInterval(counts, at)!,
  bayes: (counts, at) => trinomialPosterior(counts, uniform, at),
  bootstrap: trinomialBootstrapExact,
};
const rounding = 1e-11;

describe.each(Object.keys(methods))("%s", (name) => {
  const interval = methods[name]!;
  const runs = { numRuns: name === "bayes" ? 60 : 300 };

  test("contains what was observed (the mean of its posterior, at a level of four fifths)", () => {
    fc.assert(
      fc.property(trinomialCounts, level, (counts, any) => {
        const at = name === "bayes" || name === "bootstrap" ? Math.max(any, 0.8) : any;
        const { lower, upper } = interval(counts, at);
        const { difference } =
          name === "bayes" ? { difference: trinomialPosterior(counts, uniform, at).mean } : trinomialMoments(counts);
        expect(lower).toBeLessThanOrEqual(difference + rounding);
        expect(upper).toBeGreaterThanOrEqual(difference - rounding);
      }),
      runs,
    );
  });

  test("widens with the level", () => {
    fc.assert(
      fc.property(trinomialCounts, level, level, (counts, one, other) => {
        const narrow = interval(counts, Math.min(one, other));
        const wide = interval(counts, Math.max(one, other));
        expect(wide.lower).toBeLessThanOrEqual(narrow.lower + rounding);
        expect(wide.upper).toBeGreaterThanOrEqual(narrow.upper - rounding);
      }),
      runs,
    );
  });

  test("swaps and negates its ends when up and down are swapped", () => {
    fc.assert(
      fc.property(trinomialCounts, level, (counts, at) => {
        const { lower, upper } = interval(counts, at);
        const mirror = interval(swapped(counts), at);
        // A lattice limit is the smallest value that reaches its probability: from the other side it is at most a step off.
        const step = name === "bootstrap" ? 2 / (counts.up + counts.middle + counts.down) : 0;
        expect(Math.abs(lower + mirror.upper)).toBeLessThanOrEqual(step + rounding);
        expect(Math.abs(upper + mirror.lower)).toBeLessThanOrEqual(step + rounding);
      }),
      runs,
    );
  });

  test("stays within [-1, 1] (Wald: no further out than its margin)", () => {
    fc.assert(
      fc.property(trinomialCounts, level, (counts, at) => {
        const { lower, upper } = interval(counts, at);
        const room = name === "wald" ? upper - lower : 0;
        expect(lower).toBeGreaterThanOrEqual(-1 - room);
        expect(upper).toBeLessThanOrEqual(1 + room);
      }),
      runs,
    );
  });

  test("narrows with the square root of the counts", () => {
    const counts = { up: 50, middle: 30, down: 20 };
    const many = { up: 50e4, middle: 30e4, down: 20e4 };
    const [few, lots] = [interval(counts, 0.95), interval(many, 0.95)];
    const ratio = (few.upper - few.lower) / (lots.upper - lots.lower);
    // The bootstrap's limits move by lattice steps, of which the narrow interval has thirty.
    expect(ratio).toBeGreaterThan(94);
    expect(ratio).toBeLessThan(106);
  });
});

test("draws come within two lattice steps of the exact bootstrap", () => {
  const few = fc
    .record({ up: fc.nat(30), middle: fc.nat(30), down: fc.nat(30) })
    .filter(({ up, middle, down }) => up + middle + down > 0);
  fc.assert(
    fc.property(few, fc.constantFrom(0.8, 0.9, 0.95), fc.integer(), (counts, at, seed) => {
      const n = counts.up + counts.middle + counts.down;
      const exact = trinomialBootstrapExact(counts, at);
      const drawn = trinomialBootstrap(counts, at, { seed, replicates: 20_000 });
      expect(Math.abs(drawn.lower - exact.lower) * n).toBeLessThan(2.001);
      expect(Math.abs(drawn.upper - exact.upper) * n).toBeLessThan(2.001);
      expect(Math.abs(drawn.mean - exact.mean)).toBeLessThanOrEqual(
        (6 * exact.standardError) / Math.sqrt(20_000) + 1e-12,
      );
    }),
    { numRuns: 25 },
  );
});

test("the posterior is that of Dirichlet draws", () => {
  const shapes = [
    { up: 1, middle: 1, down: 1 },
    { up: 15.75, middle: 15.5, down: 7.75 },
    { up: 0.5, middle: 3.5, down: 0.5 },
    { up: 30.5, middle: 0.5, down: 0.5 },
    { up: 21, middle: 120, down: 40 },
  ];
  const draws = 40_000;
  for (const [seed, shape] of shapes.entries()) {
    const random = seededRandom(seed);
    const probabilities = Array.from({ length: draws }, () => {
      const [up, middle, down] = [
        sampleGamma(random, shape.up),
        sampleGamma(random, shape.middle),
        sampleGamma(random, shape.down),
      ];
      return (up - down) / (up + middle + down);
    });
    probabilities.sort((left, right) => left - right);
    const { lower, upper } = trinomialPosterior(shape, { up: 0, middle: 0, down: 0 }, 0.9);
    for (const [p, limit] of [
      [0.05, lower],
      [0.95, upper],
    ] as const) {
      const below = probabilities.findIndex((difference) => difference > limit);
      expect(Math.abs((below < 0 ? draws : below) / draws - p)).toBeLessThan(5 * Math.sqrt((0.05 * 0.95) / draws));
    }
    const quarter = probabilities[draws / 4]!;
    expect(Math.abs(trinomialPosteriorCdf(shape, quarter) - 0.25)).toBeLessThan(5 * Math.sqrt((0.25 * 0.75) / draws));
  }
});

test("the posterior's distribution function rises from 0 to 1, and mirrors", () => {
  const parameter = fc.oneof(
    fc.double({ min: 0.03, max: 3, noNaN: true }),
    fc.double({ min: 3, max: 3000, noNaN: true }),
  );
  const shape = fc.record({ up: parameter, middle: parameter, down: parameter });
  const difference = fc.integer({ min: -1000, max: 1000 }).map((part) => part / 1000);
  fc.assert(
    fc.property(shape, difference, difference, (of, one, other) => {
      const low = trinomialPosteriorCdf(of, Math.min(one, other));
      const high = trinomialPosteriorCdf(of, Math.max(one, other));
      expect(low).toBeGreaterThanOrEqual(0);
      expect(high).toBeLessThanOrEqual(1 + 1e-10);
      expect(high).toBeGreaterThanOrEqual(low - 1e-10);
      expect(Math.abs(low + trinomialPosteriorCdf(swapped(of), -Math.min(one, other)) - 1)).toBeLessThan(1e-10);
    }),
    { numRuns: 300 },
  );
});
