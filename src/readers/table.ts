import { fail } from "../core/metric-error.ts";
import { isBlank, textOf } from "./cell.ts";
import type { Column, SurveyRows } from "./survey-mapping.ts";

/** The cells of one column by row, counted from 0 after the header rows. */
export type Cells = (row: number) => unknown;

/** Rows of any shape, seen as columns. */
export interface Table {
  /** Rows after the header rows. */
  readonly length: number;
  /** Whether there is such a column. A table without any rows has every column. */
  readonly has: (column: Column) => boolean;
  /**
   * The cells of a column.
   *
   * @throws {@link MetricError} `COLUMN_MISSING`, `COLUMN_AMBIGUOUS`
   */
  readonly cells: (column: Column) => Cells;
  /** What a column is called in reports. */
  readonly nameOf: (column: Column) => string;
  /** The cell of a column in a header row, counted from 0; for objects the names are row 0. */
  readonly headerCell: (headerRow: number, column: Column) => unknown;
  /** Why a row cannot be read, if it cannot. */
  readonly unfit: (row: number) => "blank" | "unreadable" | undefined;
}

/**
 * Sees rows as a table.
 *
 * @param headerRows - how many rows come before the data; for objects the first of them is in their keys
 * @throws {@link MetricError} `ROWS_INVALID`
 */
export function tableOf(rows: SurveyRows, headerRows: number): Table {
  if (typeof rows !== "object" || typeof rows?.[Symbol.iterator] !== "function") {
    fail("ROWS_INVALID", "Cannot read rows as they must be parsed: an array of arrays or of objects", rows);
  }
  if (!Number.isInteger(headerRows) || headerRows < 0) {
    fail("HEADER_ROWS_INVALID", "Cannot skip header rows as their number must be whole and not negative", headerRows);
  }
  const list: readonly unknown[] = Array.isArray(rows) ? rows : [...rows];
  const first = list.find((row) => !isBlank(row));
  return Array.isArray(first) ? arrayTable(list, headerRows) : objectTable(list, Math.max(0, headerRows - 1));
}

function arrayTable(list: readonly unknown[], headerRows: number): Table {
  const names = headerRows > 0 && Array.isArray(list[0]) ? Array.from(list[0], nameText) : [];
  const places = placesOf(names);
  const cellAt = (row: unknown, place: number): unknown => (Array.isArray(row) ? row[place] : undefined);
  const placeOf = (column: Column): number => {
    if (typeof column === "number") {
      const exists = Number.isInteger(column) && column >= 0 && (headerRows === 0 || column < names.length);
      return exists ? column : missing(column, names);
    }
    const found = places.get(nameText(column)) ?? [];
    if (found.length === 0) missing(column, names);
    if (found.length > 1)
      fail(
        "COLUMN_AMBIGUOUS",
        `Cannot choose a column as there are ${found.length} of this name: give its place, one of ${found.join(", ")}`,
        column,
      );
    return found[0]!;
  };
  return {
    length: Math.max(0, list.length - headerRows),
    has: (column) => typeof column === "number" || places.has(nameText(column)),
    cells: (column) => {
      const place = placeOf(column);
      return (row) => cellAt(list[row + headerRows], place);
    },
    nameOf: (column) => (typeof column === "number" ? names[column] || String(column) : column),
    headerCell: (headerRow, column) => cellAt(list[headerRow], placeOf(column)),
    unfit: (row) => {
      const cells = list[row + headerRows];
      if (isBlank(cells)) return "blank";
      if (!Array.isArray(cells)) return "unreadable";
      return cells.every(isBlank) ? "blank" : undefined;
    },
  };
}

function objectTable(list: readonly unknown[], headerRows: number): Table {
  const keys = new Set<string>();
  for (const row of list) if (isRecord(row)) for (const key of Object.keys(row)) keys.add(key);
  const names = [...keys];
  const places = placesOf(names.map(nameText));
  const pathOf = (column: Column): string[] | undefined => {
    if (typeof column === "number") return undefined;
    if (keys.has(column)) return [column];
    const found = places.get(nameText(column)) ?? [];
    if (found.length > 1)
      fail("COLUMN_AMBIGUOUS", `Cannot choose a column as there are ${found.length} of this name`, column);
    if (found.length === 1) return [names[found[0]!]!];
    const path = column.split(".");
    return path.length > 1 && keys.has(path[0]!) ? path : undefined;
  };
  const cellsOf = (column: Column): Cells => {
    const path = pathOf(column) ?? (list.length === 0 ? [] : missing(column, names));
    return (row) =>
      path.reduce<unknown>(
        (cell, key) => (isRecord(cell) && Object.hasOwn(cell, key) ? cell[key] : undefined),
        list[row],
      );
  };
  return {
    length: Math.max(0, list.length - headerRows),
    has: (column) => list.length === 0 || pathOf(column) !== undefined,
    cells: (column) => {
      const cells = cellsOf(column);
      return (row) => cells(row + headerRows);
    },
    nameOf: String,
    headerCell: (headerRow, column) => (headerRow === 0 ? column : cellsOf(column)(headerRow - 1)),
    unfit: (row) => {
      const cells = list[row + headerRows];
      if (isBlank(cells)) return "blank";
      if (!isRecord(cells)) return "unreadable";
      return Object.values(cells).every(isBlank) ? "blank" : undefined;
    },
  };
}

/** A header as columns are asked for: a byte order mark and white space around it dropped, white space within it folded. */
function nameText(name: unknown): string {
  return (textOf(name) ?? "").replace(/\s+/g, " ").trim();
}

function placesOf(names: readonly string[]): Map<string, number[]> {
  const places = new Map<string, number[]>();
  names.forEach((name, place) => {
    const known = places.get(name);
    if (known) known.push(place);
    else if (name !== "") places.set(name, [place]);
  });
  return places;
}

function isRecord(value: unknown): value is { readonly [key: string]: unknown } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function missing(column: Column, names: readonly string[]): never {
  return fail(
    "COLUMN_MISSING",
    `Cannot find a column as the table has only ${names
      .map((name) => JSON.stringify(name))
      .join(", ")
      .slice(0, 1000)}`,
    column,
  );
}
