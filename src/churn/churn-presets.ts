import type { ChurnDefinition } from "./churn-rate.ts";

/**
 * Logo churn as products and authors define it, for `churnRate`, `retentionRate` and `explainDifference`.
 *
 * - `chartmogul`: opening customers who are gone at the close, over opening customers; who joins and leaves,
 *   or leaves and returns within the period does not count (its standard, "B2B" formula).
 * - `chartmogulShopify`: the daily rates, added up (its "Shopify", "B2C" formula).
 * - `shopify`: churn over the average of the days' customers, as Noble's essay ends with.
 * - `stripe`: churn events over opening and new customers; Stripe looks at a rolling 30 days.
 * - `baremetrics`: churn events, those who joined in between included, over customers 30 days ago.
 * - `profitwell`: leaves out who joins and leaves in one month. What it does with customers who leave and
 *   return within it is not documented; here they do not count.
 * - `smsb`: the closed cohort of the SaaS Metrics Standards Board.
 * - `textbook`: churn events over the mean of opening and closing customers.
 * - `unbiased`: the life table with delayed entry.
 *
 * A rolling 30 days are two `boundaries` of `mrrMovements`.
 *
 * @see ChartMogul help, article 207340419; Stripe support, "Calculating churn rate in Billing"; Baremetrics
 *   help, article 5380347, and changelog "Churn Update"; Paddle help, "ProfitWell vs. ReCharge"; Noble,
 *   "Defining Churn Rate", Shopify, 2011.
 *
 * @example
 * ```ts
 * import { churnPresets, churnRate } from "customer-metrics/churn";
 *
 * const counts = { opening: 100, closing: 103, new: 8, reactivated: 1, churned: 6, lost: 4 };
 * churnRate(counts, churnPresets.chartmogul).value; // => 0.04
 * churnRate(counts, churnPresets.stripe).value; // => ≈0.0556
 * ```
 */
export const churnPresets: {
  readonly [Name in
    | "chartmogul"
    | "chartmogulShopify"
    | "shopify"
    | "stripe"
    | "baremetrics"
    | "profitwell"
    | "smsb"
    | "textbook"
    | "unbiased"]: ChurnDefinition;
} = {
  chartmogul: { denominator: "openingCohort" },
  chartmogulShopify: { denominator: "dailySum" },
  shopify: { denominator: "dailyAverage" },
  stripe: { denominator: "openingPlusNew" },
  baremetrics: { denominator: "opening" },
  profitwell: { denominator: "openingCohort" },
  smsb: { denominator: "openingCohort" },
  textbook: { denominator: "average" },
  unbiased: { denominator: "lifeTable" },
};

/** What a revenue churn figure means: which losses it counts, over opening revenue. */
export interface MrrChurnDefinition {
  /**
   * - `grossMovements`: churn and contraction, every change by itself, of all customers.
   * - `netMovements`: the same less expansion and reactivation.
   * - `grossCohort`: 1 − GRR: what opening customers pay less at the close, each by itself.
   * - `netCohort`: 1 − NRR: what opening customers together pay less at the close.
   */
  readonly mrrChurn: "grossMovements" | "netMovements" | "grossCohort" | "netCohort";
}

/**
 * Revenue churn as products and authors define it, for `explainDifference`; the figures are in every
 * period of `mrrMovements`.
 *
 * - `chartmogulGross`, `chartmogulNet`: gross and net MRR churn rate of its standard formula.
 * - `baremetrics`: revenue churn, MRR lost to downgrades and cancellations.
 * - `smsbGross`, `smsbNet`: 1 − GRR and 1 − NRR of the SaaS Metrics Standards Board's closed cohort.
 *
 * @see ChartMogul help, article 207340419; Baremetrics help, article 5380347; SaaS Metrics Standards
 *   Board, GRR and NRR, as quoted by imboard.
 *
 * @example
 * ```ts
 * import { mrrChurnPresets } from "customer-metrics/churn";
 *
 * mrrChurnPresets.smsbGross; // => { mrrChurn: "grossCohort" }
 * ```
 */
export const mrrChurnPresets: {
  readonly [Name in "chartmogulGross" | "chartmogulNet" | "baremetrics" | "smsbGross" | "smsbNet"]: MrrChurnDefinition;
} = {
  chartmogulGross: { mrrChurn: "grossMovements" },
  chartmogulNet: { mrrChurn: "netMovements" },
  baremetrics: { mrrChurn: "grossMovements" },
  smsbGross: { mrrChurn: "grossCohort" },
  smsbNet: { mrrChurn: "netCohort" },
};
