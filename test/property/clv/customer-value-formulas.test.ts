import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { customerAcquisitionCost } from "../../../src/clv/acquisition-cost.ts";
import { formulaLifetimeValue, type FormulaLifetimeValueOptions } from "../../../src/clv/formula-lifetime-value.ts";
import { ltvToCac } from "../../../src/clv/ltv-to-cac.ts";
import { paybackPeriod } from "../../../src/clv/payback-period.ts";
import { compensatedSum } from "../../../src/numeric/sum.ts";

const share = fc.double({ min: 0, max: 1, noNaN: true });
const inner = fc.double({ min: 0.01, max: 0.99, noNaN: true });
const discount = fc.double({ min: 0, max: 0.5, noNaN: true });
const margin = fc.double({ min: -1000, max: 1000, noNaN: true });
const firstMargin = fc.constantFrom("now", "period-end", "period-end-if-retained" as const);
const horizon = fc.integer({ min: 1, max: 200 });

const ltv = (options: Partial<FormulaLifetimeValueOptions>, rate: number): number | null =>
  formulaLifetimeValue({
    period: "month",
    horizon: "infinite",
    firstMargin: "now",
    ...options,
    discount: { rate, per: "month" },
  }).value;
const near = (got: number | null, want: number, rel = 1e-12): void =>
  expect(Math.abs(got! - want)).toBeLessThanOrEqual(rel * Math.abs(want) + 1e-290);

describe("lifetime value by formula", () => {
  test("is the sum of its margins, one by one", () => {
    fc.assert(
      fc.property(
        fc.record({
          margin,
          retention: share,
          growth: fc.double({ min: -0.5, max: 0.5, noNaN: true }),
          firstMargin,
          horizon,
        }),
        discount,
        (options, d) => {
          const { retention: r, growth: g, horizon: periods } = options;
          const first = { now: 1, "period-end": 1 / (1 + d), "period-end-if-retained": r / (1 + d) }[
            options.firstMargin
          ];
          const terms = Array.from(
            { length: periods },
            (_, k) => options.margin * first * (r ** k * ((1 + g) / (1 + d)) ** k),
          );
          near(ltv(options, d), compensatedSum(terms));
        },
      ),
    );
  });

  test("of churn is that of the retention it leaves", () => {
    fc.assert(
      fc.property(margin, inner, discount, firstMargin, (m, churn, d, when) => {
        near(
          ltv({ margin: m, churn, firstMargin: when }, d),
          ltv({ margin: m, retention: 1 - churn, firstMargin: when }, d)!,
        );
      }),
    );
  });

  test("up to a horizon goes to that without end", () => {
    fc.assert(
      fc.property(inner, discount, firstMargin, (retention, d, when) => {
        const endless = ltv({ margin: 1, retention, firstMargin: when }, d)!;
        const until = (periods: number): number =>
          ltv({ margin: 1, retention, firstMargin: when, horizon: periods }, d)!;
        expect(until(10)).toBeLessThanOrEqual(until(11));
        expect(until(11)).toBeLessThanOrEqual(endless * (1 + 1e-15));
        near(until(5000), endless);
      }),
    );
  });

  test("is linear in the margin, and its versions differ by 1 + d and by r", () => {
    fc.assert(
      fc.property(margin, share, discount, horizon, (m, retention, d, periods) => {
        const of = (when: FormulaLifetimeValueOptions["firstMargin"], each: number): number =>
          ltv({ margin: each, retention, firstMargin: when, horizon: periods }, d)!;
        near(of("now", m), m * of("now", 1), 1e-15);
        near(of("now", m), (1 + d) * of("period-end", m), 1e-15);
        near(of("period-end-if-retained", m), retention * of("period-end", m), 1e-15);
      }),
    );
  });

  test("rises with retention and falls with the discount, for a margin above 0", () => {
    fc.assert(
      fc.property(inner, inner, discount, discount, horizon, (r, s, d, e, periods) => {
        const of = (retention: number, rate: number): number => ltv({ margin: 1, retention, horizon: periods }, rate)!;
        // Rates that differ in their last digits alone may come out the other way round in the last digit.
        const rounding = 1 + 1e-15;
        expect(of(Math.min(r, s), d)).toBeLessThanOrEqual(of(Math.max(r, s), d) * rounding);
        expect(of(r, Math.max(d, e))).toBeLessThanOrEqual(of(r, Math.min(d, e)) * rounding);
      }),
    );
  });
});

describe("a payback period", () => {
  const plan = fc.record({
    acquisitionCost: fc.double({ min: 0, max: 1000, noNaN: true }),
    margin: fc.double({ min: 0.5, max: 100, noNaN: true }),
    retention: fc.double({ min: 0.5, max: 1, noNaN: true }),
    within: fc.constantFrom("linear", "whole-periods" as const),
  });
  const weeks = (options: object, rate: number): number =>
    paybackPeriod({ period: "week", discount: { rate, per: "week" }, ...options } as never).value ?? Infinity;
  const small = fc.double({ min: 0, max: 0.05, noNaN: true });

  test("is the same by a margin as by a list of it", () => {
    fc.assert(
      fc.property(plan, small, (options, d) => {
        const one = weeks({ ...options, within: "linear" }, d);
        fc.pre(one < 2000);
        const listed = weeks({ ...options, within: "linear", margin: new Array(2500).fill(options.margin) }, d);
        // Where hardly anybody is left to pay the rest, the last period hangs on the last digit of the sum.
        fc.pre(options.retention ** one > 1e-4 && (1 + d) ** -one > 1e-4);
        near(listed, one, 1e-7);
      }),
    );
  });

  test("is longer for more cost, less margin, fewer who stay and a higher discount", () => {
    fc.assert(
      fc.property(plan, small, fc.double({ min: 1, max: 2, noNaN: true }), (options, d, more) => {
        const { acquisitionCost, margin: each, retention } = options;
        const of = weeks(options, d);
        const atLeast = of * (1 - 1e-9);
        expect(weeks({ ...options, acquisitionCost: acquisitionCost * more }, d)).toBeGreaterThanOrEqual(atLeast);
        expect(weeks({ ...options, margin: each / more }, d)).toBeGreaterThanOrEqual(atLeast);
        expect(weeks({ ...options, retention: retention / more }, d)).toBeGreaterThanOrEqual(atLeast);
        expect(weeks(options, d * more)).toBeGreaterThanOrEqual(atLeast);
      }),
    );
  });

  test("comes just where lifetime value is more than the cost", () => {
    fc.assert(
      fc.property(plan, small, (options, d) => {
        fc.pre(options.retention < 1 || d > 0);
        const { within: _, acquisitionCost, ...rest } = options;
        // Without end, or near it: 1 / 5e-324 is no number.
        const worth = ltv({ ...rest, firstMargin: "period-end" }, d) ?? Infinity;
        fc.pre(Math.abs(worth - acquisitionCost) > 1e-9 * worth);
        expect(weeks(options, d) < Infinity).toBe(worth > acquisitionCost);
      }),
    );
  });

  test("in whole periods is the one within, and less than a period more", () => {
    fc.assert(
      fc.property(plan, small, (options, d) => {
        const [linear, whole] = [
          weeks({ ...options, within: "linear" }, d),
          weeks({ ...options, within: "whole-periods" }, d),
        ];
        if (linear === Infinity) expect(whole).toBe(Infinity);
        else {
          expect(whole % 1).toBe(0);
          expect(whole).toBeGreaterThanOrEqual(linear);
          // A part of a period below the last digit of the number is in the one figure alone.
          expect(whole - linear).toBeLessThanOrEqual(1);
        }
      }),
    );
  });
});

describe("LTV : CAC", () => {
  test("has an interval around it that widens with the level", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5000 }), inner, inner, inner, (newCustomers, a, b, wide) => {
        const acquisitionCost = customerAcquisitionCost({ spend: [{ kind: "media", amount: 5000 }], newCustomers });
        const lifetimeValue = { value: 100, interval: { lower: 100 * a, upper: 100 / b, level: 0.9, method: "any" } };
        const at = (level: number) => ltvToCac({ lifetimeValue, acquisitionCost, level });
        const { value, interval } = at(0.5 * wide);
        expect(interval!.lower).toBeLessThanOrEqual(value!);
        expect(interval!.upper).toBeGreaterThanOrEqual(value!);
        const wider = at(0.5 + 0.49 * wide).interval!;
        expect(wider.lower).toBeLessThanOrEqual(interval!.lower);
        expect(wider.upper).toBeGreaterThanOrEqual(interval!.upper);
      }),
    );
  });
});
