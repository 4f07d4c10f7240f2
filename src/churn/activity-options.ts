import { toInstant } from "../time/instant.ts";
import { periodCalendar, type Every, type PeriodCalendar } from "../time/periods.ts";
import type { ReadingRules } from "./activity-row.ts";

/** What a log of activity is cut by, and where it ends. */
export interface ActivityOptions {
  /** The length of a period. */
  readonly every: Every;
  /** IANA name of the zone whose calendar is meant, for example `"Europe/Berlin"`; never the host's. */
  readonly timeZone: string;
  /**
   * The day that weeks start on, 1 = Monday … 7 = Sunday.
   * @defaultValue `1`
   */
  readonly weekStart?: number | undefined;
  /** The end of the observation, exclusive: what happens at it or later is left out, and a period that ends after it is not complete. */
  readonly asOf: number | Date | string;
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

/** Options with their calendar made and their instants read. */
export interface ActivityFrame {
  readonly calendar: PeriodCalendar;
  readonly asOf: number;
  readonly rules: ReadingRules;
}

/**
 * @throws {@link MetricError} `PERIOD_UNKNOWN`, `WEEK_START_OUT_OF_RANGE`, `TIME_ZONE_UNKNOWN`, `INSTANT_INVALID`,
 *   `INSTANT_WITHOUT_OFFSET`
 */
export function activityFrame(options: ActivityOptions): ActivityFrame {
  const { every, timeZone, weekStart = 1, currency, onInvalid } = options;
  const asOf = toInstant(options.asOf);
  return {
    calendar: periodCalendar({ every, timeZone, weekStart }),
    asOf,
    rules: { until: asOf, currency, onInvalid, addsAmounts: true },
  };
}
