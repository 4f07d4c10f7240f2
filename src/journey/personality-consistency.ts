import { checkLevel, type Estimate, type Interval } from "../core/estimate.ts";
import { fail } from "../core/metric-error.ts";
import { exactSum } from "../numeric/exact-sum.ts";
import type { Scale } from "../model/scale.ts";
import type { PersonalityTrait, TraitRating } from "../model/service-personality.ts";
import { scoreMean } from "./exact-mean.ts";
import { type PersonalityLeftOut, personalityRows } from "./personality-consistency-rows.ts";

export type { PersonalityLeftOut } from "./personality-consistency-rows.ts";

/** What is read of a rating; a score of `null` is missing. */
export type TraitScore = Pick<TraitRating, "traitId"> &
  Partial<Pick<TraitRating, "scale">> & {
    /** Through which channel; without one it counts for adherence alone. */
    readonly channel?: string | null | undefined;
    /** How much of the trait was found, on the scale. */
    readonly score: number | null | undefined;
  };

/** Options of {@link personalityConsistency}. */
export interface PersonalityOptions {
  /**
   * The scale of the ratings; ratings that name another one are left out.
   * @defaultValue the scale that most ratings name
   */
  readonly scale?: Scale | undefined;
  /**
   * Channels with fewer ratings of a trait are not compared.
   * @defaultValue `1`
   */
  readonly minPerChannel?: number | undefined;
  /**
   * Coverage of the intervals, a proportion in (0, 1).
   * @defaultValue `0.95`
   */
  readonly level?: number | undefined;
}

/** A trait in one channel. */
export interface TraitChannel {
  /** The channel. */
  readonly channel: string;
  /** Ratings. */
  readonly n: number;
  /** Mean score. */
  readonly mean: number;
  /** Student's interval of the mean; `null` for one rating. */
  readonly interval: Interval | null;
}

/** One trait over the channels. */
export interface TraitConsistency {
  /** The trait. */
  readonly traitId: string;
  /** How much it counts. */
  readonly weight: number;
  /** Ratings, of all channels and of none. */
  readonly n: number;
  /** The channels that are compared, by code unit. */
  readonly channels: readonly TraitChannel[];
  /** Channels with fewer than `minPerChannel` ratings. */
  readonly channelsLeftOut: readonly string[];
  /** 1 − (highest − lowest channel mean) / length of the scale, in [0, 1]; `null` with fewer than two channels. */
  readonly consistency: number | null;
  /** Mean of all ratings, moved to [0, 1]; `null` without ratings. */
  readonly adherence: number | null;
  /** Student's interval of the adherence. */
  readonly adherenceInterval: Interval | null;
  /** The channel of the lowest mean, the first by code unit of several. */
  readonly weakestChannel: string | null;
  /** The channel of the highest. */
  readonly strongestChannel: string | null;
}

/** Whether customers meet the same personality everywhere. */
export interface PersonalityConsistencyResult extends Estimate<"personality-consistency", "proportion"> {
  /** The same as `value`: mean of the traits' consistencies by weight, over those that have one. */
  readonly consistency: number | null;
  /** Mean of the traits' adherences by weight, over those that have one. */
  readonly adherence: number | null;
  /** Every trait, in the order given. */
  readonly traits: readonly TraitConsistency[];
  /** What was not counted. */
  readonly leftOut: PersonalityLeftOut;
  /** What the figures mean. */
  readonly definition: {
    /** The scale, or `null` where neither option nor rating names one. */
    readonly scale: Scale | null;
    /** Channels with fewer ratings are not compared. */
    readonly minPerChannel: number;
  };
}

/**
 * Is the service personality recognised whichever channel one meets? Consistency over channels, and adherence, how much of
 * it is found at all: a business can be consistently cold.
 *
 * The range of several means grows with their number and their noise: set `minPerChannel` to 10 or more before reading
 * much into it. It has no interval; those of the channel means are in the result.
 *
 * @formula consistency: 1 − (highest − lowest channel mean) / (max − min); adherence: (mean − min) / (max − min)
 *
 * @param traits - how the business wants to be recognised, with weights (1 where absent)
 * @param ratings - how much of it was found
 * @param options - see {@link PersonalityOptions}
 * @returns proportions in [0, 1]; `null` with fewer than two channels to compare, or without ratings
 * @throws {@link MetricError} `SOURCE_INVALID`; `TRAIT_WEIGHT_INVALID`, `TRAIT_DUPLICATE`, `SCALE_INVALID`, `MIN_PER_CHANNEL_INVALID`,
 *   `LEVEL_OUT_OF_RANGE`
 *
 * @example
 * ```ts
 * import { personalityConsistency } from "customer-metrics/journey";
 *
 * const result = personalityConsistency(
 *   [{ id: "warm" }],
 *   [
 *     { traitId: "warm", channel: "desk", score: 5 },
 *     { traitId: "warm", channel: "desk", score: 4 },
 *     { traitId: "warm", channel: "web", score: 2 },
 *   ],
 *   { scale: { min: 1, max: 5 } },
 * );
 * result.consistency; // => 0.375
 * result.traits[0]; // => { weakestChannel: "web", strongestChannel: "desk", adherence: ≈0.6667 }
 * ```
 */
export function personalityConsistency(
  traits: readonly PersonalityTrait[],
  ratings: Iterable<TraitScore>,
  options: PersonalityOptions = {},
): PersonalityConsistencyResult {
  const { minPerChannel = 1, level = 0.95 } = options;
  checkLevel(level);
  if (!(Number.isSafeInteger(minPerChannel) && minPerChannel >= 1))
    fail("MIN_PER_CHANNEL_INVALID", "Cannot use minPerChannel as it must be a whole number above 0", minPerChannel);
  const { scale, byTrait, leftOut, otherScales } = personalityRows(traits, ratings, options.scale);
  // Without a scale there are no ratings, and any scale will do.
  const { min, max } = scale ?? { min: 0, max: 1 };

  const figures = traits.map(({ id, weight = 1 }): TraitConsistency => {
    const { all, byChannel } = byTrait.get(id)!;
    const channels: TraitChannel[] = [];
    const channelsLeftOut: string[] = [];
    for (const [channel, scores] of [...byChannel].sort(([a], [b]) => (a < b ? -1 : 1))) {
      if (scores.length < minPerChannel) channelsLeftOut.push(channel);
      else {
        const { n, value, interval } = scoreMean(scores, level);
        channels.push({ channel, n, mean: value!, interval });
      }
    }
    const weakest = channels.reduce<TraitChannel | null>((a, b) => (a === null || b.mean < a.mean ? b : a), null);
    const strongest = channels.reduce<TraitChannel | null>((a, b) => (a === null || b.mean > a.mean ? b : a), null);
    const { value: mean, interval } = scoreMean(all, level);
    const moved = (score: number): number => (score - min) / (max - min);
    return {
      traitId: id,
      weight,
      n: all.length,
      channels,
      channelsLeftOut,
      consistency: channels.length < 2 ? null : 1 - (strongest!.mean - weakest!.mean) / (max - min),
      adherence: mean === null ? null : moved(mean),
      adherenceInterval: interval && { ...interval, lower: moved(interval.lower), upper: moved(interval.upper) },
      weakestChannel: weakest?.channel ?? null,
      strongestChannel: strongest?.channel ?? null,
    };
  });
  const consistency = weightedMean(figures.map((trait) => [trait.weight, trait.consistency]));
  const n = figures.reduce((sum, trait) => sum + trait.n, 0);
  const notes = ["range-has-no-interval"];
  if (n === 0) notes.push("no-ratings");
  else if (figures.every((trait) => trait.consistency === null)) notes.push("fewer-than-two-channels");
  else if (consistency === null) notes.push("all-weights-0");
  if (otherScales) notes.push("ratings-on-other-scales");
  return {
    metric: "personality-consistency",
    value: consistency,
    unit: "proportion",
    n,
    interval: null,
    consistency,
    adherence: weightedMean(figures.map((trait) => [trait.weight, trait.adherence])),
    traits: figures,
    leftOut,
    definition: { scale, minPerChannel },
    notes,
  };
}

function weightedMean(pairs: readonly (readonly [weight: number, value: number | null])[]): number | null {
  const known = pairs.filter((pair): pair is readonly [number, number] => pair[1] !== null);
  const weight = exactSum(known.map(([w]) => w));
  return weight > 0 ? exactSum(known.map(([w, value]) => w * value)) / weight : null;
}
