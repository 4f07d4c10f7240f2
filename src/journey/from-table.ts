import { fail } from "../core/metric-error.ts";
import { type ZoneClock, zoneClock } from "../time/zone-clock.ts";
import { plainCell } from "../clv/left-out.ts";
import { isBlank, readCell, type TableReason } from "./from-table-cell.ts";
import { tableFields, type TableLists } from "./from-table-fields.ts";

/** A row of any table, by column. */
export interface TableRow {
  /** A cell. */
  readonly [column: string]: unknown;
}

/** Where the value of a field comes from: a column, a fixed value, or a column whose words have others here. */
export type TableSource =
  | string
  | { readonly value: string | number | boolean }
  | { readonly column: string; readonly words?: { readonly [word: string]: string | number | boolean } | undefined }
  | ((row: TableRow) => unknown);

/** What a table becomes, and from which columns. */
export interface TableMapping<List extends keyof TableLists> {
  /** The list. */
  readonly list: List;
  /** Source by field. Ids that have none are numbered by row: `interactions-1`. */
  readonly fields: { readonly [Field in keyof TableLists[List]]?: TableSource };
  /** IANA zone of dates and times without an offset; they are refused where it is absent. */
  readonly timeZone?: string | undefined;
}

/** A cell that could not be used, with which its row could not. */
export interface TableFinding {
  /** Place of the row, from 0. */
  readonly index: number;
  /** The field; `null` where the row is none. */
  readonly field: string | null;
  /** The column, where the field comes from one. */
  readonly column: string | null;
  /** What is wrong. */
  readonly reason: TableReason;
  /** The cell. */
  readonly value: string | number | boolean | null;
}

/** What came out of a table. */
export interface TableReading<Row> {
  /** Rows of the model. */
  readonly rows: readonly Row[];
  /** Rows of the table: those used and those left out. */
  readonly read: number;
  /** Rows with a finding. */
  readonly leftOut: number;
  /** All that is wrong, in order. */
  readonly findings: readonly TableFinding[];
}

/**
 * Rows of any table as interactions, promises, journeys or another list of a data set.
 *
 * A row with a cell that cannot be read is left out and listed with all that is wrong with it: a promise whose deadline was
 * dropped would count as one without. Blank cells of fields that a row may lack are no finding.
 *
 * @param rows - objects by column, as CSV libraries and APIs give them
 * @param mapping - see {@link TableMapping}
 * @returns `read` = `rows.length` + `leftOut`
 * @throws {@link MetricError} `SOURCE_INVALID`, `MAPPING_INVALID` (an unknown list or field, or one without which no row can be),
 *   `TIME_ZONE_UNKNOWN`
 *
 * @example
 * ```ts
 * import { fromTable } from "customer-metrics/journey";
 *
 * const tickets = [
 *   { Ticket: 7, Client: "c1", Opened: "2025-03-09 10:30", Via: "Tel" },
 *   { Ticket: 8, Client: "c2", Opened: "yesterday", Via: "Tel" },
 * ];
 * const { rows, findings } = fromTable(tickets, {
 *   list: "interactions",
 *   timeZone: "Europe/Berlin",
 *   fields: {
 *     id: "Ticket",
 *     customerId: "Client",
 *     touchpointId: { value: "help-desk" },
 *     startedAt: "Opened",
 *     channel: { column: "Via", words: { Tel: "telephone" } },
 *   },
 * });
 * rows; // => [{ id: "7", customerId: "c1", touchpointId: "help-desk", startedAt: "2025-03-09T09:30:00.000Z", channel: "telephone" }]
 * findings; // => [{ index: 1, field: "startedAt", column: "Opened", reason: "not-an-instant", value: "yesterday" }]
 * ```
 */
export function fromTable<List extends keyof TableLists>(
  rows: Iterable<TableRow>,
  mapping: TableMapping<List>,
): TableReading<TableLists[List]> {
  const { list, sources, clock } = checkMapping(mapping);
  if (typeof rows !== "object" || rows?.[Symbol.iterator] === undefined) {
    fail("SOURCE_INVALID", "Cannot read the table as rows must be iterable", rows);
  }
  const result: TableLists[List][] = [];
  const findings: TableFinding[] = [];
  const ids = new Set<unknown>();
  let read = 0;
  for (const row of rows) {
    const index = read;
    read += 1;
    if (typeof row !== "object" || row === null || Array.isArray(row)) {
      findings.push({ index, field: null, column: null, reason: "row-invalid", value: plainCell(row) });
      continue;
    }
    const before = findings.length;
    const out: { [field: string]: string | number | boolean } = {};
    for (const { field, source, kind, isNeeded } of sources) {
      const cell = source === null ? `${list}-${index + 1}` : cellOf(row, source);
      const column = typeof source === "string" ? source : ((source as { column?: string } | null)?.column ?? null);
      const note = (reason: TableReason): void => {
        findings.push({ index, field, column, reason, value: plainCell(cell) });
      };
      if (isBlank(cell)) {
        if (isNeeded) note("missing");
        continue;
      }
      const reading = readCell(cell, kind, clock);
      if ("reason" in reading) note(reading.reason);
      else if (field === "id" && ids.has(reading.value)) note("duplicate-id");
      else out[field] = reading.value;
    }
    if (findings.length > before) continue;
    if (out["id"] !== undefined) ids.add(out["id"]);
    result.push(out as unknown as TableLists[List]);
  }
  return { rows: result, read, leftOut: read - result.length, findings };
}

interface FieldSource {
  readonly field: string;
  /** `null`: numbered. */
  readonly source: TableSource | null;
  readonly kind: string;
  readonly isNeeded: boolean;
}

function checkMapping<List extends keyof TableLists>(
  mapping: TableMapping<List>,
): { readonly list: List; readonly sources: readonly FieldSource[]; readonly clock: ZoneClock | null } {
  if (typeof mapping?.fields !== "object" || mapping.fields === null || !Object.hasOwn(tableFields, mapping.list)) {
    fail(
      "MAPPING_INVALID",
      `Cannot read the table as mapping must have fields and a list of ${Object.keys(tableFields).join(", ")}`,
      mapping?.list,
    );
  }
  const { list, timeZone } = mapping;
  const fields = mapping.fields as { readonly [field: string]: TableSource | undefined };
  const kinds = tableFields[list];
  for (const field of Object.keys(fields)) {
    if (!Object.hasOwn(kinds, field)) {
      fail(
        "MAPPING_INVALID",
        `Cannot read the table as ${list} must have the field: ${Object.keys(kinds).join(", ")}`,
        field,
      );
    }
  }
  const sources: FieldSource[] = [];
  for (const [field, kind] of Object.entries(kinds)) {
    const isNeeded = kind.endsWith("!");
    const source = fields[field] ?? null;
    if (source === null && !(field === "id")) {
      if (isNeeded)
        fail("MAPPING_INVALID", `Cannot read ${list} as mapping must say where ${field} comes from`, fields);
      continue;
    }
    checkSource(source);
    sources.push({ field, source, kind: isNeeded ? kind.slice(0, -1) : kind, isNeeded });
  }
  return { list, sources, clock: timeZone === undefined ? null : zoneClock(timeZone) };
}

function checkSource(source: TableSource | null): void {
  const isSource =
    source === null ||
    typeof source === "string" ||
    typeof source === "function" ||
    (typeof source === "object" && ("value" in source || typeof source.column === "string"));
  if (!isSource) {
    fail(
      "MAPPING_INVALID",
      "Cannot read a field as its source must be a column, { value }, { column, words } or a function",
      source,
    );
  }
}

function cellOf(row: TableRow, source: TableSource): unknown {
  if (typeof source === "function") return source(row);
  if (typeof source === "string") return Object.hasOwn(row, source) ? row[source] : undefined;
  if ("value" in source) return source.value;
  const cell = Object.hasOwn(row, source.column) ? row[source.column] : undefined;
  const word = typeof cell === "string" ? cell.trim() : String(cell);
  return source.words !== undefined && Object.hasOwn(source.words, word) ? source.words[word] : cell;
}
