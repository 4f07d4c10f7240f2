import * as z from "zod";
import type { TierModel, TierPopulation, TierPopulationLeftOut } from "../tiers/tier-model.ts";
import type { ObjectSchema, ObjectShape } from "./object-schema.ts";
import { tierPolicySchema } from "./tier-policy-schema.ts";

/**
 * Parses a stored {@link TierModel} before customers are classified with it.
 *
 * It checks the form, and that what belongs together agrees: a policy in numbers has its own `highProfit`, and no population has
 * more customers above a threshold than it has customers. An unknown key is an issue.
 *
 * @example A model comes back from text as it was; one whose threshold is not that of its policy does not
 * ```ts
 * import { fitTierModel, threeTiers } from "customer-metrics/tiers";
 * import { tierModelSchema } from "customer-metrics/schema";
 *
 * const customers = [{ profit: 900 }, { profit: 400 }, { profit: 250 }, { profit: -30 }, { profit: null }];
 * const model = fitTierModel(customers, threeTiers({ highProfit: { topShareOfCustomers: 0.25 } }));
 * const stored = JSON.stringify(model);
 * tierModelSchema.parse(JSON.parse(stored)); // => { kind: "tier-model/1", highProfit: 900, population: { n: 4 } }
 *
 * const wrong = { ...model, policy: threeTiers({ highProfit: 500 }) };
 * tierModelSchema.safeParse(wrong).error?.issues[0]?.path; // => ["highProfit"]
 * ```
 */
export const tierModelSchema: ObjectSchema<TierModel> = /* @__PURE__ */ (() => {
  const count = z.int().min(0);
  const share = z.number().min(0).max(1).nullable();
  const leftOut = z.strictObject<ObjectShape<TierPopulationLeftOut>>({ missing: count, invalid: count });
  const population = z.strictObject<ObjectShape<TierPopulation>>({
    n: count,
    positive: count,
    customersAtOrAbove: count,
    realisedShareOfCustomers: share,
    realisedShareOfValue: share,
    leftOut,
  });
  return z
    .strictObject<ObjectShape<TierModel>>({
      kind: z.literal("tier-model/1"),
      modelId: z.string().min(1).nullable(),
      version: z.string().min(1).nullable(),
      fittedAt: z.iso.datetime().nullable(),
      policy: tierPolicySchema,
      highProfit: z.number().nullable(),
      population,
      notes: z.array(z.string()).readonly(),
    })
    .check(({ value, issues }) => {
      const issue = (path: string[], message: string): void => {
        issues.push({ code: "custom", input: value, path, message });
      };
      const { policy, highProfit } = value;
      const { n, positive, customersAtOrAbove } = value.population;
      if (typeof policy.highProfit === "number" && policy.highProfit !== highProfit) {
        issue(["highProfit"], "must be that of the policy");
      }
      if (positive > n) issue(["population", "positive"], "must not be above n");
      if (customersAtOrAbove > n) issue(["population", "customersAtOrAbove"], "must not be above n");
    });
})();
