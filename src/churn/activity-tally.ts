import { activityLog, type ActivitySource } from "./activity-log.ts";
import { activityFrame, type ActivityOptions } from "./activity-options.ts";
import { activityKind, emptyActivityState, putCustomer, type ActivityState } from "./activity-state.ts";

/**
 * The {@link ActivityState} of a whole log at once: what a shard, a day or a worker sends home.
 *
 * The state of a stream, row by row, is `fold(retentionTableAccumulator(options), rows)`; it is the same.
 *
 * @param source - rows, or columns for a million of them
 * @param options - as of the metrics that will read it; `clock`: `"elapsed"` for tables on an elapsed clock
 * @returns a state that `retentionTable` and `growthAccounting` read, and that merges
 * @throws {@link MetricError} as `retentionTable`
 *
 * @example Two days, merged
 * ```ts
 * import { growthAccountingAccumulator, tallyActivity } from "customer-metrics/churn";
 *
 * const options = { every: "day", timeZone: "UTC", asOf: "2025-03-03T00:00:00Z" } as const;
 * const saturday = tallyActivity([{ customerId: "a", at: "2025-03-01T10:00:00Z" }], options);
 * const sunday = tallyActivity({ customers: ["a", "b"], at: [1740909600000, 1740913200000] }, options);
 * const { merge, result } = growthAccountingAccumulator(options);
 * result(merge(saturday, sunday)).periods[1]; // => { period: "2025-03-02", active: 2, new: 1, retained: 1 }
 * ```
 */
export function tallyActivity(
  source: ActivitySource,
  options: ActivityOptions & { readonly clock?: "calendar" | "elapsed" | undefined },
): ActivityState {
  const frame = activityFrame(options);
  const calendar = options.clock === "elapsed" ? null : frame.calendar;
  const log = activityLog(source, frame, calendar);
  const state = emptyActivityState(activityKind(calendar), log.currency);
  state.usedRows = log.usedRows;
  state.pricedRows = log.pricedRows;
  state.latest = log.latest;
  Object.assign(state.leftOut, log.leftOut);
  for (let customer = 0; customer < log.customers; customer++) {
    const from = log.offsets[customer]!;
    const to = log.ends[customer]!;
    if (from === to) continue;
    const first = log.first[customer]!;
    putCustomer(state.customers, log.nameOf(customer), {
      first: first === Infinity ? null : first,
      slots: Array.from(log.slots.subarray(from, to)),
      counts: Array.from(log.counts.subarray(from, to)),
      amounts:
        log.amounts === null
          ? new Array<number>(to - from).fill(0)
          : Array.from(log.amounts.subarray(from, to), (amount) => amount + 0),
    });
  }
  return state;
}
