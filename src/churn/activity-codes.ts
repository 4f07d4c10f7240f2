import { fail } from "../core/metric-error.ts";

/** Customers of a column as whole numbers from 0. */
export interface CustomerCodes {
  /** A code an element; −1 where there is no customer. */
  readonly codes: ArrayLike<number>;
  /** Codes are below it. */
  readonly customers: number;
  readonly nameOf: (code: number) => string;
}

/**
 * The codes of a column. Codes that are dense enough to be places in a table are used as they are;
 * ids, and numbers with large gaps (keys of a database), are numbered in the order they come in.
 *
 * @throws {@link MetricError} `CUSTOMER_NAMES_REPEATED`
 */
export function customerCodes(
  column: ArrayLike<number | string | null | undefined>,
  names: ArrayLike<string> | undefined,
): CustomerCodes {
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
    nameOf: (code) => names?.[code] ?? String(code),
  };
}

function numbered(
  column: ArrayLike<number | string | null | undefined>,
  names: ArrayLike<string> | undefined,
): CustomerCodes {
  const known = new Map<string, number>();
  const codes = new Int32Array(column.length);
  for (let i = 0; i < column.length; i++) {
    const id = idOf(column[i], names);
    let code = id === null ? -1 : known.get(id);
    if (code === undefined) known.set(id!, (code = known.size));
    codes[i] = code;
  }
  const ids = [...known.keys()];
  return { codes, customers: ids.length, nameOf: (code) => ids[code]! };
}

/** The id of an element, or `null`. */
function idOf(customer: number | string | null | undefined, names: ArrayLike<string> | undefined): string | null {
  if (typeof customer === "string") return customer === "" ? null : customer;
  if (typeof customer !== "number" || !Number.isSafeInteger(customer) || customer < 0) return null;
  return names === undefined ? String(customer) : names[customer] || null;
}
