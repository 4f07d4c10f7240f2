import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { afterAll, beforeAll, expect, test } from "vitest";
import { doors as entries } from "../../tsup.config.ts";
import { jsonSchemaNames } from "../../src/schema/json-schema.ts";
import { pack, type Packed, readManifest } from "./packed.ts";

const { name, dependencies, peerDependencies } = readManifest();

let packed: Packed;
beforeAll(() => {
  packed = pack();
});
afterAll(() => packed.remove());

/** What a command of node_modules says when it complains, or "". */
function complaintsOf(command: string, ...options: string[]): string {
  try {
    execFileSync(process.execPath, [`node_modules/${command}`, ...options], { encoding: "utf8", stdio: "pipe" });
    return "";
  } catch (error) {
    const { stdout, stderr } = error as { readonly stdout: string; readonly stderr: string };
    return stdout + stderr;
  }
}

test("the tarball holds what is built, the licence and the pages a user reads, and nothing else", () => {
  const outside = packed.files.filter((path) => !path.startsWith("dist/"));
  const pages = outside.filter((path) => path.startsWith("docs/"));
  expect(outside.filter((path) => !pages.includes(path))).toEqual([
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "LICENSE",
    "README.md",
    "package.json",
  ]);
  expect(pages.filter((path) => !path.endsWith(".md") || path.startsWith("docs/api/"))).toEqual([]);
  const built = packed.files.filter((path) => path.startsWith("dist/"));
  const schemas = jsonSchemaNames.map((schema) => `dist/json-schema/${schema}.json`).sort();
  expect(built.filter((path) => !/\.(?:js|cjs|d\.ts|d\.cts)$/.test(path)).sort()).toEqual(schemas);
  expect(built).toEqual(expect.arrayContaining(Object.keys(entries).map((entry) => `dist/${entry}.js`)));
});

test("only the zone reader of date-fns is a dependency, and zod is the user's own", () => {
  expect(Object.keys(dependencies).sort()).toEqual(["@date-fns/tz"]);
  expect(Object.keys(peerDependencies)).toEqual(["zod"]);
});

test("publint finds nothing", () => {
  expect(complaintsOf("publint/src/cli.js", "run", packed.tarball, "--strict")).toBe("");
});

test("types resolve in every mode (attw)", () => {
  expect(
    complaintsOf(
      "@arethetypeswrong/cli/dist/index.js",
      packed.tarball,
      "--no-color",
      "--no-emoji",
      "--format",
      "ascii",
    ),
  ).toBe("");
});

test.each([
  ["ESM and CommonJS projects", ["index.mts", "index.cts"], ts.ModuleKind.NodeNext, ts.ModuleResolutionKind.NodeNext],
  ["a bundled project", ["index.ts"], ts.ModuleKind.ESNext, ts.ModuleResolutionKind.Bundler],
])("the declarations compile without skipLibCheck in %s", (_, names, module, moduleResolution) => {
  const doors = Object.keys(entries).map((entry) => (entry === "index" ? name : `${name}/${entry}`));
  const program = doors.map((door, i) => `import * as door${i} from "${door}";\nexport { door${i} };\n`).join("");
  const paths = names.map((file) => join(packed.folder, file));
  for (const path of paths) writeFileSync(path, program);
  const found = ts.getPreEmitDiagnostics(
    ts.createProgram(paths, {
      module,
      moduleResolution,
      target: ts.ScriptTarget.ES2022,
      lib: ["lib.es2023.d.ts"],
      types: [],
      strict: true,
      exactOptionalPropertyTypes: true,
      noEmit: true,
      skipLibCheck: false,
    }),
  );
  const ours = found.filter(({ file }) => !/node_modules\/(?:zod|date-fns|@date-fns)\//.test(file?.fileName ?? ""));
  expect(
    ours.map(({ file, messageText }) => `${file?.fileName}: ${ts.flattenDiagnosticMessageText(messageText, " ")}`),
  ).toEqual([]);
});

test("nothing of the machine that built it is in it", () => {
  const texts = packed.files.map((path) => readFileSync(join(packed.installed, path), "utf8"));
  expect(texts.filter((text) => text.includes(process.cwd()))).toEqual([]);
});
