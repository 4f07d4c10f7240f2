import type { Subscription } from "../model/subscription.ts";
import { instantToIso } from "../time/instant.ts";
import { toMinor } from "./money.ts";
import { mrrLedger } from "./mrr-ledger.ts";
import type { MrrOptions } from "./mrr-options.ts";
import { lastStart, mrrRange } from "./mrr-range.ts";
import type { MrrState } from "./mrr-state.ts";
import { movementOf, type MovementType, movementTypes } from "./mrr-movement-type.ts";

/** One movement of one customer. */
export interface MrrLogEntry {
  /** When, ISO 8601. */
  readonly at: string;
  /** The period that it counts in; `null` for boundaries of your own. */
  readonly period: string | null;
  /** Whose revenue changed. */
  readonly customerId: string;
  /** What the change is. */
  readonly type: MovementType;
  /** By how much, minor units a month, positive. */
  readonly amount: number;
  /** The customer's revenue before. */
  readonly before: number;
  /** The customer's revenue after. */
  readonly after: number;
}

/**
 * Every movement behind the figures of `mrrMovements`, customer by customer.
 *
 * @param source - as for `mrrMovements`
 * @param options - as for `mrrMovements`
 * @returns the movements in the periods, by time and at one instant by customer; amounts in minor units a month
 * @throws {@link MetricError} as `mrrMovements`
 *
 * @example
 * ```ts
 * import { mrrLog } from "customer-metrics/churn";
 *
 * const plan = { currency: "EUR", interval: "year" } as const;
 * mrrLog([
 *   { ...plan, id: "a1", customerId: "A", start: "2023-02-28T00:00:00Z", end: "2024-02-29T00:00:00Z", amount: 120000 },
 *   { ...plan, id: "a2", customerId: "A", start: "2024-02-29T00:00:00Z", amount: 60000 },
 * ], { currency: "EUR", timeZone: "UTC", from: "2024-02" });
 * // => [{ at: "2024-02-29T00:00:00.000Z", period: "2024-02", customerId: "A", type: "contraction", amount: 5000, before: 10000, after: 5000 }]
 * ```
 */
export function mrrLog(source: Iterable<Subscription> | MrrState, options: MrrOptions): readonly MrrLogEntry[] {
  const { boundaries, keys } = mrrRange(options);
  const { customers, first, at, before, after, unit } = mrrLedger(source, options);
  const [start, end] = [boundaries[0]!, boundaries[boundaries.length - 1]!];
  const found: { readonly change: number; readonly customer: number; readonly type: number }[] = [];
  for (let customer = 0; customer < customers.length; customer++) {
    for (let change = first[customer]!; change < first[customer + 1]! && at[change]! < end; change++) {
      if (at[change]! >= start)
        found.push({ change, customer, type: movementOf(before[change]!, after[change]!, change > first[customer]!) });
    }
  }
  found.sort((a, b) => at[a.change]! - at[b.change]! || (customers[a.customer]! < customers[b.customer]! ? -1 : 1));
  return found.map(({ change, customer, type }) => {
    const [was, is] = [before[change]!, after[change]!];
    return {
      at: instantToIso(at[change]!),
      period: keys[lastStart(boundaries, at[change]!)]!,
      customerId: customers[customer]!,
      type: movementTypes[type]!,
      amount: toMinor(is > was ? is - was : was - is, unit),
      before: toMinor(was, unit),
      after: toMinor(is, unit),
    };
  });
}
