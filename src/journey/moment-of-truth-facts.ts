import type { PromiseRow } from "./promise-row.ts";

/** What is read of an interaction: an `Interaction`, or a row with its fields. */
export interface MomentInteractionRow {
  /** Unique in its data set; promises and answers name it. */
  readonly id?: string | null | undefined;
  /** To whom. */
  readonly customerId?: string | null | undefined;
  /** At which touchpoint. */
  readonly touchpointId?: string | null | undefined;
  /** Through which channel. */
  readonly channel?: string | null | undefined;
  /** Who began it. */
  readonly initiator?: "customer" | "company" | "partner" | "system" | null | undefined;
  /** When it began: ISO 8601 with offset, epoch milliseconds, or a Date. */
  readonly startedAt: number | Date | string;
  /** When it ended. */
  readonly endedAt?: number | Date | string | null | undefined;
  /** Who answered for it. */
  readonly ownerTeam?: string | null | undefined;
  /** How it felt, a whole number. */
  readonly emotion?: number | null | undefined;
  /** Whether it was made for this customer. */
  readonly personalised?: boolean | null | undefined;
  /** Minutes given beyond what was promised. */
  readonly extraMileMinutes?: number | null | undefined;
}

/** What is read of an answer: a `SurveyResponse`, or a row with its fields. */
export interface MomentResponseRow {
  /** Which question it answers: `"nps"`, `"csat"` or `"ces"`; others are left out. */
  readonly metric: string;
  /** The answer. */
  readonly score: number | null | undefined;
  /** The answers that were allowed; another scale than the one that is asked for is left out. */
  readonly scale?:
    | { readonly min: number; readonly max: number; readonly higherIsBetter?: boolean | undefined }
    | null
    | undefined;
  /** When it was answered: ISO 8601 with offset, epoch milliseconds, or a Date. */
  readonly answeredAt?: number | Date | string | null | undefined;
  /** Who answered. */
  readonly customerId?: string | null | undefined;
  /** The interaction that it is about. */
  readonly interactionId?: string | null | undefined;
  /** The touchpoint that it is about. */
  readonly touchpointId?: string | null | undefined;
}

/** What is read of a touchpoint: a `Touchpoint`, or a row with its fields. */
export interface MomentTouchpointRow {
  /** Unique in its data set. */
  readonly id: string;
  /** Its stage. */
  readonly stageId?: string | null | undefined;
  /** The journey of the stage. */
  readonly journeyDefinitionId?: string | null | undefined;
  /** Which team answers for it. */
  readonly ownerTeam?: string | null | undefined;
  /** Who answers for it. */
  readonly ownership?: "brand" | "partner" | "customer" | "external" | null | undefined;
  /** Which moment of truth it is. */
  readonly momentOfTruth?: string | null | undefined;
  /** Whether it is what was bought, or what decides how that felt. */
  readonly essentiality?: "core" | "critical-non-essential" | "peripheral" | null | undefined;
  /** For whom it is; `"external"` where absent. */
  readonly audience?: "external" | "internal" | null | undefined;
}

/** One thing that happened at a moment of truth. */
export type MomentFact =
  | { readonly interaction: MomentInteractionRow }
  | { readonly promise: PromiseRow }
  | { readonly response: MomentResponseRow };
