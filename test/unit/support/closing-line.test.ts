import { expect, test } from "vitest";
import type { TestModule } from "vitest/node";
import { closingLine } from "../../support/closing-line.ts";

const moduleOf = (states: readonly string[], errors = 0, suiteErrors = 0): TestModule => {
  const tests = states.map((state) => ({ result: () => ({ state }) }));
  return {
    errors: () => new Array(errors).fill({ message: "" }),
    children: {
      allTests: () => tests,
      allSuites: () => [{ errors: () => new Array(suiteErrors).fill({ message: "" }) }],
    },
  } as unknown as TestModule;
};

test.each([
  [[], 0, "0 passed, 0 failed, 0 skipped"],
  [[moduleOf([], 0, 1)], 0, "0 passed, 1 failed, 0 skipped"],
  [[moduleOf(["passed", "failed", "skipped", "passed"])], 0, "2 passed, 1 failed, 1 skipped"],
  [[moduleOf(["passed"]), moduleOf(["passed"])], 0, "2 passed, 0 failed, 0 skipped"],
  [[moduleOf([], 1), moduleOf(["passed"])], 0, "1 passed, 1 failed, 0 skipped"],
  [[moduleOf(["passed", "pending"])], 0, "1 passed, 1 failed, 0 skipped"],
  [[moduleOf(["passed"])], 2, "1 passed, 2 failed, 0 skipped"],
])("%#", (modules, strayErrors, line) => {
  expect(closingLine(modules as TestModule[], strayErrors)).toBe(line);
});
