import { describe, expect, test } from "vitest";
import { lifeTable } from "../../../../src/stats/survival/life-table.ts";
import { tallySurvival } from "../../../../src/stats/survival/survival-tally.ts";
import { codeOf } from "./code-of.ts";

/** Cutler and Ederer's 126 patients (1958): deaths, and losses with withdrawals, by year; four go on. */
const cutlerEderer = {
  time: [0.5, 0.5, 1.5, 1.5, 2.5, 2.5, 3.5, 3.5, 4.5, 5.5],
  event: [1, 0, 1, 0, 1, 0, 1, 0, 0, 0],
  weight: [47, 19, 5, 17, 2, 15, 2, 9, 6, 4],
};

describe("a life table", () => {
  test("is the published one", () => {
    const { intervals, beyond } = lifeTable(cutlerEderer, { breaks: [0, 1, 2, 3, 4, 5] });
    expect(intervals.map(({ atRisk }) => atRisk)).toEqual([126, 60, 38, 21, 10]);
    expect(intervals.map(({ exposed }) => exposed)).toEqual([116.5, 51.5, 30.5, 16.5, 7]);
    expect(intervals.map(({ survival }) => Number(survival!.toFixed(2)))).toEqual([0.6, 0.54, 0.5, 0.44, 0.44]);
    expect(intervals[4]!.standardError).toBeCloseTo(0.06, 3);
    expect(beyond).toBe(4);
  });

  test("counts what happens at a break to the later interval", () => {
    const { intervals, beyond } = lifeTable({ time: [10, 5], event: [1, 1] }, { breaks: [0, 5, 10] });
    expect(intervals.map(({ events }) => events)).toEqual([0, 1]);
    expect(beyond).toBe(1);
    expect(
      lifeTable({ time: [0.3, 0.1 * 3], event: [1, 1] }, { width: 0.1 }).intervals.map(({ events }) => events),
    ).toEqual([0, 0, 0, 2]);
  });

  test("counts who comes within an interval half, who comes at its start whole", () => {
    const { intervals } = lifeTable(
      { time: [8, 8, 12], event: [1, 0, 0], entry: [0, 5, 7] },
      { breaks: [0, 5, 10, 15] },
    );
    expect(intervals[0]).toMatchObject({ atRisk: 1, entered: 0, exposed: 1, probability: 0 });
    expect(intervals[1]).toMatchObject({ atRisk: 2, entered: 1, censored: 1, events: 1, exposed: 2, probability: 0.5 });
    expect(intervals[2]).toMatchObject({ atRisk: 1, exposed: 0.5 });
  });

  test("of a state is that of its rows", () => {
    expect(lifeTable(tallySurvival(cutlerEderer), { width: 1 })).toStrictEqual(lifeTable(cutlerEderer, { width: 1 }));
  });

  test("has no share after nobody was exposed, and none above 1", () => {
    const late = lifeTable({ time: [3, 9], event: [1, 1], entry: [0, 8] }, { breaks: [0, 5, 7, 10, 12] });
    expect(late.intervals.map(({ survival }) => survival)).toEqual([0, null, null, null]);
    expect(late.intervals[2]).toMatchObject({ exposed: 0.5, events: 1, probability: 1 });
    expect(late.notes).toEqual(["exposure-below-events"]);
    expect(lifeTable([], { width: 1 })).toMatchObject({
      n: 0,
      intervals: [{ atRisk: 0, probability: null, survival: null }],
      notes: ["no-observations"],
    });
  });

  test("needs intervals", () => {
    for (const options of [
      {},
      { width: 1, breaks: [0, 1] },
      { width: 0 },
      { width: -1 },
      { width: NaN },
      { width: 1e-9 },
    ]) {
      expect(codeOf(() => lifeTable(cutlerEderer, options))).toBe("INTERVALS_INVALID");
    }
    for (const breaks of [[], [1], [0, 0], [2, 1], [-1, 1], [0, Infinity]]) {
      expect(codeOf(() => lifeTable(cutlerEderer, { breaks }))).toBe("INTERVALS_INVALID");
    }
  });
});
