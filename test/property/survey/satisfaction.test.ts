import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { agrestiCoull, clopperPearson, jeffreys, midP, waldShare } from "../../../src/stats/share-methods.ts";
import { type ShareIntervalMethod, wilson } from "../../../src/stats/share-interval.ts";
import { share } from "../../../src/stats/share.ts";
import { ces, type CesOptions } from "../../../src/survey/ces.ts";
import type { ScoreCell } from "../../../src/survey/count-scores.ts";
import { csat, type CsatOptions } from "../../../src/survey/csat.ts";
import { scoreSummary } from "../../../src/survey/score-summary.ts";
import { tallyScores } from "../../../src/survey/tally-scores.ts";
import { notPlainJson } from "../../support/plain-json.ts";
import { cells, level, reasons, total } from "./arbitrary-answers.ts";

const methods: { readonly [name: string]: ShareIntervalMethod } = {
  wilson,
  clopperPearson,
  jeffreys,
  midP,
  agrestiCoull,
  waldShare,
};
const method = fc.constantFrom<ShareIntervalMethod | "none" | undefined>(undefined, "none", ...Object.values(methods));

/** Any scale of 2 to 12 points, with boxes that fit it. */
const boxed = fc
  .record({
    min: fc.integer({ min: -5, max: 5 }),
    top: fc.integer({ min: 1, max: 5 }),
    middle: fc.nat(3),
    bottom: fc.integer({ min: 1, max: 4 }),
  })
  .map(({ min, top, middle, bottom }) => ({
    scale: { min, max: min + top + middle + bottom - 1 },
    topBox: top,
    bottomBox: bottom,
  }));

const csatOptions: fc.Arbitrary<CsatOptions> = fc
  .record({
    boxes: boxed,
    direction: fc.constantFrom("high-is-good" as const, "low-is-good" as const),
    value: fc.constantFrom("top-box" as const, "net" as const, "mean" as const),
    level,
    interval: method,
  })
  .map(({ boxes, ...rest }) => ({ ...boxes, ...rest }));

const cesOptions: fc.Arbitrary<CesOptions> = fc
  .record({
    boxes: boxed,
    direction: fc.constantFrom("high-is-easy" as const, "low-is-easy" as const),
    value: fc.constantFrom("mean" as const, "easy-share" as const, "net-easy" as const),
    level,
    interval: method,
  })
  .map(({ boxes: { scale, topBox, bottomBox }, ...rest }) => ({
    scale,
    easyFrom: scale.max - topBox + 1,
    difficultTo: scale.min + bottomBox - 1,
    ...rest,
  }));

/** Answers turned around on a scale. */
const reflected = (answers: readonly ScoreCell[], { min, max }: { min: number; max: number }): ScoreCell[] =>
  answers.map((answer) => (typeof answer === "number" ? min + max - answer : answer));

describe("csat", () => {
  test("counts every answer once, in plain JSON, with shares that add up", () => {
    fc.assert(
      fc.property(cells, csatOptions, (answers, options) => {
        const result = csat(answers, options);
        expect(notPlainJson(result)).toEqual([]);
        const { satisfied, neutral, dissatisfied, n } = result;
        expect([satisfied + neutral + dissatisfied, n + total(result.leftOut)]).toEqual([n, answers.length]);
        expect(result.value === null).toBe(n === 0);
        // Why there is no interval stands in the notes, and only then.
        expect(reasons(result.notes).length > 0).toBe(result.interval === null);
        if (n === 0) return;
        expect(result.topBoxShare! + result.neutralShare! + result.bottomBoxShare!).toBeCloseTo(1, 12);
        expect(result.meanOn0to100).toBeGreaterThanOrEqual(0);
        expect(result.meanOn0to100).toBeLessThanOrEqual(100);
      }),
    );
  });

  test("its definition, given back, gives the same again, of answers and of their state", () => {
    fc.assert(
      fc.property(cells, csatOptions, (answers, options) => {
        const result = csat(answers, options);
        const again = { ...result.definition, level: options.level, interval: options.interval };
        expect(csat(answers, again)).toEqual(result);
        expect(
          csat(JSON.parse(JSON.stringify(tallyScores(answers, { scale: result.definition.scale }))), again),
        ).toEqual(result);
      }),
    );
  });

  test("turned-around answers to a turned-around question say the same", () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.integer({ min: -8, max: 14 }), fc.constantFrom(null, 0.5, 2.5)), { maxLength: 30 }),
        csatOptions,
        (answers, options) => {
          const { definition, ...one } = csat(tallyScores(answers, { scale: options.scale, fractions: "allow" }), {
            ...options,
            direction: "high-is-good",
          });
          const turned = tallyScores(reflected(answers, definition.scale), {
            scale: options.scale,
            fractions: "allow",
          });
          const { definition: _, ...other } = csat(turned, { ...options, direction: "low-is-good" });
          expect(other).toEqual(one);
        },
      ),
    );
  });
});

describe("ces", () => {
  test("counts every answer once, in plain JSON", () => {
    fc.assert(
      fc.property(cells, cesOptions, (answers, options) => {
        const result = ces(answers, options);
        expect(notPlainJson(result)).toEqual([]);
        const { easy, neutral, difficult, n } = result;
        expect([easy + neutral + difficult, n + total(result.leftOut)]).toEqual([n, answers.length]);
        expect(result.value === null).toBe(n === 0);
        expect(reasons(result.notes).length > 0).toBe(result.interval === null);
        if (n === 0) return;
        expect(result.netEasy!).toBeCloseTo(100 * (result.easyShare! - result.difficultShare!), 10);
        const [first, median, third] = result.quartiles!;
        expect(first <= median && median <= third && median === result.median).toBe(true);
      }),
    );
  });

  test("its definition, given back, gives the same again", () => {
    fc.assert(
      fc.property(cells, cesOptions, (answers, options) => {
        const result = ces(answers, options);
        expect(ces(answers, { ...result.definition, level: options.level, interval: options.interval })).toEqual(
          result,
        );
      }),
    );
  });

  test("turned-around answers to a turned-around question say the same", () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.integer({ min: -8, max: 14 }), fc.constantFrom(null, 0.5, 2.5)), { maxLength: 30 }),
        cesOptions,
        (answers, options) => {
          const { definition, ...one } = ces(tallyScores(answers, { scale: options.scale, fractions: "allow" }), {
            ...options,
            direction: "high-is-easy",
          });
          const turned = tallyScores(reflected(answers, definition.scale), {
            scale: options.scale,
            fractions: "allow",
          });
          const { definition: _, ...other } = ces(turned, { ...options, direction: "low-is-easy" });
          expect(other).toEqual(one);
        },
      ),
    );
  });

  test("is csat with other names: easy is the top box, difficult the bottom box", () => {
    fc.assert(
      fc.property(cells, boxed, (answers, { scale, topBox, bottomBox }) => {
        const effort = ces(answers, {
          scale,
          direction: "high-is-easy",
          easyFrom: scale.max - topBox + 1,
          difficultTo: scale.min + bottomBox - 1,
          value: "easy-share",
        });
        const satisfaction = csat(answers, { scale, topBox, bottomBox });
        expect([effort.value, effort.interval, effort.easy, effort.difficult, effort.mean]).toEqual([
          satisfaction.value,
          satisfaction.interval,
          satisfaction.satisfied,
          satisfaction.dissatisfied,
          satisfaction.mean,
        ]);
      }),
    );
  });
});

test("scoreSummary counts every answer once, in plain JSON, and its figures are in order", () => {
  fc.assert(
    fc.property(
      cells,
      boxed,
      fc.constantFrom(1 as const, 2 as const, 7 as const),
      fc.constantFrom("high-is-good" as const, "low-is-good" as const),
      (answers, { scale }, quantiles, direction) => {
        const result = scoreSummary(answers, { scale, quantiles, direction });
        expect(notPlainJson(result)).toEqual([]);
        expect(result.n + total(result.leftOut)).toBe(answers.length);
        expect(reasons(result.notes).length > 0).toBe(result.interval === null);
        if (result.n === 0) return;
        const { min, max, mode, quartiles, mean, interval, standardDeviation } = result;
        const inOrder = [scale.min, min!, ...quartiles!, max!, scale.max];
        expect(inOrder.toSorted((a, b) => a - b)).toEqual(inOrder);
        for (const figure of [mode!, mean!]) expect(figure >= min! && figure <= max!).toBe(true);
        if (interval) {
          expect((interval.lower + interval.upper) / 2).toBeCloseTo(mean!, 9);
          expect(interval.upper - interval.lower >= 0 && standardDeviation! >= 0).toBe(true);
        }
      },
    ),
  );
});

describe("an interval of a share", () => {
  const trials = fc
    .integer({ min: 1, max: 400 })
    .chain((n) => fc.record({ n: fc.constant(n), successes: fc.integer({ min: 0, max: n }) }));

  test.each(Object.entries(methods))("%s: within [0, 1], wider with the level", (name, interval) => {
    fc.assert(
      fc.property(trials, level, level, ({ successes, n }, one, other) => {
        const [narrow, wide] = [Math.min(one, other), Math.max(one, other)].map(
          (at) => share(successes, n, { interval, level: at }).interval!,
        );
        for (const { lower, upper } of [narrow!, wide!]) expect(0 <= lower && lower <= upper && upper <= 1).toBe(true);
        expect(wide!.lower).toBeLessThanOrEqual(narrow!.lower + 1e-12);
        expect(wide!.upper).toBeGreaterThanOrEqual(narrow!.upper - 1e-12);
        // Equal tails of the posterior leave out the very ends, and at low levels even the middle of a skew one.
        if (name === "jeffreys") return;
        // So do mid-P's, and the middle of Agresti and Coull's is nearer to 1/2 than the share.
        if ((name === "midP" || name === "agrestiCoull") && Math.min(one, other) < 0.5) return;
        expect(narrow!.lower).toBeLessThanOrEqual(successes / n + 1e-12);
        expect(narrow!.upper).toBeGreaterThanOrEqual(successes / n - 1e-12);
      }),
    );
  });

  test("jeffreys holds the share at the usual levels, but for none and all", () => {
    fc.assert(
      fc.property(trials, fc.constantFrom(0.8, 0.9, 0.95, 0.99), ({ successes, n }, at) => {
        const { lower, upper } = share(successes, n, { interval: jeffreys, level: at }).interval!;
        expect(lower <= successes / n || successes === 0).toBe(true);
        expect(upper >= successes / n || successes === n).toBe(true);
      }),
    );
  });
});
