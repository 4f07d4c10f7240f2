import * as z from "zod";
import type { JourneyDefinition, JourneyInstance, JourneyStage } from "../model/journey.ts";
import { extensions, instantOrNull, instantText, text } from "./model-fields.ts";
import type { ObjectSchema, ObjectShape } from "./object-schema.ts";
import { notBefore, rowRule } from "./row-rule.ts";

/**
 * Parses a {@link JourneyDefinition}: stages in order, and the version of the way that they make.
 *
 * @example
 * ```ts
 * import { journeyDefinitionSchema } from "customer-metrics/schema";
 *
 * const stay = { id: "stay", version: 1, name: "Hotel stay", stages: [{ id: "book" }, { id: "arrive" }] };
 * journeyDefinitionSchema.parse(stay); // => { id: "stay", version: 1 }
 * journeyDefinitionSchema.safeParse({ ...stay, version: 1.5 }).error?.issues[0]?.path; // => ["version"]
 * ```
 */
export const journeyDefinitionSchema: ObjectSchema<JourneyDefinition> = /* @__PURE__ */ (() =>
  z.strictObject<ObjectShape<JourneyDefinition>>({
    id: text(),
    version: z.int().min(0),
    name: text(),
    stages: z.array(
      z.strictObject<ObjectShape<JourneyStage>>({
        id: text(),
        name: text().optional(),
        kpis: z.array(text()).optional(),
      }),
    ),
    goalTouchpointId: text().optional(),
    plannedPath: z.array(text()).optional(),
    extensions: extensions(),
  }))();

/**
 * Parses a {@link JourneyInstance}: one customer's way, which ends no sooner than it began; an open one has no end.
 *
 * @example A good row; an end before the start; an open journey that ended
 * ```ts
 * import { journeyInstanceSchema } from "customer-metrics/schema";
 *
 * const row = { id: "j1", definitionId: "stay", customerId: "c1", startedAt: "2024-03-30T10:00:00Z", endedAt: "2024-04-02T11:00:00+01:00", status: "completed" };
 * const pathOf = (input: unknown) => journeyInstanceSchema.safeParse(input).error?.issues[0]?.path;
 *
 * journeyInstanceSchema.parse(row); // => { id: "j1" }
 * pathOf({ ...row, endedAt: "2024-03-30T10:30:00+01:00" }); // => ["endedAt"]
 * pathOf({ ...row, status: "open" }); // => ["endedAt"]
 * ```
 */
export const journeyInstanceSchema: ObjectSchema<JourneyInstance> = /* @__PURE__ */ (() =>
  z
    .strictObject<ObjectShape<JourneyInstance>>({
      id: text(),
      definitionId: text(),
      definitionVersion: z.int().min(0).optional(),
      customerId: text(),
      startedAt: instantText(),
      endedAt: instantOrNull(),
      status: z.enum(["open", "completed", "abandoned"]),
      converted: z.boolean().optional(),
      value: z.int().nullable().optional(),
      extensions: extensions(),
    })
    .refine(...notBefore<JourneyInstance>("end-before-start", "endedAt", "startedAt"))
    .refine(
      ...rowRule<JourneyInstance>(
        "open-with-end",
        "endedAt",
        ["endedAt", "status"],
        "does not go with the status open",
        ({ endedAt, status }) => endedAt === undefined || endedAt === null || status !== "open",
      ),
    ))();
