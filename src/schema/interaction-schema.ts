import * as z from "zod";
import type { Interaction } from "../model/interaction.ts";
import { evidenceSchema } from "./evidence-schema.ts";
import { extensions, idOrNull, instantOrNull, instantText, text } from "./model-fields.ts";
import type { ObjectSchema, ObjectShape } from "./object-schema.ts";
import { notBefore } from "./row-rule.ts";

/**
 * Parses an {@link Interaction}: a touchpoint that happened, once, to one customer.
 *
 * `endedAt` is not before `startedAt` as an instant, whatever the clocks on the wall said, and an unknown key is an issue. Whether
 * `emotion` and `effort` are on their scales depends on the data set: {@link validateDataset} tells.
 *
 * @example A good row; an end at an earlier instant with a later wall clock; a misspelt key
 * ```ts
 * import { interactionSchema } from "customer-metrics/schema";
 *
 * const row = { id: "i1", customerId: "c1", touchpointId: "desk", startedAt: "2024-10-27T01:45:00+01:00", endedAt: "2024-10-27T01:30:00+00:00", emotion: 1 };
 * const issueOf = (input: unknown) => interactionSchema.safeParse(input).error?.issues[0];
 *
 * interactionSchema.parse(row); // => { id: "i1", emotion: 1 }
 * issueOf({ ...row, endedAt: "2024-10-27T01:50:00+02:00" }); // => { path: ["endedAt"], message: "must not be before startedAt" }
 * issueOf({ ...row, emotoin: 2 }); // => { code: "unrecognized_keys", keys: ["emotoin"] }
 * ```
 */
export const interactionSchema: ObjectSchema<Interaction> = /* @__PURE__ */ (() =>
  z
    .strictObject<ObjectShape<Interaction>>({
      id: text(),
      customerId: text(),
      journeyId: idOrNull(),
      touchpointId: text(),
      channel: text().optional(),
      initiator: z.enum(["customer", "company", "partner", "system"]).optional(),
      startedAt: instantText(),
      endedAt: instantOrNull(),
      sequence: z.number().optional(),
      ownerTeam: text().optional(),
      employeeId: text().optional(),
      emotion: z.int().nullable().optional(),
      emotionSource: z.enum(["self", "observed", "inferred"]).optional(),
      effort: z.int().nullable().optional(),
      personalised: z.boolean().nullable().optional(),
      extraMileMinutes: z.number().min(0).nullable().optional(),
      evidence: z.array(evidenceSchema).optional(),
      extensions: extensions(),
    })
    .refine(...notBefore<Interaction>("end-before-start", "endedAt", "startedAt")))();
