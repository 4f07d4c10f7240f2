import { fail } from "../core/metric-error.ts";
import { logStay } from "./contractual-stay.ts";

/** Each customer leaves with a chance of their own at every renewal; the chances are beta distributed. */
export interface ShiftedBetaGeometric {
  readonly model: "shifted-beta-geometric";
  /** Above 0; mean chance to leave: α / (α + β). */
  readonly alpha: number;
  /** Above 0. */
  readonly beta: number;
}

/** The same, but each customer's chance may also rise (c > 1) or fall with tenure. */
export interface BetaDiscreteWeibull {
  readonly model: "beta-discrete-weibull";
  readonly alpha: number;
  readonly beta: number;
  /** Above 0; with 1 it is the shifted beta-geometric model. */
  readonly c: number;
}

/** All customers alike, with one chance to leave at every renewal. */
export interface Geometric {
  readonly model: "geometric";
  /** A proportion in [0, 1]. */
  readonly churnProbability: number;
}

/** All customers alike, with a chance that changes with tenure. */
export interface DiscreteWeibull {
  readonly model: "discrete-weibull";
  /** At the first renewal, a proportion in [0, 1]. */
  readonly churnProbability: number;
  /** Above 0. */
  readonly c: number;
}

/** A law of tenure in whole renewals; a converged fit is one, and you may write one down. */
export type ContractualModel = ShiftedBetaGeometric | BetaDiscreteWeibull | Geometric | DiscreteWeibull;

/**
 * Throws unless the parameters are such.
 *
 * @throws {@link MetricError} `MODEL_INVALID`, also for a fit that did not converge
 */
export function checkModel(model: ContractualModel): void {
  const isMixed = model?.model === "shifted-beta-geometric" || model?.model === "beta-discrete-weibull";
  const positive = isMixed ? [model.alpha, model.beta] : [];
  if (model?.model === "beta-discrete-weibull" || model?.model === "discrete-weibull") positive.push(model.c);
  const isAlike = model?.model === "geometric" || model?.model === "discrete-weibull";
  const isChance = isAlike && model.churnProbability >= 0 && model.churnProbability <= 1;
  if (!(isMixed || isChance) || !positive.every((parameter) => parameter > 0 && parameter < Infinity)) {
    fail("MODEL_INVALID", "Cannot use model as it must be a converged fit or positive parameters", model);
  }
}

/** The parameters alone of what may be a fit. */
export function plainModel(fit: ContractualModel): ContractualModel {
  if (fit.model === "geometric") return { model: fit.model, churnProbability: fit.churnProbability };
  if (fit.model === "discrete-weibull") return { model: fit.model, churnProbability: fit.churnProbability, c: fit.c };
  const { model, alpha, beta } = fit;
  return model === "shifted-beta-geometric" ? { model, alpha, beta } : { model, alpha, beta, c: fit.c };
}

/**
 * ln of the share of those who survived `from` renewals who survive `to`. Renewals need not be whole: between two of them
 * the survivors of the model are interpolated by its own formula.
 */
export function logSurvival(model: ContractualModel, to: number, from: number = 0): number {
  const start = clock(model, from);
  const passed = clock(model, to) - start;
  if (model.model === "geometric" || model.model === "discrete-weibull") {
    return passed === 0 ? 0 : passed * Math.log1p(-model.churnProbability);
  }
  return logStay(model.alpha, model.beta + start, passed);
}

/** ln of the share of those who survived `renewal` - 1 renewals that stays at the next. */
export function logRetention(model: ContractualModel, renewal: number): number {
  const passed = clockStep(cOf(model), renewal);
  if (model.model === "geometric" || model.model === "discrete-weibull") {
    return passed === 0 ? 0 : passed * Math.log1p(-model.churnProbability);
  }
  return logStay(model.alpha, model.beta + clock(model, renewal - 1), passed);
}

function clock(model: ContractualModel, renewals: number): number {
  const c = cOf(model);
  return c === 1 ? renewals : Math.pow(renewals, c);
}

/** t^c - (t - 1)^c, without cancellation. */
export function clockStep(c: number, renewal: number): number {
  if (c === 1 || renewal === 1) return 1;
  return -Math.pow(renewal, c) * Math.expm1(c * Math.log1p(-1 / renewal));
}

function cOf(model: ContractualModel): number {
  return model.model === "beta-discrete-weibull" || model.model === "discrete-weibull" ? model.c : 1;
}
