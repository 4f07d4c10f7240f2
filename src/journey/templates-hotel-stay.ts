import type { JourneyTemplate } from "./templates.ts";

/**
 * A stay at a hotel, from the review that one reads to the one that one writes.
 *
 * @returns a new object at each call; 11 touchpoints, each with its team, promises where it makes any, and audit questions
 *
 * @example
 * ```ts
 * import { hotelStay } from "customer-metrics/journey";
 *
 * const { touchpoints, journeyDefinitions } = hotelStay();
 * journeyDefinitions[0]!.plannedPath!.length; // => 6
 * touchpoints.length; // => 11
 * ```
 */
export function hotelStay(): JourneyTemplate {
  return {
    channels: [
      { id: "review-site", medium: "web", direction: "pull", automation: "community" },
      { id: "email", medium: "email", direction: "bidirectional", automation: "assisted" },
      { id: "phone", medium: "telephone", direction: "bidirectional", automation: "human" },
      { id: "web", medium: "web", direction: "pull", automation: "self-service" },
      { id: "on-site", medium: "place", direction: "bidirectional", automation: "human" },
    ],
    journeyDefinitions: [
      {
        id: "hotel-stay",
        version: 1,
        name: "Hotel stay",
        stages: [
          { id: "choose", name: "Choose", kpis: ["conversion"] },
          { id: "book", name: "Book", kpis: ["conversion", "effort"] },
          { id: "arrive", name: "Arrive", kpis: ["kept promises", "emotion"] },
          { id: "stay", name: "Stay", kpis: ["kept promises", "emotion"] },
          { id: "leave", name: "Leave", kpis: ["effort"] },
          { id: "return", name: "Remember and return", kpis: ["nps", "repurchase"] },
        ],
        goalTouchpointId: "stay-book",
        plannedPath: [
          "stay-book",
          "stay-confirmation",
          "stay-check-in",
          "stay-room",
          "stay-check-out",
          "stay-follow-up",
        ],
      },
    ],
    touchpoints: [
      {
        id: "stay-review",
        name: "Review site",
        kind: "digital",
        channels: ["review-site"],
        ownership: "external",
        journeyDefinitionId: "hotel-stay",
        stageId: "choose",
        momentOfTruth: "zero",
        essentiality: "critical-non-essential",
        auditQuestions: [
          "Is what guests read there what they will meet?",
          "Does somebody answer, by name, and what was said?",
        ],
      },
      {
        id: "stay-enquiry",
        name: "Enquiry",
        kind: "communication",
        channels: ["email", "phone"],
        ownership: "brand",
        ownerTeam: "reservations",
        journeyDefinitionId: "hotel-stay",
        stageId: "choose",
        momentOfTruth: "zero",
        essentiality: "critical-non-essential",
        promises: [
          { id: "stay-enquiry-answer", what: "An answer to your enquiry", within: { amount: 4, unit: "hour" } },
        ],
        auditQuestions: [
          "Does the answer come from a person who has read the question?",
          "Is the question answered, or only acknowledged?",
        ],
      },
      {
        id: "stay-book",
        name: "Booking",
        kind: "digital",
        channels: ["web", "phone"],
        ownership: "brand",
        ownerTeam: "reservations",
        journeyDefinitionId: "hotel-stay",
        stageId: "book",
        momentOfTruth: "first",
        essentiality: "core",
        auditQuestions: [
          "Can a guest who has never been here book without help?",
          "Is the price at the end the price at the beginning?",
        ],
      },
      {
        id: "stay-confirmation",
        name: "Confirmation",
        kind: "communication",
        channels: ["email"],
        ownership: "brand",
        ownerTeam: "reservations",
        journeyDefinitionId: "hotel-stay",
        stageId: "book",
        essentiality: "critical-non-essential",
        promises: [
          {
            id: "stay-confirmation-sent",
            what: "A confirmation with all that you asked for",
            within: { amount: 10, unit: "minute" },
          },
        ],
        auditQuestions: ["Is every wish of the guest in it?", "Does it say whom to call?"],
      },
      {
        id: "stay-check-in",
        name: "Check-in",
        kind: "human",
        channels: ["on-site"],
        ownership: "brand",
        ownerTeam: "front desk",
        journeyDefinitionId: "hotel-stay",
        stageId: "arrive",
        momentOfTruth: "first",
        essentiality: "critical-non-essential",
        promises: [
          { id: "stay-check-in-wait", what: "Your key without a wait", within: { amount: 5, unit: "minute" } },
        ],
        auditQuestions: [
          "Is the guest greeted before being asked for anything?",
          "Does the desk know what was reserved, and by whom?",
        ],
      },
      {
        id: "stay-room",
        name: "Room",
        kind: "physical",
        channels: ["on-site"],
        ownership: "brand",
        ownerTeam: "housekeeping",
        journeyDefinitionId: "hotel-stay",
        stageId: "stay",
        momentOfTruth: "second",
        essentiality: "core",
        promises: [
          {
            id: "stay-room-as-reserved",
            what: "The room as reserved, ready on arrival",
            within: { amount: 15, unit: "minute" },
          },
        ],
        auditQuestions: ["Is it the room that was reserved?", "Does everything in it work?"],
      },
      {
        id: "stay-concierge",
        name: "Request to the concierge",
        kind: "human",
        channels: ["on-site", "phone"],
        ownership: "brand",
        ownerTeam: "front desk",
        journeyDefinitionId: "hotel-stay",
        stageId: "stay",
        momentOfTruth: "second",
        essentiality: "critical-non-essential",
        promises: [
          { id: "stay-concierge-done", what: "An answer to your request", within: { amount: 30, unit: "minute" } },
        ],
        auditQuestions: [
          "Is the request written down, with who does it and by when?",
          "Is the guest told when it is done?",
        ],
      },
      {
        id: "stay-breakfast",
        name: "Breakfast",
        kind: "physical",
        channels: ["on-site"],
        ownership: "brand",
        ownerTeam: "kitchen",
        journeyDefinitionId: "hotel-stay",
        stageId: "stay",
        momentOfTruth: "second",
        essentiality: "peripheral",
        auditQuestions: ["Is it fresh in the last half hour too?", "Are wishes of yesterday known today?"],
      },
      {
        id: "stay-complaint",
        name: "Complaint",
        kind: "human",
        channels: ["on-site", "phone", "email"],
        ownership: "brand",
        ownerTeam: "duty management",
        journeyDefinitionId: "hotel-stay",
        stageId: "stay",
        momentOfTruth: "second",
        essentiality: "critical-non-essential",
        promises: [
          { id: "stay-complaint-answered", what: "Somebody who can decide", within: { amount: 1, unit: "hour" } },
        ],
        auditQuestions: [
          "Does the first person who hears it stay responsible?",
          "Is it put right, rather than explained?",
        ],
      },
      {
        id: "stay-check-out",
        name: "Check-out",
        kind: "human",
        channels: ["on-site"],
        ownership: "brand",
        ownerTeam: "front desk",
        journeyDefinitionId: "hotel-stay",
        stageId: "leave",
        momentOfTruth: "second",
        essentiality: "critical-non-essential",
        promises: [
          { id: "stay-check-out-wait", what: "Your bill without a wait", within: { amount: 5, unit: "minute" } },
        ],
        auditQuestions: ["Is the bill right the first time?", "Is the guest asked how it was, and heard?"],
      },
      {
        id: "stay-follow-up",
        name: "Thanks after the stay",
        kind: "communication",
        channels: ["email"],
        ownership: "brand",
        ownerTeam: "guest relations",
        journeyDefinitionId: "hotel-stay",
        stageId: "return",
        momentOfTruth: "third",
        essentiality: "peripheral",
        promises: [
          {
            id: "stay-follow-up-sent",
            what: "A word of thanks, and an answer to what you told us",
            within: { amount: 3, unit: "day" },
          },
        ],
        auditQuestions: ["Does it speak of this stay?", "Is what went wrong mentioned first?"],
      },
    ],
  };
}
