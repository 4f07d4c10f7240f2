import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { measurements, subjects } from "./accuracy.ts";

test.each(measurements())("$name, $region: $points points within $bound", ({ worst, bound, at }) => {
  expect(worst, `at ${at.join(", ")}`).toBeLessThanOrEqual(bound);
});

test("every bound beyond 1e-13 is in the ledger of known differences", () => {
  const ledger = readFileSync("docs/numerics/known-differences.md", "utf8").split("\n");
  for (const [name, { bound, except }] of Object.entries(subjects)) {
    expect(bound).toBeLessThanOrEqual(1e-13);
    if (except === undefined || except.bound <= 1e-13) continue;
    const row = ledger.find((line) => line.includes(`\`${name}\``) && line.includes(except.region));
    expect(row, `${name}: ${except.region}`).toContain(String(except.bound));
  }
});
