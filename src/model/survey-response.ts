import type { Scale } from "./scale.ts";

/** The kinds of survey questions that the library has metrics for; any other name is carried along. */
export type SurveyMetric = "nps" | "csat" | "ces" | (string & {});

/**
 * One answer of one customer to one question, with the scale that it was given on.
 *
 * One row of an export that asks three questions becomes up to three responses.
 */
export interface SurveyResponse {
  /** Unique in its data set. */
  readonly id: string;
  /** The submission that it came in: equal for answers given together. */
  readonly submissionId?: string | undefined;
  /** Which question of its survey it answers, where two may be of one kind. */
  readonly question?: string | undefined;
  /** Which kind of question it answers. */
  readonly metric: SurveyMetric;
  /** The answer, in [`scale.min`, `scale.max`]. */
  readonly score: number;
  /** The answers that the question allowed, stored with the answer because products change their scales. */
  readonly scale: Scale & {
    /** `false` where a low answer is the good one, as in the first Customer Effort Score. */
    readonly higherIsBetter: boolean;
  };
  /** When it was answered: ISO 8601 with offset. */
  readonly answeredAt?: string | undefined;
  /** When it was asked: ISO 8601 with offset. */
  readonly askedAt?: string | undefined;
  /** A pseudonymous customer id, never a name or an e-mail address. */
  readonly customerId?: string | undefined;
  /** The interaction that it is about. */
  readonly interactionId?: string | undefined;
  /** The touchpoint that it is about. */
  readonly touchpointId?: string | undefined;
  /** The journey that it is about. */
  readonly journeyId?: string | undefined;
  /** The channel through which it was asked or answered. */
  readonly channel?: string | undefined;
  /** A group of customers, for example `"enterprise"`. */
  readonly segment?: string | undefined;
  /** What the customer wrote. */
  readonly comment?: string | undefined;
  /** Sampling weight, 0 or more. */
  readonly weight?: number | undefined;
  /** Further columns of the source row. */
  readonly attributes?: { readonly [name: string]: string } | undefined;
}
