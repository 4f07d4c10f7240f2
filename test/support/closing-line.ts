import type { Reporter, SerializedError, TestModule } from "vitest/node";

/** Prints `N passed, N failed, N skipped` alone on the last line, for people and programs that read only that. */
export default class ClosingLine implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly SerializedError[]): void {
    const line = closingLine(modules, errors.length);
    process.once("exit", () => process.stdout.write(`${line}\n`));
  }
}

/** Counts tests; a file that did not load and an error outside of tests are failures too. */
export function closingLine(modules: readonly TestModule[], strayErrors: number): string {
  let [passed, failed, skipped] = [0, strayErrors, 0];
  for (const module of modules) {
    failed += module.errors().length;
    for (const suite of module.children.allSuites()) failed += suite.errors().length;
    for (const test of module.children.allTests()) {
      const { state } = test.result();
      if (state === "passed") passed += 1;
      else if (state === "skipped") skipped += 1;
      else failed += 1;
    }
  }
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}
