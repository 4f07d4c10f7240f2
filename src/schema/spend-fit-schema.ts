import * as z from "zod";
import type {
  BoundarySpendFit,
  BySpendParameter,
  ConvergedSpendFit,
  FailedSpendFit,
  GammaGammaFit,
  SpendBoundary,
  SpendFitData,
  SpendLeftOut,
} from "../clv/gamma-gamma-fit.ts";
import type { SpendParameters } from "../clv/simulate-spend.ts";
import type { Interval } from "../core/estimate.ts";
import type { ObjectShape } from "./object-schema.ts";

/**
 * Parses a stored {@link GammaGammaFit} of `customer-metrics/clv`, whatever its status, before spend is predicted from it.
 *
 * It checks the form: numbers are finite, codes are known, p, q and v are above 0, and the covariance has a row and a column
 * for each. An unknown key is an issue.
 *
 * @example A fit comes back from text as it was; one with a parameter below 0 does not
 * ```ts
 * import { fitGammaGamma } from "customer-metrics/clv";
 * import { spendFitSchema } from "customer-metrics/schema";
 *
 * const customers = { frequency: [1, 2, 3, 5, 2, 4], monetaryValue: [10, 22, 14, 31, 55, 18] };
 * const stored = JSON.stringify(fitGammaGamma(customers, { currency: "EUR" }));
 * const fit = spendFitSchema.parse(JSON.parse(stored));
 * fit; // => { model: "gamma-gamma", currency: "EUR", n: 6 }
 * const wrong = { ...fit, parameters: { p: -1, q: 4, v: 15 } };
 * spendFitSchema.safeParse(wrong).error?.issues[0]?.path; // => ["parameters", "p"]
 * ```
 */
export const spendFitSchema: z.ZodType<GammaGammaFit> = /* @__PURE__ */ (() => {
  const amount = z.number().min(0);
  const rows = z.int().min(0);
  const positive = z.number().gt(0, "must be above 0");
  const three = <Value>(value: z.ZodType<Value>): z.ZodType<BySpendParameter<Value>> =>
    z.strictObject({ p: value, q: value, v: value });
  const byParameter = z.record(z.string(), z.number());
  const data: ObjectShape<SpendFitData> = {
    model: z.literal("gamma-gamma"),
    currency: z.string().min(1).nullable(),
    n: amount,
    repeatPurchases: amount,
    rows,
    leftOut: z.strictObject<ObjectShape<SpendLeftOut>>({
      noRepeatPurchases: rows,
      spendMissing: rows,
      spendZero: rows,
      spendInvalid: rows,
      frequencyInvalid: rows,
      weightInvalid: rows,
      first: z.array(rows).max(10).readonly(),
    }),
    notes: z.array(z.string()).readonly(),
  };
  const estimates = {
    parameters: three(positive) satisfies z.ZodType<SpendParameters>,
    logLikelihood: z.number(),
    aic: z.number(),
    bic: z.number(),
    iterations: rows,
  };
  const interval = z.strictObject<ObjectShape<Interval>>({
    lower: z.number(),
    upper: z.number(),
    level: z.number().gt(0).lt(1),
    method: z.string(),
  });
  const row = z.array(z.number()).length(3).readonly();
  const converged = z.strictObject<ObjectShape<ConvergedSpendFit>>({
    ...data,
    ...estimates,
    status: z.enum(["converged", "weakly-identified"]),
    standardErrors: three(amount),
    logStandardErrors: three(amount),
    intervals: three(interval.nullable()),
    order: z.tuple([z.literal("p"), z.literal("q"), z.literal("v")]).readonly(),
    covariance: z.array(row).length(3, "must have a row and a column for each parameter").readonly(),
  });
  const limit = z.strictObject<ObjectShape<SpendBoundary>>({
    drifting: z.record(z.string(), z.enum(["zero", "infinity"])),
    meaning: z.array(z.enum(["constant-spend", "customers-alike"])).readonly(),
    supremum: z.number(),
    identified: byParameter,
  });
  const boundary = z.strictObject<ObjectShape<BoundarySpendFit>>({
    ...data,
    ...estimates,
    status: z.literal("boundary"),
    boundary: limit,
    standardErrors: byParameter,
  });
  const failed = z.strictObject<ObjectShape<FailedSpendFit>>({
    ...data,
    status: z.literal("failed"),
    reason: z.enum(["no-customers", "no-repeat-purchases", "no-variation", "not-converged"]),
  });
  return z.discriminatedUnion("status", [converged, boundary, failed]);
})();
