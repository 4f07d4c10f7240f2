import { checkChoice } from "../core/choice.ts";
import { checkLevel, type Estimate, type Interval } from "../core/estimate.ts";
import { exactSum } from "../numeric/exact-sum.ts";
import { share } from "../stats/share.ts";
import { checkIntervalMethod, type ShareIntervalMethod, wilson } from "../stats/share-interval.ts";
import { byCodeUnit } from "./event-counted.ts";
import {
  eventNotes,
  type JourneyEventOptions,
  type JourneyEventSource,
  type JourneyEventsLeftOut,
} from "./event-row.ts";
import { isCasesState } from "./event-state.ts";
import { checkStepNames } from "./funnel-options.ts";
import { checkTop } from "./path-frequency.ts";
import { addPaths, emptyPaths, type PathState } from "./path-state.ts";
import { alignPath, type PathAlignment } from "./planned-path-alignment.ts";

/** Options of {@link pathDeviation}. */
export interface PathDeviationOptions extends JourneyEventOptions {
  /** Steps in the order in which they are meant to come, as in `plannedPath` of a journey definition. */
  readonly planned: readonly string[];
  /** Whether a step that comes again right away counts once (`"collapse"`) or each time (`"raw"`). @defaultValue `"raw"` */
  readonly transform?: "raw" | "collapse" | undefined;
  /** At most so many ways, the most frequent. @defaultValue all */
  readonly top?: number | null | undefined;
  /** Coverage of the intervals. @defaultValue 0.95 */
  readonly level?: number | undefined;
  /** How the intervals of shares are made. @defaultValue `wilson` */
  readonly interval?: ShareIntervalMethod | "none" | undefined;
}

/** Cases that deviate at a step; a case that does so twice counts once. */
export interface StepDeviation {
  /** The step. */
  readonly step: string;
  /** Whether the plan has it. */
  readonly isPlanned: boolean;
  /** Cases that did not do it, or not as often as planned. */
  readonly missing: number;
  /** Of all cases; `null` without cases. */
  readonly missingShare: number | null;
  /** Interval of `missingShare`. */
  readonly missingInterval: Interval | null;
  /** Cases that did it unplanned, or more often than planned. */
  readonly extra: number;
  /** Cases that did it at another place than planned. */
  readonly outOfOrder: number;
}

/** A way that cases went, and how it differs from the plan. */
export interface PathDeviationPath extends PathAlignment {
  /** Its steps. */
  readonly path: readonly string[];
  /** How many cases went it. */
  readonly count: number;
}

/** Planned against actual ways; as one figure, the share of cases that went exactly as planned. */
export interface PathDeviationResult extends Estimate<"path-deviation", "proportion"> {
  /** Cases that went exactly as planned. */
  readonly conforming: number;
  /** Steps to leave out and put in, a case, on average; `null` without cases. */
  readonly meanCost: number | null;
  /** Mean of 1 − cost / (planned + actual steps): 1 as planned, 0 nothing in common; `null` without cases. */
  readonly meanFitness: number | null;
  /** Planned steps in their order, then the others by name. */
  readonly steps: readonly StepDeviation[];
  /** Most frequent first, then in order of their steps. */
  readonly paths: readonly PathDeviationPath[];
  /** How many different ways there are, also those beyond `top`. */
  readonly distinctPaths: number;
  /** Usable events. */
  readonly events: number;
  /** Events that were not used. */
  readonly leftOut: JourneyEventsLeftOut;
  /** The convention that the figures follow. */
  readonly definition: {
    /** The plan. */
    readonly planned: readonly string[];
    /** Whether repeats count. */
    readonly transform: "raw" | "collapse";
    /** What a step left out and a step put in cost. */
    readonly alignment: "unit-cost-insert-delete";
  };
}

/**
 * Where cases leave the planned way: steps that are missing, extra, or out of order, and what that comes to.
 *
 * The plan and each way are aligned by a longest common subsequence. A case without any event cannot be seen; a case that
 * is not over misses the steps to come, so give those that are.
 *
 * @formula cost = missing + extra + 2 · out of order = planned + actual − 2 · longest common subsequence
 *
 * @param source - events as rows or columns in any order, or a `PathState` of the same `transform`
 * @param options - see {@link PathDeviationOptions}
 * @returns shares in [0, 1], `null` without cases; `notes` has `"no-cases"`, `"no-interval"`, `"events-left-out"`
 * @throws {@link MetricError} `STEPS_INVALID`; `TRANSFORM_UNKNOWN`; `TOP_INVALID`; `LEVEL_OUT_OF_RANGE`; `INTERVAL_INVALID`;
 *   `SOURCE_INVALID`; `LENGTH_MISMATCH`; `KIND_MISMATCH` or `STATE_INVALID` for a state; `INSTANT_INVALID` or
 *   `INSTANT_WITHOUT_OFFSET` for `asOf`; `EVENT_INVALID` when `onInvalid` is `"throw"`
 * @see Halvorsrud, Kvale and Følstad, "Improving service quality through customer journey analysis", Journal of Service
 *   Theory and Practice 26(6), 2016 (planned and actual journeys); Adriansyah, van Dongen and van der Aalst, "Conformance
 *   Checking Using Cost-Based Fitness Analysis", EDOC 2011.
 *
 * @example
 * ```ts
 * import { pathDeviation } from "customer-metrics/journey";
 *
 * const steps = ["book", "desk", "room", "bill"];
 * const went = (caseId: string, ...path: string[]) => path.map((step, at) => ({ caseId, step, at }));
 * const deviation = pathDeviation(
 *   [...went("a", "book", "desk", "room", "bill"), ...went("b", "book", "room", "desk", "complaint")],
 *   { planned: steps },
 * );
 * deviation.value; // => 0.5
 * deviation.paths[1]; // => { count: 1, missing: ["bill"], extra: ["complaint"], outOfOrder: ["room"], cost: 4 }
 * ```
 */
export function pathDeviation(
  source: JourneyEventSource | PathState,
  options: PathDeviationOptions,
): PathDeviationResult {
  const { planned, transform = "raw", top = null, level = 0.95, interval = wilson } = options;
  checkStepNames("planned", planned);
  checkChoice("TRANSFORM_UNKNOWN", "transform", transform, ["raw", "collapse"]);
  checkTop(top);
  checkLevel(level);
  checkIntervalMethod(interval);
  const reading = { ...options, transform };
  const empty = emptyPaths(reading);
  const { cases, events, leftOut, paths } = isCasesState(source, empty) ? source : addPaths(empty, source, reading);
  const ways = paths.map(
    ([path, count]): PathDeviationPath => ({ path: [...path], count, ...alignPath(planned, path) }),
  );
  const conforming = ways.find(({ cost }) => cost === 0)?.count ?? 0;
  const whole = share(conforming, cases, { level, interval });
  const mean = (of: (way: PathDeviationPath) => number): number | null =>
    cases === 0 ? null : exactSum(ways.map((way) => of(way) * way.count)) / cases;
  const distinct = ways.length;
  return {
    metric: "path-deviation",
    value: whole.value,
    unit: "proportion",
    n: cases,
    interval: whole.interval,
    conforming,
    meanCost: mean(({ cost }) => cost),
    meanFitness: mean(({ cost, path }) => 1 - cost / (planned.length + path.length)),
    steps: stepsOf(ways, planned, cases, { level, interval }),
    paths: ways.sort((a, b) => b.count - a.count).slice(0, top ?? distinct),
    distinctPaths: distinct,
    events,
    leftOut,
    definition: { planned: [...planned], transform, alignment: "unit-cost-insert-delete" },
    notes: [...(cases === 0 ? ["no-cases"] : interval === "none" ? ["no-interval"] : []), ...eventNotes(leftOut)],
  };
}

function stepsOf(
  ways: readonly PathDeviationPath[],
  planned: readonly string[],
  cases: number,
  options: { readonly level: number; readonly interval: ShareIntervalMethod | "none" },
): StepDeviation[] {
  const kinds = ["missing", "extra", "outOfOrder"] as const;
  const none = (): { [Kind in (typeof kinds)[number]]: number } => ({ missing: 0, extra: 0, outOfOrder: 0 });
  const counts = new Map(planned.map((step) => [step, none()]));
  for (const way of ways) {
    for (const kind of kinds) {
      for (const step of new Set(way[kind])) {
        const count = counts.get(step) ?? none();
        count[kind] += way.count;
        counts.set(step, count);
      }
    }
  }
  const plannedSteps = new Set(planned);
  const others = [...counts.keys()].filter((step) => !plannedSteps.has(step)).sort(byCodeUnit);
  return [...plannedSteps, ...others].map((step) => {
    const count = counts.get(step)!;
    const { value, interval } = share(count.missing, cases, options);
    return {
      step,
      isPlanned: plannedSteps.has(step),
      missing: count.missing,
      missingShare: value,
      missingInterval: interval,
      extra: count.extra,
      outOfOrder: count.outOfOrder,
    };
  });
}
