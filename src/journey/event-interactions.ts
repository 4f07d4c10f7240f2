import { checkChoice } from "../core/choice.ts";
import type { Interaction } from "../model/interaction.ts";
import type { JourneyEvent } from "./event-row.ts";
import { rowFields } from "./row-fields.ts";
import { checkRows } from "./promise-outcomes.ts";

/** The fields of an interaction that make it an event. */
export type InteractionOfCase = Pick<
  Interaction,
  "customerId" | "journeyId" | "touchpointId" | "channel" | "startedAt" | "sequence"
>;

/** Options of {@link interactionEvents}. */
export interface InteractionEventsOptions {
  /** Whose events belong together. @defaultValue `"journey"` */
  readonly caseBy?: "journey" | "customer" | undefined;
  /** What a step is. @defaultValue `"touchpoint"` */
  readonly stepBy?: "touchpoint" | "channel" | undefined;
}

/**
 * Interactions as events of journeys or of customers, for the funnel, transitions, paths and times between steps.
 *
 * An interaction outside a journey, or without a channel, stays in, without a case or a step: whoever reads it counts it
 * in `leftOut`.
 *
 * @param interactions - in any order
 * @param options - see {@link InteractionEventsOptions}
 * @returns an event an interaction, in the same order
 * @throws {@link MetricError} `SOURCE_INVALID`; `CASE_BY_UNKNOWN`; `STEP_BY_UNKNOWN`
 *
 * @example
 * ```ts
 * import { interactionEvents } from "customer-metrics/journey";
 *
 * interactionEvents([
 *   { customerId: "c1", journeyId: "j1", touchpointId: "check-in", startedAt: "2025-03-09T14:00:00+01:00" },
 * ]); // => [{ caseId: "j1", step: "check-in", at: "2025-03-09T14:00:00+01:00" }]
 * ```
 */
export function interactionEvents(
  interactions: Iterable<InteractionOfCase>,
  options: InteractionEventsOptions = {},
): JourneyEvent[] {
  const { caseBy = "journey", stepBy = "touchpoint" } = options;
  checkChoice("CASE_BY_UNKNOWN", "caseBy", caseBy, ["journey", "customer"]);
  checkChoice("STEP_BY_UNKNOWN", "stepBy", stepBy, ["touchpoint", "channel"]);
  const events: JourneyEvent[] = [];
  checkRows("interactions", interactions);
  for (const row of interactions) {
    const { customerId, journeyId, touchpointId, channel, startedAt, sequence } = rowFields(row);
    events.push({
      caseId: caseBy === "customer" ? customerId : (journeyId ?? null),
      step: stepBy === "touchpoint" ? touchpointId : channel,
      at: startedAt,
      sequence,
    });
  }
  return events;
}
