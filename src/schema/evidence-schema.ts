import * as z from "zod";
import type { Evidence } from "../model/evidence.ts";
import { instantText, text } from "./model-fields.ts";
import type { ObjectSchema, ObjectShape } from "./object-schema.ts";

/**
 * Parses an {@link Evidence}: what supports an interaction or a promise.
 *
 * @example
 * ```ts
 * import { evidenceSchema } from "customer-metrics/schema";
 *
 * evidenceSchema.parse({ kind: "log", ref: "ticket 17" }); // => { kind: "log", ref: "ticket 17" }
 * evidenceSchema.safeParse({ kind: "log", at: "2025-03-09" }).success; // => false
 * ```
 */
export const evidenceSchema: ObjectSchema<Evidence> = /* @__PURE__ */ (() =>
  z.strictObject<ObjectShape<Evidence>>({
    kind: text(),
    ref: text().optional(),
    note: z.string().optional(),
    at: instantText().optional(),
  }))();
