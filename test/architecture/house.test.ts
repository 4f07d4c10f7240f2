import { existsSync } from "node:fs";
import { expect, test } from "vitest";
import { doors } from "../../tsup.config.ts";
import { cycles } from "./cycles.ts";
import { undocumented } from "./documented.ts";
import { hiddenInputs } from "./hidden-inputs.ts";
import { wrongArrows } from "./rooms.ts";
import { readSourceModules } from "./source-module.ts";
import { defaultExports, impureTopLevel, misnamedFiles } from "./top-level.ts";

const modules = readSourceModules();

test("rooms import only what the table allows", () => {
  expect(wrongArrows(modules)).toEqual([]);
});

test("every arrow leads to a file", () => {
  const targets = modules.flatMap(({ path, arrows }) =>
    arrows.map(({ target, line }) => ({ at: `${path}:${line}`, target })),
  );
  expect(targets.filter(({ target }) => target !== null && !existsSync(target))).toEqual([]);
});

test("no module needs itself", () => {
  expect(cycles(modules)).toEqual([]);
});

test("nothing happens on import", () => {
  expect(impureTopLevel(modules)).toEqual([]);
});

test("no clock, no luck, no host", () => {
  expect(hiddenInputs(modules)).toEqual([]);
});

test("exports have names", () => {
  expect(defaultExports(modules)).toEqual([]);
});

test("files are named in kebab-case", () => {
  expect(misnamedFiles(modules)).toEqual([]);
});

test("what a user can import is documented, and functions by an example", () => {
  expect(undocumented(Object.values(doors))).toEqual([]);
});
