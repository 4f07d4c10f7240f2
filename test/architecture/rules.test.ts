import { describe, expect, test } from "vitest";
import { cycles } from "./cycles.ts";
import { hiddenInputs } from "./hidden-inputs.ts";
import { wrongArrows } from "./rooms.ts";
import { parseModule, type SourceModule } from "./source-module.ts";
import { defaultExports, impureTopLevel, misnamedFiles } from "./top-level.ts";

const moduleOf = (path: string, text: string): SourceModule[] => [parseModule(path, text)];

describe("wrong arrows", () => {
  test.each([
    [
      "core/state.ts",
      'import { nps } from "../survey/nps.ts";',
      "src/core/state.ts:1: core may not import survey; it may import nothing",
    ],
    [
      "numeric/erf.ts",
      'import type { Scale } from "../model/scale.ts";',
      "src/numeric/erf.ts:1: numeric may not import model; it may import core",
    ],
    [
      "survey/nps.ts",
      'import { scale } from "../model/scale.ts";',
      'src/survey/nps.ts:1: survey may import only types of model; write "import type"',
    ],
    [
      "survey/nps.ts",
      'import { type Scale } from "../model/scale.ts";',
      'src/survey/nps.ts:1: survey may import only types of model; write "import type"',
    ],
    [
      "survey/nps.ts",
      'import { tz } from "@date-fns/tz/tz";',
      'src/survey/nps.ts:1: survey may not import the package "@date-fns/tz/tz"; only time does, so ask time for what you need',
    ],
    [
      "core/a.ts",
      'import fs from "node:fs";',
      'src/core/a.ts:1: core may not import the package "node:fs"; the library has no such dependency',
    ],
    [
      "core/a.ts",
      '\nexport * from "../stats/b.ts";',
      "src/core/a.ts:2: core may not import stats; it may import nothing",
    ],
    [
      "core/a.ts",
      'const b = (): unknown => import("../stats/b.ts");',
      "src/core/a.ts:1: core may not import stats; it may import nothing",
    ],
    [
      "core/a.ts",
      'type B = import("../stats/b.ts").B;',
      "src/core/a.ts:1: core may not import stats; it may import nothing",
    ],
    ["core/a.ts", 'import { b } from "./b";', 'src/core/a.ts:1: write "./b" with its ending, .ts'],
    [
      "index.ts",
      'export { schema } from "./schema/index.ts";',
      "src/index.ts:1: index may not import schema; it may import core, time, survey, churn, clv, tiers, journey, types of model",
    ],
    [
      "attic/a.ts",
      "",
      'src/attic/a.ts: there is no room "attic" in test/architecture/rooms.ts; add it there and to docs/the-house.md',
    ],
  ])("%s: %s", (path, text, complaint) => {
    expect(wrongArrows(moduleOf(`src/${path}`, text))).toEqual([complaint]);
  });

  test.each([
    [
      "survey/nps.ts",
      'import { fail } from "../core/metric-error.ts";\nimport type { Scale } from "../model/scale.ts";',
    ],
    ["time/zone.ts", 'import { tz } from "@date-fns/tz";'],
    ["schema/a.ts", 'import * as z from "zod";\nimport type { A } from "../model/a.ts";'],
    ["charts/a.ts", 'import type { Nps } from "../survey/nps.ts";'],
  ])("none in %s: %s", (path, text) => {
    expect(wrongArrows(moduleOf(`src/${path}`, text))).toEqual([]);
  });
});

test("a way in circles, of values alone", () => {
  const a = parseModule("src/core/a.ts", 'import { b } from "./b.ts";');
  const values = parseModule("src/core/b.ts", 'import { a } from "./a.ts";');
  const types = parseModule("src/core/b.ts", 'import type { A } from "./a.ts";');
  expect(cycles([a, values])).toEqual([
    "src/core/a.ts -> src/core/b.ts -> src/core/a.ts: move what both need into a file of its own",
  ]);
  expect(cycles([a, types])).toEqual([]);
});

describe("on import", () => {
  test.each([
    "console.log(1);",
    "const root = Math.sqrt(2);",
    "const table = new Float64Array(3);",
    "const fixed = Object.freeze({});",
    "const all = [...others];",
    "const keyed = { [name]: 1 };",
    "const nested = { a: [f()] };",
    "for (const a of []) a();",
    "enum A { B }",
    "class A { static b = 1; }",
    "class A { static { f(); } }",
    'import "./side-effect.ts";',
  ])("something happens: %s", (text) => {
    expect(impureTopLevel(moduleOf("src/core/a.ts", text))).toHaveLength(1);
  });

  test.each([
    "const a = 1; let b: number[] | undefined;",
    'const a = { b: [1, -2, null, true, `c`, "d"], e: () => f(), g() { h(); } } as const;',
    "const a = /* @__PURE__ */ (() => f())();",
    "export const a: A = /* @__PURE__ */ (() =>\n  f())();",
    "const a = /b/;",
    "export function a(): void { f(); }",
    "export class A extends RangeError { readonly b = f(); }",
    'export * from "./b.ts"; import { b } from "./b.ts"; export type C = 1; interface D {}',
  ])("nothing happens: %s", (text) => {
    expect(impureTopLevel(moduleOf("src/core/a.ts", text))).toEqual([]);
  });
});

describe("hidden inputs", () => {
  test.each([
    "Date.now()",
    "new Date()",
    "new Date(2025, 0, 1)",
    "Date()",
    "Math.random()",
    "performance.now()",
    "process.env",
    "crypto.getRandomValues(a)",
    "globalThis.b",
    "a.getHours()",
    "a.setDate(1)",
    "a.getTimezoneOffset()",
    "a.toLocaleString()",
    "a.localeCompare(b)",
    "new Intl.DateTimeFormat()",
  ])("%s", (expression) => {
    expect(hiddenInputs(moduleOf("src/survey/a.ts", `export const f = () => ${expression};`))).toHaveLength(1);
  });

  test.each([
    "new Date(at)",
    "a.getUTCHours()",
    "a.process",
    "({ process: 1 })",
    "Math.max(a)",
    "((process: A) => process.b)(a)",
    "{ const { process } = a; return process.b; }",
    "{ const { process: b } = a; return b; }",
    "{ for (const process of a) b(process); }",
  ])("none in %s", (expression) => {
    expect(hiddenInputs(moduleOf("src/survey/a.ts", `export const f = () => ${expression};`))).toEqual([]);
  });

  test("a name of one's own is so only where it holds", () => {
    const text = "export const f = (process: A) => process.b; export const g = () => process.env;";
    expect(hiddenInputs(moduleOf("src/survey/a.ts", text))).toHaveLength(1);
  });

  test("time alone may ask for a calendar, and says of which zone", () => {
    const found = (expression: string): number =>
      hiddenInputs(moduleOf("src/time/a.ts", `export const f = () => ${expression};`)).length;
    expect(found('new Intl.DateTimeFormat("en", { timeZone })')).toBe(0);
    expect(found('new Intl.DateTimeFormat("en")')).toBe(1);
    expect(found("Intl.DateTimeFormat().resolvedOptions().timeZone")).toBe(1);
  });
});

test("default exports", () => {
  for (const text of ["export default 1;", "export default function a() {}", "export { a as default };"]) {
    expect(defaultExports(moduleOf("src/core/a.ts", text))).toHaveLength(1);
  }
  expect(defaultExports(moduleOf("src/core/a.ts", "export const a = 1; export { b };"))).toEqual([]);
});

test("file names", () => {
  const isMisnamed = (path: string): boolean => misnamedFiles(moduleOf(path, "")).length > 0;
  expect(
    ["src/core/metric-error.ts", "src/index.ts", "src/numeric/2f1.ts", "src/numeric/gauss-2f1.ts"].map(isMisnamed),
  ).toEqual([false, false, true, false]);
  expect(["src/core/metricError.ts", "src/core/Metric.ts", "src/core/metric_error.ts"].map(isMisnamed)).toEqual([
    true,
    true,
    true,
  ]);
});
