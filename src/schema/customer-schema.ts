import * as z from "zod";
import type { Customer } from "../model/customer.ts";
import { extensions, instantText, text } from "./model-fields.ts";
import type { ObjectSchema, ObjectShape } from "./object-schema.ts";
import { notBefore, rowRule } from "./row-rule.ts";

/**
 * Parses a {@link Customer}: a pseudonymous id, and where the relationship stands.
 *
 * There is no key for a name, an e-mail address or a telephone number, and an unknown key is an issue. `churnedAt` goes with the
 * status `"churned"` alone, and is not before `firstSeenAt`.
 *
 * @example A good row; one who left and is still active; a name
 * ```ts
 * import { customerSchema } from "customer-metrics/schema";
 *
 * const row = { id: "c1", status: "churned", firstSeenAt: "2024-01-01T09:00:00Z", churnedAt: "2024-05-01T00:00:00+02:00" };
 *
 * customerSchema.parse(row); // => { id: "c1", status: "churned" }
 * customerSchema.safeParse({ ...row, status: "active" }).error?.issues[0]?.path; // => ["churnedAt"]
 * customerSchema.safeParse({ ...row, name: "Ann" }).success; // => false
 * ```
 */
export const customerSchema: ObjectSchema<Customer> = /* @__PURE__ */ (() =>
  z
    .strictObject<ObjectShape<Customer>>({
      id: text(),
      kind: z.enum(["person", "organisation", "internal"]).optional(),
      segment: text().optional(),
      relationship: text().optional(),
      firstSeenAt: instantText().optional(),
      status: z.enum(["prospect", "active", "churned"]),
      churnedAt: instantText().optional(),
      acquisition: z
        .strictObject<ObjectShape<NonNullable<Customer["acquisition"]>>>({
          channelId: text().optional(),
          cost: z.int().min(0).optional(),
          at: instantText().optional(),
        })
        .optional(),
      contacts: z.int().min(0).optional(),
      extensions: extensions(),
    })
    .refine(
      ...rowRule<Customer>(
        "churned-at-without-churn",
        "churnedAt",
        ["churnedAt", "status"],
        "goes with the status churned alone",
        ({ churnedAt, status }) => churnedAt === undefined || status === "churned",
      ),
    )
    .refine(...notBefore<Customer>("churned-before-first-seen", "churnedAt", "firstSeenAt")))();
