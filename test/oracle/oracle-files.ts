import { readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import type { OracleCase } from "./adapter.ts";
import { type ToleranceRules, toleranceRules } from "./tolerance.ts";

/** A file of known answers. */
export interface OracleFile {
  readonly path: string;
  /** What it is about; it chooses the adapter. */
  readonly topic: string;
  readonly cases: readonly (OracleCase & { readonly tolerance: ToleranceRules })[];
}

type Json = { readonly [key: string]: unknown };

/** Every oracle file below a folder, in the order of their paths. */
export function readOracleFiles(root: string): OracleFile[] {
  const names = readdirSync(root, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".json"));
  return names.sort().map((name) => readOracleFile(join(root, name)));
}

/**
 * Reads one file, of one case or of many.
 *
 * The topic is its `oracle`, `metric` or `topic`, or its `id` where it names none of these.
 */
export function readOracleFile(path: string): OracleFile {
  const file = parse(path);
  const name = basename(path, ".json");
  const topic = [file["oracle"], file["metric"], file["topic"], file["id"], name].find(
    (word) => typeof word === "string",
  );
  const rules = toleranceRules(file["tolerance"]);
  const rows = Array.isArray(file["cases"]) ? (file["cases"] as Json[]) : [file];
  const cases = rows.map((row, index) => ({
    id: typeof row["id"] === "string" ? row["id"] : `${name}#${index + 1}`,
    model: [row["model"], file["model"]].find((word) => typeof word === "string"),
    inputs: row["inputs"],
    expected: row["expected"],
    folder: dirname(path),
    tolerance: row === file ? rules : toleranceRules(row["tolerance"], rules),
  }));
  return { path, topic: topic as string, cases };
}

function parse(path: string): Json {
  try {
    return JSON.parse(readFileSync(path, "utf8")) as Json;
  } catch (error) {
    throw new Error(`Cannot read ${path} as an oracle as it is not JSON`, { cause: error });
  }
}
