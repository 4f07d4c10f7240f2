import type { Accumulator } from "../core/accumulator.ts";
import { maximise } from "../numeric/maximise.ts";
import { contractualAccumulator, type ContractualCustomer } from "./contractual-accumulator.ts";
import {
  type ContractualBoundary,
  type ContractualData,
  type ContractualEstimates,
  type ContractualFailure,
  type ContractualFitOptions,
  estimatesOf,
  logLikelihoodOfOneChance,
  type PlainBoundary,
  prepareFit,
} from "./contractual-fit.ts";
import type { Geometric, ShiftedBetaGeometric } from "./contractual-model.ts";
import type { ContractualSource } from "./contractual-source.ts";
import type { ContractualState } from "./contractual-state.ts";
import { shiftedBetaGeometricLikelihood } from "./shifted-beta-geometric-likelihood.ts";

/** A converged fit: it is the model, and what is known of its parameters. */
export interface ConvergedShiftedBetaGeometric
  extends ShiftedBetaGeometric,
    ContractualEstimates<"alpha" | "beta">,
    ContractualData {
  /** Mean chance to leave over all new customers: α / (α + β). */
  readonly meanChurnProbability: number;
}

/**
 * Why the shifted beta-geometric likelihood has no maximum: nobody left; everybody left at once; all who left did so at the
 * first renewal; `homogeneous`: the share who leave does not fall with tenure, so that one chance to leave fits best;
 * `beta-to-zero`: it falls faster than the model can (late entry only).
 */
export type ShiftedBetaGeometricBoundary = PlainBoundary | "homogeneous" | "beta-to-zero";

/** What came of fitting a shifted beta-geometric model. */
export type ShiftedBetaGeometricFit =
  | ConvergedShiftedBetaGeometric
  | (ContractualData & { readonly model: "shifted-beta-geometric" } & (
        | ContractualBoundary<ShiftedBetaGeometricBoundary, Geometric>
        | ContractualFailure
      ));

/**
 * The shifted beta-geometric model of contract customers, by maximum likelihood: each customer leaves with a chance of their
 * own at each renewal, so that retention rises with tenure as those with a high chance go first.
 *
 * Cohorts of any length, cohorts first seen at a later renewal, and customers who are still there are used for what they say.
 * A result without a maximum is not an error but an answer: branch on `status`.
 *
 * @formula S(t) = B(α, β + t) / B(α, β); retention at renewal t = (β + t − 1) / (α + β + t − 1); log-likelihood: Σ over
 *   customers of ln P(T = t) for those who left and ln S(t) for those still there, less ln S(entry)
 *
 * @param source - survivors of one cohort, cohorts, customers, or a state of any: see {@link ContractualSource}
 * @param options - see {@link ContractualFitOptions}
 * @returns parameters with standard errors, covariance and intervals; or `"boundary"` with the limit to which the likelihood
 *   rises; or `"failed"`. `n` is in customers
 * @throws {@link MetricError} `LEVEL_OUT_OF_RANGE`, and those of `contractualAccumulator`
 * @see Fader and Hardie, "How to Project Customer Retention", Journal of Interactive Marketing 21(1), 2007; "Customer-Base
 *   Valuation in a Contractual Setting", Marketing Science 29(1), 2010.
 *
 * @example The "High End" customers of the paper, years 0 to 7
 * ```ts
 * import { fitShiftedBetaGeometric } from "customer-metrics/churn";
 *
 * const fit = fitShiftedBetaGeometric([1000, 869, 743, 653, 593, 551, 517, 491]);
 * fit; // => { status: "converged", alpha: ≈0.668, beta: ≈3.806, standardErrors: { alpha: ≈0.104, beta: ≈0.786 }, logLikelihood: ≈-1611.16 }
 * ```
 *
 * @example Half leave every time: no customer differs from another
 * ```ts
 * import { fitShiftedBetaGeometric } from "customer-metrics/churn";
 *
 * fitShiftedBetaGeometric([800, 400, 200, 100]);
 * // => { status: "boundary", reason: "homogeneous", limit: { model: "geometric", churnProbability: 0.5 } }
 * ```
 */
export function fitShiftedBetaGeometric(
  source: ContractualSource,
  options: ContractualFitOptions = {},
): ShiftedBetaGeometricFit {
  const { data, renewals, settled } = prepareFit(source, 2, options);
  const model = "shifted-beta-geometric";
  if (settled !== null) return { model, ...settled, ...data };
  const likelihood = shiftedBetaGeometricLikelihood(renewals);
  const share = data.churned / data.renewals;
  const search = (scale: number) => maximise(likelihood, logsOf([share * scale, (1 - share) * scale]), bounds);
  let found = search(2);
  for (const scale of [0.3, 30]) if (found.status === "failed") found = search(scale);
  const alike = logLikelihoodOfOneChance(data.churned, data.renewals);
  if (found.status === "converged" && found.value > alike) {
    const [alpha, beta] = found.at.map(Math.exp) as [number, number];
    const estimates = estimatesOf(["alpha", "beta"], found, data.n, options.level);
    return { model, alpha, beta, meanChurnProbability: alpha / (alpha + beta), ...estimates, ...data };
  }
  const isEscaped = found.status === "failed" && found.reason === "escaped";
  if (isEscaped && found.at[1]! < bounds.lower[1]) {
    const boundary = { status: "boundary", reason: "beta-to-zero", limit: null, notes: [] } as const;
    return { model, ...boundary, logLikelihood: found.value, ...data };
  }
  // Towards customers alike the likelihood rises ever more slowly, so that the search may stop before it is there.
  if (isEscaped || found.status === "converged" || alike > found.value - 1e-5) {
    const limit: Geometric = { model: "geometric", churnProbability: share };
    return { model, status: "boundary", reason: "homogeneous", limit, logLikelihood: alike, notes: [], ...data };
  }
  return { model, status: "failed", reason: "not-converged", notes: [], ...data };
}

/**
 * {@link fitShiftedBetaGeometric} as an {@link Accumulator} of customers: shards and days merge to the fit of them all.
 *
 * @param options - see {@link ContractualFitOptions}
 * @returns an accumulator of customers with a {@link ContractualState}
 *
 * @example
 * ```ts
 * import { fold } from "customer-metrics";
 * import { shiftedBetaGeometricAccumulator } from "customer-metrics/churn";
 *
 * const accumulator = shiftedBetaGeometricAccumulator();
 * const state = fold(accumulator, [
 *   { tenure: 1, churned: true },
 *   { tenure: 2, churned: true },
 *   { tenure: 4, churned: false },
 *   { tenure: 1, churned: true },
 *   { tenure: 3, churned: false },
 * ]);
 * accumulator.result(state); // => { status: "converged", n: 5, churned: 3 }
 * ```
 */
export function shiftedBetaGeometricAccumulator(
  options: ContractualFitOptions = {},
): Accumulator<ContractualCustomer, ContractualState, ShiftedBetaGeometricFit> {
  return { ...contractualAccumulator(options), result: (state) => fitShiftedBetaGeometric(state, options) };
}

function logsOf(parameters: readonly number[]): number[] {
  return parameters.map(Math.log);
}

/** Of ln alpha and ln beta: beyond them customers are alike, or beta is 0, for all that data can tell. */
const bounds = { lower: [-18, -18], upper: [12, 34] } as const;
