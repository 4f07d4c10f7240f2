import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fold } from "../../../src/core/accumulator.ts";
import { enps } from "../../../src/survey/enps.ts";
import { npsBayes, npsBootstrap, npsScoreInterval, npsWaldInterval } from "../../../src/survey/nps-intervals.ts";
import { npsDefinition } from "../../../src/survey/nps-definition.ts";
import {
  nps,
  npsAccumulator,
  type NpsCounts,
  type NpsDefinition,
  type NpsIntervalMethod,
} from "../../../src/survey/nps.ts";
import { npsShares } from "../../../src/survey/nps-shares.ts";
import { tallyScores } from "../../../src/survey/tally-scores.ts";
import { notPlainJson } from "../../support/plain-json.ts";
import { cells, level, reasons, someCounts, total } from "./arbitrary-answers.ts";

/** Any definition on a scale of up to 20 points. */
const definition: fc.Arbitrary<NpsDefinition> = fc
  .record({
    min: fc.integer({ min: -5, max: 5 }),
    detractors: fc.integer({ min: 1, max: 7 }),
    passives: fc.nat(6),
    promoters: fc.integer({ min: 1, max: 6 }),
    denominator: fc.constantFrom("answers" as const, "responses" as const),
  })
  .map(({ min, detractors, passives, promoters, denominator }) => {
    const detractorTo = min + detractors - 1;
    const passiveTo = detractorTo + passives;
    return npsDefinition({ scale: { min, max: passiveTo + promoters }, detractorTo, passiveTo, denominator });
  });

describe("nps", () => {
  test("counts every answer once, in plain JSON, by any definition", () => {
    fc.assert(
      fc.property(cells, fc.option(definition, { nil: undefined }), (answers, asked) => {
        const result = nps(answers, { definition: asked });
        expect(notPlainJson(result)).toEqual([]);
        expect(result.promoters + result.passives + result.detractors).toBe(result.n);
        const skippedTwice = result.definition.denominator === "responses" ? result.leftOut.skipped : 0;
        expect(result.n + total(result.leftOut) - skippedTwice).toBe(answers.length);
        expect(result.value === null).toBe(result.n === 0);
        expect(result.interval === null).toBe(result.n === 0);
        expect(reasons(result.notes).length).toBe(result.n === 0 ? 1 : 0);
      }),
    );
  });

  test("its definition, given back, gives the same again", () => {
    fc.assert(
      fc.property(cells, definition, (answers, asked) => {
        const result = nps(answers, { definition: asked });
        expect(nps(answers, { definition: result.definition })).toEqual(result);
        expect(npsDefinition(result.definition)).toEqual(result.definition);
      }),
    );
  });

  test("of answers, of their state, of the stored state and of their counts is one", () => {
    fc.assert(
      fc.property(cells, definition, (answers, asked) => {
        const result = nps(answers, { definition: asked });
        const state = tallyScores(answers, { scale: asked.scale });
        expect(nps(state, { definition: asked })).toEqual(result);
        expect(nps(JSON.parse(JSON.stringify(state)), { definition: asked })).toEqual(result);
        const accumulator = npsAccumulator({ definition: asked });
        expect(accumulator.result(fold(accumulator, answers))).toEqual(result);
        const { leftOut: _, notes: __, ...figures } = nps(result, { definition: asked });
        expect(result).toMatchObject(figures);
      }),
    );
  });

  test("mirrors when promoters and detractors change places", () => {
    fc.assert(
      fc.property(someCounts, level, ({ promoters, passives, detractors }, at) => {
        const [one, other] = [
          nps({ promoters, passives, detractors }, { level: at }),
          nps({ promoters: detractors, passives, detractors: promoters }, { level: at }),
        ];
        expect(one.value! + other.value!).toBe(0);
        expect(one.interval!.lower).toBeCloseTo(-other.interval!.upper, 9);
        expect(one.standardError).toBeCloseTo(other.standardError!, 12);
      }),
    );
  });

  test("its shares are rounded to add up to 100, each by less than a unit", () => {
    fc.assert(
      fc.property(someCounts, fc.integer({ min: 0, max: 3 }), (counts, digits) => {
        const shares = npsShares(counts, { digits })!;
        const unit = 10 ** digits;
        expect(
          Math.round(shares.promoters * unit) +
            Math.round(shares.passives * unit) +
            Math.round(shares.detractors * unit),
        ).toBe(100 * unit);
        const n = counts.promoters + counts.passives + counts.detractors;
        for (const band of ["promoters", "passives", "detractors"] as const) {
          expect(Math.abs(shares[band] - (100 * counts[band]) / n)).toBeLessThan(1 / unit + 1e-9);
        }
      }),
    );
  });
});

describe("an interval of nps", () => {
  interface Method {
    readonly interval: NpsIntervalMethod | undefined;
    /**
     * Whether it holds the score itself at any level. Adjusted Wald leans towards 0, as its pseudo answers
     * do; a credible interval of equal tails leaves out the very ends, where a score of ±100 is; a
     * percentile is of resamples, whose median need not be the score.
     */
    readonly holdsScore: boolean;
    readonly runs?: number;
  }
  const methods: { readonly [name: string]: Method } = {
    "adjusted Wald": { interval: undefined, holdsScore: false },
    Wald: { interval: npsWaldInterval, holdsScore: true },
    score: { interval: npsScoreInterval, holdsScore: true },
    bayes: { interval: npsBayes(), holdsScore: false, runs: 30 },
    "exact bootstrap": { interval: npsBootstrap(), holdsScore: false, runs: 50 },
    "drawn bootstrap": { interval: npsBootstrap({ seed: 1, replicates: 300 }), holdsScore: false, runs: 50 },
  };

  test.each(Object.entries(methods))(
    "%s: plain JSON within ±100, wider with the level",
    (_, { interval, holdsScore, runs = 100 }) => {
      fc.assert(
        fc.property(someCounts, level, level, (counts, one, other) => {
          const [narrow, wide] = [Math.min(one, other), Math.max(one, other)].map(
            (at) => nps(counts, { interval, level: at }).interval!,
          );
          for (const ends of [narrow!, wide!]) {
            expect(notPlainJson(ends)).toEqual([]);
            expect(ends.lower).toBeGreaterThanOrEqual(-100);
            expect(ends.upper).toBeLessThanOrEqual(100);
            expect(ends.upper).toBeGreaterThanOrEqual(ends.lower);
          }
          expect(wide!.lower).toBeLessThanOrEqual(narrow!.lower + 1e-9);
          expect(wide!.upper).toBeGreaterThanOrEqual(narrow!.upper - 1e-9);
          const { value } = nps(counts);
          if (holdsScore) {
            expect(narrow!.lower).toBeLessThanOrEqual(value! + 1e-9);
            expect(narrow!.upper).toBeGreaterThanOrEqual(value! - 1e-9);
          }
        }),
        { numRuns: runs },
      );
    },
  );

  test("adjusted Wald holds the score at the usual levels where more than one kind of answer was given a few times", () => {
    const usual: fc.Arbitrary<NpsCounts> = fc.record({
      promoters: fc.integer({ min: 2, max: 200 }),
      passives: fc.integer({ min: 0, max: 200 }),
      detractors: fc.integer({ min: 2, max: 200 }),
    });
    fc.assert(
      fc.property(usual, fc.constantFrom(0.9, 0.95, 0.99), (counts, at) => {
        const { value, interval } = nps(counts, { level: at });
        expect(interval!.lower).toBeLessThanOrEqual(value!);
        expect(interval!.upper).toBeGreaterThanOrEqual(value!);
      }),
    );
  });

  test("the exact bootstrap holds the score at the usual levels", () => {
    fc.assert(
      fc.property(someCounts, fc.constantFrom(0.9, 0.95, 0.99), (counts, at) => {
        const { value, interval } = nps(counts, { interval: npsBootstrap(), level: at });
        expect(interval!.lower).toBeLessThanOrEqual(value! + 1e-9);
        expect(interval!.upper).toBeGreaterThanOrEqual(value! - 1e-9);
      }),
      { numRuns: 50 },
    );
  });
});

test("enps is nps from the minimum on, and below it the same for all answers", () => {
  fc.assert(
    fc.property(
      cells,
      fc.integer({ min: 1, max: 12 }),
      fc.constantFrom("answers" as const, "responses" as const),
      (answers, anonymityMinimum, denominator) => {
        const options = { definition: npsDefinition({ denominator }), anonymityMinimum };
        const result = enps(answers, options);
        expect(notPlainJson(result)).toEqual([]);
        const answered = nps(answers).n;
        if (answered >= anonymityMinimum) expect(result).toEqual(nps(answers, options));
        else {
          const { n, ...shown } = result;
          const { n: _, ...ofNobody } = enps([], options);
          expect(shown).toEqual(ofNobody);
          expect(n).toBe(nps(answers, options).n);
        }
      },
    ),
  );
});
