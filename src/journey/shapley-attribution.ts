import { byCodeUnit, own, put } from "../clv/user-keys.ts";
import type { Accumulator } from "../core/accumulator.ts";
import { fail } from "../core/metric-error.ts";
import { checkSameKind, type Kinded } from "../core/state.ts";
import { exactSum } from "../numeric/exact-sum.ts";
import { wholeUnits } from "./attribution-whole.ts";
import { type ConversionPath, isConversionPath } from "./markov-paths.ts";

/** Conversions of a channel by how many channels they are shared among. */
export interface ShapleyCounts {
  /** The number of distinct channels of the path, as text. */
  [channels: string]: number;
}

/** Conversions so far: plain JSON of whole numbers. */
export interface ShapleyState extends Kinded {
  /** `"attribution-shapley/1"` */
  readonly kind: string;
  /** By channel. */
  readonly channels: { [channel: string]: ShapleyCounts };
  /** All conversions of paths with a touch. */
  total: number;
  /** Those of paths without. */
  unattributed: number;
  /** Rows that were not used. */
  pathsLeftOut: number;
}

/** What a channel gets. */
export interface ShapleyCredit {
  /** The channel. */
  readonly channel: string;
  /** Its Shapley value, in conversions. */
  readonly value: number;
  /** The same in whole conversions that add up to `total`. */
  readonly wholeConversions: number | null;
}

/** Who gets how many conversions by Shapley value. */
export interface ShapleyAttributionResult {
  /** Which figure this is. */
  readonly metric: "attribution-shapley";
  /** What credits are: shared out by a game. What a channel brought about, only an experiment tells. */
  readonly meaning: "allocation, not cause";
  /** The game. */
  readonly definition: { readonly game: "converting-paths-within-coalition" };
  /** Conversions, with a touch or without. */
  readonly n: number;
  /** What was shared out: conversions of paths with a touch. */
  readonly total: number;
  /** Conversions of paths without. */
  readonly unattributed: number;
  /** In code-unit order, also those of paths that never converted. */
  readonly values: readonly ShapleyCredit[];
  /** Rows without a list of names, or with counts that are not whole. */
  readonly pathsLeftOut: number;
  /** `no-conversions`, `unattributed`, `rows-left-out` */
  readonly notes: readonly string[];
}

/**
 * Shares conversions among channels by Shapley value, of the game in which a coalition of channels is worth the conversions of
 * all paths that need no other channel. That value is an equal split of each path's conversions over its distinct channels, so
 * any number of channels takes one pass; order, repeats and paths that did not convert play no part.
 *
 * @formula value(c) = Σ over paths with c of conversions / distinct channels of the path
 *
 * @param source - paths ({@link conversionPath} makes one of a journey), or a state of them
 * @returns in conversions; values add up to `total`
 * @throws {@link MetricError} `SOURCE_INVALID`, `KIND_MISMATCH`
 * @see Shapley, "A value for n-person games", Contributions to the Theory of Games II, 1953.
 *
 * @example
 * ```ts
 * import { shapleyAttribution } from "customer-metrics/journey";
 *
 * const { total, values } = shapleyAttribution([
 *   { path: ["A"], conversions: 3 },
 *   { path: ["B"], conversions: 1 },
 *   { path: ["A", "B", "A"], conversions: 4, nulls: 7 },
 * ]);
 * total; // => 8
 * values; // => [{ channel: "A", value: 5 }, { channel: "B", value: 3 }]
 * ```
 */
export function shapleyAttribution(source: Iterable<ConversionPath> | ShapleyState): ShapleyAttributionResult {
  if (typeof source === "object" && source !== null && "kind" in source) return shapleyOf(source);
  if (typeof source !== "object" || source?.[Symbol.iterator] === undefined) {
    fail("SOURCE_INVALID", "Cannot share conversions as source must be paths or a state of them", source);
  }
  const state = emptyShapley();
  for (const path of source) addShapley(state, path);
  return shapleyOf(state);
}

/**
 * {@link shapleyAttribution} of paths that come one at a time or in parts.
 *
 * @throws {@link MetricError} as {@link shapleyAttribution}
 *
 * @example
 * ```ts
 * import { fold } from "customer-metrics";
 * import { shapleyAttributionAccumulator } from "customer-metrics/journey";
 *
 * const accumulator = shapleyAttributionAccumulator();
 * const state = fold(accumulator, [{ path: ["A", "B"], conversions: 1 }, { path: [], conversions: 2 }]);
 * accumulator.result(state); // => { n: 3, total: 1, unattributed: 2, values: [{ channel: "A", value: 0.5 }, { channel: "B", value: 0.5 }] }
 * ```
 */
export function shapleyAttributionAccumulator(): Accumulator<ConversionPath, ShapleyState, ShapleyAttributionResult> {
  return { empty: emptyShapley, add: addShapley, merge: mergeShapley, result: shapleyOf };
}

const kind = "attribution-shapley/1";

function emptyShapley(): ShapleyState {
  return { kind, channels: {}, total: 0, unattributed: 0, pathsLeftOut: 0 };
}

function addShapley(state: ShapleyState, row: ConversionPath): ShapleyState {
  if (!isConversionPath(row)) {
    state.pathsLeftOut += 1;
    return state;
  }
  const { path, conversions = 0 } = row;
  if (path.length === 0) state.unattributed += conversions + 0;
  else state.total += conversions + 0;
  const distinct = new Set(path);
  const size = String(distinct.size);
  for (const channel of distinct) {
    const counts = countsOf(state, channel);
    if (conversions > 0) counts[size] = (counts[size] ?? 0) + conversions;
  }
  return state;
}

function mergeShapley(left: ShapleyState, right: ShapleyState): ShapleyState {
  checkSameKind(left, right);
  const merged: ShapleyState = {
    kind: left.kind,
    channels: {},
    total: left.total + right.total,
    unattributed: left.unattributed + right.unattributed,
    pathsLeftOut: left.pathsLeftOut + right.pathsLeftOut,
  };
  for (const { channels } of [left, right]) {
    for (const [channel, counts] of Object.entries(channels)) {
      const into = countsOf(merged, channel);
      for (const [size, count] of Object.entries(counts)) into[size] = (into[size] ?? 0) + count;
    }
  }
  return merged;
}

function countsOf(state: ShapleyState, channel: string): ShapleyCounts {
  const known = own(state.channels, channel);
  if (known !== undefined) return known;
  const counts: ShapleyCounts = {};
  put(state.channels, channel, counts);
  return counts;
}

function shapleyOf(state: ShapleyState): ShapleyAttributionResult {
  checkSameKind({ kind }, state);
  const { total, unattributed, pathsLeftOut } = state;
  const names = Object.keys(state.channels).sort(byCodeUnit);
  const values = names.map((name) =>
    exactSum(Object.entries(state.channels[name]!).map(([size, count]) => count / Number(size))),
  );
  const whole = wholeUnits(values, total);
  const notes: string[] = [];
  if (total + unattributed === 0) notes.push("no-conversions");
  if (unattributed > 0) notes.push("unattributed");
  if (pathsLeftOut > 0) notes.push("rows-left-out");
  return {
    metric: "attribution-shapley",
    meaning: "allocation, not cause",
    definition: { game: "converting-paths-within-coalition" },
    n: total + unattributed,
    total,
    unattributed,
    values: names.map((channel, i) => ({
      channel,
      value: values[i]!,
      wholeConversions: whole === null ? null : whole[i]!,
    })),
    pathsLeftOut,
    notes,
  };
}
