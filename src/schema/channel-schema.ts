import * as z from "zod";
import type { Channel } from "../model/channel.ts";
import { extensions, text } from "./model-fields.ts";
import type { ObjectSchema, ObjectShape } from "./object-schema.ts";

/**
 * Parses a {@link Channel}: a way in which business and customer meet.
 *
 * @example
 * ```ts
 * import { channelSchema } from "customer-metrics/schema";
 *
 * channelSchema.parse({ id: "web", direction: "pull", automation: "self-service" }); // => { id: "web" }
 * channelSchema.safeParse({ id: "web", direction: "sideways" }).error?.issues[0]?.path; // => ["direction"]
 * ```
 */
export const channelSchema: ObjectSchema<Channel> = /* @__PURE__ */ (() =>
  z.strictObject<ObjectShape<Channel>>({
    id: text(),
    medium: text().optional(),
    direction: z.enum(["push", "pull", "bidirectional"]).optional(),
    automation: z.enum(["human", "assisted", "self-service", "automated", "community"]).optional(),
    extensions: extensions(),
  }))();
