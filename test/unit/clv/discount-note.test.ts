import { expect, test } from "vitest";
import { customerLifetimeValue } from "../../../src/clv/customer-lifetime-value.ts";
import { customerLifetimeValues } from "../../../src/clv/customer-lifetime-values.ts";
import { discountedPurchases } from "../../../src/clv/discounted-purchases.ts";
import { formulaLifetimeValue } from "../../../src/clv/formula-lifetime-value.ts";
import { historicValue } from "../../../src/clv/historic-value.ts";
import { monthlyLifetimeValue } from "../../../src/clv/monthly-lifetime-value.ts";
import { paybackPeriod } from "../../../src/clv/payback-period.ts";
import type { DiscountRate } from "../../../src/clv/time-unit.ts";
import { models } from "./clv-support.ts";

const model = models["mbg-nbd"];
const spend = { p: 6.25, q: 3.744, v: 15.44 };
const ann = { customerId: "ann", frequency: 2, recency: 30.43, T: 38.86, monetaryValue: 22.35 };
const terms = { margin: 0.3, horizon: { months: 12 } } as const;
const row = { customerId: "ann", at: "2026-01-01T00:00:00Z", amount: 100, cost: 0, currency: "EUR" } as const;

/** The notes of everything that takes a discount. */
const calls: readonly (readonly [string, (discount: DiscountRate | "none") => readonly string[]])[] = [
  ["discountedPurchases", (discount) => discountedPurchases(model, ann, { ahead: 39, discount }).notes],
  ["customerLifetimeValue", (discount) => customerLifetimeValue(model, spend, ann, { ...terms, discount }).notes],
  [
    "customerLifetimeValues",
    (discount) => customerLifetimeValues(model, spend, [ann], { ...terms, discount }).total.notes,
  ],
  [
    "monthlyLifetimeValue",
    (discount) => {
      const monthlyRate = discount === "none" ? 0 : discount.rate;
      return monthlyLifetimeValue(model, spend, ann, { margin: 0.3, monthlyRate }).notes;
    },
  ],
  [
    "formulaLifetimeValue",
    (discount) =>
      formulaLifetimeValue({
        margin: 50,
        churn: 0.04,
        period: "month",
        horizon: "infinite",
        firstMargin: "now",
        discount,
      }).notes,
  ],
  ["paybackPeriod", (discount) => paybackPeriod({ acquisitionCost: 1, margin: 50, period: "month", discount }).notes],
  ["historicValue", (discount) => historicValue([row], { asOf: "2026-02-01T00:00:00Z", discount }).notes],
];

test.each(calls)("%s says that 10 is 1000 %%", (_, notesOf) => {
  const note = "discount-above-100-percent";
  expect(notesOf({ rate: 10, per: "year" })).toContain(note);
  expect(notesOf({ rate: 0.1, per: "year" })).not.toContain(note);
  expect(notesOf("none")).not.toContain(note);
});
