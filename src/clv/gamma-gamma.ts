import { checkLevel } from "../core/estimate.ts";
import { fail } from "../core/metric-error.ts";
import { maximise, type Maximum, type Smooth } from "../numeric/maximise.ts";
import { dot } from "../numeric/maximise-linear.ts";
import { zOfLevel } from "../numeric/z-of-level.ts";
import { sharedCurrency } from "./amount-figure.ts";
import { type ReadSpend, readSpend, type SpendSource, type SpendTable } from "./gamma-gamma-customers.ts";
import type {
  BoundarySpendFit,
  BySpendParameter,
  ConvergedSpendFit,
  FailedSpendFit,
  GammaGammaFit,
  SpendEstimates,
  SpendFitData,
} from "./gamma-gamma-fit.ts";
import { gammaGammaLikelihood } from "./gamma-gamma-likelihood.ts";
import { type SpendLimit, spendLimits } from "./gamma-gamma-limits.ts";

/** Options of {@link fitGammaGamma}. */
export interface GammaGammaOptions {
  /**
   * Of the amounts, for example `"EUR"`: goes through into what is predicted.
   * @defaultValue that of the table, where it names one
   */
  readonly currency?: string | undefined;
  /**
   * Coverage of the parameters' intervals, a proportion in (0, 1).
   * @defaultValue `0.95`
   */
  readonly level?: number | undefined;
  /**
   * Whether a row with something wrong is counted as left out, or throws.
   * @defaultValue `"count"`
   */
  readonly onInvalid?: "count" | "throw" | undefined;
}

/**
 * The gamma-gamma model of what customers spend a purchase, by maximum likelihood: each customer's amounts vary around a mean
 * of the customer's own, and the means vary over customers. How much a customer spends must not depend on how often: see
 * {@link spendIndependence}.
 *
 * A result without a maximum is not an error but an answer: branch on `status`.
 *
 * @formula m, the mean of x amounts, has the density of v y / x with y beta-prime: s / (v + s) is beta(p x, q), s = x m
 *
 * @param source - customers with `frequency` (repeat purchases) and `monetaryValue` (mean spend of these), as rows, as columns,
 *   or as a table such as the result of `rfmSummary`; those without repeat purchases are left out and counted
 * @param options - see {@link GammaGammaOptions}
 * @returns p and q without a unit, v in the unit of the amounts, with standard errors, covariance and intervals; or
 *   `"boundary"` with the limit; or `"failed"` with the reason
 * @throws {@link MetricError} `SOURCE_INVALID`, `COLUMNS_UNEQUAL`, `CURRENCY_REQUIRED`, `CURRENCY_MIXED`, `LEVEL_OUT_OF_RANGE`,
 *   `ON_INVALID_UNKNOWN`; `SPEND_INVALID` where `onInvalid` is `"throw"`
 * @see Fader, Hardie and Lee, "RFM and CLV: Using Iso-Value Curves for Customer Base Analysis", Journal of Marketing Research
 *   42(4), 2005; Fader and Hardie, "The Gamma-Gamma Model of Monetary Value", 2013.
 *
 * @example A thousand customers whose means differ, as do their purchases
 * ```ts
 * import { fitGammaGamma } from "customer-metrics/clv";
 *
 * const customers = Array.from({ length: 1000 }, (_, i) => {
 *   const frequency = 1 + (i % 5);
 *   const own = 30 * Math.exp(2 * ((i * 0.618) % 1) - 1);
 *   return { frequency, monetaryValue: own * (1 + (((i * 0.414) % 1) - 0.5) / Math.sqrt(frequency)) };
 * });
 * const fit = fitGammaGamma(customers, { currency: "USD" });
 * fit; // => { status: "converged", n: 1000, parameters: { p: ≈6.286, q: ≈3.785, v: ≈15.93 } }
 * ```
 *
 * @example All spend the same: there is nothing to fit
 * ```ts
 * import { fitGammaGamma } from "customer-metrics/clv";
 *
 * fitGammaGamma([{ frequency: 2, monetaryValue: 10 }, { frequency: 5, monetaryValue: 10 }]); // => { status: "failed", reason: "no-variation" }
 * ```
 */
export function fitGammaGamma(source: SpendSource, options: GammaGammaOptions = {}): GammaGammaFit {
  const { currency: asked = null, level = 0.95, onInvalid } = options;
  checkLevel(level);
  if (asked !== null && (typeof asked !== "string" || asked === "")) {
    fail("CURRENCY_REQUIRED", "Cannot label amounts as currency must name one, such as EUR", asked);
  }
  const currency = sharedCurrency((source as Partial<SpendTable> | null)?.currency ?? null, asked);
  const customers = readSpend(source, onInvalid);
  const { frequency, weight, rows, leftOut } = customers;
  const total = (of: (i: number) => number): number => weight.reduce((sum, each, i) => sum + each * of(i), 0);
  const data: SpendFitData = {
    model: "gamma-gamma",
    currency,
    n: total(() => 1),
    repeatPurchases: total((i) => frequency[i]!),
    rows,
    leftOut,
    notes: leftOut.first.length > 0 ? ["rows-left-out"] : [],
  };
  const reason = settledBy(customers);
  if (reason !== null) return { ...data, status: "failed", reason };
  return fitted(customers, data, level);
}

function settledBy({ monetaryValue, leftOut }: ReadSpend): FailedSpendFit["reason"] | null {
  if (monetaryValue.length === 0) return leftOut.noRepeatPurchases > 0 ? "no-repeat-purchases" : "no-customers";
  const logs = monetaryValue.map(Math.log);
  const [least, most] = [logs.reduce((a, b) => Math.min(a, b)), logs.reduce((a, b) => Math.max(a, b))];
  // Less than a hundred-thousandth apart: the likelihood rises without limit, or as far as float64 can follow.
  return most - least < 1e-5 ? "no-variation" : null;
}

function fitted(customers: ReadSpend, data: SpendFitData, level: number): GammaGammaFit {
  const likelihood = gammaGammaLikelihood(customers);
  const limits = spendLimits(customers);
  const supremum = limits[0]?.boundary.supremum ?? -Infinity;
  let best: Maximum | null = null;
  let iterations = 0;
  for (const start of starts(customers)) {
    const found = maximise(likelihood, start, bounds);
    iterations += found.iterations;
    if (best === null || found.status === "converged" || found.value > best.value) best = found;
    if (found.status === "converged" && found.value > supremum && isInRange(found.at))
      return converged({ ...found, iterations }, data, level);
  }
  // Towards a limit the likelihood rises ever more slowly, so that the search may stop before it is there.
  if (limits[0] !== undefined && supremum > best!.value - 1e-5 && isInRange(limits[0].at)) {
    return atLimit(limits[0], likelihood, iterations, data);
  }
  return { ...data, status: "failed", reason: "not-converged" };
}

/** The spread of ln m is that of a purchase and of customers together: half each, mostly one, mostly the other. */
function starts({ monetaryValue, weight, frequency }: ReadSpend): readonly (readonly number[])[] {
  const n = weight.reduce((sum, each) => sum + each, 0);
  const mean = monetaryValue.reduce((sum, m, i) => sum + weight[i]! * Math.log(m), 0) / n;
  const spread = monetaryValue.reduce((sum, m, i) => sum + weight[i]! * (Math.log(m) - mean) ** 2, 0) / n;
  const inverse = frequency.reduce((sum, x, i) => sum + weight[i]! / x, 0) / n;
  // The variance of the logarithm of a gamma variable is about 1 / shape + 1 / (2 shape^2).
  const shapeOf = (variance: number): number => (1 + Math.sqrt(1 + 2 * variance)) / (2 * variance);
  return [0.5, 0.9, 0.1].map((ofCustomers) => {
    const p = shapeOf(((1 - ofCustomers) * spread) / inverse);
    const q = shapeOf(ofCustomers * spread);
    return [Math.log(p), Math.log(q), mean];
  });
}

function converged(
  { at, value, iterations, covariance }: Maximum & { readonly status: "converged" },
  data: SpendFitData,
  level: number,
): ConvergedSpendFit {
  const parameters = parametersAt(at);
  const values = [parameters.p, parameters.q, parameters.v];
  // Of ln p, ln q and ln v = ln scale + ln q - ln p.
  const toLogs = [
    [1, 0, 0],
    [0, 1, 0],
    [-1, 1, 1],
  ];
  const half = covariance.map((row) => toLogs.map((to) => dot(row, to)));
  const ofLogs = toLogs.map((to) =>
    half[0]!.map((_, j) =>
      dot(
        to,
        half.map((row) => row[j]!),
      ),
    ),
  );
  const errors = ofLogs.map((row, i) => Math.sqrt(row[i]!));
  const z = zOfLevel(level);
  const isWeak = errors.some((error) => error > weak);
  const estimates = estimatesOf(parameters, value, iterations, data.n);
  return {
    ...data,
    status: isWeak ? "weakly-identified" : "converged",
    ...estimates,
    standardErrors: bySpendParameter((i) => values[i]! * errors[i]!),
    logStandardErrors: bySpendParameter((i) => errors[i]!),
    intervals: bySpendParameter((i) => {
      const [lower, upper] = [values[i]! * Math.exp(-z * errors[i]!), values[i]! * Math.exp(z * errors[i]!)];
      return upper < Infinity ? { lower, upper, level, method: "log-wald" } : null;
    }),
    order: ["p", "q", "v"],
    // Symmetric to the last bit.
    covariance: ofLogs.map((row, i) => row.map((each, j) => ((each + ofLogs[j]![i]!) / 2) * (values[i]! * values[j]!))),
    notes: [...data.notes, ...notesOf(parameters.q)],
  };
}

function atLimit(
  { at, boundary, standardErrors }: SpendLimit,
  likelihood: Smooth,
  iterations: number,
  data: SpendFitData,
): BoundarySpendFit {
  const parameters = parametersAt(at);
  return {
    ...data,
    status: "boundary",
    ...estimatesOf(parameters, Math.min(likelihood(at).value, boundary.supremum), iterations, data.n),
    boundary,
    standardErrors,
    notes: [...data.notes, ...notesOf(parameters.q)],
  };
}

function estimatesOf(
  parameters: SpendEstimates["parameters"],
  logLikelihood: number,
  iterations: number,
  n: number,
): SpendEstimates {
  return {
    parameters,
    logLikelihood,
    aic: 6 - 2 * logLikelihood,
    bic: 3 * Math.log(n) - 2 * logLikelihood,
    iterations,
  };
}

function parametersAt([logP = 0, logQ = 0, logScale = 0]: readonly number[]): SpendEstimates["parameters"] {
  return { p: Math.exp(logP), q: Math.exp(logQ), v: Math.exp(logScale + logQ - logP) };
}

/** Amounts near the ends of float64 may have a scale beyond them. */
function isInRange(at: readonly number[]): boolean {
  return Object.values(parametersAt(at)).every((value) => value > 0 && value < Infinity);
}

function bySpendParameter<Value>(of: (i: number) => Value): BySpendParameter<Value> {
  return { p: of(0), q: of(1), v: of(2) };
}

function notesOf(q: number): string[] {
  return q > 1 ? [] : ["no-population-mean"];
}

/** Of ln p and ln q: beyond them the likelihood is that of the limit for all that data can tell. */
const bounds = { lower: [-18, -18, -Infinity], upper: [18, 18, Infinity] } as const;

/** A standard error of a logarithm with which a parameter may as well be seven times as large. */
const weak = 1;
