/** A row that nobody has checked. */
export interface RawRow {
  readonly [key: string]: unknown;
}

/** Whether a value is an object with keys. */
export function isRecord(value: unknown): value is RawRow {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The text under a key, or `undefined` where there is none. */
export function textIn(row: RawRow, key: string): string | undefined {
  const value = row[key];
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** The list under a key; an empty one where there is none. */
export function listIn(row: RawRow, key: string): readonly unknown[] {
  const value = row[key];
  return Array.isArray(value) ? value : [];
}

/** The object under a key, or `undefined` where there is none. */
export function recordIn(row: RawRow, key: string): RawRow | undefined {
  const value = row[key];
  return isRecord(value) ? value : undefined;
}
