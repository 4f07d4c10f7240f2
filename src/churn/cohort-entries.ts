import type { ActivityLog } from "./activity-log.ts";
import type { RetentionPlan } from "./retention-options.ts";

/** Memberships of customers in cohorts, as columns. A customer is in one cohort, or in many where they recur. */
export interface CohortEntries {
  readonly length: number;
  /** The calendar period of the cohort. */
  readonly cohorts: ArrayLike<number>;
  /** The slot that age 0 starts at: the period of the cohort, or the instant of the first activity. */
  readonly bases: ArrayLike<number>;
  /** The customer's activity: slots `froms[e]` to `tos[e]` of the log. */
  readonly froms: ArrayLike<number>;
  readonly tos: ArrayLike<number>;
  readonly nameOf: (entry: number) => string;
  /** Who and what is in no cohort. */
  readonly outside: OutsideCohorts;
}

/** What is in no cohort, and so in no cell of the table. */
export interface OutsideCohorts {
  /** Customers first seen before `knownSince`. */
  readonly leftCensored: number;
  /** Their activities. */
  readonly leftCensoredEvents: number;
  /** Customers of whom the log has refunds alone. */
  readonly refundsOnly: number;
  /** Revenue of both, and of refunds before the first activity; `null` where no row has an amount. */
  readonly revenue: number | null;
}

/** The memberships of a log by the plan, whose slots must be the plan's. */
export function cohortEntries(log: ActivityLog, plan: RetentionPlan): CohortEntries {
  return plan.definition.cohorts === "recurring" ? recurringEntries(log, plan) : firstTimeEntries(log, plan);
}

function firstTimeEntries(
  log: ActivityLog,
  { calendar, slotCalendar, asOf, knownSince, firstSeen }: RetentionPlan,
): CohortEntries {
  const { customers, offsets, ends } = log;
  const firsts = log.first.slice();
  const silent: (readonly [string, number])[] = [];
  if (firstSeen.length > 0) {
    const codes = new Map(Array.from({ length: customers }, (_, customer) => [log.nameOf(customer), customer]));
    for (const entry of firstSeen) {
      const customer = codes.get(entry[0]);
      if (customer === undefined || offsets[customer] === ends[customer]) silent.push(entry);
      else if (entry[1] < firsts[customer]!) firsts[customer] = entry[1];
    }
  }
  const members: number[] = [];
  const outside = { leftCensored: 0, leftCensoredEvents: 0, refundsOnly: 0, revenue: log.amounts === null ? null : 0 };
  for (let customer = 0; customer < customers; customer++) {
    if (offsets[customer] === ends[customer]) continue;
    const isCensored = firsts[customer]! < knownSince;
    if (!isCensored && firsts[customer]! < asOf) {
      members.push(customer);
      continue;
    }
    outside[isCensored ? "leftCensored" : "refundsOnly"] += 1;
    for (let i = offsets[customer]!; i < ends[customer]!; i++) {
      if (isCensored) outside.leftCensoredEvents += log.counts[i]!;
      if (outside.revenue !== null) outside.revenue += log.amounts![i]!;
    }
  }
  // Not seen yet at asOf, they are no customers yet.
  const joined = silent.filter(([, instant]) => instant < asOf);
  const quiet = joined.filter(([, instant]) => instant >= knownSince);
  outside.leftCensored += joined.length - quiet.length;

  const length = members.length + quiet.length;
  const instants = new Float64Array(length);
  const froms = new Uint32Array(length);
  const tos = new Uint32Array(length);
  members.forEach((customer, entry) => {
    instants[entry] = firsts[customer]!;
    froms[entry] = offsets[customer]!;
    tos[entry] = ends[customer]!;
  });
  quiet.forEach(([, instant], i) => {
    instants[members.length + i] = instant;
  });
  const cohorts = calendar.bucketAll(instants);
  const nameOf = (entry: number): string =>
    entry < members.length ? log.nameOf(members[entry]!) : quiet[entry - members.length]![0];
  return { length, cohorts, bases: slotCalendar === null ? instants : cohorts, froms, tos, nameOf, outside };
}

/** Every period with activity opens a cohort; on the elapsed clock age 0 starts at the first activity in it. */
function recurringEntries(log: ActivityLog, { calendar, slotCalendar }: RetentionPlan): CohortEntries {
  const { customers, offsets, ends, slots, counts, amounts } = log;
  const periods = slotCalendar === null ? calendar.bucketAll(slots) : slots;
  const columns = { cohorts: [] as number[], bases: [] as number[], froms: [] as number[], tos: [] as number[] };
  const owners: number[] = [];
  const outside = { leftCensored: 0, leftCensoredEvents: 0, refundsOnly: 0, revenue: amounts === null ? null : 0 };
  for (let customer = 0; customer < customers; customer++) {
    let cohort = NaN;
    for (let i = offsets[customer]!; i < ends[customer]!; i++) {
      if (counts[i] === 0 && Number.isNaN(cohort) && outside.revenue !== null) outside.revenue += amounts![i]!;
      if (counts[i] === 0 || periods[i] === cohort) continue;
      cohort = periods[i]!;
      columns.cohorts.push(cohort);
      columns.bases.push(slots[i]!);
      columns.froms.push(i);
      columns.tos.push(ends[customer]!);
      owners.push(customer);
    }
    if (Number.isNaN(cohort) && offsets[customer] !== ends[customer]) outside.refundsOnly += 1;
  }
  return { length: owners.length, ...columns, nameOf: (entry) => log.nameOf(owners[entry]!), outside };
}
