import { describe, expect, test } from "vitest";
import { cumulativeIncidence } from "../../../../src/stats/survival/cumulative-incidence.ts";
import { incidenceAt } from "../../../../src/stats/survival/cumulative-incidence-at.ts";
import { tallySurvival } from "../../../../src/stats/survival/survival-tally.ts";
import { codeOf } from "./code-of.ts";

const data = { time: [1, 2, 3, 4], cause: ["voluntary", "failed payment", null, "voluntary"] };

describe("cumulative incidence", () => {
  test("shares out who has left", () => {
    const curves = cumulativeIncidence(data);
    expect(curves.causes.map(({ cause }) => cause)).toEqual(["failed payment", "voluntary"]);
    expect(curves.causes[0]!.incidence).toEqual([0, 0.25, 0.25, 0.25]);
    expect(curves.causes[1]!.incidence).toEqual([0.25, 0.25, 0.25, 0.75]);
    expect(curves.eventFree).toEqual([0.75, 0.5, 0.5, 0]);
  });

  test("of one time is a share of a multinomial", () => {
    const { causes } = cumulativeIncidence({ time: [1, 1, 1, 1, 1], cause: ["a", "b", "b", null, null] });
    expect(causes[1]!.standardError[0]).toBeCloseTo(Math.sqrt((0.4 * 0.6) / 5), 15);
  });

  test("before the first event of a cause is 0 and sure of it, after the last of all is 1 and has no band", () => {
    const curves = cumulativeIncidence({ time: [1, 2, 3], cause: ["a", "a", "a"] });
    expect(curves.causes[0]).toMatchObject({
      incidence: [1 / 3, 2 / 3, 1],
      upper: [expect.any(Number), expect.any(Number), null],
    });
    expect(cumulativeIncidence(data).causes[0]).toMatchObject({
      lower: [0, expect.any(Number), expect.any(Number), expect.any(Number)],
    });
    expect(curves.causes[0]!.standardError[2]).toBeCloseTo(0, 15);
  });

  test("names causes that have not happened when it is told of them", () => {
    const { causes } = cumulativeIncidence(data, { causes: ["voluntary", "failed payment", "fraud"] });
    expect(causes.map(({ cause }) => cause)).toEqual(["failed payment", "fraud", "voluntary"]);
    expect(causes[1]!.incidence).toEqual([0, 0, 0, 0]);
    expect(cumulativeIncidence(tallySurvival(data), { causes: ["fraud"] }).causes).toHaveLength(3);
  });

  test("of nobody, and of nobody who left", () => {
    expect(cumulativeIncidence([])).toMatchObject({ n: 0, causes: [], notes: ["no-observations"] });
    expect(cumulativeIncidence({ time: [1, 2], cause: [null, "censored"] })).toMatchObject({
      eventFree: [1, 1],
      causes: [],
      notes: ["no-events"],
    });
  });

  test("counts a cause that is none of those as left out", () => {
    const { leftOut } = cumulativeIncidence(
      { time: [1, 2, 3], cause: ["volutary", "", undefined] },
      { causes: ["voluntary"] },
    );
    expect(leftOut.unknownEvent).toBe(3);
  });

  test("can be had without bands", () => {
    expect(cumulativeIncidence(data, { interval: "none" })).toMatchObject({
      band: null,
      causes: [{ lower: [], upper: [] }, {}],
    });
    expect(codeOf(() => cumulativeIncidence(data, { interval: "wilson" as never }))).toBe("INTERVAL_UNKNOWN");
  });
});

describe("incidences at a time", () => {
  test("add up to 1 and hold from a time on", () => {
    const { eventFree, causes } = incidenceAt(cumulativeIncidence(data), 2.5);
    expect([eventFree, ...causes.map(({ value }) => value)]).toEqual([0.5, 0.25, 0.25]);
    expect(causes[0]!.interval!.method).toBe("log-log");
    expect(incidenceAt(cumulativeIncidence(data), 0.5)).toMatchObject({
      eventFree: 1,
      causes: [{ value: 0, standardError: 0 }, { value: 0 }],
    });
  });

  test("are unknown beyond the last time, unless all had left", () => {
    const open = cumulativeIncidence({ time: [1, 2], cause: ["a", null] });
    expect(incidenceAt(open, 2).eventFree).toBe(0.5);
    expect(incidenceAt(open, 3)).toMatchObject({
      eventFree: null,
      causes: [{ value: null, interval: null, notes: ["beyond-last-time"] }],
    });
    expect(incidenceAt(cumulativeIncidence(data), 9).eventFree).toBe(0);
    expect(incidenceAt(cumulativeIncidence([], { causes: ["a"] }), 1)).toMatchObject({
      eventFree: null,
      causes: [{ notes: ["no-observations"] }],
    });
    expect(codeOf(() => incidenceAt(open, -1))).toBe("TIME_INVALID");
  });
});
