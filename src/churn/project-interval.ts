import type { Interval } from "../core/estimate.ts";
import { zOfLevel } from "../numeric/z-of-level.ts";
import type { ContractualModel } from "./contractual-model.ts";

/** How sure a projected figure is. */
export interface ProjectedUncertainty {
  /** Standard error in the figure's own unit, or `null` where it is not known. */
  readonly standardError: number | null;
  readonly interval: Interval | null;
}

/** What a method says of figures, in their order. */
export interface ProjectedUncertainties {
  readonly figures: readonly ProjectedUncertainty[];
  /** Codes for the notes of the result. */
  readonly notes: readonly string[];
}

/**
 * A way to say how sure figures are that follow from a fitted model: {@link deltaMethod} or `projectionBootstrap(…)`. A
 * value, not a name, so that what is not used is not shipped.
 *
 * @param figures - the figures of any model: shares in [0, 1], or positive numbers
 */
export type ProjectionIntervalMethod = (
  fit: ContractualModel,
  figures: (model: ContractualModel) => readonly number[],
  scale: "share" | "positive",
  level: number,
) => ProjectedUncertainties;

/**
 * Standard errors of what follows from fitted parameters by the delta method, the default of the projections; the interval
 * is normal on the logit of a share and on the logarithm of a positive figure, so that it stays where the figure can be.
 *
 * @returns nothing known, and the note `"no-covariance"`, for parameters that were written down and not fitted
 * @see Oehlert, "A Note on the Delta Method", The American Statistician 46(1), 1992.
 *
 * @example
 * ```ts
 * import { deltaMethod, fitShiftedBetaGeometric, projectRetention } from "customer-metrics/churn";
 *
 * const fit = fitShiftedBetaGeometric([1000, 869, 743, 653, 593]);
 * if (fit.status !== "converged") throw new Error(fit.reason);
 * projectRetention(fit, 8, { interval: deltaMethod }).periods[7]; // => { renewal: 8, survival: ≈0.409, survivalInterval: { lower: ≈0.355, upper: ≈0.465, method: "delta-logit" } }
 * ```
 */
export function deltaMethod(
  fit: ContractualModel,
  figures: (model: ContractualModel) => readonly number[],
  scale: "share" | "positive",
  level: number,
): ProjectedUncertainties {
  const z = zOfLevel(level);
  const values = figures(fit);
  const names = parameterNames(fit);
  const { covariance } = fit as { readonly covariance?: readonly (readonly number[])[] };
  if (covariance?.length !== names.length || names.length === 0) {
    return { figures: values.map(() => ({ standardError: null, interval: null })), notes: ["no-covariance"] };
  }
  const parameters = fit as unknown as { readonly [name: string]: number };
  const slopes = names.map((name) => {
    const moved = (by: number): readonly number[] => figures({ ...fit, [name]: parameters[name]! * Math.exp(by) });
    const [farBelow, below, above, farAbove] = [-2 * step, -step, step, 2 * step].map(moved);
    // Of fourth order: the error is 1e-12 of the figure.
    return values.map(
      (_, i) => (8 * (above![i]! - below![i]!) - (farAbove![i]! - farBelow![i]!)) / (12 * step) / parameters[name]!,
    );
  });
  return {
    figures: values.map((value, i) => {
      let variance = 0;
      for (const [j, row] of covariance.entries()) {
        for (const [k, each] of row.entries()) variance += slopes[j]![i]! * each * slopes[k]![i]!;
      }
      const standardError = Math.sqrt(Math.max(0, variance));
      return Number.isFinite(standardError)
        ? { standardError, interval: intervalAround(value, z * standardError, scale, level) }
        : { standardError: null, interval: null };
    }),
    notes: [],
  };
}

function intervalAround(value: number, reach: number, scale: "share" | "positive", level: number): Interval | null {
  if (scale === "positive") {
    const factor = Math.exp(reach / value);
    return value > 0 && value * factor < Infinity
      ? { lower: value / factor, upper: value * factor, level, method: "delta-log" }
      : null;
  }
  if (!(value > 0 && value < 1)) return null;
  const factor = Math.exp(reach / (value * (1 - value)));
  const odds = value / (1 - value);
  return { lower: odds / (factor + odds), upper: 1 / (1 + 1 / (odds * factor)), level, method: "delta-logit" };
}

function parameterNames({ model }: ContractualModel): readonly string[] {
  if (model === "shifted-beta-geometric") return ["alpha", "beta"];
  return model === "beta-discrete-weibull" ? ["alpha", "beta", "c"] : [];
}

/** Of the logarithm of a parameter. */
const step = 0.002;
