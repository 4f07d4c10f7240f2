import type { Accumulator } from "../core/accumulator.ts";
import { fail } from "../core/metric-error.ts";
import { share, type Share } from "../stats/share.ts";
import type { ShareIntervalMethod } from "../stats/share-interval.ts";
import { renewalsOf } from "./contractual-renewals.ts";
import {
  addCount,
  type ContractualLeftOut,
  type ContractualState,
  emptyContractualState,
  longestTenure,
  mergeContractual,
} from "./contractual-state.ts";

/** A customer under contract, who can leave at each renewal and at no other time. */
export interface ContractualCustomer {
  /** Renewal opportunities so far: the one at which the customer left, or the last one that was survived. */
  readonly tenure: number | null | undefined;
  /** Whether the customer left at that renewal. */
  readonly churned: boolean | null | undefined;
  /**
   * Renewals already made when the data begin: somebody who joined four years before the first record, on a yearly plan, has
   * 4. Those who left before then are in no record, so that this must be said.
   * @defaultValue `0`
   */
  readonly entry?: number | null | undefined;
}

/** What happened at one renewal opportunity. */
export interface ObservedRenewal {
  /** 1 for the first. */
  readonly renewal: number;
  /** Customers who came to it under observation. */
  readonly atRisk: number;
  /** Those who left. */
  readonly churned: number;
  /** The share who stayed, with its interval. */
  readonly retention: Share;
}

/** The renewals that were seen. */
export interface ObservedRetention {
  /** Customers counted. */
  readonly n: number;
  /** Those who left. */
  readonly churned: number;
  /** Each renewal to which anybody came. */
  readonly renewals: readonly ObservedRenewal[];
  /** Who was not counted. */
  readonly leftOut: ContractualLeftOut;
}

/** Options of {@link contractualAccumulator}. */
export interface ContractualOptions {
  /**
   * Coverage of the intervals, a proportion in (0, 1).
   * @defaultValue `0.95`
   */
  readonly level?: number | undefined;
  /**
   * How the intervals of the observed shares are computed.
   * @defaultValue `wilson`
   */
  readonly interval?: ShareIntervalMethod | "none" | undefined;
  /**
   * Whether an unusable customer is counted as left out, or throws.
   * @defaultValue `"count"`
   */
  readonly onInvalid?: "count" | "throw" | undefined;
}

/**
 * Customers under contract as an {@link Accumulator}: what the fits and the projection read, and, as its result, the
 * retention that was observed at each renewal.
 *
 * @param options - see {@link ContractualOptions}
 * @returns an accumulator of customers with a {@link ContractualState}; merging another kind throws `KIND_MISMATCH`
 * @throws {@link MetricError} when adding, `CUSTOMER_INVALID` if `onInvalid` is `"throw"`; from the result, `LEVEL_OUT_OF_RANGE`
 *
 * @example
 * ```ts
 * import { fold } from "customer-metrics";
 * import { contractualAccumulator } from "customer-metrics/churn";
 *
 * const accumulator = contractualAccumulator();
 * const state = fold(accumulator, [
 *   { tenure: 1, churned: true },
 *   { tenure: 3, churned: false },
 *   { tenure: 3, churned: true, entry: 1 },
 * ]);
 * state; // => { churned: [0, 1, 0, 1], active: [0, 0, 0, 1], entered: [2, 1] }
 * accumulator.result(state).renewals.map(({ renewal, atRisk, churned }) => [renewal, atRisk, churned]);
 * // => [[1, 2, 1], [2, 2, 0], [3, 2, 1]]
 * ```
 */
export function contractualAccumulator(
  options: ContractualOptions = {},
): Accumulator<ContractualCustomer, ContractualState, ObservedRetention> {
  return {
    empty: emptyContractualState,
    add: (state, customer) => addCustomer(state, customer, options.onInvalid),
    merge: mergeContractual,
    result: (state) => observedRetention(state, options),
  };
}

/** Counts a customer into `state`, which it owns. */
export function addCustomer(
  state: ContractualState,
  customer: ContractualCustomer,
  onInvalid: "count" | "throw" | undefined,
): ContractualState {
  const { tenure, churned, entry } = customer ?? { tenure: null, churned: null };
  const from = entry ?? 0;
  const reason = reasonAgainst(tenure, churned, from);
  if (reason === null) {
    addCount(churned ? state.churned : state.active, tenure!, 1);
    addCount(state.entered, from, 1);
  } else if (onInvalid === "throw" && reason !== "missing") {
    fail(
      "CUSTOMER_INVALID",
      "Cannot count customer as tenure and entry must be whole renewals, in this order",
      customer,
    );
  } else state.leftOut[reason] += 1;
  return state;
}

function reasonAgainst(tenure: unknown, churned: unknown, entry: unknown): keyof ContractualLeftOut | null {
  if (tenure === null || tenure === undefined || churned === null || churned === undefined) return "missing";
  if (!isTenure(tenure) || !isTenure(entry) || typeof churned !== "boolean") return "invalid";
  if (churned && tenure === 0) return "invalid";
  return entry > tenure || (churned && entry === tenure) ? "neverObserved" : null;
}

function isTenure(value: unknown): value is number {
  return Number.isInteger(value) && (value as number) >= 0 && (value as number) <= longestTenure;
}

function observedRetention(state: ContractualState, { level, interval }: ContractualOptions): ObservedRetention {
  const renewals = renewalsOf(state);
  return {
    n: state.entered.reduce((sum, count) => sum + count, 0),
    churned: state.churned.reduce((sum, count) => sum + count, 0),
    renewals: renewals.map(({ renewal, atRisk, churned }) => ({
      renewal,
      atRisk,
      churned,
      retention: share(atRisk - churned, atRisk, { level, interval }),
    })),
    leftOut: { ...state.leftOut },
  };
}
