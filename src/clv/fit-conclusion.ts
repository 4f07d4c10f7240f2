import type { Maximum, Smooth } from "../numeric/maximise.ts";
import type { Matrix } from "../numeric/maximise-linear.ts";
import { type LimitMaximum, onTheWayTo, supremumAtLimit } from "./boundary-search.ts";
import { estimatesOf, limitOf, mapped, type Solution, uncertaintyOf } from "./fit-estimates.ts";
import { appliedPenalty, type Penalty } from "./fit-penalty.ts";
import { searchFrom } from "./fit-search.ts";
import type {
  BoundaryPurchaseFit,
  ConvergedPurchaseFit,
  CovariateCoefficient,
  PurchaseEstimates,
  PurchaseFitData,
} from "./purchase-fit.ts";
import type { GroupedHistories } from "./purchase-history.ts";
import type { PurchaseProcess } from "./purchase-process.ts";

/** What was searched, and how to say what was found. */
export interface FitProblem {
  readonly process: PurchaseProcess;
  readonly coefficients: readonly CovariateCoefficient[];
  readonly penalty: Penalty | null;
  /** By logarithms of the parameters and coefficients of standardised covariates; less the penalty. */
  readonly likelihood: Smooth;
  readonly starts: readonly (readonly number[])[];
  /** Whether every start is tried. */
  readonly which: "all" | "first";
  /** The histories of the search. */
  readonly groups: GroupedHistories;
  /** The logarithm of a number as good as infinite. */
  readonly far: number;
  /** From standardised covariates to those that were given. */
  readonly back: Matrix;
  /** The logarithm of the unit of time of the search, in units of the data. */
  readonly logScale: number;
  /** Which parameters are in it. */
  readonly times: readonly number[];
  readonly data: PurchaseFitData;
  readonly level: number;
}

type Found = ConvergedPurchaseFit | BoundaryPurchaseFit;

/** The fit that a search came to, or `null` where it came to nothing: neither a maximum nor a limit that is known. */
export function concluded(found: Maximum, problem: FitProblem): Found | null {
  const fit = convergedFit(found, problem);
  if (fit?.status === "converged") return fit;
  // A limit that is as high as what looks like a weak maximum is the better answer.
  const isPlain = problem.penalty === null && problem.coefficients.length === 0;
  const groups = isPlain ? problem.groups : null;
  const wider = problem.which === "all" ? spreadAround(problem.starts[0]!) : [];
  const starts = [problem.starts[0]!, found.at, ...problem.starts.slice(1), ...wider];
  const search = { ...problem, groups, starts };
  const limit = supremumAtLimit(search, found.value);
  if (limit !== null) {
    const back = searchFrom(
      problem.likelihood,
      [onTheWayTo(limit, search)],
      problem.process.parameterNames.length,
      "first",
    );
    const isHigher = back.status === "converged" && back.value > limit.found.value + 1e-5;
    return (isHigher ? convergedFit(back, problem) : null) ?? boundaryFit(limit, problem);
  }
  if (fit !== null) return fit;
  const nearer = found.at.map((log) => Math.max(-4, Math.min(4, log)));
  const again = searchFrom(problem.likelihood, [nearer, nearer.map((log) => log / 2)], 4, "all");
  return convergedFit(again, problem) ?? endlessEffect(again.value > found.value ? again : found, problem);
}

/** Starts with rates, or chances, that differ much more between customers, and much less. */
function spreadAround(start: readonly number[]): number[][] {
  return [-2.5, 2.5].flatMap((by) =>
    [0, 2].map((pair) => start.map((log, k) => (k >> 1 === pair >> 1 ? log + by : log))),
  );
}

function convergedFit(found: Maximum, problem: FitProblem): ConvergedPurchaseFit | null {
  if (found.status !== "converged") return null;
  const solution = solutionOf(found.at, found.covariance, problem);
  return {
    ...problem.data,
    ...estimates(solution, found.at, found.value, found.iterations, problem),
    ...uncertaintyOf(solution, problem.level),
  };
}

function boundaryFit(limit: LimitMaximum, problem: FitProblem): BoundaryPurchaseFit {
  const { at, found } = limit;
  const nothing = at.map(() => at.map(() => 0));
  const solution = solutionOf(at, limit.covariance ?? nothing, problem);
  const { boundary, standardErrors } = limitOf(solution, limit);
  const effects = limit.covariance === null ? endlessEffects(at, problem) : [];
  const also: Partial<typeof boundary> =
    effects.length === 0
      ? {}
      : {
          drifting: { ...boundary.drifting, ...Object.fromEntries(effects) },
          meaning: [...boundary.meaning, "covariate-separates"],
          // What a coefficient without end moves has none either.
          identified: {},
        };
  return boundaryOf(solution, at, found, { ...boundary, ...also, standardErrors }, problem);
}

/** Coefficients without end, and where they go. */
function endlessEffects(at: readonly number[], { process, coefficients }: FitProblem) {
  return coefficients.flatMap(({ name }, c) => {
    const value = at[process.parameterNames.length + c]!;
    return Math.abs(value) < endless ? [] : [[name, value > 0 ? "infinity" : "minus-infinity"] as const];
  });
}

/** A coefficient without end, as where one segment of customers never leaves. */
function endlessEffect(found: Maximum, problem: FitProblem): BoundaryPurchaseFit | null {
  const drifting = endlessEffects(found.at, problem);
  if (drifting.length === 0) return null;
  const solution = solutionOf(
    found.at,
    found.at.map(() => found.at.map(() => 0)),
    problem,
  );
  const limit = {
    drifting: Object.fromEntries(drifting),
    meaning: ["covariate-separates"],
    identified: {},
    standardErrors: {},
  } as const;
  return boundaryOf(solution, found.at, found, limit, problem);
}

function boundaryOf(
  solution: Solution,
  at: readonly number[],
  { value, iterations }: Maximum,
  {
    standardErrors,
    ...boundary
  }: Omit<BoundaryPurchaseFit["boundary"], "supremum"> & Pick<BoundaryPurchaseFit, "standardErrors">,
  problem: FitProblem,
): BoundaryPurchaseFit {
  const reached = problem.likelihood(at).value;
  const found = estimates(solution, at, reached, iterations, problem);
  const supremum = (found.penalty?.objective ?? found.logLikelihood) + Math.max(0, value - reached);
  return { status: "boundary", ...problem.data, ...found, boundary: { ...boundary, supremum }, standardErrors };
}

/** A factor of exp(4) for each standard deviation of a covariate, and still rising. */
const endless = 4;

/** A point of the search in units of the data. */
function solutionOf(at: readonly number[], covariance: Matrix, problem: FitProblem): Solution {
  const { process, coefficients, back, times, logScale } = problem;
  const turned = mapped(back, at, covariance);
  return {
    names: [...process.parameterNames, ...coefficients.map(({ name }) => name)],
    parameters: process.parameterNames.length,
    at: turned.at.map((log, k) => (times.includes(k) ? log + logScale : log)),
    covariance: turned.covariance,
  };
}

function estimates(
  solution: Solution,
  at: readonly number[],
  value: number,
  iterations: number,
  { penalty, coefficients, logScale, data }: FitProblem,
): PurchaseEstimates {
  const own = value + (penalty?.at(at).value ?? 0);
  const logLikelihood = own - data.repeatPurchases * logScale;
  return {
    ...estimatesOf(solution, logLikelihood, data.n, iterations),
    ...(coefficients.length > 0 && { covariates: { coefficients } }),
    ...appliedPenalty(penalty, logLikelihood, at),
  };
}
