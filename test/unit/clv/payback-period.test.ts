import { describe, expect, test } from "vitest";
import { customerAcquisitionCost } from "../../../src/clv/acquisition-cost.ts";
import { formulaLifetimeValue } from "../../../src/clv/formula-lifetime-value.ts";
import { paybackPeriod, type PaybackPeriodOptions } from "../../../src/clv/payback-period.ts";
import { share } from "../../../src/stats/share.ts";
import { notPlainJson } from "../../support/plain-json.ts";
import { codeOf } from "../churn/code-of.ts";

const payback = (options: Partial<PaybackPeriodOptions>) =>
  paybackPeriod({ acquisitionCost: 300, margin: 40, period: "month", ...options });

describe("a payback period", () => {
  test("is the cost by the margin of a period", () => {
    const result = payback({});
    expect(result).toMatchObject({
      metric: "payback-period",
      value: 7.5,
      unit: "month",
      interval: null,
      notes: ["no-interval"],
    });
    expect(notPlainJson(result)).toEqual([]);
  });

  test("says when margins come, in the words of the formula", () => {
    const terms = { margin: 40, retention: 0.9, period: "month", discount: { rate: 0.01, per: "month" } } as const;
    const { definition, value } = payback({ ...terms, acquisitionCost: 150, within: "whole-periods" });
    expect(definition.firstMargin).toBe("period-end");
    // The value of so many margins, come as it says, is the first to reach the cost.
    const worth = (horizon: number, firstMargin: "now" | "period-end") =>
      formulaLifetimeValue({ ...terms, horizon, firstMargin }).value!;
    expect(worth(value!, definition.firstMargin)).toBeGreaterThanOrEqual(150);
    expect(worth(value! - 1, definition.firstMargin)).toBeLessThan(150);
  });

  test("may count whole periods only", () => {
    expect(payback({ within: "whole-periods" }).value).toBe(8);
    expect(payback({ within: "whole-periods", acquisitionCost: 280 }).value).toBe(7);
    // 0.1 is a little more than a tenth, and ten of them add up to 1.
    expect(payback({ within: "whole-periods", acquisitionCost: 1, margin: 0.1 }).value).toBe(10);
    expect(payback({ within: "whole-periods", acquisitionCost: 1, margin: new Array(10).fill(0.1) }).value).toBe(10);
  });

  test("is longer with churn, and with a discount", () => {
    expect(payback({ churn: 0.05 }).value).toBeCloseTo(9.166581979883269, 13);
    const both = payback({ churn: 0.05, discount: { rate: 0.1, per: "year" } });
    expect(both.value).toBeGreaterThan(9.1666);
    expect(both.definition.retention).toBe(0.95);
    expect(both.definition.discountRate).toBeCloseTo(1.1 ** (1 / 12) - 1, 14);
  });

  test("is the same by a margin and by a list of it", () => {
    for (const change of [{}, { churn: 0.05 }, { retention: 0.9, discount: { rate: 0.02, per: "month" } }] as const) {
      for (const within of ["linear", "whole-periods"] as const) {
        const one = payback({ ...change, within }).value;
        expect(payback({ ...change, within, margin: new Array(60).fill(40) }).value).toBeCloseTo(one!, 10);
      }
    }
  });

  test("is 0 for what cost nothing", () => {
    expect(payback({ acquisitionCost: 0 }).value).toBe(0);
    expect(payback({ acquisitionCost: 0, margin: [-1] }).value).toBe(0);
    expect(payback({ acquisitionCost: 0, margin: -1 }).value).toBe(0);
  });

  test("may come within the first period when nobody stays", () => {
    expect(payback({ acquisitionCost: 20, retention: 0 }).value).toBe(0.5);
    expect(payback({ acquisitionCost: 40, retention: 0 }).value).toBe(1);
    expect(payback({ acquisitionCost: 41, retention: 0 }).value).toBeNull();
  });

  test("of billions of periods is found without counting", () => {
    expect(payback({ acquisitionCost: 1e15, margin: 1e-3 }).value).toBe(1e18);
    expect(payback({ acquisitionCost: 4e9, margin: 1, churn: 1e-10 }).value! / 5108256237.4044941).toBeCloseTo(1, 14);
  });
});

describe("never", () => {
  test.each([
    [{ margin: 0 }, "never-paid-back"],
    [{ margin: -1 }, "never-paid-back"],
    [{ churn: 0.15 }, "never-paid-back"],
    [{ acquisitionCost: 400, churn: 0.1 }, "never-paid-back"],
    [{ acquisitionCost: 1e300, margin: 1e-300 }, "never-paid-back"],
    [{ margin: [100, 100] }, "not-paid-back-by-listed-margins"],
    [{ acquisitionCost: { value: null } }, "no-acquisition-cost"],
    [{ retention: share(0, 0) }, "no-retention"],
  ])("%j", (options, note) => {
    const result = payback(options);
    expect(result).toMatchObject({ value: null, interval: null, notes: [note] });
    expect(notPlainJson(result)).toEqual([]);
  });

  test("a list that loses again what it won says so", () => {
    expect(payback({ margin: [200, 200, -150, 300] })).toMatchObject({
      value: 1.5,
      notes: ["no-interval", "paid-back-then-not"],
    });
  });
});

describe("an interval", () => {
  const acquisitionCost = customerAcquisitionCost(
    { spend: [{ kind: "media", amount: 30000 }], newCustomers: 100 },
    { currency: "EUR" },
  );

  test("is that of the cost", () => {
    const { interval, currency, n, definition } = payback({ acquisitionCost });
    expect(interval).toMatchObject({ level: 0.95, method: "exact-poisson" });
    expect(interval!.lower).toBeCloseTo(acquisitionCost.interval!.lower / 40, 12);
    expect(interval!.upper).toBeCloseTo(acquisitionCost.interval!.upper / 40, 12);
    expect([currency, n]).toEqual(["EUR", 100]);
    expect(definition.acquisitionCostDefinition).toMatchObject({ costs: ["media"] });
  });

  test("of cost and retention is the corners, at the level that both hold together", () => {
    const retention = share(190, 200);
    const { interval } = payback({ acquisitionCost, retention });
    expect(interval).toMatchObject({ level: 0.8999999999999999, method: "corners" });
    const [cheap, dear] = [acquisitionCost.interval!.lower, acquisitionCost.interval!.upper];
    expect(interval!.lower).toBe(payback({ acquisitionCost: cheap, retention: retention.interval!.upper }).value);
    expect(interval!.upper).toBe(payback({ acquisitionCost: dear, retention: retention.interval!.lower }).value);
  });

  test("has no end where one end never pays back", () => {
    expect(payback({ retention: share(18, 20) })).toMatchObject({ interval: null, notes: ["interval-unbounded"] });
    expect(payback({ margin: [200, 200, -1], retention: share(18, 20) }).notes).toEqual(["no-interval"]);
  });
});

test.each([
  ["AMOUNT_INVALID", { acquisitionCost: -1 }],
  ["AMOUNT_INVALID", { acquisitionCost: NaN }],
  ["AMOUNT_INVALID", { acquisitionCost: undefined }],
  ["MARGIN_INVALID", { margin: NaN }],
  ["MARGIN_INVALID", { margin: [] }],
  ["MARGIN_INVALID", { margin: [1, NaN] }],
  ["MARGIN_INVALID", { margin: "40" }],
  ["WITHIN_UNKNOWN", { within: "exact" }],
  ["TIME_UNIT_UNKNOWN", { period: "quarter" }],
  ["RETENTION_REQUIRED", { churn: 0.1, retention: 0.9 }],
  ["CURRENCY_MIXED", { acquisitionCost: { value: 1, currency: "USD" }, currency: "EUR" }],
])("a bad call throws %s", (code, options) => {
  expect(codeOf(() => payback(options as never))).toBe(code);
});

test.each([
  ["AMOUNT_INVALID", undefined],
  ["CURRENCY_INVALID", { acquisitionCost: 1, margin: 1, period: "month", currency: "" }],
  ["COUNT_INVALID", { acquisitionCost: { value: 1, n: -1 }, margin: 1, period: "month" }],
  // biome-ignore lint/suspicious/noSparseArray: what is not there is no number
  ["MARGIN_INVALID", { acquisitionCost: 1, margin: [1, , 2], period: "month" }],
])("what would give no number throws %s", (code, options) => {
  expect(codeOf(() => paybackPeriod(options as never))).toBe(code);
});

test("no -0, and nothing beyond all numbers", () => {
  expect(notPlainJson(payback({ acquisitionCost: -0, margin: [-0, -0], retention: -0 }))).toEqual([]);
  expect(payback({ acquisitionCost: 9.99e307, margin: 1, churn: 1e-308 })).toMatchObject({
    value: null,
    notes: ["never-paid-back"],
  });
});

test("what cost nothing is lost again by negative margins, listed or not", () => {
  expect(payback({ acquisitionCost: 0, margin: -5 })).toMatchObject({ value: 0 });
  expect(payback({ acquisitionCost: 0, margin: -5 }).notes).toEqual(
    payback({ acquisitionCost: 0, margin: [-5] }).notes,
  );
});
