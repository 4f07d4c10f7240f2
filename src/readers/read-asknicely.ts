import { findingList } from "./finding-list.ts";
import { readTable } from "./read-survey-table.ts";
import type { RowMapping, SurveyRows } from "./survey-mapping.ts";
import type { SurveyReading } from "./survey-reading.ts";
import { tableOf } from "./table.ts";
import { typedQuestions, type TypedSurveyOptions, vendorMapping } from "./vendor-mapping.ts";

/**
 * Reads AskNicely responses, from its API as JSON or CSV.
 *
 * Settled by the vendor: `response_id`, `person_id`, `answer`, `question_type`, `comment`,
 * `deliverymethod` (channel), and `responded` and `sent` in Unix seconds; NPS is 0–10. Scales of other
 * question types must be given; without, their rows are left out as `unmapped`. Names and e-mail
 * addresses are not read.
 *
 * @param rows - records of the API, or rows of the CSV with the header
 * @param options - scales of other question types, and the rest of a mapping
 * @returns as {@link readSurveyTable}
 * @throws {@link MetricError} as {@link readSurveyTable}
 *
 * @example
 * ```ts
 * import { readAskNicely } from "customer-metrics/readers";
 *
 * const rows = [
 *   { response_id: 2000, person_id: 700, answer: "10", comment: "", sent: 1741249560, responded: 1741335960, question_type: "nps" },
 *   { response_id: 2001, person_id: 701, answer: "4", comment: "", sent: 1741250280, responded: 1741336680, question_type: "5star" },
 * ];
 * const { responses, rejected } = readAskNicely(rows);
 * responses; // => [{ id: "2000:nps", score: 10, customerId: "700", askedAt: "2025-03-06T08:26:00.000Z" }]
 * rejected; // => [{ row: 1, column: "question_type", reason: "unmapped", value: "5star" }]
 * ```
 */
export function readAskNicely(rows: SurveyRows, options: TypedSurveyOptions = {}): SurveyReading {
  const table = tableOf(rows, options.headerRows ?? 1);
  const list = findingList();
  const { score = "answer", surveyType = "question_type", questions, ...rest } = options;
  const preset = table.has("sent") ? { ...PRESET, askedAt: "sent" } : PRESET;
  return readTable(
    table,
    {
      ...vendorMapping(table, preset, rest, list),
      questions: typedQuestions({ nps: { scale: "0-10" } }, score, surveyType, questions),
    },
    list,
  );
}

const PRESET: RowMapping = {
  id: "response_id",
  customerId: "person_id",
  answeredAt: "responded",
  dates: "unix-seconds",
  channel: "deliverymethod",
  comment: "comment",
};
