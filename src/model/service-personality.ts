import type { InstantText } from "./instant-text.ts";
import type { Scale } from "./scale.ts";

/** A way in which the business wants to be recognised, for example warm. */
export interface PersonalityTrait {
  /** Unique in its personality. */
  readonly id: string;
  /** As people call it. */
  readonly name?: string | undefined;
  /** How much it counts, 0 or more; 1 where absent. */
  readonly weight?: number | undefined;
}

/** How the business wants to be recognised, whoever one meets. */
export interface ServicePersonality {
  /** Unique in its data set. */
  readonly id: string;
  /** Its traits. */
  readonly traits: readonly PersonalityTrait[];
}

/** How much of a trait somebody found. */
export interface TraitRating {
  /** The trait. */
  readonly traitId: string;
  /** Where. */
  readonly touchpointId?: string | undefined;
  /** In which interaction. */
  readonly interactionId?: string | undefined;
  /** Through which channel. */
  readonly channel?: string | undefined;
  /** How much, on `scale`. */
  readonly score: number;
  /** The scores that were possible. */
  readonly scale: Scale;
  /** Who says so. */
  readonly rater?: "customer" | "employee" | "auditor" | undefined;
  /** When. */
  readonly at?: InstantText | undefined;
}
