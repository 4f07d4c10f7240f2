import { fail } from "../core/metric-error.ts";
import { checkCount, type Kinded } from "../core/state.ts";
import { type HistoryFault, historyFault, noneLeftOut, type PurchaseLeftOutCounts } from "./history-check.ts";
import { checkTimeUnit, type TimeUnit } from "./time-unit.ts";

/**
 * All that a purchase model needs to know of any number of customers: how many have each history.
 *
 * Plain JSON of whole numbers: days, shards and workers merge in any order to the same counts. A database makes it with one
 * count grouped by three columns.
 */
export interface PurchaseHistoryState extends Kinded {
  /** `"purchase-histories/1 week"`, and the names of covariates where there are any: `"purchase-histories/1 week [\"age\"]"`. */
  readonly kind: string;
  /**
   * Customers by history: `"2,30.43,38.86"` is a frequency, a recency and a T, then the values of covariates. A weight that
   * is not whole stands at the end after `*`, and the count says how many rows had it.
   */
  readonly histories: { [history: string]: number };
  /** Rows that were read. */
  rows: number;
  /** Rows that were not used, by what is wrong with them. */
  readonly leftOut: PurchaseLeftOutCounts;
}

const word = "purchase-histories/1 ";

export function historyKind(timeUnit: TimeUnit, covariates: readonly string[]): string {
  return `${word}${timeUnit}${covariates.length > 0 ? ` ${JSON.stringify(covariates)}` : ""}`;
}

export function emptyHistoryState(kind: string): PurchaseHistoryState {
  return { kind, histories: {}, rows: 0, leftOut: noneLeftOut() };
}

/** A new state of both. */
export function mergeHistories(left: PurchaseHistoryState, right: PurchaseHistoryState): PurchaseHistoryState {
  const histories = { ...left.histories };
  for (const [history, count] of Object.entries(right.histories)) {
    histories[history] = checkCount((histories[history] ?? 0) + count);
  }
  const leftOut = { ...left.leftOut };
  for (const fault of Object.keys(leftOut) as HistoryFault[]) leftOut[fault] += right.leftOut[fault];
  return { kind: left.kind, histories, rows: left.rows + right.rows, leftOut };
}

/** What a state says of itself. */
export interface HistoryStateKind {
  readonly timeUnit: TimeUnit;
  readonly covariates: readonly string[];
}

/**
 * The unit and the covariates of a state.
 *
 * @throws {@link MetricError} `KIND_MISMATCH`; `STATE_INVALID`
 */
export function readHistoryKind({ kind }: Kinded): HistoryStateKind {
  const [, unit, names] = /^purchase-histories\/1 ([a-z]+)(?: (\[.*\]))?$/s.exec(kind) ?? [];
  if (unit === undefined) fail("KIND_MISMATCH", `Cannot use state as its kind must begin with ${word.trim()}`, kind);
  checkTimeUnit(unit as TimeUnit);
  let covariates: unknown = [];
  try {
    covariates = JSON.parse(names ?? "[]");
  } catch {
    // What is no list of names is refused below.
    covariates = null;
  }
  const isList = Array.isArray(covariates) && covariates.every((name) => typeof name === "string");
  if (!isList) fail("STATE_INVALID", "Cannot read state as its covariates must be a list of names", kind);
  return { timeUnit: unit as TimeUnit, covariates: covariates as string[] };
}

/**
 * Each history of a state: its numbers (frequency, recency, T, covariates), the weight of one, and how many there are.
 *
 * @throws {@link MetricError} `STATE_INVALID`, `COUNT_INVALID`
 */
export function forEachHistory(
  state: PurchaseHistoryState,
  visit: (numbers: readonly number[], weight: number, count: number) => void,
): void {
  const { covariates } = readHistoryKind(state);
  const { histories, rows, leftOut } = state;
  if (typeof histories !== "object" || histories === null || typeof leftOut !== "object" || leftOut === null) {
    fail("STATE_INVALID", "Cannot read state as it must have histories, and say what was left out", state);
  }
  checkCount(rows);
  for (const fault of Object.keys(noneLeftOut()) as HistoryFault[]) checkCount(leftOut[fault]);
  for (const history of Object.keys(histories)) {
    const [listed = "", weight = "1", ...more] = history.split("*");
    const numbers = listed.split(",").map(Number);
    const [frequency, recency, T, ...others] = numbers;
    const isRight =
      numbers.length === 3 + covariates.length &&
      more.length === 0 &&
      historyFault(frequency, recency, T) === null &&
      others.every(Number.isFinite) &&
      Number(weight) > 0 &&
      Number(weight) < Infinity;
    if (!isRight) {
      fail(
        "STATE_INVALID",
        "Cannot read state as a history must be a frequency, a recency, a T and covariates",
        history,
      );
    }
    visit(numbers, Number(weight), checkCount(histories[history]!));
  }
}

/** The name of a history in a state. */
export function historyName(numbers: ArrayLike<number>, weight: number): string {
  let name = `${numbers[0]},${numbers[1]},${numbers[2]}`;
  for (let k = 3; k < numbers.length; k++) name += `,${numbers[k]}`;
  return Number.isInteger(weight) ? name : `${name}*${weight}`;
}
