import type { LoadedTable } from "./load-table.ts";
import { Problem } from "./problem.ts";

/** A table as records by column name, cells trimmed. */
export function recordsOf({ file, rows }: LoadedTable): Readonly<Record<string, unknown>>[] {
  const isTable = Array.isArray(rows[0]);
  const [header, ...lines] = (isTable ? rows : []) as readonly (readonly string[])[];
  const records = isTable
    ? lines.map((line) => Object.fromEntries(header!.map((name, at) => [name.trim(), (line[at] ?? "").trim()])))
    : (rows as readonly Readonly<Record<string, unknown>>[]);
  if (records.length === 0) throw new Problem(2, `${file} holds no rows below its header.`);
  return [...records];
}

const FLAGS: { readonly [word: string]: boolean } = { yes: true, true: true, no: false, false: false };

/** A number, a flag, or the text that stands there; `null` for a blank. */
export function cellOf(cell: unknown): string | number | boolean | null {
  if (cell === null || cell === undefined || cell === "") return null;
  if (typeof cell === "number" || typeof cell === "boolean") return cell;
  const word = String(cell);
  if (Object.hasOwn(FLAGS, word)) return FLAGS[word]!;
  return /^-?\d+(\.\d+)?$/.test(word) ? Number(word) : word;
}
