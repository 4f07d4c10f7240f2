import { describe, expect, test } from "vitest";
import { tallyCounts } from "../../../src/survey/tally-counts.ts";
import type { ScoreCell } from "../../../src/survey/count-scores.ts";
import { tallyScores } from "../../../src/survey/tally-scores.ts";

const options = { scale: "0-10", fractions: "allow" } as const;

describe("tallyCounts", () => {
  test("says what counting one by one says", () => {
    const pairs: [ScoreCell, number][] = [
      [10, 3],
      [6.5, 2],
      [null, 4],
      [11, 1],
      [NaN, 2],
      [10, 1],
      [0, 0],
      [{ status: "nonInteger" }, 5],
    ];
    const answers = pairs.flatMap(([answer, count]) => new Array<ScoreCell>(count).fill(answer));
    expect(tallyCounts(pairs, options)).toEqual(tallyScores(answers, options));
  });

  test("refuses what is no count, and a sum that is none", () => {
    for (const count of [-1, 0.5, NaN, 2 ** 53, "3"]) {
      expect(() => tallyCounts([[1, count as number]], options)).toThrow(
        expect.objectContaining({ code: "COUNT_INVALID", value: count }),
      );
    }
    expect(() =>
      tallyCounts(
        [
          [1, 2 ** 53 - 1],
          [1, 1],
        ],
        options,
      ),
    ).toThrow(expect.objectContaining({ code: "COUNT_INVALID" }));
  });

  test("throws at a bad answer where it is asked to", () => {
    expect(() => tallyCounts([[11, 3]], { scale: "0-10", onInvalid: "throw" })).toThrow(
      expect.objectContaining({ code: "SCORE_INVALID" }),
    );
  });
});

test("an answer that nobody gave leaves no trace", () => {
  expect(
    tallyCounts(
      [
        [6.5, 0],
        [11, 0],
        [10, 0],
      ],
      options,
    ),
  ).toEqual(tallyScores([], options));
});

test.each<[string, unknown, unknown]>([
  ["SOURCE_INVALID", null, options],
  ["SOURCE_INVALID", "10", options],
  ["SOURCE_INVALID", { 10: 3 }, options],
  ["SCALE_INVALID", [[10, 3]], undefined],
  ["COUNT_INVALID", [[10]], options],
])("throws %s for %j", (code, pairs, given) => {
  expect(() => tallyCounts(pairs as never, given as never)).toThrow(expect.objectContaining({ code }));
});
