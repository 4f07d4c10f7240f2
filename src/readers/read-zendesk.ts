import { foldText } from "../survey/read-score.ts";
import { findingList } from "./finding-list.ts";
import { readTable } from "./read-survey-table.ts";
import type { QuestionMapping, RowMapping, SurveyRows } from "./survey-mapping.ts";
import type { SurveyReading } from "./survey-reading.ts";
import { tableOf } from "./table.ts";
import { vendorMapping } from "./vendor-mapping.ts";

/** Options of {@link readZendesk}. */
export interface ZendeskOptions extends RowMapping {
  /**
   * How the rating is read.
   * @defaultValue column `score`, scale `"binary"`: good is 1, bad is 0
   */
  readonly csat?: Partial<QuestionMapping> | undefined;
}

/** What was read from Zendesk's ratings, with the share of those asked who answered. */
export interface ZendeskReading extends SurveyReading {
  /** Of the tickets that were offered a survey, the share that was rated; `value` is `null` when none was. */
  readonly responseRate: { readonly value: number | null; readonly answered: number; readonly asked: number };
}

/**
 * Reads Zendesk's satisfaction ratings: the records of `GET /api/v2/satisfaction_ratings`, or a CSV of them.
 *
 * Settled by the vendor: `score` is `good` or `bad` (CSAT, yes or no); `offered` and `unoffered` are
 * skipped, and only `offered` counts towards the response rate; `ticket_id` is the interaction,
 * `requester_id` the customer, `updated_at` the time of the answer.
 *
 * @param rows - the `satisfaction_ratings` of all pages, or rows of a CSV with the header
 * @param options - whatever differs from the above
 * @returns as {@link readSurveyTable}, with the response rate
 * @throws {@link MetricError} as {@link readSurveyTable}
 * @see Zendesk developer documentation, "Satisfaction Ratings".
 *
 * @example
 * ```ts
 * import { readZendesk } from "customer-metrics/readers";
 *
 * const page = {
 *   satisfaction_ratings: [
 *     { id: 35436, ticket_id: 208, requester_id: 7881, score: "unoffered", updated_at: "2025-03-07T08:07:00Z" },
 *     { id: 35437, ticket_id: 209, requester_id: 7881, score: "good", updated_at: "2025-03-07T09:01:00Z" },
 *     { id: 35440, ticket_id: 212, requester_id: 7883, score: "offered", updated_at: "2025-03-07T10:43:00Z" },
 *   ],
 * };
 * const { responses, responseRate, audit } = readZendesk(page.satisfaction_ratings);
 * responses; // => [{ id: "35437:csat", score: 1, interactionId: "209", customerId: "7881" }]
 * audit.questions.csat.leftOut.skipped; // => 2
 * responseRate; // => { value: 0.5, answered: 1, asked: 2 }
 * ```
 */
export function readZendesk(rows: SurveyRows, options: ZendeskOptions = {}): ZendeskReading {
  const table = tableOf(rows, options.headerRows ?? 1);
  const list = findingList();
  const { csat, ...rest } = options;
  const question = { column: "score", scale: "binary", ...csat } as const;
  const reading = readTable(
    table,
    { ...vendorMapping(table, PRESET, rest, list), questions: { csat: question } },
    list,
  );
  const answered = reading.responses.length;
  const silent = reading.rejected.filter(
    ({ reason, value }) => reason === "skipped" && typeof value === "string" && foldText(value) === "offered",
  );
  const asked = answered + silent.length;
  return { ...reading, responseRate: { value: asked === 0 ? null : answered / asked, answered, asked } };
}

const PRESET: RowMapping = {
  id: "id",
  customerId: "requester_id",
  interactionId: "ticket_id",
  answeredAt: "updated_at",
  comment: "comment",
};
