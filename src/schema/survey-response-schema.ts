import * as z from "zod";
import type { SurveyResponse } from "../model/survey-response.ts";
import type { ObjectSchema, ObjectShape } from "./object-schema.ts";
import { answerScaleSchema } from "./scale-schema.ts";

/**
 * Parses a {@link SurveyResponse}: a row of your own table, or one that a reader of
 * `customer-metrics/readers` wrote and a database gave back.
 *
 * The score must be on its scale, instants must have an offset, and an unknown key is an issue, so
 * that a misspelt column is seen and not dropped. To carry more, extend it:
 * `surveyResponseSchema.safeExtend({ storeId: z.string() })`.
 *
 * @example A good row, a score off its scale, a date without offset, a misspelt key
 * ```ts
 * import { surveyResponseSchema } from "customer-metrics/schema";
 *
 * const row = { id: "r1", metric: "nps", score: 9, scale: { min: 0, max: 10, higherIsBetter: true }, answeredAt: "2025-03-09T10:30:00Z" };
 * const pathOf = (input: unknown) => surveyResponseSchema.safeParse(input).error?.issues[0]?.path;
 *
 * surveyResponseSchema.parse(row); // => { id: "r1", score: 9 }
 * pathOf({ ...row, score: 11 }); // => ["score"]
 * pathOf({ ...row, answeredAt: "2025-03-09T10:30:00" }); // => ["answeredAt"]
 * surveyResponseSchema.safeParse({ ...row, comentario: "ok" }).success; // => false
 * ```
 */
export const surveyResponseSchema: ObjectSchema<SurveyResponse> = /* @__PURE__ */ (() => {
  const text = z.string().min(1).optional();
  const instant = z.iso
    .datetime({ offset: true, error: "must be ISO 8601 with offset, such as 2025-03-09T10:30:00Z" })
    .optional();
  return (
    z
      .strictObject<ObjectShape<SurveyResponse>>({
        id: z.string().min(1),
        submissionId: text,
        question: text,
        metric: z.string().min(1),
        score: z.number(),
        scale: answerScaleSchema,
        answeredAt: instant,
        askedAt: instant,
        customerId: text,
        interactionId: text,
        touchpointId: text,
        journeyId: text,
        channel: text,
        segment: text,
        comment: z.string().optional(),
        weight: z.number().min(0).optional(),
        attributes: z.record(z.string(), z.string()).optional(),
      })
      // A scale that is upside down is an issue of its own.
      .refine(({ score, scale: { min, max } }) => min >= max || (score >= min && score <= max), {
        path: ["score"],
        error: "must be on the scale",
      })
  );
})();
