import { describe, expect, test } from "vitest";
import { fold, groupBy } from "../../../../src/core/accumulator.ts";
import { kaplanMeier, kaplanMeierAccumulator } from "../../../../src/stats/survival/kaplan-meier.ts";
import { logRank, logRankAccumulator } from "../../../../src/stats/survival/log-rank.ts";
import type { SurvivalState } from "../../../../src/stats/survival/survival-state.ts";
import { mergeSurvival, tallySurvival, tallySurvivalBy } from "../../../../src/stats/survival/survival-tally.ts";
import { codeOf } from "./code-of.ts";

describe("a state", () => {
  test("is a table of counts by time", () => {
    expect(tallySurvival({ time: [3, 3, 0.5, 9], event: [1, 1, 0, 0], entry: [0, 0, 0, 4] })).toStrictEqual({
      kind: "survival/1",
      resolution: null,
      rows: 4,
      events: { event: { "3": 2 } },
      censored: { "0.5": 1, "9": 1 },
      entered: { "4": 1 },
      shortest: 5,
      leftOut: { invalidTime: 0, unknownEvent: 0, invalidEntry: 0, entryNotBeforeTime: 0, invalidWeight: 0 },
    });
  });

  test("can be written by a database", () => {
    const rows = [
      { tenure: 30, status: "left", customers: "120" },
      { tenure: 30, status: "here", customers: "40" },
      { tenure: 60, status: "left", customers: "10" },
    ];
    const state: SurvivalState = kaplanMeierAccumulator().empty();
    state.events["event"] = {};
    for (const { tenure, status, customers } of rows) {
      const counts = status === "left" ? state.events["event"] : state.censored;
      counts[tenure] = Number(customers);
    }
    expect(kaplanMeier(state)).toMatchObject({ n: 170, atRisk: [170, 10], survival: [50 / 170, 0] });
  });

  test("keeps causes of any name", () => {
    const data = { time: [1, 2, 3], cause: ["__proto__", "toString", "__proto__"] };
    const state = tallySurvival(data);
    expect(Object.keys(state.events).sort()).toEqual(["__proto__", "toString"]);
    const merged = mergeSurvival(state, JSON.parse(JSON.stringify(state)));
    expect(kaplanMeier(merged).events).toEqual([2, 2, 2]);
    expect(({} as { [name: string]: unknown })["1"]).toBe(undefined);
  });

  test("on a grid is of another kind", () => {
    const [fine, weekly] = [tallySurvival([]), tallySurvival([], { resolution: 7 })];
    expect([fine.kind, weekly.kind]).toEqual(["survival/1", "survival/1 every 7"]);
    expect(codeOf(() => mergeSurvival(fine, weekly))).toBe("KIND_MISMATCH");
    expect(kaplanMeier(weekly).definition.resolution).toBe(7);
  });

  test("merged with none or nothing is itself", () => {
    const state = tallySurvival({ time: [1, 2], event: [1, 0] });
    expect(mergeSurvival(state)).toStrictEqual(state);
    expect(mergeSurvival()).toStrictEqual(tallySurvival([]));
  });

  test("on a grid of 30 days is small, however many times there are", () => {
    const time = Array.from({ length: 5000 }, (_, i) => ((i * 7919) % 1460) + i / 5000);
    const state = tallySurvival({ time, event: time.map(() => 1) }, { resolution: 30 });
    expect(Object.keys(state.events["event"]!)).toHaveLength(50);
  });
});

test("a bad option is told before the first row", () => {
  expect(codeOf(() => kaplanMeierAccumulator({ level: 95 }))).toBe("LEVEL_OUT_OF_RANGE");
  expect(codeOf(() => kaplanMeierAccumulator({ resolution: -7 }))).toBe("RESOLUTION_INVALID");
  expect(codeOf(() => logRankAccumulator({ rho: -1 }))).toBe("RHO_INVALID");
});

test("groups and strata are groupBy of the same states", () => {
  type Row = { time: number; event: boolean; group: string; stratum: string };
  const rows: Row[] = [
    { time: 1, event: true, group: "a", stratum: "x" },
    { time: 2, event: true, group: "b", stratum: "x" },
    { time: 3, event: true, group: "a", stratum: "y" },
    { time: 4, event: false, group: "b", stratum: "y" },
  ];
  const accumulator = groupBy(
    groupBy(kaplanMeierAccumulator<Row>(), (row) => row.group),
    (row) => row.stratum,
  );
  const states = fold(accumulator, rows);
  expect(fold(logRankAccumulator(), rows)).toStrictEqual(states);
  expect(logRank(states)).toStrictEqual(logRank(rows));
  expect(tallySurvivalBy(rows.slice(0, 2))).toStrictEqual(states["x"]);
});
