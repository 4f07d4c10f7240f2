import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { postStratify } from "../../../src/stats/calibration.ts";
import { designMean } from "../../../src/stats/design-mean.ts";
import { histogramMoments, histogramQuantile, type QuantileType } from "../../../src/stats/histogram.ts";
import { meanInterval } from "../../../src/stats/mean-interval.ts";
import { rake } from "../../../src/stats/rake.ts";
import { weightedMoments } from "../../../src/stats/weighted.ts";
import { level } from "./arbitrary-counts.ts";

const close = (got: number | null, want: number | null, scale = 1): void => {
  if (got === null || want === null) expect(got).toBe(want);
  else expect(Math.abs(got - want), `got ${got}, want ${want}`).toBeLessThanOrEqual(1e-10 * (scale + Math.abs(want)));
};

describe("a histogram", () => {
  const histogram = fc
    .array(fc.nat(9), { minLength: 1, maxLength: 11 })
    .map((counts) => ({ values: counts.map((_, index) => index), counts }));

  test("says what its data say", () => {
    fc.assert(
      fc.property(histogram, ({ values, counts }) => {
        const data = values.flatMap((value, index) => new Array<number>(counts[index]!).fill(value));
        const moments = histogramMoments(values, counts);
        expect(moments.n).toBe(data.length);
        if (data.length === 0) return;
        const mean = data.reduce((sum, x) => sum + x, 0) / data.length;
        expect(moments.mean).toBe(mean);
        expect([moments.min, moments.max]).toEqual([data[0], data.at(-1)]);
        close(
          moments.variance,
          data.length > 1 ? data.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (data.length - 1) : null,
        );
        expect(counts[moments.mode!]).toBe(Math.max(...counts));
      }),
    );
  });

  test("moves and stretches with its values", () => {
    const move = fc.record({ by: fc.integer({ min: -50, max: 50 }), times: fc.integer({ min: 1, max: 9 }) });
    fc.assert(
      fc.property(
        histogram,
        move,
        fc.double({ min: 0, max: 1, noNaN: true }),
        ({ values, counts }, { by, times }, p) => {
          const moved = values.map((value) => by + times * value);
          const [before, after] = [histogramMoments(values, counts), histogramMoments(moved, counts)];
          if (before.n === 0) return;
          close(after.mean, by + times * before.mean!);
          close(after.sd, before.sd === null ? null : times * before.sd);
          for (const type of [1, 2, 7] as const) {
            close(histogramQuantile(moved, counts, p, type), by + times * histogramQuantile(values, counts, p, type)!);
          }
        },
      ),
    );
  });

  test("has quantiles that rise, and mirror (but for type 1, which takes the lower)", () => {
    const p = fc.integer({ min: 0, max: 64 }).map((part) => part / 64);
    fc.assert(
      fc.property(histogram, p, p, fc.constantFrom<QuantileType>(1, 2, 7), ({ values, counts }, one, other, type) => {
        if (histogramMoments(values, counts).n === 0) return;
        const at = (q: number): number => histogramQuantile(values, counts, q, type)!;
        expect(at(Math.max(one, other))).toBeGreaterThanOrEqual(at(Math.min(one, other)));
        if (type === 1) return;
        const mirrored = histogramQuantile(
          values.map((value) => -value).reverse(),
          counts.toReversed(),
          1 - one,
          type,
        )!;
        close(-mirrored, at(one));
      }),
    );
  });
});

test("Student's interval is centred on the mean and widens with the level", () => {
  const sample = fc.record({
    mean: fc.integer({ min: -100, max: 100 }),
    sd: fc.integer({ min: 1, max: 50 }),
    n: fc.integer({ min: 2, max: 5000 }),
  });
  fc.assert(
    fc.property(sample, level, level, ({ mean, sd, n }, one, other) => {
      const narrow = meanInterval(mean, sd, n, Math.min(one, other));
      const wide = meanInterval(mean, sd, n, Math.max(one, other));
      close((narrow.lower + narrow.upper) / 2, mean, 100);
      expect(wide.upper - wide.lower).toBeGreaterThanOrEqual(narrow.upper - narrow.lower - 1e-9);
    }),
  );
});

describe("a weighted sample", () => {
  const observation = fc.record({
    value: fc.integer({ min: 0, max: 10 }),
    weight: fc.integer({ min: 1, max: 40 }).map((tenths) => tenths / 10),
    stratum: fc.constantFrom("a", "b"),
    cluster: fc.constantFrom("s", "t", "u"),
  });
  const sample = fc.array(observation, { minLength: 2, maxLength: 40 });
  const cell = ({ value, weight }: { value: number; weight: number }) => ({
    value,
    n: 1,
    weight,
    squaredWeight: weight * weight,
  });

  test("does not mind the unit of its weights, nor the order or the merging of its cells", () => {
    fc.assert(
      fc.property(sample, fc.integer({ min: 1, max: 1000 }), (rows, unit) => {
        const plain = weightedMoments(rows.map(cell))!;
        const merged = new Map<number, ReturnType<typeof cell>>();
        for (const row of rows.toReversed()) {
          const one = cell({ ...row, weight: row.weight * unit });
          const old = merged.get(row.value) ?? { value: row.value, n: 0, weight: 0, squaredWeight: 0 };
          merged.set(row.value, {
            value: row.value,
            n: old.n + 1,
            weight: old.weight + one.weight,
            squaredWeight: old.squaredWeight + one.squaredWeight,
          });
        }
        const other = weightedMoments([...merged.values()])!;
        for (const key of [
          "n",
          "mean",
          "variance",
          "effectiveSize",
          "weightingEffect",
          "standardErrorKish",
          "standardError",
        ] as const) {
          close(other[key], plain[key]);
        }
        if (plain.variance > 1e-9) close(other.designEffect, plain.designEffect);
      }),
    );
  });

  test("has an effective size of at most n, and of n for equal weights", () => {
    fc.assert(
      fc.property(sample, (rows) => {
        expect(weightedMoments(rows.map(cell))!.effectiveSize).toBeLessThanOrEqual(rows.length * (1 + 1e-12));
        close(weightedMoments(rows.map(({ value }) => cell({ value, weight: 3 })))!.effectiveSize, rows.length);
      }),
    );
  });

  test("of a design does not mind the order of its rows, nor the unit of its weights", () => {
    fc.assert(
      fc.property(sample, (rows) => {
        const one = designMean(rows)!;
        const other = designMean(rows.map((row) => ({ ...row, weight: row.weight * 7 })).reverse())!;
        for (const key of ["n", "mean", "variance", "standardError", "degreesOfFreedom"] as const)
          close(other[key], one[key]);
        expect(other.lonelyStrata).toEqual(one.lonelyStrata);
      }),
    );
  });

  test("without strata and clusters is the plain weighted mean", () => {
    fc.assert(
      fc.property(sample, (rows) => {
        const design = designMean(rows.map(({ value, weight }) => ({ value, weight })))!;
        const plain = weightedMoments(rows.map(cell))!;
        for (const key of ["mean", "variance", "standardError", "designEffect"] as const)
          close(design[key], plain[key]);
      }),
    );
  });

  test("raked to one margin is post-stratified, and to two agrees with both or says that it cannot", () => {
    fc.assert(
      fc.property(sample, fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 }), (rows, part, other) => {
        const weights = rows.map((row) => row.weight);
        const margin = (of: readonly string[], share: number) => {
          const seen = [...new Set(of)].sort();
          const population = Object.fromEntries(
            seen.map((name, i) => [
              name,
              seen.length === 1 ? 90 : i === 0 ? 9 * share : (90 - 9 * share) / (seen.length - 1),
            ]),
          );
          return { segments: of, population };
        };
        const strata = margin(
          rows.map((row) => row.stratum),
          part,
        );
        const clusters = margin(
          rows.map((row) => row.cluster),
          other,
        );

        const [single, plain] = [rake(weights, [strata]), postStratify(weights, strata)];
        if (single.status !== "converged") throw new Error(single.reason);
        single.calibration.weights.forEach((weight, index) => close(weight, plain.weights[index]!));
        const [raked, stratified] = [designMean(rows, single.calibration)!, designMean(rows, plain)!];
        close(raked.standardError, stratified.standardError);

        const both = rake(weights, [strata, clusters]);
        if (both.status !== "converged") return;
        for (const { segments, population } of [strata, clusters]) {
          for (const [name, total] of Object.entries(population)) {
            const got = both.calibration.weights.reduce(
              (sum, weight, index) => sum + (segments[index] === name ? weight : 0),
              0,
            );
            expect(Math.abs(got - total)).toBeLessThanOrEqual(1e-10 * total);
          }
        }
      }),
    );
  });
});
