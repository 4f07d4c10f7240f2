import type { Extensions, InstantText } from "./instant-text.ts";

/** A part of a journey. */
export interface JourneyStage {
  /** Unique in its journey. */
  readonly id: string;
  /** As people call it. */
  readonly name?: string | undefined;
  /** What is measured in it. */
  readonly kpis?: readonly string[] | undefined;
}

/** The way that customers are meant to go. */
export interface JourneyDefinition {
  /** With `version` unique in its data set. */
  readonly id: string;
  /** Counts up when the way changes. */
  readonly version: number;
  /** As people call it. */
  readonly name: string;
  /** In order. */
  readonly stages: readonly JourneyStage[];
  /** The touchpoint at which the journey has done what it is for. */
  readonly goalTouchpointId?: string | undefined;
  /** Touchpoints in the order in which they are meant to come. */
  readonly plannedPath?: readonly string[] | undefined;
  /** Fields of your own. */
  readonly extensions?: Extensions | undefined;
}

/** One customer's way through a journey. */
export interface JourneyInstance {
  /** Unique in its data set. */
  readonly id: string;
  /** The journey. */
  readonly definitionId: string;
  /** Its version; the highest where absent. */
  readonly definitionVersion?: number | undefined;
  /** Who went. */
  readonly customerId: string;
  /** When it began. */
  readonly startedAt: InstantText;
  /** When it ended, not before it began; absent or `null` while it is open. */
  readonly endedAt?: InstantText | null | undefined;
  /** Where it stands. */
  readonly status: "open" | "completed" | "abandoned";
  /** Whether the goal was reached. */
  readonly converted?: boolean | undefined;
  /** What that was worth, in minor units of the data set's currency. */
  readonly value?: number | null | undefined;
  /** Fields of your own. */
  readonly extensions?: Extensions | undefined;
}
