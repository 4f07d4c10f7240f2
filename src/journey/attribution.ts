import { byCodeUnit, own } from "../clv/user-keys.ts";
import type { Accumulator } from "../core/accumulator.ts";
import { fail } from "../core/metric-error.ts";
import { checkSameKind } from "../core/state.ts";
import { exactSum } from "../numeric/exact-sum.ts";
import type { AttributionJourney, AttributionLeftOut } from "./attribution-journey.ts";
import { type AttributionDefinition, type AttributionOptions, attributionRules } from "./attribution-rules.ts";
import {
  addJourney,
  type AttributionCells,
  type AttributionState,
  attributionKind,
  emptyAttribution,
  mergeAttribution,
  settleAttribution,
} from "./attribution-state.ts";
import { wholeUnits } from "./attribution-whole.ts";

/** What a channel gets. */
export interface AttributionCredit {
  /** The channel. */
  readonly channel: string;
  /** Its credit, in the unit of the values. */
  readonly credit: number;
  /** The same in whole units that add up to `total - unattributed`; `null` where that is no whole number. */
  readonly wholeCredit: number | null;
  /** Of `total`; `null` where that is 0 or less. */
  readonly share: number | null;
  /** Touches of converted journeys that count. */
  readonly touches: number;
  /** Converted journeys with at least one of them. */
  readonly journeys: number;
}

/** Who gets how much by a rule. */
export interface AttributionResult {
  /** Which figure this is. */
  readonly metric: "attribution";
  /** What credits are: shared out by a rule that somebody chose. What a channel brought about, only an experiment tells. */
  readonly meaning: "allocation, not cause";
  /** The rule. */
  readonly definition: AttributionDefinition;
  /** Journeys used, converted or not. */
  readonly n: number;
  /** Those that converted. */
  readonly conversions: number;
  /** Those that converted without a touch that counts. */
  readonly conversionsWithoutTouch: number;
  /** What was shared out: credits and `unattributed` together. */
  readonly total: number;
  /** What no touch could get. */
  readonly unattributed: number;
  /** By channel, in code-unit order. */
  readonly credits: readonly AttributionCredit[];
  /** What was not used. */
  readonly leftOut: AttributionLeftOut;
  /** `no-conversions`; `unattributed`: some conversions have no touch that counts; `rows-left-out`: see `leftOut`. */
  readonly notes: readonly string[];
}

/**
 * Shares the value of conversions among the touches before them, by a rule.
 *
 * The credit of a conversion is never more and never less than its value: credits and `unattributed` add up to `total` without
 * rounding in the state, and each figure of the result is rounded once. Only touches at or before the conversion count.
 *
 * @formula linear: value / touches each; position: firstShare, lastShare, the rest equally; timeDecay: ∝ 2^(−hours before / halfLifeHours)
 *
 * @param source - journeys, one per conversion (a customer who converts twice has two), or a state of them
 * @param options - see {@link AttributionOptions}
 * @returns in the unit of the values. Channels with a touch that counts are listed, also with a credit of 0
 * @throws {@link MetricError} `MODEL_UNKNOWN`, `OPTIONS_INVALID`, `LOOKBACK_INVALID`, `POSITION_SHARES_INVALID`, `HALF_LIFE_INVALID`,
 *   `SOURCE_INVALID`, `KIND_MISMATCH`
 * @see Shao and Li, "Data-driven multi-touch attribution models", KDD 2011.
 *
 * @example
 * ```ts
 * import { attribution } from "customer-metrics/journey";
 *
 * const journeys = [
 *   {
 *     touches: [
 *       { channel: "email", at: "2024-05-01T10:00:00Z" },
 *       { channel: "search", at: "2024-05-08T10:00:00Z" },
 *       { channel: "search", at: "2024-05-09T10:00:00Z" },
 *     ],
 *     convertedAt: "2024-05-08T12:00:00Z",
 *     value: 9001,
 *   },
 * ];
 * const { total, credits, leftOut, meaning } = attribution(journeys, { model: "linear" });
 * credits; // => [{ channel: "email", credit: 4500.5, wholeCredit: 4501 }, { channel: "search", credit: 4500.5, wholeCredit: 4500 }]
 * [total, leftOut["touch-after-conversion"], meaning]; // => [9001, 1, "allocation, not cause"]
 * ```
 */
export function attribution(
  source: Iterable<AttributionJourney> | AttributionState,
  options: AttributionOptions,
): AttributionResult {
  const rules = attributionRules(options);
  if (typeof source === "object" && source !== null && "kind" in source) return attributionOf(source, rules);
  if (typeof source !== "object" || source?.[Symbol.iterator] === undefined) {
    fail("SOURCE_INVALID", "Cannot share credit as source must be journeys or a state of them", source);
  }
  const state = emptyAttribution(rules);
  const cells: AttributionCells = new Map();
  for (const journey of source) addJourney(state, cells, journey, rules);
  return attributionOf(settleAttribution(state, cells), rules);
}

/**
 * {@link attribution} of journeys that come one at a time or in parts.
 *
 * @param options - as for {@link attribution}
 * @throws {@link MetricError} as {@link attribution}
 *
 * @example Two shards
 * ```ts
 * import { fold } from "customer-metrics";
 * import { attributionAccumulator } from "customer-metrics/journey";
 *
 * const accumulator = attributionAccumulator({ model: "first", credit: "conversions" });
 * const touches = [{ channel: "email", at: "2024-05-01T10:00:00Z" }];
 * const left = fold(accumulator, [{ touches, convertedAt: "2024-05-02T10:00:00Z" }]);
 * const right = fold(accumulator, [{ touches: [], convertedAt: "2024-05-02T10:00:00Z" }]);
 * accumulator.result(accumulator.merge(left, right)); // => { total: 2, unattributed: 1, credits: [{ channel: "email", credit: 1 }] }
 * ```
 */
export function attributionAccumulator(
  options: AttributionOptions,
): Accumulator<AttributionJourney, AttributionState, AttributionResult> {
  const rules = attributionRules(options);
  return {
    empty: () => emptyAttribution(rules),
    add: (state, journey) => {
      const cells: AttributionCells = new Map();
      for (const touch of Array.isArray(journey?.touches) ? journey.touches : []) {
        const cell = own(state.channels, touch?.channel);
        if (cell !== undefined) cells.set(touch.channel, cell);
      }
      addJourney(state, cells, journey, rules);
      return settleAttribution(state, cells);
    },
    merge: mergeAttribution,
    result: (state) => attributionOf(state, rules),
  };
}

function attributionOf(state: AttributionState, rules: AttributionDefinition): AttributionResult {
  checkSameKind({ kind: attributionKind(rules) }, state);
  const names = Object.keys(state.channels).sort(byCodeUnit);
  const cells = names.map((name) => state.channels[name]!);
  const total = exactSum(state.total);
  const unattributed = exactSum(state.unattributed);
  const attributed = exactSum([...state.total, ...state.unattributed.map((part) => -part)]);
  const figures = cells.map(({ credit }) => exactSum(credit));
  const whole = wholeUnits(figures, attributed);
  const notes: string[] = [];
  if (state.conversions === 0) notes.push("no-conversions");
  if (state.conversionsWithoutTouch > 0) notes.push("unattributed");
  if (Object.values(state.leftOut).some((count) => count > 0)) notes.push("rows-left-out");
  return {
    metric: "attribution",
    meaning: "allocation, not cause",
    definition: rules,
    n: state.journeys,
    conversions: state.conversions,
    conversionsWithoutTouch: state.conversionsWithoutTouch,
    total,
    unattributed,
    credits: names.map((channel, i) => ({
      channel,
      credit: figures[i]!,
      wholeCredit: whole === null ? null : whole[i]!,
      share: total > 0 ? figures[i]! / total + 0 : null,
      touches: cells[i]!.touches,
      journeys: cells[i]!.journeys,
    })),
    leftOut: { ...state.leftOut },
    notes,
  };
}
