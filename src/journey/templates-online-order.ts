import type { JourneyTemplate } from "./templates.ts";

/**
 * An order from a shop on the web, from the search to the return.
 *
 * @returns a new object at each call; 11 touchpoints, each with its team, promises where it makes any, and audit questions
 *
 * @example
 * ```ts
 * import { onlineOrder } from "customer-metrics/journey";
 *
 * const { touchpoints, journeyDefinitions } = onlineOrder();
 * journeyDefinitions[0]!.plannedPath!.length; // => 5
 * touchpoints.length; // => 11
 * ```
 */
export function onlineOrder(): JourneyTemplate {
  return {
    channels: [
      { id: "review-site", medium: "web", direction: "pull", automation: "community" },
      { id: "web", medium: "web", direction: "pull", automation: "self-service" },
      { id: "app", medium: "app", direction: "bidirectional", automation: "self-service" },
      { id: "chat", medium: "chat", direction: "bidirectional", automation: "assisted" },
      { id: "phone", medium: "telephone", direction: "bidirectional", automation: "human" },
      { id: "email", medium: "email", direction: "bidirectional", automation: "assisted" },
      { id: "courier", medium: "parcel", direction: "push", automation: "human" },
      { id: "sms", medium: "text message", direction: "push", automation: "automated" },
    ],
    journeyDefinitions: [
      {
        id: "online-order",
        version: 1,
        name: "Online order",
        stages: [
          { id: "find", name: "Find", kpis: ["conversion"] },
          { id: "order", name: "Order", kpis: ["conversion", "effort"] },
          { id: "wait", name: "Wait", kpis: ["kept promises"] },
          { id: "receive", name: "Receive", kpis: ["emotion"] },
          { id: "after", name: "Afterwards", kpis: ["returns", "nps", "repurchase"] },
        ],
        goalTouchpointId: "order-checkout",
        plannedPath: ["order-product-page", "order-checkout", "order-confirmation", "order-dispatch", "order-delivery"],
      },
    ],
    touchpoints: [
      {
        id: "order-review",
        name: "Reviews",
        kind: "digital",
        channels: ["review-site"],
        ownership: "external",
        journeyDefinitionId: "online-order",
        stageId: "find",
        momentOfTruth: "zero",
        essentiality: "critical-non-essential",
        auditQuestions: ["Are bad ones answered?", "Is what they say of delivery true today?"],
      },
      {
        id: "order-product-page",
        name: "Product page",
        kind: "digital",
        channels: ["web", "app"],
        ownership: "brand",
        ownerTeam: "shop",
        journeyDefinitionId: "online-order",
        stageId: "find",
        momentOfTruth: "zero",
        essentiality: "core",
        auditQuestions: [
          "Is it clear what is in the box, and what is not?",
          "Is the day of delivery there before the order?",
        ],
      },
      {
        id: "order-advice",
        name: "Advice",
        kind: "communication",
        channels: ["chat", "phone"],
        ownership: "brand",
        ownerTeam: "service",
        journeyDefinitionId: "online-order",
        stageId: "find",
        momentOfTruth: "zero",
        essentiality: "peripheral",
        promises: [
          { id: "order-advice-answered", what: "An answer to your question", within: { amount: 10, unit: "minute" } },
        ],
        auditQuestions: ["Would the adviser buy it for that purpose?", "Is not buying an answer too?"],
      },
      {
        id: "order-checkout",
        name: "Checkout",
        kind: "digital",
        channels: ["web", "app"],
        ownership: "brand",
        ownerTeam: "shop",
        journeyDefinitionId: "online-order",
        stageId: "order",
        momentOfTruth: "first",
        essentiality: "core",
        auditQuestions: ["Are all costs there on the first page?", "Can one order without an account?"],
      },
      {
        id: "order-confirmation",
        name: "Confirmation",
        kind: "communication",
        channels: ["email"],
        ownership: "brand",
        ownerTeam: "shop",
        journeyDefinitionId: "online-order",
        stageId: "order",
        essentiality: "critical-non-essential",
        promises: [
          {
            id: "order-confirmation-sent",
            what: "A confirmation with the day of delivery",
            within: { amount: 5, unit: "minute" },
          },
        ],
        auditQuestions: ["Is the day a day, not a range of a week?", "Can the order be changed from it?"],
      },
      {
        id: "order-dispatch",
        name: "Dispatch",
        kind: "physical",
        channels: ["courier"],
        ownership: "brand",
        ownerTeam: "warehouse",
        journeyDefinitionId: "online-order",
        stageId: "wait",
        essentiality: "core",
        promises: [
          {
            id: "order-dispatch-handed-over",
            what: "Your parcel with the carrier",
            within: { amount: 1, unit: "day" },
          },
        ],
        auditQuestions: ["Is everything ordered in it?", "Is it packed for the weather and the way?"],
      },
      {
        id: "order-delay",
        name: "Word of a delay",
        kind: "communication",
        channels: ["email", "sms"],
        ownership: "brand",
        ownerTeam: "service",
        journeyDefinitionId: "online-order",
        stageId: "wait",
        momentOfTruth: "second",
        essentiality: "critical-non-essential",
        promises: [
          { id: "order-delay-told", what: "A message before the day passes", within: { amount: 12, unit: "hour" } },
        ],
        auditQuestions: ["Does the customer hear it from us first?", "Is there a choice to cancel?"],
      },
      {
        id: "order-delivery",
        name: "Delivery",
        kind: "physical",
        channels: ["courier"],
        ownership: "brand",
        ownerTeam: "warehouse",
        journeyDefinitionId: "online-order",
        stageId: "receive",
        momentOfTruth: "first",
        essentiality: "core",
        promises: [
          { id: "order-delivery-arrived", what: "Your parcel at the door", within: { amount: 3, unit: "day" } },
        ],
        auditQuestions: ["Is it where it was to be left?", "Is it whole?"],
      },
      {
        id: "order-return",
        name: "Return",
        kind: "physical",
        channels: ["courier", "web"],
        ownership: "brand",
        ownerTeam: "service",
        journeyDefinitionId: "online-order",
        stageId: "after",
        momentOfTruth: "second",
        essentiality: "critical-non-essential",
        promises: [
          { id: "order-return-label", what: "A label for the parcel", within: { amount: 1, unit: "hour" } },
          { id: "order-return-refund", what: "Your money back", within: { amount: 5, unit: "day" } },
        ],
        auditQuestions: ["Can it be done without asking why?", "Is the refund as fast as the payment was?"],
      },
      {
        id: "order-complaint",
        name: "Complaint",
        kind: "communication",
        channels: ["email", "phone", "chat"],
        ownership: "brand",
        ownerTeam: "service",
        journeyDefinitionId: "online-order",
        stageId: "after",
        momentOfTruth: "second",
        essentiality: "critical-non-essential",
        promises: [
          {
            id: "order-complaint-answered",
            what: "An answer from somebody who can decide",
            within: { amount: 1, unit: "day" },
          },
        ],
        auditQuestions: ["Is the answer about this order?", "Is it put right before it is explained?"],
      },
      {
        id: "order-follow-up",
        name: "Question how it was",
        kind: "communication",
        channels: ["email"],
        ownership: "brand",
        ownerTeam: "service",
        journeyDefinitionId: "online-order",
        stageId: "after",
        momentOfTruth: "third",
        essentiality: "peripheral",
        promises: [
          {
            id: "order-follow-up-sent",
            what: "One question, and an answer to yours",
            within: { amount: 14, unit: "day" },
          },
        ],
        auditQuestions: ["Is it one question?", "Does somebody read the comments, and reply?"],
      },
    ],
  };
}
