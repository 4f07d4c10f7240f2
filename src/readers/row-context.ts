import { fail } from "../core/metric-error.ts";
import type { SurveyResponse } from "../model/survey-response.ts";
import { foldText, plainNumber } from "../survey/read-score.ts";
import { instantToIso } from "../time/instant.ts";
import { textOf } from "./cell.ts";
import { dateReader } from "./date-reader.ts";
import type { FindingList } from "./finding-list.ts";
import type { Column, RowMapping } from "./survey-mapping.ts";
import type { Cells, Table } from "./table.ts";

/** What the answers of a row have in common. */
export interface RowContext {
  /** The column of submission ids. */
  readonly idColumn: string | null;
  /** The cell of the submission id. */
  readonly idOf: (row: number) => unknown;
  /** Whether the row's id was used before and the mapping keeps the first. */
  readonly isDuplicate: (row: number) => boolean;
  /** Counts the row as used: its id and its customer are known from now on. Its fields are read when first asked for. */
  readonly use: (row: number) => { readonly submissionId: string; readonly fields: () => Fields };
  /** Distinct customers of used rows, or `null` without a column of them. */
  readonly customers: () => number | null;
}

type Fields = Partial<Omit<SurveyResponse, "id" | "submissionId" | "question" | "metric" | "score" | "scale">>;
type WritableFields = { -readonly [Key in keyof Fields]: Fields[Key] };

const TEXT_FIELDS = ["interactionId", "touchpointId", "journeyId", "channel", "segment", "comment"] as const;
const DATE_FIELDS = ["answeredAt", "askedAt"] as const;

/** Reads what a mapping says about rows. */
export function rowContext(table: Table, mapping: RowMapping, list: FindingList): RowContext {
  const { duplicates = "keep-first" } = mapping;
  if (duplicates !== "keep-first" && duplicates !== "keep-all") {
    fail("DUPLICATES_INVALID", 'Cannot treat duplicates as it must be "keep-first" or "keep-all"', duplicates);
  }
  const columnOf = (column: Column | undefined): { readonly name: string; readonly cells: Cells } | undefined =>
    column === undefined ? undefined : { name: table.nameOf(column), cells: table.cells(column) };
  const id = columnOf(mapping.id);
  const customer = columnOf(mapping.customerId);
  const weight = columnOf(mapping.weight);
  const texts = TEXT_FIELDS.map((field) => ({ field, column: columnOf(mapping[field]) }));
  const dates = DATE_FIELDS.map((field) => ({ field, column: columnOf(mapping[field]) }));
  const attributes = (mapping.attributes ?? []).map(columnOf);
  const readDate = dateReader(mapping.dates, mapping.timeZone);

  const seen = new Set<string>();
  const copies = new Map<string, number>();
  const customers = new Set<string>();
  const idText = (row: number): string | undefined => textOf(id?.cells(row))?.trim();

  const customerOf = (row: number): string | undefined => {
    const text = textOf(customer?.cells(row))?.trim();
    if (text === undefined || !looksLikeEmail(text)) return text;
    list.note("emailAsCustomerId", customer!.name, row);
    return undefined;
  };

  /** `wanted`, or the first of `wanted~2`, `wanted~3` … that no row has. */
  const freshId = (wanted: string): string => {
    let fresh = wanted;
    let copy = copies.get(wanted) ?? 1;
    while (copies.has(fresh)) {
      copy += 1;
      fresh = `${wanted}~${copy}`;
    }
    copies.set(fresh, 1);
    if (fresh !== wanted) copies.set(wanted, copy);
    return fresh;
  };

  const fieldsOf = (row: number, customerId: string | undefined): Fields => {
    const fields: WritableFields = {};
    if (customerId !== undefined) fields.customerId = customerId;
    for (const { field, column } of dates) {
      const reading = column && readDate(column.cells(row));
      if (reading?.doubt) list.note(reading.doubt, column!.name, row, column!.cells(row));
      if (reading && reading.instant !== null) fields[field] = instantToIso(reading.instant);
    }
    for (const { field, column } of texts) {
      const text = column && textOf(column.cells(row));
      if (text !== undefined) fields[field] = field === "comment" ? text : text.trim();
    }
    if (weight !== undefined) {
      const value = plainNumber(foldText(textOf(weight.cells(row)) ?? ""));
      if (value !== undefined && value >= 0 && value < Infinity) fields.weight = value;
      else list.note("weightInvalid", weight.name, row, weight.cells(row));
    }
    const carried = attributes.flatMap((column) => {
      const text = textOf(column!.cells(row));
      return text === undefined ? [] : [[column!.name, text] as const];
    });
    if (carried.length > 0) fields.attributes = Object.fromEntries(carried);
    return fields;
  };

  return {
    idColumn: id?.name ?? null,
    idOf: (row) => id?.cells(row),
    isDuplicate: (row) => duplicates === "keep-first" && seen.has(idText(row) ?? ""),
    use: (row) => {
      const text = idText(row);
      if (text !== undefined) seen.add(text);
      else if (id !== undefined) list.note("idMissing", id.name, row, id.cells(row));
      const customerId = customerOf(row);
      if (customerId !== undefined) customers.add(customerId);
      let fields: Fields | undefined;
      return { submissionId: freshId(text ?? `row-${row}`), fields: () => (fields ??= fieldsOf(row, customerId)) };
    },
    customers: () => (customer === undefined ? null : customers.size),
  };
}

/** Something, an @, something, a dot after it. */
function looksLikeEmail(text: string): boolean {
  const at = text.indexOf("@");
  return at > 0 && text.indexOf(".", at + 2) > 0;
}
