import { findingList } from "./finding-list.ts";
import { readTable } from "./read-survey-table.ts";
import type { RowMapping, SurveyRows } from "./survey-mapping.ts";
import type { SurveyReading } from "./survey-reading.ts";
import { tableOf } from "./table.ts";
import { type TypedQuestions, typedQuestions, type TypedSurveyOptions, vendorMapping } from "./vendor-mapping.ts";

/**
 * Reads Delighted responses: what its API lists (`survey_responses.json`), or a CSV with columns
 * `Response ID`, `Person ID`, `Survey Type`, `Score`, `Comment` and `Created At`.
 *
 * Settled by the vendor: NPS and eNPS are 0–10, CES is 1–5 where 5 is easy; dates are Unix seconds in
 * the API and UTC in the CSV. CSAT has five points or three, so its scale must be given; without it,
 * and for other survey types, rows are left out as `unmapped`.
 *
 * @param rows - records of the API, or rows of the CSV
 * @param options - scales of other survey types, columns that are named otherwise, and the rest of a mapping
 * @returns as {@link readSurveyTable}
 * @throws {@link MetricError} as {@link readSurveyTable}
 * @see Delighted API documentation, "Listing survey responses"; Delighted help, "Survey types overview".
 *
 * @example
 * ```ts
 * import { readDelighted } from "customer-metrics/readers";
 *
 * const records = [
 *   { id: "1", person: "500", survey_type: "nps", score: 9, comment: null, created_at: 1741335480, person_properties: { plan: "pro" } },
 *   { id: "2", person: "501", survey_type: "csat", score: 4, comment: "ok", created_at: 1741337100, person_properties: {} },
 * ];
 * const { responses } = readDelighted(records, { questions: { csat: { scale: "1-5" } }, segment: "person_properties.plan" });
 * responses[0]; // => { id: "1:nps", score: 9, customerId: "500", segment: "pro", answeredAt: "2025-03-07T08:18:00.000Z" }
 * responses[1]; // => { id: "2:csat", score: 4, comment: "ok" }
 * ```
 */
export function readDelighted(rows: SurveyRows, options: TypedSurveyOptions = {}): SurveyReading {
  const table = tableOf(rows, options.headerRows ?? 1);
  const list = findingList();
  const { row, score, surveyType } = table.has(API.surveyType) ? API : CSV;
  const { score: ownScore = score, surveyType: ownType = surveyType, questions, ...rest } = options;
  return readTable(
    table,
    { ...vendorMapping(table, row, rest, list), questions: typedQuestions(QUESTIONS, ownScore, ownType, questions) },
    list,
  );
}

const QUESTIONS: TypedQuestions = {
  nps: { scale: "0-10" },
  enps: { scale: "0-10", direction: "high-is-good" },
  ces: { scale: "1-5", direction: "high-is-easy" },
};

interface Shape {
  readonly row: RowMapping;
  readonly score: string;
  readonly surveyType: string;
}

const API: Shape = {
  row: { id: "id", customerId: "person", answeredAt: "created_at", dates: "unix-seconds", comment: "comment" },
  score: "score",
  surveyType: "survey_type",
};

const CSV: Shape = {
  row: { id: "Response ID", customerId: "Person ID", answeredAt: "Created At", comment: "Comment", timeZone: "UTC" },
  score: "Score",
  surveyType: "Survey Type",
};
