import { execFileSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import ts from "typescript";
import type { Fence } from "./fences.ts";
import { toModule } from "./to-module.ts";

const folder = ".doctest";

/** Runs examples in plain Node against the built package, and compiles them; gives each one's complaints, with path and line. */
export function runFences(fences: readonly Fence[]): Map<Fence, string[]> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  const complaints = new Map<Fence, string[]>(fences.map((fence) => [fence, []]));
  const modules = new Map<string, Fence>();
  fences.forEach((fence, index) => {
    const module = `${folder}/${index + 1}-${fence.path.replace(/[^a-zA-Z0-9]+/g, "-")}.ts`;
    try {
      writeFileSync(module, toModule(fence.code));
      modules.set(module, fence);
    } catch (error) {
      complaints.get(fence)!.push(`${fence.path}:${fence.line}: ${(error as Error).message}`);
    }
  });
  for (const { module, line, text } of [...run([...modules.keys()]), ...compile([...modules.keys()])]) {
    const fence = modules.get(module)!;
    complaints.get(fence)!.push(`${fence.path}:${fence.line + line - 1}: ${text}`);
  }
  return complaints;
}

interface Complaint {
  readonly module: string;
  readonly line: number;
  readonly text: string;
}

function run(modules: readonly string[]): Complaint[] {
  const output = execFileSync(process.execPath, ["--import", "tsx", "test/docs/run-modules.ts", ...modules], {
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
  });
  // What examples print stands before the last line.
  const results = JSON.parse(output.slice(output.lastIndexOf("\n") + 1)) as {
    readonly [module: string]: readonly Omit<Complaint, "module">[];
  };
  return Object.entries(results).flatMap(([module, found]) => found.map((complaint) => ({ module, ...complaint })));
}

function compile(modules: readonly string[]): Complaint[] {
  const { config } = ts.readConfigFile("test/tsconfig.json", (path) => ts.sys.readFile(path));
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, "test");
  const program = ts.createProgram(modules, { ...options, noUnusedLocals: false });
  return modules.flatMap((module) => {
    const file = program.getSourceFile(module)!;
    const diagnostics = [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)];
    return diagnostics.map(({ start = 0, messageText }) => ({
      module,
      line: file.getLineAndCharacterOfPosition(start).line + 1,
      text: ts.flattenDiagnosticMessageText(messageText, " "),
    }));
  });
}
