import type { Channel } from "../model/channel.ts";
import type { JourneyDefinition } from "../model/journey.ts";
import type { Touchpoint } from "../model/touchpoint.ts";

/** A journey to start from: lists for a data set. What they promise is an example; put in what you promise. */
export interface JourneyTemplate {
  /** Ways to meet. */
  readonly channels: readonly Channel[];
  /** The journey with its stages and the way that customers are meant to go. */
  readonly journeyDefinitions: readonly JourneyDefinition[];
  /** What customers meet on it, with promises and what an auditor asks. */
  readonly touchpoints: readonly Touchpoint[];
}
