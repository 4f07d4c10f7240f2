/**
 * Rows of real survey exports in, responses out, and nothing lost on the way.
 *
 * One reader a vendor, which knows what the vendor's format settles, and {@link readSurveyTable} for
 * any other table. Rows come as a CSV library or an API gives them; no reader parses text.
 *
 * @module
 */
export { isMetricError, MetricError } from "../core/metric-error.ts";
export { readAskNicely } from "./read-asknicely.ts";
export { readDelighted } from "./read-delighted.ts";
export { readHubSpot } from "./read-hubspot.ts";
export { readQualtrics } from "./read-qualtrics.ts";
export { readSurveyMonkey } from "./read-survey-monkey.ts";
export { readSurveyTable } from "./read-survey-table.ts";
export { readTypeform } from "./read-typeform.ts";
export { readZendesk, type ZendeskOptions, type ZendeskReading } from "./read-zendesk.ts";
export type {
  AskedWhen,
  Column,
  DateFormat,
  QuestionMapping,
  RowFilter,
  RowMapping,
  RowReason,
  SurveyMapping,
  SurveyRows,
} from "./survey-mapping.ts";
export type {
  CellValue,
  FindingReason,
  QuestionAudit,
  ReadFinding,
  RejectedAnswer,
  SurveyAudit,
  SurveyReading,
} from "./survey-reading.ts";
export type { TypedSurveyOptions } from "./vendor-mapping.ts";
