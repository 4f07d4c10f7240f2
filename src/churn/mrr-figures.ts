import { between, lifeTable } from "./churn-life-table.ts";
import { instantToIso } from "../time/instant.ts";
import { type Money, type MoneyUnit, quotient, toMinor } from "./money.ts";
import { type AllChurnCounts, type ChurnDenominator, churnFraction } from "./churn-rate-counts.ts";
import type { MrrRange } from "./mrr-range.ts";
import { type MovementType, movementTypes } from "./mrr-movement-type.ts";
import type { PeriodTally, RangeTally } from "./mrr-tally.ts";

/** A figure a kind of movement. */
export type ByMovement = { readonly [Type in MovementType]: number };

/** Movements of a period: their revenue, how many there were, and of how many customers. */
export interface MrrMovementSums {
  /** Minor units a month; all amounts are positive. */
  readonly mrr: ByMovement;
  /** Changes. */
  readonly events: ByMovement;
  /** Distinct customers. */
  readonly customers: ByMovement;
}

/** Retention of the customers who paid at the start, whatever happened in between. */
export interface CohortRetention {
  /** Net revenue retention: closing over opening revenue of these customers, or `null` where there are none. */
  readonly nrr: number | null;
  /** Gross revenue retention: the same, each customer's closing revenue at most the opening one. */
  readonly grr: number | null;
  /** Share of these customers who still pay. */
  readonly logoRetention: number | null;
}

/** Recurring revenue at the start and the end of a time, in minor units a month, unrounded. */
export interface MrrBalances {
  /** First instant, ISO 8601. */
  readonly start: string;
  /** First instant after it. */
  readonly end: string;
  /** Whether it has ended by `asOf`. */
  readonly complete: boolean;
  /** Monthly recurring revenue just before `start`. */
  readonly openingMrr: number;
  /** Monthly recurring revenue just before `end`, or `asOf`. */
  readonly closingMrr: number;
  /** Customers with revenue just before `start`. */
  readonly openingCustomers: number;
  /** Customers with revenue just before `end`, or `asOf`. */
  readonly closingCustomers: number;
}

/** Revenue movements of one period and what follows from them. Rates are `null` where they divide by 0. */
export interface MrrPeriod extends MrrBalances, CohortRetention {
  /** `2024-01`, or `null` for boundaries of your own. */
  readonly period: string | null;
  /** Local days that have begun. */
  readonly days: number;
  /** Every change by itself. */
  readonly movements: MrrMovementSums;
  /** One change a customer, from opening to closing balance: what happened in between does not count. */
  readonly netMovements: MrrMovementSums;
  /** new + expansion + reactivation − contraction − churn = closing − opening, minor units a month. */
  readonly netNewMrr: number;
  /** (churn + contraction) / opening. */
  readonly grossMrrChurnRate: number | null;
  /** (churn + contraction − expansion − reactivation) / opening; below 0 where customers grow faster than they leave. */
  readonly netMrrChurnRate: number | null;
  /** (new + expansion + reactivation) / (contraction + churn). */
  readonly quickRatio: number | null;
  /** (new + expansion) / (contraction + churn), as Baremetrics has it. */
  readonly quickRatioExcludingReactivation: number | null;
  /** Logo churn by every convention. */
  readonly logoChurn: { readonly [Denominator in ChurnDenominator]: number | null };
  /** The counts behind it: for `churnRate` with a convention and an interval. */
  readonly counts: AllChurnCounts;
}

/** The figures of one period. */
export function mrrPeriod(tally: RangeTally, range: MrrRange, period: number, unit: MoneyUnit): MrrPeriod {
  const sums = tally.periods[period]!;
  const { mrr } = sums.movements;
  const [added, expanded, contracted, churned, returned] = mrr as [Money, Money, Money, Money, Money];
  const balances = mrrBalances(sums, range.boundaries[period]!, range.boundaries[period + 1]!, range.asOf, unit);
  const counts = churnCounts(tally, range, period);
  const retention = cohortRetention(sums);
  return {
    period: range.keys[period]!,
    ...balances,
    days: counts.daily.customers.length,
    movements: movementSums(sums.movements, unit),
    netMovements: movementSums(sums.net, unit),
    netNewMrr: toMinor(sums.closing - sums.opening, unit),
    ...retention,
    grossMrrChurnRate: quotient(churned + contracted, sums.opening),
    netMrrChurnRate: quotient(churned + contracted - expanded - returned, sums.opening),
    quickRatio: quotient(added + expanded + returned, contracted + churned),
    quickRatioExcludingReactivation: quotient(added + expanded, contracted + churned),
    logoChurn: logoChurn(counts),
    counts,
  };
}

/** Balances at both ends of a time. */
export function mrrBalances(
  sums: RangeTally["whole"],
  start: number,
  end: number,
  asOf: number,
  unit: MoneyUnit,
): MrrBalances {
  return {
    start: instantToIso(start),
    end: instantToIso(end),
    complete: end <= asOf,
    openingMrr: toMinor(sums.opening, unit),
    closingMrr: toMinor(sums.closing, unit),
    openingCustomers: sums.openingCustomers,
    closingCustomers: sums.closingCustomers,
  };
}

/** Retention of the customers of the opening. */
export function cohortRetention({
  kept,
  keptAtMost,
  opening,
  openingCustomers,
  lost,
}: RangeTally["whole"]): CohortRetention {
  return {
    nrr: quotient(kept, opening),
    grr: quotient(keptAtMost, opening),
    logoRetention: openingCustomers === 0 ? null : (openingCustomers - lost) / openingCustomers,
  };
}

function movementSums({ mrr, events, customers }: PeriodTally["movements"], unit: MoneyUnit): MrrMovementSums {
  return {
    mrr: byMovement((type) => toMinor(mrr[type]!, unit)),
    events: byMovement((type) => events[type]!),
    customers: byMovement((type) => customers[type]!),
  };
}

function byMovement(figure: (type: number) => number): ByMovement {
  return Object.fromEntries(movementTypes.map((name, type) => [name, figure(type)])) as ByMovement;
}

/** What happened to customers in one period. */
export function churnCounts(
  { periods, dayCustomers, dayChurn, gained, lost }: RangeTally,
  range: MrrRange,
  period: number,
): AllChurnCounts {
  const { openingCustomers, closingCustomers, movements, lost: lostOfOpening, customerMs } = periods[period]!;
  const [added, , , churned, reactivated] = movements.events as [number, number, number, number, number];
  const [start, end] = [range.boundaries[period]!, range.boundaries[period + 1]!];
  const [firstDay, lastDay] = [range.firstDays[period]!, range.firstDays[period + 1]!];
  return {
    opening: openingCustomers,
    closing: closingCustomers,
    new: added,
    reactivated,
    churned,
    lost: lostOfOpening,
    daily: {
      customers: [...dayCustomers.subarray(firstDay, lastDay)],
      churned: [...dayChurn.subarray(firstDay, lastDay)],
    },
    // A period that a zone skipped has no length, and nobody was there in it.
    customerPeriods: end === start ? 0 : customerMs / (end - start),
    lifeTable: lifeTable(between(gained, start, end), between(lost, start, end), openingCustomers),
  };
}

function logoChurn(counts: AllChurnCounts): MrrPeriod["logoChurn"] {
  const by = (denominator: ChurnDenominator): number | null => churnFraction(counts, denominator).value;
  return {
    openingCohort: by("openingCohort"),
    opening: by("opening"),
    average: by("average"),
    openingPlusNew: by("openingPlusNew"),
    openingPlusNewAndReactivated: by("openingPlusNewAndReactivated"),
    dailyAverage: by("dailyAverage"),
    dailySum: by("dailySum"),
    exposureRate: by("exposureRate"),
    lifeTable: by("lifeTable"),
  };
}
