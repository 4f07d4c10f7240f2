import { checkChoice } from "../core/choice.ts";
import { fail } from "../core/metric-error.ts";
import type { Every } from "../time/periods.ts";
import { checkCurrency } from "./amount-figure.ts";
import { lastPeriod, rfmCalendar, type LastPeriod, type RfmCalendar } from "./rfm-calendar.ts";
import { checkTimeUnit, spanIn, type TimeSpan, type TimeUnit } from "./time-unit.ts";
import type { RefundPolicy, TransactionRow, TransactionRules } from "./transaction-row.ts";

/** How a log of transactions becomes frequencies, recencies and amounts. */
export interface RfmOptions {
  /** The end of the observation: a date (`"2025-03-31"`), whose period is the last one, or an instant (exclusive). Its period counts whole; later ones are left out. */
  readonly asOf: number | Date | string;
  /**
   * The calendar period: all purchases of a customer in one are one purchase.
   * @defaultValue `"day"`
   */
  readonly every?: Every | undefined;
  /**
   * The unit of `recency` and `T`. Days over 7 are weeks with a fraction; calendar weeks (`every: "week"`) are whole.
   * Months and longer have no fixed length: only `"opportunity"` counts them.
   * @defaultValue `"day"` of days, `"week"` of weeks, else `"opportunity"`
   */
  readonly timeUnit?: TimeUnit | undefined;
  /** Days of a unit of time that has no name, instead of `timeUnit`; to the models its unit is an `"opportunity"`. */
  readonly unitDays?: number | undefined;
  /** IANA name of the zone whose calendar is meant. Required for instants; a local date or time is what it says in any zone. */
  readonly timeZone?: string | undefined;
  /**
   * The day that weeks start on, 1 = Monday … 7 = Sunday.
   * @defaultValue `1`
   */
  readonly weekStart?: number | undefined;
  /**
   * Whether the first period counts in `frequency` and `monetaryValue`: `"excluded"` as in the purchase models,
   * which are about repeat purchases; `"included"` for segments and scores.
   * @defaultValue `"excluded"`
   */
  readonly first?: "excluded" | "included" | undefined;
  /**
   * What a refund does: nothing (`"ignore"`), or it lowers the spend of the period that it happens in
   * (`"net-in-period"`). It never is a purchase. Without it, a refund throws.
   */
  readonly refunds?: RefundPolicy | undefined;
  /**
   * Whether rows must have an amount; `"ignored"` for logs without money.
   * @defaultValue `"required"`
   */
  readonly amounts?: "required" | "ignored" | undefined;
  /**
   * The only currency whose amounts are used; rows in others are left out.
   * @defaultValue all amounts must be in one currency, whichever it is
   */
  readonly currency?: string | undefined;
  /**
   * Whether an unusable row is counted and listed, or throws.
   * @defaultValue `"count"`
   */
  readonly onInvalid?: "count" | "throw" | undefined;
}

/** How rows of any form are read. */
export interface ReadsTransactions<Row> {
  /** What a row says. */
  readonly read: (row: Row) => TransactionRow;
}

/** What a summary means. As options it gives the same summary again. */
export interface RfmDefinition {
  /** The end of the observation, as it was given. */
  readonly asOf: string;
  /** The calendar period. */
  readonly every: Every;
  /** The unit of recency and T. */
  readonly timeUnit: TimeUnit;
  /** Days of the unit, where it has no name. */
  readonly unitDays?: number;
  /** The zone, where there was one. */
  readonly timeZone?: string;
  /** The day that weeks start on. */
  readonly weekStart: number;
  /** Whether the first period counts. */
  readonly first: "excluded" | "included";
  /** What a refund does, where it was said. */
  readonly refunds?: RefundPolicy;
  /** Whether amounts were read. */
  readonly amounts: "required" | "ignored";
  /** The only currency that was used, where one was chosen. */
  readonly currency?: string;
}

/** Checked options, ready to count by. */
export interface RfmPlan {
  readonly definition: RfmDefinition;
  readonly calendar: RfmCalendar;
  readonly end: LastPeriod;
  readonly rules: TransactionRules;
  /** Kind of the states that these options make and read. */
  readonly kind: string;
  /** Periods in units of time. */
  readonly lengthOf: (periods: number) => number;
}

/**
 * @param name - what the caller calls the end of the observation
 * @throws {@link MetricError} `PERIOD_UNKNOWN`, `WEEK_START_OUT_OF_RANGE`, `TIME_ZONE_UNKNOWN`, `TIME_ZONE_REQUIRED`,
 *   `DATE_INVALID`, `TIME_UNIT_UNKNOWN`, `UNIT_DAYS_INVALID`, `FIRST_UNKNOWN`, `REFUNDS_UNKNOWN`, `AMOUNTS_UNKNOWN`, `ON_INVALID_UNKNOWN`,
 *   `CURRENCY_INVALID`
 */
export function rfmPlan(options: RfmOptions, name = "asOf"): RfmPlan {
  const {
    every = "day",
    weekStart = 1,
    first = "excluded",
    refunds,
    amounts = "required",
    onInvalid = "count",
  } = options ?? {};
  // A database gives null for what was not said.
  const timeZone = options?.timeZone ?? undefined;
  const currency = checkCurrency(options?.currency) ?? undefined;
  checkChoice("FIRST_UNKNOWN", "first", first, ["excluded", "included"]);
  if (refunds !== undefined) checkChoice("REFUNDS_UNKNOWN", "refunds", refunds, ["ignore", "net-in-period"]);
  checkChoice("AMOUNTS_UNKNOWN", "amounts", amounts, ["required", "ignored"]);
  checkChoice("ON_INVALID_UNKNOWN", "onInvalid", onInvalid, ["count", "throw"]);
  const calendar = rfmCalendar(every, timeZone, weekStart);
  const end = lastPeriod(calendar, name, options?.asOf);
  const { unitDays } = options;
  const hasDays = every === "day" || every === "week";
  const timeUnit = options.timeUnit ?? (hasDays && unitDays === undefined ? every : "opportunity");
  checkTimeUnit(timeUnit);
  return {
    definition: {
      asOf: end.given,
      every,
      timeUnit,
      ...(unitDays === undefined ? {} : { unitDays }),
      ...(timeZone === undefined ? {} : { timeZone }),
      weekStart,
      first,
      ...(refunds === undefined ? {} : { refunds }),
      amounts,
      ...(currency === undefined ? {} : { currency }),
    },
    calendar,
    end,
    rules: { calendar, last: end.period, currency, refunds, amounts, onInvalid },
    kind: kindOf(calendar, refunds, amounts),
    lengthOf: lengths(every, timeUnit, unitDays),
  };
}

/** A number of periods in the unit: one rounding, so that 7 days are exactly a week. */
function lengths(every: Every, timeUnit: TimeUnit, unitDays: number | undefined): (periods: number) => number {
  if (timeUnit === "opportunity" && unitDays === undefined) return (periods) => periods;
  if (every !== "day" && every !== "week") {
    fail("TIME_UNIT_UNKNOWN", `Cannot measure time as timeUnit must be opportunity for every ${every}`, timeUnit);
  }
  // A millisecond is 1.2e-8 days.
  const isMeasured = timeUnit === "opportunity" && Number.isFinite(unitDays) && unitDays! >= 1e-8;
  if (unitDays !== undefined && !isMeasured) {
    fail("UNIT_DAYS_INVALID", "Cannot measure time as unitDays must be 1e-8 or more, instead of timeUnit", unitDays);
  }
  const days = every === "day" ? 1 : 7;
  const unit = unitDays ?? spanIn("day", { [`${timeUnit}s`]: 1 } as unknown as TimeSpan, "timeUnit");
  return (periods) => (periods * days) / unit;
}

function kindOf(
  { every, weekStart, timeZone }: RfmCalendar,
  refunds: RefundPolicy | undefined,
  amounts: "required" | "ignored",
): string {
  const week = every === "week" ? ` from ${weekStart}` : "";
  const money = amounts === "ignored" ? "no amounts" : refunds === "net-in-period" ? "net of refunds" : "gross";
  return `rfm/1 ${every}${week}, ${timeZone ?? "local dates"}, ${money}`;
}
