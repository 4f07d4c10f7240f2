import { execFileSync } from "node:child_process";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { doors as entries } from "../../tsup.config.ts";
import { pack, type Packed, readManifest } from "./packed.ts";

const { name, exports, typesVersions } = readManifest();
const names = Object.keys(entries);
const doors = names.map((entry) => (entry === "index" ? name : `${name}/${entry}`));

let packed: Packed;
beforeAll(() => {
  packed = pack();
});
afterAll(() => packed.remove());

/** What a program prints, run by plain Node in the project that has installed the package. */
function run(program: string, ...flags: string[]): unknown {
  return JSON.parse(
    execFileSync(process.execPath, [...flags, "-e", program], { cwd: packed.folder, encoding: "utf8" }),
  );
}
const runModule = (program: string): unknown => run(program, "--input-type=module");

/** What package.json has to say of an entry of `tsup.config.ts`. */
const conditions = (entry: string): unknown => ({
  import: { types: `./dist/${entry}.d.ts`, default: `./dist/${entry}.js` },
  require: { types: `./dist/${entry}.d.cts`, default: `./dist/${entry}.cjs` },
});

test("package.json has the doors of tsup.config.ts, and no other", () => {
  const wanted = Object.fromEntries(names.map((entry) => [entry === "index" ? "." : `./${entry}`, conditions(entry)]));
  const files = { "./json-schema/*.json": "./dist/json-schema/*.json", "./package.json": "./package.json" };
  expect(exports).toEqual({ ...wanted, ...files });
});

test("old resolvers find the same doors", () => {
  const others = names.filter((entry) => entry !== "index");
  expect(typesVersions).toEqual({ "*": Object.fromEntries(others.map((entry) => [entry, [`./dist/${entry}.d.cts`]])) });
});

describe.each(doors)("%s", (door) => {
  test("opens by import and by require, to the same names", () => {
    const imported = runModule(`console.log(JSON.stringify(Object.keys(await import("${door}")).sort()))`);
    const required = run(`console.log(JSON.stringify(Object.keys(require("${door}")).sort()))`);
    expect(imported).toEqual(required);
    expect((imported as string[]).length).toBeGreaterThan(0);
    expect(imported).not.toContain("default");
  });

  test("is silent on import and leaves no global behind", () => {
    // Zod has a registry of its own, one for all copies.
    const program = `const before = Object.getOwnPropertyNames(globalThis); await import("${door}");
      console.log(JSON.stringify(Object.getOwnPropertyNames(globalThis).filter((key) => !before.includes(key) && !key.startsWith("__zod_"))))`;
    expect(runModule(program)).toEqual([]);
  });
});

describe("MetricError is one class", () => {
  const call = "try { survey.nps([10], { level: 95 }); console.log(0) } catch (error)";

  test("behind all ESM doors", () => {
    const program = `import { MetricError } from "${name}"; import * as survey from "${name}/survey";
      ${call} { console.log(JSON.stringify([error instanceof MetricError, error.code])) }`;
    expect(runModule(program)).toEqual([true, "LEVEL_OUT_OF_RANGE"]);
  });

  test("behind all CommonJS doors", () => {
    const program = `const { MetricError } = require("${name}"); const survey = require("${name}/survey");
      ${call} { console.log(JSON.stringify([error instanceof MetricError, error.code])) }`;
    expect(run(program)).toEqual([true, "LEVEL_OUT_OF_RANGE"]);
  });

  test("and isMetricError knows the one of the other format", () => {
    const program = `import { createRequire } from "node:module"; import { isMetricError, MetricError } from "${name}";
      const survey = createRequire(import.meta.url)("${name}/survey");
      ${call} { console.log(JSON.stringify([error instanceof MetricError, isMetricError(error)])) }`;
    expect(runModule(program.replace("import.meta.url", '"file://" + process.cwd() + "/index.js"'))).toEqual([
      false,
      true,
    ]);
  });
});
