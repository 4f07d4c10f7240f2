import { describe, expect, test } from "vitest";
import { churnPresets, mrrChurnPresets } from "../../../src/churn/churn-presets.ts";
import { explainDifference } from "../../../src/churn/explain-difference.ts";
import type { ChurnDifference } from "../../../src/churn/explain-difference-result.ts";
import type { ChurnConvention } from "../../../src/churn/explain-difference-words.ts";
import type { MrrOptions } from "../../../src/churn/mrr-options.ts";
import type { Subscription } from "../../../src/model/subscription.ts";
import { codeOf } from "../readers/code-of.ts";

const segment = (customerId: string, start: string, end: string | null, amount = 1000): Subscription => ({
  id: `${customerId} ${start}`,
  customerId,
  start: `${start}T00:00:00Z`,
  end: end && `${end}T00:00:00Z`,
  amount,
  currency: "EUR",
  interval: "month",
});
/** Ann stays, Bea leaves and returns, Cid leaves, Dot joins and leaves, Eva returns and leaves, Fay joins, Gus pays less, Hal leaves twice. */
const rows = [
  segment("Ann", "2024-01-01", null),
  segment("Bea", "2024-01-01", "2024-05-10"),
  segment("Bea", "2024-05-20", null),
  segment("Cid", "2024-01-01", "2024-05-31", 4000),
  segment("Dot", "2024-05-03", "2024-05-28"),
  segment("Eva", "2024-01-01", "2024-02-01"),
  segment("Eva", "2024-05-05", "2024-05-06"),
  segment("Fay", "2024-05-16", null),
  segment("Gus", "2024-01-01", "2024-05-16", 2000),
  segment("Gus", "2024-05-16", null, 1500),
  segment("Hal", "2024-01-01", "2024-05-02"),
  segment("Hal", "2024-05-04", "2024-05-08"),
];
const options: MrrOptions = { currency: "EUR", timeZone: "UTC", from: "2024-05" };
const explain = (a: ChurnConvention, b: ChurnConvention): ChurnDifference => explainDifference(rows, a, b, options);
const byRule = ({ rules }: ChurnDifference): { [rule: string]: number } =>
  Object.fromEntries(rules.map(({ rule, contribution }) => [rule, Math.round(contribution * 1e6) / 1e6]));
const who = ({ parts }: ChurnDifference, rule: string): (string | null)[] =>
  parts.filter((part) => part.rule === rule).map(({ customerId }) => customerId);

describe("customers under two conventions", () => {
  test("ChartMogul and Baremetrics: departures that only one counts", () => {
    const found = explain(churnPresets.chartmogul, churnPresets.baremetrics);
    expect(found).toMatchObject({
      period: "2024-05",
      a: { value: 0.4, numerator: 2, denominator: 5 },
      b: { value: 1.2, numerator: 6, denominator: 5 },
      notes: [],
    });
    expect(found.difference).toBeCloseTo(0.8, 15);
    expect(byRule(found)).toEqual({
      "joined-and-left": 0.2,
      "left-again": 0.2,
      "left-and-returned": 0.2,
      "returned-and-left": 0.2,
    });
    expect(who(found, "joined-and-left")).toEqual(["Dot"]);
    expect(who(found, "left-again")).toEqual(["Hal"]);
    expect(who(found, "left-and-returned")).toEqual(["Bea"]);
    expect(who(found, "returned-and-left")).toEqual(["Eva"]);
    expect(found.parts.find(({ customerId }) => customerId === "Bea")!.sentence).toBe(
      'Bea was there at the opening, left 2024-05-10, returned 2024-05-20. "events over opening customers" counts the departure of 2024-05-10 (0.2), "opening cohort" does not.',
    );
    expect(found.summary).toBe(
      '"opening cohort" is 0.4 (2 / 5), "events over opening customers" is 1.2 (6 / 5). The difference of +0.8 is +0.2 joined-and-left (1 customer), ' +
        "+0.2 left-again (1 customer), +0.2 left-and-returned (1 customer), +0.2 returned-and-left (1 customer).",
    );
  });

  test("Baremetrics and Stripe: new customers in what is divided by", () => {
    const found = explain(churnPresets.baremetrics, churnPresets.stripe);
    expect(found.b).toMatchObject({ numerator: 6, denominator: 7 });
    expect(byRule(found)).toEqual({ "divisor-new": Math.round((6 / 7 - 6 / 5) * 1e6) / 1e6 });
    expect(who(found, "divisor-new")).toEqual(["Dot", "Fay"]);
    expect(found.parts[0]!.sentence).toBe(
      'Dot is 0 of the 5 that "events over opening customers" divides by, and 1 of the 7 of "events over opening and new customers".',
    );
  });

  test("days and customer-time: who was there for a part of the period", () => {
    const found = explain({ denominator: "exposureRate" }, { denominator: "openingPlusNewAndReactivated" });
    expect(who(found, "divisor-left")).toEqual(["Cid"]);
    expect(who(found, "divisor-new")).toEqual(["Dot", "Fay"]);
    expect(who(found, "divisor-returned")).toEqual(["Bea", "Eva", "Hal"]);
    // Cid left at the start of the last day, and so was there at the start of every day.
    const daily = explain({ denominator: "dailyAverage" }, { denominator: "openingPlusNewAndReactivated" });
    expect(who(daily, "divisor-left")).toEqual([]);
    // Gus changed plan at an instant and was there all the time; Ann did nothing.
    expect(found.parts.map(({ customerId }) => customerId)).not.toContain("Gus");
  });

  test("a sum of daily rates: each departure has a divisor of its own", () => {
    const found = explain(churnPresets.baremetrics, churnPresets.chartmogulShopify);
    expect(found.b.denominator).toBeNull();
    expect(found.rules.map(({ rule }) => rule)).toEqual(["divisor-at-the-time"]);
    // On days that start with five customers, as the period does, there is no difference: Hal's first departure, Bea's.
    expect(found.parts.filter(({ customerId }) => customerId === "Hal").length).toBe(1);
  });

  test("an unfinished period: customers who did nothing are less customer-time", () => {
    const found = explainDifference(
      rows,
      churnPresets.baremetrics,
      { denominator: "exposureRate" },
      { ...options, asOf: "2024-05-16T12:00:00Z" },
    );
    const part = found.parts.find(({ rule }) => rule === "divisor-unfinished")!;
    expect(part.customerId).toBeNull();
    expect(part.sentence).toBe("2 customers who did nothing have been there for 0.5 of the period so far.");
    expect(found.notes).toEqual(["incomplete-period", "rows-left-out"]);
    expect(found.findings.map(({ code, id }) => [code, id])).toEqual([["starts-after-as-of", "Bea 2024-05-20"]]);
  });
});

describe("revenue under two conventions", () => {
  test("gross by movements and by cohort", () => {
    const found = explain(mrrChurnPresets.chartmogulGross, mrrChurnPresets.smsbGross);
    // Opening 9000. Movements: churn 1000 + 4000 + 1000 + 1000 + 1000 + 1000, contraction 500. Cohort: Cid 4000, Hal 1000, Gus 500.
    expect(found).toMatchObject({ a: { numerator: 9500, denominator: 9000 }, b: { numerator: 5500 } });
    expect(byRule(found)).toEqual({ regained: -0.222222, "not-in-opening-cohort": -0.222222 });
    expect(who(found, "regained")).toEqual(["Bea", "Hal"]);
    expect(who(found, "not-in-opening-cohort")).toEqual(["Dot", "Eva"]);
    expect(found.parts.find(({ customerId }) => customerId === "Hal")!.sentence).toMatch(
      /It lost 2000 minor units for .* and 1000 minor units for/,
    );
  });

  test("gross and net: growth set off against losses", () => {
    const movements = explain(mrrChurnPresets.chartmogulGross, mrrChurnPresets.chartmogulNet);
    expect(byRule(movements)).toEqual({ "growth-against-losses": -0.333333 });
    expect(movements.parts[0]!.sentence).toContain(
      'Only "net MRR churn by movements" counts the reactivation of 1000 minor units on 2024-05-20.',
    );
    const cohort = explainDifference(
      [...rows, segment("Ann", "2024-05-09", null, 300)],
      mrrChurnPresets.smsbGross,
      mrrChurnPresets.smsbNet,
      options,
    );
    expect(cohort.parts).toMatchObject([
      { rule: "growth-against-losses", customerId: "Ann", contribution: expect.closeTo(-300 / 9000, 12) },
    ]);
  });

  test("heads and revenue", () => {
    const found = explain(churnPresets.chartmogul, mrrChurnPresets.smsbGross);
    expect(byRule(found)).toEqual({ "weighed-by-revenue": 0.155556, "loss-without-leaving": 0.055556 });
    expect(who(found, "weighed-by-revenue")).toEqual(["Cid", "Hal"]);
    const events = explain(mrrChurnPresets.smsbNet, churnPresets.baremetrics);
    expect(who(events, "regained")).toEqual(["Bea"]);
    expect(who(events, "not-in-opening-cohort")).toEqual(["Dot", "Eva"]);
  });
});

describe("nothing to explain", () => {
  test("no customers", () => {
    const found = explainDifference([], churnPresets.chartmogul, churnPresets.stripe, options);
    expect(found).toMatchObject({
      a: { value: null },
      difference: null,
      rules: [],
      parts: [],
      notes: ["no-customers"],
    });
    expect(found.summary).toBe(
      '"opening cohort" is undefined, "events over opening and new customers" is undefined. Where nobody could leave, there is nothing to compare.',
    );
  });

  test("two names for one figure", () => {
    const found = explain(churnPresets.chartmogul, churnPresets.smsb);
    expect(found).toMatchObject({ difference: 0, rules: [], parts: [], notes: ["same-figure"] });
    expect(found.summary).toContain("No customer is counted differently.");
  });
});

test.each<[string, unknown, object]>([
  ["ONE_PERIOD_REQUIRED", churnPresets.stripe, { periods: 2 }],
  ["CONVENTION_INVALID", "stripe", {}],
  ["CONVENTION_INVALID", null, {}],
  ["CONVENTION_INVALID", {}, {}],
  ["CONVENTION_INVALID", { mrrChurn: "gross" }, {}],
  ["DENOMINATOR_UNKNOWN", { denominator: "closing" }, {}],
  ["SOURCE_INVALID", churnPresets.stripe, { source: 7 }],
])("%s: %o %o", (code, convention, { source = rows, ...wrong }: { source?: unknown }) => {
  expect(
    codeOf(() =>
      explainDifference(source as Subscription[], churnPresets.chartmogul, convention as ChurnConvention, {
        ...options,
        ...wrong,
      }),
    ),
  ).toBe(code);
});
