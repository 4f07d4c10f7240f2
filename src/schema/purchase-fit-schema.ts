import * as z from "zod";
import type {
  AppliedPenalty,
  BoundaryPurchaseFit,
  ConvergedPurchaseFit,
  CovariateCoefficient,
  CovariateEffects,
  FailedPurchaseFit,
  PurchaseBoundary,
  PurchaseFit,
  PurchaseFitData,
} from "../clv/purchase-fit.ts";
import type { PurchaseLeftOut } from "../clv/history-check.ts";
import type { Interval } from "../core/estimate.ts";
import type { ObjectShape } from "./object-schema.ts";

/**
 * Parses a stored {@link PurchaseFit} of `customer-metrics/clv`, whatever its status, before predictions are made from it.
 *
 * It checks the form: numbers are finite, codes are known, parameters of the model are there and above 0, and the covariance
 * has a row and a column for each. An unknown key is an issue.
 *
 * @example A fit comes back from text as it was; one with a parameter below 0 does not
 * ```ts
 * import { fitMbgNbd } from "customer-metrics/clv";
 * import { purchaseFitSchema } from "customer-metrics/schema";
 *
 * const histories = { frequency: [0, 1, 2, 5], recency: [0, 4, 11, 37], T: [39, 39, 39, 39], count: [60, 20, 9, 4] };
 * const stored = JSON.stringify(fitMbgNbd(histories, { timeUnit: "week" }));
 * const fit = purchaseFitSchema.parse(JSON.parse(stored));
 * fit; // => { model: "mbg-nbd", timeUnit: "week", n: 93 }
 * const wrong = { ...fit, parameters: { r: -1, alpha: 4, a: 1, b: 2 } };
 * purchaseFitSchema.safeParse(wrong).error?.issues[0]?.path; // => ["parameters", "r"]
 * ```
 */
export const purchaseFitSchema: z.ZodType<PurchaseFit> = /* @__PURE__ */ (() => {
  const amount = z.number().min(0);
  const rows = z.int().min(0);
  const byParameter = z.record(z.string(), z.number());
  const leftOut = z.strictObject<ObjectShape<PurchaseLeftOut>>({
    frequencyInvalid: rows,
    timeInvalid: rows,
    recencyAfterT: rows,
    recencyWithoutPurchase: rows,
    weightInvalid: rows,
    covariateInvalid: rows,
    first: z.array(rows).max(10).readonly(),
  });
  const data: ObjectShape<PurchaseFitData> = {
    model: z.enum(["bg-nbd", "mbg-nbd", "pareto-nbd", "bg-bb"]),
    timeUnit: z.enum(["day", "week", "month", "year", "opportunity"]),
    n: amount,
    repeatPurchases: amount,
    groups: rows,
    rows,
    leftOut,
    notes: z.array(z.string()).readonly(),
  };
  const coefficient = z.strictObject<ObjectShape<CovariateCoefficient>>({
    name: z.string().min(1),
    covariate: z.string().min(1),
    moves: z
      .array(z.strictObject({ parameter: z.string(), sign: z.union([z.literal(1), z.literal(-1)]) }))
      .min(1)
      .readonly(),
  });
  const estimates = {
    parameters: byParameter,
    logLikelihood: z.number(),
    aic: z.number(),
    bic: z.number(),
    iterations: rows,
    covariates: z
      .strictObject<ObjectShape<CovariateEffects>>({ coefficients: z.array(coefficient).readonly() })
      .optional(),
    penalty: z
      .strictObject<ObjectShape<AppliedPenalty>>({
        kind: z.enum(["log-ridge", "lifetimes"]),
        strength: amount,
        objective: z.number(),
      })
      .optional(),
  };
  const interval = z.strictObject<ObjectShape<Interval>>({
    lower: z.number(),
    upper: z.number(),
    level: z.number().gt(0).lt(1),
    method: z.string(),
  });
  const converged = z.strictObject<ObjectShape<ConvergedPurchaseFit>>({
    ...data,
    ...estimates,
    status: z.enum(["converged", "weakly-identified"]),
    standardErrors: byParameter,
    logStandardErrors: byParameter,
    intervals: z.record(z.string(), interval.nullable()),
    order: z.array(z.string()).readonly(),
    covariance: z.array(z.array(z.number()).readonly()).readonly(),
  });
  const limit = z.strictObject<ObjectShape<PurchaseBoundary>>({
    drifting: z.record(z.string(), z.enum(["zero", "infinity", "minus-infinity"])),
    meaning: z
      .array(
        z.enum([
          "no-dropout",
          "all-drop-out",
          "one-dropout-rate",
          "drop-out-at-once-or-never",
          "one-purchase-rate",
          "buy-always-or-never",
          "buy-always",
          "covariate-separates",
        ]),
      )
      .readonly(),
    supremum: z.number(),
    identified: byParameter,
  });
  const boundary = z.strictObject<ObjectShape<BoundaryPurchaseFit>>({
    ...data,
    ...estimates,
    status: z.literal("boundary"),
    boundary: limit,
    standardErrors: byParameter,
  });
  const failed = z.strictObject<ObjectShape<FailedPurchaseFit>>({
    ...data,
    status: z.literal("failed"),
    reason: z.enum(["no-customers", "no-time", "no-repeat-purchases", "covariates-collinear", "not-converged"]),
  });
  return z.discriminatedUnion("status", [converged, boundary, failed]).check(({ value, issues }) => {
    if (value.status === "failed") return;
    const issue = (path: (string | number)[], message: string): void => {
      issues.push({ code: "custom", input: value, path, message });
    };
    const coefficients = value.covariates?.coefficients.map(({ name }) => name) ?? [];
    const positive = parametersOf(value.model);
    for (const name of positive) {
      if (!(value.parameters[name]! > 0)) issue(["parameters", name], "must be above 0");
    }
    for (const name of coefficients) {
      if (value.parameters[name] === undefined) issue(["parameters", name], "must be there");
    }
    if (value.status === "boundary") return;
    const size = positive.length + coefficients.length;
    if ([...value.order].sort().join() !== [...positive, ...coefficients].sort().join()) {
      issue(["order"], "must name each parameter");
    }
    if (value.covariance.length !== size || value.covariance.some((row) => row.length !== size)) {
      issue(["covariance"], "must have a row and a column for each parameter");
    }
  });
})();

function parametersOf(model: PurchaseFit["model"]): readonly string[] {
  if (model === "bg-bb") return ["alpha", "beta", "gamma", "delta"];
  return model === "pareto-nbd" ? ["r", "alpha", "s", "beta"] : ["r", "alpha", "a", "b"];
}
