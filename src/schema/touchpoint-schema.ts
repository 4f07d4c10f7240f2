import * as z from "zod";
import type { PromiseTemplate, PromiseTime, Touchpoint } from "../model/touchpoint.ts";
import { extensions, text } from "./model-fields.ts";
import type { ObjectSchema, ObjectShape } from "./object-schema.ts";

/**
 * Parses a {@link Touchpoint}: an entry in the list of all places and moments at which the business shows itself.
 *
 * @example A good row; a promise within no time at all
 * ```ts
 * import { touchpointSchema } from "customer-metrics/schema";
 *
 * const promise = { id: "answer", what: "an answer to your enquiry", within: { amount: 1, unit: "day" } };
 * const row = { id: "enquiry", name: "Asks a question", kind: "communication", channels: ["post", "web"], promises: [promise] };
 *
 * touchpointSchema.parse(row); // => { id: "enquiry" }
 * const wrong = { ...row, promises: [{ ...promise, within: { amount: 0, unit: "day" } }] };
 * touchpointSchema.safeParse(wrong).error?.issues[0]?.path; // => ["promises", 0, "within", "amount"]
 * ```
 */
export const touchpointSchema: ObjectSchema<Touchpoint> = /* @__PURE__ */ (() => {
  const template = z.strictObject<ObjectShape<PromiseTemplate>>({
    id: text(),
    what: text(),
    within: z
      .strictObject<ObjectShape<PromiseTime>>({
        amount: z.number().gt(0),
        unit: z.enum(["second", "minute", "hour", "day"]),
      })
      .optional(),
  });
  return z.strictObject<ObjectShape<Touchpoint>>({
    id: text(),
    name: text(),
    kind: z.enum(["physical", "communication", "human", "digital"]),
    channels: z.array(text()).optional(),
    ownership: z.enum(["brand", "partner", "customer", "external"]).optional(),
    ownerTeam: text().optional(),
    journeyDefinitionId: text().optional(),
    stageId: text().optional(),
    momentOfTruth: text().optional(),
    essentiality: z.enum(["core", "critical-non-essential", "peripheral"]).optional(),
    audience: z.enum(["external", "internal"]).optional(),
    promises: z.array(template).optional(),
    auditQuestions: z.array(text()).optional(),
    extensions: extensions(),
  });
})();
