import { byCodeUnit } from "../clv/user-keys.ts";
import type { Accumulator } from "../core/accumulator.ts";
import { fail } from "../core/metric-error.ts";
import { checkSameKind } from "../core/state.ts";
import { exactSum } from "../numeric/exact-sum.ts";
import { wholeUnits } from "./attribution-whole.ts";
import { removalEffects } from "./markov-chain.ts";
import type { ConversionPath } from "./markov-paths.ts";
import {
  addPath,
  emptyMarkov,
  markovKind,
  type MarkovFollowers,
  type MarkovState,
  mergeMarkov,
} from "./markov-state.ts";

/** A step that paths take. */
export interface MarkovStep {
  /** The channel, or `null` for the start. */
  readonly from: string | null;
  /** The next channel, or `null` where the path ended. */
  readonly to: string | null;
  /** How it ended; `null` where it went on. */
  readonly end: "conversion" | "null" | null;
  /** How often. */
  readonly count: number;
  /** Of all steps from there. */
  readonly probability: number;
}

/** What a channel gets. */
export interface MarkovCredit {
  /** The channel. */
  readonly channel: string;
  /** The share of conversions that the chain loses when every step into the channel ends there; `null` without conversions. */
  readonly removalEffect: number | null;
  /** Its part of the conversions. */
  readonly conversions: number;
  /** The same in whole conversions that add up. */
  readonly wholeConversions: number | null;
}

/** Who gets how many conversions by removal effects. */
export interface MarkovAttributionResult {
  /** Which figure this is. */
  readonly metric: "attribution-markov";
  /** What credits are: shared out by a model of paths. What a channel brought about, only an experiment tells. */
  readonly meaning: "allocation, not cause";
  /** The chain. */
  readonly definition: { readonly order: 1; readonly removedStepsLeadTo: "null"; readonly repeats: "kept" };
  /** Paths, each as often as it was gone. */
  readonly n: number;
  /** Those that converted. */
  readonly conversions: number;
  /** Those that did not. */
  readonly nulls: number;
  /** Of all paths: what the chain gives is what was observed. `null` without paths. */
  readonly conversionProbability: number | null;
  /** Conversions that no channel could get. */
  readonly unattributed: number;
  /** In order of `from` and `to`; the start and the ends come before channels. */
  readonly transitions: readonly MarkovStep[];
  /** In code-unit order. */
  readonly channels: readonly MarkovCredit[];
  /** Rows without a list of names, or with counts that are not whole. */
  readonly pathsLeftOut: number;
  /** `no-paths`, `no-conversions`, `paths-without-touch-shared` (conversions without a touch go to channels, by removal effect), `unattributed`, `rows-left-out` */
  readonly notes: readonly string[];
}

/**
 * Shares conversions among channels by removal effect: what a first-order Markov chain of the paths loses without the channel.
 *
 * One elimination serves all channels, in subtraction-free arithmetic: paths of any length and with any circles, none cut off.
 *
 * @formula conversions(c) = conversions · effect(c) / Σ effects; effect(c) = 1 − P(conversion | steps into c end) / P(conversion)
 *
 * @param source - paths with how often they converted and how often not ({@link conversionPath} makes one of a journey), or a
 *   state of them. Without paths that did not convert the chain knows only those that did
 * @returns removal effects in [0, 1], `null` without conversions; credits in conversions
 * @throws {@link MetricError} `SOURCE_INVALID`, `KIND_MISMATCH`, `STATE_INVALID`, `TABLE_TOO_LARGE` (more than 2,000 channels)
 * @see Anderl, Becker, von Wangenheim and Schumann, "Mapping the customer journey", International Journal of Research in Marketing 33(3), 2016.
 *
 * @example
 * ```ts
 * import { markovAttribution } from "customer-metrics/journey";
 *
 * const { conversionProbability, channels } = markovAttribution([
 *   { path: ["C1", "C2", "C3"], conversions: 1 },
 *   { path: ["C1"], nulls: 1 },
 *   { path: ["C2", "C3"], nulls: 1 },
 * ]);
 * conversionProbability; // => ≈0.3333
 * channels.map(({ channel, removalEffect }) => [channel, removalEffect]); // => [["C1", 0.5], ["C2", 1], ["C3", 1]]
 * channels.map(({ conversions }) => conversions); // => [0.2, 0.4, 0.4]
 * ```
 */
export function markovAttribution(source: Iterable<ConversionPath> | MarkovState): MarkovAttributionResult {
  if (typeof source === "object" && source !== null && "kind" in source) return markovOf(source);
  if (typeof source !== "object" || source?.[Symbol.iterator] === undefined) {
    fail("SOURCE_INVALID", "Cannot share conversions as source must be paths or a state of them", source);
  }
  const state = emptyMarkov();
  for (const path of source) addPath(state, path);
  return markovOf(state);
}

/**
 * {@link markovAttribution} of paths that come one at a time or in parts.
 *
 * @throws {@link MetricError} as {@link markovAttribution}
 *
 * @example
 * ```ts
 * import { fold } from "customer-metrics";
 * import { markovAttributionAccumulator } from "customer-metrics/journey";
 *
 * const accumulator = markovAttributionAccumulator();
 * const left = fold(accumulator, [{ path: ["A"], conversions: 10 }]);
 * const right = fold(accumulator, [{ path: ["B"], conversions: 1 }]);
 * accumulator.result(accumulator.merge(left, right)).channels; // => [{ channel: "A", conversions: 10 }, { channel: "B", conversions: 1 }]
 * ```
 */
export function markovAttributionAccumulator(): Accumulator<ConversionPath, MarkovState, MarkovAttributionResult> {
  return { empty: emptyMarkov, add: addPath, merge: mergeMarkov, result: markovOf };
}

function markovOf(state: MarkovState): MarkovAttributionResult {
  checkSameKind({ kind: markovKind }, state);
  const names = Object.keys(state.channels).sort(byCodeUnit);
  const size = names.length;
  if (size > 2000) fail("TABLE_TOO_LARGE", "Cannot build the chain as there must be at most 2,000 channels", size);
  const followers = [state.start, ...names.map((name) => state.channels[name]!)];
  let conversions = 0;
  let nulls = 0;
  for (const each of followers) {
    conversions += each.conversions;
    nulls += each.nulls;
  }
  checkBalance(state, names);
  const effects = conversions > 0 ? effectsOf(state, names, conversions) : null;
  const sum = effects === null ? 0 : exactSum(effects);
  const credits = names.map((_, i) => (sum > 0 ? conversions * (effects![i]! / sum) : 0));
  const unattributed = sum > 0 ? 0 : conversions;
  const whole = wholeUnits(credits, conversions - unattributed);
  const notes: string[] = [];
  if (conversions + nulls === 0) notes.push("no-paths");
  else if (conversions === 0) notes.push("no-conversions");
  if (state.start.conversions > 0 && sum > 0) notes.push("paths-without-touch-shared");
  if (unattributed > 0) notes.push("unattributed");
  if (state.pathsLeftOut > 0) notes.push("rows-left-out");
  return {
    metric: "attribution-markov",
    meaning: "allocation, not cause",
    definition: { order: 1, removedStepsLeadTo: "null", repeats: "kept" },
    n: conversions + nulls,
    conversions,
    nulls,
    conversionProbability: conversions + nulls === 0 ? null : conversions / (conversions + nulls),
    unattributed,
    transitions: followers.flatMap((each, i) => stepsOf(i === 0 ? null : names[i - 1]!, each)),
    channels: names.map((channel, i) => ({
      channel,
      removalEffect: effects === null ? null : effects[i]!,
      conversions: credits[i]!,
      wholeConversions: whole === null ? null : whole[i]!,
    })),
    pathsLeftOut: state.pathsLeftOut,
    notes,
  };
}

/** Each channel is left as often as it is entered: the formula of the removal effects stands on it. */
function checkBalance(state: MarkovState, names: readonly string[]): void {
  const balances = new Map<string, number>(names.map((name) => [name, 0]));
  for (const [name, { next, conversions, nulls }] of [["", state.start] as const, ...Object.entries(state.channels)]) {
    let left = conversions + nulls;
    for (const [channel, times] of Object.entries(next)) {
      left += times;
      balances.set(channel, (balances.get(channel) ?? NaN) + times);
    }
    if (name !== "") balances.set(name, balances.get(name)! - left);
  }
  for (const balance of balances.values()) {
    if (balance !== 0)
      fail("STATE_INVALID", "Cannot read state as each channel must be left as often as it is entered", balance);
  }
}

function effectsOf(state: MarkovState, names: readonly string[], total: number): Float64Array {
  const size = names.length;
  const index = new Map(names.map((name, i) => [name, i]));
  const next = new Float64Array(size * size);
  const conversions = new Float64Array(size);
  const nulls = new Float64Array(size);
  names.forEach((name, i) => {
    const followers = state.channels[name]!;
    conversions[i] = followers.conversions;
    nulls[i] = followers.nulls;
    for (const [channel, times] of Object.entries(followers.next)) next[i * size + index.get(channel)!] = times;
  });
  return removalEffects({ size, next, conversions, nulls }, total).map((effect) => Math.min(1, effect));
}

function stepsOf(from: string | null, { conversions, nulls, next }: MarkovFollowers): MarkovStep[] {
  const onward = Object.entries(next).sort(([a], [b]) => byCodeUnit(a, b));
  const all = onward.reduce((sum, [, times]) => sum + times, conversions + nulls);
  const step = (to: string | null, end: MarkovStep["end"], count: number): MarkovStep[] =>
    count === 0 ? [] : [{ from, to, end, count, probability: count / all }];
  return [
    ...step(null, "conversion", conversions),
    ...step(null, "null", nulls),
    ...onward.flatMap(([to, times]) => step(to, null, times)),
  ];
}
