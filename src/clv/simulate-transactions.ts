import { fail } from "../core/metric-error.ts";
import type { Transaction } from "../model/transaction.ts";
import { instantToIso, toInstant } from "../time/instant.ts";
import type { SimulatedPurchases } from "./simulate-purchases.ts";
import { spanIn, type TimeSpan } from "./time-unit.ts";

/** Options of {@link simulatedTransactions}. */
export interface SimulatedTransactionsOptions {
  /** The instant that every T ends at: ISO 8601 with offset, epoch milliseconds, or a Date. Purchases of a holdout come after it. */
  readonly asOf: number | Date | string;
  /** ISO 4217 code of the amounts. */
  readonly currency: string;
}

/**
 * Simulated customers as a log: one row a purchase, the first ones too, in the order of time.
 *
 * Amounts are rounded to whole minor units. Customers are `"c1"`, `"c2"`, … in the order of the columns.
 *
 * @param simulated - the result of `simulatePurchases` with `spend`, whose amounts count as minor units
 * @param options - see {@link SimulatedTransactionsOptions}
 * @returns transactions, as `rfmSummary` and `holdoutSplit` take them
 * @throws {@link MetricError} `SPEND_MISSING`: simulated without spend; `TIME_UNIT_UNKNOWN`: opportunities have no length;
 *   `CURRENCY_INVALID`, `INSTANT_INVALID`, `INSTANT_WITHOUT_OFFSET`
 *
 * @example
 * ```ts
 * import { rfmSummary, simulatedTransactions, simulatePurchases } from "customer-metrics/clv";
 *
 * const model = { model: "bg-nbd", timeUnit: "day", parameters: { r: 0.243, alpha: 30.9, a: 0.793, b: 2.426 } } as const;
 * const simulated = simulatePurchases(model, { customers: 100, T: 365, seed: 1, spend: { p: 6, q: 4, v: 1500 } });
 * const log = simulatedTransactions(simulated, { asOf: "2026-01-01T00:00:00Z", currency: "EUR" });
 * log[0]; // => { id: "t1", customerId: "c1", at: "2025-01-01T00:00:00.000Z", currency: "EUR", kind: "purchase" }
 * rfmSummary(log, { asOf: "2025-12-31", timeZone: "UTC" }).n; // => 100
 * ```
 */
export function simulatedTransactions(
  simulated: SimulatedPurchases,
  options: SimulatedTransactionsOptions,
): Transaction[] {
  const { times, T, spend, timeUnit } = simulated ?? {};
  const { asOf, currency } = options ?? {};
  if (!Array.isArray(spend)) {
    fail("SPEND_MISSING", "Cannot write transactions as customers must be simulated with spend", spend);
  }
  if (timeUnit === "opportunity") {
    fail("TIME_UNIT_UNKNOWN", "Cannot write transactions as the unit must have a length", timeUnit);
  }
  if (typeof currency !== "string" || currency === "") {
    fail("CURRENCY_INVALID", "Cannot write transactions as currency must be a code such as EUR", currency);
  }
  const end = toInstant(asOf);
  const unit = spanIn("day", { [`${timeUnit}s`]: 1 } as unknown as TimeSpan, "timeUnit") * 86_400_000;
  const purchases = times.flatMap((own, i) =>
    [0, ...own].map((time, k) => ({
      customer: i,
      at: Math.round(end + (time - T[i]!) * unit),
      amount: Math.round(spend[i]![k]!),
    })),
  );
  purchases.sort((left, right) => left.at - right.at || left.customer - right.customer);
  return purchases.map(({ customer, at, amount }, i) => ({
    id: `t${i + 1}`,
    customerId: `c${customer + 1}`,
    at: instantToIso(at),
    amount,
    currency,
    kind: "purchase",
  }));
}
