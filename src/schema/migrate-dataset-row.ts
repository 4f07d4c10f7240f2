import { isRecord, type RawRow } from "./raw-row.ts";

/** No fields. */
export const nothing: RawRow = {};

/** Whether a cell of the draft is empty: it came from a table, where that is a text. */
export function isBlank(value: unknown): boolean {
  return value === undefined || value === null || value === "";
}

/**
 * A row of the draft in its new form: fields that keep their name, fields that are made, and what is left of the row under
 * `extensions` (or `attributes`, as text). Optional fields without a value are left out; required ones are found missing.
 */
export function moved(
  row: RawRow,
  same: readonly string[],
  made: RawRow,
  gone: readonly string[],
  rest: "extensions" | "attributes" = "extensions",
): RawRow {
  const fields: { [key: string]: unknown } = {};
  for (const key of same) if (isKept(key, row[key])) fields[key] = row[key];
  for (const key of Object.keys(made)) if (!isBlank(made[key])) fields[key] = made[key];
  const left = leftover(row, [...same, ...gone], rest);
  return { ...fields, ...left };
}

/** An empty text under `id` and the like is an error to be found, not an empty cell. */
function isKept(key: string, value: unknown): boolean {
  if (value === "" || value === null) return key === "id" || key === "customerId" || key === "touchpointId";
  return value !== undefined;
}

/** What a row has beside the keys that are known, under names with a prefix. */
export function leftover(
  row: RawRow,
  known: readonly string[],
  under: "extensions" | "attributes" = "extensions",
): RawRow {
  const own = row[under];
  const before = isRecord(own) ? Object.entries(own) : [];
  const entries = Object.entries(row)
    .filter(([key, value]) => key !== under && !known.includes(key) && !isBlank(value))
    .map(([key, value]): [string, unknown] =>
      under === "attributes"
        ? [key, typeof value === "object" ? JSON.stringify(value) : String(value)]
        : [`draft:${key}`, value],
    );
  return before.length + entries.length === 0 ? nothing : { [under]: Object.fromEntries([...before, ...entries]) };
}
