import type { SurveyMetric } from "../model/survey-response.ts";
import type { EffortDirection } from "../survey/ces.ts";
import type { ScaleInput } from "../survey/scale.ts";
import type { Direction } from "../survey/score-histogram.ts";

/** Rows as a CSV library or an API gives them: arrays with the header first, or objects by column name. */
export type SurveyRows = Iterable<object>;

/**
 * A column by its name, or by its place counted from 0 where rows are arrays. White space around and
 * within names is folded. Where rows are nested objects, `"person_properties.plan"` is a path.
 */
export type Column = string | number;

/**
 * How dates are written. Instants with an offset (`2025-03-09T01:30:00-05:00`, `2025-03-09 10:15:00 UTC`)
 * are read as they are; others are times on the clock of `timeZone`.
 *
 * - `"iso"`: year, month, day
 * - `"mdy"`: month, day, year
 * - `"dmy"`: day, month, year
 * - `"unix-seconds"`, `"unix-milliseconds"`: a number
 */
export type DateFormat = "iso" | "mdy" | "dmy" | "unix-seconds" | "unix-milliseconds";

/** Why a whole row was left out. */
export type RowReason = "preview" | "unfinished" | "spam" | "duplicate" | "unmapped" | "blank" | "unreadable";

/** What a column says about rows that are not to be counted. */
export interface RowFilter {
  /** The column that says it. */
  readonly column: Column;
  /**
   * Its values (case and white space folded), and what becomes of their rows. Rows with other values
   * are kept; when some values are listed as `"keep"`, the others are reported as `valueUnknown`.
   */
  readonly values: { readonly [value: string]: "preview" | "unfinished" | "spam" | "keep" };
}

/** Which rows ask a question, where one column holds the answers to several. */
export interface AskedWhen {
  /** The column that names the question. */
  readonly column: Column;
  /** Its values for this question, case and white space folded. */
  readonly is: readonly string[];
}

/** One question of a survey: where its answers are and what they mean. */
export interface QuestionMapping {
  /** The column of the answers. */
  readonly column: Column;
  /** The answers that the question allows; never guessed. */
  readonly scale: ScaleInput;
  /**
   * Which metric it feeds.
   * @defaultValue the name of the question
   */
  readonly metric?: SurveyMetric | undefined;
  /**
   * What a high answer means. It must be given for every metric but NPS and CSAT.
   * @defaultValue `"high-is-good"` for `"nps"` and `"csat"`
   */
  readonly direction?: Direction | EffortDirection | undefined;
  /**
   * Scores of answers in words, as in `readScore`.
   * @defaultValue none
   */
  readonly labels?: { readonly [label: string]: number } | undefined;
  /**
   * Cells of this question that stand for no answer, beside those of the mapping.
   * @defaultValue none
   */
  readonly skip?: readonly (string | number)[] | undefined;
  /**
   * What becomes of 7.5.
   * @defaultValue `"reject"`
   */
  readonly fractions?: "reject" | "allow" | undefined;
  /**
   * Which rows ask it.
   * @defaultValue all
   */
  readonly when?: AskedWhen | undefined;
  /**
   * The column of the comment on this answer.
   * @defaultValue that of the mapping
   */
  readonly comment?: Column | undefined;
}

/** Everything about a row but its questions: which column is what, and how it is written. */
export interface RowMapping {
  /**
   * The id of the submission. Without it duplicates cannot be seen, and ids are made of row numbers.
   * @defaultValue none
   */
  readonly id?: Column | undefined;
  /**
   * A pseudonymous customer id. Cells that look like e-mail addresses are left out and reported.
   * @defaultValue none
   */
  readonly customerId?: Column | undefined;
  /** When it was answered. @defaultValue none */
  readonly answeredAt?: Column | undefined;
  /** When it was asked. @defaultValue none */
  readonly askedAt?: Column | undefined;
  /** The interaction that it is about. @defaultValue none */
  readonly interactionId?: Column | undefined;
  /** The touchpoint that it is about. @defaultValue none */
  readonly touchpointId?: Column | undefined;
  /** The journey that it is about. @defaultValue none */
  readonly journeyId?: Column | undefined;
  /** The channel of the survey. @defaultValue none */
  readonly channel?: Column | undefined;
  /** The group of the customer. @defaultValue none */
  readonly segment?: Column | undefined;
  /** What the customer wrote. @defaultValue none */
  readonly comment?: Column | undefined;
  /** Sampling weight, 0 or more. @defaultValue none */
  readonly weight?: Column | undefined;
  /** Further columns to carry along in `attributes`. @defaultValue none */
  readonly attributes?: readonly Column[] | undefined;
  /**
   * How dates are written: one way, or several tried in order.
   * @defaultValue `"iso"`
   */
  readonly dates?: DateFormat | readonly DateFormat[] | undefined;
  /**
   * The IANA zone of dates without offset. Without it such dates are left out and reported.
   * @defaultValue none
   */
  readonly timeZone?: string | undefined;
  /**
   * Cells that stand for no answer in every question, for example `[-99]`.
   * @defaultValue none
   */
  readonly skip?: readonly (string | number)[] | undefined;
  /**
   * Rows that are not to be counted.
   * @defaultValue none
   */
  readonly leaveOut?: readonly RowFilter[] | undefined;
  /**
   * What becomes of a row with an id that was there before: reported as a duplicate, or kept under a new id.
   * @defaultValue `"keep-first"`
   */
  readonly duplicates?: "keep-first" | "keep-all" | undefined;
  /**
   * Header rows at the top, where rows are arrays; where they are objects, one less stands among them.
   * @defaultValue `1`
   */
  readonly headerRows?: number | undefined;
}

/** What is in which column of a table. */
export interface SurveyMapping extends RowMapping {
  /** The questions by name; the name is the metric unless `metric` says otherwise. */
  readonly questions: { readonly [name: string]: QuestionMapping };
}
