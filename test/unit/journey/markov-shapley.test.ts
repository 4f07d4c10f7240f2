import { describe, expect, test } from "vitest";
import { fold } from "../../../src/core/accumulator.ts";
import { markovAttribution, markovAttributionAccumulator } from "../../../src/journey/markov-attribution.ts";
import { conversionPath } from "../../../src/journey/markov-paths.ts";
import { shapleyAttribution } from "../../../src/journey/shapley-attribution.ts";
import { shapleyValue } from "../../../src/journey/shapley-game.ts";
import { codeOf } from "../churn/code-of.ts";

describe("Markov attribution", () => {
  test("keeps its digits where customers go in circles a million times", () => {
    const state = fold(markovAttributionAccumulator(), [{ path: ["A", "B"], conversions: 1, nulls: 1 }]);
    const million = 1e6;
    // As if each path had been A B A B … a million times.
    state.channels["A"]!.next["B"] = 2 * million;
    state.channels["B"]!.next["A"] = 2 * million - 2;
    const { channels } = markovAttribution(state);
    expect(channels.map(({ removalEffect }) => removalEffect)).toEqual([1, 1]);
  });

  test("does not confuse channels with the start and the ends", () => {
    const { channels, transitions } = markovAttribution([
      { path: ["(start)", "(null)", "__proto__", "(conversion)"], conversions: 4 },
    ]);
    expect(channels.map(({ conversions }) => conversions)).toEqual([1, 1, 1, 1]);
    expect(transitions.map(({ from, to, end }) => [from, to, end])).toEqual([
      [null, "(start)", null],
      ["(conversion)", null, "conversion"],
      ["(null)", "__proto__", null],
      ["(start)", "(null)", null],
      ["__proto__", "(conversion)", null],
    ]);
  });

  test("leaves conversions without any touch unattributed where no channel converts", () => {
    const result = markovAttribution([
      { path: [], conversions: 2 },
      { path: ["A"], nulls: 1 },
    ]);
    expect(result).toMatchObject({
      unattributed: 2,
      notes: ["unattributed"],
      channels: [{ removalEffect: 0, conversions: 0 }],
    });
  });

  test("shares whole conversions, counts what it cannot read, and of nothing says nothing", () => {
    const result = markovAttribution([
      { path: ["A", "B", "C"], conversions: 10 },
      { path: ["A"], conversions: 0.5 },
      { path: "A" } as never,
      { path: [""], nulls: 1 },
      null as never,
    ]);
    expect(result.channels.map(({ wholeConversions }) => wholeConversions)).toEqual([4, 3, 3]);
    expect(result).toMatchObject({ n: 10, pathsLeftOut: 4, notes: ["rows-left-out"] });
    expect(markovAttribution([])).toMatchObject({
      n: 0,
      conversionProbability: null,
      channels: [],
      notes: ["no-paths"],
    });
  });

  test("refuses no source, a foreign state, a damaged one and too many channels", () => {
    expect(codeOf(() => markovAttribution(undefined as never))).toBe("SOURCE_INVALID");
    expect(codeOf(() => markovAttribution({ kind: "other" } as never))).toBe("KIND_MISMATCH");
    const state = fold(markovAttributionAccumulator(), [{ path: ["A", "B"], conversions: 1 }]);
    state.channels["A"]!.next["B"] = 5;
    expect(codeOf(() => markovAttribution(state))).toBe("STATE_INVALID");
    const path = Array.from({ length: 2001 }, (_, i) => `c${i}`);
    expect(codeOf(() => markovAttribution([{ path, conversions: 1 }]))).toBe("TABLE_TOO_LARGE");
  });

  test("takes the path of a journey up to its conversion, and all of one that has none", () => {
    const touches = [5, 1, 3].map((day) => ({ channel: `day ${day}`, at: `2024-05-0${day}T00:00:00Z` }));
    expect(conversionPath({ touches, convertedAt: "2024-05-04T00:00:00Z" })).toEqual({
      path: ["day 1", "day 3"],
      conversions: 1,
      nulls: 0,
    });
    expect(conversionPath({ touches }, { lookbackHours: 1 })).toEqual({
      path: ["day 1", "day 3", "day 5"],
      conversions: 0,
      nulls: 1,
    });
    expect(conversionPath({ touches, convertedAt: "2024-05-04T00:00:00Z" }, { lookbackHours: 24 })).toMatchObject({
      path: ["day 3"],
    });
    expect(conversionPath({ touches, convertedAt: "then" })).toBe(null);
    expect(codeOf(() => conversionPath({ touches }, { lookbackHours: NaN }))).toBe("LOOKBACK_INVALID");
  });
});

describe("Shapley attribution", () => {
  test("serves a hundred channels", () => {
    const path = Array.from({ length: 100 }, (_, i) => `c${i}`);
    const { values } = shapleyAttribution([{ path, conversions: 7 }]);
    expect(values.every(({ value }) => value === 0.07)).toBe(true);
    expect(values.reduce((sum, { wholeConversions }) => sum + wholeConversions!, 0)).toBe(7);
  });

  test("counts what it cannot read", () => {
    expect(
      shapleyAttribution([
        { path: ["__proto__"], conversions: 1 },
        { path: ["A"], conversions: -1 },
      ]),
    ).toMatchObject({
      values: [{ channel: "__proto__", value: 1, wholeConversions: 1 }],
      pathsLeftOut: 1,
    });
    expect(codeOf(() => shapleyAttribution(7 as never))).toBe("SOURCE_INVALID");
    expect(shapleyAttribution([])).toMatchObject({ n: 0, values: [], notes: ["no-conversions"] });
  });
});

describe("the Shapley value of a table", () => {
  test("serves 20 players within a second or two", () => {
    const players = Array.from({ length: 20 }, (_, i) => `p${i}`);
    const { values, missingCoalitions } = shapleyValue(players, [{ coalition: players, worth: 20 }]);
    for (const { value } of values) expect(value).toBeCloseTo(1, 12);
    expect(missingCoalitions).toBe(2 ** 20 - 2);
  });

  test.each([
    [["a", "a"], [], "PLAYERS_INVALID"],
    ["ab", [], "PLAYERS_INVALID"],
    [Array.from({ length: 21 }, (_, i) => `p${i}`), [], "TABLE_TOO_LARGE"],
    [["a"], [{ coalition: ["b"], worth: 1 }], "COALITION_INVALID"],
    [["a"], [{ coalition: ["a", "a"], worth: 1 }], "COALITION_INVALID"],
    [
      ["a"],
      [
        { coalition: ["a"], worth: 1 },
        { coalition: ["a"], worth: 1 },
      ],
      "COALITION_INVALID",
    ],
    [["a"], [{ coalition: [], worth: 1 }], "COALITION_INVALID"],
    [["a"], [{ coalition: ["a"], worth: NaN }], "WORTH_INVALID"],
  ])("of %j and %j throws %s", (players, table, code) => {
    expect(codeOf(() => shapleyValue(players as string[], table))).toBe(code);
  });

  test("of nobody is nothing", () => {
    expect(shapleyValue([], [])).toMatchObject({ n: 0, total: 0, values: [], notes: ["no-players"] });
  });
});
