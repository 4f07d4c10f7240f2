import { existsSync, readdirSync, readFileSync } from "node:fs";

/** An example in the documentation. */
export interface Fence {
  readonly path: string;
  /** The line of its first line of code. */
  readonly line: number;
  readonly code: string;
  /** Why it is not run, or `null`. */
  readonly notRun: string | null;
}

/** Every ```ts fence of the doc comments of `src`, the README and the pages of `docs`. */
export function readFences(): Fence[] {
  const sources = below("src", ".ts");
  const pages = below("docs", ".md").filter((path) => !path.startsWith("docs/api/"));
  const files = [...sources, ...(existsSync("README.md") ? ["README.md"] : []), ...pages];
  return files.flatMap((path) => fencesOf(path, readFileSync(path, "utf8")));
}

/** The fences of one file: a `.ts` file has them in its doc comments, another anywhere. */
export function fencesOf(path: string, text: string): Fence[] {
  const lines = path.endsWith(".ts") ? docCommentLines(text) : text.split("\n");
  const fences: Fence[] = [];
  let open: { readonly line: number; readonly indent: number; readonly mark: string } | null = null;
  let code: string[] = [];
  lines.forEach((line, index) => {
    const fence = /^(\s*)```(.*)$/.exec(line ?? "");
    if (open === null && fence !== null) {
      open = { line: index + 2, indent: fence[1]!.length, mark: fence[2]!.trim() };
      code = [];
    } else if (open !== null && fence !== null) {
      if (open.mark.split(/\s/)[0] === "ts")
        fences.push({
          path,
          line: open.line,
          code: code.join("\n"),
          notRun: reasonNotToRun(open.mark, path, open.line),
        });
      open = null;
    } else if (open !== null) {
      code.push((line ?? "").slice(open.indent));
    }
  });
  return fences;
}

/** The text of doc comments, each on its line; other lines are `null`. */
function docCommentLines(text: string): (string | null)[] {
  let inside = false;
  return text.split("\n").map((line) => {
    if (/^\s*\/\*\*/.test(line)) inside = true;
    const content = inside ? line.replace(/^\s*(?:\/\*\*|\*(?!\/)) ?/, "").replace(/\s*\*\/\s*$/, "") : null;
    if (line.includes("*/")) inside = false;
    return content;
  });
}

function reasonNotToRun(mark: string, path: string, line: number): string | null {
  const words = /^ts\s+no-run\b:?\s*(.*)$/.exec(mark);
  if (words === null) {
    if (mark !== "ts")
      throw new Error(`${path}:${line - 1}: a fence is marked "ts" or "ts no-run: reason", not "${mark}"`);
    return null;
  }
  if (words[1] === "") throw new Error(`${path}:${line - 1}: say why the example is not run: "ts no-run: reason"`);
  return words[1]!;
}

function below(folder: string, ending: string): string[] {
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(ending));
  return names.map((name) => `${folder}/${name.replaceAll("\\", "/")}`).sort();
}
