import type { Extensions } from "./instant-text.ts";

/** How a customer experiences it. */
export type TouchpointKind = "physical" | "communication" | "human" | "digital";

/** Where the customer decides: before (`zero`), at purchase, in use, when telling others; or a word of your own. */
export type MomentOfTruth = "zero" | "first" | "second" | "third" | (string & {});

/** A length of time until something is due. */
export interface PromiseTime {
  /** How many, above 0. */
  readonly amount: number;
  /** Of what. A day is 24 hours. */
  readonly unit: "second" | "minute" | "hour" | "day";
}

/** What a touchpoint promises every time. */
export interface PromiseTemplate {
  /** Unique in its data set. */
  readonly id: string;
  /** In the customer's words: "an answer to your enquiry". */
  readonly what: string;
  /** By when; without it nothing can be broken, and `validateDataset` warns. */
  readonly within?: PromiseTime | undefined;
}

/** A place or moment at which the business shows itself: one entry in the list of all of them, not an event. */
export interface Touchpoint {
  /** Unique in its data set. */
  readonly id: string;
  /** As people call it. */
  readonly name: string;
  /** How a customer experiences it. */
  readonly kind: TouchpointKind;
  /** Ids of the channels through which it happens; empty: any. */
  readonly channels?: readonly string[] | undefined;
  /** Who answers for it. */
  readonly ownership?: "brand" | "partner" | "customer" | "external" | undefined;
  /** Which team does. A touchpoint of the brand that no team owns is a warning. */
  readonly ownerTeam?: string | undefined;
  /** The journey that it belongs to, and its stage in it. */
  readonly journeyDefinitionId?: string | undefined;
  /** A stage of that journey. */
  readonly stageId?: string | undefined;
  /** Which moment of truth it is, where it is one. */
  readonly momentOfTruth?: MomentOfTruth | undefined;
  /** `critical-non-essential`: not what was bought, and yet what decides how it felt. */
  readonly essentiality?: "core" | "critical-non-essential" | "peripheral" | undefined;
  /** `internal`: for a department, not for a customer. `"external"` where absent. */
  readonly audience?: "external" | "internal" | undefined;
  /** What it promises every time. */
  readonly promises?: readonly PromiseTemplate[] | undefined;
  /** What an auditor asks there. */
  readonly auditQuestions?: readonly string[] | undefined;
  /** Fields of your own. */
  readonly extensions?: Extensions | undefined;
}
