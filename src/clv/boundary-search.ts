import { maximise, type Maximum, type Smooth } from "../numeric/maximise.ts";
import { dot, type Matrix } from "../numeric/maximise-linear.ts";
import { type Regime, regimesOf } from "./boundary-regimes.ts";
import { better } from "./fit-search.ts";
import type { CovariateCoefficient } from "./purchase-fit.ts";
import type { GroupedHistories } from "./purchase-history.ts";
import type { PurchaseProcess } from "./purchase-process.ts";

/** The highest point of a limit of the model: where the parameters of one or both distributions have drifted off. */
export interface LimitMaximum {
  readonly regimes: readonly [Regime, Regime];
  readonly found: Maximum;
  /** Logarithms of the parameters and coefficients there, or as near as numbers go. */
  readonly at: readonly number[];
  /** The same, with the logit of a share in place of a logarithm where a regime has one. */
  readonly within: readonly number[];
  /** Covariance of `at`, 0 for what has no estimate; `null` where the limit has no maximum in it. */
  readonly covariance: Matrix | null;
}

/** A likelihood that may have no maximum. */
export interface LimitSearch {
  readonly process: PurchaseProcess;
  readonly likelihood: Smooth;
  readonly coefficients: readonly CovariateCoefficient[];
  /** The histories, where nothing but their likelihood is looked at: no penalty, no covariates. */
  readonly groups: GroupedHistories | null;
  /** See {@link regimesOf}. */
  readonly far: number;
  /** Where to begin, and whether at each of them. */
  readonly starts: readonly (readonly number[])[];
  readonly which: "all" | "first";
}

/**
 * The limit at which a likelihood has its supremum, if it is as high there as at `known`, a point of the model itself; of
 * limits as high as each other the simplest.
 */
export function supremumAtLimit(search: LimitSearch, known: number): LimitMaximum | null {
  const limits = allLimits(search);
  const highest = limits.reduce((most, { found }) => Math.max(most, found.value), known);
  const nearlyAsHigh = highest - tolerance(highest);
  const reached = limits.filter(({ found }) => found.value >= nearlyAsHigh);
  const sizeOf = ({ found }: LimitMaximum): number => found.at.length;
  return reached.length === 0 ? null : reached.reduce((best, next) => (sizeOf(next) < sizeOf(best) ? next : best));
}

/** A point of the model on the way to a limit, from which to look for a maximum that is higher. */
export function onTheWayTo({ regimes, found }: LimitMaximum, search: LimitSearch): number[] {
  const [purchases, dropouts] = regimesOf(search.process.model, 5, -5);
  const same = (of: readonly Regime[], { meaning }: Regime): Regime => of.find((regime) => regime.meaning === meaning)!;
  const nearer = [same(purchases, regimes[0]), same(dropouts, regimes[1])] as const;
  const point = spaceOf(search, nearer).pointOf(found.at);
  const { beyond } = nearer[1];
  return beyond ? [point[0]!, point[1]!, ...beyond.place(point[2]!)] : point;
}

/** How near two suprema of log-likelihoods are that count as one. */
function tolerance(value: number): number {
  return 1e-5 + 1e-12 * Math.abs(value);
}

/** The limits of one distribution, and of both where that of one has no maximum in it. */
function allLimits(search: LimitSearch): LimitMaximum[] {
  const [purchases, every] = regimesOf(search.process.model, search.far, -40);
  const dropouts = every.filter(({ beyond }) => beyond === undefined || search.groups !== null);
  const [freePurchase, freeDropout] = [purchases[0]!, dropouts[0]!];
  const ofPurchase = purchases.slice(1).map((regime) => limitMaximum(search, [regime, freeDropout]));
  const ofDropout = dropouts.slice(1).map((regime) => limitMaximum(search, [freePurchase, regime]));
  const isOpen = ({ covariance }: LimitMaximum): boolean => covariance === null;
  const both = purchases
    .slice(1)
    .flatMap((purchase, i) =>
      dropouts
        .slice(1)
        .flatMap((dropout, j) =>
          isOpen(ofPurchase[i]!) || isOpen(ofDropout[j]!) ? [limitMaximum(search, [purchase, dropout])] : [],
        ),
    );
  return [...ofPurchase, ...ofDropout, ...both];
}

/** The likelihood within a limit is a function of fewer numbers, with derivatives by the chain rule. */
function limitMaximum(search: LimitSearch, regimes: readonly [Regime, Regime]): LimitMaximum {
  const { process, groups, starts, which } = search;
  const { beyond } = regimes[1];
  const likelihood = beyond && groups ? beyond.likelihood(process, groups) : search.likelihood;
  const { offset, columns, project, pointOf } = spaceOf(search, regimes);
  const within: Smooth = (y) => {
    const { value, gradient, hessian } = likelihood(pointOf(y));
    const turned = columns.map((column) => hessian!.map((row) => dot(row, column)));
    return {
      value,
      gradient: columns.map((column) => dot(column, gradient)),
      hessian: columns.map((column) => turned.map((other) => dot(column, other))),
    };
  };
  const bound = columns.map(() => 25);
  const options = { lower: bound.map((most) => -most), upper: bound, maxIterations: 60 };
  let found: Maximum | null = null;
  for (const start of which === "all" ? starts : starts.slice(0, 2)) {
    if (which === "first" && found?.status === "converged") break;
    found = better(found, maximise(within, project(start), options));
  }
  if (found === null) throw new TypeError("a search without a start");
  const spread = found.status === "converged" ? found.covariance : null;
  const covariance =
    spread &&
    offset.map((_, i) =>
      offset.map((__, j) =>
        columns.reduce((sum, left, k) => {
          return sum + columns.reduce((part, right, l) => part + left[i]! * spread[k]![l]! * right[j]!, 0);
        }, 0),
      ),
    );
  const point = pointOf(found.at);
  const at = beyond ? [point[0]!, point[1]!, ...beyond.place(point[2]!)] : point;
  return { regimes, found, at, within: point, covariance };
}

/** Offset and directions of a limit among all logarithms and coefficients. */
function spaceOf(
  { process, coefficients }: LimitSearch,
  [purchase, dropout]: readonly [Regime, Regime],
): {
  readonly offset: readonly number[];
  readonly columns: Matrix;
  /** From the point of a limit to one of the model, and back. */
  readonly pointOf: (y: readonly number[]) => number[];
  readonly project: (point: readonly number[]) => number[];
} {
  const { parameterNames } = process;
  // What explains a distribution that is not there has nothing to say.
  const kept = coefficients.flatMap(({ moves }, c) => {
    const isSaid = moves.some(({ parameter }) => {
      const regime = parameterNames.indexOf(parameter) < 2 ? purchase : dropout;
      return regime.identified !== "nothing";
    });
    return isSaid ? [parameterNames.length + c] : [];
  });
  const size = parameterNames.length + coefficients.length;
  const direction = (entries: readonly (readonly [number, number])[]): number[] => {
    const column = new Array<number>(size).fill(0);
    for (const [at, value] of entries) column[at] = value;
    return column;
  };
  const offset = [...purchase.offset, ...dropout.offset, ...coefficients.map(() => 0)];
  const columns = [
    ...purchase.directions.map(([first, second]) =>
      direction([
        [0, first],
        [1, second],
      ]),
    ),
    ...dropout.directions.map(([first, second]) =>
      direction([
        [2, first],
        [3, second],
      ]),
    ),
    ...kept.map((at) => direction([[at, 1]])),
  ];
  return {
    offset,
    columns,
    pointOf: (y) => offset.map((from, i) => y.reduce((sum, length, k) => sum + length * columns[k]![i]!, from)),
    project: (point) => {
      const [r = 0, alpha = 0, a = 0, b = 0] = point;
      return [...purchase.project(r, alpha), ...dropout.project(a, b), ...kept.map((at) => point[at]!)];
    },
  };
}
