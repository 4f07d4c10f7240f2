import type { Accumulator } from "../core/accumulator.ts";
import { checkLevel } from "../core/estimate.ts";
import { checkIntervalMethod, type ShareIntervalMethod } from "../stats/share-interval.ts";
import { share, type Share } from "../stats/share.ts";
import { histogramQuantile } from "../stats/histogram.ts";
import { checkRows, type TierLabel } from "./tier-labels.ts";
import {
  addService,
  checkService,
  emptyService,
  mergeService,
  type ServiceEvent,
  type ServiceLeftOut,
  type ServicePolicy,
  type ServiceRules,
  serviceRules,
  type ServiceState,
  type ServiceTierState,
} from "./service-state.ts";

/** Options of {@link serviceAttainment}. */
export interface ServiceAttainmentOptions {
  /**
   * Coverage of the intervals, a proportion in (0, 1).
   * @defaultValue `0.95`
   */
  readonly level?: number | undefined;
  /**
   * How the intervals are computed.
   * @defaultValue `wilson`
   */
  readonly interval?: ShareIntervalMethod | "none" | undefined;
}

/** How to get events out of rows of your own. */
export interface ServiceEventRead<Row> {
  /** The event of a row; `null` for a row that has none, which is left out as `row-invalid`. */
  readonly read: (row: Row) => ServiceEvent | null;
}

/** What a tier was promised, and what it got. */
export interface ServiceTierAttainment extends ServicePolicy {
  /** Answered in time. */
  readonly within: number;
  /** Answered later, or open for longer than promised. */
  readonly late: number;
  /** Open, and not late yet: not counted. */
  readonly undecided: number;
  /** within / (within + late). */
  readonly attainment: Share;
  /** Whether the target was reached; `null` without events. */
  readonly met: boolean | null;
  /** Whether the interval lies wholly on the side of the target that `met` says: else it may be chance. `null` without an interval. */
  readonly isSure: boolean | null;
  /** Median time of the answered events, within or late (interpolated, type 7); `null` for none. */
  readonly medianSeconds: number | null;
  /** Answered events. */
  readonly answered: number;
}

/** What tiers were promised, and what they got. */
export interface ServiceAttainmentResult {
  /** In the order of the policies: the best first. */
  readonly tiers: readonly ServiceTierAttainment[];
  /** Pairs of a better and a worse tier where the better one waited longer in the median: the service is upside down. */
  readonly inversions: readonly (readonly [better: TierLabel, worse: TierLabel])[];
  /** Events that were used. */
  readonly usedRows: number;
  /** Events that were not used. */
  readonly leftOut: ServiceLeftOut;
  /** What the figures mean. */
  readonly definition: {
    readonly attainment: "within / (within + late)";
    readonly median: "answered events";
    readonly policies: readonly ServicePolicy[];
  };
  /** `no-events`; `open-events-not-in-median`: waiting that is not over is not in the medians, which may be too good. */
  readonly notes: readonly string[];
}

/**
 * Service level by tier: was the promise kept often enough, and do better customers get the better service?
 *
 * An open event is late as soon as it has been open for longer than promised; until then it is undecided and not counted.
 *
 * @formula within / (within + late)
 *
 * @param source - events, rows of any form with `read`, or a state of them
 * @param policies - what each tier is promised, the best tier first; each tier once. For two promises (first answer, solution) call twice
 * @param options - see {@link ServiceAttainmentOptions} and {@link ServiceEventRead}
 * @returns for each tier a proportion with its interval, `null` where nothing is decided
 * @throws {@link MetricError} `POLICIES_INVALID`, `TIERS_INVALID`, `SOURCE_INVALID`, `FUNCTION_REQUIRED`, `LEVEL_OUT_OF_RANGE`,
 *   `INTERVAL_INVALID`, `KIND_MISMATCH`
 *
 * @example
 * ```ts
 * import { serviceAttainment } from "customer-metrics/tiers";
 *
 * const policies = [
 *   { tier: "gold", withinSeconds: 3600, targetShare: 0.9 },
 *   { tier: "silver", withinSeconds: 86400, targetShare: 0.5 },
 * ];
 * const events = [
 *   { tier: "gold", elapsedSeconds: 600 }, { tier: "gold", elapsedSeconds: 9000 }, { tier: "gold", openSeconds: 7200 },
 *   { tier: "silver", elapsedSeconds: 300 }, { tier: "silver", openSeconds: 300 },
 * ];
 * const { tiers, inversions } = serviceAttainment(events, policies);
 * tiers[0]; // => { within: 1, late: 2, met: false, isSure: true, medianSeconds: 4800 }
 * tiers[1]; // => { within: 1, late: 0, undecided: 1, met: true, isSure: false, medianSeconds: 300 }
 * inversions; // => [["gold", "silver"]]
 * ```
 */
export function serviceAttainment(
  source: Iterable<ServiceEvent> | ServiceState,
  policies: readonly ServicePolicy[],
  options?: ServiceAttainmentOptions,
): ServiceAttainmentResult;
export function serviceAttainment<Row>(
  source: Iterable<Row> | ServiceState,
  policies: readonly ServicePolicy[],
  options: ServiceAttainmentOptions & ServiceEventRead<Row>,
): ServiceAttainmentResult;
export function serviceAttainment<Row>(
  source: Iterable<Row> | ServiceState,
  policies: readonly ServicePolicy[],
  options: ServiceAttainmentOptions & Partial<ServiceEventRead<Row>> = {},
): ServiceAttainmentResult {
  const rules = serviceRules(policies);
  if (typeof source === "object" && source !== null && "kind" in source) return attainmentOf(source, rules, options);
  const { read } = options ?? {};
  checkRows(source, read);
  const state = emptyService(rules);
  for (const row of source) addService(state, read === undefined ? (row as ServiceEvent | null) : read(row), rules);
  return attainmentOf(state, rules, options);
}

/**
 * {@link serviceAttainment} of events that come one at a time or in parts. The state has an entry for each different time and
 * knows no promise: read it under other policies of the same tiers to see what they would have meant.
 *
 * @param policies - as for {@link serviceAttainment}
 * @param options - as for {@link serviceAttainment}
 * @throws {@link MetricError} as {@link serviceAttainment}
 *
 * @example
 * ```ts
 * import { fold } from "customer-metrics";
 * import { serviceAttainment, serviceAttainmentAccumulator } from "customer-metrics/tiers";
 *
 * const promise = { tier: 1, withinSeconds: 3600, targetShare: 0.9 };
 * const accumulator = serviceAttainmentAccumulator([promise]);
 * const state = fold(accumulator, [{ tier: 1, elapsedSeconds: 600 }, { tier: 1, elapsedSeconds: 5000 }]);
 * accumulator.result(state).tiers[0]!.attainment.value; // => 0.5
 * serviceAttainment(state, [{ ...promise, withinSeconds: 7200 }]).tiers[0]!.attainment.value; // => 1
 * ```
 */
export function serviceAttainmentAccumulator(
  policies: readonly ServicePolicy[],
  options: ServiceAttainmentOptions = {},
): Accumulator<ServiceEvent, ServiceState, ServiceAttainmentResult> {
  const rules = serviceRules(policies);
  attainmentOf(emptyService(rules), rules, options);
  return {
    empty: () => emptyService(rules),
    add: (state, event) => addService(state, event, rules),
    merge: (left, right) => mergeService(left, right, rules),
    result: (state) => attainmentOf(state, rules, options),
  };
}

function attainmentOf(
  state: ServiceState,
  rules: ServiceRules,
  options: ServiceAttainmentOptions,
): ServiceAttainmentResult {
  const { level = 0.95, interval } = options ?? {};
  checkLevel(level);
  checkIntervalMethod(interval ?? "none");
  checkService(state, rules);
  const tiers = rules.policies.map((policy, i) => tierAttainment(state.tiers[i]!, policy, { level, interval }));
  const inversions = tiers.flatMap(({ tier: better, medianSeconds: waited }, i) =>
    tiers
      .slice(i + 1)
      .filter(({ medianSeconds }) => waited !== null && medianSeconds !== null && waited > medianSeconds)
      .map(({ tier: worse }) => [better, worse] as const),
  );
  const hasOpen = state.tiers.some(({ open }) => Object.keys(open).length > 0);
  return {
    tiers,
    inversions,
    usedRows: state.usedRows,
    leftOut: { ...state.leftOut },
    definition: {
      attainment: "within / (within + late)",
      median: "answered events",
      policies: rules.policies.map((policy) => ({ ...policy })),
    },
    notes: state.usedRows === 0 ? ["no-events"] : hasOpen ? ["open-events-not-in-median"] : [],
  };
}

function tierAttainment(
  { answered, open }: ServiceTierState,
  policy: ServicePolicy,
  options: ServiceAttainmentOptions,
): ServiceTierAttainment {
  const { withinSeconds, targetShare } = policy;
  const times = Object.entries(answered)
    .map(([seconds, count]) => [Number(seconds), count] as const)
    .sort(([left], [right]) => left - right);
  let within = 0;
  let all = 0;
  for (const [seconds, count] of times) {
    all += count;
    if (seconds <= withinSeconds) within += count;
  }
  let late = all - within;
  let undecided = 0;
  for (const [seconds, count] of Object.entries(open)) {
    if (Number(seconds) > withinSeconds) late += count;
    else undecided += count;
  }
  const attainment = share(within, within + late, options);
  const { value, interval } = attainment;
  const met = value === null ? null : value >= targetShare;
  return {
    ...policy,
    within,
    late,
    undecided,
    attainment,
    met,
    isSure: interval === null ? null : met ? interval.lower >= targetShare : interval.upper < targetShare,
    medianSeconds: histogramQuantile(
      times.map(([seconds]) => seconds),
      times.map(([, count]) => count),
      0.5,
      7,
    ),
    answered: all,
  };
}
