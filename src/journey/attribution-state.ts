import { put } from "../clv/user-keys.ts";
import { checkSameKind, type Kinded } from "../core/state.ts";
import { touchCredits } from "./attribution-credits.ts";
import {
  type AttributionJourney,
  type AttributionLeftOut,
  conversionInstant,
  eligibleTouches,
  noneLeftOut,
} from "./attribution-journey.ts";
import type { AttributionDefinition } from "./attribution-rules.ts";
import { addToSum, mergeSums, settleSum } from "./attribution-sum.ts";

/** What a channel has so far. */
export interface AttributionCell {
  /** Touches of converted journeys that count. */
  touches: number;
  /** Converted journeys with at least one of them. */
  journeys: number;
  /** The sum of its credits without rounding: float64 numbers that add up to it, the largest first. */
  readonly credit: number[];
}

/** Credits so far: plain JSON, the same to the last bit in any order of adding and merging. */
export interface AttributionState extends Kinded {
  /** `"attribution/1"` with the definition. */
  readonly kind: string;
  /** By channel. */
  readonly channels: { [channel: string]: AttributionCell };
  /** What was to be shared out, a sum as in {@link AttributionCell}. */
  readonly total: number[];
  /** What no touch could get, a sum as in {@link AttributionCell}. */
  readonly unattributed: number[];
  /** Journeys that were used, converted or not. */
  journeys: number;
  /** Those that converted. */
  conversions: number;
  /** Those that converted, and have no touch that counts. */
  conversionsWithoutTouch: number;
  /** What was not used. */
  readonly leftOut: AttributionLeftOut;
}

/** Names a definition. */
export function attributionKind(rules: AttributionDefinition): string {
  const { model, credit, lookbackHours, directChannels, firstShare, lastShare, halfLifeHours } = rules;
  return `attribution/1 ${JSON.stringify([model, credit, lookbackHours, directChannels, firstShare, lastShare, halfLifeHours])}`;
}

/** A state of no journeys. */
export function emptyAttribution(rules: AttributionDefinition): AttributionState {
  return {
    kind: attributionKind(rules),
    channels: {},
    total: [],
    unattributed: [],
    journeys: 0,
    conversions: 0,
    conversionsWithoutTouch: 0,
    leftOut: noneLeftOut(),
  };
}

/** Cells by channel, in the form that the filler of a state likes. */
export type AttributionCells = Map<string, AttributionCell>;

/** Counts a journey; sums stay unsettled. `cells` are the cells of the state, which may not have them yet. */
export function addJourney(
  state: AttributionState,
  cells: AttributionCells,
  journey: AttributionJourney,
  rules: AttributionDefinition,
): void {
  const convertedAt = conversionInstant(journey);
  if (typeof convertedAt === "string") {
    state.leftOut[convertedAt] += 1;
    return;
  }
  if (convertedAt === null) {
    state.journeys += 1;
    return;
  }
  const value = rules.credit === "value" ? journey.value : 1;
  if (typeof value !== "number" || !(Math.abs(value) <= Number.MAX_SAFE_INTEGER)) {
    state.leftOut["value-invalid"] += 1;
    return;
  }
  state.journeys += 1;
  state.conversions += 1;
  addToSum(state.total, value);
  const lookback = rules.lookbackHours === null ? Infinity : rules.lookbackHours * 3_600_000;
  const touches = eligibleTouches(journey.touches, convertedAt, lookback, state.leftOut);
  const { channels } = touches;
  if (channels.length === 0) {
    state.conversionsWithoutTouch += 1;
    addToSum(state.unattributed, value);
    return;
  }
  const credits = touchCredits(touches, value, rules);
  let cell: AttributionCell | undefined;
  const firsts = firstPlaces(channels);
  for (let i = 0; i < credits.length; i += 1) {
    const channel = channels[i];
    // Terms beyond the touches are what rounding took from the last one.
    if (channel !== undefined) {
      cell = cells.get(channel);
      if (cell === undefined) cells.set(channel, (cell = { touches: 0, journeys: 0, credit: [] }));
      cell.touches += 1;
      if (firsts === null ? channels.indexOf(channel) === i : firsts.get(channel) === i) cell.journeys += 1;
    }
    addToSum(cell!.credit, credits[i]!);
  }
}

/** Where each channel stands first, for journeys so long that looking for it would take quadratic time. */
function firstPlaces(channels: readonly string[]): Map<string, number> | null {
  if (channels.length <= 16) return null;
  const places = new Map<string, number>();
  for (let i = channels.length - 1; i >= 0; i -= 1) places.set(channels[i]!, i);
  return places;
}

/** Puts the cells into the state, and its sums into the one form that they have. */
export function settleAttribution(state: AttributionState, cells: AttributionCells): AttributionState {
  settleSum(state.total);
  settleSum(state.unattributed);
  for (const [channel, cell] of cells) {
    settleSum(cell.credit);
    put(state.channels, channel, cell);
  }
  return state;
}

/**
 * The state of the journeys of both sides.
 *
 * @throws {@link MetricError} `KIND_MISMATCH`
 */
export function mergeAttribution(left: AttributionState, right: AttributionState): AttributionState {
  checkSameKind(left, right);
  const cells: AttributionCells = new Map();
  for (const { channels } of [left, right]) {
    for (const [channel, cell] of Object.entries(channels)) {
      const known = cells.get(channel);
      cells.set(channel, {
        touches: (known?.touches ?? 0) + cell.touches,
        journeys: (known?.journeys ?? 0) + cell.journeys,
        credit: mergeSums(known?.credit ?? [], cell.credit),
      });
    }
  }
  const leftOut = noneLeftOut();
  for (const code of Object.keys(leftOut) as (keyof AttributionLeftOut)[]) {
    leftOut[code] = left.leftOut[code] + right.leftOut[code];
  }
  const merged: AttributionState = {
    kind: left.kind,
    channels: {},
    total: mergeSums(left.total, right.total),
    unattributed: mergeSums(left.unattributed, right.unattributed),
    journeys: left.journeys + right.journeys,
    conversions: left.conversions + right.conversions,
    conversionsWithoutTouch: left.conversionsWithoutTouch + right.conversionsWithoutTouch,
    leftOut,
  };
  return settleAttribution(merged, cells);
}
