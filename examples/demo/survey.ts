import type { Every, SurveyResponse } from "customer-metrics";
import type { QuestionAudit, SurveyReading } from "customer-metrics/readers";
import type { Measure } from "./measure.ts";
import type { Command } from "./report.ts";

/** A survey that has been read: what the sections of the report are made of. */
export interface Survey {
  readonly file: string;
  /** What the file was taken for. */
  readonly format: string;
  /** The command that gives this report again. */
  readonly command: Command;
  /** What a reader of the report should know about how the file was taken. */
  readonly notes: readonly string[];
  readonly reading: SurveyReading;
  readonly questions: readonly Question[];
  /** The column of `response.segment`, if one was named. */
  readonly segment: string | null;
  /** Whose calendar months are; `null` when nobody said. */
  readonly timeZone: string | null;
  readonly every: Every;
  /** The column that says for how many answers a row stands, in a frequency table. */
  readonly count: string | null;
}

/** One question with its responses. */
export interface Question {
  /** "NPS", or "NPS CUSL3" where several questions feed the metric. */
  readonly label: string;
  /** How the rows that ask it divide. */
  readonly audit: QuestionAudit;
  readonly measure: Measure;
  readonly responses: readonly SurveyResponse[];
}
