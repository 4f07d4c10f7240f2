import { checkLevel } from "../core/estimate.ts";
import { fail } from "../core/metric-error.ts";
import { type Random, seededRandom } from "../numeric/random.ts";
import { sampleBinomial } from "../numeric/sample-counts.ts";
import type { ContractualBoundary, ContractualFailure } from "./contractual-fit.ts";
import { type ContractualModel, logRetention } from "./contractual-model.ts";
import { type ContractualSource, contractualStateOf } from "./contractual-source.ts";
import { addCount, type ContractualState, emptyContractualState } from "./contractual-state.ts";
import type { ProjectedUncertainty, ProjectionIntervalMethod } from "./project-interval.ts";

/** Options of {@link projectionBootstrap}. */
export interface ProjectionBootstrapOptions {
  /** What the model was fitted to: it says who came under observation when, and until when. */
  readonly source: ContractualSource;
  /** How each replicate is fitted: `fitShiftedBetaGeometric` or `fitBetaDiscreteWeibull`. */
  readonly fit: (
    state: ContractualState,
  ) =>
    | (ContractualModel & { readonly status: "converged" })
    | ContractualBoundary<string, ContractualModel>
    | ContractualFailure;
  /** Seed of the draws, a whole number. */
  readonly seed: number;
  /**
   * Draws.
   * @defaultValue `1000`
   */
  readonly replicates?: number | undefined;
}

/**
 * Parametric bootstrap of what follows from a fitted model, for the `interval` option of the projections: customers are drawn
 * from the model as they were observed, the model is fitted to them, and the figures of all these fits are sorted. It needs no
 * covariance, so that it is also for the `limit` of a boundary, and it shows where {@link deltaMethod} is too smooth; with few
 * customers its intervals are somewhat short.
 *
 * A draw whose likelihood rises to a limit counts with that limit. Draws without a figure are left out and noted as
 * `"replicates-failed"`.
 *
 * @returns a method that gives percentile intervals; the same seed gives the same ends on every machine
 * @throws {@link MetricError} `SEED_REQUIRED`, `REPLICATES_INVALID`, `LEVEL_OUT_OF_RANGE`, and those of
 *   `contractualAccumulator`
 * @see Efron and Tibshirani, "An Introduction to the Bootstrap", 1993, chapters 6 and 13.
 *
 * @example
 * ```ts
 * import { fitShiftedBetaGeometric, projectionBootstrap, projectRetention } from "customer-metrics/churn";
 *
 * const source = [100, 87, 74, 65, 59];
 * const fit = fitShiftedBetaGeometric(source);
 * if (fit.status !== "converged") throw new Error(fit.reason);
 * const interval = projectionBootstrap({ source, fit: fitShiftedBetaGeometric, seed: 1, replicates: 200 });
 * projectRetention(fit, 8, { interval }).periods[7]!.survivalInterval; // => { method: "bootstrap" }
 * ```
 */
export function projectionBootstrap(options: ProjectionBootstrapOptions): ProjectionIntervalMethod {
  const { source, fit: refit, seed, replicates = 1000 } = options;
  if (!(Number.isSafeInteger(replicates) && replicates >= 2)) {
    fail("REPLICATES_INVALID", "Cannot draw replicates as there must be a whole number of 2 or more", replicates);
  }
  if (!Number.isSafeInteger(seed)) fail("SEED_REQUIRED", "Cannot draw replicates as seed must be a whole number", seed);
  const observed = contractualStateOf(source);
  return (fit, figures, _scale, level) => {
    checkLevel(level);
    const random = seededRandom(seed);
    const drawn = figures(fit).map((): number[] => []);
    for (let replicate = 0; replicate < replicates; replicate++) {
      const found = refit(drawState(random, fit, observed));
      const model = found.status === "converged" ? found : found.status === "boundary" ? found.limit : null;
      if (model !== null) figures(model).forEach((figure, i) => Number.isFinite(figure) && drawn[i]!.push(figure));
    }
    return {
      figures: drawn.map((values) => percentiles(values, level)),
      notes: drawn.some((values) => values.length < replicates) ? ["replicates-failed"] : [],
    };
  };
}

/**
 * Customers drawn from the model who enter and are lost from sight as those observed: of the survivors at a tenure the
 * same share is last seen there, and nobody is seen longer than somebody was.
 */
export function drawState(random: Random, model: ContractualModel, observed: ContractualState): ContractualState {
  const state = emptyContractualState();
  const { entered, active, churned } = observed;
  let there = 0;
  let observedThere = 0;
  for (let tenure = 0; tenure < Math.max(entered.length, active.length, churned.length); tenure++) {
    const [entering, leaving] = [entered[tenure] ?? 0, active[tenure] ?? 0];
    there += entering;
    observedThere += entering - (churned[tenure] ?? 0);
    addCount(state.entered, tenure, entering);
    const lost = observedThere > 0 ? sampleBinomial(random, there, leaving / observedThere) : there;
    addCount(state.active, tenure, lost);
    observedThere -= leaving;
    const left = sampleBinomial(random, there - lost, -Math.expm1(logRetention(model, tenure + 1)));
    addCount(state.churned, tenure + 1, left);
    there -= lost + left;
  }
  return state;
}

/** Spread and quantiles of what was drawn, interpolated linearly. */
function percentiles(values: number[], level: number): ProjectedUncertainty {
  if (values.length < 2) return { standardError: null, interval: null };
  values.sort((a, b) => a - b);
  const quantile = (p: number): number => {
    const at = p * (values.length - 1);
    const below = values[Math.floor(at)]!;
    return below + (at - Math.floor(at)) * (values[Math.ceil(at)]! - below);
  };
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return {
    standardError: Math.sqrt(squares / (values.length - 1)),
    interval: { lower: quantile((1 - level) / 2), upper: quantile((1 + level) / 2), level, method: "bootstrap" },
  };
}
