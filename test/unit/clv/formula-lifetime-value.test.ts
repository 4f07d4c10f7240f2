import { describe, expect, test } from "vitest";
import { churnRate, retentionRate } from "../../../src/churn/churn-rate.ts";
import { formulaLifetimeValue, type FormulaLifetimeValueOptions } from "../../../src/clv/formula-lifetime-value.ts";
import { share } from "../../../src/stats/share.ts";
import { notPlainJson } from "../../support/plain-json.ts";
import { codeOf } from "../churn/code-of.ts";

const endless = { period: "month", discount: "none", horizon: "infinite", firstMargin: "now" } as const;
const ltv = (options: Partial<FormulaLifetimeValueOptions>) => formulaLifetimeValue({ ...endless, ...options });
const near = (got: number | null, want: number): void => {
  expect(got).not.toBeNull();
  expect(Math.abs(got! - want)).toBeLessThanOrEqual(4e-16 * Math.abs(want));
};

describe("the popular formula", () => {
  test("is ARPA · gross margin / churn", () => {
    const result = ltv({ revenue: 100, grossMargin: 0.8, churn: 0.05, currency: "EUR" });
    expect(result).toMatchObject({
      metric: "formula-lifetime-value",
      value: 1600,
      unit: "money",
      currency: "EUR",
      multiple: 20,
      n: 0,
      interval: null,
      notes: ["no-interval"],
      definition: { basis: "margin", margin: 80, retention: 0.95, discountRate: 0, growth: 0, horizon: "infinite" },
    });
    expect(notPlainJson(result)).toEqual([]);
  });

  test("without a gross margin is lifetime revenue, and says so", () => {
    expect(ltv({ revenue: 100, churn: 0.05 })).toMatchObject({
      value: 2000,
      notes: ["revenue-not-margin", "no-interval"],
      definition: { basis: "revenue" },
    });
  });
});

describe("the three versions", () => {
  const yearly = { margin: 100, retention: 0.8, period: "year", discount: { rate: 0.1, per: "year" } } as const;

  test("are m(1 + d)/(1 + d − r), m/(1 + d − r) and m r/(1 + d − r)", () => {
    expect(ltv({ ...yearly, firstMargin: "now" }).value).toBeCloseTo(110 / 0.3, 10);
    expect(ltv({ ...yearly, firstMargin: "period-end" }).value).toBeCloseTo(100 / 0.3, 10);
    expect(ltv({ ...yearly, firstMargin: "period-end-if-retained" }).value).toBeCloseTo(80 / 0.3, 10);
  });

  test("count as many margins as the horizon has periods", () => {
    const one = { ...yearly, horizon: 1 };
    expect(ltv({ ...one, firstMargin: "now" }).value).toBe(100);
    expect(ltv({ ...one, firstMargin: "period-end" }).value).toBeCloseTo(100 / 1.1, 12);
    expect(ltv({ ...one, firstMargin: "period-end-if-retained" }).value).toBeCloseTo(80 / 1.1, 12);
  });

  test("say what they sum", () => {
    expect(ltv({ ...yearly, firstMargin: "period-end" }).definition).toMatchObject({
      firstMargin: "period-end",
      discountRate: 0.1,
      period: "year",
      formula: expect.stringContaining("(k + 1)"),
    });
  });
});

describe("a discount rate", () => {
  test("of a year is converted to the month", () => {
    const { value, definition } = ltv({ margin: 50, churn: 0.04, discount: { rate: 0.1, per: "year" } });
    expect(definition.discountRate).toBeCloseTo(1.1 ** (1 / 12) - 1, 15);
    expect(value).toBeCloseTo((50 * (1 + definition.discountRate)) / (definition.discountRate + 0.04), 10);
  });

  test("may be continuous; of the same period it is taken as it is", () => {
    expect(ltv({ margin: 1, churn: 0.1, discount: { rate: 0.1, per: "month" } }).definition.discountRate).toBe(0.1);
    expect(
      ltv({ margin: 1, churn: 0.1, discount: { rate: 0.1, per: "month", compounding: "continuous" } }).definition
        .discountRate,
    ).toBe(Math.expm1(0.1));
  });
});

describe("digits", () => {
  // mpmath, 60 digits, of the float64 inputs.
  test.each([
    [{ retention: 1 - 2 ** -50 }, 1125899906842624],
    [{ churn: 1e-20 }, 1e20],
    [{ churn: 1e-20, discount: 1e-18, horizon: 1e6 }, 999999.99999949500051],
    [{ churn: 1e-9, discount: 1e-10, horizon: 1e9 }, 606480833.21218591529],
    [{ retention: 0.97, discount: 0.05, growth: 0.08, horizon: 1000 }, 393.12189630441114098],
    [{ churn: 1e-12, discount: 0.03, growth: 0.03, horizon: 1e15 }, 1000000000000.0000201],
    [{ churn: 0.03, discount: 0.02, growth: 0.0500001, horizon: 500 }, 354.21592877761451062],
    [{ retention: 0.999999, discount: 1e-17, horizon: 1e7 }, 999954.60025850044775],
    [{ churn: 1e-20, discount: 0.02, growth: 0.02 }, 1.0000000000000000548e20],
    [{ retention: 0.9, discount: 0.1, growth: 0.2222222222 }, 55000092979.44553922],
  ] as const)("are kept for %j", (options, want) => {
    const { discount, ...rest } = options as { discount?: number };
    near(ltv({ margin: 1, ...rest, discount: { rate: discount ?? 0, per: "month" } }).value, want);
  });

  test("of a growth that just makes up for churn and discount: every margin counts the same", () => {
    expect(ltv({ margin: 3, retention: 0.5, growth: 1, horizon: 7 }).value).toBe(21);
    expect(ltv({ margin: 3, retention: 1, horizon: 9007199254740991 }).multiple).toBe(9007199254740991);
  });
});

describe("where there is no figure", () => {
  test.each([
    [{ margin: 1, retention: 1 }, "infinite-value"],
    [{ margin: 1, churn: 0 }, "infinite-value"],
    [{ margin: 1, retention: 0.9, growth: 0.2 }, "infinite-value"],
    [{ margin: 1, retention: 1, growth: 9, horizon: 1000 }, "beyond-all-numbers"],
    [{ margin: 1e308, churn: 0.001 }, "beyond-all-numbers"],
    [{ margin: 1, retention: share(0, 0) }, "no-retention"],
  ] as const)("%j is null", (options, note) => {
    const result = ltv(options);
    expect(result).toMatchObject({ value: null, interval: null });
    expect(result.notes).toContain(note);
    expect(notPlainJson(result)).toEqual([]);
  });

  test("nobody stays: one margin, or none", () => {
    expect(ltv({ margin: 5, retention: 0 }).value).toBe(5);
    expect(ltv({ margin: 5, churn: 1, firstMargin: "period-end-if-retained" }).value).toBe(0);
    expect(ltv({ margin: -5, churn: 1, firstMargin: "period-end-if-retained" }).value).toBe(0);
    expect(ltv({ margin: -0, churn: 0.5 }).value).toBe(0);
  });
});

describe("an interval", () => {
  const churn = churnRate({ opening: 500, lost: 20 }, { denominator: "openingCohort" });

  test("is that of the retention, taken through the formula", () => {
    const { value, interval, n } = ltv({ margin: 60, churn });
    expect(value).toBe(1500);
    expect(n).toBe(500);
    expect(interval).toMatchObject({ level: 0.95, method: "wilson" });
    expect(interval!.lower).toBeCloseTo(60 / churn.interval!.upper, 10);
    expect(interval!.upper).toBeCloseTo(60 / churn.interval!.lower, 10);
  });

  test("is the same by retention as by churn", () => {
    const retention = retentionRate({ opening: 500, lost: 20 }, { denominator: "openingCohort" });
    const [one, other] = [ltv({ margin: 60, churn }).interval!, ltv({ margin: 60, retention }).interval!];
    expect(one.lower).toBeCloseTo(other.lower, 8);
    expect(one.upper).toBeCloseTo(other.upper, 8);
  });

  test("is turned round by a loss", () => {
    const { interval } = ltv({ margin: -60, churn });
    expect(interval!.lower).toBeLessThan(-1500);
    expect(interval!.upper).toBeGreaterThan(-1500);
  });

  test("has no end where nobody might leave", () => {
    expect(ltv({ margin: 1, retention: { value: 0.9, interval: { ...churn.interval!, upper: 1 } } })).toMatchObject({
      interval: null,
      notes: ["interval-unbounded"],
    });
    const clipped = ltv({
      margin: 1,
      horizon: 3,
      retention: { value: 0.9, interval: { lower: 0.7, upper: 1.1, level: 0.9, method: "wald" } },
    });
    expect(clipped.interval).toEqual({ lower: 1 + 0.7 + 0.7 ** 2, upper: 3, level: 0.9, method: "wald" });
  });

  test("of a rate per time is that of its probability", () => {
    const perTime = churnRate({ churned: 5, customerPeriods: 96.5 }, { denominator: "exposureRate" });
    const { value, interval } = ltv({ margin: 1, churn: perTime });
    expect(value).toBeCloseTo(1 / perTime.probability!, 12);
    expect(interval!.lower).toBeCloseTo(1 / -Math.expm1(-perTime.interval!.upper), 12);
  });
});

describe("a bad call throws", () => {
  const good = { margin: 1, churn: 0.1 };
  test.each([
    ["MARGIN_REQUIRED", { churn: 0.1 }],
    ["MARGIN_REQUIRED", { ...good, revenue: 1 }],
    ["MARGIN_INVALID", { ...good, margin: NaN }],
    ["GROSS_MARGIN_INVALID", { ...good, grossMargin: 0.5 }],
    ["GROSS_MARGIN_INVALID", { revenue: 1, churn: 0.1, grossMargin: 80 }],
    ["RETENTION_REQUIRED", { margin: 1 }],
    ["RETENTION_REQUIRED", { ...good, retention: 0.9 }],
    ["RATE_OUT_OF_RANGE", { margin: 1, churn: 5 }],
    ["RATE_OUT_OF_RANGE", { margin: 1, churn: NaN }],
    ["RATE_OUT_OF_RANGE", { margin: 1, churn: "0.1" }],
    ["RATE_OUT_OF_RANGE", { margin: 1, churn: null }],
    [
      "LEVEL_OUT_OF_RANGE",
      { margin: 1, churn: { value: 0.1, interval: { lower: 0, upper: 1, level: 95, method: "x" } } },
    ],
    [
      "INTERVAL_INVALID",
      { margin: 1, churn: { value: 0.1, interval: { lower: 0.2, upper: 0.1, level: 0.9, method: "x" } } },
    ],
    ["DISCOUNT_RATE_INVALID", { ...good, discount: 0.1 }],
    ["DISCOUNT_RATE_INVALID", { ...good, discount: { rate: -0.1, per: "year" } }],
    ["DISCOUNT_RATE_INVALID", { ...good, period: "year", discount: { rate: 1000, per: "day" } }],
    ["TIME_UNIT_UNKNOWN", { ...good, period: "quarter" }],
    ["HORIZON_INVALID", { ...good, horizon: 0 }],
    ["HORIZON_INVALID", { ...good, horizon: Infinity }],
    ["HORIZON_INVALID", { ...good, horizon: 1.5 }],
    ["FIRST_MARGIN_UNKNOWN", { ...good, firstMargin: "later" }],
    ["GROWTH_INVALID", { ...good, growth: -1 }],
  ])("%s", (code, options) => {
    expect(codeOf(() => ltv(options as never))).toBe(code);
  });
});

describe("what would pass for something else", () => {
  const good = { margin: 50, churn: 0.04 };
  test.each([
    ["MARGIN_REQUIRED", undefined],
    ["MARGIN_INVALID", { revenue: 1e308, grossMargin: -10, churn: 0.1 }],
    ["GROWTH_INVALID", { ...good, growth: "0.1" }],
    ["GROWTH_INVALID", { ...good, growth: null }],
    ["CURRENCY_INVALID", { ...good, currency: 978 }],
    ["COUNT_INVALID", { margin: 50, churn: { value: 0.1, n: Number.NaN } }],
    ["RATE_OF_OTHER_KIND", { margin: 50, retention: { metric: "churnRate", value: 0.1 } }],
    ["RATE_OF_OTHER_KIND", { margin: 50, churn: { metric: "retentionRate", value: 0.9 } }],
  ])("throws %s", (code, options) => {
    expect(codeOf(() => formulaLifetimeValue((options && { ...endless, ...options }) as never))).toBe(code);
  });

  test("no departures in so much exposure: the upper end is a probability, as after one departure", () => {
    const none = churnRate({ churned: 0, customerPeriods: 4 }, { denominator: "exposureRate" });
    const { interval, definition } = ltv({ margin: 1, churn: none, horizon: 2 });
    expect(definition.retention).toBe(1);
    near(interval!.lower, 1 + Math.exp(-none.interval!.upper));
  });

  test("no -0", () => {
    expect(notPlainJson(ltv({ margin: -0, retention: -0, growth: -0 }))).toEqual([]);
  });
});
