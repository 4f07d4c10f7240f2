import { findingList } from "./finding-list.ts";
import { readTable } from "./read-survey-table.ts";
import type { RowMapping, SurveyRows } from "./survey-mapping.ts";
import type { SurveyReading } from "./survey-reading.ts";
import { tableOf } from "./table.ts";
import { type TypedQuestions, typedQuestions, type TypedSurveyOptions, vendorMapping } from "./vendor-mapping.ts";

/**
 * Reads HubSpot feedback submissions, which hold three metrics in one column of ratings.
 *
 * Settled by the vendor: NPS is 0–10, CES is 1–7 where 7 is easy, CSAT is 0, 1 or 2. The columns are
 * taken to be `Record ID`, `Survey type`, `Rating`, `Response`, `Submission date` and
 * `Survey channel`; exports let you choose, so name yours where they differ. Dates have no zone:
 * without `timeZone` they are left out and reported. Contact e-mail addresses are not read.
 *
 * @param rows - all rows, the header included
 * @param options - columns that are named otherwise, more survey types, and the rest of a mapping
 * @returns as {@link readSurveyTable}
 * @throws {@link MetricError} as {@link readSurveyTable}
 * @see HubSpot knowledge base, "HubSpot's default feedback submission properties".
 *
 * @example
 * ```ts
 * import { readHubSpot } from "customer-metrics/readers";
 *
 * const rows = [
 *   { "Record ID": "9000", "Survey type": "Customer loyalty (NPS)", Rating: "9", "Submission date": "2025-03-07 08:05" },
 *   { "Record ID": "9001", "Survey type": "Customer satisfaction (CSAT)", Rating: "2", "Submission date": "2025-03-07 08:56" },
 * ];
 * const { responses } = readHubSpot(rows, { timeZone: "Europe/Berlin" });
 * responses[0]; // => { id: "9000:nps", score: 9, scale: { min: 0, max: 10 }, answeredAt: "2025-03-07T07:05:00.000Z" }
 * responses[1]; // => { id: "9001:csat", score: 2, scale: { min: 0, max: 2 } }
 * ```
 */
export function readHubSpot(rows: SurveyRows, options: TypedSurveyOptions = {}): SurveyReading {
  const table = tableOf(rows, options.headerRows ?? 1);
  const list = findingList();
  const { score = "Rating", surveyType = "Survey type", questions, ...rest } = options;
  return readTable(
    table,
    { ...vendorMapping(table, PRESET, rest, list), questions: typedQuestions(QUESTIONS, score, surveyType, questions) },
    list,
  );
}

const PRESET: RowMapping = {
  id: "Record ID",
  answeredAt: "Submission date",
  channel: "Survey channel",
  comment: "Response",
};

const QUESTIONS: TypedQuestions = {
  nps: { scale: "0-10", is: ["NPS", "Customer loyalty", "Customer loyalty (NPS)"] },
  ces: { scale: "1-7", direction: "high-is-easy", is: ["CES", "Customer support", "Customer support (CES)"] },
  csat: { scale: { min: 0, max: 2 }, is: ["CSAT", "Customer satisfaction", "Customer satisfaction (CSAT)"] },
};
