import { checkLevel } from "../core/estimate.ts";
import { fail } from "../core/metric-error.ts";
import type { PurchaseLeftOut } from "./history-check.ts";
import { type HoldoutActivity, holdoutActivity } from "./holdout-alive.ts";
import { type CalibrationBin, calibrationBins, type FrequencyBin, frequencyBins } from "./holdout-bins.ts";
import { type PredictionErrors, predictionErrors } from "./holdout-errors.ts";
import { holdoutGroups, type HoldoutSource, type HoldoutTable } from "./holdout-groups.ts";
import { activeByGroup, expectedByGroup } from "./holdout-predictions.ts";
import { type HoldoutTotal, holdoutTotal } from "./holdout-total.ts";
import { hasLeftOut } from "./in-sample-watched.ts";
import { aheadIn } from "./predict-estimate.ts";
import type { ByParameter, UsablePurchaseFit } from "./purchase-fit.ts";
import type { PurchaseModelName } from "./purchase-process.ts";
import type { TimeSpan, TimeUnit } from "./time-unit.ts";
import { byName, usableModel } from "./usable-fit.ts";

/** Options of {@link validateHoldout}. */
export interface HoldoutValidationOptions {
  /**
   * How long the holdout is: `{ weeks: 39 }`, or a number in the unit of the fit. In BG/BB whole opportunities.
   * @defaultValue `holdoutLength` of the split, where it has one
   */
  readonly holdout?: TimeSpan | undefined;
  /**
   * How many bins of predictions, from 1 to 1000.
   * @defaultValue `10`
   */
  readonly bins?: number | undefined;
  /**
   * Coverage of the intervals, a proportion in (0, 1).
   * @defaultValue `0.95`
   */
  readonly level?: number | undefined;
}

/** How predictions did on the time after the one that they were made from. */
export interface HoldoutValidation {
  readonly metric: "holdout-validation";
  readonly unit: "purchases";
  /** Customers. */
  readonly n: number;
  /** All customers together. */
  readonly total: HoldoutTotal;
  /** Customer by customer. */
  readonly errors: PredictionErrors;
  /**
   * The same of the rule that a model must beat: everybody buys on as often as so far, frequency / T times the holdout.
   * `skill` is the share of its mean squared error that the model does without: 1 is all of it, and below 0 the rule is better.
   */
  readonly baseline: {
    readonly rule: "as-often-as-so-far";
    readonly predicted: number;
    readonly ratio: number | null;
    readonly errors: PredictionErrors;
    readonly skill: number | null;
  };
  /** By predicted purchases, in bins of about as many customers. */
  readonly byPrediction: readonly CalibrationBin[];
  /** By repeat purchases in the calibration. */
  readonly byFrequency: readonly FrequencyBin[];
  /** Who bought at all. */
  readonly active: HoldoutActivity;
  /** Rows that were not used; a `holdoutFrequency` that is none counts as `covariateInvalid`. */
  readonly leftOut: PurchaseLeftOut;
  readonly definition: {
    readonly model: PurchaseModelName;
    readonly timeUnit: TimeUnit;
    readonly parameters: ByParameter;
    /** In the unit of the fit. */
    readonly holdout: number;
    readonly level: number;
  };
  /**
   * `"no-customers"`; `"rows-left-out"`; `"no-covariance"` or `"boundary-fit"`: the interval has only the customers' luck;
   * `"weakly-identified"`.
   */
  readonly notes: readonly string[];
}

/**
 * Did the predictions come true? A fit to the time before a day, against what customers bought after it.
 *
 * Errors by customer say little alone, as luck is most of them: read them beside those of the baseline. The total says whether
 * money can be planned on it; bins say for whom the model is off.
 *
 * @formula predicted = Σ E[purchases in (T, T + holdout]]; interval of the actual total: predicted ± z · √(Σ Var[purchases] + SE²),
 *   the variances being those of the customers' conditional distributions
 *
 * @param fit - a fit to the calibration alone, or a model with parameters of your own
 * @param split - the calibration histories with `holdoutFrequency`: rows, columns or a table, such as `holdoutSplit` or
 *   `simulatePurchases` give
 * @param options - see {@link HoldoutValidationOptions}
 * @returns figures that are `null` where there is nobody, or nothing was bought
 * @throws {@link MetricError} `TIME_SPAN_INVALID`; `HOLDOUT_EMPTY`: of no length; `BINS_INVALID`; `LEVEL_OUT_OF_RANGE`; `SOURCE_INVALID`,
 *   `COLUMNS_UNEQUAL`, `COVARIATE_MISSING`, `TIME_UNIT_MISMATCH`; `FIT_FAILED`, `MODEL_UNKNOWN`, `PARAMETER_INVALID`
 * @see Brier, "Verification of Forecasts Expressed in Terms of Probability", Monthly Weather Review 78, 1950; Fader, Hardie and
 *   Lee, Marketing Science 24(2), 2005, figure 6.
 *
 * @example
 * ```ts
 * import { simulatePurchases, validateHoldout } from "customer-metrics/clv";
 *
 * const model = { model: "bg-nbd", timeUnit: "week", parameters: { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 } } as const;
 * const customers = simulatePurchases(model, { customers: 2000, T: 39, holdout: 39, seed: 1 });
 * const { total, baseline } = validateHoldout(model, customers, { holdout: { weeks: 39 } });
 * total.isWithin; // => true
 * baseline.skill! > 0; // => true
 * ```
 */
export function validateHoldout(
  fit: UsablePurchaseFit,
  split: HoldoutSource,
  options: HoldoutValidationOptions = {},
): HoldoutValidation {
  const { bins = 10, level = 0.95, holdout = (split as Partial<HoldoutTable> | null)?.holdoutLength } = options;
  checkLevel(level);
  if (!(Number.isInteger(bins) && bins >= 1 && bins <= 1000)) {
    fail("BINS_INVALID", "Cannot validate model as bins must be whole, from 1 to 1000", bins);
  }
  const used = usableModel(fit);
  const { model, timeUnit, names, values } = used;
  const ahead = aheadIn(used, holdout as TimeSpan, "holdout");
  if (ahead > 1e100)
    fail("TIME_SPAN_INVALID", "Cannot validate model as a holdout must be at most 1e100 long", holdout);
  if (ahead === 0) fail("HOLDOUT_EMPTY", "Cannot validate model as the holdout must be longer than 0", holdout);
  const groups = holdoutGroups(used, split);
  const { frequency, T, holdoutFrequency, count, n, leftOut } = groups;
  const expected = expectedByGroup(used, groups, values, ahead);
  const asBefore = frequency.map((purchases, i) => (purchases === 0 ? 0 : (purchases / T[i]!) * ahead));
  const total = holdoutTotal(used, groups, expected, ahead, level);
  const errors = predictionErrors(expected, holdoutFrequency, count);
  const errorsOfRule = predictionErrors(asBefore, holdoutFrequency, count);
  const ruleTotal = asBefore.reduce((sum, each, i) => sum + count[i]! * each, 0);
  return {
    metric: "holdout-validation",
    unit: "purchases",
    n,
    total,
    errors,
    baseline: {
      rule: "as-often-as-so-far",
      predicted: ruleTotal,
      ratio: total.actual === 0 ? null : ruleTotal / total.actual,
      errors: errorsOfRule,
      skill: skillOf(errors, errorsOfRule),
    },
    byPrediction: calibrationBins(expected, holdoutFrequency, count, bins),
    byFrequency: frequencyBins(groups, expected, asBefore),
    active: holdoutActivity(groups, activeByGroup(used, groups, ahead), bins, level),
    leftOut,
    definition: { model, timeUnit, parameters: byName(names, values), holdout: ahead, level },
    notes: [...(n === 0 ? ["no-customers"] : []), ...(hasLeftOut(leftOut) ? ["rows-left-out"] : []), ...used.notes],
  };
}

/** The share of the mean squared error of another that is saved. */
function skillOf(
  { rootMeanSquaredError: own }: PredictionErrors,
  { rootMeanSquaredError: other }: PredictionErrors,
): number | null {
  return own === null || other === null || other === 0 ? null : 1 - (own / other) ** 2;
}
