import type { FindingList } from "./finding-list.ts";
import type { Column, QuestionMapping, RowMapping } from "./survey-mapping.ts";
import type { Table } from "./table.ts";

const COLUMN_FIELDS = ["id", "customerId", "answeredAt", "interactionId", "channel", "comment"] as const;

/** Without these, duplicates and periods are lost, so that their absence is worth a word. */
const EXPECTED: readonly string[] = ["id", "answeredAt"];

/**
 * What a vendor's format settles, where the table has it and the caller does not say otherwise.
 * Options win, also with `undefined`.
 */
export function vendorMapping(table: Table, preset: RowMapping, options: RowMapping, list: FindingList): RowMapping {
  const mapping: { -readonly [Key in keyof RowMapping]: RowMapping[Key] } = { ...preset, ...options };
  for (const field of COLUMN_FIELDS) {
    const column = preset[field];
    if (column === undefined || Object.hasOwn(options, field) || table.has(column)) continue;
    mapping[field] = undefined;
    if (EXPECTED.includes(field)) list.note("columnMissing", String(column), null);
  }
  if (!Object.hasOwn(options, "leaveOut")) {
    mapping.leaveOut = (preset.leaveOut ?? []).filter(({ column }) => {
      if (!table.has(column)) list.note("columnMissing", String(column), null);
      return table.has(column);
    });
  }
  return mapping;
}

/** Options of the readers of exports that hold the answers to all questions in one column, beside one that names the question. */
export interface TypedSurveyOptions extends RowMapping {
  /**
   * The column of the answers.
   * @defaultValue that of the vendor's export
   */
  readonly score?: Column | undefined;
  /**
   * The column that names the question.
   * @defaultValue that of the vendor's export
   */
  readonly surveyType?: Column | undefined;
  /**
   * More questions, or changes to those that the vendor's format settles. The name is what the survey
   * type column says, unless `when` says otherwise. Rows of other types are left out as `unmapped`.
   * @defaultValue those that the vendor's format settles
   */
  readonly questions?: { readonly [name: string]: Partial<QuestionMapping> } | undefined;
}

/** What a vendor settles about its questions. */
export type TypedQuestions = {
  readonly [name: string]: Partial<QuestionMapping> & { readonly is?: readonly string[] };
};

/** Questions told apart by a column that names them. */
export function typedQuestions(
  settled: TypedQuestions,
  score: Column,
  surveyType: Column,
  given: TypedSurveyOptions["questions"] = {},
): { readonly [name: string]: QuestionMapping } {
  const names = [...new Set([...Object.keys(settled), ...Object.keys(given)])];
  return Object.fromEntries(
    names.map((name) => {
      const { is = [name], ...question } = Object.hasOwn(settled, name) ? settled[name]! : {};
      const own = Object.hasOwn(given, name) ? given[name]! : {};
      // A scale that is not there is refused when the question is read.
      return [name, { column: score, when: { column: surveyType, is }, ...question, ...own } as QuestionMapping];
    }),
  );
}
