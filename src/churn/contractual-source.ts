import { fail } from "../core/metric-error.ts";
import { checkCount } from "../core/state.ts";
import { addCustomer, type ContractualCustomer } from "./contractual-accumulator.ts";
import {
  addCount,
  checkContractualState,
  type ContractualState,
  emptyContractualState,
  isState,
  longestTenure,
} from "./contractual-state.ts";

/** Customers who started together, counted after each renewal opportunity. */
export interface ContractualCohort {
  /** How many are left after 0, 1, 2, … renewals, from the first count on: whole numbers that never rise. */
  readonly survivors: ArrayLike<number>;
  /**
   * Renewals already made at the first count, where the beginning of the cohort was not recorded.
   * @defaultValue `0`
   */
  readonly start?: number | undefined;
}

/**
 * What the contractual models are fitted to: survivors of one cohort, cohorts (a triangle, of any lengths), customers, or a
 * state of any of these.
 */
export type ContractualSource =
  | ArrayLike<number>
  | Iterable<ContractualCohort>
  | Iterable<ContractualCustomer>
  | ContractualState;

/**
 * The state of cohorts or customers: to be stored, merged with others, and fitted later.
 *
 * @param source - see {@link ContractualSource}; a state is checked and returned
 * @param options - `onInvalid`: whether an unusable customer is counted as left out (default) or throws
 * @throws {@link MetricError} `SURVIVORS_INCREASE`, `COHORT_EMPTY` (a cohort without a count), `COUNT_INVALID` (negative or
 *   fractional survivors: give customers, not percent), `TENURE_INVALID` (`start`), `CUSTOMER_INVALID`, `SOURCE_INVALID`,
 *   `STATE_INVALID`, `KIND_MISMATCH`
 *
 * @example A cohort seen from its beginning, and an older one seen from its third renewal on
 * ```ts
 * import { contractualStateOf } from "customer-metrics/churn";
 *
 * contractualStateOf([{ survivors: [100, 80, 70] }, { start: 3, survivors: [40, 36] }]);
 * // => { churned: [0, 20, 10, 0, 4], active: [0, 0, 70, 0, 36], entered: [100, 0, 0, 40] }
 * ```
 */
export function contractualStateOf(
  source: ContractualSource,
  options: { readonly onInvalid?: "count" | "throw" | undefined } = {},
): ContractualState {
  if (isState(source)) return checkContractualState(source);
  if (!(source as Iterable<unknown> | undefined)?.[Symbol.iterator]) {
    fail("SOURCE_INVALID", "Cannot use source as it must be survivors, cohorts, customers or a state of them", source);
  }
  const state = emptyContractualState();
  if (typeof (source as ArrayLike<unknown>)[0] === "number")
    return addCohort(state, { survivors: source as ArrayLike<number> });
  for (const item of source as Iterable<ContractualCohort | ContractualCustomer>) {
    if ((item as ContractualCohort | null)?.survivors === undefined) {
      addCustomer(state, item as ContractualCustomer, options.onInvalid);
    } else addCohort(state, item as ContractualCohort);
  }
  return state;
}

function addCohort(state: ContractualState, { survivors, start = 0 }: ContractualCohort): ContractualState {
  if (!(survivors?.length > 0)) {
    fail("COHORT_EMPTY", "Cannot count cohort as survivors must be a list that begins with its size", survivors);
  }
  const end = start + survivors.length - 1;
  if (!(Number.isInteger(start) && start >= 0 && end <= longestTenure)) {
    fail("TENURE_INVALID", `Cannot count cohort as its renewals must be whole and at most ${longestTenure}`, start);
  }
  let before = checkCount(survivors[0]!);
  addCount(state.entered, start, before);
  for (let k = 1; k < survivors.length; k++) {
    const left = checkCount(survivors[k]!);
    if (left > before) fail("SURVIVORS_INCREASE", "Cannot count cohort as its survivors must not rise", survivors);
    addCount(state.churned, start + k, before - left);
    before = left;
  }
  addCount(state.active, end, before);
  return state;
}
