import { readFileSync } from "node:fs";
import Papa from "papaparse";
import { Problem } from "./problem.ts";

/** A file as rows: arrays with the header first (CSV), or records (JSON). */
export interface LoadedTable {
  readonly file: string;
  readonly rows: readonly object[];
  /** What it was taken for: "CSV, semicolons". */
  readonly shape: string;
  /** What a reader should know about how it was taken. */
  readonly notes: readonly string[];
}

/** Reads a CSV, TSV or JSON file. */
export function loadTable(file: string): LoadedTable {
  const { text, notes } = decode(readBytes(file), file);
  if (text.trim() === "") throw new Problem(1, `${file} is empty.`);
  const isJson = /^\s*[[{]/.test(text) && !/\.(csv|tsv|txt)$/i.test(file);
  return isJson ? loadJson(file, text, notes) : loadCsv(file, text, notes);
}

function readBytes(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const reasons: { [code: string]: string } = {
      ENOENT: "there is no such file",
      EISDIR: "it is a folder",
      EACCES: "permission is denied",
    };
    throw new Problem(1, `Cannot read ${file}: ${reasons[code ?? ""] ?? code}.`);
  }
}

/** UTF-8, or UTF-16 where a byte order mark says so, or Windows-1252 where it is no UTF-8: old spreadsheets write that. */
function decode(bytes: Buffer, file: string): { text: string; notes: string[] } {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { text: new TextDecoder("utf-16le").decode(bytes), notes: [] };
  if (bytes.subarray(0, 4).toString("latin1") === "PK\u0003\u0004")
    throw new Problem(1, `${file} is a workbook or zip file: save the sheet as CSV.`);
  if (bytes.includes(0)) throw new Problem(1, `${file} is not a text file.`);
  try {
    return { text: new TextDecoder("utf-8", { fatal: true }).decode(bytes), notes: [] };
  } catch {
    return {
      text: new TextDecoder("windows-1252").decode(bytes),
      notes: ["The file is not UTF-8: it was read as Windows-1252."],
    };
  }
}

/** Records: an array, or what an API gives, with one array of them inside. */
function loadJson(file: string, text: string, notes: readonly string[]): LoadedTable {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new Problem(1, `${file} starts like JSON, but is none: ${(error as Error).message}.`);
  }
  const lists = Array.isArray(value) ? [value] : Object.values(value as object).filter(Array.isArray);
  if (lists.length !== 1) throw new Problem(1, `${file} holds ${lists.length} lists of records: one is wanted.`);
  if (lists[0]!.length === 0) throw new Problem(1, `${file} holds no records.`);
  return { file, rows: lists[0] as object[], shape: "JSON", notes };
}

const DELIMITERS: { readonly [delimiter: string]: string } = {
  ",": "commas",
  ";": "semicolons",
  "\t": "tabs",
  "|": "bars",
};

function loadCsv(file: string, text: string, notes: readonly string[]): LoadedTable {
  // The last line break ends the last row; it does not begin an empty one.
  const { data, errors, meta } = Papa.parse<string[]>(text.replace(/\r?\n$/, ""));
  const faults = errors.filter(({ code }) => code !== "UndetectableDelimiter");
  const faultNotes = faults.slice(0, 1).map(({ message, row }) => {
    const more = faults.length > 1 ? `, and ${faults.length - 1} more like it` : "";
    return `The CSV is damaged at row ${(row ?? 0) + 1}${more}: ${message}.`;
  });
  return {
    file,
    rows: data,
    shape: `CSV, ${DELIMITERS[meta.delimiter] ?? "one column"}`,
    notes: [...notes, ...faultNotes],
  };
}
