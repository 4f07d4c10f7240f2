import type { Estimate } from "../../core/estimate.ts";
import { fail } from "../../core/metric-error.ts";
import { zOfLevel } from "../../numeric/z-of-level.ts";
import { bandAround } from "./survival-bands.ts";
import { rowAt, type SurvivalCurve } from "./survival-curve.ts";

/** The share that is still there after a time. */
export interface SurvivalAt extends Estimate<"survival", "proportion"> {
  /** The time asked for. */
  readonly time: number;
  /** Under observation just before the next time of the curve, from the one asked for on. */
  readonly atRisk: number;
  /** Greenwood's standard error, or `null`. */
  readonly standardError: number | null;
  /** The standard error of the logarithm of the share, or `null`. */
  readonly logStandardError: number | null;
}

/**
 * Survival at a time: the share that goes on beyond it.
 *
 * @param curve - of `kaplanMeier`
 * @param time - 0 or more, in the unit of the curve
 * @returns a proportion with the interval of the band, or `null` beyond the last time unless all had left by then;
 *   `notes` has `"beyond-last-time"`, `"none-left"`, `"no-observations"` or `"no-interval"`
 * @throws {@link MetricError} `TIME_INVALID`
 *
 * @example
 * ```ts
 * import { kaplanMeier, survivalAt } from "customer-metrics/churn";
 *
 * const curve = kaplanMeier({ time: [2, 4, 6, 8], event: [1, 1, 0, 0] });
 * survivalAt(curve, 5); // => { value: 0.5, atRisk: 2, standardError: 0.25, interval: { lower: ≈0.0578 } }
 * survivalAt(curve, 9).value; // => null
 * ```
 */
export function survivalAt(curve: SurvivalCurve, time: number): SurvivalAt {
  checkTime(time, "time");
  const row = rowAt(curve, time);
  const last = curve.time.length - 1;
  const isAtRow = row >= 0 && curve.time[row] >= time * (1 - curve.definition.tieTolerance);
  const isKnown = row < last || (row === last && (isAtRow || curve.survival[last] === 0));
  const value = last < 0 || !isKnown ? null : row < 0 ? 1 : curve.survival[row];
  const standardError = value === null ? null : row < 0 ? 0 : curve.standardError[row];
  const [lower, upper] = row < 0 ? [1, 1] : [curve.lower[row], curve.upper[row]];
  const { band } = curve;
  const hasEnds = value !== null && band !== null && lower !== null && upper !== null;
  return {
    metric: "survival",
    value,
    unit: "proportion",
    n: curve.n,
    interval: hasEnds ? { lower, upper, level: band.level, method: band.method } : null,
    time,
    atRisk: curve.atRisk[isAtRow ? row : row + 1] ?? 0,
    standardError,
    logStandardError: value === null || standardError === null ? null : standardError / value,
    notes:
      last < 0
        ? ["no-observations"]
        : value === null
          ? ["beyond-last-time"]
          : value === 0
            ? ["none-left"]
            : band === null
              ? ["no-interval"]
              : [],
  };
}

/** The share of those still there at a time who are still there later. */
export interface ConditionalSurvival extends Estimate<"conditional-survival", "proportion"> {
  /** Given that they were still there after this time. */
  readonly survived: number;
  /** For how much longer. */
  readonly further: number;
  /** Standard error of `value`, or `null`. */
  readonly standardError: number | null;
}

/**
 * Conditional survival: of those who have been there for some time, which share stays for some more.
 *
 * @formula S(survived + further) / S(survived), with Greenwood's sum over the times between
 *
 * @param curve - of `kaplanMeier`; the interval is made as its band is
 * @param span - `survived` and `further`, both 0 or more, in the unit of the curve
 * @returns a proportion; `n` is how many were under observation after `survived`. `null` when the curve does not reach
 *   so far (`"beyond-last-time"`) or nobody was left (`"none-left"`)
 * @throws {@link MetricError} `TIME_INVALID`
 *
 * @example Half stay for four months; of those who have stayed for two, two thirds stay for two more
 * ```ts
 * import { conditionalSurvival, kaplanMeier } from "customer-metrics/churn";
 *
 * const curve = kaplanMeier({ time: [2, 4, 6, 8], event: [1, 1, 0, 0] });
 * conditionalSurvival(curve, { survived: 2, further: 2 }); // => { value: ≈0.6667, n: 3, standardError: ≈0.2722 }
 * ```
 */
export function conditionalSurvival(
  curve: SurvivalCurve,
  { survived, further }: { readonly survived: number; readonly further: number },
): ConditionalSurvival {
  checkTime(survived, "survived");
  checkTime(further, "further");
  const before = survivalAt(curve, survived);
  const after = survivalAt(curve, survived + further);
  const from = rowAt(curve, survived);
  const to = rowAt(curve, survived + further);
  const isDefined = before.value !== null && before.value > 0 && after.value !== null;
  const value = isDefined ? (after.value as number) / (before.value as number) : null;
  let variance = 0;
  for (let row = from + 1; row <= to; row += 1) {
    const [under, gone] = [curve.atRisk[row], curve.events[row]];
    if (gone > 0) variance += gone / (under * (under - gone));
  }
  const logError = value === null || value === 0 ? null : Math.sqrt(variance);
  const { band } = curve;
  const isFlat = value === 1 || band === null;
  return {
    metric: "conditional-survival",
    value,
    unit: "proportion",
    n: curve.atRisk[from + 1] ?? 0,
    interval:
      band === null || value === null ? null : bandAround(value, isFlat ? 0 : logError, band, zOfLevel(band.level)),
    survived,
    further,
    standardError: logError === null ? null : (value as number) * logError,
    notes:
      value === null
        ? before.value === 0
          ? ["none-left"]
          : after.notes
        : value === 0
          ? ["none-left"]
          : band === null
            ? ["no-interval"]
            : [],
  };
}

/** Throws {@link MetricError} `TIME_INVALID` unless `time` is finite, 0 or more. */
export function checkTime(time: number, name: string): void {
  if (!(time >= 0 && time < Infinity))
    fail("TIME_INVALID", `Cannot read a curve as ${name} must be finite, >= 0`, time);
}
