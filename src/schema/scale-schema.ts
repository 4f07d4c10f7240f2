import * as z from "zod";
import type { Scale } from "../model/scale.ts";
import type { SurveyResponse } from "../model/survey-response.ts";
import type { ObjectSchema, ObjectShape } from "./object-schema.ts";

/**
 * Parses a {@link Scale}: whole numbers with `min` less than `max`.
 *
 * @example
 * ```ts
 * import { scaleSchema } from "customer-metrics/schema";
 *
 * scaleSchema.parse({ min: 1, max: 5 }); // => { min: 1, max: 5 }
 * scaleSchema.safeParse({ min: 5, max: 1 }).success; // => false
 * ```
 */
export const scaleSchema: ObjectSchema<Scale> = /* @__PURE__ */ (() =>
  z.strictObject<ObjectShape<Scale>>({ min: z.int(), max: z.int() }).refine(...ordered()))();

type AnswerScale = SurveyResponse["scale"];

/** {@link scaleSchema} with the direction that a stored answer carries. */
export const answerScaleSchema: ObjectSchema<AnswerScale> = /* @__PURE__ */ (() =>
  z
    .strictObject<ObjectShape<AnswerScale>>({ min: z.int(), max: z.int(), higherIsBetter: z.boolean() })
    .refine(...ordered()))();

function ordered(): [(scale: Scale) => boolean, { path: string[]; error: string }] {
  return [({ min, max }) => min < max, { path: ["max"], error: "must be greater than min" }];
}
