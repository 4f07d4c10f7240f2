import { fail } from "../core/metric-error.ts";
import { type AttributionJourney, conversionInstant, eligibleTouches, noneLeftOut } from "./attribution-journey.ts";

/** Channels in the order in which they were met, and how often that way ended in a conversion or in none. */
export interface ConversionPath {
  /** In order; repeats are kept. */
  readonly path: readonly string[];
  /**
   * How many conversions it led to.
   * @defaultValue `0`
   */
  readonly conversions?: number | undefined;
  /**
   * How often it led to none.
   * @defaultValue `0`
   */
  readonly nulls?: number | undefined;
}

/** Whether a path can be used: names, and whole counts. */
export function isConversionPath(row: ConversionPath): boolean {
  if (typeof row !== "object" || row === null || !Array.isArray(row.path)) return false;
  const { path, conversions = 0, nulls = 0 } = row;
  return (
    isCount(conversions) && isCount(nulls) && path.every((channel) => typeof channel === "string" && channel !== "")
  );
}

/** How long before the conversion a touch may be. */
export interface ConversionPathOptions {
  /** Touches longer before the conversion than these hours are no part of the path. All are where absent. */
  readonly lookbackHours?: number | undefined;
}

/**
 * The path of a journey: its touches up to the conversion in order of instant, `sequence` and place. Of a journey that did not
 * convert, all of them.
 *
 * @param journey - see {@link AttributionJourney}; its value plays no part
 * @returns `null` where the journey, or the instant of its conversion, cannot be read. Touches that cannot be read are no part of it
 * @throws {@link MetricError} `LOOKBACK_INVALID`
 *
 * @example
 * ```ts
 * import { conversionPath } from "customer-metrics/journey";
 *
 * const touches = [{ channel: "search", at: "2024-05-02T10:00:00Z" }, { channel: "email", at: "2024-05-01T10:00:00Z" }];
 * conversionPath({ touches, convertedAt: "2024-05-02T12:00:00Z" }); // => { path: ["email", "search"], conversions: 1, nulls: 0 }
 * ```
 */
export function conversionPath(
  journey: AttributionJourney,
  { lookbackHours = Infinity }: ConversionPathOptions = {},
): ConversionPath | null {
  if (!(lookbackHours >= 0))
    fail("LOOKBACK_INVALID", "Cannot look back as lookbackHours must be 0 or more", lookbackHours);
  const convertedAt = conversionInstant(journey);
  if (typeof convertedAt === "string") return null;
  const isOpen = convertedAt === null;
  const lookback = isOpen ? Infinity : lookbackHours * 3_600_000;
  const { channels } = eligibleTouches(journey.touches, convertedAt ?? Infinity, lookback, noneLeftOut());
  return { path: channels, conversions: isOpen ? 0 : 1, nulls: isOpen ? 1 : 0 };
}

function isCount(value: unknown): boolean {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}
