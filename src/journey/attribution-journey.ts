import { readInstant } from "../time/instant.ts";

/** A contact with a customer that may get credit. */
export interface AttributionTouch {
  /** Through which channel, or whatever is to be credited: a campaign, a touchpoint. */
  readonly channel: string;
  /** When: ISO 8601 with offset, epoch milliseconds, or a Date. */
  readonly at: string | number | Date;
  /** Order among touches of one instant; 0 where absent. */
  readonly sequence?: number | undefined;
}

/** One way to one conversion, or to none. A customer who converts twice has two. */
export interface AttributionJourney {
  /** In any order. */
  readonly touches: readonly AttributionTouch[];
  /** When it converted; `null` or absent: it did not. */
  readonly convertedAt?: string | number | Date | null | undefined;
  /** What the conversion was worth: any unit, best whole minor units of one currency. */
  readonly value?: number | null | undefined;
}

/** Why a journey could not be used. */
export type AttributionJourneyCode = "journey-invalid" | "converted-at-invalid" | "value-invalid";

/** What was not used, counted. */
export interface AttributionLeftOut {
  /** Journeys that are none, or that have no list of touches. */
  "journey-invalid": number;
  /** Journeys whose `convertedAt` is no instant. */
  "converted-at-invalid": number;
  /** Converted journeys without a finite value within 2^53, where values are shared out. */
  "value-invalid": number;
  /** Touches without a channel, or whose instant cannot be read. */
  "touch-invalid": number;
  /** Touches after the conversion. */
  "touch-after-conversion": number;
  /** Touches before the lookback window. */
  "touch-before-lookback": number;
}

/** Nothing left out. */
export function noneLeftOut(): AttributionLeftOut {
  return {
    "journey-invalid": 0,
    "converted-at-invalid": 0,
    "value-invalid": 0,
    "touch-invalid": 0,
    "touch-after-conversion": 0,
    "touch-before-lookback": 0,
  };
}

/** Touches of a journey that count, in order. */
export interface EligibleTouches {
  readonly channels: string[];
  /** Epoch milliseconds. */
  readonly instants: number[];
}

/** Puts the touches at or before `until`, and not more than `lookback` milliseconds before it, in order; counts the others. */
export function eligibleTouches(
  touches: readonly AttributionTouch[],
  until: number,
  lookback: number,
  leftOut: AttributionLeftOut,
): EligibleTouches {
  const channels: string[] = [];
  const instants: number[] = [];
  const sequences: number[] = [];
  let isSorted = true;
  for (const touch of touches) {
    const at = readInstant(touch?.at);
    const sequence = touch?.sequence ?? 0;
    if (at === null || typeof touch.channel !== "string" || touch.channel === "" || !Number.isFinite(sequence)) {
      leftOut["touch-invalid"] += 1;
    } else if (at > until) leftOut["touch-after-conversion"] += 1;
    else if (at < until - lookback) leftOut["touch-before-lookback"] += 1;
    else {
      const last = instants.length - 1;
      if (last >= 0 && (at < instants[last]! || (at === instants[last] && sequence < sequences[last]!)))
        isSorted = false;
      channels.push(touch.channel);
      instants.push(at);
      sequences.push(sequence);
    }
  }
  if (isSorted) return { channels, instants };
  const order = instants.map((_, i) => i);
  order.sort((a, b) => instants[a]! - instants[b]! || sequences[a]! - sequences[b]! || a - b);
  return { channels: order.map((i) => channels[i]!), instants: order.map((i) => instants[i]!) };
}

/** When a journey converted, `null` if it did not; or why that cannot be told. */
export function conversionInstant(journey: AttributionJourney): number | null | AttributionJourneyCode {
  if (typeof journey !== "object" || journey === null || !Array.isArray(journey.touches)) return "journey-invalid";
  const convertedAt = journey.convertedAt ?? null;
  return convertedAt === null ? null : (readInstant(convertedAt) ?? "converted-at-invalid");
}
