import { fail } from "../core/metric-error.ts";
import { checkCount, checkSameKind, type Kinded } from "../core/state.ts";

/** How many customers were not counted, and why. */
export interface ContractualLeftOut {
  /** No tenure, or not said whether the customer left. */
  missing: number;
  /** A tenure or entry that is no whole number from 0 to 100 000, or somebody who left before the first renewal. */
  invalid: number;
  /** Seen only from a tenure on at which the customer had already left. */
  neverObserved: number;
}

/**
 * All that the contractual models need to know of any number of customers: how many left, were still there when last seen,
 * and came under observation, by tenure in renewal opportunities.
 *
 * It is plain JSON of whole numbers: days, shards and workers merge in any order to the same bytes. A database makes it
 * with three counts grouped by tenure.
 */
export interface ContractualState extends Kinded {
  /** `"contractual/1"`. */
  readonly kind: string;
  /** `churned[t]`: left at renewal t, so that `churned[0]` is 0. No zeros at the end, as in all three. */
  readonly churned: number[];
  /** `active[t]`: still there after t renewals when last seen. */
  readonly active: number[];
  /** `entered[t]`: seen from t renewals on; `entered[0]` from the start. As many as left or are there. */
  readonly entered: number[];
  /** Who was not counted. */
  readonly leftOut: ContractualLeftOut;
}

/** The longest tenure that is believed, in renewals: 270 years of days. */
export const longestTenure = 100_000;

/** A state of no customers. */
export function emptyContractualState(): ContractualState {
  return {
    kind: "contractual/1",
    churned: [],
    active: [],
    entered: [],
    leftOut: { missing: 0, invalid: 0, neverObserved: 0 },
  };
}

/** Adds to a count by tenure; the list grows as far as it must. */
export function addCount(counts: number[], tenure: number, customers: number): void {
  if (customers === 0) return;
  while (counts.length <= tenure) counts.push(0);
  counts[tenure] = checkCount(counts[tenure]! + customers);
}

/** A new state of both. */
export function mergeContractual(left: ContractualState, right: ContractualState): ContractualState {
  checkSameKind(left, right);
  return {
    kind: left.kind,
    churned: sumOf(left.churned, right.churned),
    active: sumOf(left.active, right.active),
    entered: sumOf(left.entered, right.entered),
    leftOut: {
      missing: left.leftOut.missing + right.leftOut.missing,
      invalid: left.leftOut.invalid + right.leftOut.invalid,
      neverObserved: left.leftOut.neverObserved + right.leftOut.neverObserved,
    },
  };
}

/** Whether a value given as data is a state, of whatever metric. */
export function isState(value: unknown): value is Kinded {
  return typeof (value as Kinded | null | undefined)?.kind === "string";
}

/**
 * A state from outside, checked.
 *
 * @throws {@link MetricError} `KIND_MISMATCH`; `COUNT_INVALID`; `STATE_INVALID` when it has no three lists of counts, or
 * more customers left than were there
 */
export function checkContractualState(state: Kinded): ContractualState {
  checkSameKind(emptyContractualState(), state);
  const { churned, active, entered, leftOut } = state as ContractualState;
  for (const counts of [churned, active, entered]) {
    if (!Array.isArray(counts) || counts.length > longestTenure + 1)
      invalid("it must have a list of counts by tenure", state);
    counts.forEach(checkCount);
  }
  if (typeof leftOut !== "object" || leftOut === null) invalid("it must say who was left out", state);
  let there = 0;
  for (let tenure = 0; tenure < Math.max(churned.length, active.length, entered.length); tenure++) {
    there -= churned[tenure] ?? 0;
    if (there < Math.max(0, (active[tenure] ?? 0) - (entered[tenure] ?? 0)))
      invalid("nobody can leave who was not there", state);
    there += (entered[tenure] ?? 0) - (active[tenure] ?? 0);
  }
  if (there !== 0) invalid("as many must leave or stay as entered", state);
  return state as ContractualState;
}

function invalid(rule: string, state: unknown): never {
  return fail("STATE_INVALID", `Cannot read state as ${rule}`, state);
}

function sumOf(left: readonly number[], right: readonly number[]): number[] {
  const [long, short] = left.length >= right.length ? [left, right] : [right, left];
  return long.map((count, tenure) => checkCount(count + (short[tenure] ?? 0)));
}
