import { fail } from "../core/metric-error.ts";
import { toInstant } from "../time/instant.ts";
import type { Every } from "../time/periods.ts";

/** Which periods a revenue metric is about, and which rules it follows. */
export interface MrrOptions {
  /** ISO 4217 code of the currency that is meant. Two currencies do not add: segments of others are listed and left out. */
  readonly currency: string;
  /** IANA name of the zone whose calendar is meant, for example `"Europe/Berlin"`. */
  readonly timeZone: string;
  /**
   * The length of a period.
   * @defaultValue `"month"`
   */
  readonly every?: Every | undefined;
  /**
   * The day that weeks start on, 1 = Monday … 7 = Sunday.
   * @defaultValue `1`
   */
  readonly weekStart?: number | undefined;
  /** The first period: its name (`"2024-W05"`, `"2024-Q1"`, `"2024"`), or a local day or month in it (`"2024-01-31"`, `"2024-01"`). Either this or `boundaries`. */
  readonly from?: string | undefined;
  /**
   * How many periods, from `from` on.
   * @defaultValue `1`
   */
  readonly periods?: number | undefined;
  /** Instants between periods of your own, in ascending order: a rolling 30 days, a trailing year. */
  readonly boundaries?: readonly (number | Date | string)[] | undefined;
  /** The instant that ends the observation: what happens at or after it is not known yet. Left out, everything given has happened. */
  readonly asOf?: number | Date | string | undefined;
  /**
   * Statuses that bring recurring revenue.
   * @defaultValue `["active", "past_due"]`
   */
  readonly countedStatuses?: readonly string[] | undefined;
  /**
   * Statuses that bring none. A status in neither list is found and listed.
   * @defaultValue `["trialing", "paused", "unpaid", "incomplete", "incomplete_expired", "canceled"]` without the counted ones
   */
  readonly uncountedStatuses?: readonly string[] | undefined;
  /**
   * Changes of one customer within so many milliseconds after the first of them are one change, at the
   * instant of the first.
   * @defaultValue `0`: changes at the same instant
   */
  readonly coalesceMs?: number | undefined;
  /**
   * Weekly prices a year, whole; 48 is what counts four weeks a month.
   * @defaultValue `52`
   */
  readonly weeksPerYear?: number | undefined;
  /**
   * Daily prices a year, whole.
   * @defaultValue `365`
   */
  readonly daysPerYear?: number | undefined;
  /**
   * What a row that cannot be used does: it is listed, or it throws.
   * @defaultValue `"count"`
   */
  readonly onInvalid?: "count" | "throw" | undefined;
}

/** The rules that a result follows, with every default filled in. As options they give it again. */
export interface MrrDefinition {
  /** The currency that is meant. */
  readonly currency: string;
  /** The zone whose calendar is meant. */
  readonly timeZone: string;
  /** The length of a period, or `null` for boundaries of your own. */
  readonly every: Every | null;
  /** The day that weeks start on. */
  readonly weekStart: number;
  /** The instant that ends the observation, ISO 8601, or `null`. */
  readonly asOf: string | null;
  /** Statuses that bring recurring revenue. */
  readonly countedStatuses: readonly string[];
  /** Statuses that bring none. */
  readonly uncountedStatuses: readonly string[];
  /** Changes within so many milliseconds are one. */
  readonly coalesceMs: number;
  /** Weekly prices a year. */
  readonly weeksPerYear: number;
  /** Daily prices a year. */
  readonly daysPerYear: number;
}

/**
 * The rules of the options with defaults, checked.
 *
 * @throws {@link MetricError} `CURRENCY_REQUIRED`, `STATUSES_INVALID`, `COALESCE_INVALID`,
 *   `YEAR_LENGTH_INVALID`, `ON_INVALID_UNKNOWN`, and for `asOf` `INSTANT_INVALID`, `INSTANT_WITHOUT_OFFSET`
 */
export function mrrDefinition(options: MrrOptions): MrrDefinition {
  const {
    currency,
    timeZone,
    weekStart = 1,
    coalesceMs = 0,
    weeksPerYear = 52,
    daysPerYear = 365,
    asOf,
    onInvalid = "count",
  } = options;
  if (typeof currency !== "string" || currency === "") {
    fail("CURRENCY_REQUIRED", "Cannot add revenue as currency must name one, such as EUR", currency);
  }
  const countedStatuses = statusesOf(options.countedStatuses ?? ["active", "past_due"]);
  const others = ["trialing", "paused", "unpaid", "incomplete", "incomplete_expired", "canceled"];
  const uncountedStatuses = statusesOf(
    options.uncountedStatuses ?? others.filter((status) => !countedStatuses.includes(status)),
  );
  const twice = countedStatuses.find((status) => uncountedStatuses.includes(status));
  if (twice !== undefined) fail("STATUSES_INVALID", "Cannot count a status as it must be in one of both lists", twice);
  if (!(coalesceMs >= 0 && coalesceMs < Infinity)) {
    fail("COALESCE_INVALID", "Cannot put changes together as coalesceMs must be milliseconds, 0 or more", coalesceMs);
  }
  for (const length of [weeksPerYear, daysPerYear]) {
    if (!(Number.isInteger(length) && length >= 1 && length <= 366)) {
      fail(
        "YEAR_LENGTH_INVALID",
        "Cannot make prices monthly as weeksPerYear and daysPerYear must be whole, 1 to 366",
        length,
      );
    }
  }
  if (onInvalid !== "count" && onInvalid !== "throw")
    fail("ON_INVALID_UNKNOWN", "Cannot treat rows as onInvalid must be count or throw", onInvalid);
  return {
    currency,
    timeZone,
    every: options.boundaries === undefined ? (options.every ?? "month") : null,
    weekStart,
    asOf: asOf === undefined ? null : new Date(toInstant(asOf)).toISOString(),
    countedStatuses,
    uncountedStatuses,
    coalesceMs,
    weeksPerYear,
    daysPerYear,
  };
}

function statusesOf(statuses: readonly string[]): readonly string[] {
  if (!Array.isArray(statuses) || statuses.some((status) => typeof status !== "string" || status === "")) {
    fail("STATUSES_INVALID", "Cannot count statuses as they must be a list of words", statuses);
  }
  return [...statuses];
}
