import { checkChoice } from "../core/choice.ts";
import { checkLevel, type Interval } from "../core/estimate.ts";
import { studentTUpperQuantile } from "../numeric/student-t.ts";

/** Options of figures with an interval. */
export interface ValueIntervalOptions {
  /**
   * Coverage of the interval, a proportion in (0, 1).
   * @defaultValue `0.95`
   */
  readonly level?: number | undefined;
  /**
   * Whether to give an interval. It is meant for customers who stand for more of their kind (next year's, the market's); of a
   * figure of just these customers there is nothing to be unsure about.
   * @defaultValue `"sample"`
   */
  readonly interval?: "sample" | "none" | undefined;
}

/** The options, checked. */
export interface ValueIntervalChoice {
  readonly level: number;
  readonly interval: "sample" | "none";
}

/**
 * @throws {@link MetricError} `LEVEL_OUT_OF_RANGE`, `INTERVAL_UNKNOWN`
 */
export function intervalChoice({ level = 0.95, interval = "sample" }: ValueIntervalOptions): ValueIntervalChoice {
  checkLevel(level);
  checkChoice("INTERVAL_UNKNOWN", "interval", interval, ["sample", "none"]);
  return { level, interval };
}

/**
 * Student's t with n − 1 degrees of freedom around an estimate. Where no value is negative the estimate is a proportion, and
 * the interval that of its log odds, carried back: it stays in (0, 1) and covers better, as simulation shows.
 *
 * @returns `null` where the standard error is none or 0, or a proportion is at its end
 */
export function spreadInterval(
  estimate: number,
  standardError: number | null,
  n: number,
  isProportion: boolean,
  level: number,
  method: string,
): Interval | null {
  if (standardError === null || !(standardError > 0)) return null;
  const margin = studentTUpperQuantile((1 - level) / 2, n - 1) * standardError;
  if (!isProportion) return { lower: estimate - margin, upper: estimate + margin, level, method };
  const scale = estimate * (1 - estimate);
  if (!(scale > 0)) return null;
  const odds = estimate / (1 - estimate);
  // Odds times and over e^(margin / scale); written so that neither end overflows.
  const factor = Math.exp(-margin / scale);
  const lower = (odds * factor) / (1 + odds * factor);
  return { lower, upper: odds / (odds + factor), level, method: `${method}-logit` };
}

/** Why there is no interval, or what to think of it. */
export function intervalNotes(interval: Interval | null, choice: ValueIntervalChoice, n: number): string[] {
  if (choice.interval === "none" || interval === null) return ["no-interval"];
  return n < 50 ? ["few-customers"] : [];
}
