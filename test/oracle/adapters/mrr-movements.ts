import type { Subscription } from "../../../src/model/subscription.ts";
import { mrrLog } from "../../../src/churn/mrr-log.ts";
import { mrrMovements } from "../../../src/churn/mrr-movements.ts";
import type { MrrOptions } from "../../../src/churn/mrr-options.ts";
import type { Adapter } from "../adapter.ts";

interface Inputs {
  readonly timeZone: string;
  readonly granularity: NonNullable<MrrOptions["every"]>;
  readonly from: string;
  readonly periods: number;
  readonly weekStart?: number;
  readonly asOf?: string;
  readonly coalesceMs?: number;
  readonly subscriptions: readonly (Omit<Subscription, "customerId" | "currency"> & {
    readonly customer: string;
    readonly currency?: string;
  })[];
}

/** Movements, rates, whole range and log of a ledger. The files are of one currency and seldom name it. */
export const mrrMovementsOracle: Adapter = ({ inputs }) => {
  const { granularity, subscriptions, ...range } = inputs as Inputs;
  const currency = subscriptions.find((row) => row.currency !== undefined)?.currency ?? "USD";
  const rows = subscriptions.map(({ customer, ...row }): Subscription => ({ currency, ...row, customerId: customer }));
  const options: MrrOptions = { ...range, currency, every: granularity };
  const { periods, wholeRange } = mrrMovements(rows, options);
  return {
    boundaries: [...periods.map(({ start }) => start), wholeRange.end].map(short),
    periods: periods.map((period) => ({
      ...period,
      start: short(period.start),
      end: short(period.end),
      exposureCustomerPeriods: period.counts.customerPeriods,
    })),
    wholeRange,
    movementLog: mrrLog(rows, options).map(({ at, customerId, ...entry }) => ({
      ...entry,
      at: short(at),
      customer: customerId,
    })),
  };
};

/** Instants as the files write them: without milliseconds where there are none. */
function short(instant: string): string {
  return instant.replace(".000Z", "Z");
}
