import { fail } from "../core/metric-error.ts";
import type { PeriodCalendar } from "../time/periods.ts";
import type { ActivityLog } from "./activity-log.ts";

/** How the customers of a period, and of the one before, divide; a column a figure, an element a period. */
export interface GrowthCounts {
  /** The first period; the next ones follow without gaps. */
  readonly firstPeriod: number;
  readonly periods: number;
  readonly users: { readonly [Part in UserPart]: Float64Array };
  readonly revenue: { readonly [Part in RevenuePart]: Float64Array } | null;
}

type UserPart = "active" | "new" | "retained" | "resurrected" | "churned";
type RevenuePart =
  | "active"
  | "new"
  | "retained"
  | "resurrected"
  | "expansion"
  | "contraction"
  | "churned"
  | "refundsOfInactive";

/** Periods that may be listed: 270 years of days. */
const MAX_PERIODS = 100_000;

/**
 * Divides the active customers of every period from `from` (or the first with rows) to `lastPeriod`.
 *
 * @throws {@link MetricError} `TABLE_TOO_LARGE`, `MOVEMENTS_DO_NOT_ADD_UP`
 */
export function growthCounts(
  log: ActivityLog,
  firstPeriods: ArrayLike<number>,
  from: number,
  lastPeriod: number,
): GrowthCounts {
  const { customers, offsets, ends, slots, counts, amounts } = log;
  let firstPeriod = lastPeriod + 1;
  for (let customer = 0; customer < customers; customer++) {
    const at = offsets[customer]!;
    if (at < ends[customer]! && slots[at]! < firstPeriod) firstPeriod = slots[at]!;
  }
  firstPeriod = Math.max(firstPeriod, Math.min(from, lastPeriod + 1));
  const periods = lastPeriod + 1 - firstPeriod;
  if (periods > MAX_PERIODS)
    fail(
      "TABLE_TOO_LARGE",
      `Cannot list the periods as there must be at most ${MAX_PERIODS}; set knownSince, or take longer ones`,
      periods,
    );
  // One more, for what is lost after the last period and not listed.
  const column = (): Float64Array => new Float64Array(periods + 1);
  const users = { active: column(), new: column(), retained: column(), resurrected: column(), churned: column() };
  const revenue =
    amounts === null
      ? null
      : {
          active: column(),
          new: column(),
          retained: column(),
          resurrected: column(),
          expansion: column(),
          contraction: column(),
          churned: column(),
          refundsOfInactive: column(),
        };

  for (let customer = 0; customer < customers; customer++) {
    const end = ends[customer]!;
    let before = -Infinity;
    let amountBefore = 0;
    for (let i = offsets[customer]!; i < end; i++) {
      const place = slots[i]! - firstPeriod;
      const amount = amounts === null ? 0 : amounts[i]!;
      if (counts[i] === 0) {
        if (revenue !== null && place >= 0) revenue.refundsOfInactive[place]! += amount;
        continue;
      }
      const isRetained = before === place - 1;
      if (!isRetained && before >= -1) {
        users.churned[before + 1]! += 1;
        if (revenue !== null) revenue.churned[before + 1]! += amountBefore;
      }
      if (place >= 0) {
        const part = isRetained ? "retained" : slots[i] === firstPeriods[customer] ? "new" : "resurrected";
        users.active[place]! += 1;
        users[part][place]! += 1;
        if (revenue !== null) {
          const kept = isRetained ? Math.min(amountBefore, amount) : amount;
          revenue.active[place]! += amount;
          revenue[part][place]! += kept;
          revenue.expansion[place]! += amount - kept;
          if (isRetained) revenue.contraction[place]! += amountBefore - kept;
        }
      }
      before = place;
      amountBefore = amount;
    }
    if (before >= -1) {
      users.churned[before + 1]! += 1;
      if (revenue !== null) revenue.churned[before + 1]! += amountBefore;
    }
  }
  const result = { firstPeriod, periods, users, revenue };
  checkAddsUp(result);
  return result;
}

/** The first period of each customer: of `firstSeen` where that is earlier than any activity. */
export function firstPeriodsOf(
  log: ActivityLog,
  firstSeen: readonly (readonly [string, number])[],
  calendar: PeriodCalendar,
): Float64Array {
  const { customers, offsets, ends, slots, counts } = log;
  const periods = new Float64Array(customers).fill(Infinity);
  for (let customer = 0; customer < customers; customer++) {
    for (let i = offsets[customer]!; i < ends[customer]! && periods[customer] === Infinity; i++) {
      if (counts[i]! > 0) periods[customer] = slots[i]!;
    }
  }
  if (firstSeen.length === 0) return periods;
  const codes = new Map(Array.from({ length: customers }, (_, customer) => [log.nameOf(customer), customer]));
  for (const [customerId, instant] of firstSeen) {
    const customer = codes.get(customerId);
    if (customer !== undefined) periods[customer] = Math.min(periods[customer]!, calendar.bucket(instant));
  }
  return periods;
}

/** Who is active now was new, retained or resurrected; who was active before is retained or churned; and so for their revenue. */
function checkAddsUp({ periods, users, revenue }: GrowthCounts): void {
  for (let place = 0; place < periods; place++) {
    const sum = (...columns: readonly Float64Array[]): number =>
      columns.reduce((total, column) => total + column[place]!, 0);
    checkSum(sum(users.new, users.retained, users.resurrected), users.active[place]!);
    if (place > 0) checkSum(sum(users.retained, users.churned), users.active[place - 1]!);
    if (revenue === null) continue;
    checkSum(sum(revenue.new, revenue.retained, revenue.resurrected, revenue.expansion), revenue.active[place]!);
    if (place > 0) checkSum(sum(revenue.retained, revenue.contraction, revenue.churned), revenue.active[place - 1]!);
  }
}

function checkSum(parts: number, whole: number): void {
  if (parts !== whole || !Number.isSafeInteger(whole)) {
    fail(
      "MOVEMENTS_DO_NOT_ADD_UP",
      "Cannot divide the period as its parts must add up to the whole, in whole minor units below 2^53",
      [parts, whole],
    );
  }
}
