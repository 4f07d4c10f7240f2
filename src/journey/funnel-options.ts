import { checkChoice } from "../core/choice.ts";
import { checkLevel } from "../core/estimate.ts";
import { fail } from "../core/metric-error.ts";
import { checkIntervalMethod, type ShareIntervalMethod, wilson } from "../stats/share-interval.ts";
import { checkQuantiles, wholeMilliseconds } from "./event-quantiles.ts";
import type { JourneyEventOptions } from "./event-row.ts";

/** Options of `journeyFunnel`. */
export interface JourneyFunnelOptions extends JourneyEventOptions {
  /** Names of the steps in order; one may come twice, and then needs two events. */
  readonly steps: readonly string[];
  /** Whether other events may come between (`"loose"`) or not (`"strict"`). @defaultValue `"loose"` */
  readonly mode?: "loose" | "strict" | undefined;
  /** Hours within which all steps of an attempt must lie, counted from its first, inclusive. @defaultValue any time */
  readonly windowHours?: number | null | undefined;
  /** Shares of the durations to report times for. @defaultValue `[0.5, 0.9]` */
  readonly quantiles?: readonly number[] | undefined;
  /** Coverage of the intervals. @defaultValue 0.95 */
  readonly level?: number | undefined;
  /** How the intervals of rates are made. @defaultValue `wilson` */
  readonly interval?: ShareIntervalMethod | "none" | undefined;
}

/** Options that have been checked. */
export interface FunnelRules extends JourneyEventOptions {
  readonly steps: readonly string[];
  readonly mode: "loose" | "strict";
  readonly windowMs: number;
  readonly quantiles: readonly number[];
  readonly level: number;
  readonly interval: ShareIntervalMethod | "none";
}

/** @throws {@link MetricError} what `journeyFunnel` says of its options */
export function funnelRules(options: JourneyFunnelOptions): FunnelRules {
  const {
    steps,
    mode = "loose",
    windowHours = null,
    quantiles = [0.5, 0.9],
    level = 0.95,
    interval = wilson,
  } = options;
  checkStepNames("steps", steps);
  checkChoice("MODE_UNKNOWN", "mode", mode, ["loose", "strict"]);
  if (windowHours !== null && !(typeof windowHours === "number" && windowHours >= 0 && windowHours < Infinity))
    fail("WINDOW_INVALID", "Cannot use windowHours as it must be hours, 0 or more, or null", windowHours);
  checkQuantiles(quantiles);
  checkLevel(level);
  checkIntervalMethod(interval);
  const windowMs = windowHours === null ? Infinity : wholeMilliseconds(windowHours);
  const { asOf, onInvalid } = options;
  return { steps: [...steps], mode, windowMs, quantiles, level, interval, asOf, onInvalid };
}

/**
 * Throws unless it is a list of at least one name.
 *
 * @throws {@link MetricError} `STEPS_INVALID`
 */
export function checkStepNames(what: string, steps: unknown): void {
  if (!Array.isArray(steps) || steps.length === 0 || !steps.every((step) => typeof step === "string" && step !== ""))
    fail("STEPS_INVALID", `Cannot use ${what} as it must be a list of at least one name`, steps);
}
