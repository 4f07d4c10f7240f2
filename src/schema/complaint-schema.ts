import * as z from "zod";
import type { Complaint } from "../model/complaint.ts";
import { idOrNull, instantOrNull, instantText, text } from "./model-fields.ts";
import type { ObjectSchema, ObjectShape } from "./object-schema.ts";
import { notBefore } from "./row-rule.ts";

/**
 * Parses a {@link Complaint}: what area it concerns, and who dealt with it.
 *
 * @example A good row; settled before it came in
 * ```ts
 * import { complaintSchema } from "customer-metrics/schema";
 *
 * const row = { id: "k1", customerId: "c1", area: "kitchen", openedAt: "2024-03-30T10:00:00Z", handledBy: "manager 4" };
 * complaintSchema.parse(row); // => { id: "k1", area: "kitchen" }
 * complaintSchema.safeParse({ ...row, closedAt: "2024-03-30T09:00:00Z" }).error?.issues[0]?.path; // => ["closedAt"]
 * ```
 */
export const complaintSchema: ObjectSchema<Complaint> = /* @__PURE__ */ (() =>
  z
    .strictObject<ObjectShape<Complaint>>({
      id: text(),
      customerId: text(),
      interactionId: idOrNull(),
      area: text(),
      openedAt: instantText(),
      closedAt: instantOrNull(),
      handledBy: idOrNull(),
    })
    .refine(...notBefore<Complaint>("end-before-start", "closedAt", "openedAt")))();
