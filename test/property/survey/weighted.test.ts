import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { csat } from "../../../src/survey/csat.ts";
import { designedNps } from "../../../src/survey/designed-nps.ts";
import { nps } from "../../../src/survey/nps.ts";
import { npsMoments } from "../../../src/survey/nps-statistics.ts";
import { weightedCsat } from "../../../src/survey/weighted-csat.ts";
import { weightedNps } from "../../../src/survey/weighted-nps.ts";
import { tallyWeightedScores } from "../../../src/survey/weighted-scores.ts";
import { notPlainJson } from "../../support/plain-json.ts";
import { cell, cells, level, reasons, total, weightedCells } from "./arbitrary-answers.ts";

const columns = (rows: readonly { cell: unknown; weight: number }[]) => ({
  answers: rows.map((row) => row.cell as number),
  weights: rows.map((row) => row.weight),
});

/** Equal but for rounding, or both unknown. */
const close = (got: number | null, want: number | null): void => {
  if (got === null || want === null) expect(got).toBe(want);
  else expect(Math.abs(got - want), `${got}, not ${want}`).toBeLessThanOrEqual(1e-9 * (1 + Math.abs(want)));
};

describe("weighted figures", () => {
  test("count every answer once, in plain JSON, within their range", () => {
    fc.assert(
      fc.property(
        weightedCells,
        level,
        fc.constantFrom("linearised" as const, "adjusted-wald" as const, "none" as const),
        (rows, at, interval) => {
          const { answers, weights } = columns(rows);
          const state = tallyWeightedScores(answers, { scale: "0-10", weights });
          expect(total(state.counts) + total(state.leftOut)).toBe(rows.length);
          const result = weightedNps(answers, { weights, level: at, interval });
          expect(notPlainJson(result)).toEqual([]);
          expect(result.n + total(result.leftOut)).toBe(rows.length);
          expect(reasons(result.notes).length > 0).toBe(result.interval === null);
          if (result.value === null) return;
          expect(Math.abs(result.value)).toBeLessThanOrEqual(100 * (1 + 1e-12));
          expect(result.promoterShare! + result.passiveShare! + result.detractorShare!).toBeCloseTo(1, 12);
          expect(result.effectiveSize).toBeLessThanOrEqual(result.n * (1 + 1e-12));
          if (result.interval)
            expect(
              -100 <= result.interval.lower &&
                result.interval.lower <= result.interval.upper &&
                result.interval.upper <= 100,
            ).toBe(true);
          // Adjusted Wald leans towards 0; Student's t is around the score, and cut only beyond it.
          if (interval === "linearised" && result.interval) {
            expect(result.interval.lower <= result.value + 1e-9 && result.value - 1e-9 <= result.interval.upper).toBe(
              true,
            );
          }
        },
      ),
    );
  });

  test("csat too, by each of its intervals", () => {
    fc.assert(
      fc.property(
        weightedCells,
        level,
        fc.constantFrom(
          "wilson" as const,
          "logit" as const,
          "beta" as const,
          "arcsine" as const,
          "mean" as const,
          "none" as const,
        ),
        (rows, at, interval) => {
          const { answers, weights } = columns(rows);
          const result = weightedCsat(answers, { scale: "0-10", topBox: 3, weights, level: at, interval });
          expect(notPlainJson(result)).toEqual([]);
          expect(result.n + total(result.leftOut)).toBe(rows.length);
          expect(reasons(result.notes).length > 0).toBe(result.interval === null);
          if (result.interval === null) return;
          const { lower, upper } = result.interval;
          if (interval !== "mean") expect(lower >= 0 && upper <= 1).toBe(true);
          // Wilson's, the logit and the angle hold the share at any level; Korn and Graubard's does too, as Clopper and Pearson's.
          expect(lower <= result.value! + 1e-9 && result.value! - 1e-9 <= upper).toBe(true);
        },
      ),
    );
  });

  test("of a state are those of its answers", () => {
    fc.assert(
      fc.property(weightedCells, (rows) => {
        const { answers, weights } = columns(rows);
        const state = JSON.parse(
          JSON.stringify(tallyWeightedScores(answers, { scale: "0-10", weights })),
        ) as ReturnType<typeof tallyWeightedScores>;
        expect(weightedNps(state, {})).toEqual(weightedNps(answers, { weights }));
        expect(weightedNps(rows, { read: (row) => row.cell, weight: (row) => row.weight })).toEqual(
          weightedNps(answers, { weights }),
        );
        const result = weightedCsat(state, { scale: "0-10", topBox: 2 });
        expect(weightedCsat(answers, { ...result.definition, weights })).toEqual(result);
      }),
    );
  });

  test("with equal weights are the unweighted ones", () => {
    fc.assert(
      fc.property(cells, fc.constantFrom(0.25, 1, 3, 1e6), level, (answers, unit, at) => {
        const weights = answers.map(() => unit);
        const [weighted, plain] = [
          weightedNps(answers, { weights, level: at, interval: "adjusted-wald" }),
          nps(answers, { level: at }),
        ];
        expect(weighted.n).toBe(plain.n);
        close(weighted.value, plain.value);
        close(weighted.interval?.lower ?? null, plain.interval?.lower ?? null);
        close(weighted.interval?.upper ?? null, plain.interval?.upper ?? null);
        close(weighted.standardErrorKish, plain.standardError);
        const { standardErrorSample } = npsMoments(plain);
        close(weighted.standardError, standardErrorSample === null ? null : 100 * standardErrorSample);
        if (plain.n > 0) close(weighted.effectiveSize, plain.n);
        const [share, plainShare] = [
          weightedCsat(answers, { scale: "0-10", topBox: 2, weights, level: at }),
          csat(answers, { scale: "0-10", topBox: 2, level: at }),
        ];
        close(share.value, plainShare.value);
        close(share.mean, plainShare.mean);
        close(share.interval?.lower ?? null, plainShare.interval?.lower ?? null);
        close(share.interval?.upper ?? null, plainShare.interval?.upper ?? null);
      }),
    );
  });

  test("turned around, they say the same of a turned-around question", () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ answer: fc.integer({ min: 1, max: 5 }), weight: fc.integer({ min: 1, max: 9 }) }), {
          minLength: 1,
          maxLength: 20,
        }),
        (rows) => {
          const weights = rows.map((row) => row.weight);
          const one = weightedCsat(
            rows.map((row) => row.answer),
            { scale: "1-5", weights },
          );
          const other = weightedCsat(
            rows.map((row) => 6 - row.answer),
            { scale: "1-5", weights, direction: "low-is-good" },
          );
          for (const field of ["value", "mean", "standardError"] as const) close(other[field], one[field]);
        },
      ),
    );
  });
});

test("a design without strata, clusters and margins is the weighted score", () => {
  const row = fc.record({ cell, weight: fc.integer({ min: 0, max: 40 }).map((tenths) => tenths / 10) });
  fc.assert(
    fc.property(fc.array(row, { maxLength: 30 }), level, (rows, at) => {
      const options = {
        read: (one: { cell: unknown }) => one.cell as number,
        weight: (one: { weight: number }) => one.weight,
        level: at,
      };
      const design = designedNps(rows as { cell: unknown; weight: number }[], options);
      const weighted = weightedNps(rows as { cell: unknown; weight: number }[], options);
      expect(notPlainJson(design)).toEqual([]);
      expect([design.n, total(design.leftOut)]).toEqual([weighted.n, total(weighted.leftOut)]);
      expect(reasons(design.notes).length > 0).toBe(design.interval === null);
      for (const field of ["value", "standardError"] as const) close(design[field], weighted[field]);
      close(design.interval?.lower ?? null, weighted.interval?.lower ?? null);
    }),
  );
});
