import { fail } from "../core/metric-error.ts";
import type { ValueCell, ValueRuns } from "./value-cell.ts";
import { type ValueRead, valueRuns, type ValueSource } from "./value-runs.ts";
import type { ValueState } from "./value-state.ts";
import { addProduct, type RunningSum, type ValueSums, valueSums } from "./value-sums.ts";

/** A point of the Lorenz curve. */
export interface LorenzPoint {
  /** A part of the customers, the least valuable, a proportion. */
  readonly customers: number;
  /** Which share of the value they bring; below 0 where they lose. */
  readonly value: number;
}

/** Options of {@link lorenzCurve}. */
export interface LorenzOptions {
  /**
   * Steps of equal width to give the curve in, on the straight lines between its customers; or a point after each customer.
   * @defaultValue `"customers"`
   */
  readonly steps?: number | "customers" | undefined;
}

/**
 * The Lorenz curve: which share of the value the least valuable part of the customers brings. The straight line from (0, 0) to
 * (1, 1) is equality; twice the area between the two is the Gini coefficient.
 *
 * @param source - a value a customer: numbers, a typed array, a {@link ValueState}; rows with `read`
 * @param options - `steps`: of a million customers, 100 will do to draw it
 * @returns points from (0, 0) to (1, 1), convex; none when the total is not above 0
 * @throws {@link MetricError} `STEPS_INVALID`, `SOURCE_INVALID`, `FUNCTION_REQUIRED`, `KIND_MISMATCH`, `STATE_INVALID`
 * @see Lorenz, "Methods of Measuring the Concentration of Wealth", Publications of the American Statistical Association 9, 1905.
 *
 * @example
 * ```ts
 * import { lorenzCurve } from "customer-metrics/tiers";
 *
 * lorenzCurve([3, 1]); // => [{ customers: 0, value: 0 }, { customers: 0.5, value: 0.25 }, { customers: 1, value: 1 }]
 * lorenzCurve([4, 1, 2, 1], { steps: 2 })[1]; // => { customers: 0.5, value: 0.25 }
 * ```
 */
export function lorenzCurve(source: ValueSource, options?: LorenzOptions): LorenzPoint[];
export function lorenzCurve<Row>(
  source: Iterable<Row> | ValueState,
  options: LorenzOptions & ValueRead<Row>,
): LorenzPoint[];
export function lorenzCurve<Row = ValueCell>(
  source: Iterable<Row> | ValueState,
  options: LorenzOptions & Partial<ValueRead<Row>> = {},
): LorenzPoint[] {
  const { steps = "customers" } = options;
  checkSteps(steps);
  const runs = valueRuns(source, options.read);
  return lorenzOf(runs, valueSums(runs), steps);
}

/**
 * @throws {@link MetricError} `STEPS_INVALID`
 */
export function checkSteps(steps: number | "customers"): void {
  if (steps !== "customers" && !(Number.isInteger(steps) && steps >= 1 && steps <= 1e6)) {
    fail("STEPS_INVALID", 'Cannot use steps as they must be "customers" or a whole number from 1 to a million', steps);
  }
}

/** The curve of sorted values. */
export function lorenzOf(
  { values, counts, n }: ValueRuns,
  { total, hasShares }: ValueSums,
  steps: number | "customers",
): LorenzPoint[] {
  if (!hasShares) return [];
  const count = steps === "customers" ? n : steps;
  const points: LorenzPoint[] = [{ customers: 0, value: 0 }];
  const below: RunningSum = { sum: 0, error: 0 };
  let rank = 0;
  let i = 0;
  for (let k = 1; k < count; k++) {
    const at = (k / count) * n;
    while (rank + counts[i]! < at) {
      addProduct(below, counts[i]!, values[i]!);
      rank += counts[i++]!;
    }
    points.push({ customers: k / count, value: (below.sum + below.error + (at - rank) * values[i]!) / total + 0 });
  }
  points.push({ customers: 1, value: 1 });
  return points;
}
