import type { Accumulator } from "../core/accumulator.ts";
import type { Estimate } from "../core/estimate.ts";
import { fail } from "../core/metric-error.ts";
import { type CustomersFor, customersForOf } from "./customers-for.ts";
import { giniOf } from "./gini.ts";
import { checkSteps, lorenzOf, type LorenzPoint } from "./lorenz-curve.ts";
import { checkShare, type TopShare, topShareOf } from "./top-share.ts";
import type { ValueCell, ValueLeftOut, ValueRuns } from "./value-cell.ts";
import { intervalChoice, type ValueIntervalChoice, type ValueIntervalOptions } from "./value-interval.ts";
import { listOf, type ValueRead, valueRuns, type ValueSource } from "./value-runs.ts";
import { addValue, emptyValues, mergeValues, readValueState, type ValueState } from "./value-state.ts";
import { valueSums } from "./value-sums.ts";

/** Options of {@link concentration}. */
export interface ConcentrationOptions extends ValueIntervalOptions {
  /**
   * Parts of the customers to give the top share of, each in [0, 1].
   * @defaultValue `[0.1, 0.2, 0.5]`
   */
  readonly topShares?: readonly number[] | undefined;
  /**
   * Shares of the value to give the fewest customers for, each in [0, 1].
   * @defaultValue `[0.5, 0.8]`
   */
  readonly valueShares?: readonly number[] | undefined;
  /**
   * Steps of the Lorenz curve, or a point after each customer; see {@link LorenzOptions.steps}.
   * @defaultValue `20`
   */
  readonly steps?: number | "customers" | undefined;
}

/** What the figures of a {@link ConcentrationResult} are of; as options they give the same again. */
export interface ConcentrationDefinition {
  /** The formula of `value`. */
  readonly gini: "mean difference / (2 mean)";
  /** The Gini with the sizes of losses in the base. */
  readonly normalised: "mean difference / (2 mean size)";
  readonly topShares: readonly number[];
  readonly valueShares: readonly number[];
  readonly steps: number | "customers";
  readonly level: number;
  readonly interval: "sample" | "none";
}

/** How much of the value how few customers bring. `value` is the Gini coefficient. */
export interface ConcentrationResult extends Estimate<"concentration", "index"> {
  /** The sum of the values. */
  readonly total: number;
  /** See {@link GiniResult.unbiased}. */
  readonly unbiased: number | null;
  /** See {@link GiniResult.normalised}: the one to compare where some customers lose. */
  readonly normalised: number | null;
  /** In the order of the option. */
  readonly topShares: readonly TopShare[];
  /** In the order of the option. */
  readonly customersFor: readonly CustomersFor[];
  /** Empty when the total is not above 0. */
  readonly lorenz: readonly LorenzPoint[];
  /** Cells without a value. */
  readonly leftOut: ValueLeftOut;
  readonly definition: ConcentrationDefinition;
}

/**
 * How concentrated the value of customers is: top shares, the fewest customers for a share, Gini and Lorenz curve, of one
 * sorting. It reports the numbers, and no 80/20 that is not there.
 *
 * @param source - a value a customer (revenue, profit, lifetime value): numbers, a typed array, a {@link ValueState}; rows with `read`
 * @param options - see {@link ConcentrationOptions}
 * @returns figures as those of `gini`, `topShare`, `customersFor` and `lorenzCurve`; all `null` or empty when the total is not above
 *   0 (`total-not-positive`) or there is nobody (`no-values`), but for `normalised`, which only needs a value other than 0
 * @throws {@link MetricError} `SHARE_OUT_OF_RANGE`, `SHARES_INVALID`, `STEPS_INVALID`, `SOURCE_INVALID`, `FUNCTION_REQUIRED`,
 *   `LEVEL_OUT_OF_RANGE`, `INTERVAL_UNKNOWN`, `KIND_MISMATCH`, `STATE_INVALID`
 *
 * @example
 * ```ts
 * import { concentration } from "customer-metrics/tiers";
 *
 * const result = concentration([80, 5, 5, 5, 5], { topShares: [0.2] });
 * result.value; // => 0.6
 * result.topShares; // => [{ p: 0.2, interpolated: 0.8, customers: 1, whole: 0.8 }]
 * result.customersFor[1]; // => { share: 0.8, customers: 1, ofCustomers: 0.2 }
 * ```
 */
export function concentration(source: ValueSource, options?: ConcentrationOptions): ConcentrationResult;
export function concentration<Row>(
  source: Iterable<Row> | ValueState,
  options: ConcentrationOptions & ValueRead<Row>,
): ConcentrationResult;
export function concentration<Row = ValueCell>(
  source: Iterable<Row> | ValueState,
  options: ConcentrationOptions & Partial<ValueRead<Row>> = {},
): ConcentrationResult {
  const plan = concentrationPlan(options);
  return concentrationOf(valueRuns(source, options.read), plan);
}

/**
 * {@link concentration} as an {@link Accumulator}: of shards with customers of their own, as a customer in two of them would be two.
 *
 * The state holds how many customers have each value, so that it is exact, and as large as there are different values: round
 * values to what matters (whole euros) before, if it must be small.
 *
 * @param options - as for {@link concentration}
 * @returns an accumulator whose {@link ValueState} `gini`, `topShare`, `customersFor` and `lorenzCurve` read too
 * @throws {@link MetricError} as {@link concentration}
 *
 * @example
 * ```ts
 * import { fold } from "customer-metrics";
 * import { concentrationAccumulator, topShare } from "customer-metrics/tiers";
 *
 * const accumulator = concentrationAccumulator();
 * const north = fold(accumulator, [80, 5]);
 * const south = fold(accumulator, [5, 5, 5]);
 * const both = accumulator.merge(north, south);
 * both.counts; // => { "5": 4, "80": 1 }
 * accumulator.result(both).value; // => 0.6
 * topShare(both, 0.2).value; // => 0.8
 * ```
 */
export function concentrationAccumulator(
  options: ConcentrationOptions = {},
): Accumulator<ValueCell, ValueState, ConcentrationResult> {
  const plan = concentrationPlan(options);
  return {
    empty: emptyValues,
    add: addValue,
    merge: mergeValues,
    result: (state) => concentrationOf(readValueState(state), plan),
  };
}

type ConcentrationPlan = ValueIntervalChoice & Pick<ConcentrationDefinition, "topShares" | "valueShares" | "steps">;

function concentrationPlan(options: ConcentrationOptions): ConcentrationPlan {
  const { topShares = [0.1, 0.2, 0.5], valueShares = [0.5, 0.8], steps = 20 } = options;
  checkSteps(steps);
  return {
    ...intervalChoice(options),
    topShares: sharesOf("topShares", topShares),
    valueShares: sharesOf("valueShares", valueShares),
    steps,
  };
}

function sharesOf(name: string, shares: readonly number[]): readonly number[] {
  if (typeof shares !== "object" || !(shares as Iterable<number> | null)?.[Symbol.iterator]) {
    fail("SHARES_INVALID", `Cannot use ${name} as it must be a list of proportions`, shares);
  }
  const list = Array.from(listOf(shares));
  for (const share of list) checkShare(name, share);
  return list;
}

function concentrationOf(runs: ValueRuns, plan: ConcentrationPlan): ConcentrationResult {
  const { topShares, valueShares, steps, level, interval } = plan;
  const sums = valueSums(runs);
  const { unbiased, normalised, total, notes, ...inequality } = giniOf(runs, sums, plan);
  return {
    metric: "concentration",
    value: inequality.value,
    unit: "index",
    n: runs.n,
    interval: inequality.interval,
    total,
    unbiased,
    normalised,
    topShares: topShares.map((p) => topShareOf(runs, sums, p)),
    customersFor: valueShares.map((share) => customersForOf(runs, sums, share)),
    lorenz: lorenzOf(runs, sums, steps),
    leftOut: inequality.leftOut,
    definition: {
      gini: "mean difference / (2 mean)",
      normalised: "mean difference / (2 mean size)",
      topShares: [...topShares],
      valueShares: [...valueShares],
      steps,
      level,
      interval,
    },
    notes,
  };
}
