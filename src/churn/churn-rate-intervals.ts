import type { Interval } from "../core/estimate.ts";
import { zOfLevel } from "../numeric/z-of-level.ts";
import { exactPoisson } from "../stats/exact-poisson.ts";
import { type ShareIntervalMethod, wilson } from "../stats/share-interval.ts";
import { type ChurnCounts, type ChurnDenominator, type ChurnFraction, dailyOf } from "./churn-rate-counts.ts";

/** An interval, or the note that says why there is none. */
export type IntervalOrNote = Interval | "more-churn-than-customers" | "no-spread" | "nobody-left-at-risk";

/**
 * The interval of a rate under its convention: of a share, of a rate per exposure, of a sum of hazards or
 * of a survival curve. `asked` replaces the first two.
 */
export function churnInterval(
  counts: ChurnCounts,
  denominator: ChurnDenominator,
  fraction: ChurnFraction,
  level: number,
  asked: ShareIntervalMethod | undefined,
): IntervalOrNote {
  const value = fraction.value!;
  if (denominator === "dailySum") return sumOfHazards(counts, value, level);
  if (denominator === "lifeTable") return survivalCurve(counts, value, level);
  const method = asked ?? (denominator === "exposureRate" ? exactPoisson : wilson);
  // Above 1 a rate is no share. Events per exposure have no such limit.
  if (method !== exactPoisson && fraction.numerator > fraction.denominator!) return "more-churn-than-customers";
  return method(fraction.numerator, fraction.denominator!, level);
}

/**
 * The sum over days of churn / customers is the Nelson-Aalen estimate of the cumulative hazard of the period,
 * with variance Σ churn / customers²; the interval is symmetric on the logarithm.
 *
 * Aalen, O. (1978). Nonparametric inference for a family of counting processes. Annals of Statistics 6, 701-726.
 */
function sumOfHazards(counts: ChurnCounts, value: number, level: number): IntervalOrNote {
  const z = zOfLevel(level);
  const { customers, churned } = dailyOf(counts, "dailySum");
  let variance = 0;
  customers.forEach((there, day) => {
    if (there > 0) variance += churned[day]! / there / there;
  });
  if (variance === 0) return "no-spread";
  const factor = Math.exp((z * Math.sqrt(variance)) / value);
  return { lower: value / factor, upper: value * factor, level, method: "log-hazard" };
}

/** Greenwood's variance, symmetric on log(−log S) (Kalbfleisch and Prentice, The Statistical Analysis of Failure Time Data, 1980). */
function survivalCurve(counts: ChurnCounts, value: number, level: number): IntervalOrNote {
  const z = zOfLevel(level);
  const { greenwood } = counts.lifeTable!;
  if (value === 0) return "no-spread";
  if (value === 1 || greenwood === null) return "nobody-left-at-risk";
  const logSurvival = Math.log1p(-value);
  const factor = Math.exp((z * Math.sqrt(greenwood)) / -logSurvival);
  return {
    lower: -Math.expm1(logSurvival / factor),
    upper: -Math.expm1(logSurvival * factor),
    level,
    method: "log-log",
  };
}
