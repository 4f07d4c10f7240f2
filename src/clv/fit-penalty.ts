import { fail } from "../core/metric-error.ts";
import type { Smooth } from "../numeric/maximise.ts";
import type { AppliedPenalty } from "./purchase-fit.ts";
import type { GroupedHistories } from "./purchase-history.ts";
import type { PurchaseModelName } from "./purchase-process.ts";

/**
 * A pull on the estimates, for data that tell too little.
 *
 * `"log-ridge"` is taken from the log-likelihood: strength · Σ (ln parameter − ln centre)², and strength · (coefficient ·
 * standard deviation of its covariate)². The centre is a plain population of the same mean rate: exponentially distributed
 * rates of purchase and of dropout (r = s = 1, alpha = time watched / repeat purchases, beta = mean time watched), evenly
 * distributed chances (a = b = 1, and so on). It has no unit: with days for weeks the same customers are predicted. A strength
 * of 1 / (2 σ²) is a normal prior of standard deviation σ on the logarithms; 0.1 hardly matters beside a thousand customers.
 *
 * `"lifetimes"` is that of Python's lifetimes, so that its estimates can be had again (BG/NBD and MBG/NBD without covariates):
 * the mean negative log-likelihood + strength · (r² + (alpha / longest T)² + a² + b²). It depends on who was watched longest,
 * and pulls towards 0, which means customers who never buy.
 */
export interface PurchasePenalty {
  readonly kind: "log-ridge" | "lifetimes";
  /** 0 or more: the `penalizer_coef` of lifetimes. */
  readonly strength: number;
}

/** What is added to the likelihood for a search: how much is taken away, with slope and curvature by each parameter. */
export interface Penalty {
  readonly asked: PurchasePenalty;
  /** Of logarithms of the parameters and coefficients of standardised covariates. */
  readonly at: (x: readonly number[]) => PenaltyTerms;
  /** What is reported as optimised. */
  readonly objective: (logLikelihood: number, x: readonly number[]) => number;
}

interface PenaltyTerms {
  readonly value: number;
  readonly slopes: readonly number[];
  readonly curvatures: readonly number[];
}

/**
 * A penalty for the data at hand, or `null` without one.
 *
 * @param centre - logarithms of the four parameters
 * @throws {@link MetricError} `PENALTY_INVALID`; `PENALTY_UNSUPPORTED`: of lifetimes, for a model that it is not offered for
 */
export function penaltyFor(
  asked: PurchasePenalty | undefined,
  model: PurchaseModelName,
  hasCovariates: boolean,
  centre: readonly number[],
  { T, count }: GroupedHistories,
): Penalty | null {
  if (asked === undefined) return null;
  const { kind, strength } = asked ?? {};
  if (!(typeof strength === "number" && strength >= 0 && strength < Infinity)) {
    fail("PENALTY_INVALID", "Cannot use penalty as its strength must be 0 or more and finite", asked);
  }
  if (kind === "log-ridge") {
    const at = (x: readonly number[]): PenaltyTerms => {
      const from = x.map((value, i) => value - (centre[i] ?? 0));
      return {
        value: strength * from.reduce((sum, distance) => sum + distance * distance, 0),
        slopes: from.map((distance) => 2 * strength * distance),
        curvatures: from.map(() => 2 * strength),
      };
    };
    return { asked, at, objective: (logLikelihood, x) => logLikelihood - at(x).value };
  }
  if (kind !== "lifetimes")
    fail("PENALTY_INVALID", "Cannot use penalty as its kind must be log-ridge or lifetimes", asked);
  if (hasCovariates || !(model === "bg-nbd" || model === "mbg-nbd")) {
    fail(
      "PENALTY_UNSUPPORTED",
      "Cannot use the penalty of lifetimes as the model must be a BG/NBD, without covariates",
      asked,
    );
  }
  const n = count.reduce((sum, customers) => sum + customers, 0);
  const longest = T.reduce((most, time) => Math.max(most, time), 0);
  const at = (x: readonly number[]): PenaltyTerms => {
    const squares = x.map((log, i) => n * strength * (Math.exp(log) / (i === 1 ? longest : 1)) ** 2);
    return {
      value: squares.reduce((sum, square) => sum + square, 0),
      slopes: squares.map((square) => 2 * square),
      curvatures: squares.map((square) => 4 * square),
    };
  };
  return { asked, at, objective: (logLikelihood, x) => (at(x).value - logLikelihood) / n };
}

/** The function less the penalty. */
export function penalised(f: Smooth, penalty: Penalty | null): Smooth {
  if (penalty === null) return f;
  return (x) => {
    const { value, gradient, hessian } = f(x);
    const taken = penalty.at(x);
    return {
      value: value - taken.value,
      gradient: gradient.map((slope, i) => slope - taken.slopes[i]!),
      hessian: hessian!.map((row, i) => row.map((each, j) => (i === j ? each - taken.curvatures[i]! : each))),
    };
  };
}

/** What a fit says of its penalty. */
export function appliedPenalty(
  penalty: Penalty | null,
  logLikelihood: number,
  x: readonly number[],
): { readonly penalty?: AppliedPenalty } {
  if (penalty === null) return {};
  const { kind, strength } = penalty.asked;
  return { penalty: { kind, strength, objective: penalty.objective(logLikelihood, x) } };
}
