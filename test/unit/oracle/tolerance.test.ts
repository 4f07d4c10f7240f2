import { describe, expect, test } from "vitest";
import { compareWithKnown } from "../../oracle/compare.ts";
import { isNear, ruleOf, toleranceRules, unstated } from "../../oracle/tolerance.ts";

test("near is abs + rel * |want|", () => {
  expect(isNear(101, 100, { rel: 0.01, abs: 0 })).toBe(true);
  expect(isNear(-101.1, -100, { rel: 0.01, abs: 0 })).toBe(false);
  expect(isNear(-101.1, -100, { rel: 0.01, abs: 0.2 })).toBe(true);
  expect(isNear(0, 1e-13, { rel: 1e-9, abs: 0 })).toBe(false);
  expect(isNear(0.1 + 0.2, 0.3, { rel: 0, abs: 0 })).toBe(false);
  expect(isNear(Number.NaN, 1, { rel: 1, abs: 1 })).toBe(false);
});

test("what is not stated is exact beside what is", () => {
  expect(toleranceRules({ rel: 1e-9 }).base).toEqual({ rel: 1e-9, abs: 0 });
  expect(toleranceRules({ abs: 1e-9 }).base).toEqual({ rel: 0, abs: 1e-9 });
  expect(toleranceRules({ rel: 0, abs: 0 }).base).toEqual({ rel: 0, abs: 0 });
});

test("a file that states nothing gets the common rule", () => {
  expect(toleranceRules(undefined).base).toEqual(unstated);
  expect(toleranceRules({ log: { rel: 1e-10 } }).base).toEqual(unstated);
  expect(toleranceRules({ log: { rel: 1e-10 }, other: { rel: 1e-8 } }).base).toEqual({ rel: 1e-8, abs: 0 });
});

test("a case has the last word over its file", () => {
  const file = toleranceRules({ rel: 1e-9, abs: 0, se: { rel: 1e-3 } });
  expect(toleranceRules({ rel: 1e-7 }, file)).toEqual({ base: { rel: 1e-7, abs: 0 }, fields: {} });
  expect(toleranceRules({ note: "as the file" }, file)).toEqual(file);
  expect(toleranceRules(undefined, file)).toBe(file);
});

describe("a field has a rule of its own", () => {
  const rules = toleranceRules({ rel: 1e-9, log: { rel: 1e-3 }, log_likelihood: { abs: 1 }, params: { rel: 0.5 } });

  test("by its name, else by the longest name that it begins with, else that of what is around it", () => {
    expect(ruleOf(rules, "log_likelihood", rules.base)).toEqual({ rel: 0, abs: 1 });
    expect(ruleOf(rules, "log_survival", rules.base)).toEqual({ rel: 1e-3, abs: 0 });
    expect(ruleOf(rules, "logic", rules.base)).toBe(rules.base);
  });

  test("and so has what is below it", () => {
    const want = { params: { r: 1, deep: [1] }, n: 1 };
    const { differences } = compareWithKnown({ params: { r: 1.4, deep: [1.4] }, n: 1.4 }, want, rules);
    expect(differences.map(({ path }) => path)).toEqual(["n"]);
  });
});
