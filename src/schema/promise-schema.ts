import * as z from "zod";
import type { CustomerPromise, PromisePause } from "../model/promise.ts";
import { evidenceSchema } from "./evidence-schema.ts";
import { extensions, idOrNull, instantOrNull, instantText, text } from "./model-fields.ts";
import type { ObjectSchema, ObjectShape } from "./object-schema.ts";
import { notBefore } from "./row-rule.ts";

/**
 * Parses a {@link CustomerPromise}: what was promised, by when, and when it was done. None of it comes before it was made.
 *
 * @example A good row; due before it was made
 * ```ts
 * import { promiseSchema } from "customer-metrics/schema";
 *
 * const row = { id: "p1", customerId: "c1", touchpointId: "enquiry", what: "an answer", madeAt: "2024-03-30T10:00:00Z", dueAt: "2024-03-31T10:00:00Z" };
 *
 * promiseSchema.parse(row); // => { id: "p1" }
 * promiseSchema.safeParse({ ...row, dueAt: "2024-03-30T10:30:00+01:00" }).error?.issues[0]?.path; // => ["dueAt"]
 * ```
 */
export const promiseSchema: ObjectSchema<CustomerPromise> = /* @__PURE__ */ (() => {
  const pause = z
    .strictObject<ObjectShape<PromisePause>>({ from: instantText(), to: instantOrNull() })
    .refine(...notBefore<PromisePause>("end-before-start", "to", "from"));
  return z
    .strictObject<ObjectShape<CustomerPromise>>({
      id: text(),
      customerId: text(),
      journeyId: idOrNull(),
      interactionId: idOrNull(),
      touchpointId: text(),
      channel: text().optional(),
      what: text(),
      madeAt: instantText(),
      dueAt: instantOrNull(),
      fulfilledAt: instantOrNull(),
      exceeded: z.boolean().optional(),
      cancelledAt: instantOrNull(),
      cancelledBy: z.enum(["customer", "company"]).optional(),
      renegotiatedFrom: idOrNull(),
      pauses: z.array(pause).optional(),
      evidence: z.array(evidenceSchema).optional(),
      extensions: extensions(),
    })
    .refine(...notBefore<CustomerPromise>("due-before-made", "dueAt", "madeAt"))
    .refine(...notBefore<CustomerPromise>("fulfilled-before-made", "fulfilledAt", "madeAt"))
    .refine(...notBefore<CustomerPromise>("cancelled-before-made", "cancelledAt", "madeAt"));
})();
