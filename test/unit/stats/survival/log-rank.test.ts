import { describe, expect, test } from "vitest";
import { logRank } from "../../../../src/stats/survival/log-rank.ts";
import { quadraticForm } from "../../../../src/stats/survival/log-rank-statistic.ts";
import { tallySurvivalBy } from "../../../../src/stats/survival/survival-tally.ts";
import { codeOf } from "./code-of.ts";

const data = {
  time: [1, 2, 3, 4, 6, 7, 8, 9],
  event: [1, 1, 1, 1, 1, 0, 1, 0],
  group: ["basic", "basic", "basic", "pro", "basic", "pro", "pro", "pro"],
};

describe("nothing to compare", () => {
  test("in no rows, one group, or without events", () => {
    expect(logRank({ time: [], event: [], group: [] })).toMatchObject({
      chiSquare: null,
      pValue: null,
      degreesOfFreedom: 0,
      groups: [],
      notes: ["one-group"],
    });
    expect(logRank({ ...data, group: data.group.map(() => "all") })).toMatchObject({
      chiSquare: null,
      notes: ["one-group"],
    });
    expect(logRank({ ...data, event: data.event.map(() => 0) })).toMatchObject({
      chiSquare: null,
      notes: ["no-events"],
    });
  });

  test("between groups that were never at risk together", () => {
    const apart = { time: [1, 2, 11, 12], event: [1, 1, 1, 1], entry: [0, 0, 10, 10], group: ["a", "a", "b", "b"] };
    expect(logRank(apart)).toMatchObject({ chiSquare: null, degreesOfFreedom: 0, notes: ["never-at-risk-together"] });
    const third = {
      time: [...apart.time, 1.5, 3],
      event: [1, 1, 1, 1, 1, 1],
      entry: [...apart.entry, 0, 0],
      group: [...apart.group, "c", "c"],
    };
    expect(logRank(third)).toMatchObject({ degreesOfFreedom: 1, notes: ["never-at-risk-together"] });
    expect(logRank(third).chiSquare).toBeCloseTo(
      logRank({ time: [1, 2, 1.5, 3], event: [1, 1, 1, 1], group: ["a", "a", "c", "c"] }).chiSquare!,
      13,
    );
  });

  test("a name that nobody bears takes no part", () => {
    const codes = data.group.map((group) => (group === "basic" ? 0 : 2));
    const test = logRank({ ...data, group: { codes, names: ["basic", "nobody", "pro"] } });
    expect(test.groups[1]).toEqual({ group: "nobody", n: 0, events: 0, observed: 0, expected: 0 });
    expect(test).toMatchObject({ degreesOfFreedom: 1, notes: [] });
    expect(test.chiSquare).toBeCloseTo(logRank(data).chiSquare!, 13);
  });
});

describe("a test", () => {
  test("from columns, rows and states is one", () => {
    const test = logRank(data);
    const rows = data.time.map((time, row) => ({ time, event: data.event[row]!, group: data.group[row]! }));
    expect(logRank(rows)).toStrictEqual(test);
    expect(logRank(tallySurvivalBy(data))).toStrictEqual(test);
    expect(logRank({ "": tallySurvivalBy(data) })).toStrictEqual(test);
    expect(
      logRank({ ...data, cause: data.event.map((event) => (event ? "left" : null)), event: undefined }),
    ).toStrictEqual(test);
  });

  test("within strata compares like with like", () => {
    const stratum = ["x", "x", "y", "x", "y", "y", "x", "y"];
    const part = (name: string): typeof data => ({
      time: data.time.filter((_, row) => stratum[row] === name),
      event: data.event.filter((_, row) => stratum[row] === name),
      group: data.group.filter((_, row) => stratum[row] === name),
    });
    const [x, y] = [logRank(part("x")), logRank(part("y"))];
    const both = logRank({ ...data, stratum });
    expect(both.definition.strata).toBe(2);
    both.groups.forEach(({ expected }, place) => {
      expect(expected).toBeCloseTo(x.groups[place]!.expected + y.groups[place]!.expected, 14);
    });
    expect(logRank({ x: tallySurvivalBy(part("x")), y: tallySurvivalBy(part("y")) })).toStrictEqual(both);
    const rows = data.time.map((time, row) => ({
      time,
      event: data.event[row]!,
      group: data.group[row]!,
      stratum: stratum[row]!,
    }));
    expect(logRank(rows)).toStrictEqual(both);
  });

  test("keeps the digits of its p-value far out", () => {
    const many = {
      time: [1, 2, 3, 4, 5, 6],
      event: [1, 1, 1, 1, 1, 1],
      weight: [200, 200, 200, 200, 200, 200],
      group: ["a", "a", "a", "b", "b", "b"],
    };
    const { chiSquare, pValue } = logRank(many);
    expect(chiSquare!).toBeGreaterThan(700);
    expect(pValue!).toBeGreaterThan(0);
    expect(pValue!).toBeLessThan(1e-150);
  });

  test("ties times over all groups", () => {
    const torn = { time: [0.3, 0.1 + 0.2, 1, 2], event: [1, 1, 1, 1], group: ["a", "b", "a", "b"] };
    const tied = { ...torn, time: [0.3, 0.3, 1, 2] };
    expect(logRank(torn).chiSquare).toBe(logRank(tied).chiSquare);
    expect(logRank(torn, { tieTolerance: 0 }).chiSquare).not.toBeCloseTo(logRank(tied).chiSquare!, 3);
  });

  test("says that weights were taken for counts", () => {
    expect(logRank({ ...data, weight: [1, 1, 0.5, 1, 1, 1, 1, 1] }).notes).toEqual(["fractional-weights"]);
  });
});

test("a bad call throws", () => {
  expect(codeOf(() => logRank(data, { rho: -1 }))).toBe("RHO_INVALID");
  expect(codeOf(() => logRank(data, { rho: NaN }))).toBe("RHO_INVALID");
  expect(codeOf(() => logRank({ time: [1], event: [1] }))).toBe("GROUP_REQUIRED");
  expect(codeOf(() => logRank({ ...data, stratum: ["x"] }))).toBe("LENGTH_MISMATCH");
  expect(codeOf(() => logRank([{ time: 1, event: true }]))).toBe("GROUP_INVALID");
  expect(codeOf(() => logRank({ a: 1 } as never))).toBe("SOURCE_INVALID");
  expect(codeOf(() => logRank(null as never))).toBe("SOURCE_INVALID");
});

describe("a quadratic form", () => {
  test("is the one of the inverse, whichever group is dropped", () => {
    const covariance = [
      [5, -2, -3],
      [-2, 6, -4],
      [-3, -4, 7],
    ];
    // (3, -1)' [[5, -2], [-2, 6]]^-1 (3, -1), by hand: 47 / 26.
    expect(quadraticForm([3, -1, -2], covariance)).toEqual({ chiSquare: expect.closeTo(47 / 26, 14), rank: 2 });
    const turned = [2, 0, 1].map((i) => [2, 0, 1].map((j) => covariance[i]![j]!));
    expect(quadraticForm([-2, 3, -1], turned).chiSquare).toBeCloseTo(47 / 26, 14);
  });

  test("tells a group of one in a million from none", () => {
    const covariance = [
      [1e-6, 0, -1e-6],
      [0, 1e7, -1e7],
      [-1e-6, -1e7, 1e7 + 1e-6],
    ];
    expect(quadraticForm([1e-3, 1e3, -1e3 - 1e-3], covariance)).toEqual({
      chiSquare: expect.closeTo(1.1, 12),
      rank: 2,
    });
    expect(quadraticForm([], [])).toEqual({ chiSquare: 0, rank: 0 });
  });
});
