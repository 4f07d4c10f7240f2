import { fail } from "../core/metric-error.ts";
import type { Interaction } from "../model/interaction.ts";
import type { JourneyInstance } from "../model/journey.ts";
import { readInstant } from "../time/instant.ts";
import type { AttributionJourney, AttributionTouch } from "./attribution-journey.ts";
import { checkObject, rowFields } from "./row-fields.ts";

/** Which interactions get credit for what. */
export interface AttributionJourneysOptions {
  /** The touchpoint at which journeys convert; its first interaction is the conversion. Where absent, a journey converts when it ends. */
  readonly goalTouchpointId?: string | undefined;
  /** Touchpoints that may get credit; all but the goal where absent. */
  readonly touchpointIds?: readonly string[] | undefined;
  /**
   * What gets it. Interactions without a channel are touches that cannot be used, and are counted there.
   * @defaultValue `"channel"`
   */
  readonly by?: "channel" | "touchpoint" | undefined;
}

/** Journeys as {@link attribution} takes them. */
export interface AttributionJourneys {
  /** One for each journey, in order. */
  readonly journeys: readonly AttributionJourney[];
  /** Journeys that are said to have converted and do not say when: no conversion here. */
  readonly convertedWithoutInstant: number;
  /** Interactions of no journey, or of one that is not in the list. */
  readonly interactionsWithoutJourney: number;
}

/**
 * Journeys and interactions of a data set as journeys for attribution: one for each journey instance, so that a customer who
 * converts twice is credited twice.
 *
 * @param journeys - `converted: true` are conversions, worth their `value`
 * @param interactions - in any order
 * @param options - see {@link AttributionJourneysOptions}
 * @throws {@link MetricError} `SOURCE_INVALID`, `OPTIONS_INVALID`
 *
 * @example
 * ```ts
 * import { attribution, attributionJourneys } from "customer-metrics/journey";
 *
 * const row = { customerId: "c1", journeyId: "j1" };
 * const { journeys } = attributionJourneys(
 *   [{ id: "j1", customerId: "c1", definitionId: "order", startedAt: "2025-03-01T10:00:00Z", status: "completed", converted: true, value: 4900 }],
 *   [
 *     { ...row, id: "i1", touchpointId: "newsletter", channel: "email", startedAt: "2025-03-01T10:00:00Z" },
 *     { ...row, id: "i2", touchpointId: "checkout", channel: "web", startedAt: "2025-03-02T10:00:00Z" },
 *   ],
 *   { goalTouchpointId: "checkout" },
 * );
 * attribution(journeys, { model: "linear" }).credits; // => [{ channel: "email", credit: 4900 }]
 * ```
 */
export function attributionJourneys(
  journeys: readonly JourneyInstance[],
  interactions: Iterable<Interaction>,
  options: AttributionJourneysOptions = {},
): AttributionJourneys {
  const { goalTouchpointId, touchpointIds, by = "channel" } = options;
  if (!Array.isArray(journeys) || typeof interactions !== "object" || interactions?.[Symbol.iterator] === undefined) {
    fail(
      "SOURCE_INVALID",
      "Cannot put journeys together as journeys must be a list and interactions iterable",
      journeys,
    );
  }
  if (by !== "channel" && by !== "touchpoint") {
    fail("OPTIONS_INVALID", 'Cannot put journeys together as by must be "channel" or "touchpoint"', by);
  }
  for (const journey of journeys) checkObject("journey", journey);
  const allowed = touchpointIds === undefined ? null : new Set(touchpointIds);
  const touches = new Map<string, AttributionTouch[]>(journeys.map(({ id }) => [id, []]));
  const goals = new Map<string, number>();
  let interactionsWithoutJourney = 0;
  for (const row of interactions) {
    const { journeyId, touchpointId, channel = "", startedAt, sequence } = rowFields(row);
    const own = journeyId === null || journeyId === undefined ? undefined : touches.get(journeyId);
    if (own === undefined) interactionsWithoutJourney += 1;
    else if (touchpointId === goalTouchpointId) {
      const at = readInstant(startedAt);
      if (at !== null && at < (goals.get(journeyId!) ?? Infinity)) goals.set(journeyId!, at);
    } else if (allowed === null || allowed.has(touchpointId)) {
      own.push({ channel: by === "channel" ? channel : touchpointId, at: startedAt, sequence });
    }
  }
  let convertedWithoutInstant = 0;
  const result = journeys.map(({ id, converted, endedAt, value }): AttributionJourney => {
    const when = goalTouchpointId === undefined ? (endedAt ?? null) : (goals.get(id) ?? null);
    if (converted === true && when === null) convertedWithoutInstant += 1;
    return { touches: touches.get(id)!, convertedAt: converted === true ? when : null, value: value ?? null };
  });
  return { journeys: result, convertedWithoutInstant, interactionsWithoutJourney };
}
