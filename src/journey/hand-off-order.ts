import type { Interaction } from "../model/interaction.ts";
import { readInstant } from "../time/instant.ts";
import { rowFields } from "./row-fields.ts";
import { checkRows } from "./promise-outcomes.ts";

/** What puts an interaction in its place. */
export interface PlacedInteraction extends Pick<Interaction, "journeyId" | "sequence"> {
  /** When it began: ISO 8601 with offset, epoch milliseconds, or a Date. */
  readonly startedAt: number | Date | string;
}

/** Interactions that have no place. */
export interface PlacedLeftOut {
  /** Of no journey. */
  readonly withoutJourney: number;
  /** `startedAt` is no instant. */
  readonly invalidInstant: number;
}

/** Interactions by journey. */
export interface JourneysInOrder<Event> {
  /** Journeys by code unit of their ids; each in order of instant, then `sequence` (0 where absent), then place in the list. */
  readonly byJourney: readonly (readonly [journeyId: string, events: readonly Event[]])[];
  readonly leftOut: PlacedLeftOut;
}

/** Puts interactions in order, journey by journey. */
export function inTimeOrder<Event extends PlacedInteraction>(interactions: Iterable<Event>): JourneysInOrder<Event> {
  interface Placed {
    readonly event: Event;
    readonly at: number;
    readonly sequence: number;
  }
  const journeys = new Map<string, Placed[]>();
  const leftOut = { withoutJourney: 0, invalidInstant: 0 };
  checkRows("interactions", interactions);
  for (const row of interactions) {
    const event = rowFields(row);
    const at = readInstant(event.startedAt);
    if (typeof event.journeyId !== "string") leftOut.withoutJourney += 1;
    else if (at === null) leftOut.invalidInstant += 1;
    else {
      const sequence = Number.isFinite(event.sequence) ? event.sequence! : 0;
      const journey = journeys.get(event.journeyId);
      if (journey === undefined) journeys.set(event.journeyId, [{ event, at, sequence }]);
      else journey.push({ event, at, sequence });
    }
  }
  const byJourney = [...journeys]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([id, placed]) => {
      // The sort is stable: rows of one instant and sequence stay in place.
      placed.sort((a, b) => a.at - b.at || a.sequence - b.sequence);
      return [id, placed.map(({ event }) => event)] as const;
    });
  return { byJourney, leftOut };
}
