import * as z from "zod";
import type { PersonalityTrait, ServicePersonality, TraitRating } from "../model/service-personality.ts";
import { instantText, text } from "./model-fields.ts";
import type { ObjectSchema, ObjectShape } from "./object-schema.ts";
import { rowRule } from "./row-rule.ts";
import { scaleSchema } from "./scale-schema.ts";

/**
 * Parses a {@link ServicePersonality}: the traits by which the business wants to be recognised.
 *
 * @example
 * ```ts
 * import { servicePersonalitySchema } from "customer-metrics/schema";
 *
 * servicePersonalitySchema.parse({ id: "plain", traits: [{ id: "warm", weight: 2 }] }); // => { id: "plain" }
 * servicePersonalitySchema.safeParse({ id: "plain", traits: [{ id: "warm", weight: -1 }] }).success; // => false
 * ```
 */
export const servicePersonalitySchema: ObjectSchema<ServicePersonality> = /* @__PURE__ */ (() =>
  z.strictObject<ObjectShape<ServicePersonality>>({
    id: text(),
    traits: z.array(
      z.strictObject<ObjectShape<PersonalityTrait>>({
        id: text(),
        name: text().optional(),
        weight: z.number().min(0).optional(),
      }),
    ),
  }))();

/**
 * Parses a {@link TraitRating}: how much of a trait somebody found, on its scale.
 *
 * @example A good row; a score off its scale
 * ```ts
 * import { traitRatingSchema } from "customer-metrics/schema";
 *
 * const row = { traitId: "warm", touchpointId: "desk", score: 4, scale: { min: 1, max: 5 } };
 * traitRatingSchema.parse(row); // => { traitId: "warm", score: 4 }
 * traitRatingSchema.safeParse({ ...row, score: 6 }).error?.issues[0]?.path; // => ["score"]
 * ```
 */
export const traitRatingSchema: ObjectSchema<TraitRating> = /* @__PURE__ */ (() =>
  z
    .strictObject<ObjectShape<TraitRating>>({
      traitId: text(),
      touchpointId: text().optional(),
      interactionId: text().optional(),
      channel: text().optional(),
      score: z.number(),
      scale: scaleSchema,
      rater: z.enum(["customer", "employee", "auditor"]).optional(),
      at: instantText().optional(),
    })
    .refine(
      ...rowRule<TraitRating>(
        "out-of-range",
        "score",
        ["score", "scale"],
        "must be on the scale",
        ({ score, scale: { min, max } }) => score >= min && score <= max,
      ),
    ))();
