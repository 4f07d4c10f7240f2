import * as z from "zod";
import type { AuditEntry, OrganisationValue } from "../model/touchpoint-audit.ts";
import { instantText, text } from "./model-fields.ts";
import type { ObjectSchema, ObjectShape } from "./object-schema.ts";

/**
 * Parses an {@link OrganisationValue}: what the organisation stands for.
 *
 * @example
 * ```ts
 * import { organisationValueSchema } from "customer-metrics/schema";
 *
 * organisationValueSchema.parse({ id: "respect", weight: 2 }); // => { id: "respect", weight: 2 }
 * ```
 */
export const organisationValueSchema: ObjectSchema<OrganisationValue> = /* @__PURE__ */ (() =>
  z.strictObject<ObjectShape<OrganisationValue>>({
    id: text(),
    name: text().optional(),
    weight: z.number().min(0).optional(),
  }))();

/**
 * Parses an {@link AuditEntry}: whether a touchpoint shows a value, from 0 (no) to 1 (yes).
 *
 * @example
 * ```ts
 * import { auditEntrySchema } from "customer-metrics/schema";
 *
 * auditEntrySchema.parse({ touchpointId: "desk", valueId: "respect", demonstrated: 0.5 }); // => { demonstrated: 0.5 }
 * auditEntrySchema.safeParse({ touchpointId: "desk", valueId: "respect", demonstrated: 2 }).success; // => false
 * ```
 */
export const auditEntrySchema: ObjectSchema<AuditEntry> = /* @__PURE__ */ (() =>
  z.strictObject<ObjectShape<AuditEntry>>({
    touchpointId: text(),
    valueId: text(),
    demonstrated: z.number().min(0).max(1),
    weight: z.number().min(0).optional(),
    auditor: text().optional(),
    at: instantText().optional(),
    note: z.string().optional(),
  }))();
