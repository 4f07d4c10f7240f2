import { describe, expect, test } from "vitest";
import { discountedPurchases } from "../../../src/clv/discounted-purchases.ts";
import { expectedPurchases } from "../../../src/clv/expected-purchases.ts";
import { newCustomerPurchases } from "../../../src/clv/new-customer-purchases.ts";
import { predictPurchases } from "../../../src/clv/predict-purchases.ts";
import { totalPurchases } from "../../../src/clv/predict-total.ts";
import { probabilityAlive } from "../../../src/clv/probability-alive.ts";
import { purchaseQuantiles } from "../../../src/clv/purchase-count-quantiles.ts";
import { purchaseCounts } from "../../../src/clv/purchase-counts.ts";
import type { CovariateEffects, PurchaseModel } from "../../../src/clv/purchase-fit.ts";
import { thrownBy } from "../core/code-of.ts";
import { asFitted, codeOf, models, numbersIn, withErrors } from "./clv-support.ts";

const customer = { frequency: 2, recency: 30.43, T: 38.86 };
const ahead = { weeks: 39 };
const bg = models["bg-nbd"];

/** The maximum and inverse information of the CDNOW sample, by mpmath. */
const cdnow = asFitted(
  {
    model: "bg-nbd",
    timeUnit: "week",
    parameters: { r: 0.24259452243015708, alpha: 4.413602019013504, a: 0.7929220172255975, b: 2.425906776826332 },
  },
  ["r", "alpha", "a", "b"],
  [
    [0.00015768774393947886, 0.0037064200657462346, -8.78470278018902e-5, 6.563703779606826e-5],
    [0.0037064200657462346, 0.14305343945229557, -0.002865678937584278, 0.010523280868432653],
    [-8.78470278018902e-5, -0.002865678937584278, 0.034497052401511026, 0.12321776664355781],
    [6.563703779606826e-5, 0.010523280868432653, 0.12321776664355781, 0.497609277921855],
  ],
);
/** Its fourth customer. */
const known = { frequency: 1, recency: 12 / 7, T: 272 / 7 };

describe("how sure", () => {
  test("standard errors are those of the delta method with exact slopes", () => {
    expect(probabilityAlive(cdnow, known).standardError! / 0.021128256822534275 - 1).toBeCloseTo(0, 10);
    expect(expectedPurchases(cdnow, known, { ahead: 39 }).standardError! / 0.021036717266081226 - 1).toBeCloseTo(0, 10);
  });

  test("rows and columns of the covariance may be in any order", () => {
    const { order, covariance } = cdnow;
    const turned = asFitted(cdnow, [...order].reverse(), covariance.map((row) => [...row].reverse()).reverse());
    const got = expectedPurchases(turned, known, { ahead: 39 }).standardError!;
    expect(got).toBeCloseTo(expectedPurchases(cdnow, known, { ahead: 39 }).standardError!, 12);
  });

  test("an interval needs a covariance, and a doubt", () => {
    expect(probabilityAlive(bg, customer)).toMatchObject({
      interval: null,
      standardError: null,
      notes: ["no-covariance"],
    });
    const boundary = { ...cdnow, status: "boundary" } as unknown as PurchaseModel;
    expect(probabilityAlive(boundary, customer)).toMatchObject({ interval: null, notes: ["boundary-fit"] });
    const weak = { ...cdnow, status: "weakly-identified" } as const;
    expect(probabilityAlive(weak, customer)).toMatchObject({ notes: ["weakly-identified"] });
    expect(probabilityAlive(weak, customer).interval).not.toBeNull();
    const once = { frequency: 0, recency: 0, T: 30 };
    expect(probabilityAlive(cdnow, once)).toMatchObject({
      value: 1,
      standardError: 0,
      interval: null,
      notes: ["alive-by-construction"],
    });
    expect(probabilityAlive(withErrors(models["mbg-nbd"], 0.1), once).interval).not.toBeNull();
    expect(expectedPurchases(cdnow, customer, { ahead: 0 })).toMatchObject({
      value: 0,
      standardError: 0,
      interval: null,
      notes: ["value-at-limit"],
    });
    expect(probabilityAlive(cdnow, customer, { interval: "none" })).toMatchObject({
      interval: null,
      standardError: null,
      notes: ["no-interval"],
    });
  });

  test.each(Object.values(models))("intervals of $model hold the estimate and widen with the level", (model) => {
    const fit = withErrors(model, 0.2);
    const own = model.model === "bg-bb" ? { frequency: 2, recency: 4, T: 6 } : customer;
    for (const call of [
      (level: number) => probabilityAlive(fit, own, { level, ahead: 3 }),
      (level: number) => expectedPurchases(fit, own, { level, ahead: 3 }),
      (level: number) => newCustomerPurchases(fit, { level, ahead: 3 }),
    ]) {
      const [narrow, wide] = [call(0.5), call(0.99)];
      expect(wide.interval!.lower).toBeLessThan(narrow.interval!.lower);
      expect(narrow.interval!.lower).toBeLessThan(narrow.value!);
      expect(narrow.interval!.upper).toBeGreaterThan(narrow.value!);
      expect(wide.interval!.upper).toBeGreaterThan(narrow.interval!.upper);
      expect(wide.interval!.lower).toBeGreaterThan(0);
    }
    expect(probabilityAlive(fit, own, { level: 0.999999 }).interval!.upper).toBeLessThanOrEqual(1);
  });

  test("a figure at the edge of what a number can be has an error too", () => {
    const parameters = { r: 187.787624034593, alpha: 8.462121215549416, a: 1.5078549953353106, b: 4.925316391530546 };
    const fit = withErrors({ model: "mbg-nbd", timeUnit: "week", parameters }, 0.001);
    const gone = probabilityAlive(fit, { frequency: 0, recency: 0, T: 271.29 });
    expect(gone.value).toBeLessThan(1e-280);
    // ln P(alive) is -655, and goes with ln r about as fast.
    expect(gone.standardError! / gone.value!).toBeCloseTo(0.68, 1);
    expect(gone.interval!.lower).toBeLessThan(gone.value!);
  });

  test("slopes so steep that a step of two percent is too long are found with a shorter one", () => {
    // The odds of being alive go with alpha to about the 2000: ln P(alive) is straight, then turns.
    const loyal = { frequency: 2000, recency: 1000, T: 1004 };
    const { value, standardError } = probabilityAlive(withErrors(bg, 1e-6), loyal);
    const bumped = (by: number) =>
      ["r", "alpha", "a", "b"].map((name) => {
        const parameters = { ...bg.parameters, [name]: bg.parameters[name]! * Math.exp(by) };
        return probabilityAlive({ ...bg, parameters }, loyal).value!;
      });
    const [up, down] = [bumped(1e-5), bumped(-1e-5)];
    const slopes = up.map((each, i) => (each - down[i]!) / 2e-5);
    expect(value).toBeGreaterThan(0);
    expect(standardError! / (1e-6 * Math.hypot(...slopes)) - 1).toBeCloseTo(0, 5);
  });
});

describe("time", () => {
  test("has its own unit", () => {
    const weeks = expectedPurchases(bg, customer, { ahead: { weeks: 26 } }).value!;
    expect(expectedPurchases(bg, customer, { ahead: 26 }).value).toBe(weeks);
    expect(expectedPurchases(bg, customer, { ahead: { days: 182 } }).value).toBeCloseTo(weeks, 12);
    const inDays = { ...bg, timeUnit: "day", parameters: { ...bg.parameters, alpha: 7 * 4.414 } } as const;
    const ofDays = { frequency: 2, recency: 30.43 * 7, T: 38.86 * 7 };
    expect(expectedPurchases(inDays, ofDays, { ahead: { weeks: 26 } }).value).toBeCloseTo(weeks, 12);
    expect(expectedPurchases(inDays, ofDays, { ahead: { weeks: 26 } }).definition).toMatchObject({
      ahead: 182,
      timeUnit: "day",
    });
  });

  test("of BG/BB is whole opportunities", () => {
    const donor = { frequency: 2, recency: 4, T: 6 };
    const bb = models["bg-bb"];
    expect(codeOf(() => expectedPurchases(bb, donor, { ahead: 1.5 }))).toBe("TIME_SPAN_INVALID");
    expect(codeOf(() => expectedPurchases(bb, donor, { ahead: { years: 1 } }))).toBe("TIME_UNIT_UNKNOWN");
    expect(codeOf(() => expectedPurchases(bb, { frequency: 5, recency: 4, T: 6 }, { ahead: 1 }))).toBe(
      "FREQUENCY_INVALID",
    );
    expect(codeOf(() => expectedPurchases(bb, { frequency: 2, recency: 4, T: 6.5 }, { ahead: 1 }))).toBe(
      "TIME_INVALID",
    );
    expect(expectedPurchases({ ...bb, timeUnit: "year" }, donor, { ahead: { years: 5 } }).value).toBe(
      expectedPurchases(bb, donor, { ahead: 5 }).value,
    );
  });
});

describe("a bad call", () => {
  test.each([
    ["FREQUENCY_INVALID", { frequency: 1.5, recency: 3, T: 9 }],
    ["FREQUENCY_INVALID", { frequency: -1, recency: 3, T: 9 }],
    ["FREQUENCY_INVALID", { frequency: "2" as unknown as number, recency: 3, T: 9 }],
    ["TIME_INVALID", { frequency: 1, recency: Number.NaN, T: 9 }],
    ["TIME_INVALID", { frequency: 1, recency: 3, T: Infinity }],
    ["TIME_INVALID", { frequency: 0, recency: 0, T: -1 }],
    ["RECENCY_AFTER_T", { frequency: 1, recency: 10, T: 9 }],
    ["RECENCY_WITHOUT_PURCHASE", { frequency: 0, recency: 3, T: 9 }],
    ["RECENCY_WITHOUT_PURCHASE", { frequency: 1, recency: 0, T: 9 }],
  ])("%s: %j", (code, bad) => {
    expect(codeOf(() => probabilityAlive(bg, bad))).toBe(code);
    expect(codeOf(() => purchaseCounts(bg, bad, { ahead }))).toBe(code);
    expect(codeOf(() => discountedPurchases(bg, bad, { ahead, discount: { rate: 0.1, per: "year" } }))).toBe(code);
    const columns = { frequency: [bad.frequency], recency: [bad.recency], T: [bad.T] };
    expect(codeOf(() => predictPurchases(bg, columns, { ahead, onInvalid: "throw" }))).toBe("CUSTOMER_INVALID");
    expect(predictPurchases(bg, columns, { ahead })).toMatchObject({ n: 0, leftOut: { rows: 1, positions: [0] } });
  });

  test("of a fit", () => {
    const alive = (fit: unknown) => codeOf(() => probabilityAlive(fit as PurchaseModel, customer));
    expect(alive({ status: "failed", reason: "no-customers", model: "bg-nbd", timeUnit: "week" })).toBe("FIT_FAILED");
    expect(alive({ ...bg, model: "bgnbd" })).toBe("MODEL_UNKNOWN");
    expect(alive(null)).toBe("MODEL_UNKNOWN");
    expect(alive({ ...bg, timeUnit: "weeks" })).toBe("TIME_UNIT_UNKNOWN");
    expect(alive({ ...bg, parameters: { r: 1, alpha: 1, a: 1 } })).toBe("PARAMETER_INVALID");
    expect(alive({ ...bg, parameters: { ...bg.parameters, a: 0 } })).toBe("PARAMETER_INVALID");
    expect(alive({ ...bg, parameters: undefined })).toBe("PARAMETER_INVALID");
  });

  test("of columns that say that they are others than those of the fit", () => {
    const columns = { frequency: [2], recency: [100], T: [200] };
    const codeFor = (more: object) => codeOf(() => totalPurchases(bg, { ...columns, ...more }, { ahead }));
    expect(codeFor({ timeUnit: "day" })).toBe("TIME_UNIT_MISMATCH");
    expect(codeFor({ definition: { timeUnit: "day" } })).toBe("TIME_UNIT_MISMATCH");
    expect(codeFor({ timeUnit: "week", definition: { first: "included" } })).toBe("FIRST_INCLUDED");
    expect(codeFor({ weight: [1], count: [1] })).toBe("WEIGHTS_TWICE");
    expect(codeFor({ T: null })).toBe("COLUMNS_UNEQUAL");
    expect(codeOf(() => predictPurchases(bg, null as never, { ahead }))).toBe("COLUMNS_UNEQUAL");
    const said = { ...columns, timeUnit: "week", definition: { timeUnit: "week", first: "excluded" } } as const;
    expect(totalPurchases(bg, said, { ahead })).toEqual(totalPurchases(bg, columns, { ahead }));
  });

  test("of a stored fit whose covariance got lost: there is no interval", () => {
    for (const broken of [{ order: null }, { covariance: null }, { order: 5 }, { covariance: [[1]] }]) {
      const lost = { ...cdnow, ...broken } as never;
      expect(probabilityAlive(lost, customer)).toMatchObject({ interval: null, notes: ["no-covariance"] });
    }
    expect(probabilityAlive({ ...cdnow, n: Number.NaN } as never, customer).n).toBe(0);
  });

  test("of options", () => {
    expect(codeOf(() => expectedPurchases(bg, customer, { ahead: -1 }))).toBe("TIME_SPAN_INVALID");
    expect(codeOf(() => expectedPurchases(bg, customer, {} as { ahead: number }))).toBe("TIME_SPAN_INVALID");
    expect(codeOf(() => expectedPurchases(bg, customer, { ahead, level: 95 }))).toBe("LEVEL_OUT_OF_RANGE");
    expect(codeOf(() => expectedPurchases(bg, customer, { ahead, interval: "wald" as "delta" }))).toBe(
      "INTERVAL_UNKNOWN",
    );
    const draws = {
      model: "mbg-nbd",
      timeUnit: "week",
      order: [],
      draws: [],
      replicates: 2,
      boundary: 0,
      seed: 1,
      method: "refit",
    } as const;
    expect(codeOf(() => expectedPurchases(bg, customer, { ahead, interval: draws }))).toBe("DRAWS_INVALID");
    expect(codeOf(() => purchaseCounts(bg, customer, { ahead, most: -1 }))).toBe("COUNT_INVALID");
    expect(codeOf(() => purchaseQuantiles(bg, customer, { ahead, shares: [1] }))).toBe("SHARE_OUT_OF_RANGE");
    expect(codeOf(() => predictPurchases(bg, { frequency: [1], recency: [], T: [2] }, { ahead }))).toBe(
      "COLUMNS_UNEQUAL",
    );
    const discount = { rate: 0.1, per: "month", compounding: "daily" as "continuous" } as const;
    expect(codeOf(() => discountedPurchases(bg, customer, { ahead, discount }))).toBe("DISCOUNT_RATE_INVALID");
    const none = {} as Parameters<typeof discountedPurchases>[2];
    expect(codeOf(() => discountedPurchases(bg, customer, { ...none, ahead }))).toBe("DISCOUNT_RATE_INVALID");
  });
});

describe("counts and their quantiles", () => {
  test.each(Object.values(models))("of $model sum to 1 and have the expectation as mean", (model) => {
    const own = model.model === "bg-bb" ? { frequency: 2, recency: 4, T: 6 } : customer;
    for (const who of ["new", own] as const) {
      const { probabilities, more } = purchaseCounts(model, who, { ahead: 5, most: 3000 });
      expect(probabilities.reduce((sum, each) => sum + each, more)).toBeCloseTo(1, 12);
      const mean = probabilities.reduce((sum, each, n) => sum + n * each, 0);
      const expected =
        who === "new" ? newCustomerPurchases(model, { ahead: 5 }) : expectedPurchases(model, who, { ahead: 5 });
      expect(mean).toBeCloseTo(expected.value!, 9);
    }
  });

  test("a quantile is the least count that is enough", () => {
    const shares = [0.05, 0.5, 0.9, 0.99, 0.999999];
    const { quantiles } = purchaseQuantiles(bg, customer, { ahead, shares });
    const { probabilities } = purchaseCounts(bg, customer, { ahead, most: 400 });
    const upTo = (n: number): number => probabilities.slice(0, n + 1).reduce((sum, each) => sum + each, 0);
    for (const { share, purchases } of quantiles) {
      expect(upTo(purchases!)).toBeGreaterThanOrEqual(share);
      if (purchases! > 0) expect(upTo(purchases! - 1)).toBeLessThan(share);
    }
  });

  test("a heavy tail ends", () => {
    const often = { frequency: 100_000, recency: 38.85999, T: 38.86 };
    const { quantiles, notes } = purchaseQuantiles(bg, often, { ahead });
    expect(quantiles.at(-1)).toEqual({ share: 0.95, purchases: null });
    expect(notes).toEqual(["beyond-65535"]);
  });

  test("none are asked for", () => {
    expect(purchaseQuantiles(bg, customer, { ahead, shares: [] })).toMatchObject({ quantiles: [], notes: [] });
  });
});

describe("discounted purchases", () => {
  const discount = { rate: 0.1, per: "year" } as const;

  test.each(Object.values(models))("of $model without a rate are those expected", (model) => {
    const own = model.model === "bg-bb" ? { frequency: 2, recency: 4, T: 6 } : customer;
    const per = model.timeUnit;
    const free = discountedPurchases(model, own, { ahead: 9, discount: { rate: 0, per } });
    expect(free.value! / expectedPurchases(model, own, { ahead: 9 }).value! - 1).toBeCloseTo(0, 10);
    const far = discountedPurchases(model, own, { ahead: 20_000, discount: { rate: 0.01, per } }).value!;
    const infinite = discountedPurchases(model, own, { ahead: "infinite", discount: { rate: 0.01, per } });
    expect(far / infinite.value! - 1).toBeCloseTo(0, 9);
    expect(infinite.definition.ahead).toBe("infinite");
  });

  test("that never end have no value", () => {
    const free = { rate: 0, per: "year" } as const;
    expect(discountedPurchases(models["pareto-nbd"], customer, { ahead: "infinite", discount: free })).toMatchObject({
      value: null,
      interval: null,
      standardError: null,
      notes: ["infinite-sum"],
    });
  });

  test("say how they were discounted", () => {
    const { definition } = discountedPurchases(bg, customer, { ahead, discount });
    expect(definition).toMatchObject({ discounting: "continuous", discount, ahead: 39 });
    expect(definition.rate).toBeCloseTo((Math.log(1.1) * 7) / 365.25, 15);
    const yearly = { rate: 0.1, per: "opportunity" } as const;
    const donor = discountedPurchases(models["bg-bb"], "new", { ahead: "infinite", discount: yearly });
    expect(donor.definition).toMatchObject({ discounting: "periodic" });
    expect(donor.definition.rate).toBeCloseTo(0.1, 15);
    expect(codeOf(() => discountedPurchases(models["bg-bb"], "new", { ahead: "infinite", discount }))).toBe(
      "TIME_UNIT_UNKNOWN",
    );
  });
});

describe("covariates", () => {
  const covariates: CovariateEffects = {
    coefficients: [
      { name: "purchase.web", covariate: "web", moves: [{ parameter: "alpha", sign: -1 }] },
      {
        name: "dropout.age",
        covariate: "age",
        moves: [
          { parameter: "a", sign: 1 },
          { parameter: "b", sign: 1 },
        ],
      },
    ],
  };
  const parameters = { ...bg.parameters, "purchase.web": 0.4, "dropout.age": -0.003 };
  const order = Object.keys(parameters);
  const only = (name: string) => order.map((_, i) => order.map((each, j) => (i === j && each === name ? 1e-6 : 0)));
  const fit = (name: string) => ({ ...asFitted({ ...bg, parameters }, order, only(name)), covariates });
  const own = { ...customer, covariates: { web: 1, age: 300 } };
  const moved = {
    ...bg,
    parameters: {
      ...bg.parameters,
      alpha: bg.parameters["alpha"]! * Math.exp(-0.4),
      a: bg.parameters["a"]! * Math.exp(-0.9),
      b: bg.parameters["b"]! * Math.exp(-0.9),
    },
  };

  test("give a customer parameters of their own", () => {
    const got = expectedPurchases(fit("r"), own, { ahead });
    expect(got.value).toBeCloseTo(expectedPurchases(moved, customer, { ahead }).value!, 12);
    expect(got.definition.parameters["alpha"]).toBeCloseTo(moved.parameters["alpha"]!, 12);
    expect(newCustomerPurchases(fit("r"), { ahead, covariates: own.covariates }).value).toBeCloseTo(
      newCustomerPurchases(moved, { ahead }).value!,
      12,
    );
  });

  test.each(["purchase.web", "dropout.age"])("the error of %s is carried on", (name) => {
    const at = (by: number): number => {
      const changed = { ...fit("r"), parameters: { ...parameters, [name]: parameters[name as "purchase.web"] + by } };
      return expectedPurchases(changed, own, { ahead, interval: "none" }).value!;
    };
    const slope = (at(1e-6) - at(-1e-6)) / 2e-6;
    const { standardError } = expectedPurchases(fit(name), own, { ahead });
    expect(standardError! / (1e-3 * Math.abs(slope)) - 1).toBeCloseTo(0, 6);
    const columns = {
      frequency: [2, 2],
      recency: [30.43, 30.43],
      T: [38.86, 38.86],
      covariates: { web: [1, 1], age: [300, 300] },
    };
    const total = totalPurchases(fit(name), columns, { ahead });
    expect(total.standardError! / (2 * standardError!) - 1).toBeCloseTo(0, 8);
  });

  test("a covariate of 0 for everybody carries no error", () => {
    const plain = { ...customer, covariates: { web: 0, age: 0 } };
    expect(expectedPurchases(fit("purchase.web"), plain, { ahead }).standardError).toBe(0);
  });

  test("must be there", () => {
    expect(codeOf(() => expectedPurchases(fit("r"), customer, { ahead }))).toBe("COVARIATE_INVALID");
    const bad = { ...customer, covariates: { web: 1, age: Number.NaN } };
    expect(codeOf(() => expectedPurchases(fit("r"), bad, { ahead }))).toBe("COVARIATE_INVALID");
    const absurd = { ...customer, covariates: { web: 1, age: 1e9 } };
    expect(codeOf(() => expectedPurchases(fit("r"), absurd, { ahead }))).toBe("COVARIATE_INVALID");
    const columns = { frequency: [2], recency: [30.43], T: [38.86] };
    expect(codeOf(() => predictPurchases(fit("r"), columns, { ahead }))).toBe("COVARIATE_INVALID");
    const some = { ...columns, covariates: { web: [1], age: [Number.NaN] } };
    expect(predictPurchases(fit("r"), some, { ahead }).leftOut).toMatchObject({ rows: 1, covariateInvalid: 1 });
  });
});

describe("many customers", () => {
  const columns = {
    frequency: [2, 0, 1, 3, 1],
    recency: [30.43, 0, 50, Number.NaN, 12],
    T: [38.86, 30, 40, 40, 38],
  };

  test("who cannot be are counted, by position, and have 0", () => {
    const found = predictPurchases(bg, columns, { ahead });
    expect(found.leftOut).toMatchObject({ rows: 2, recencyAfterT: 1, timeInvalid: 1, positions: [2, 3] });
    expect(found.n + found.leftOut.rows).toBe(5);
    expect(numbersIn(found).every(Number.isFinite)).toBe(true);
    [0, 1, 4].forEach((i) => {
      const one = { frequency: columns.frequency[i]!, recency: columns.recency[i]!, T: columns.T[i]! };
      expect(found.expectedPurchases[i]).toBeCloseTo(expectedPurchases(bg, one, { ahead }).value!, 12);
      expect(found.probabilityAlive[i]).toBeCloseTo(probabilityAlive(bg, one).value!, 12);
    });
    expect([found.expectedPurchases[2], found.probabilityAlive[3]]).toEqual([0, 0]);
  });

  test("are summed, with weights, and with an interval", () => {
    const each = predictPurchases(bg, columns, { ahead }).expectedPurchases;
    const count = [10, 1, 1, 1, 0];
    const total = totalPurchases(withErrors(bg, 0.1), { ...columns, count }, { ahead });
    expect(total.value).toBeCloseTo(10 * each[0]! + each[1]!, 12);
    expect(total).toMatchObject({ n: 11, leftOut: { rows: 2 } });
    expect(total.interval!.lower).toBeLessThan(total.value!);
    const bad = totalPurchases(bg, { ...columns, weight: [1, -1, 1, 1, Number.NaN] }, { ahead });
    expect(bad).toMatchObject({ n: 1, leftOut: { rows: 4, weightInvalid: 2 } });
  });

  test("nobody is nothing", () => {
    const nobody = { frequency: [], recency: [], T: [] };
    expect(predictPurchases(bg, nobody, { ahead })).toMatchObject({ n: 0, leftOut: { rows: 0 } });
    expect(totalPurchases(withErrors(bg, 0.1), nobody, { ahead })).toMatchObject({ value: 0, n: 0, interval: null });
  });
});

describe("customers in other forms", () => {
  const rows = [customer, { frequency: 0, recency: 0, T: 38.86 }, { frequency: 1, recency: 50, T: 38.86 }];
  const columns = {
    frequency: rows.map(({ frequency }) => frequency),
    recency: rows.map(({ recency }) => recency),
    T: rows.map(({ T }) => T),
  };

  test("rows and a table of them are as columns", () => {
    const known = predictPurchases(bg, columns, { ahead });
    expect(predictPurchases(bg, rows, { ahead })).toEqual(known);
    expect(predictPurchases(bg, new Set(rows), { ahead })).toEqual(known);
    const table = { customers: rows, definition: { timeUnit: "week", first: "excluded" } } as const;
    expect(predictPurchases(bg, table, { ahead })).toEqual(known);
    expect(totalPurchases(bg, table, { ahead })).toEqual(totalPurchases(bg, columns, { ahead }));
    const weighted = rows.map((row, i) => ({ ...row, weight: i + 1 }));
    expect(totalPurchases(bg, weighted, { ahead })).toEqual(
      totalPurchases(bg, { ...columns, weight: [1, 2, 3] }, { ahead }),
    );
    expect(codeOf(() => predictPurchases(bg, { ...table, definition: { timeUnit: "day" } }, { ahead }))).toBe(
      "TIME_UNIT_MISMATCH",
    );
    expect(codeOf(() => predictPurchases(bg, { ...table, definition: { first: "included" } }, { ahead }))).toBe(
      "FIRST_INCLUDED",
    );
  });

  test("what is no row is left out", () => {
    const { leftOut, n } = predictPurchases(bg, [customer, null, {}, "x"] as never, { ahead });
    expect(n).toBe(1);
    expect(leftOut).toMatchObject({ rows: 3, frequencyInvalid: 3, positions: [1, 2, 3] });
  });

  test.each<readonly [string, object]>([
    ["frequency", { recency: [1], T: [2] }],
    ["recency", { frequency: [1], T: [2] }],
    ["T", { frequency: [1], recency: [2] }],
    ["T", { frequency: [1], recency: [2], T: 3 }],
    ["weight", { frequency: [1], recency: [2], T: [3], weight: 2 }],
  ])("the column %s is missing, and named", (name, given) => {
    const error = thrownBy(() => predictPurchases(bg, given as never, { ahead }));
    expect(error.code).toBe("COLUMNS_UNEQUAL");
    expect(error.message).toContain(`there must be a column ${name}`);
  });

  test("a column of another length is named", () => {
    const given = { frequency: [1, 2], recency: [2, 3], T: [3], count: [1, 1] };
    const { message } = thrownBy(() => totalPurchases(bg, given, { ahead }));
    expect(message).toBe("Cannot predict purchases as T must be as long as frequency, 2: received 1");
    expect(thrownBy(() => totalPurchases(bg, { ...given, T: [3, 4], count: [1] }, { ahead })).message).toContain(
      "as count",
    );
  });
});
