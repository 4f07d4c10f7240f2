import { findingList } from "./finding-list.ts";
import { readTable } from "./read-survey-table.ts";
import type { RowMapping, SurveyMapping, SurveyRows } from "./survey-mapping.ts";
import type { SurveyReading } from "./survey-reading.ts";
import { tableOf } from "./table.ts";
import { vendorMapping } from "./vendor-mapping.ts";

/**
 * Reads a Typeform CSV or XLSX export.
 *
 * Settled by the format: `#` is the submission, `Submit Date (UTC)` is in UTC, yes-or-no questions are
 * 1 and 0 (scale `"binary"`), and where there is a `Response Type` only completed ones count.
 * `Network ID` stands for a network, not for a customer, so that it is no customer id unless you say so.
 *
 * @param rows - all rows, the header included
 * @param options - the questions by their text, and anything that differs from the above
 * @returns as {@link readSurveyTable}
 * @throws {@link MetricError} as {@link readSurveyTable}
 *
 * @example
 * ```ts
 * import { readTypeform } from "customer-metrics/readers";
 *
 * const rows = [
 *   { "#": "a1", "Would you recommend us?": "9", "Solved?": "1", "Submit Date (UTC)": "2025-03-07 08:27:14" },
 *   { "#": "b2", "Would you recommend us?": "10", "Solved?": "", "Submit Date (UTC)": "2025-03-07 09:07:40" },
 * ];
 * const { responses } = readTypeform(rows, {
 *   questions: {
 *     nps: { column: "Would you recommend us?", scale: "0-10" },
 *     csat: { column: "Solved?", scale: "binary" },
 *   },
 * });
 * responses.map(({ id, score }) => `${id} ${score}`); // => ["a1:nps 9", "a1:csat 1", "b2:nps 10"]
 * responses[0].answeredAt; // => "2025-03-07T08:27:14.000Z"
 * ```
 */
export function readTypeform(rows: SurveyRows, options: SurveyMapping): SurveyReading {
  const table = tableOf(rows, options.headerRows ?? 1);
  const list = findingList();
  const preset = table.has(RESPONSE_TYPE.column) ? { ...PRESET, leaveOut: [RESPONSE_TYPE] } : PRESET;
  return readTable(table, { ...vendorMapping(table, preset, options, list), questions: options.questions }, list);
}

const PRESET: RowMapping = { id: "#", answeredAt: "Submit Date (UTC)", timeZone: "UTC" };

/** Newer exports have it. */
const RESPONSE_TYPE = {
  column: "Response Type",
  values: { completed: "keep", partial: "unfinished", started: "unfinished" },
} as const;
