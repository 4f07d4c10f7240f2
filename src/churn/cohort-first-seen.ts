import { fail } from "../core/metric-error.ts";
import { toInstant } from "../time/instant.ts";

/** When customers were first seen, by customer id: epoch milliseconds, Dates or ISO 8601 with offset; `null` where it is not known. */
export type FirstSeen =
  | ReadonlyMap<string, number | Date | string | null | undefined>
  | { readonly [customerId: string]: number | Date | string | null | undefined };

/**
 * Customers and instants, without those that are not known.
 *
 * @throws {@link MetricError} `FIRST_SEEN_INVALID`, `INSTANT_INVALID`, `INSTANT_WITHOUT_OFFSET`
 */
export function firstSeenEntries(firstSeen: FirstSeen | undefined): (readonly [string, number])[] {
  if (firstSeen === undefined) return [];
  if (typeof firstSeen !== "object" || firstSeen === null) {
    fail(
      "FIRST_SEEN_INVALID",
      "Cannot tell when customers were first seen as firstSeen must be a Map or a record",
      firstSeen,
    );
  }
  const entries =
    typeof (firstSeen as ReadonlyMap<string, unknown>).entries === "function" && Symbol.iterator in firstSeen
      ? [...(firstSeen as ReadonlyMap<string, number | Date | string | null | undefined>)]
      : Object.entries(firstSeen as { readonly [customerId: string]: number | Date | string | null | undefined });
  const known: (readonly [string, number])[] = [];
  for (const [customerId, instant] of entries) if (instant != null) known.push([customerId, toInstant(instant)]);
  return known;
}
