import { describe, expect, test } from "vitest";
import { customerAcquisitionCost } from "../../../src/clv/acquisition-cost.ts";
import { formulaLifetimeValue } from "../../../src/clv/formula-lifetime-value.ts";
import { historicValue } from "../../../src/clv/historic-value.ts";
import { ltvToCac } from "../../../src/clv/ltv-to-cac.ts";
import { seededRandom } from "../../../src/numeric/random.ts";
import { share } from "../../../src/stats/share.ts";
import { notPlainJson } from "../../support/plain-json.ts";
import { codeOf } from "../churn/code-of.ts";

const lifetimeValue = formulaLifetimeValue({
  margin: 60,
  churn: share(20, 500),
  period: "month",
  discount: { rate: 0.1, per: "year" },
  horizon: "infinite",
  firstMargin: "now",
  currency: "EUR",
});
const acquisitionCost = customerAcquisitionCost(
  { spend: [{ kind: "media", amount: 30000 }], newCustomers: 100 },
  { currency: "EUR" },
);

describe("LTV : CAC", () => {
  test("divides, and carries both definitions", () => {
    const result = ltvToCac({ lifetimeValue, acquisitionCost });
    expect(result).toMatchObject({
      metric: "ltv-to-cac",
      value: lifetimeValue.value! / 300,
      unit: "ratio",
      n: 100,
      currency: "EUR",
      lifetimeValue: lifetimeValue.value,
      acquisitionCost: 300,
      definition: { lifetimeValue: lifetimeValue.definition, acquisitionCost: acquisitionCost.definition },
      notes: [],
    });
    expect(notPlainJson(result)).toEqual([]);
  });

  test("has an interval that is wider than from either alone, and turns with the ratio", () => {
    const { value, interval } = ltvToCac({ lifetimeValue, acquisitionCost });
    const [fromValue, fromCost] = [
      ltvToCac({ lifetimeValue, acquisitionCost: 300 }).interval!,
      ltvToCac({ lifetimeValue: lifetimeValue.value!, acquisitionCost }).interval!,
    ];
    expect(fromValue).toMatchObject({ method: "wilson", lower: lifetimeValue.interval!.lower / 300 });
    expect(fromCost).toMatchObject({
      method: "exact-poisson",
      lower: lifetimeValue.value! / acquisitionCost.interval!.upper,
    });
    expect(interval!.lower).toBeLessThan(Math.min(fromValue.lower, fromCost.lower));
    expect(interval!.upper).toBeGreaterThan(Math.max(fromValue.upper, fromCost.upper));
    const turned = ltvToCac({ lifetimeValue: acquisitionCost, acquisitionCost: lifetimeValue });
    expect(turned.value).toBeCloseTo(1 / value!, 14);
    expect(turned.interval!.lower).toBeCloseTo(1 / interval!.upper, 14);
  });

  test("says whose doubt is not in the interval", () => {
    const notesOf = (value: object | number, cost: object | number): readonly string[] =>
      ltvToCac({ lifetimeValue: value as never, acquisitionCost: cost as never }).notes;
    const bare = { value: 300, currency: "EUR" };
    expect(notesOf(lifetimeValue, bare)).toEqual(["interval-of-lifetime-value-only"]);
    expect(notesOf(bare, acquisitionCost)).toEqual(["interval-of-acquisition-cost-only"]);
    expect(notesOf(bare, bare)).toEqual(["no-interval"]);
    expect(notesOf(lifetimeValue, acquisitionCost)).toEqual([]);
    // Another level is on the logarithm, and still of one side.
    const other = ltvToCac({ lifetimeValue, acquisitionCost: bare, level: 0.8 });
    expect(other).toMatchObject({ interval: { method: "mover-log" }, notes: ["interval-of-lifetime-value-only"] });
  });

  test("in two currencies is none, and the message says what to do", () => {
    expect(() => ltvToCac({ lifetimeValue, acquisitionCost: { value: 1, currency: "USD" } })).toThrow(
      "Cannot use EUR beside USD as all must be in one currency: choose it with currency, or split rows",
    );
  });

  test("of lognormal ends is the delta method", () => {
    const of = (value: number, z: number) => ({
      value,
      interval: { lower: value * Math.exp(-z), upper: value * Math.exp(z), level: 0.95, method: "log-wald" },
    });
    const { interval } = ltvToCac({ lifetimeValue: of(900, 0.3), acquisitionCost: of(300, 0.4) });
    expect(interval!.lower).toBeCloseTo(3 * Math.exp(-0.5), 12);
    expect(interval!.upper).toBeCloseTo(3 * Math.exp(0.5), 12);
    const narrow = ltvToCac({ lifetimeValue: of(900, 0.3), acquisitionCost: of(300, 0.4), level: 0.5 }).interval!;
    expect(narrow).toMatchObject({ level: 0.5, method: "mover-log" });
    expect(narrow.lower).toBeCloseTo(3 * Math.exp((-0.5 * 0.6744897501960817) / 1.959963984540054), 10);
  });

  test("takes the mean of a history", () => {
    const { mean } = historicValue([
      { customerId: "a", amount: 900, cost: 300, currency: "EUR" },
      { customerId: "b", amount: 500, cost: 300, currency: "EUR" },
    ]);
    expect(ltvToCac({ lifetimeValue: mean, acquisitionCost: 100 })).toMatchObject({
      value: 4,
      n: 2,
      notes: ["interval-of-lifetime-value-only", "currency-not-stated"],
    });
  });

  test("warns of what makes it look better", () => {
    const revenue = formulaLifetimeValue({
      revenue: 60,
      churn: 0.04,
      period: "month",
      discount: "none",
      horizon: "infinite",
      firstMargin: "now",
    });
    const media = customerAcquisitionCost(
      {
        spend: [
          { kind: "media", amount: 1 },
          { kind: "salaries", amount: 9 },
        ],
        newCustomers: 1,
      },
      { costs: ["media"] },
    );
    expect(ltvToCac({ lifetimeValue: revenue, acquisitionCost: media }).notes).toEqual([
      "interval-of-acquisition-cost-only",
      "revenue-not-margin",
      "not-discounted",
      "costs-left-out",
    ]);
  });
});

test("of a model is of what is still to come", () => {
  const ofModel = (margin: number) =>
    ltvToCac({ lifetimeValue: { value: 9, definition: { which: "residual", margin } }, acquisitionCost: 3 });
  expect(ofModel(0.3).notes).toEqual(["no-interval", "residual-value"]);
  expect(ofModel(1).notes).toEqual(["no-interval", "revenue-not-margin", "residual-value"]);
});

describe("where there is no figure", () => {
  test.each([
    [{ lifetimeValue: 1, acquisitionCost: 0 }, "acquisition-cost-zero"],
    [{ lifetimeValue: 1, acquisitionCost: { value: null } }, "no-acquisition-cost"],
    [{ lifetimeValue: { value: null }, acquisitionCost: 1 }, "no-lifetime-value"],
  ])("%j is null", (options, note) => {
    expect(ltvToCac(options)).toMatchObject({ value: null, interval: null, notes: [note] });
  });

  test("a ratio may be negative or 0; its logarithm is none", () => {
    expect(ltvToCac({ lifetimeValue: -5, acquisitionCost: 2 })).toMatchObject({ value: -2.5, notes: ["no-interval"] });
    expect(ltvToCac({ lifetimeValue: -5, acquisitionCost }).interval!.lower).toBeCloseTo(
      -5 / acquisitionCost.interval!.lower,
      14,
    );
    const doubtful = { value: 5, interval: { lower: -1, upper: 11, level: 0.95, method: "t" } };
    expect(ltvToCac({ lifetimeValue: doubtful, acquisitionCost }).notes).toContain("interval-needs-positive-ends");
    expect(ltvToCac({ lifetimeValue: doubtful, acquisitionCost: 2 }).interval).toMatchObject({
      lower: -0.5,
      upper: 5.5,
    });
    expect(ltvToCac({ lifetimeValue: 0, acquisitionCost: 2 }).value).toBe(0);
  });
});

test.each([
  ["CURRENCY_MIXED", { lifetimeValue, acquisitionCost: { value: 1, currency: "USD" } }],
  ["AMOUNT_INVALID", { lifetimeValue: NaN, acquisitionCost: 1 }],
  ["AMOUNT_INVALID", { lifetimeValue: 1, acquisitionCost: -1 }],
  ["AMOUNT_INVALID", { lifetimeValue: 1 }],
  ["LEVEL_OUT_OF_RANGE", { lifetimeValue: 1, acquisitionCost: 1, level: 95 }],
])("a bad call throws %s", (code, options) => {
  expect(codeOf(() => ltvToCac(options as never))).toBe(code);
});

test.each([
  ["AMOUNT_INVALID", undefined],
  ["CURRENCY_INVALID", { lifetimeValue: { value: 1, currency: Number.NaN }, acquisitionCost: 1 }],
  ["COUNT_INVALID", { lifetimeValue: { value: 1, n: "5" }, acquisitionCost: 1 }],
])("what would give no number throws %s", (code, options) => {
  expect(codeOf(() => ltvToCac(options as never))).toBe(code);
});

test("no -0", () => {
  expect(notPlainJson(ltvToCac({ lifetimeValue: -0, acquisitionCost: { value: -0 } }))).toEqual([]);
});

test("the interval of the ratio holds it about as often as it says", () => {
  const random = seededRandom(5);
  const poisson = (mean: number): number => {
    let count = -1;
    for (let sum = 0; sum < mean; count++) sum -= Math.log(1 - random.next());
    return count;
  };
  const terms = { margin: 60, period: "month", discount: "none", horizon: "infinite", firstMargin: "now" } as const;
  const held = { inside: 0, all: 1500 };
  for (let i = 0; i < held.all; i++) {
    let lost = 0;
    for (let customer = 0; customer < 200; customer++) if (random.next() < 0.05) lost += 1;
    const { interval } = ltvToCac({
      lifetimeValue: formulaLifetimeValue({ ...terms, churn: share(lost, 200) }),
      acquisitionCost: customerAcquisitionCost({ spend: [{ kind: "media", amount: 6000 }], newCustomers: poisson(20) }),
    });
    if (interval !== null && interval.lower <= 4 && 4 <= interval.upper) held.inside += 1;
  }
  expect(held.inside / held.all).toBeGreaterThan(0.935);
  expect(held.inside / held.all).toBeLessThan(0.985);
});
