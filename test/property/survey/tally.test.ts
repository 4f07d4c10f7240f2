import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fold } from "../../../src/core/accumulator.ts";
import type { ScoreCell } from "../../../src/survey/count-scores.ts";
import { mergeScores, subtractScores } from "../../../src/survey/merge-scores.ts";
import { npsAccumulator } from "../../../src/survey/nps.ts";
import type { ScaleInput } from "../../../src/survey/scale.ts";
import type { ScoreState } from "../../../src/survey/score-state.ts";
import { tallyCounts } from "../../../src/survey/tally-counts.ts";
import { tallyScoresAsync } from "../../../src/survey/tally-scores-async.ts";
import { tallyScoresBy } from "../../../src/survey/tally-scores-by.ts";
import { tallyScores } from "../../../src/survey/tally-scores.ts";
import { notPlainJson } from "../../support/plain-json.ts";
import { cell, cells, total } from "./arbitrary-answers.ts";

const scale = fc.constantFrom<ScaleInput>("0-10", "1-5", "binary", { min: -3, max: 3 }, { min: 0, max: 300 });
const fractions = fc.constantFrom("reject" as const, "allow" as const);

const countedIn = ({ counts, fractions: between = {}, leftOut }: ScoreState): number =>
  total(counts) + total(between) + total(leftOut);

test("every answer is counted once, or left out once, in plain JSON", () => {
  fc.assert(
    fc.property(cells, scale, fractions, (answers, on, between) => {
      const state = tallyScores(answers, { scale: on, fractions: between });
      expect(countedIn(state)).toBe(answers.length);
      expect(notPlainJson(state)).toEqual([]);
    }),
  );
});

describe("whichever way answers come in, their state is the same", () => {
  test("a list, an iterator, rows, a stream of answers and of chunks, groups, pairs of counts", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ cell, group: fc.constantFrom("a", "b", "__proto__") }), { maxLength: 30 }),
        scale,
        fractions,
        fc.integer({ min: 1, max: 9 }),
        async (rows, on, between, size) => {
          const options = { scale: on, fractions: between };
          const answers = rows.map((row) => row.cell);
          const state = tallyScores(answers, options);
          expect(tallyScores(answers.values(), options)).toEqual(state);
          expect(tallyScores(rows, { ...options, read: (row) => row.cell })).toEqual(state);
          expect(
            tallyCounts(
              answers.map((answer) => [answer, 1]),
              options,
            ),
          ).toEqual(state);

          const chunks = Array.from({ length: Math.ceil(answers.length / size) }, (_, i) =>
            answers.slice(i * size, (i + 1) * size),
          );
          async function* stream(): AsyncGenerator<ScoreCell | ScoreCell[]> {
            yield* chunks;
          }
          async function* single(): AsyncGenerator<ScoreCell | ScoreCell[]> {
            // A list is a chunk, so an answer that is a list must come in one.
            for (const answer of answers) yield Array.isArray(answer) ? [answer] : answer;
          }
          expect(await tallyScoresAsync<ScoreCell>(stream(), options)).toEqual(state);
          expect(await tallyScoresAsync<ScoreCell>(single(), options)).toEqual(state);

          const groups = Object.values(
            tallyScoresBy(
              answers,
              rows.map((row) => row.group),
              options,
            ),
          );
          expect(groups.reduce((left, right) => mergeScores(left, right), tallyScores([], options))).toEqual(state);
        },
      ),
    );
  });

  test("typed arrays of any kind", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(20), { maxLength: 50 }), scale, (answers, on) => {
        const state = tallyScores(answers, { scale: on });
        for (const kind of [
          Uint8Array,
          Uint8ClampedArray,
          Int8Array,
          Uint16Array,
          Int16Array,
          Uint32Array,
          Int32Array,
          Float32Array,
          Float64Array,
        ]) {
          expect(tallyScores(kind.from(answers), { scale: on })).toEqual(state);
        }
        const codes = answers.map((answer) => answer % 3);
        const names = ["x", "y", "z"];
        const groups = tallyScoresBy(answers, { codes, names }, { scale: on });
        for (const [scores, keys] of [
          [Uint8Array.from(answers), Uint8Array.from(codes)],
          [Float64Array.from(answers), Uint8Array.from(codes)],
          [Uint8Array.from(answers), Int32Array.from(codes)],
        ] as const) {
          expect(tallyScoresBy(scores, { codes: keys, names }, { scale: on })).toEqual(groups);
        }
      }),
    );
  });

  test("rows added one by one, as an accumulator does, where no fractions are wanted", () => {
    fc.assert(
      fc.property(cells, (answers) => {
        expect(fold(npsAccumulator(), answers)).toEqual(tallyScores(answers, { scale: "0-10" }));
      }),
    );
  });

  test.each([100_000, 100_001, 250_003])("%i bytes, counted in pairs", (length) => {
    // A full period of a generator modulo 2^32 (Numerical Recipes), of which the upper bits are used.
    let seed = length;
    const bytes = Uint8Array.from({ length }, () => {
      seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
      return (seed >>> 20) % 14;
    });
    const state = tallyScores([...bytes], { scale: "0-10" });
    expect(countedIn(state)).toBe(length);
    expect(tallyScores(bytes, { scale: "0-10" })).toEqual(state);
    expect(tallyScores(bytes.subarray(1), { scale: "0-10" })).toEqual(
      tallyScores([...bytes.subarray(1)], { scale: "0-10" }),
    );
    const codes = bytes.map((byte) => byte % 5);
    const groups = tallyScoresBy(bytes, { codes, names: ["a", "b", "c", "d", "e"] }, { scale: "0-10" });
    expect(Object.values(groups).reduce((left, right) => mergeScores(left, right))).toEqual(state);
  });
});

test("taking a part away undoes putting it in", () => {
  fc.assert(
    fc.property(cells, cells, scale, fractions, (left, right, on, between) => {
      const options = { scale: on, fractions: between };
      const [one, other] = [tallyScores(left, options), tallyScores(right, options)];
      expect(subtractScores(mergeScores(one, other), other)).toEqual(one);
      expect(subtractScores(one, one)).toEqual(tallyScores([], options));
    }),
  );
});
