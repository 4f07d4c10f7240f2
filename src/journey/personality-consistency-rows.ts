import { fail } from "../core/metric-error.ts";
import type { Scale } from "../model/scale.ts";
import type { PersonalityTrait } from "../model/service-personality.ts";
import { scoreKind } from "./exact-mean.ts";
import type { TraitScore } from "./personality-consistency.ts";
import { checkObject, rowFields } from "./row-fields.ts";
import { checkRows } from "./promise-outcomes.ts";

/** Ratings that were not counted, and why. */
export interface PersonalityLeftOut {
  /** Without a score. */
  readonly missing: number;
  /** The score is no number. */
  readonly invalid: number;
  /** The score is not on the scale. */
  readonly outOfRange: number;
  /** Given on another scale. */
  readonly otherScale: number;
  /** Of a trait that is not in the list. */
  readonly unknownTrait: number;
}

/** Scores of one trait. */
export interface TraitScores {
  readonly all: number[];
  readonly byChannel: Map<string, number[]>;
}

/** Ratings by trait and channel, on one scale. */
export interface PersonalityRows {
  readonly scale: Scale | null;
  readonly byTrait: ReadonlyMap<string, TraitScores>;
  readonly leftOut: PersonalityLeftOut;
  readonly otherScales: boolean;
}

/** Reads ratings, and counts what cannot be used. */
export function personalityRows(
  traits: readonly PersonalityTrait[],
  ratings: Iterable<TraitScore>,
  asked: Scale | undefined,
): PersonalityRows {
  const byTrait = new Map<string, TraitScores>();
  checkRows("traits", traits);
  for (const row of traits) {
    checkObject("trait", row);
    const { id, weight = 1 } = row;
    if (byTrait.has(id)) fail("TRAIT_DUPLICATE", "Cannot use traits as their ids must differ", id);
    if (!(typeof weight === "number" && weight >= 0 && weight <= 1e100))
      fail("TRAIT_WEIGHT_INVALID", "Cannot use weight as it must be a number from 0 to 1e100", weight);
    byTrait.set(id, { all: [], byChannel: new Map() });
  }
  if (asked !== undefined && !isScale(asked))
    fail("SCALE_INVALID", "Cannot use scale as min must be a number below max", asked);
  checkRows("ratings", ratings);
  const rows = Array.from(ratings, rowFields);
  const scale = asked ?? commonScale(rows);
  if (scale === null && rows.some(({ score }) => scoreKind(score) === "score"))
    fail("SCALE_INVALID", "Cannot compare ratings as scale must be given, in the options or with the ratings", null);

  const leftOut = { missing: 0, invalid: 0, outOfRange: 0, otherScale: 0, unknownTrait: 0 };
  for (const { traitId, channel, score, scale: own } of rows) {
    const trait = byTrait.get(traitId);
    const kind = scoreKind(score);
    if (trait === undefined) leftOut.unknownTrait += 1;
    else if (kind !== "score") leftOut[kind] += 1;
    else if (own && (own.min !== scale!.min || own.max !== scale!.max)) leftOut.otherScale += 1;
    else if (score! < scale!.min || score! > scale!.max) leftOut.outOfRange += 1;
    else {
      trait.all.push(score!);
      if (typeof channel !== "string") continue;
      const ofChannel = trait.byChannel.get(channel);
      if (ofChannel === undefined) trait.byChannel.set(channel, [score!]);
      else ofChannel.push(score!);
    }
  }
  return {
    scale: scale && { min: scale.min, max: scale.max },
    byTrait,
    leftOut,
    otherScales: leftOut.otherScale > 0,
  };
}

/** The scale that most ratings name; of several the one that begins, then ends lowest: the order of rows plays no part. */
function commonScale(rows: readonly TraitScore[]): Scale | null {
  const counts: { readonly scale: Scale; n: number }[] = [];
  for (const { scale } of rows) {
    if (!isScale(scale)) continue;
    const known = counts.find((count) => count.scale.min === scale.min && count.scale.max === scale.max);
    if (known === undefined) counts.push({ scale, n: 1 });
    else known.n += 1;
  }
  counts.sort((a, b) => b.n - a.n || a.scale.min - b.scale.min || a.scale.max - b.scale.max);
  return counts[0]?.scale ?? null;
}

function isScale(scale: Scale | null | undefined): scale is Scale {
  return (
    scale !== null &&
    scale !== undefined &&
    Number.isFinite(scale.min) &&
    Number.isFinite(scale.max) &&
    scale.min < scale.max
  );
}
