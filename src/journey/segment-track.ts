import { fail } from "../core/metric-error.ts";
import type { Interaction } from "../model/interaction.ts";
import { instantToIso, readInstant } from "../time/instant.ts";
import { looksLikeEmail } from "./from-table-cell.ts";

/** A call of the Segment spec, as its exports and destinations have it; fields that are not used here are ignored. */
export interface SegmentCall {
  /** `"track"`; others are counted. */
  readonly type?: unknown;
  /** What happened. */
  readonly event?: unknown;
  /** Unique. */
  readonly messageId?: unknown;
  /** Who. */
  readonly userId?: unknown;
  /** Who, before they signed in. */
  readonly anonymousId?: unknown;
  /** When, corrected by Segment for the clock of the device. */
  readonly timestamp?: unknown;
  /** As the device saw it; used where there is no `timestamp`. */
  readonly originalTimestamp?: unknown;
  /** What belongs to the event. */
  readonly properties?: unknown;
}

/** What events are here. */
export interface SegmentMapping {
  /** Touchpoint by event name; events without one are counted. */
  readonly touchpoints: { readonly [event: string]: string };
  /** Channel of all of them. */
  readonly channel?: string | undefined;
  /** Property that has the journey's id. */
  readonly journeyProperty?: string | undefined;
  /**
   * Whether `anonymousId` stands for the customer where there is no `userId`.
   * @defaultValue `false`
   */
  readonly useAnonymousId?: boolean | undefined;
}

/** Why a call is no interaction. */
export type SegmentCode =
  | "not-track"
  | "event-unmapped"
  | "message-id-missing"
  | "duplicate-message"
  | "customer-missing"
  | "personal-data"
  | "timestamp-invalid";

/** Interactions out of track calls. */
export interface SegmentReading {
  /** In the order of the calls. */
  readonly interactions: readonly Interaction[];
  /** Calls: interactions and those left out. */
  readonly read: number;
  /** Calls that are none, counted by reason. */
  readonly leftOut: { readonly [Code in SegmentCode]: number };
  /** Names of events that have no touchpoint, with how often each came; the most frequent first. */
  readonly unmappedEvents: readonly { readonly event: string; readonly calls: number }[];
}

/**
 * Track calls of Segment as interactions. A message that was delivered twice is one interaction; e-mail addresses as user ids are
 * refused, because the model has pseudonyms alone.
 *
 * @param calls - calls of all types
 * @param mapping - see {@link SegmentMapping}
 * @returns `read` = interactions + all of `leftOut`
 * @throws {@link MetricError} `SOURCE_INVALID`, `MAPPING_INVALID`
 * @see Segment, "Spec: Track".
 *
 * @example
 * ```ts
 * import { fromSegmentTrack } from "customer-metrics/journey";
 *
 * const call = { type: "track", messageId: "m1", userId: "u1", event: "Order Completed", timestamp: "2025-03-09T10:30:00.000Z" };
 * const { interactions, leftOut } = fromSegmentTrack([call, call, { type: "page" }], {
 *   touchpoints: { "Order Completed": "checkout" },
 *   channel: "web",
 * });
 * interactions; // => [{ id: "m1", customerId: "u1", touchpointId: "checkout", channel: "web", startedAt: "2025-03-09T10:30:00.000Z" }]
 * leftOut; // => { "not-track": 1, "duplicate-message": 1 }
 * ```
 */
export function fromSegmentTrack(calls: Iterable<SegmentCall>, mapping: SegmentMapping): SegmentReading {
  if (typeof calls !== "object" || calls?.[Symbol.iterator] === undefined) {
    fail("SOURCE_INVALID", "Cannot read calls as they must be iterable", calls);
  }
  if (typeof mapping?.touchpoints !== "object" || mapping.touchpoints === null) {
    fail("MAPPING_INVALID", "Cannot read calls as mapping must have touchpoints by event", mapping);
  }
  const interactions: Interaction[] = [];
  const leftOut = {
    "not-track": 0,
    "event-unmapped": 0,
    "message-id-missing": 0,
    "duplicate-message": 0,
    "customer-missing": 0,
    "personal-data": 0,
    "timestamp-invalid": 0,
  };
  const ids = new Set<string>();
  const unmapped = new Map<string, number>();
  let read = 0;
  for (const call of calls) {
    read += 1;
    const found = interactionOf(call, mapping, ids);
    if (typeof found !== "string") {
      ids.add(found.id);
      interactions.push(found);
      continue;
    }
    leftOut[found] += 1;
    if (found === "event-unmapped") {
      const event = String(call.event);
      unmapped.set(event, (unmapped.get(event) ?? 0) + 1);
    }
  }
  const unmappedEvents = [...unmapped].map(([event, count]) => ({ event, calls: count }));
  unmappedEvents.sort((a, b) => b.calls - a.calls || (a.event < b.event ? -1 : 1));
  return { interactions, read, leftOut, unmappedEvents };
}

function interactionOf(
  call: SegmentCall,
  mapping: SegmentMapping,
  ids: ReadonlySet<string>,
): Interaction | SegmentCode {
  if (typeof call !== "object" || call === null || call.type !== "track") return "not-track";
  const { event, messageId: id, userId, anonymousId, properties } = call;
  if (typeof event !== "string" || !Object.hasOwn(mapping.touchpoints, event)) return "event-unmapped";
  if (!isText(id)) return "message-id-missing";
  if (ids.has(id)) return "duplicate-message";
  const customerId = isText(userId) ? userId : mapping.useAnonymousId === true ? anonymousId : null;
  if (!isText(customerId)) return "customer-missing";
  if (looksLikeEmail(customerId)) return "personal-data";
  const at = readInstant(call.timestamp ?? call.originalTimestamp);
  if (at === null) return "timestamp-invalid";
  const { journeyProperty, channel } = mapping;
  const journeyId =
    journeyProperty === undefined ||
    typeof properties !== "object" ||
    properties === null ||
    !Object.hasOwn(properties, journeyProperty)
      ? null
      : (properties as { readonly [name: string]: unknown })[journeyProperty];
  return {
    id,
    customerId,
    touchpointId: mapping.touchpoints[event]!,
    ...(channel === undefined ? {} : { channel }),
    ...(isText(journeyId) ? { journeyId } : {}),
    startedAt: instantToIso(at),
  };
}

function isText(value: unknown): value is string {
  return typeof value === "string" && value !== "";
}
