import { personalityConsistency } from "../../../src/journey/personality-consistency.ts";
import type { Adapter } from "../adapter.ts";

interface Inputs {
  readonly traits: readonly { readonly id: string; readonly weight?: number }[];
  readonly ratings: readonly { readonly trait: string; readonly channel: string; readonly score: number | null }[];
  readonly scale: readonly [number, number];
  readonly minPerChannel?: number;
}

/** The scale is a pair, and traits are named `trait`. */
export const personalityConsistencyOracle: Adapter = ({ inputs }) => {
  const { traits, ratings, scale, minPerChannel } = inputs as Inputs;
  const [min, max] = scale;
  const result = personalityConsistency(
    traits,
    ratings.map(({ trait, ...rating }) => ({ ...rating, traitId: trait })),
    { scale: { min, max }, minPerChannel },
  );
  return { ...result, traits: result.traits.map(({ traitId, ...trait }) => ({ ...trait, trait: traitId })) };
};
