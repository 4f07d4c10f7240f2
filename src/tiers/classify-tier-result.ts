import type { TierNumber } from "./tier-policy.ts";
import type { TierSignalField } from "./tier-signals.ts";

/** How a customer of whom too little is known is placed: not at all, as bad as may be, or as good as may be. */
export type TierReading = "strict" | "pessimistic" | "optimistic";

/** The conditions of tier 1. */
export type TierOneCondition =
  | "highly-profitable"
  | "we-love-working-with-them"
  | "they-love-working-with-us"
  | "would-leave-only-under-dire-circumstances";

/** What speaks against a better tier. */
export type TierReasonCode =
  | "misfit:product"
  | "misfit:service"
  | "misfit:culture"
  | "unprofitable"
  | "causes-problems"
  | "out-of-reach";

/** One reason, with what it rests on. */
export interface TierReason {
  /** A stable code. */
  readonly code: TierReasonCode;
  /** The field that it is about; `null` for `out-of-reach`, which `unmetTierOne` details. */
  readonly field: TierSignalField | null;
  /** What is known there. */
  readonly value: number | boolean | null;
  /** The number that it was held against, if any. */
  readonly threshold: number | null;
}

/** A condition of tier 1 that is known not to be met. */
export interface UnmetTierOne {
  /** Which one. */
  readonly condition: TierOneCondition;
  /** The field that it is about. */
  readonly field: TierSignalField;
  /** What is known there. */
  readonly value: number;
  /** What would be enough; `null` for a value without a threshold. */
  readonly threshold: number | null;
  /** How far it is: of a value as a share of the threshold, of affinity as a share of 10 points, of risk as a difference; `null` where that is undefined. */
  readonly gap: number | null;
  /** Whether the gap is one that a little attention could close. */
  readonly withinReach: boolean;
}

/** A field with something in it that it cannot hold. */
export interface InvalidSignal {
  /** Which field. */
  readonly field: TierSignalField;
  /** What stood there, as plain JSON; an object as the name of its type. */
  readonly value: string | number | boolean;
}

/** A customer's tier, why, and what it could be with what is not known. */
export interface TierClassification {
  /** Whose, or `null` where none was given. */
  readonly customerId: string | null;
  /** The tier that every completion of what is not known gives; `null` while it is not decided. */
  readonly tier: TierNumber | null;
  /** The worst of the possible tiers. */
  readonly pessimisticTier: TierNumber;
  /** The best of them. */
  readonly optimisticTier: TierNumber;
  /** Every tier that some completion gives, the best first. */
  readonly possibleTiers: readonly TierNumber[];
  /**
   * `"rule"` where one of the three descriptions of tiers fits (a misfit's included), `"residual"` where none does; `null`
   * while both are possible.
   */
  readonly basis: "rule" | "residual" | null;
  /** What speaks against a better tier, whatever is not known turns out to be; a misfit still unknown may come before all of them. */
  readonly reasons: readonly TierReason[];
  /** The conditions of tier 1 that are known not to be met. */
  readonly unmetTierOne: readonly UnmetTierOne[];
  /** Whether tier 1 takes no more than a little attention; `null` while that is not decided. */
  readonly reachable: boolean | null;
  /** Fields that are not known, in the order of the policy. */
  readonly missing: readonly TierSignalField[];
  /** Those of them that held something impossible. */
  readonly invalid: readonly InvalidSignal[];
  /** The missing field that would decide most, or `null` where the tier is decided. */
  readonly decidingField: TierSignalField | null;
  /** The same in English sentences. */
  readonly explanation: readonly string[];
  /** The model that decided, as it names itself. */
  readonly modelId: string | null;
  /** Its version. */
  readonly version: string | null;
}

/** What is kept of a classification: one entry of a customer's history, plain JSON. */
export interface TierAssignment {
  /** Whose, or `null` where none was given. */
  readonly customerId: string | null;
  /** By the reading; `null` where that is strict and nothing is decided. */
  readonly tier: TierNumber | null;
  /** How too little knowledge was read. */
  readonly reading: TierReading;
  /** When, ISO 8601 in UTC. */
  readonly at: string;
  /** As in {@link TierClassification}. */
  readonly basis: "rule" | "residual" | null;
  /** Codes of the reasons. */
  readonly reasons: readonly TierReasonCode[];
  /** As in {@link TierClassification}. */
  readonly possibleTiers: readonly TierNumber[];
  /** The tier before, or `null` where none was given. */
  readonly previousTier: TierNumber | null;
  /** The model that decided, as it names itself. */
  readonly modelId: string | null;
  /** Its version. */
  readonly version: string | null;
}
