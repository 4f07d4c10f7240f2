import { describe, expect, test } from "vitest";
import { isMetricError } from "../../../src/core/metric-error.ts";
import { findRoot } from "../../../src/numeric/root.ts";

const codeOf = (call: () => unknown): string => {
  try {
    call();
    return "none";
  } catch (error) {
    return isMetricError(error) ? error.code : "other";
  }
};

describe("findRoot", () => {
  test.each<[string, (x: number) => number, number, number]>([
    ["no change of sign", (x) => x * x + 1, -1, 1],
    ["NaN at an end", () => NaN, -1, 1],
    ["an infinite bound", (x) => x, -1, Infinity],
    ["a NaN bound", (x) => x, NaN, 1],
  ])("throws ROOT_NOT_BRACKETED for %s", (_name, f, lower, upper) => {
    expect(codeOf(() => findRoot(f, lower, upper))).toBe("ROOT_NOT_BRACKETED");
  });

  test("throws ROOT_NOT_FOUND for NaN inside, and when evaluations run out", () => {
    expect(codeOf(() => findRoot((x) => (Math.abs(x) === 1 ? x : NaN), -1, 1))).toBe("ROOT_NOT_FOUND");
    expect(codeOf(() => findRoot((x) => x ** 3 - 2, 0, 5, { maxEvaluations: 5 }))).toBe("ROOT_NOT_FOUND");
  });

  test("takes an end that is a root", () => {
    expect(findRoot((x) => x, 0, 1)).toBe(0);
    expect(findRoot((x) => x - 1, 0, 1)).toBe(1);
  });

  test.each<[string, (x: number) => number, number, number, number]>([
    ["cos x - x", (x) => Math.cos(x) - x, 0, 1, 0.7390851332151607],
    ["falling", (x) => 2 - x * x, 0, 10, Math.SQRT2],
    ["reversed bounds", (x) => x * x - 2, 10, 0, Math.SQRT2],
    ["very flat", (x) => (x - 0.3) ** 9, -1, 1, 0.3],
    ["very steep", (x) => Math.exp(x) - 1e-5, -1e3, 10, Math.log(1e-5)],
    ["a jump", (x) => (x < 0.3 ? -1 : 1), 0, 1, 0.3],
    ["an infinite value", (x) => (x < 0.5 ? -Infinity : x - 0.75), 0, 1, 0.75],
    ["near 0", (x) => x - 1e-200, 0, 1, 1e-200],
    ["at 0", (x) => Math.atan(x), -1, 3, 0],
  ])("%s", (_name, f, lower, upper, root) => {
    expect(Math.abs(findRoot(f, lower, upper) - root)).toBeLessThanOrEqual(1e-15 * Math.abs(root) + 1e-35);
  });

  test("spends few evaluations, and fewer where less is enough", () => {
    const spent = (tolerance: number): number => {
      let count = 0;
      const counted = (x: number): number => {
        count++;
        return Math.cos(x) - x;
      };
      findRoot(counted, 0, 1, { tolerance });
      return count;
    };
    expect(spent(0)).toBeLessThan(12);
    expect(spent(1e-3)).toBeLessThan(spent(0));
  });
});
