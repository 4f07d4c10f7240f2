import { describe, expect, test } from "vitest";
import { customerLifetimeValue } from "../../../src/clv/customer-lifetime-value.ts";
import { customerLifetimeValues } from "../../../src/clv/customer-lifetime-values.ts";
import { discountedPurchases } from "../../../src/clv/discounted-purchases.ts";
import { expectedPurchases } from "../../../src/clv/expected-purchases.ts";
import { expectedSpend } from "../../../src/clv/expected-spend.ts";
import type { ConvergedSpendFit } from "../../../src/clv/gamma-gamma-fit.ts";
import { monthlyLifetimeValue } from "../../../src/clv/monthly-lifetime-value.ts";
import { codeOf, models, numbersIn, withErrors } from "./clv-support.ts";

const p = { p: 6.25, q: 3.744, v: 15.44, currency: "USD" };
const discount = { rate: 0.15, per: "year" } as const;
const options = { margin: 0.3, horizon: { months: 12 }, discount } as const;
const customer = { frequency: 2, recency: 30.43, T: 38.86, monetaryValue: 22.35 };
const mbg = models["mbg-nbd"];
const fitted = withErrors(mbg, 0.1);

/** A fit of spend whose logarithms are known up to `sd`. */
function spendWithErrors(sd: number): ConvergedSpendFit {
  const values = [p.p, p.q, p.v];
  return {
    model: "gamma-gamma",
    status: "converged",
    currency: "USD",
    n: 50,
    parameters: p,
    order: ["p", "q", "v"],
    covariance: values.map((value, i) => values.map((_, j) => (i === j ? (sd * value) ** 2 : 0))),
  } as unknown as ConvergedSpendFit;
}

describe("a customer", () => {
  test("is worth margin times purchases times spend", () => {
    const {
      value,
      discountedPurchases: count,
      expectedSpend: each,
      definition,
    } = customerLifetimeValue(mbg, p, customer, options);
    expect(count).toBe(discountedPurchases(mbg, customer, { ahead: { months: 12 }, discount }).value);
    expect(each).toBe(expectedSpend(p, customer).value);
    expect(value).toBe(0.3 * count! * each!);
    expect(definition).toMatchObject({
      which: "residual",
      margin: 0.3,
      discount,
      discounting: "continuous",
      assumes: "spend-independent-of-purchases",
    });
    expect(definition.horizon).toBeCloseTo(52.18, 2);
  });

  test("who is new is worth what comes after the first purchase", () => {
    const value = customerLifetimeValue(models["bg-nbd"], p, "new", { ...options, discount: { rate: 0, per: "week" } });
    const first = { frequency: 0, recency: 0, T: 0 };
    expect(value.discountedPurchases).toBeCloseTo(
      expectedPurchases(models["bg-nbd"], first, { ahead: { months: 12 } }).value!,
      10,
    );
    expect(value.expectedSpend).toBe(expectedSpend(p, { frequency: 0 }).value);
  });

  test("the errors of both fits add up in squares", () => {
    const spend = spendWithErrors(0.2);
    const both = customerLifetimeValue(fitted, spend, customer, options);
    const count = discountedPurchases(fitted, customer, { ahead: { months: 12 }, discount });
    const each = expectedSpend(spend, customer);
    const relative = Math.hypot(count.standardError! / count.value!, each.standardError! / each.value!);
    expect(both.standardError! / (both.value! * relative) - 1).toBeCloseTo(0, 12);
    expect(both.interval!.lower).toBeCloseTo(both.value! * Math.exp(-1.959963984540054 * relative), 12);
    expect(both.notes).toEqual([]);
  });

  test("a fit without covariance leaves no interval, and says which", () => {
    expect(customerLifetimeValue(fitted, p, customer, options)).toMatchObject({
      interval: null,
      notes: ["spend-no-covariance"],
    });
    expect(customerLifetimeValue(mbg, spendWithErrors(0.1), customer, options)).toMatchObject({
      standardError: null,
      notes: ["no-covariance"],
    });
    expect(
      customerLifetimeValue(fitted, spendWithErrors(0.1), customer, { ...options, interval: "none" }),
    ).toMatchObject({
      interval: null,
      notes: ["no-interval"],
    });
  });

  test("a loss turns the ends round", () => {
    const gain = customerLifetimeValue(fitted, spendWithErrors(0.1), customer, options);
    const loss = customerLifetimeValue(fitted, spendWithErrors(0.1), customer, { ...options, margin: -0.3 });
    expect(loss.value).toBe(-gain.value!);
    expect(loss.standardError).toBe(gain.standardError);
    expect(loss.interval).toMatchObject({ lower: -gain.interval!.upper, upper: -gain.interval!.lower });
    const nothing = customerLifetimeValue(fitted, spendWithErrors(0.1), customer, { ...options, margin: 0 });
    expect(nothing).toMatchObject({ value: 0, standardError: 0, interval: null, notes: ["value-at-limit"] });
  });

  test("has no value where there is none", () => {
    const heavy = { p: 0.2, q: 0.5, v: 10 };
    expect(customerLifetimeValue(mbg, heavy, customer, options)).toMatchObject({
      value: null,
      interval: null,
      standardError: null,
      expectedSpend: null,
      notes: ["no-covariance", "spend-infinite-mean"],
    });
    const free = { ...options, horizon: "infinite", discount: { rate: 0, per: "year" } } as const;
    expect(customerLifetimeValue(models["pareto-nbd"], p, customer, free)).toMatchObject({
      value: null,
      discountedPurchases: null,
      notes: expect.arrayContaining(["infinite-sum"]),
    });
  });

  test("the currency is that of the fit, and never another one", () => {
    expect(customerLifetimeValue(mbg, p, customer, options).currency).toBe("USD");
    const ofNone = { p: 6, q: 4, v: 15 };
    expect(customerLifetimeValue(mbg, ofNone, customer, { ...options, currency: "EUR" }).currency).toBe("EUR");
    const other = () => customerLifetimeValue(mbg, p, customer, { ...options, currency: "EUR" });
    expect(other).toThrow(expect.objectContaining({ code: "CURRENCY_MIXED" }));
    const none = () => customerLifetimeValue(mbg, ofNone, customer, { ...options, currency: 5 as never });
    expect(none).toThrow(expect.objectContaining({ code: "CURRENCY_INVALID" }));
    expect(customerLifetimeValue(mbg, { p: 6, q: 4, v: 15 }, customer, options).currency).toBeNull();
  });

  test("of BG/BB is valued by periods", () => {
    const donor = { frequency: 3, recency: 5, T: 6, monetaryValue: 40 };
    const yearly = { margin: 1, horizon: 10, discount: { rate: 0.1, per: "opportunity" } } as const;
    const { discountedPurchases: count, definition } = customerLifetimeValue(models["bg-bb"], p, donor, yearly);
    let sum = 0;
    for (let j = 1; j <= 10; j++) {
      const by = (ahead: number) => expectedPurchases(models["bg-bb"], donor, { ahead }).value!;
      sum += (by(j) - by(j - 1)) / 1.1 ** j;
    }
    expect(count).toBeCloseTo(sum, 12);
    expect(definition).toMatchObject({ discounting: "periodic", horizon: 10 });
  });
});

describe("a bad call", () => {
  const value = (changes: object, who: object = customer) =>
    codeOf(() => customerLifetimeValue(mbg, p, who as typeof customer, { ...options, ...changes }));

  test("has a code", () => {
    expect(value({ margin: 30 })).toBe("MARGIN_INVALID");
    expect(value({ margin: undefined })).toBe("MARGIN_INVALID");
    expect(value({ margin: -Infinity })).toBe("MARGIN_INVALID");
    expect(value({ horizon: undefined })).toBe("TIME_SPAN_INVALID");
    expect(value({ horizon: Infinity })).toBe("TIME_SPAN_INVALID");
    expect(value({ discount: 0.1 })).toBe("DISCOUNT_RATE_INVALID");
    expect(value({ level: 95 })).toBe("LEVEL_OUT_OF_RANGE");
    expect(value({ interval: "bootstrap" })).toBe("INTERVAL_UNKNOWN");
    expect(value({}, { ...customer, monetaryValue: null })).toBe("MONETARY_VALUE_INVALID");
    expect(value({}, { ...customer, monetaryValue: -5 })).toBe("MONETARY_VALUE_INVALID");
    expect(value({}, { ...customer, recency: 50 })).toBe("RECENCY_AFTER_T");
    expect(codeOf(() => customerLifetimeValue(mbg, { p: 1, q: 0, v: 1 }, customer, options))).toBe(
      "SPEND_PARAMETERS_INVALID",
    );
    const failed = { model: "gamma-gamma", status: "failed", reason: "no-customers" } as unknown as ConvergedSpendFit;
    expect(codeOf(() => customerLifetimeValue(mbg, failed, customer, options))).toBe("FIT_FAILED");
  });

  test("of the monthly form too", () => {
    const monthly = (changes: object, model = mbg) =>
      codeOf(() => monthlyLifetimeValue(model, p, { ...customer }, { margin: 1, monthlyRate: 0.01, ...changes }));
    expect(monthly({})).toBe("none");
    expect(monthly({ months: 0 })).toBe("MONTHS_INVALID");
    expect(monthly({ months: 1.5 })).toBe("MONTHS_INVALID");
    expect(monthly({ monthlyRate: -0.1 })).toBe("MONTHLY_RATE_INVALID");
    expect(monthly({ monthlyRate: undefined })).toBe("MONTHLY_RATE_INVALID");
    const donor = { frequency: 2, recency: 4, T: 6, monetaryValue: 5 };
    expect(codeOf(() => monthlyLifetimeValue(models["bg-bb"], p, donor, { margin: 1, monthlyRate: 0.01 }))).toBe(
      "TIME_UNIT_UNKNOWN",
    );
  });
});

test("months are those of the fit's unit", () => {
  const by = (timeUnit: "day" | "week" | "month" | "year") =>
    monthlyLifetimeValue({ ...mbg, timeUnit }, p, customer, { margin: 1, monthlyRate: 0.01 }).definition.month;
  expect([by("day"), by("week"), by("month"), by("year")]).toEqual([30, 4.345, 1, 1 / 12]);
});

describe("a table that says what its numbers are", () => {
  const customers = [{ customerId: "ann", ...customer }];
  const week = { timeUnit: "week", first: "excluded" } as const;

  test.each([
    ["TIME_UNIT_MISMATCH", { customers, definition: { ...week, timeUnit: "day" } }],
    ["FIRST_INCLUDED", { customers, definition: { ...week, first: "included" } }],
    ["CURRENCY_MIXED", { customers, definition: week, currency: "EUR" }],
  ] as const)("is refused where the fits have others: %s", (code, table) => {
    expect(codeOf(() => customerLifetimeValues(mbg, p, table, options))).toBe(code);
  });

  test("else is as good as its rows, and tells the currency", () => {
    const ofNone = { ...p, currency: null };
    const table = { customers, definition: week, currency: "EUR" };
    const { total } = customerLifetimeValues(mbg, ofNone, table, options);
    expect(total).toEqual({ ...customerLifetimeValues(mbg, ofNone, customers, options).total, currency: "EUR" });
  });

  test("and what is no row is a customer that cannot be", () => {
    const { leftOut, total } = customerLifetimeValues(mbg, p, [null as never, ...customers], options);
    expect([leftOut.frequencyInvalid, leftOut.positions, total.n]).toEqual([1, [0], 1]);
  });
});

test("a fit of spend whose covariance or currency got lost has none", () => {
  const broken = { ...spendWithErrors(0.1), covariance: [[null]], currency: 5, n: Number.NaN } as never;
  expect(customerLifetimeValue(fitted, broken, customer, options)).toMatchObject({
    value: customerLifetimeValue(fitted, p, customer, options).value,
    interval: null,
    currency: null,
    notes: ["spend-no-covariance"],
  });
});

describe("many customers", () => {
  const rows = [
    { customerId: "ann", ...customer },
    { customerId: "bo", frequency: 0, recency: 0, T: 38.86, monetaryValue: null },
    { customerId: "cy", frequency: 1, recency: 50, T: 38.86, monetaryValue: 12 },
    { customerId: 4, frequency: 1, recency: 5, T: 38.86 },
    { customerId: 5, frequency: 7, recency: 35, T: 38.86, monetaryValue: 0 },
    { customerId: 6, frequency: 7, recency: 35.5, T: 38.86, monetaryValue: 31 },
  ];

  test.each([models["bg-nbd"], mbg, models["pareto-nbd"]])("are worth what each is worth: $model", (model) => {
    for (const horizon of [{ months: 12 }, "infinite"] as const) {
      const { customers, total, leftOut } = customerLifetimeValues(model, p, rows, { ...options, horizon });
      expect(customers.map(({ customerId }) => customerId)).toEqual(["ann", "bo", "cy", 4, 5, 6]);
      expect(leftOut).toMatchObject({ rows: 2, recencyAfterT: 1, spendInvalid: 1, positions: [2, 3] });
      for (const i of [0, 1, 4, 5]) {
        const one = customerLifetimeValue(model, p, rows[i]!, { ...options, horizon });
        expect(customers[i]!.value! / one.value! - 1).toBeCloseTo(0, 10);
        expect(customers[i]!.expectedSpend).toBe(one.expectedSpend);
      }
      expect(customers[2]!.value).toBeNull();
      expect(total.n).toBe(4);
      expect(total.value).toBeCloseTo(
        customers.reduce((sum, each) => sum + (each.value ?? 0), 0),
        10,
      );
      expect(numbersIn({ customers, total }).every(Number.isFinite)).toBe(true);
    }
  });

  test("share the errors of the parameters", () => {
    const one = customerLifetimeValue(fitted, spendWithErrors(0.2), customer, options);
    const ten = Array.from({ length: 10 }, (_, customerId) => ({ customerId, ...customer }));
    const { total } = customerLifetimeValues(fitted, spendWithErrors(0.2), ten, options);
    expect(total.standardError! / (10 * one.standardError!) - 1).toBeCloseTo(0, 9);
    expect(total.interval!.upper / (10 * one.interval!.upper) - 1).toBeCloseTo(0, 9);
    const plain = customerLifetimeValues(fitted, spendWithErrors(0.2), ten, { ...options, interval: "none" });
    expect(plain.total).toMatchObject({ interval: null, standardError: null, notes: ["no-interval"] });
  });

  test("one without a value leaves none for the total", () => {
    const { customers, total } = customerLifetimeValues(mbg, { p: 6, q: 0.9, v: 15 }, rows, options);
    expect(customers[1]!.value).toBeNull();
    expect(customers[0]!.value).toBeGreaterThan(0);
    expect(total).toMatchObject({ value: null, notes: ["spend-infinite-mean"] });
  });

  test("may come in a table", () => {
    expect(customerLifetimeValues(mbg, p, { customers: rows }, options)).toEqual(
      customerLifetimeValues(mbg, p, rows, options),
    );
    for (const wrong of [null, 5, {}]) {
      expect(codeOf(() => customerLifetimeValues(mbg, p, wrong as never, options))).toBe("SOURCE_INVALID");
    }
  });

  test("are as many as there are, none too, and may throw", () => {
    expect(customerLifetimeValues(mbg, p, [], options)).toMatchObject({ customers: [], total: { value: 0, n: 0 } });
    expect(codeOf(() => customerLifetimeValues(mbg, p, rows, { ...options, onInvalid: "throw" }))).toBe(
      "CUSTOMER_INVALID",
    );
  });

  test("may have covariates", () => {
    const coefficients = [
      { name: "purchase.web", covariate: "web", moves: [{ parameter: "alpha", sign: -1 } as const] },
    ];
    const fit = { ...mbg, parameters: { ...mbg.parameters, "purchase.web": 0.5 }, covariates: { coefficients } };
    const two = [
      { customerId: 1, ...customer, covariates: { web: 1 } },
      { customerId: 2, ...customer },
    ];
    const { customers, leftOut } = customerLifetimeValues(fit, p, two, options);
    expect(customers[0]!.value).toBe(customerLifetimeValue(fit, p, two[0]!, options).value);
    expect(leftOut).toMatchObject({ rows: 1, covariateInvalid: 1, positions: [1] });
  });
});

describe("what was asked for", () => {
  test("is repeated with its unit", () => {
    const given = { horizonUnit: "week", horizonGiven: { months: 12 } };
    expect(customerLifetimeValue(mbg, p, customer, options).definition).toMatchObject(given);
    expect(customerLifetimeValues(mbg, p, [], options).definition).toMatchObject(given);
    const endless = customerLifetimeValue(mbg, p, customer, { ...options, horizon: "infinite" }).definition;
    expect(endless).toMatchObject({ horizon: "infinite", horizonGiven: "infinite" });
    const weeks = customerLifetimeValue(mbg, p, customer, { ...options, horizon: 12 }).definition;
    expect(weeks).toMatchObject({ horizon: 12, horizonUnit: "week", horizonGiven: 12 });
  });

  test("no discount is a rate of 0", () => {
    const none = { ...options, discount: "none" } as const;
    const zero = { ...options, discount: { rate: 0, per: "year" } } as const;
    const value = customerLifetimeValue(mbg, p, customer, none);
    expect(value).toMatchObject({
      definition: { discount: "none", rate: 0 },
      notes: ["no-covariance", "spend-no-covariance"],
    });
    expect(value.value).toBe(customerLifetimeValue(mbg, p, customer, zero).value);
    const all = [{ ...customer, customerId: 1 }];
    expect(customerLifetimeValues(mbg, p, all, none).total.value).toBe(
      customerLifetimeValues(mbg, p, all, zero).total.value,
    );
    const plain = expectedPurchases(mbg, customer, { ahead: 39 }).value;
    expect(discountedPurchases(mbg, customer, { ahead: 39, discount: "none" }).value).toBe(plain);
    expect(
      discountedPurchases(models["bg-bb"], { frequency: 1, recency: 2, T: 3 }, { ahead: 2, discount: "none" }),
    ).toMatchObject({
      definition: { discount: "none", rate: 0 },
    });
  });
});

describe("an interval for each of many", () => {
  const own = { ...options, customerIntervals: "delta", level: 0.9 } as const;
  const many = [
    { customerId: "a", ...customer },
    { customerId: "b", frequency: 0, recency: 0, T: 38.86, monetaryValue: null },
    { customerId: "c", frequency: 1, recency: 50, T: 38.86, monetaryValue: 12 },
    { customerId: "d", frequency: 40, recency: 38, T: 38.86, monetaryValue: 3 },
    { customerId: "e", frequency: 2000, recency: 1000, T: 1004, monetaryValue: 9 },
  ];
  const spent = spendWithErrors(0.05);

  test.each([0.3, -0.2])("is that of the customer alone; margin %d", (margin) => {
    const { customers } = customerLifetimeValues(fitted, spent, many, { ...own, margin });
    for (const [i, each] of many.entries()) {
      const { interval, standardError } = customers[i]!;
      if (each.customerId === "c") {
        expect([interval, standardError]).toEqual([null, null]);
        continue;
      }
      const alone = customerLifetimeValue(fitted, spent, each, { ...options, margin, level: 0.9 });
      expect(interval).toMatchObject({ level: 0.9, method: "delta-log" });
      expect(interval!.lower / alone.interval!.lower - 1).toBeCloseTo(0, 7);
      expect(interval!.upper / alone.interval!.upper - 1).toBeCloseTo(0, 7);
      expect(standardError! / alone.standardError! - 1).toBeCloseTo(0, 7);
    }
  });

  test("is there when it is asked for, and known", () => {
    const intervals = (more: object, purchases: Parameters<typeof customerLifetimeValues>[0] = fitted) =>
      customerLifetimeValues(purchases, spent, many, { ...own, ...more }).customers.map(({ interval }) => interval);
    expect(intervals({ customerIntervals: undefined })).toEqual([null, null, null, null, null]);
    expect(intervals({}, mbg)).toEqual([null, null, null, null, null]);
    expect(intervals({ interval: "none" })[0]).not.toBeNull();
    // The mean spend of who did not buy again does not exist.
    const heavy = { ...spent, parameters: { p: 6.25, q: 0.9, v: 15.44 } };
    const [first, second] = customerLifetimeValues(fitted, heavy, many, own).customers;
    expect(first!.interval).not.toBeNull();
    expect(second).toMatchObject({ value: null, interval: null, standardError: null });
    expect(codeOf(() => intervals({ customerIntervals: "bootstrap" }))).toBe("INTERVAL_UNKNOWN");
    expect(numbersIn(customerLifetimeValues(fitted, heavy, many, own)).every(Number.isFinite)).toBe(true);
  });

  test("covariates move it as they move that of the customer alone", () => {
    const effect = { name: "purchase.member", covariate: "member", moves: [{ parameter: "alpha", sign: -1 }] };
    const values = [...fitted.order.map((name) => fitted.parameters[name]!), 0.4];
    const fit = {
      ...fitted,
      parameters: { ...fitted.parameters, "purchase.member": 0.4 },
      order: [...fitted.order, "purchase.member"],
      covariance: values.map((value, i) => values.map((_, j) => (i === j ? (0.1 * value) ** 2 : 0))),
      covariates: { coefficients: [effect] },
    };
    const members = many.slice(0, 2).map((each, i) => ({ ...each, covariates: { member: i } }));
    const { customers } = customerLifetimeValues(fit as never, spent, members, own);
    for (const [i, each] of members.entries()) {
      const alone = customerLifetimeValue(fit as never, spent, each, {
        ...options,
        covariates: each.covariates,
        level: 0.9,
      });
      expect(customers[i]!.interval!.upper / alone.interval!.upper - 1).toBeCloseTo(0, 8);
    }
  });
});
