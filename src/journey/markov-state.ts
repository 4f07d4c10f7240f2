import { own, put } from "../clv/user-keys.ts";
import { checkSameKind, type Kinded } from "../core/state.ts";
import { type ConversionPath, isConversionPath } from "./markov-paths.ts";

/** Counts by channel. */
export interface ChannelCounts {
  /** How often. */
  [channel: string]: number;
}

/** What followed a channel, or the start of a path. */
export interface MarkovFollowers {
  /** A conversion. */
  conversions: number;
  /** The end, without one. */
  nulls: number;
  /** Another touch. */
  readonly next: ChannelCounts;
}

/** Steps so far: plain JSON of whole numbers. */
export interface MarkovState extends Kinded {
  /** `"attribution-markov/1"` */
  readonly kind: string;
  /** What paths began with. */
  readonly start: MarkovFollowers;
  /** What came after each channel. */
  readonly channels: { [channel: string]: MarkovFollowers };
  /** Rows that were not used. */
  pathsLeftOut: number;
}

/** The kind of a {@link MarkovState}. */
export const markovKind = "attribution-markov/1";

/** A state of no paths. */
export function emptyMarkov(): MarkovState {
  return { kind: markovKind, start: noFollowers(), channels: {}, pathsLeftOut: 0 };
}

/** Counts a path into the state, which it owns. */
export function addPath(state: MarkovState, row: ConversionPath): MarkovState {
  if (!isConversionPath(row)) {
    state.pathsLeftOut += 1;
    return state;
  }
  const { path, conversions = 0, nulls = 0 } = row;
  const times = conversions + nulls;
  if (times === 0) return state;
  let from = state.start;
  for (const channel of path) {
    put(from.next, channel, (own(from.next, channel) ?? 0) + times);
    from = followersOf(state, channel);
  }
  from.conversions += conversions + 0;
  from.nulls += nulls + 0;
  return state;
}

/**
 * The state of the paths of both sides.
 *
 * @throws {@link MetricError} `KIND_MISMATCH`
 */
export function mergeMarkov(left: MarkovState, right: MarkovState): MarkovState {
  checkSameKind(left, right);
  const merged = { ...emptyMarkov(), kind: left.kind, pathsLeftOut: left.pathsLeftOut + right.pathsLeftOut };
  for (const { start, channels } of [left, right]) {
    addFollowers(merged.start, start);
    for (const [channel, followers] of Object.entries(channels)) addFollowers(followersOf(merged, channel), followers);
  }
  return merged;
}

function addFollowers(into: MarkovFollowers, from: MarkovFollowers): void {
  into.conversions += from.conversions;
  into.nulls += from.nulls;
  for (const [channel, times] of Object.entries(from.next)) {
    put(into.next, channel, (own(into.next, channel) ?? 0) + times);
  }
}

function followersOf(state: MarkovState, channel: string): MarkovFollowers {
  const known = own(state.channels, channel);
  if (known !== undefined) return known;
  const followers = noFollowers();
  put(state.channels, channel, followers);
  return followers;
}

function noFollowers(): MarkovFollowers {
  return { conversions: 0, nulls: 0, next: {} };
}
