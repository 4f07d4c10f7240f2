import { checkLevel } from "../core/estimate.ts";
import { fail } from "../core/metric-error.ts";
import { readSpend, type SpendSource } from "./gamma-gamma-customers.ts";
import type { SpendLeftOut } from "./gamma-gamma-fit.ts";
import { type Correlation, pearson, spearman } from "./spend-correlation.ts";

/** Options of {@link spendIndependence}. */
export interface SpendIndependenceOptions {
  /**
   * Coverage of the intervals, a proportion in (0, 1).
   * @defaultValue `0.95`
   */
  readonly level?: number | undefined;
  /**
   * The correlation, in (0, 1), up to which spend and frequency pass for unrelated. A convention of this library, not a test
   * of the literature.
   * @defaultValue `0.2`
   */
  readonly limit?: number | undefined;
  /**
   * Whether a row with something wrong is counted as left out, or throws.
   * @defaultValue `"count"`
   */
  readonly onInvalid?: "count" | "throw" | undefined;
}

/** How spend goes with frequency among customers with repeat purchases. */
export interface SpendIndependence {
  readonly metric: "spend-independence";
  /** Customers with repeat purchases. */
  readonly n: number;
  /** Of frequency and mean spend as they are: a few large customers may make it. */
  readonly pearson: Correlation;
  /** Of their ranks: whether who buys more often tends to spend more, or less. */
  readonly spearman: Correlation;
  readonly limit: number;
  /**
   * `"independent"`: both intervals lie within ± limit; `"dependent"`: one lies beyond it, so that the gamma-gamma model should
   * not be used, or for groups of customers apart; `"unclear"`: neither; `null`: no figure.
   */
  readonly verdict: "independent" | "dependent" | "unclear" | null;
  readonly leftOut: SpendLeftOut;
  /** `"too-few-customers"`: fewer than 3; `"no-variation"`: all spend alike or buy equally often. */
  readonly notes: readonly string[];
}

/**
 * Whether how much customers spend has to do with how often they buy: the gamma-gamma model, and every product of expected
 * purchases and expected spend, assumes that it has not.
 *
 * A small p-value alone says little: among many customers no correlation is exactly 0. The verdict asks whether it is small.
 *
 * @formula Pearson's r and Spearman's ρ of x and m over customers with x > 0; intervals tanh(atanh r ± z √(c / (n − 3))) with
 *   c = 1, and 1 + ρ² / 2 for ρ
 *
 * @param source - as for {@link fitGammaGamma}
 * @param options - see {@link SpendIndependenceOptions}
 * @returns correlations in [-1, 1] with intervals and p-values, `null` with fewer than 3 customers or without variation
 * @throws {@link MetricError} `SOURCE_INVALID`, `COLUMNS_UNEQUAL`, `LEVEL_OUT_OF_RANGE`, `LIMIT_INVALID`, `ON_INVALID_UNKNOWN`;
 *   `SPEND_INVALID` where `onInvalid` is `"throw"`
 * @see Fader, Hardie and Lee, "RFM and CLV: Using Iso-Value Curves for Customer Base Analysis", Journal of Marketing Research
 *   42(4), 2005, p. 422; Bonett and Wright, "Sample Size Requirements for Estimating Pearson, Kendall and Spearman
 *   Correlations", Psychometrika 65, 2000.
 *
 * @example
 * ```ts
 * import { spendIndependence } from "customer-metrics/clv";
 *
 * const frequency = [1, 2, 3, 4, 5, 6, 7, 8];
 * const monetaryValue = [10, 12, 15, 14, 20, 26, 24, 31];
 * spendIndependence({ frequency, monetaryValue }); // => { n: 8, verdict: "dependent", spearman: { value: ≈0.952381 } }
 * ```
 */
export function spendIndependence(source: SpendSource, options: SpendIndependenceOptions = {}): SpendIndependence {
  const { level = 0.95, limit = 0.2, onInvalid } = options;
  checkLevel(level);
  if (!(typeof limit === "number" && limit > 0 && limit < 1)) {
    fail("LIMIT_INVALID", "Cannot judge a correlation as limit must be in (0, 1)", limit);
  }
  const { frequency, monetaryValue, weight, leftOut } = readSpend(source, onInvalid);
  const n = weight.reduce((sum, each) => sum + each, 0);
  const ofValues = pearson(frequency, monetaryValue, weight, level);
  const ofRanks = spearman(frequency, monetaryValue, weight, level);
  return {
    metric: "spend-independence",
    n,
    pearson: ofValues,
    spearman: ofRanks,
    limit,
    verdict: verdictOf([ofValues, ofRanks], limit),
    leftOut,
    notes: n < 3 ? ["too-few-customers"] : ofValues.value === null ? ["no-variation"] : [],
  };
}

function verdictOf(correlations: readonly Correlation[], limit: number): SpendIndependence["verdict"] {
  if (correlations.some(({ value }) => value === null)) return null;
  const intervals = correlations.map(({ interval }) => interval ?? { lower: -1, upper: 1 });
  if (intervals.every(({ lower, upper }) => lower > -limit && upper < limit)) return "independent";
  return intervals.some(({ lower, upper }) => lower > limit || upper < -limit) ? "dependent" : "unclear";
}
