import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import Papa from "papaparse";

/** The rows of a CSV file of numbers that a case names, by column name. */
export function csvRows(folder: string, file: string): readonly { readonly [column: string]: number }[] {
  const text = readFileSync(resolve(folder, file), "utf8");
  return Papa.parse<{ [column: string]: number }>(text, { header: true, dynamicTyping: true, skipEmptyLines: true })
    .data;
}
