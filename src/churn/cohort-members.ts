import { activityLog, type ActivitySource } from "./activity-log.ts";
import { cohortEntries } from "./cohort-entries.ts";
import { retentionPlan, type RetentionTableOptions } from "./retention-options.ts";

/** Who is in a cohort. */
export interface CohortMembers {
  /** The cohort's period, for example `"2025-03"`. */
  readonly cohort: string;
  /** Customer ids, sorted by code unit. */
  readonly customers: readonly string[];
}

/**
 * Who is in each cohort of a retention table: to write to them, to look one up, or to check the table by hand.
 *
 * @param source - as for `retentionTable`
 * @param options - as for `retentionTable`
 * @returns the cohorts that have customers, the earliest first
 * @throws {@link MetricError} as `retentionTable`
 *
 * @example
 * ```ts
 * import { cohortMembers } from "customer-metrics/churn";
 *
 * const events = [
 *   { customerId: "b", at: "2025-01-05T12:00:00Z" },
 *   { customerId: "a", at: "2025-01-09T12:00:00Z" },
 *   { customerId: "a", at: "2025-02-07T12:00:00Z" },
 * ];
 * cohortMembers(events, { every: "month", timeZone: "UTC", asOf: "2025-03-01T00:00:00Z" });
 * // => [{ cohort: "2025-01", customers: ["a", "b"] }]
 * ```
 */
export function cohortMembers(source: ActivitySource, options: RetentionTableOptions): CohortMembers[] {
  const plan = retentionPlan(options);
  const entries = cohortEntries(activityLog(source, plan, plan.slotCalendar), plan);
  const members = new Map<number, string[]>();
  for (let entry = 0; entry < entries.length; entry++) {
    const cohort = entries.cohorts[entry]!;
    const customers = members.get(cohort);
    if (customers === undefined) members.set(cohort, [entries.nameOf(entry)]);
    else customers.push(entries.nameOf(entry));
  }
  const ascending = [...members].sort(([left], [right]) => left - right);
  return ascending.map(([cohort, customers]) => ({ cohort: plan.calendar.key(cohort), customers: customers.sort() }));
}
