import { fail } from "../core/metric-error.ts";

/** Customers of a column as whole numbers from 0. */
export interface CustomerNumbers {
  /** A number an element; −1 where there is no customer. */
  readonly codes: ArrayLike<number>;
  /** Numbers are below it. */
  readonly customers: number;
  /** Ids by number; `null` where the number itself is the id. */
  readonly names: readonly string[] | null;
}

/**
 * The numbers of a column. Codes dense enough to be places in a table are used as they are; ids, and numbers with large
 * gaps (keys of a database), are numbered in the order they come in.
 *
 * @throws {@link MetricError} `SOURCE_INVALID`, `CUSTOMER_NAMES_REPEATED`
 */
export function customerNumbers(
  column: ArrayLike<number | string | null | undefined>,
  names: ArrayLike<string> | undefined,
): CustomerNumbers {
  if (names !== undefined && !Array.from(names).every((name) => typeof name === "string")) {
    fail("SOURCE_INVALID", "Cannot tell customers apart as names must be text", names);
  }
  if (names !== undefined && new Set(Array.from(names)).size !== names.length) {
    fail("CUSTOMER_NAMES_REPEATED", "Cannot tell customers apart as names must be distinct", names.length);
  }
  const limit = names?.length ?? column.length * 4 + 1024;
  let largest = -1;
  for (let i = 0; i < column.length; i++) {
    const code = column[i]! as number;
    if (code >>> 0 !== code || code >= limit || names?.[code] === "") return numbered(column, names);
    if (code > largest) largest = code;
  }
  return {
    codes: column as ArrayLike<number>,
    customers: largest + 1,
    names: names === undefined ? null : Array.from(names),
  };
}

function numbered(
  column: ArrayLike<number | string | null | undefined>,
  names: ArrayLike<string> | undefined,
): CustomerNumbers {
  const known = new Map<string, number>();
  const codes = new Int32Array(column.length);
  for (let i = 0; i < column.length; i++) {
    const id = idOf(column[i], names);
    let code = id === null ? -1 : known.get(id);
    if (code === undefined) known.set(id!, (code = known.size));
    codes[i] = code;
  }
  return { codes, customers: known.size, names: [...known.keys()] };
}

/** The id of an element, or `null`. */
function idOf(customer: number | string | null | undefined, names: ArrayLike<string> | undefined): string | null {
  if (typeof customer === "string") return customer === "" ? null : customer;
  if (typeof customer !== "number" || !Number.isSafeInteger(customer) || customer < 0) return null;
  return names === undefined ? String(customer) : names[customer] || null;
}
