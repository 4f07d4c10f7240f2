import type { JourneyTemplate } from "./templates.ts";

/**
 * A repair in a workshop: brought in, estimated, repaired, collected.
 *
 * @returns a new object at each call; 10 touchpoints, each with its team, promises where it makes any, and audit questions
 *
 * @example
 * ```ts
 * import { repairShop } from "customer-metrics/journey";
 *
 * const { touchpoints, journeyDefinitions } = repairShop();
 * journeyDefinitions[0]!.plannedPath!.length; // => 6
 * touchpoints.length; // => 10
 * ```
 */
export function repairShop(): JourneyTemplate {
  return {
    channels: [
      { id: "phone", medium: "telephone", direction: "bidirectional", automation: "human" },
      { id: "web", medium: "web", direction: "pull", automation: "self-service" },
      { id: "on-site", medium: "place", direction: "bidirectional", automation: "human" },
      { id: "email", medium: "email", direction: "bidirectional", automation: "assisted" },
      { id: "sms", medium: "text message", direction: "push", automation: "automated" },
    ],
    journeyDefinitions: [
      {
        id: "repair",
        version: 1,
        name: "Repair",
        stages: [
          { id: "ask", name: "Ask", kpis: ["response time"] },
          { id: "bring", name: "Bring in", kpis: ["wait"] },
          { id: "repair", name: "Repair", kpis: ["kept promises"] },
          { id: "collect", name: "Collect", kpis: ["kept promises", "emotion"] },
          { id: "use", name: "Use", kpis: ["repeat repairs", "nps"] },
        ],
        goalTouchpointId: "repair-collection",
        plannedPath: [
          "repair-appointment",
          "repair-hand-over",
          "repair-estimate",
          "repair-work",
          "repair-ready",
          "repair-collection",
        ],
      },
    ],
    touchpoints: [
      {
        id: "repair-call",
        name: "First call",
        kind: "communication",
        channels: ["phone"],
        ownership: "brand",
        ownerTeam: "counter",
        journeyDefinitionId: "repair",
        stageId: "ask",
        momentOfTruth: "zero",
        essentiality: "critical-non-essential",
        promises: [
          { id: "repair-call-back", what: "A call back where we missed you", within: { amount: 2, unit: "hour" } },
        ],
        auditQuestions: [
          "Is the telephone answered by somebody who knows the workshop?",
          "Does the caller learn when and roughly for how much?",
        ],
      },
      {
        id: "repair-appointment",
        name: "Appointment",
        kind: "digital",
        channels: ["web", "phone"],
        ownership: "brand",
        ownerTeam: "counter",
        journeyDefinitionId: "repair",
        stageId: "ask",
        momentOfTruth: "first",
        essentiality: "critical-non-essential",
        promises: [
          { id: "repair-appointment-confirmed", what: "A confirmed appointment", within: { amount: 1, unit: "hour" } },
        ],
        auditQuestions: ["Is there a date within the week?", "Can it be moved without a call?"],
      },
      {
        id: "repair-hand-over",
        name: "Hand-over",
        kind: "human",
        channels: ["on-site"],
        ownership: "brand",
        ownerTeam: "counter",
        journeyDefinitionId: "repair",
        stageId: "bring",
        momentOfTruth: "first",
        essentiality: "critical-non-essential",
        promises: [
          { id: "repair-hand-over-wait", what: "Your turn at the time agreed", within: { amount: 10, unit: "minute" } },
        ],
        auditQuestions: [
          "Is the fault written down in the customer's words?",
          "Does the customer leave with a name and a date?",
        ],
      },
      {
        id: "repair-estimate",
        name: "Estimate",
        kind: "communication",
        channels: ["email", "phone"],
        ownership: "brand",
        ownerTeam: "workshop",
        journeyDefinitionId: "repair",
        stageId: "bring",
        momentOfTruth: "first",
        essentiality: "core",
        promises: [
          { id: "repair-estimate-sent", what: "An estimate before any work", within: { amount: 1, unit: "day" } },
        ],
        auditQuestions: ["Can a layman read it?", "Is it said what happens if more is found?"],
      },
      {
        id: "repair-work",
        name: "Repair",
        kind: "physical",
        channels: ["on-site"],
        ownership: "brand",
        ownerTeam: "workshop",
        journeyDefinitionId: "repair",
        stageId: "repair",
        momentOfTruth: "second",
        essentiality: "core",
        promises: [
          { id: "repair-work-done", what: "The repair, by the date agreed", within: { amount: 5, unit: "day" } },
        ],
        auditQuestions: ["Is the fault gone, and tested?", "Is it cleaner than it came?"],
      },
      {
        id: "repair-delay",
        name: "Word of a delay",
        kind: "communication",
        channels: ["phone", "sms"],
        ownership: "brand",
        ownerTeam: "workshop",
        journeyDefinitionId: "repair",
        stageId: "repair",
        momentOfTruth: "second",
        essentiality: "critical-non-essential",
        promises: [
          {
            id: "repair-delay-told",
            what: "A call before the date passes, not after",
            within: { amount: 1, unit: "day" },
          },
        ],
        auditQuestions: ["Does the customer hear it from us first?", "Is there a new date, and a choice?"],
      },
      {
        id: "repair-ready",
        name: "Word that it is ready",
        kind: "communication",
        channels: ["sms", "email"],
        ownership: "brand",
        ownerTeam: "counter",
        journeyDefinitionId: "repair",
        stageId: "collect",
        essentiality: "critical-non-essential",
        promises: [
          { id: "repair-ready-told", what: "A message as soon as it is ready", within: { amount: 1, unit: "hour" } },
        ],
        auditQuestions: ["Does it say the amount and the opening hours?", "Does it go out on the same day?"],
      },
      {
        id: "repair-collection",
        name: "Collection",
        kind: "human",
        channels: ["on-site"],
        ownership: "brand",
        ownerTeam: "counter",
        journeyDefinitionId: "repair",
        stageId: "collect",
        momentOfTruth: "second",
        essentiality: "core",
        promises: [
          { id: "repair-collection-wait", what: "Your turn without a wait", within: { amount: 10, unit: "minute" } },
        ],
        auditQuestions: ["Is the work explained and shown?", "Is the amount that of the estimate?"],
      },
      {
        id: "repair-guarantee",
        name: "Claim under guarantee",
        kind: "human",
        channels: ["on-site", "phone"],
        ownership: "brand",
        ownerTeam: "workshop",
        journeyDefinitionId: "repair",
        stageId: "use",
        momentOfTruth: "second",
        essentiality: "critical-non-essential",
        promises: [
          { id: "repair-guarantee-looked", what: "A look at it before new work", within: { amount: 2, unit: "day" } },
        ],
        auditQuestions: ["Is the customer believed first?", "Is it free without being asked?"],
      },
      {
        id: "repair-check",
        name: "Call after a week",
        kind: "communication",
        channels: ["phone"],
        ownership: "brand",
        ownerTeam: "counter",
        journeyDefinitionId: "repair",
        stageId: "use",
        momentOfTruth: "third",
        essentiality: "peripheral",
        promises: [{ id: "repair-check-made", what: "A call whether all is well", within: { amount: 7, unit: "day" } }],
        auditQuestions: ["Does the caller know what was repaired?", "Is what is said written down?"],
      },
    ],
  };
}
