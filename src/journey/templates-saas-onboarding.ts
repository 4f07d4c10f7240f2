import type { JourneyTemplate } from "./templates.ts";

/**
 * The first weeks with a subscription to software, until it is of use.
 *
 * @returns a new object at each call; 10 touchpoints, each with its team, promises where it makes any, and audit questions
 *
 * @example
 * ```ts
 * import { saasOnboarding } from "customer-metrics/journey";
 *
 * const { touchpoints, journeyDefinitions } = saasOnboarding();
 * journeyDefinitions[0]!.plannedPath!.length; // => 5
 * touchpoints.length; // => 10
 * ```
 */
export function saasOnboarding(): JourneyTemplate {
  return {
    channels: [
      { id: "web", medium: "web", direction: "pull", automation: "self-service" },
      { id: "phone", medium: "telephone", direction: "bidirectional", automation: "human" },
      { id: "email", medium: "email", direction: "bidirectional", automation: "assisted" },
      { id: "app", medium: "app", direction: "bidirectional", automation: "self-service" },
      { id: "chat", medium: "chat", direction: "bidirectional", automation: "assisted" },
      { id: "on-site", medium: "place", direction: "bidirectional", automation: "human" },
    ],
    journeyDefinitions: [
      {
        id: "saas-onboarding",
        version: 1,
        name: "Onboarding",
        stages: [
          { id: "try", name: "Try", kpis: ["activation"] },
          { id: "buy", name: "Buy", kpis: ["conversion"] },
          { id: "set-up", name: "Set up", kpis: ["time to first value", "effort"] },
          { id: "adopt", name: "Adopt", kpis: ["active use"] },
          { id: "renew", name: "Renew", kpis: ["churn", "nps"] },
        ],
        goalTouchpointId: "onboarding-first-value",
        plannedPath: [
          "onboarding-sign-up",
          "onboarding-welcome",
          "onboarding-import",
          "onboarding-first-value",
          "onboarding-review",
        ],
      },
    ],
    touchpoints: [
      {
        id: "onboarding-sign-up",
        name: "Sign-up",
        kind: "digital",
        channels: ["web"],
        ownership: "brand",
        ownerTeam: "product",
        journeyDefinitionId: "saas-onboarding",
        stageId: "try",
        momentOfTruth: "first",
        essentiality: "core",
        auditQuestions: ["Is only asked what is needed today?", "Can one look around before giving anything?"],
      },
      {
        id: "onboarding-demo",
        name: "Demonstration",
        kind: "human",
        channels: ["phone"],
        ownership: "brand",
        ownerTeam: "sales",
        journeyDefinitionId: "saas-onboarding",
        stageId: "buy",
        momentOfTruth: "first",
        essentiality: "peripheral",
        promises: [
          {
            id: "onboarding-demo-held",
            what: "A demonstration with your own case",
            within: { amount: 3, unit: "day" },
          },
        ],
        auditQuestions: ["Are questions asked before slides are shown?", "Is it said what the product cannot do?"],
      },
      {
        id: "onboarding-contract",
        name: "Contract and invoice",
        kind: "communication",
        channels: ["email"],
        ownership: "brand",
        ownerTeam: "finance",
        journeyDefinitionId: "saas-onboarding",
        stageId: "buy",
        essentiality: "critical-non-essential",
        promises: [
          { id: "onboarding-contract-sent", what: "The contract as agreed", within: { amount: 1, unit: "day" } },
        ],
        auditQuestions: ["Is it what the seller said?", "Can it be cancelled the way it was bought?"],
      },
      {
        id: "onboarding-welcome",
        name: "Welcome",
        kind: "communication",
        channels: ["email"],
        ownership: "brand",
        ownerTeam: "customer success",
        journeyDefinitionId: "saas-onboarding",
        stageId: "set-up",
        momentOfTruth: "first",
        essentiality: "critical-non-essential",
        promises: [
          { id: "onboarding-welcome-sent", what: "A named contact and a plan", within: { amount: 1, unit: "day" } },
        ],
        auditQuestions: ["Is there a person with a name?", "Does the plan name the customer's own goal?"],
      },
      {
        id: "onboarding-import",
        name: "Import of data",
        kind: "digital",
        channels: ["app", "chat"],
        ownership: "brand",
        ownerTeam: "product",
        journeyDefinitionId: "saas-onboarding",
        stageId: "set-up",
        momentOfTruth: "second",
        essentiality: "core",
        promises: [
          { id: "onboarding-import-done", what: "Your data in, checked with you", within: { amount: 5, unit: "day" } },
        ],
        auditQuestions: ["Is every row that was refused named, with why?", "Can it be undone?"],
      },
      {
        id: "onboarding-training",
        name: "Training",
        kind: "human",
        channels: ["phone", "on-site"],
        ownership: "brand",
        ownerTeam: "customer success",
        journeyDefinitionId: "saas-onboarding",
        stageId: "set-up",
        essentiality: "peripheral",
        promises: [{ id: "onboarding-training-held", what: "A date for training", within: { amount: 7, unit: "day" } }],
        auditQuestions: ["Does it use the customer's own data?", "Is there a recording for those who were away?"],
      },
      {
        id: "onboarding-first-value",
        name: "First result of use",
        kind: "digital",
        channels: ["app"],
        ownership: "brand",
        ownerTeam: "product",
        journeyDefinitionId: "saas-onboarding",
        stageId: "adopt",
        momentOfTruth: "second",
        essentiality: "core",
        promises: [
          { id: "onboarding-first-value-reached", what: "Your first result", within: { amount: 14, unit: "day" } },
        ],
        auditQuestions: ["Do we know the moment, and see it?", "Does the customer see it too?"],
      },
      {
        id: "onboarding-support",
        name: "Question to support",
        kind: "communication",
        channels: ["chat", "email"],
        ownership: "brand",
        ownerTeam: "support",
        journeyDefinitionId: "saas-onboarding",
        stageId: "adopt",
        momentOfTruth: "second",
        essentiality: "critical-non-essential",
        promises: [
          {
            id: "onboarding-support-first-answer",
            what: "A first answer from a person",
            within: { amount: 4, unit: "hour" },
          },
          { id: "onboarding-support-solved", what: "An answer that settles it", within: { amount: 2, unit: "day" } },
        ],
        auditQuestions: ["Is the customer asked only once?", "Is the case closed by the customer, not by a clock?"],
      },
      {
        id: "onboarding-outage",
        name: "Word of an outage",
        kind: "communication",
        channels: ["email", "web"],
        ownership: "brand",
        ownerTeam: "operations",
        journeyDefinitionId: "saas-onboarding",
        stageId: "adopt",
        essentiality: "critical-non-essential",
        promises: [
          { id: "onboarding-outage-told", what: "A notice while it lasts", within: { amount: 30, unit: "minute" } },
        ],
        auditQuestions: ["Do customers hear it from us first?", "Is it said afterwards what was changed?"],
      },
      {
        id: "onboarding-review",
        name: "Review of the first quarter",
        kind: "human",
        channels: ["phone"],
        ownership: "brand",
        ownerTeam: "customer success",
        journeyDefinitionId: "saas-onboarding",
        stageId: "renew",
        momentOfTruth: "third",
        essentiality: "critical-non-essential",
        promises: [
          {
            id: "onboarding-review-held",
            what: "A review of what you wanted and what you got",
            within: { amount: 90, unit: "day" },
          },
        ],
        auditQuestions: ["Are the figures the customer's, not ours?", "Is it said what was not reached?"],
      },
    ],
  };
}
