import { describe, expect, it } from "vitest";
import { inSampleCounts } from "../../../src/clv/in-sample-counts.ts";
import { goodnessOfFit } from "../../../src/clv/in-sample-goodness.ts";
import type { PurchaseModel } from "../../../src/clv/purchase-fit.ts";
import { processOf } from "../../../src/clv/purchase-processes.ts";
import { simulatePurchases } from "../../../src/clv/simulate-purchases.ts";
import { expectedCurve } from "../../../src/clv/tracking-curve.ts";
import { trackingTable } from "../../../src/clv/tracking-table.ts";
import { codeOf } from "../churn/code-of.ts";

const parameters = { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 };
const model: PurchaseModel = { model: "bg-nbd", timeUnit: "week", parameters };
const values = Object.values(parameters);
const purchases = (time: number): number => processOf("bg-nbd").newCustomerPurchases(values, time);
const histories = { frequency: [0, 0], recency: [0, 0], T: [39, 37.5], count: [50, 30] };

describe("tracking", () => {
  it("adds up customers by what they were expected to buy since they came", () => {
    const { rows, n, definition } = trackingTable(model, histories, { until: { weeks: 4 } });
    const expected = [1, 2, 3, 4].map((end) => 50 * purchases(end) + (end > 1.5 ? 30 * purchases(end - 1.5) : 0));
    expect(rows.map(({ end }) => end)).toEqual([1, 2, 3, 4]);
    rows.forEach((row, i) => {
      expect(row.expectedCumulative).toBeCloseTo(expected[i]!, 10);
      expect(row.expected).toBeCloseTo(expected[i]! - (expected[i - 1] ?? 0), 10);
      expect(row).toMatchObject({ period: i + 1, actual: null, actualCumulative: null, observed: true });
    });
    expect(n).toBe(80);
    expect(definition).toMatchObject({ observed: 39, every: 1, model: "bg-nbd" });
  });

  it("puts a purchase at the end of a period into it, and knows how far the actual ones go", () => {
    const { rows } = trackingTable(model, histories, {
      until: 4,
      actual: [2.5, 1, 0.2, 2],
      actualUntil: { days: 21 },
      observed: 39,
    });
    expect(rows.map(({ actual }) => actual)).toEqual([2, 1, 1, null]);
    expect(rows.map(({ actualCumulative }) => actualCumulative)).toEqual([2, 3, 4, null]);
  });

  it("says which periods the fit has seen", () => {
    const { rows } = trackingTable(model, histories, { until: { weeks: 52 }, every: { weeks: 13 } });
    expect(rows.map(({ observed }) => observed)).toEqual([true, true, true, false]);
  });

  it("counts customers from before the origin", () => {
    const table = trackingTable(model, histories, { until: 4, observed: 38 });
    expect(table).toMatchObject({ n: 30, beforeOrigin: 50, notes: ["customers-before-origin"] });
    expect(table.rows[0]!.expectedCumulative).toBeCloseTo(30 * purchases(0.5), 10);
  });

  it("is flat without customers", () => {
    const { rows, notes, n } = trackingTable(model, [], { until: 2 });
    expect(rows.map(({ expectedCumulative }) => expectedCumulative)).toEqual([0, 0]);
    expect(n).toBe(0);
    expect(notes).toEqual(["no-customers"]);
  });

  it("follows simulated customers", () => {
    const T = Array.from({ length: 4000 }, (_, i) => 52 - (i % 13));
    const { times, ...columns } = simulatePurchases(model, { T, holdout: 26, seed: 4 });
    const actual = times.flatMap((each, i) => each.map((time) => 52 - T[i]! + time));
    const { rows } = trackingTable(model, columns, { until: 65, every: 13, actual, observed: 52 });
    // Overdispersed counts: a standard deviation of about twice the root.
    for (const { expectedCumulative, actualCumulative } of rows) {
      expect(Math.abs(actualCumulative! - expectedCumulative)).toBeLessThan(8 * Math.sqrt(expectedCumulative));
    }
  });

  it("is the same from a table of a curve as from the curve itself", () => {
    const T = Float64Array.from({ length: 1000 }, (_, i) => 30 + 9 * Math.abs(Math.sin(i)));
    const zeros = new Float64Array(1000);
    const many = { frequency: zeros, recency: zeros, T };
    const options = { until: 78, observed: 39 };
    const few = Array.from(T, (each) => ({ frequency: 0, recency: 0, T: each }));
    const parts = [few.slice(0, 500), few.slice(500)].map((half) => trackingTable(model, half, options).rows);
    trackingTable(model, many, options).rows.forEach(({ expectedCumulative }, i) => {
      const sum = parts[0]![i]!.expectedCumulative + parts[1]![i]!.expectedCumulative;
      expect(Math.abs(expectedCumulative - sum)).toBeLessThan(1e-10 * Math.max(1, sum));
    });
  });

  it.each<readonly [string, string, () => unknown]>([
    ["no end", "TIME_SPAN_INVALID", () => trackingTable(model, histories, {} as never)],
    ["no period", "PERIODS_INVALID", () => trackingTable(model, histories, { until: 0.5 })],
    ["periods of no length", "PERIODS_INVALID", () => trackingTable(model, histories, { until: 5, every: 0 })],
    ["a million periods", "PERIODS_INVALID", () => trackingTable(model, histories, { until: 1e6 })],
    [
      "a purchase at no time",
      "ACTUAL_INVALID",
      () => trackingTable(model, histories, { until: 5, actual: [Number.NaN] }),
    ],
    [
      "days for weeks",
      "TIME_UNIT_MISMATCH",
      () => trackingTable(model, { ...histories, timeUnit: "day" }, { until: 5 }),
    ],
  ])("%s throws %s", (_, code, call) => {
    expect(codeOf(call)).toBe(code);
  });
});

describe("a curve asked often", () => {
  it("is called as it is a few times", () => {
    expect(expectedCurve(purchases, 78, 50_000)).toBe(purchases);
  });

  it("is met between its points too", () => {
    const curve = expectedCurve(purchases, 500, 1e6);
    expect(curve).not.toBe(purchases);
    for (let time = 0; time <= 500; time += 0.37) {
      expect(Math.abs(curve(time) - purchases(time))).toBeLessThan(1e-11);
    }
  });

  it("with steps is called as it is", () => {
    expect(expectedCurve(Math.floor, 500, 1e6)).toBe(Math.floor);
  });
});

describe("customers by repeat purchases", () => {
  it("add up on both sides, whatever the last row is", () => {
    const { frequency, recency, T } = simulatePurchases(model, { customers: 3000, T: 39, seed: 8 });
    const seven = inSampleCounts(model, { frequency, recency, T });
    expect(seven.rows.map(({ purchases: x, andMore }) => `${x}${andMore ? "+" : ""}`).join(" ")).toBe(
      "0 1 2 3 4 5 6 7+",
    );
    const sums = (rows: typeof seven.rows) => [
      rows.reduce((sum, { actual }) => sum + actual, 0),
      rows.reduce((sum, { expected }) => sum + expected, 0),
    ];
    expect(sums(seven.rows)[0]).toBe(3000);
    expect(sums(seven.rows)[1]).toBeCloseTo(3000, 8);
    const two = inSampleCounts(model, { frequency, recency, T }, { upTo: 2 });
    expect(two.rows[2]!.expected).toBeCloseTo(
      seven.rows.slice(2).reduce((sum, row) => sum + row.expected, 0),
      8,
    );
    // Nothing was estimated: both numbers of degrees of freedom are rows less one, and the model is right.
    expect(seven.degreesOfFreedom).toEqual([7, 7]);
    expect(seven.pValue![0]).toBeGreaterThan(0.001);
  });

  it("a fit has paid for its parameters", () => {
    const fit = { ...model, status: "boundary" } as never;
    const { frequency, recency, T } = simulatePurchases(model, { customers: 3000, T: 39, seed: 8 });
    expect(inSampleCounts(fit, { frequency, recency, T }).degreesOfFreedom).toEqual([3, 7]);
  });

  it("of a model with covariates are of each customer's own parameters", () => {
    const fit = {
      ...model,
      parameters: { ...parameters, "purchase.app": 0.7 },
      covariates: {
        coefficients: [{ name: "purchase.app", covariate: "app", moves: [{ parameter: "alpha", sign: -1 }] }],
      },
    } as const;
    const rows = [0, 1].map((app) => ({ frequency: 0, recency: 0, T: 39, covariates: { app } }));
    const process = processOf("bg-nbd");
    const moved = [parameters.r, parameters.alpha * Math.exp(-0.7), parameters.a, parameters.b];
    const none = [values, moved].map((own) => process.countProbabilities(own, 39, 0)[0]!);
    expect(inSampleCounts(fit, rows).rows[0]!.expected).toBeCloseTo(none[0]! + none[1]!, 12);
    const { rows: tracked } = trackingTable(fit, rows, { until: 10 });
    const sold = process.newCustomerPurchases(values, 10) + process.newCustomerPurchases(moved, 10);
    expect(tracked[9]!.expectedCumulative).toBeCloseTo(sold, 12);
  });

  it("of nobody have no test", () => {
    expect(inSampleCounts(model, [])).toMatchObject({ n: 0, chiSquare: null, pValue: null, notes: ["no-customers"] });
    const one = inSampleCounts(model, { frequency: [1], recency: [3], T: [39] });
    expect(one).toMatchObject({ n: 1, chiSquare: null, notes: ["too-few-rows"] });
  });

  it.each([0, 1.5, 1001, Number.NaN])("upTo %s throws", (upTo) => {
    expect(codeOf(() => inSampleCounts(model, [], { upTo }))).toBe("UP_TO_INVALID");
  });

  it("chi-square by hand, with thin rows put together from the end", () => {
    // 20 and 3 + 2 expected: two rows.
    const { chiSquare, degreesOfFreedom, pValue } = goodnessOfFit([16, 5, 4], [20, 3, 2], 0);
    expect(chiSquare).toBeCloseTo(16 / 20 + 16 / 5, 12);
    expect(degreesOfFreedom).toEqual([1, 1]);
    expect(pValue![0]).toBeCloseTo(0.0455, 4);
    expect(goodnessOfFit([16, 5, 4], [20, 3, 2], 1).chiSquare).toBeNull();
    // A thin first row goes to the next.
    expect(goodnessOfFit([1, 10, 9], [2, 9, 9], 0).degreesOfFreedom).toEqual([1, 1]);
  });
});
