import { cesPresets, csatPresets } from "customer-metrics";
import {
  readAskNicely,
  readDelighted,
  readHubSpot,
  readQualtrics,
  readSurveyMonkey,
  readSurveyTable,
  readTypeform,
  readZendesk,
  type QuestionMapping,
  type RowMapping,
  type SurveyReading,
  type SurveyRows,
} from "customer-metrics/readers";
import type { MetricName, MetricOptions } from "./question-spec.ts";

/** Questions by name, as the readers take them. */
export type Questions = { readonly [name: string]: QuestionMapping };

/** A vendor's export: how to know it, and what reads it. */
export interface Format {
  readonly name: string;
  readonly title: string;
  readonly headerRows: number;
  /** Columns that together are in no other export. */
  readonly columns: readonly string[];
  /** What else must hold, where columns are not enough. */
  readonly sign?: (rows: readonly object[]) => boolean;
  readonly read: (rows: SurveyRows, questions: Questions, rowMapping: RowMapping) => SurveyReading;
  /** How questions are known: by their columns, by what a column of survey types says, or by the vendor alone. */
  readonly asks: "columns" | "types" | "nothing";
  /** Whether its dates say no zone, so that they are taken to be on the clock of `--time-zone`. */
  readonly localDates?: true;
  /** How the vendor defines its metrics, where that differs from the library's defaults. */
  readonly definitions?: { readonly [Metric in MetricName]?: MetricOptions };
}

/** The formats that can be told by their headers. */
export const formats: readonly Format[] = [
  {
    name: "qualtrics",
    title: "Qualtrics export",
    headerRows: 3,
    columns: ["ResponseId", "EndDate", "Finished"],
    sign: (rows) => Object.values(rows[2] ?? {}).some((cell) => String(cell).includes('"ImportId"')),
    read: (rows, questions, rest) => readQualtrics(rows, { ...rest, questions }),
    asks: "columns",
  },
  {
    name: "surveymonkey",
    title: "SurveyMonkey export",
    headerRows: 2,
    columns: ["Respondent ID", "Collector ID", "End Date"],
    read: (rows, questions, rest) => readSurveyMonkey(rows, { ...rest, questions }),
    asks: "columns",
    localDates: true,
  },
  {
    name: "typeform",
    title: "Typeform export",
    headerRows: 1,
    columns: ["#", "Submit Date (UTC)", "Network ID"],
    read: (rows, questions, rest) => readTypeform(rows, { ...rest, questions }),
    asks: "columns",
  },
  {
    name: "delighted-api",
    title: "Delighted responses",
    headerRows: 1,
    columns: ["survey_type", "score", "person", "created_at"],
    read: (rows, questions, rest) => readDelighted(rows, { ...rest, questions }),
    asks: "types",
    definitions: { csat: csatPresets.delighted, ces: cesPresets.delighted },
  },
  {
    name: "delighted",
    title: "Delighted responses",
    headerRows: 1,
    columns: ["Response ID", "Person ID", "Survey Type", "Score", "Created At"],
    read: (rows, questions, rest) => readDelighted(rows, { ...rest, questions }),
    asks: "types",
    definitions: { csat: csatPresets.delighted, ces: cesPresets.delighted },
  },
  {
    name: "hubspot",
    title: "HubSpot feedback submissions",
    headerRows: 1,
    columns: ["Record ID", "Survey type", "Rating", "Submission date"],
    read: (rows, questions, rest) => readHubSpot(rows, { ...rest, questions }),
    asks: "types",
    localDates: true,
    definitions: { csat: csatPresets.hubspot, ces: cesPresets.hubspot },
  },
  {
    name: "zendesk",
    title: "Zendesk satisfaction ratings",
    headerRows: 1,
    columns: ["ticket_id", "requester_id", "score", "updated_at"],
    read: (rows, _questions, rest) => readZendesk(rows, rest),
    asks: "nothing",
  },
  {
    name: "asknicely",
    title: "AskNicely responses",
    headerRows: 1,
    columns: ["response_id", "question_type", "answer", "responded"],
    read: (rows, questions, rest) => readAskNicely(rows, { ...rest, questions }),
    asks: "types",
  },
];

/** Any other table. */
export const generic: Format = {
  name: "generic",
  title: "Table",
  headerRows: 1,
  columns: [],
  read: (rows, questions, rest) => readSurveyTable(rows, { ...rest, questions }),
  asks: "columns",
  localDates: true,
};

/** The format whose columns are all there; a name in the headers is enough for no guess. */
export function recogniseFormat(rows: readonly object[]): Format {
  const names = new Set(columnNames(rows));
  return (
    formats.find(({ columns, sign }) => columns.every((column) => names.has(column)) && (sign?.(rows) ?? true)) ??
    generic
  );
}

/** The names of the columns: the first row of a CSV, the keys of the first records of JSON. */
export function columnNames(rows: readonly object[]): string[] {
  const [first] = rows;
  if (Array.isArray(first)) return first.map((name) => String(name).trim());
  return [...new Set(rows.slice(0, 100).flatMap((row) => Object.keys(row ?? {})))];
}
