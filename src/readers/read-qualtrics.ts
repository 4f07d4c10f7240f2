import { fail } from "../core/metric-error.ts";
import { zoneClock } from "../time/zone-clock.ts";
import { findingList } from "./finding-list.ts";
import { readTable } from "./read-survey-table.ts";
import type { Column, RowMapping, SurveyMapping, SurveyRows } from "./survey-mapping.ts";
import type { SurveyReading } from "./survey-reading.ts";
import { type Table, tableOf } from "./table.ts";
import { vendorMapping } from "./vendor-mapping.ts";

/**
 * Reads a Qualtrics CSV or TSV export, with numeric values or choice text.
 *
 * Settled by the format: three header rows; `ResponseId`, `EndDate`, `ExternalReference` (customer id)
 * and `DistributionChannel`; dates in the zone that the third header row names; -99 is no answer;
 * previews, tests and generated responses (`Status` 1, 2, 9, 17, 256), spam (8, 12, 40) and unfinished
 * responses (`Finished` 0) are left out, as are repeated response ids.
 *
 * @param rows - all rows, header rows included; with `header: true` the second and third come first among the objects
 * @param options - the questions by export tag (`Q1`), and anything that differs from the above
 * @returns as {@link readSurveyTable}
 * @throws {@link MetricError} `HEADER_ROWS_INVALID` when the third row holds no `ImportId` and
 *   `headerRows` is not given; `COLUMN_IS_GROUP` for a `…_NPS_GROUP` column, which holds 1, 2 and 3 for
 *   detractor, passive and promoter, not the score; and as {@link readSurveyTable}
 * @see Qualtrics support, "Understanding Your Dataset".
 *
 * @example
 * ```ts
 * import { readQualtrics } from "customer-metrics/readers";
 *
 * const rows = [
 *   ["EndDate", "Status", "Finished", "ResponseId", "Q1_NPS_GROUP", "Q1"],
 *   ["End Date", "Response Type", "Finished", "Response ID", "Recommend? - Group", "Recommend?"],
 *   ['{"ImportId":"endDate","timeZone":"America/Denver"}', '{"ImportId":"status"}', '{"ImportId":"finished"}',
 *     '{"ImportId":"_recordId"}', '{"ImportId":"QID1_NPS_GROUP"}', '{"ImportId":"QID1"}'],
 *   ["2025-03-07 08:12:27", "0", "1", "R_1", "3", "9"],
 *   ["2025-03-07 08:40:10", "1", "1", "R_2", "3", "10"],
 *   ["2025-03-07 09:02:31", "0", "1", "R_3", "", "-99"],
 * ];
 * const { responses, rejected } = readQualtrics(rows, { questions: { nps: { column: "Q1", scale: "0-10" } } });
 * responses; // => [{ id: "R_1:nps", score: 9, answeredAt: "2025-03-07T15:12:27.000Z" }]
 * rejected.map(({ row, reason }) => `${row} ${reason}`); // => ["1 preview", "2 skipped"]
 * ```
 */
export function readQualtrics(rows: SurveyRows, options: SurveyMapping): SurveyReading {
  const table = tableOf(rows, options.headerRows ?? 3);
  const columns = Object.values(options.questions ?? {}).map(({ column }) => column);
  for (const column of columns) {
    if (/_NPS_GROUP$/.test(table.nameOf(column))) {
      fail(
        "COLUMN_IS_GROUP",
        "Cannot read a group column as scores as it holds 1 to 3 for detractor to promoter: name the column beside it",
        column,
      );
    }
    if (options.headerRows === undefined && table.length > 0 && importOf(table, column) === undefined) {
      fail(
        "HEADER_ROWS_INVALID",
        "Cannot find the ImportId row as it must be the third: give headerRows if the export was edited",
        table.headerCell(2, column),
      );
    }
  }
  const list = findingList();
  const mapping = vendorMapping(table, PRESET, options, list);
  const timeZone = mapping.timeZone ?? zoneOf(table, mapping);
  return readTable(table, { ...mapping, timeZone, questions: options.questions }, list);
}

/** Sources: the labels and codes that Qualtrics' SPSS export writes as value labels of `Status` and `Finished`. */
const PRESET: RowMapping = {
  id: "ResponseId",
  answeredAt: "EndDate",
  customerId: "ExternalReference",
  channel: "DistributionChannel",
  skip: [-99],
  leaveOut: [
    {
      column: "Status",
      values: {
        0: "keep",
        "IP Address": "keep",
        4: "keep",
        Imported: "keep",
        16: "keep",
        Offline: "keep",
        32: "keep",
        EX: "keep",
        36: "keep",
        48: "keep",
        "EX Offline": "keep",
        132: "keep",
        "Reimported imported": "keep",
        1: "preview",
        "Survey Preview": "preview",
        2: "preview",
        "Survey Test": "preview",
        9: "preview",
        "Survey Preview Spam": "preview",
        17: "preview",
        "Offline Survey Preview": "preview",
        256: "preview",
        Synthetic: "preview",
        8: "spam",
        Spam: "spam",
        12: "spam",
        "Imported Spam": "spam",
        40: "spam",
        "EX Spam": "spam",
      },
    },
    { column: "Finished", values: { 1: "keep", true: "keep", 0: "unfinished", false: "unfinished" } },
  ],
};

/** What the third header row says about a column. */
function importOf(
  table: Table,
  column: Column,
): { readonly ImportId: unknown; readonly timeZone?: unknown } | undefined {
  const cell = table.headerCell(2, column);
  if (typeof cell !== "string" || !cell.trim().startsWith("{")) return undefined;
  try {
    const parsed = JSON.parse(cell) as { ImportId?: unknown };
    return parsed.ImportId === undefined ? undefined : (parsed as { ImportId: unknown });
  } catch {
    return undefined;
  }
}

/** The zone that the third header row names for the dates; one that is not known counts as none, so that it is reported. */
function zoneOf(table: Table, { answeredAt }: RowMapping): string | undefined {
  const named = answeredAt === undefined ? undefined : importOf(table, answeredAt)?.timeZone;
  const zone = named === "Z" ? "UTC" : named;
  if (typeof zone !== "string") return undefined;
  try {
    return zoneClock(zone).timeZone;
  } catch {
    return undefined;
  }
}
