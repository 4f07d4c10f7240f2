import { fail } from "../core/metric-error.ts";
import { isBlank } from "./cell.ts";
import { findingList } from "./finding-list.ts";
import { readTable } from "./read-survey-table.ts";
import type { RowMapping, SurveyMapping, SurveyRows } from "./survey-mapping.ts";
import type { SurveyReading } from "./survey-reading.ts";
import { tableOf } from "./table.ts";
import { vendorMapping } from "./vendor-mapping.ts";

/**
 * Reads a SurveyMonkey CSV export (condensed columns).
 *
 * Settled by the format: two header rows, of which questions are named by the first; `Respondent ID`;
 * `End Date` as month/day/year. Its dates have no zone: without `timeZone` they are left out and
 * reported. Answers are texts, so that scales in words need `labels`.
 *
 * @param rows - all rows, both header rows included; with `header: true` the second comes first among the objects
 * @param options - the questions by their text, or by place where one question has several columns; `timeZone`;
 *   and anything that differs from the above, for example `dates: "dmy"`
 * @returns as {@link readSurveyTable}
 * @throws {@link MetricError} `HEADER_ROWS_INVALID` when the second row is an answer already and
 *   `headerRows` is not given; and as {@link readSurveyTable}
 *
 * @example
 * ```ts
 * import { readSurveyMonkey } from "customer-metrics/readers";
 *
 * const rows = [
 *   ["Respondent ID", "End Date", "How likely is it that you would recommend us?"],
 *   ["", "", "Response"],
 *   ["118000000002", "03/07/2025 09:31:00 AM", "Extremely likely - 10"],
 * ];
 * const { responses } = readSurveyMonkey(rows, {
 *   timeZone: "America/New_York",
 *   questions: { nps: { column: "How likely is it that you would recommend us?", scale: "0-10" } },
 * });
 * responses; // => [{ id: "118000000002:nps", score: 10, answeredAt: "2025-03-07T14:31:00.000Z" }]
 * ```
 */
export function readSurveyMonkey(rows: SurveyRows, options: SurveyMapping): SurveyReading {
  const table = tableOf(rows, options.headerRows ?? 2);
  if (options.headerRows === undefined && table.has("Respondent ID")) {
    const respondent = table.headerCell(1, "Respondent ID");
    if (!isBlank(respondent)) {
      fail(
        "HEADER_ROWS_INVALID",
        "Cannot find the second header row as it has no respondent: give headerRows if the export was edited",
        respondent,
      );
    }
  }
  const list = findingList();
  return readTable(table, { ...vendorMapping(table, PRESET, options, list), questions: options.questions }, list);
}

const PRESET: RowMapping = { id: "Respondent ID", answeredAt: "End Date", dates: ["mdy", "iso"] };
