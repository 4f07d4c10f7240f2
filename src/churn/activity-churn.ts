import type { Accumulator } from "../core/accumulator.ts";
import type { Estimate } from "../core/estimate.ts";
import { fail } from "../core/metric-error.ts";
import type { ShareIntervalMethod } from "../stats/share-interval.ts";
import { instantToIso, toInstant } from "../time/instant.ts";
import {
  ACTIVE_AT_END,
  ACTIVE_AT_START,
  type ActivityChurnState,
  addChurnActivity,
  type ChurnWindows,
  emptyActivityChurn,
  mergeActivityChurn,
  SEEN_BY_START,
} from "./activity-churn-state.ts";
import { tallyChurn } from "./activity-churn-tally.ts";
import type { ActivityColumns } from "./activity-columns.ts";
import { findingOf, offendingCell, readActivity, readActivityRow } from "./activity-row.ts";
import type { ActivityFinding, ActivityLeftOut, ActivityRow, ReadingRules } from "./activity-row.ts";
import { firstSeenEntries, type FirstSeen } from "./cohort-first-seen.ts";
import { cellInterval, type CellInterval } from "./retention-interval.ts";

/** Options of {@link activityChurn}. */
export interface ActivityChurnOptions {
  /** The end: who is not active at it, and was at `from`, has churned. Later activity is left out. */
  readonly at: number | Date | string;
  /** A customer is active at an instant with activity in the days before it, of exactly 24 hours each. */
  readonly inactivityDays: number;
  /**
   * The start: whose customers may churn.
   * @defaultValue `inactivityDays` before `at`
   */
  readonly from?: number | Date | string | undefined;
  /** When customers were first seen, where that is known from elsewhere: who was seen by `from` is not new. */
  readonly firstSeen?: FirstSeen | undefined;
  /**
   * Whether an unusable row is counted and listed, or throws.
   * @defaultValue `"count"`
   */
  readonly onInvalid?: "count" | "throw" | undefined;
  /**
   * Coverage of the interval, a proportion in (0, 1).
   * @defaultValue `0.95`
   */
  readonly level?: number | undefined;
  /**
   * How the interval is computed.
   * @defaultValue Wilson
   */
  readonly interval?: ShareIntervalMethod | "none" | undefined;
}

/** What activity churn means. As options it gives the same figure again. */
export interface ActivityChurnDefinition {
  /** The start. */
  readonly from: string;
  /** The end. */
  readonly at: string;
  /** Days of activity that are looked at before each. */
  readonly inactivityDays: number;
}

/** The share of active customers who became inactive, how sure it is, and what is behind it. */
export interface ActivityChurnResult extends Estimate<"activity-churn", "proportion"> {
  /** Active at `from`: churned + retained; the same as `n`. */
  readonly activeAtStart: number;
  /** Active at `at`: retained + reactivated + new. */
  readonly activeAtEnd: number;
  /** Active at `from` and not at `at`. */
  readonly churned: number;
  /** Active at both. */
  readonly retained: number;
  /** Active at `at`, not at `from`, but seen by then. */
  readonly reactivated: number;
  /** Active at `at`, and not seen by `from`. */
  readonly new: number;
  /** What the figure means; as options it gives the same figure again. */
  readonly definition: ActivityChurnDefinition;
  /** Rows that were used; with everything in `leftOut` all that were given. */
  readonly usedRows: number;
  /** Rows that were not, by code; `after-as-of` are those after `at`. */
  readonly leftOut: ActivityLeftOut;
  /** The same rows one by one; empty for states, which count and do not list. */
  readonly findings: readonly ActivityFinding[];
}

/**
 * Churn of customers without contracts: of those active at one instant, the share that is not at a later one. Nobody says that
 * he leaves; here he has when there was nothing of him for `inactivityDays`.
 *
 * @formula #{active in (from − W, from], not in (at − W, at]} / #{active in (from − W, from]}, W = inactivityDays · 24 h
 *
 * @param source - events or transactions as rows, columns `{ customers, at }`, or an {@link ActivityChurnState}
 * @param options - `at` and `inactivityDays`; see {@link ActivityChurnOptions}
 * @returns a proportion in [0, 1] with its interval; both `null` when nobody was active at the start
 * @throws {@link MetricError} `INSTANT_INVALID`, `INSTANT_WITHOUT_OFFSET`, `INACTIVITY_INVALID`, `WINDOWS_REVERSED`,
 *   `LEVEL_OUT_OF_RANGE`, `FIRST_SEEN_INVALID`, `SOURCE_INVALID`, `LENGTH_MISMATCH`, `CUSTOMER_NAMES_REPEATED`,
 *   `KIND_MISMATCH`; `ROW_INVALID` when `onInvalid` is `"throw"`
 * @see Gold, "Fighting Churn with Data", Manning, 2020, section 2.3 (the rule).
 *
 * @example Four shoppers: one stays, one leaves, one comes back, one is new
 * ```ts
 * import { activityChurn } from "customer-metrics/churn";
 *
 * const visits = [
 *   { customerId: "stays", at: "2025-01-20T12:00:00Z" },
 *   { customerId: "stays", at: "2025-02-20T12:00:00Z" },
 *   { customerId: "leaves", at: "2025-01-25T12:00:00Z" },
 *   { customerId: "returns", at: "2024-10-02T12:00:00Z" },
 *   { customerId: "returns", at: "2025-02-03T12:00:00Z" },
 *   { customerId: "joins", at: "2025-02-11T12:00:00Z" },
 * ];
 * const result = activityChurn(visits, { from: "2025-02-01T00:00:00Z", at: "2025-03-03T00:00:00Z", inactivityDays: 30 });
 * result.value; // => 0.5
 * result; // => { n: 2, churned: 1, retained: 1, reactivated: 1, new: 1, interval: { lower: ≈0.0945, upper: ≈0.9055 } }
 * ```
 */
export function activityChurn(
  source: Iterable<ActivityRow> | ActivityColumns | ActivityChurnState,
  options: ActivityChurnOptions,
): ActivityChurnResult {
  return churnOf(source, churnPlan(options));
}

/**
 * {@link activityChurn} as an {@link Accumulator}: for streams and shards.
 *
 * @param options - as for {@link activityChurn}
 * @returns an accumulator of rows with an {@link ActivityChurnState}, of a few bytes a customer
 *
 * @example
 * ```ts
 * import { fold } from "customer-metrics";
 * import { activityChurnAccumulator } from "customer-metrics/churn";
 *
 * const accumulator = activityChurnAccumulator({ at: "2025-03-01T00:00:00Z", inactivityDays: 14 });
 * const one = fold(accumulator, [{ customerId: "a", at: "2025-02-10T12:00:00Z" }]);
 * const other = fold(accumulator, [{ customerId: "a", at: "2025-02-27T12:00:00Z" }]);
 * accumulator.result(one).value; // => 1
 * accumulator.result(accumulator.merge(one, other)).value; // => 0
 * ```
 */
export function activityChurnAccumulator(
  options: ActivityChurnOptions,
): Accumulator<ActivityRow, ActivityChurnState, ActivityChurnResult> {
  const plan = churnPlan(options);
  const { windows, rules } = plan;
  const read = readActivity();
  return {
    empty: () => emptyActivityChurn(windows),
    add: (state, row) => {
      const code = readActivityRow(row, rules, read);
      if (code === null) {
        state.usedRows += 1;
        if (read.isActivity) addChurnActivity(state, read.customerId, read.at, windows);
      } else {
        findingOf(state.usedRows, code, offendingCell(row, code), rules);
        state.leftOut[code] += 1;
      }
      return state;
    },
    merge: mergeActivityChurn,
    result: (state) => churnOf(state, plan),
  };
}

interface ChurnPlan {
  readonly windows: ChurnWindows;
  readonly definition: ActivityChurnDefinition;
  readonly rules: ReadingRules;
  readonly firstSeen: readonly (readonly [customerId: string, instant: number])[];
  readonly intervalOf: CellInterval;
  readonly hasInterval: boolean;
}

const DAY_MS = 86_400_000;

function churnPlan(options: ActivityChurnOptions): ChurnPlan {
  const { inactivityDays, firstSeen, onInvalid, level = 0.95, interval } = options;
  const width = Math.round(inactivityDays * DAY_MS);
  if (!(Number.isSafeInteger(width) && width >= 1)) {
    fail(
      "INACTIVITY_INVALID",
      "Cannot tell who is active as inactivityDays must be a millisecond or more",
      inactivityDays,
    );
  }
  const at = toInstant(options.at);
  const from = toInstant(options.from ?? at - width);
  if (from >= at) fail("WINDOWS_REVERSED", "Cannot count churn as from must be before at", instantToIso(from));
  return {
    windows: { from, at, width },
    definition: { from: instantToIso(from), at: instantToIso(at), inactivityDays },
    // What happens at the end itself is still in its window.
    rules: { until: at + 1, onInvalid, addsAmounts: false },
    firstSeen: firstSeenEntries(firstSeen),
    intervalOf: cellInterval(interval, level),
    hasInterval: interval !== "none",
  };
}

function churnOf(
  source: Iterable<ActivityRow> | ActivityColumns | ActivityChurnState,
  plan: ChurnPlan,
): ActivityChurnResult {
  const { windows, definition, rules, firstSeen, intervalOf, hasInterval } = plan;
  const { bits, usedRows, earliest, leftOut, findings } = tallyChurn(source, windows, rules, firstSeen);
  const counts = new Float64Array(8);
  for (const each of bits) counts[each]! += 1;
  const sum = (...which: readonly number[]): number => which.reduce((total, each) => total + counts[each]!, 0);
  const [first, start, end] = [SEEN_BY_START, ACTIVE_AT_START, ACTIVE_AT_END];
  const retained = sum(first + start + end);
  const churned = sum(first + start);
  const reactivated = sum(first + end);
  const n = retained + churned;
  const notes: string[] = [];
  if (n === 0) notes.push("no-active-customers");
  else if (!hasInterval) notes.push("no-interval");
  if (earliest !== null && earliest > windows.from - windows.width) notes.push("log-starts-late");
  return {
    metric: "activity-churn",
    value: n === 0 ? null : churned / n,
    unit: "proportion",
    n,
    interval: intervalOf(churned, n),
    activeAtStart: n,
    activeAtEnd: retained + reactivated + sum(end),
    churned,
    retained,
    reactivated,
    new: sum(end),
    definition,
    usedRows,
    leftOut,
    findings,
    notes,
  };
}
