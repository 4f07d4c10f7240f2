import { describe, expect, test } from "vitest";
import { checkChoice } from "../../../src/core/choice.ts";
import { checkLevel } from "../../../src/core/estimate.ts";
import { checkCount, checkSameKind } from "../../../src/core/state.ts";
import { codeOf, thrownBy } from "./code-of.ts";

describe("checkLevel", () => {
  test.each([[Number.MIN_VALUE], [1e-16], [0.5], [0.95], [0.999999], [1 - 2 ** -53]])("%d is a level", (level) => {
    expect(() => checkLevel(level)).not.toThrow();
  });

  test.each([
    [0],
    [-0],
    [1],
    [95],
    [1.5],
    [-0.95],
    [1 + 2 ** -52],
    [Number.NaN],
    [Number.POSITIVE_INFINITY],
    ["0.95"],
    [null],
    [undefined],
    [true],
    [[0.95]],
    [{}],
    [Symbol("level")],
    [1n],
    [0n],
  ])("%o is none", (level) => {
    expect(codeOf(() => checkLevel(level as number))).toBe("LEVEL_OUT_OF_RANGE");
  });

  test("who writes 95 is told where it must be", () => {
    expect(thrownBy(() => checkLevel(95)).message).toBe("Cannot use level as it must be in (0, 1): received 95");
  });
});

describe("checkCount", () => {
  test.each([[0], [1], [Number.MAX_SAFE_INTEGER]])("%d is a count", (count) => {
    expect(checkCount(count)).toBe(count);
  });

  test.each([[-1], [0.5], [2 ** 53], [Number.NaN], [Number.POSITIVE_INFINITY], ["3"], [null], [undefined], [3n]])(
    "%o is none",
    (count) => {
      expect(codeOf(() => checkCount(count as number))).toBe("COUNT_INVALID");
    },
  );
});

test("checkSameKind says both kinds", () => {
  expect(() => checkSameKind({ kind: "a/1" }, { kind: "a/1" })).not.toThrow();
  expect(thrownBy(() => checkSameKind({ kind: "a/1" }, { kind: "a/2" })).message).toBe(
    'Cannot use state as it must be a/1: received "a/2"',
  );
});

test("checkChoice lists the choices", () => {
  expect(() => checkChoice("X_INVALID", "x", 7, [1, 2, 7])).not.toThrow();
  const error = thrownBy(() => checkChoice("X_INVALID", "x", "tree", ["one", "two"]));
  expect([error.code, error.message]).toEqual([
    "X_INVALID",
    'Cannot use x as it must be one of one, two: received "tree"',
  ]);
});
