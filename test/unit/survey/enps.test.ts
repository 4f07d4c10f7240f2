import { describe, expect, test } from "vitest";
import { enps, type EnpsOptions } from "../../../src/survey/enps.ts";
import { nps } from "../../../src/survey/nps.ts";
import { npsPresets } from "../../../src/survey/presets.ts";
import { tallyScores } from "../../../src/survey/tally-scores.ts";
import { codeOf } from "../core/code-of.ts";

/** Answers of which every figure would show: no two of a kind, and something left out of each kind. */
const few = [10, 8, 3, null, 99, 6.5, "?"] as number[];

describe("enps below the anonymity minimum", () => {
  const hidden = enps(few);

  test("shows how many answered, and no more", () => {
    expect(hidden).toEqual({
      metric: "nps",
      value: null,
      unit: "points",
      n: 3,
      interval: null,
      promoters: null,
      passives: null,
      detractors: null,
      standardError: null,
      leftOut: null,
      definition: npsPresets.standard,
      notes: ["below-anonymity-minimum"],
    });
  });

  test("is the same whatever was answered, by whatever way it came", () => {
    for (const others of [
      [0, 0, 0],
      [10, 10, 10],
      [7, 8, 9, null, null],
    ])
      expect(enps(others)).toEqual(hidden);
    expect(enps(tallyScores(few, { scale: "0-10" }))).toEqual(hidden);
    expect(enps({ promoters: 1, passives: 1, detractors: 1 })).toEqual(hidden);
    expect(enps(few, { interval: "none" })).toEqual(hidden);
    expect(JSON.stringify(enps([11, 11, 11]))).toBe(JSON.stringify(enps([])));
  });

  test("skipped answers hide nobody, though a definition counts them in n", () => {
    const definition = npsPresets.customerGaugeSummary;
    const { value, detractors, passives, leftOut, notes } = enps([3, null, null, null, null, null], { definition });
    expect({ value, detractors, passives, leftOut, notes }).toEqual({
      value: null,
      detractors: null,
      passives: null,
      leftOut: null,
      notes: ["below-anonymity-minimum"],
    });
    expect(enps([3, 9, 9, 9, 9, null], { definition }).detractors).toBe(1);
  });
});

describe("enps at the anonymity minimum", () => {
  test("is nps", () => {
    const answers = [10, 9, 3, 8, 9];
    expect(enps(answers)).toEqual(nps(answers));
    expect(enps(answers, { anonymityMinimum: 6 }).value).toBeNull();
    expect(enps([10], { anonymityMinimum: 1 }).value).toBe(100);
    expect(enps([], { anonymityMinimum: 1 }).notes).toEqual(["below-anonymity-minimum"]);
  });

  test.each<[string, unknown]>([
    ["ANONYMITY_MINIMUM_INVALID", { anonymityMinimum: 0 }],
    ["ANONYMITY_MINIMUM_INVALID", { anonymityMinimum: -5 }],
    ["ANONYMITY_MINIMUM_INVALID", { anonymityMinimum: 4.5 }],
    ["ANONYMITY_MINIMUM_INVALID", { anonymityMinimum: Number.NaN }],
    ["ANONYMITY_MINIMUM_INVALID", { anonymityMinimum: Infinity }],
    ["ANONYMITY_MINIMUM_INVALID", { anonymityMinimum: "5" }],
    ["ANONYMITY_MINIMUM_INVALID", { anonymityMinimum: null }],
    ["LEVEL_OUT_OF_RANGE", { level: 95 }],
    ["SCORE_INVALID", { onInvalid: "throw" }],
  ])("throws %s for %j", (code, options) => {
    expect(codeOf(() => enps([10, 11], options as EnpsOptions))).toBe(code);
  });
});
