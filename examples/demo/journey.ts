export { fromTable } from "../../src/journey/from-table.ts";
export { interactionEvents } from "../../src/journey/event-interactions.ts";
export { journeyFunnel } from "../../src/journey/funnel.ts";
export {
  momentOfTruthScorecard,
  type ScorecardLine,
  type ScorecardResult,
} from "../../src/journey/moment-of-truth-scorecard.ts";
export type { MomentOfTruthResult } from "../../src/journey/moment-of-truth.ts";
export { promiseImpact } from "../../src/journey/promise-impact.ts";
export { promisesThatCostMost } from "../../src/journey/promise-cost.ts";
export { threeRules } from "../../src/journey/three-rules.ts";
export { touchpointAudit } from "../../src/journey/touchpoint-audit.ts";
export { touchpointAuditTemplate } from "../../src/journey/touchpoint-audit-template.ts";
export type { Dataset } from "../../src/model/dataset.ts";
export type { AuditEntry, OrganisationValue } from "../../src/model/touchpoint-audit.ts";
