import type { SurveyMetric, SurveyResponse } from "../model/survey-response.ts";
import type { LeftOutReason } from "../survey/score-reading.ts";
import type { LeftOut } from "../survey/score-state.ts";
import type { RowReason } from "./survey-mapping.ts";

/** A cell as plain JSON: long texts are cut at 200 characters, what is no JSON value is named by its type. */
export type CellValue = string | number | boolean | null;

/** An answer, or a whole row, that did not become a response. */
export interface RejectedAnswer {
  /** The row, counted from 0 after the header rows. */
  readonly row: number;
  /** The column that decided, or `null` for a blank or unreadable row. */
  readonly column: string | null;
  /** The question, or `null` where the whole row was left out. */
  readonly question: string | null;
  /** Why. */
  readonly reason: LeftOutReason | RowReason;
  /** What stood there. */
  readonly value: CellValue;
}

/**
 * What was wrong beside the answers. The answers are kept, without the field that is wrong.
 *
 * - `dateInvalid`, `dateWithoutZone`: the response has no date
 * - `dateAmbiguous`: clocks showed the time twice (the earlier is taken) or never (moved on by the gap)
 * - `weightInvalid`: blank, not a number or negative; the response has no weight
 * - `idMissing`: the response has an id made of its row number
 * - `emailAsCustomerId`: the response has no customer id
 * - `valueUnknown`: a value that a filter does not know; its rows are kept
 * - `columnMissing`: a column that the vendor's exports have is not there
 */
export type FindingReason =
  | "dateInvalid"
  | "dateWithoutZone"
  | "dateAmbiguous"
  | "weightInvalid"
  | "idMissing"
  | "emailAsCustomerId"
  | "valueUnknown"
  | "columnMissing";

/** One thing that is wrong with a column, and the rows where it is. */
export interface ReadFinding {
  /** What is wrong. */
  readonly reason: FindingReason;
  /** Where. */
  readonly column: string;
  /** The rows, counted from 0 after the header rows. */
  readonly rows: readonly number[];
  /** What stood in the first of them; never a customer id. */
  readonly example: CellValue;
}

/** How the rows that ask one question divide: `rows` = `responses` + everything in `leftOut`. */
export interface QuestionAudit {
  /** The metric that it feeds. */
  readonly metric: SurveyMetric;
  /** The column of its answers. */
  readonly column: string;
  /** The scale that it was read on. */
  readonly scale: SurveyResponse["scale"];
  /** Used rows that ask it. */
  readonly rows: number;
  /** Answers that became responses. */
  readonly responses: number;
  /** Cells that are not answers, by reason. */
  readonly leftOut: LeftOut;
}

/** How the rows divide: `rows` = `usedRows` + everything in `leftOutRows`. */
export interface SurveyAudit {
  /** Rows after the header rows. */
  readonly rows: number;
  /** Rows whose answers were read. */
  readonly usedRows: number;
  /** Rows left out as a whole, by reason. */
  readonly leftOutRows: { readonly [Reason in RowReason]: number };
  /** Distinct customer ids in the used rows, or `null` without such a column. */
  readonly customers: number | null;
  /** The questions by name. */
  readonly questions: { readonly [name: string]: QuestionAudit };
}

/** What was read from a table: every cell of every question is a response or is rejected. */
export interface SurveyReading {
  /** The answers, in the order of the rows. */
  readonly responses: readonly SurveyResponse[];
  /** What did not become a response, in the order of the rows. */
  readonly rejected: readonly RejectedAnswer[];
  /** What else was wrong. */
  readonly findings: readonly ReadFinding[];
  /** How it adds up. */
  readonly audit: SurveyAudit;
}
