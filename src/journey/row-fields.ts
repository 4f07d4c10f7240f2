import { fail } from "../core/metric-error.ts";

/** A row to read fields from: one that is absent has none, and is counted like any other row without them. */
export function rowFields<Row extends object>(row: Row): Row {
  return row ?? ({} as Row);
}

/** Throws unless `value` is an object: what a call is about, not one of its rows. */
export function checkObject(name: string, value: unknown): void {
  if (typeof value !== "object" || value === null)
    fail("SOURCE_INVALID", `Cannot read ${name} as it must be an object`, value);
}
