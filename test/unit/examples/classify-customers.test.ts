import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Papa from "papaparse";
import { afterAll, expect, it } from "vitest";
import { tierModelSchema } from "../../../src/schema/tier-model-schema.ts";

const folder = mkdtempSync(join(tmpdir(), "customer-metrics-crm-"));
afterAll(() => rmSync(folder, { recursive: true }));

function classify(...args: string[]): {
  readonly code: number | null;
  readonly output: string;
  readonly errors: string;
} {
  expect(existsSync("dist/tiers.js"), "the example runs on the built package: run npx tsup first").toBe(true);
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ["node_modules/tsx/dist/cli.mjs", "examples/classify-customers.ts", ...args],
    { encoding: "utf8" },
  );
  return { code: status, output: stdout, errors: stderr };
}

it("gives every customer of the bundled export a tier, and says what is wrong with the other rows", () => {
  const { code, output, errors } = classify();
  expect(code).toBe(0);
  expect(
    errors
      .trimEnd()
      .split("\n")
      .map((line) => line.split(": ").slice(0, 2).join(": ")),
  ).toEqual([
    "row 41: customerId",
    "row 63: ourAffinity",
    "row 77: profit",
    "row 92: fitCulture",
    "row 104: customerId",
    "row 113: leaveRisk",
  ]);
  const rows = Papa.parse<{ customerId: string; tier: string; why: string; next: string }>(output, {
    header: true,
    skipEmptyLines: true,
  }).data;
  expect(rows).toHaveLength(121 - 6);
  expect(new Set(rows.map(({ tier }) => tier))).toEqual(new Set(["1", "2", "3", "one of 1, 2", "one of 2, 3"]));
  expect(rows.every(({ why, next }) => why !== "" && next !== "")).toBe(true);
  expect(rows[0]).toMatchObject({ customerId: "C001", tier: "3" });
});

it("stores its model, and holds later customers against it", () => {
  const [first, later, model] = ["first.csv", "later.csv", "model.json"].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];
  const header =
    "customerId,revenue,directCost,costToServe,ourAffinity,theirAffinity,leaveRisk,problems,fitProduct,fitService,fitCulture";
  const best = "9,10,0.02,0,yes,yes,yes";
  writeFileSync(first, `${header}\nann,900,300,100,${best}\nbo,90,30,10,${best}\n`);
  writeFileSync(later, `${header}\ncy,2900,300,100,${best}\ndi,900,300,100.01,${best}\ned,,300,100,${best}\n`);
  const tiers = (output: string): unknown[] =>
    Papa.parse<string[]>(output.trim())
      .data.slice(1)
      .map(([id, tier]) => [id, tier]);
  expect(tiers(classify(first, model).output)).toEqual([
    ["ann", "1"],
    ["bo", "2"],
  ]);
  expect(tierModelSchema.parse(JSON.parse(readFileSync(model, "utf8")))).toMatchObject({
    highProfit: 500,
    version: "1",
  });
  // A better customer than all before moves nobody's line, and a revenue that is not known is no loss.
  expect(tiers(classify(later, model).output)).toEqual([
    ["cy", "1"],
    ["di", "2"],
    ["ed", "one of 1, 2, 3"],
  ]);
});
