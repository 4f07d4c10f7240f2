import {
  newCustomerPurchases,
  predictPurchases,
  simulatePurchases,
  trackingTable,
  validateHoldout,
  type HoldoutValidation,
  type PurchaseModel,
  type TrackingTable,
} from "customer-metrics/clv";
import type { Comparison } from "./comparison.ts";

const model: PurchaseModel = {
  model: "mbg-nbd",
  timeUnit: "week",
  parameters: { r: 0.525, alpha: 6.183, a: 0.891, b: 1.614 },
};
const holdout = 39;
const near = (a: number, b: number): boolean => Math.abs(a - b) <= 1e-9 * Math.abs(b);

/** Customers as a summary by days has them. */
function customersOf(count: number) {
  const T = Float64Array.from({ length: count }, (_, i) => (189 + (i % 84)) / 7);
  const { frequency, recency, holdoutFrequency } = simulatePurchases(model, { T, seed: 1, holdout });
  const days = Float64Array.from(recency, (time, i) =>
    frequency[i] === 0 ? 0 : Math.min(T[i]!, Math.max(1, Math.round(time * 7)) / 7),
  );
  return { frequency, recency: days, T, holdoutFrequency };
}

/** What shows whether a model can be trusted, beside the least that one would write by hand. */
export const clvTrust: readonly Comparison[] = [
  {
    name: "holdout of 1e6 customers",
    baseline: "predict, mean error alone",
    prepare: () => {
      const customers = customersOf(1_000_000);
      return {
        ours: () => validateHoldout(model, customers, { holdout }).errors.meanAbsoluteError,
        baseline: () => {
          const { expectedPurchases } = predictPurchases(model, customers, { ahead: holdout });
          let sum = 0;
          for (let i = 0; i < expectedPurchases.length; i += 1)
            sum += Math.abs(expectedPurchases[i]! - customers.holdoutFrequency[i]!);
          return sum / expectedPurchases.length;
        },
        agree: (error, other) =>
          near(error as NonNullable<HoldoutValidation["errors"]["meanAbsoluteError"]>, other as number),
      };
    },
  },
  {
    name: "tracking of 2357, 78 weeks",
    baseline: "each customer and week",
    prepare: () => {
      const customers = customersOf(2357);
      return {
        ours: () => trackingTable(model, customers, { until: 78 }),
        baseline: () => {
          let sum = 0;
          for (let week = 1; week <= 78; week += 1) {
            sum = 0;
            for (const T of customers.T) {
              const ahead = week - (272 / 7 - T);
              if (ahead > 0) sum += newCustomerPurchases(model, { ahead, interval: "none" }).value!;
            }
          }
          return sum;
        },
        agree: (table, sum) => near((table as TrackingTable).rows.at(-1)!.expectedCumulative, sum as number),
      };
    },
  },
];
