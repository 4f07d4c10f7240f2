import { fail } from "../core/metric-error.ts";
import type { SurveyMetric, SurveyResponse } from "../model/survey-response.ts";
import { foldText, scoreReader } from "../survey/read-score.ts";
import { resolveScale } from "../survey/scale.ts";
import type { ScoreReading } from "../survey/score-reading.ts";
import { cellValue, isBlank, textOf } from "./cell.ts";
import { type FindingList, findingList } from "./finding-list.ts";
import { rowContext } from "./row-context.ts";
import type { QuestionMapping, RowFilter, RowReason, SurveyMapping, SurveyRows } from "./survey-mapping.ts";
import type { QuestionAudit, RejectedAnswer, SurveyReading } from "./survey-reading.ts";
import { type Cells, type Table, tableOf } from "./table.ts";

/**
 * Reads the rows of any survey export into responses, by a mapping that says which column is what.
 *
 * Nothing is guessed and nothing is lost: every row is used or left out with a reason, and every cell
 * of every question becomes a response or is rejected with a reason. A bad date or weight does not
 * cost the answer: the response comes without it, and a finding says so.
 *
 * @param rows - as a CSV library gives them: arrays with the header first, or objects by column name
 * @param mapping - the questions with their scales, and what else is in the columns; see {@link SurveyMapping}
 * @returns responses, rejected answers, findings and an audit that adds up; plain JSON
 * @throws {@link MetricError} `ROWS_INVALID` for unparsed text; `COLUMN_MISSING` or `COLUMN_AMBIGUOUS`;
 *   `QUESTIONS_REQUIRED`; `DIRECTION_REQUIRED`; `SCALE_INVALID`; `LABEL_INVALID`; `HEADER_ROWS_INVALID`;
 *   `DATE_FORMAT_UNKNOWN`; `TIME_ZONE_UNKNOWN`; never for what a cell holds
 *
 * @example Rows as objects
 * ```ts
 * import { readSurveyTable } from "customer-metrics/readers";
 *
 * const rows = [
 *   { ticket: "t1", recommend: "10 - Extremely likely", ease: "6", at: "2025-03-09T01:30:00-05:00" },
 *   { ticket: "t2", recommend: "11", ease: "", at: "yesterday" },
 * ];
 * const { responses, rejected, findings, audit } = readSurveyTable(rows, {
 *   id: "ticket",
 *   answeredAt: "at",
 *   questions: {
 *     nps: { column: "recommend", scale: "0-10" },
 *     ces: { column: "ease", scale: "1-7", direction: "high-is-easy" },
 *   },
 * });
 * responses.length; // => 2
 * responses[0]; // => { id: "t1:nps", metric: "nps", score: 10, answeredAt: "2025-03-09T06:30:00.000Z" }
 * rejected[0]; // => { row: 1, column: "recommend", question: "nps", reason: "outOfRange", value: "11" }
 * rejected[1]; // => { row: 1, column: "ease", question: "ces", reason: "skipped", value: "" }
 * findings; // => []
 * audit.questions.nps; // => { rows: 2, responses: 1, leftOut: { outOfRange: 1 } }
 * ```
 */
export function readSurveyTable(rows: SurveyRows, mapping: SurveyMapping): SurveyReading {
  return readTable(tableOf(rows, mapping.headerRows ?? 1), mapping, findingList());
}

/** A question made ready for many rows. */
interface Question {
  readonly name: string;
  readonly metric: SurveyMetric;
  readonly column: string;
  readonly cells: Cells;
  readonly read: (cell: unknown) => ScoreReading;
  readonly scale: SurveyResponse["scale"];
  readonly comment: Cells | undefined;
  readonly when: { readonly column: string; readonly cells: Cells; readonly is: ReadonlySet<string> } | undefined;
  readonly audit: Writable<QuestionAudit>;
}

type Writable<Type> = { -readonly [Key in keyof Type]: Type[Key] };

/** Reads a table; `list` may hold findings from before. */
export function readTable(table: Table, mapping: SurveyMapping, list: FindingList): SurveyReading {
  const questions = Object.entries(mapping.questions ?? {}).map(([name, question]) =>
    questionOf(name, question, table, mapping),
  );
  if (questions.length === 0)
    fail(
      "QUESTIONS_REQUIRED",
      "Cannot read a survey without questions as their scales are not guessed",
      mapping.questions,
    );
  const filters = (mapping.leaveOut ?? []).map((filter) => filterOf(filter, table, list));
  const context = rowContext(table, mapping, list);
  const typeColumn = questions.find(({ when }) => when)?.when;

  const responses: SurveyResponse[] = [];
  const rejected: RejectedAnswer[] = [];
  const leftOutRows = { preview: 0, unfinished: 0, spam: 0, duplicate: 0, unmapped: 0, blank: 0, unreadable: 0 };
  const leaveOut = (row: number, reason: RowReason, column: string | null, cell: unknown): void => {
    leftOutRows[reason] += 1;
    rejected.push({ row, column, question: null, reason, value: cellValue(cell) });
  };
  let usedRows = 0;

  for (let row = 0; row < table.length; row += 1) {
    const unfit = table.unfit(row);
    if (unfit !== undefined) {
      leaveOut(row, unfit, null, null);
      continue;
    }
    const filtered = filters.map((filter) => filter(row)).find((found) => found !== undefined);
    if (filtered !== undefined) {
      leaveOut(row, filtered.reason, filtered.column, filtered.cell);
      continue;
    }
    const asked = questions.filter(({ when }) => when === undefined || when.is.has(folded(when.cells(row))));
    if (asked.length === 0) {
      leaveOut(row, "unmapped", typeColumn!.column, typeColumn!.cells(row));
      continue;
    }
    if (context.isDuplicate(row)) {
      leaveOut(row, "duplicate", context.idColumn, context.idOf(row));
      continue;
    }
    usedRows += 1;
    const { submissionId, fields } = context.use(row);
    for (const question of asked) {
      const cell = question.cells(row);
      const reading = question.read(cell);
      question.audit.rows += 1;
      if (reading.status !== "ok") {
        (question.audit.leftOut as Writable<QuestionAudit["leftOut"]>)[reading.status] += 1;
        rejected.push({
          row,
          column: question.column,
          question: question.name,
          reason: reading.status,
          value: cellValue(cell),
        });
        continue;
      }
      question.audit.responses += 1;
      const comment = textOf(question.comment?.(row));
      responses.push({
        id: `${submissionId}:${question.name}`,
        submissionId,
        question: question.name,
        metric: question.metric,
        score: reading.value,
        scale: question.scale,
        ...fields(),
        ...(comment === undefined ? {} : { comment }),
      });
    }
  }
  const audits = Object.fromEntries(questions.map(({ name, audit }) => [name, audit]));
  return {
    responses,
    rejected,
    findings: list.findings,
    audit: { rows: table.length, usedRows, leftOutRows, customers: context.customers(), questions: audits },
  };
}

function questionOf(name: string, mapping: QuestionMapping, table: Table, { skip = [] }: SurveyMapping): Question {
  const { column, labels, fractions, when } = mapping;
  const metric = mapping.metric ?? name;
  const direction = mapping.direction ?? (metric === "nps" || metric === "csat" ? "high-is-good" : undefined);
  if (!DIRECTIONS.includes(direction)) {
    fail(
      "DIRECTION_REQUIRED",
      `Cannot guess what a high answer to "${name}" means as direction must be one of ${DIRECTIONS.join(", ")}`,
      direction,
    );
  }
  const scale = {
    ...resolveScale(mapping.scale),
    higherIsBetter: direction === "high-is-good" || direction === "high-is-easy",
  };
  const leftOut = { skipped: 0, outOfRange: 0, nonInteger: 0, invalid: 0 };
  return {
    name,
    metric,
    column: table.nameOf(column),
    cells: table.cells(column),
    read: scoreReader({ scale: mapping.scale, labels, fractions, skip: [...skip, ...(mapping.skip ?? [])] }),
    scale,
    comment: mapping.comment === undefined ? undefined : table.cells(mapping.comment),
    when: when && {
      column: table.nameOf(when.column),
      cells: table.cells(when.column),
      is: new Set(when.is.map(foldText)),
    },
    audit: { metric, column: table.nameOf(column), scale, rows: 0, responses: 0, leftOut },
  };
}

const DIRECTIONS: readonly unknown[] = ["high-is-good", "low-is-good", "high-is-easy", "low-is-easy"];

/** What a filter says about a row: why it is left out, or nothing. */
type Filter = (
  row: number,
) => { readonly reason: RowReason; readonly column: string; readonly cell: unknown } | undefined;

function filterOf({ column, values }: RowFilter, table: Table, list: FindingList): Filter {
  const cells = table.cells(column);
  const name = table.nameOf(column);
  const meanings = new Map(Object.entries(values).map(([value, meaning]) => [foldText(value), meaning]));
  const isComplete = [...meanings.values()].includes("keep");
  return (row) => {
    const cell = cells(row);
    const meaning = meanings.get(folded(cell));
    if (meaning === undefined && isComplete) list.note("valueUnknown", name, row, cell);
    return meaning === undefined || meaning === "keep" ? undefined : { reason: meaning, column: name, cell };
  };
}

/** A cell as the values of a mapping are compared. */
function folded(cell: unknown): string {
  return isBlank(cell) ? "" : foldText(textOf(cell) ?? "");
}
