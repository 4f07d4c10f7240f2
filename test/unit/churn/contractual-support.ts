import { expect } from "vitest";
import { fitBetaDiscreteWeibull, type ConvergedBetaDiscreteWeibull } from "../../../src/churn/beta-discrete-weibull.ts";
import type { ContractualSource } from "../../../src/churn/contractual-source.ts";
import {
  type ConvergedShiftedBetaGeometric,
  fitShiftedBetaGeometric,
} from "../../../src/churn/shifted-beta-geometric.ts";
import { isMetricError } from "../../../src/core/metric-error.ts";

/** Fader and Hardie (2007), table 1, of 1000 customers each. */
export const regular = [1000, 631, 468, 382, 326, 289, 262, 241];
export const highEnd = [1000, 869, 743, 653, 593, 551, 517, 491];

/** The code of the MetricError that a call throws, or what else came of it. */
export function codeOf(call: () => unknown): string {
  try {
    call();
    return "nothing thrown";
  } catch (error) {
    return isMetricError(error) ? error.code : String(error);
  }
}

/** Relative to what is wanted. */
export function expectNear(got: number | null | undefined, want: number, tolerance: number = 1e-13): void {
  expect(Math.abs(got! / want - 1), `${got} is not ${want}`).toBeLessThanOrEqual(tolerance);
}

export function convergedShiftedBetaGeometric(source: ContractualSource): ConvergedShiftedBetaGeometric {
  const fit = fitShiftedBetaGeometric(source);
  if (fit.status !== "converged") throw new Error(`${fit.status}: ${fit.reason}`);
  return fit;
}

export function convergedBetaDiscreteWeibull(source: ContractualSource): ConvergedBetaDiscreteWeibull {
  const fit = fitBetaDiscreteWeibull(source);
  if (fit.status !== "converged") throw new Error(`${fit.status}: ${fit.reason}`);
  return fit;
}
