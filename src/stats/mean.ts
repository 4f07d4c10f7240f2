import type { Accumulator } from "../core/accumulator.ts";
import { checkLevel, type Estimate } from "../core/estimate.ts";
import { checkSameKind, type Kinded } from "../core/state.ts";
import { meanInterval } from "./mean-interval.ts";

/** Mean and spread of any numbers, in five of them. A float state: merging in another order may differ in the last bits. */
export interface MeanState extends Kinded {
  /** `"mean/1"`. */
  readonly kind: string;
  /** Numbers counted. */
  n: number;
  /** Their mean. */
  mean: number;
  /** Sum of squared deviations from the mean. */
  squares: number;
  /** The least, or `null` when there is none. */
  min: number | null;
  /** The greatest. */
  max: number | null;
  /** `null`, `undefined`: not counted. */
  missing: number;
  /** Not a number, or beyond ±1e100, where squares leave the range of numbers: not counted. */
  invalid: number;
}

/** Mean and spread of numbers. */
export interface MeanResult extends Estimate<"mean", "value"> {
  /** Sample variance (n − 1), or `null` for fewer than two. */
  readonly variance: number | null;
  /** Sample standard deviation. */
  readonly standardDeviation: number | null;
  /** Standard error of the mean. */
  readonly standardError: number | null;
  /** The least. */
  readonly min: number | null;
  /** The greatest. */
  readonly max: number | null;
  /** What was not counted. */
  readonly leftOut: { readonly missing: number; readonly invalid: number };
}

/**
 * Mean, variance and range of any numbers, as an {@link Accumulator} of constant size: minutes to a
 * first reply, order values, scores on a scale without end.
 *
 * Nothing cancels: numbers with a large common offset keep their variance.
 *
 * @formula mean: Σ x / n; variance: Σ (x − mean)² / (n − 1)
 *
 * @param options - `level`: coverage of the Student-t interval, default 0.95
 * @throws {@link MetricError} `LEVEL_OUT_OF_RANGE`; merging another kind throws `KIND_MISMATCH`
 * @see Chan, Golub and LeVeque, "Algorithms for Computing the Sample Variance", The American
 *   Statistician 37(3), 1983.
 *
 * @example
 * ```ts
 * import { fold, meanAccumulator } from "customer-metrics";
 *
 * const accumulator = meanAccumulator();
 * const result = accumulator.result(fold(accumulator, [1e9 + 4, 1e9 + 7, 1e9 + 13, 1e9 + 16]));
 * result.value; // => 1000000010
 * result.variance; // => 30
 * ```
 */
export function meanAccumulator(
  options: { readonly level?: number | undefined } = {},
): Accumulator<number | null | undefined, MeanState, MeanResult> {
  const { level = 0.95 } = options;
  checkLevel(level);
  return {
    empty: () => ({ kind: "mean/1", n: 0, mean: 0, squares: 0, min: null, max: null, missing: 0, invalid: 0 }),
    add: (state, x) => {
      if (x === null || x === undefined) state.missing += 1;
      else if (!(typeof x === "number" && Math.abs(x) <= 1e100)) state.invalid += 1;
      else {
        state.n += 1;
        const off = x - state.mean;
        state.mean += off / state.n;
        state.squares += off * (x - state.mean);
        // Adding 0 turns -0 into 0, which is what JSON makes of it.
        state.min = state.min === null || x < state.min ? x + 0 : state.min;
        state.max = state.max === null || x > state.max ? x + 0 : state.max;
      }
      return state;
    },
    merge: (left, right) => {
      checkSameKind(left, right);
      const n = left.n + right.n;
      const off = right.mean - left.mean;
      const [first, last] = [least(left.min, right.min, Math.min), least(left.max, right.max, Math.max)];
      // The smaller side moves the larger side's mean, whichever comes first.
      const [big, small] = left.n >= right.n ? [left, right] : [right, left];
      return {
        kind: left.kind,
        n,
        mean: small.n === 0 ? big.mean : big.mean + ((small.mean - big.mean) * small.n) / n,
        squares: small.n === 0 ? big.squares : left.squares + right.squares + ((off * off * left.n) / n) * right.n,
        min: first,
        max: last,
        missing: left.missing + right.missing,
        invalid: left.invalid + right.invalid,
      };
    },
    result: ({ n, mean, squares, min, max, missing, invalid }) => {
      const variance = n < 2 ? null : squares / (n - 1);
      const standardDeviation = variance === null ? null : Math.sqrt(variance);
      return {
        metric: "mean",
        value: n === 0 ? null : mean,
        unit: "value",
        n,
        interval: standardDeviation === null ? null : meanInterval(mean, standardDeviation, n, level),
        variance,
        standardDeviation,
        standardError: standardDeviation === null ? null : standardDeviation / Math.sqrt(n),
        min,
        max,
        leftOut: { missing, invalid },
        notes: n === 0 ? ["no-values"] : n === 1 ? ["one-value-has-no-spread"] : [],
      };
    },
  };
}

function least(left: number | null, right: number | null, pick: (a: number, b: number) => number): number | null {
  return left === null ? right : right === null ? left : pick(left, right);
}
