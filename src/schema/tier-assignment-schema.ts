import * as z from "zod";
import type { TierAssignment } from "../tiers/classify-tier-result.ts";
import type { ObjectSchema, ObjectShape } from "./object-schema.ts";

/**
 * Parses a stored {@link TierAssignment}: one entry of the history that movements between tiers are counted from.
 *
 * It checks the form, and that the tier is what the reading makes of the possible ones: the only one, the worst or the best. An
 * unknown key is an issue.
 *
 * @example An entry, and one that says a tier which was not possible
 * ```ts
 * import { tierAssignmentSchema } from "customer-metrics/schema";
 *
 * const entry = {
 *   customerId: "c1", tier: 2, reading: "pessimistic", at: "2025-06-30T00:00:00Z", basis: null, reasons: [],
 *   possibleTiers: [1, 2], previousTier: null, modelId: null, version: null,
 * };
 * tierAssignmentSchema.parse(entry); // => { tier: 2 }
 * tierAssignmentSchema.safeParse({ ...entry, tier: 3 }).error?.issues[0]?.path; // => ["tier"]
 * ```
 */
export const tierAssignmentSchema: ObjectSchema<TierAssignment> = /* @__PURE__ */ (() => {
  const tier = z.union([z.literal(1), z.literal(2), z.literal(3)]);
  return z
    .strictObject<ObjectShape<TierAssignment>>({
      customerId: z.string().nullable(),
      tier: tier.nullable(),
      reading: z.enum(["strict", "pessimistic", "optimistic"]),
      at: z.iso.datetime({ error: "must be ISO 8601 in UTC, such as 2025-03-09T10:30:00Z" }),
      basis: z.enum(["rule", "residual"]).nullable(),
      reasons: z
        .array(
          z.enum([
            "misfit:product",
            "misfit:service",
            "misfit:culture",
            "unprofitable",
            "causes-problems",
            "out-of-reach",
          ]),
        )
        .readonly(),
      possibleTiers: z.array(tier).min(1).max(3).readonly(),
      previousTier: tier.nullable(),
      modelId: z.string().min(1).nullable(),
      version: z.string().min(1).nullable(),
    })
    .check(({ value, issues }) => {
      const issue = (path: string[], message: string): void => {
        issues.push({ code: "custom", input: value, path, message });
      };
      const { tier: stated, reading, possibleTiers } = value;
      // None at all is an issue of its own.
      if (possibleTiers.length === 0) return;
      const [best, worst] = [possibleTiers[0]!, possibleTiers.at(-1)!];
      if (possibleTiers.some((each, at) => at > 0 && each <= possibleTiers[at - 1]!)) {
        issue(["possibleTiers"], "must be the best first, each once");
      } else if (
        stated !== (reading === "pessimistic" ? worst : reading === "optimistic" || best === worst ? best : null)
      ) {
        issue(["tier"], "must be what the reading makes of the possible tiers");
      }
    });
})();
