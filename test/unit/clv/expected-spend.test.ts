import { describe, expect, test } from "vitest";
import { isMetricError } from "../../../src/core/metric-error.ts";
import { expectedSpend } from "../../../src/clv/expected-spend.ts";
import { expectedSpendColumns } from "../../../src/clv/expected-spend-columns.ts";
import { fitGammaGamma } from "../../../src/clv/gamma-gamma.ts";
import type { ConvergedSpendFit } from "../../../src/clv/gamma-gamma-fit.ts";

const cdnow = { p: 6.25, q: 3.74, v: 15.44 };
const few = {
  frequency: [2, 1, 7, 1, 2, 5, 10, 1, 3, 2, 1, 4, 6, 2],
  monetaryValue: [22.3, 11.8, 73.7, 15.1, 25.6, 29.4, 24.2, 9.9, 25.1, 32.3, 41.5, 61.2, 18.4, 12.7],
};
const fit = fitGammaGamma(few, { currency: "USD" }) as ConvergedSpendFit;

function codeOf(call: () => unknown): string {
  try {
    call();
    return "none";
  } catch (error) {
    return isMetricError(error) ? error.code : "other";
  }
}

describe("one customer", () => {
  test("is between the own mean and that of all", () => {
    const population = expectedSpend(cdnow, { frequency: 0 }).value!;
    expect(population).toBeCloseTo((6.25 * 15.44) / 2.74, 12);
    const of = (frequency: number) => expectedSpend(cdnow, { frequency, monetaryValue: 10 });
    expect(of(1).value).toBeLessThan(population);
    expect(of(20).value).toBeLessThan(of(1).value!);
    expect(of(20).value).toBeGreaterThan(10);
    const { ownWeight } = of(3).definition;
    expect(ownWeight! * 10 + (1 - ownWeight!) * population).toBeCloseTo(of(3).value!, 12);
  });

  test("of parameters written down there is no interval", () => {
    expect(expectedSpend({ ...cdnow, currency: "EUR" }, { frequency: 2, monetaryValue: 20 })).toMatchObject({
      metric: "expected-spend",
      unit: "money",
      currency: "EUR",
      n: 0,
      interval: null,
      standardError: null,
      notes: ["no-covariance"],
    });
  });

  test.each([
    [0.6, 0, null],
    [1, 0, null],
    [1, 3, 40.34666666666667],
    [0.6, 2, 38.96694214876033],
  ])("q = %f, x = %i: the mean exists or not, and is never negative", (q, frequency, known) => {
    const { value, notes, interval } = expectedSpend(
      { ...cdnow, q },
      { frequency, monetaryValue: frequency === 2 ? 30 : 35.2 },
    );
    if (known === null) expect([value, notes, interval]).toEqual([null, ["infinite-mean"], null]);
    else expect(value).toBeCloseTo(known, 12);
  });

  test("a hundred million purchases, tiny and huge amounts", () => {
    expect(expectedSpend(cdnow, { frequency: 1e8, monetaryValue: 35.2 }).value).toBeCloseTo(35.2000000000832, 12);
    expect(expectedSpend(cdnow, { frequency: 1, monetaryValue: 1e-9 }).value).toBeCloseTo(10.734149055200222, 13);
    expect(expectedSpend(cdnow, { frequency: 1, monetaryValue: 1e12 }).value! / 695216907685.9288).toBeCloseTo(1, 14);
    expect(expectedSpend(cdnow, { frequency: 1, monetaryValue: 1e308 }).value).toBeGreaterThan(1e307);
    expect(expectedSpend({ p: 1e300, q: 1.0000000001, v: 1e300 }, { frequency: 0 }).value).toBe(null);
  });

  test("the standard error is that of the delta method, and the interval is on the logarithm", () => {
    const customer = { frequency: 3, monetaryValue: 20 };
    const { value, standardError, interval, currency, n, notes } = expectedSpend(fit, customer);
    const names = ["p", "q", "v"] as const;
    const slopes = names.map((name) => {
      const moved = (by: number) =>
        expectedSpend({ ...fit.parameters, [name]: fit.parameters[name] + by }, customer).value!;
      return (moved(1e-5) - moved(-1e-5)) / 2e-5;
    });
    let variance = 0;
    fit.covariance.forEach((row, i) => row.forEach((each, j) => (variance += slopes[i]! * each * slopes[j]!)));
    expect(standardError! / Math.sqrt(variance)).toBeCloseTo(1, 7);
    expect(Math.sqrt(interval!.lower * interval!.upper)).toBeCloseTo(value!, 12);
    expect(Math.log(interval!.upper / value!) / 1.959963984540054).toBeCloseTo(standardError! / value!, 12);
    expect([currency, n, notes, interval!.method]).toEqual(["USD", 14, ["weakly-identified"], "delta-log"]);
    expect(expectedSpend(fit, customer, { interval: "none" })).toMatchObject({
      value,
      interval: null,
      standardError: null,
      notes: ["weakly-identified", "no-interval"],
    });
  });

  test("a stored fit predicts the same", () => {
    const customer = { frequency: 3, monetaryValue: 20 };
    expect(expectedSpend(JSON.parse(JSON.stringify(fit)), customer)).toEqual(expectedSpend(fit, customer));
  });

  test("a boundary: the own mean, or that of all", () => {
    const same = fitGammaGamma([
      { frequency: 3, monetaryValue: 10 },
      { frequency: 2, monetaryValue: 20 },
    ]);
    if (same.status !== "boundary") throw new Error(same.status);
    const { value, interval, notes } = expectedSpend(same, { frequency: 1, monetaryValue: 12 });
    expect(value).toBeCloseTo(12, 7);
    expect([interval, notes]).toEqual([null, ["boundary-fit"]]);
  });
});

describe("columns", () => {
  test("are the same as one by one; those that cannot be have 0 and are named", () => {
    const columns = {
      frequency: [2, 0, 1, 1.5, 3, 0, 1],
      monetaryValue: [22.35, NaN, -4, 7, null, null, 0],
    };
    const { expectedSpend: amounts, leftOut, n, currency } = expectedSpendColumns(fit, columns);
    expect(leftOut).toEqual({ rows: 3, frequencyInvalid: 1, spendInvalid: 2, infiniteMean: 0, positions: [2, 3, 4] });
    expect([n, currency]).toEqual([4, "USD"]);
    for (const i of [0, 1, 5, 6]) {
      const customer = { frequency: columns.frequency[i]!, monetaryValue: columns.monetaryValue[i]! };
      expect(amounts[i]).toBe(expectedSpend(fit, customer).value);
    }
    expect([2, 3, 4].map((i) => amounts[i])).toEqual([0, 0, 0]);
  });

  test("a mean that does not exist is counted, also under throw", () => {
    const { leftOut } = expectedSpendColumns(
      { ...cdnow, q: 0.5 },
      { frequency: [0, 4], monetaryValue: [0, 9] },
      { onInvalid: "throw" },
    );
    expect(leftOut).toMatchObject({ rows: 1, infiniteMean: 1, positions: [0] });
  });
});

test.each([
  [() => expectedSpend({ p: 0, q: 1, v: 1 }, { frequency: 0 }), "SPEND_PARAMETERS_INVALID"],
  [() => expectedSpend(null as never, { frequency: 0 }), "SPEND_PARAMETERS_INVALID"],
  [() => expectedSpend(fitGammaGamma([]) as never, { frequency: 0 }), "FIT_FAILED"],
  [() => expectedSpend(cdnow, { frequency: 1.5, monetaryValue: 3 }), "FREQUENCY_INVALID"],
  [() => expectedSpend(cdnow, null as never), "FREQUENCY_INVALID"],
  [() => expectedSpend(cdnow, { frequency: 1 }), "MONETARY_VALUE_INVALID"],
  [() => expectedSpend(cdnow, { frequency: 1, monetaryValue: -1 }), "MONETARY_VALUE_INVALID"],
  [() => expectedSpend(cdnow, { frequency: 1, monetaryValue: NaN }), "MONETARY_VALUE_INVALID"],
  [() => expectedSpend(cdnow, { frequency: 0 }, { level: 95 }), "LEVEL_OUT_OF_RANGE"],
  [() => expectedSpend(cdnow, { frequency: 0 }, { interval: "wald" as never }), "INTERVAL_UNKNOWN"],
  [() => expectedSpendColumns(cdnow, { frequency: [1], monetaryValue: [] }), "COLUMNS_UNEQUAL"],
  [() => expectedSpendColumns(cdnow, null as never), "COLUMNS_UNEQUAL"],
  [
    () => expectedSpendColumns(cdnow, { frequency: [1], monetaryValue: [-1] }, { onInvalid: "throw" }),
    "CUSTOMER_INVALID",
  ],
  [
    () => expectedSpendColumns(cdnow, { frequency: [], monetaryValue: [] }, { onInvalid: "x" as never }),
    "ON_INVALID_UNKNOWN",
  ],
])("a bad call %#", (call, code) => {
  expect(codeOf(call)).toBe(code);
});
