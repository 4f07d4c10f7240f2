import { betaIInverse, betaIUpperInverse } from "../numeric/incomplete-beta.ts";
import { studentTUpperQuantile } from "../numeric/student-t.ts";
import type { Bounds } from "./bounds.ts";
import { studentTInterval } from "./mean-interval.ts";

/** A proportion of a weighted or designed sample, with its linearised standard error. */
export interface DesignProportion {
  readonly proportion: number;
  readonly standardError: number;
  /** Observations. */
  readonly n: number;
  /** Clusters less strata; n - 1 for independent observations. */
  readonly degreesOfFreedom: number;
}

/*
 * The intervals of R's svyciprop, under its names "logit", "beta", "asin" and "mean". All use Student's
 * t on the degrees of freedom of the design. Without a standard error (nobody or everybody) only the
 * last has an answer, of no width.
 *
 * Lumley, T. (2010). Complex Surveys, section 2.2.1.
 */

/** On the log odds, where the standard error is that of the proportion over p (1 - p). */
export function designLogit(sample: DesignProportion, level: number): Bounds | null {
  const { proportion, standardError, degreesOfFreedom } = sample;
  if (!(standardError > 0)) return null;
  const rest = 1 - proportion;
  const { lower, upper } = studentTInterval(
    Math.log(proportion / rest),
    standardError / (proportion * rest),
    degreesOfFreedom,
    level,
  );
  return { lower: 1 / (1 + Math.exp(-lower)), upper: 1 / (1 + Math.exp(-upper)) };
}

/**
 * Clopper and Pearson's interval with the sample size that a simple random sample would need for this
 * standard error, less what the lost degrees of freedom cost.
 *
 * Korn, E. L. and Graubard, B. I. (1998). Confidence intervals for proportions with small expected
 * number of positive counts estimated from survey data. Survey Methodology 24, 193-201.
 */
export function designBeta(sample: DesignProportion, level: number): Bounds | null {
  const { proportion, standardError, n, degreesOfFreedom } = sample;
  if (!(standardError > 0)) return null;
  const tail = (1 - level) / 2;
  const t = studentTUpperQuantile(tail, n - 1) / studentTUpperQuantile(tail, degreesOfFreedom);
  const size = ((proportion * (1 - proportion)) / standardError ** 2) * t * t;
  const successes = size * proportion;
  const failures = size * (1 - proportion);
  return {
    lower: betaIInverse(tail, successes, failures + 1),
    upper: betaIUpperInverse(tail, successes + 1, failures),
  };
}

/** On the angle whose squared sine is the proportion: its variance hardly depends on it. */
export function designArcsine(sample: DesignProportion, level: number): Bounds | null {
  const { proportion, standardError, degreesOfFreedom } = sample;
  if (!(standardError > 0)) return null;
  const spread = standardError / (2 * Math.sqrt(proportion * (1 - proportion)));
  const { lower, upper } = studentTInterval(Math.asin(Math.sqrt(proportion)), spread, degreesOfFreedom, level);
  return { lower: Math.sin(Math.max(0, lower)) ** 2, upper: Math.sin(Math.min(Math.PI / 2, upper)) ** 2 };
}

/** On the proportion itself; its ends may leave [0, 1]. */
export function designMeanProportion(sample: DesignProportion, level: number): Bounds {
  return studentTInterval(sample.proportion, sample.standardError, sample.degreesOfFreedom, level);
}
