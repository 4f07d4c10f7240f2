import { describe, expect, test } from "vitest";
import { customerBaseValue } from "../../../src/churn/contractual-base-value.ts";
import { del, derl, expectedTenure } from "../../../src/churn/contractual-lifetime.ts";
import type { ContractualModel } from "../../../src/churn/contractual-model.ts";
import { contractualStateOf } from "../../../src/churn/contractual-source.ts";
import { projectionBootstrap } from "../../../src/churn/project-bootstrap.ts";
import { contractualSurvival } from "../../../src/churn/project-retention.ts";
import { fitShiftedBetaGeometric } from "../../../src/churn/shifted-beta-geometric.ts";
import { notPlainJson } from "../../support/plain-json.ts";
import {
  codeOf,
  convergedBetaDiscreteWeibull,
  convergedShiftedBetaGeometric,
  expectNear,
  highEnd,
} from "./contractual-support.ts";

const sbg = (alpha: number, beta: number) => ({ model: "shifted-beta-geometric", alpha, beta }) as const;
const bdw = (alpha: number, beta: number, c: number) => ({ model: "beta-discrete-weibull", alpha, beta, c }) as const;

// Hypergeometric functions in 40 digits (mpmath), rates down to one in ten million.
test.each([
  [0.668, 3.806, 0.1, 5.922596407612764],
  [0.704, 1.182, 0.15, 3.106102147581674],
  [1, 1, 0.1, 2.6376848000782074],
  [0.05, 0.1, 0.005, 104.43622466292364],
  [3.8, 15.2, 0.005, 6.179231412836665],
  [0.668, 3.806, 0.0001, 125.44625149435463],
  [20, 400, 0.0001, 22.003745914549945],
  [1.5, 1000.0, 1e-7, 1965.934311770054],
  [1000, 0.1, 0.1, 1.0000909909745],
  [100000.0, 10000.0, 0.005, 1.099453997061523],
])("DEL of alpha %f, beta %f at %f", (alpha, beta, discountRate, value) => {
  expectNear(del(sbg(alpha, beta), { discountRate }).value, value, 2e-12);
});

// Euler's integral in 40 digits (mpmath).
test.each([
  [0.3, 900_001, 100_000, 1e-8, 31496359.12718124],
  [1, 900_001, 100_000, 1e-8, 4078510.989037694],
  [2.5, 900_001, 100_000, 1e-8, 655451.8953291588],
  [1e-10, 2, 40, 0.1, 10.999999999754815],
  [1e5, 0.001, 1, 0.1, 1.0000090900743559e-8],
  [1e6, 1e-8, 1, 1e-8, 1.00000100000099e-14],
  [1e6, 0.3, 2, 1e-6, 1.30000129999831e-6],
])("DERL of alpha %f, beta %f in period %i at %f", (alpha, beta, period, discountRate, value) => {
  expectNear(derl(sbg(alpha, beta), { discountRate, period, interval: "none" }).value, value, 1e-13);
});

// Sums of 3000 terms and an integral in 30 digits (mpmath).
describe("the models without a closed form", () => {
  test.each([
    [bdw(0.2142533392808497, 1.4265748748600826, 1.723564848744529), 1, 0.1, 5.602391451823196],
    [bdw(0.2142533392808497, 1.4265748748600826, 1.723564848744529), 1, 0.005, 39.727401073891286],
    [bdw(0.2142533392808497, 1.4265748748600826, 1.723564848744529), 40, 0.1, 10.127878319395887],
    [bdw(0.2142533392808497, 1.4265748748600826, 1.723564848744529), 40, 0.005, 119.64168896433786],
    [bdw(3.0, 2.0, 0.7), 1, 0.1, 1.228715723123649],
    [bdw(3.0, 2.0, 0.7), 1, 0.005, 1.9610328206949235],
    [bdw(3.0, 2.0, 0.7), 40, 0.1, 7.7079924827432285],
    [bdw(3.0, 2.0, 0.7), 40, 0.005, 30.70332691968776],
    [bdw(0.05, 0.1, 2.5), 1, 0.1, 5.697137028919199],
    [bdw(0.05, 0.1, 2.5), 1, 0.005, 73.60788061200275],
    [bdw(0.05, 0.1, 2.5), 40, 0.1, 10.69093564434946],
    [bdw(0.05, 0.1, 2.5), 40, 0.005, 167.07735511872875],
    [{ model: "discrete-weibull", churnProbability: 0.3, c: 0.5 }, 1, 0.1, 4.24553548904489],
    [{ model: "discrete-weibull", churnProbability: 0.3, c: 0.5 }, 1, 0.005, 12.62201698213324],
    [{ model: "discrete-weibull", churnProbability: 0.3, c: 0.5 }, 40, 0.1, 8.516495380409374],
    [{ model: "discrete-weibull", churnProbability: 0.3, c: 0.5 }, 40, 0.005, 37.89186333802572],
    [{ model: "discrete-weibull", churnProbability: 0.01, c: 1.3 }, 1, 0.1, 8.832610516224067],
    [{ model: "discrete-weibull", churnProbability: 0.01, c: 1.3 }, 1, 0.005, 27.804214046917256],
    [{ model: "discrete-weibull", churnProbability: 0.01, c: 1.3 }, 40, 0.1, 7.521728434404698],
    [{ model: "discrete-weibull", churnProbability: 0.01, c: 1.3 }, 40, 0.005, 20.09153403057466],
  ] as const)("DERL of %j in period %d at %f", (model, period, discountRate, value) => {
    expectNear(derl(model as ContractualModel, { period, discountRate }).value, value, 1e-12);
  });

  test.each([
    [bdw(3, 2, 0.7), 0, 3.134982971516676],
    [bdw(1.2, 5, 1.5), 39, 50.05046923532928],
    [bdw(1.5, 2, 0.7), 39, 975.8403435354473],
  ] as const)("expected tenure of %j from %d", (model, tenure, value) => {
    expectNear(expectedTenure(model, { tenure }).value, value, 1e-12);
  });

  test.each([
    ["c = 1 is the shifted beta-geometric model", bdw(2.5, 4, 1), sbg(2.5, 4)],
    [
      "c = 1 is one chance for all",
      { model: "discrete-weibull", churnProbability: 0.01, c: 1 },
      { model: "geometric", churnProbability: 0.01 },
    ],
  ] as const)("%s", (_, summed, closed) => {
    for (const discountRate of [0.5, 0.1, 0.001]) {
      expectNear(del(summed, { discountRate }).value, del(closed, { discountRate }).value!, 1e-12);
    }
    expectNear(expectedTenure(summed, { tenure: 4 }).value, expectedTenure(closed, { tenure: 4 }).value!, 1e-12);
  });
});

describe("limits", () => {
  const never: ContractualModel = { model: "geometric", churnProbability: 0 };
  const always: ContractualModel = { model: "geometric", churnProbability: 1 };

  test("nobody ever leaves: a perpetuity", () => {
    expectNear(del(never, { discountRate: 0.25 }).value, 5);
    expect(expectedTenure(never)).toMatchObject({ value: null, interval: null, notes: ["infinite-mean"] });
    expect(expectedTenure({ model: "discrete-weibull", churnProbability: 0, c: 2 }).value).toBeNull();
  });

  test("all leave at once: one payment, and no more", () => {
    expect(del(always, { discountRate: 0.1 }).value).toBe(1);
    expect(derl(always, { discountRate: 0.1, period: 3 }).value).toBe(0);
    expect(expectedTenure(always).value).toBe(1);
    expect(expectedTenure({ model: "discrete-weibull", churnProbability: 1, c: 2 }).value).toBe(1);
  });

  test("a mean without end", () => {
    for (const model of [sbg(1, 3), sbg(0.5, 3), bdw(0.5, 3, 2), bdw(0.9, 1, 1)]) {
      const result = expectedTenure(model);
      expect(result).toMatchObject({ value: null, standardError: null, notes: ["infinite-mean"] });
      expect(notPlainJson(result)).toEqual([]);
    }
    expect(expectedTenure(sbg(1.001, 3)).value).toBeCloseTo(3001, 6);
  });
});

describe("del, derl and expectedTenure of a fit", () => {
  const fit = convergedShiftedBetaGeometric(highEnd);

  test("carry their interval, size and convention", () => {
    const result = derl(fit, { discountRate: 0.1, period: 3 });
    expect(result).toMatchObject({
      metric: "derl",
      unit: "periods",
      n: 1000,
      notes: [],
      interval: { method: "delta-log" },
    });
    expect(result.definition).toEqual({
      model: sbg(fit.alpha, fit.beta),
      period: 3,
      discountRate: 0.1,
      firstPayment: "next-renewal-if-made",
    });
    expect(result.interval!.lower).toBeLessThan(result.value!);
    expect(notPlainJson(result)).toEqual([]);
  });

  test("del is a payment now and a residual lifetime a period away, its interval above 1", () => {
    const [first, later] = [del(fit, { discountRate: 0.1 }), derl(fit, { discountRate: 0.1, period: 1 })];
    expectNear(first.value, 1 + later.value! / 1.1);
    expectNear(first.standardError, later.standardError! / 1.1, 1e-12);
    const sure = convergedShiftedBetaGeometric([40, 5, 2, 1]);
    expect(del(sure, { discountRate: 3 }).interval!.lower).toBeGreaterThan(1);
  });

  test("a yearly rate and months", () => {
    const monthly = del(fit, { discountRate: { annualRate: 0.1, periodsPerYear: 12 } });
    expectNear(monthly.definition.discountRate, 1.1 ** (1 / 12) - 1, 1e-13);
    expect(del(fit, { discountRate: { annualRate: 0.1, periodsPerYear: 1 } })).toEqual(del(fit, { discountRate: 0.1 }));
  });

  test("by bootstrap, and without interval", () => {
    const interval = projectionBootstrap({ source: highEnd, fit: fitShiftedBetaGeometric, seed: 2, replicates: 200 });
    const [drawn, delta] = [interval, undefined].map((method) => del(fit, { discountRate: 0.1, interval: method }));
    expect(Math.abs(drawn!.standardError! / delta!.standardError! - 1)).toBeLessThan(0.2);
    expect(del(fit, { discountRate: 0.1, interval: "none" })).toMatchObject({ interval: null, notes: ["no-interval"] });
    expect(del(sbg(1, 2), { discountRate: 0.1 })).toMatchObject({ interval: null, n: 0, notes: ["no-covariance"] });
  });

  test("an interval of a beta-discrete-Weibull fit", () => {
    const whole = derl(convergedBetaDiscreteWeibull(highEnd), { discountRate: 0.1, period: 8 });
    expect(whole.interval!.lower < whole.value! && whole.value! < whole.interval!.upper).toBe(true);
  });

  test.each([
    ["DISCOUNT_RATE_INVALID", () => del(fit, { discountRate: 0 })],
    ["DISCOUNT_RATE_INVALID", () => del(fit, { discountRate: -0.1 })],
    ["DISCOUNT_RATE_INVALID", () => del(fit, { discountRate: NaN })],
    ["DISCOUNT_RATE_INVALID", () => del(fit, { discountRate: Infinity })],
    ["DISCOUNT_RATE_INVALID", () => del(fit, {} as never)],
    ["DISCOUNT_RATE_INVALID", () => del(fit, undefined as never)],
    ["DISCOUNT_RATE_INVALID", () => del(fit, { discountRate: null as never })],
    ["DISCOUNT_RATE_INVALID", () => del(fit, { discountRate: { annualRate: 0.1, periodsPerYear: 0 } })],
    ["PERIOD_INVALID", () => derl(fit, { discountRate: 0.1, period: 0 })],
    ["PERIOD_INVALID", () => derl(fit, { discountRate: 0.1, period: 1.5 })],
    ["TENURE_INVALID", () => expectedTenure(fit, { tenure: -1 })],
    ["LEVEL_OUT_OF_RANGE", () => expectedTenure(fit, { level: 1 })],
    ["MODEL_INVALID", () => del({ ...fit, alpha: -1 }, { discountRate: 0.1 })],
    ["MODEL_INVALID", () => expectedTenure(fitShiftedBetaGeometric([8, 4, 2]) as never)],
  ] as const)("%s", (code, call) => {
    expect(codeOf(call)).toBe(code);
  });
});

describe("customerBaseValue", () => {
  const fit = convergedShiftedBetaGeometric(highEnd);
  const base = [
    { period: 1, active: 300 },
    { period: 4, active: 120 },
  ];
  const options = { discountRate: 0.1, marginPerPeriod: 2500, currency: "EUR" };

  test("adds up over periods", () => {
    const result = customerBaseValue(fit, base, options);
    const [first, fourth] = [1, 4].map((period) => derl(fit, { discountRate: 0.1, period }).value!);
    expectNear(result.value, 2500 * (300 * first! + 120 * fourth!));
    expect(result.byPeriod).toEqual([
      { period: 1, active: 300, derl: first, value: 300 * first! * 2500 },
      { period: 4, active: 120, derl: fourth, value: 120 * fourth! * 2500 },
    ]);
    expect(result).toMatchObject({ metric: "customer-base-value", unit: "money", currency: "EUR", n: 420, notes: [] });
    expect(result.interval!.lower < result.value! && result.value! < result.interval!.upper).toBe(true);
    expect(notPlainJson(result)).toEqual([]);
  });

  test("the active customers of a state", () => {
    const state = contractualStateOf([
      { survivors: [400, 300] },
      { survivors: [150, 130, 125, 120] },
      { survivors: [50] },
    ]);
    expect(customerBaseValue(fit, state, options).byPeriod.map(({ period, active }) => [period, active])).toEqual([
      [1, 50],
      [2, 300],
      [4, 120],
    ]);
  });

  test("a loss a period, and nobody", () => {
    const loss = customerBaseValue(fit, base, { ...options, marginPerPeriod: -1 });
    expect(loss.interval!.lower < loss.value! && loss.value! < loss.interval!.upper).toBe(true);
    expect(loss.standardError).toBeGreaterThan(0);
    const nobody = customerBaseValue(fit, [], { ...options, marginPerPeriod: -1, currency: undefined });
    expect(nobody).toMatchObject({ value: 0, n: 0, interval: null, currency: null, notes: ["no-interval"] });
    expect(notPlainJson(nobody)).toEqual([]);
  });

  test("one retention rate for all undervalues those who stayed", () => {
    const alike: ContractualModel = { model: "geometric", churnProbability: 1 - contractualSurvival(fit, 1) };
    const old = [{ period: 8, active: 100 }];
    expect(customerBaseValue(alike, old, options).value!).toBeLessThan(
      customerBaseValue(fit, old, options).value! / 1.5,
    );
  });

  test.each([
    ["COUNT_INVALID", () => customerBaseValue(fit, [{ period: 1, active: -1 }], options)],
    ["COUNT_INVALID", () => customerBaseValue(fit, [{ period: 1, active: 0.5 }], options)],
    ["PERIOD_INVALID", () => customerBaseValue(fit, [{ period: 0, active: 1 }], options)],
    ["MARGIN_INVALID", () => customerBaseValue(fit, base, { ...options, marginPerPeriod: NaN })],
    ["MARGIN_INVALID", () => customerBaseValue(fit, base, { discountRate: 0.1 } as never)],
    ["DISCOUNT_RATE_INVALID", () => customerBaseValue(fit, base, { ...options, discountRate: 0 })],
    ["LEVEL_OUT_OF_RANGE", () => customerBaseValue(fit, base, { ...options, level: 2 })],
    ["MODEL_INVALID", () => customerBaseValue({ model: "geometric" } as never, base, options)],
    ["KIND_MISMATCH", () => customerBaseValue(fit, { kind: "other" } as never, options)],
  ] as const)("%s", (code, call) => {
    expect(codeOf(call)).toBe(code);
  });
});
