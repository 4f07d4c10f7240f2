import { execFileSync } from "node:child_process";
import { expect, it } from "vitest";

it("merges the states of days", () => {
  const output = execFileSync(process.execPath, ["node_modules/tsx/dist/cli.mjs", "examples/merge-days.ts"], {
    encoding: "utf8",
  });
  expect(output).toMatch(/^NPS 27\.3 \(-22\.5 to 65\.4\) of 11 answers; left out: \{ skipped: 1, outOfRange: 1/);
});
