import { fail } from "../core/metric-error.ts";

/** What a tier is called: `1`, `"gold"`. A number and its text are two labels. */
export type TierLabel = string | number;

/** The tier of a customer at a date, as a classification gives it. */
export interface TierOfCustomer {
  /** Who; a row without an id is left out and counted. */
  readonly customerId: string | null;
  /** Their tier; `null` where it could not be decided. */
  readonly tier: TierLabel | null | undefined;
}

/** Throws unless `tiers` are labels, each once; returns the place of each, 0 the best. */
export function tierPlaces(tiers: readonly TierLabel[]): Map<TierLabel, number> {
  const places = new Map<TierLabel, number>();
  if (Array.isArray(tiers)) for (const tier of tiers) if (isTierLabel(tier)) places.set(tier, places.size);
  if (places.size === 0 || places.size !== tiers.length) {
    fail("TIERS_INVALID", "Cannot use tiers as they must be different texts or finite numbers, the best first", tiers);
  }
  return places;
}

/** Whether it may name a tier. */
export function isTierLabel(label: unknown): label is TierLabel {
  return (typeof label === "string" && label !== "") || Number.isFinite(label);
}

/** The label as JSON has it: without the sign of 0. */
export function plainLabel(label: TierLabel): TierLabel {
  return typeof label === "number" ? label + 0 : label;
}

/** Throws unless there are rows to read, and `read` is a function where it is given. */
export function checkRows(rows: unknown, read?: unknown): void {
  if (typeof rows !== "object" || (rows as Iterable<unknown> | null)?.[Symbol.iterator] === undefined)
    fail("SOURCE_INVALID", "Cannot use source as it must be rows", rows);
  if (read !== undefined && typeof read !== "function")
    fail("FUNCTION_REQUIRED", "Cannot use read as it must be a function of a row", read);
}

/** Whether it may name a customer. */
export function isCustomerId(id: unknown): id is string {
  return typeof id === "string" && id !== "";
}
