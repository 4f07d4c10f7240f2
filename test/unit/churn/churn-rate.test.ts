import { describe, expect, test } from "vitest";
import { churnPresets } from "../../../src/churn/churn-presets.ts";
import { churnRateAccumulator } from "../../../src/churn/churn-rate-accumulator.ts";
import { churnRate, type ChurnRateOptions, retentionRate } from "../../../src/churn/churn-rate.ts";
import type { ChurnCounts, ChurnDenominator } from "../../../src/churn/churn-rate-counts.ts";
import { fold } from "../../../src/core/accumulator.ts";
import { exactPoisson } from "../../../src/stats/exact-poisson.ts";
import { clopperPearson } from "../../../src/stats/share-methods.ts";
import { notPlainJson } from "../../support/plain-json.ts";
import { codeOf } from "../readers/code-of.ts";

/** The May of docs/metrics/churn-rate.md. */
const may: ChurnCounts = {
  opening: 4,
  closing: 3,
  new: 2,
  reactivated: 1,
  churned: 4,
  lost: 1,
  daily: { customers: [4, 5, 6, 5], churned: [0, 0, 1, 3] },
  customerPeriods: 4.5,
  lifeTable: { probability: 0.6, greenwood: 0.375 },
};

const values: { readonly [Denominator in ChurnDenominator]: readonly [number, number | null] } = {
  openingCohort: [0.25, 4],
  opening: [1, 4],
  average: [4 / 3.5, 3.5],
  openingPlusNew: [4 / 6, 6],
  openingPlusNewAndReactivated: [4 / 7, 7],
  dailyAverage: [0.8, 5],
  dailySum: [1 / 6 + 3 / 5, null],
  exposureRate: [4 / 4.5, 4.5],
  lifeTable: [0.6, null],
};

describe("churnRate", () => {
  test.each(Object.entries(values))("by %s", (denominator, [value, divisor]) => {
    const result = churnRate(may, { denominator: denominator as ChurnDenominator });
    expect(result.value).toBeCloseTo(value, 15);
    expect(result.denominator).toBe(divisor);
    expect(result.numerator).toBe(denominator === "openingCohort" ? 1 : 4);
    expect(result.n).toBe(divisor ?? 4);
    expect(result.definition).toEqual({ denominator });
    expect(notPlainJson(result)).toEqual([]);
    expect(churnRate(may, result.definition)).toEqual(result);
  });

  test("has an interval that holds the value and widens with the level", () => {
    for (const denominator of Object.keys(values) as ChurnDenominator[]) {
      const [narrow, wide] = [0.5, 0.99].map((level) => churnRate(may, { denominator, level }));
      if (denominator === "average") {
        expect(narrow).toMatchObject({ interval: null, notes: ["more-churn-than-customers"] });
        continue;
      }
      const { lower, upper } = narrow!.interval!;
      expect(lower <= narrow!.value! && narrow!.value! <= upper).toBe(true);
      expect(wide!.interval!.lower <= lower && upper <= wide!.interval!.upper).toBe(true);
    }
  });

  test.each<[ChurnDenominator, string]>([
    ["openingCohort", "wilson"],
    ["exposureRate", "exact-poisson"],
    ["dailySum", "log-hazard"],
    ["lifeTable", "log-log"],
  ])("by %s has the interval %s", (denominator, method) => {
    expect(churnRate(may, { denominator }).interval!.method).toBe(method);
  });

  test("takes another interval by value, and none", () => {
    expect(churnRate(may, { denominator: "opening", interval: clopperPearson }).interval).toMatchObject({
      lower: expect.closeTo(0.3976, 4),
      upper: 1,
    });
    expect(churnRate(may, { denominator: "average", interval: exactPoisson }).interval!.method).toBe("exact-poisson");
    expect(churnRate(may, { denominator: "opening", interval: "none" })).toMatchObject({
      interval: null,
      notes: ["no-interval"],
    });
  });

  test("without customers is null and says so", () => {
    const nobody: ChurnCounts = {
      opening: 0,
      closing: 0,
      new: 0,
      reactivated: 0,
      churned: 0,
      lost: 0,
      daily: { customers: [], churned: [] },
      customerPeriods: 0,
      lifeTable: { probability: null, greenwood: 0 },
    };
    for (const denominator of Object.keys(values) as ChurnDenominator[]) {
      expect(churnRate(nobody, { denominator })).toMatchObject({
        value: null,
        interval: null,
        probability: null,
        notes: ["no-customers"],
      });
      expect(retentionRate(nobody, { denominator })).toMatchObject({
        value: null,
        interval: null,
        notes: ["no-customers"],
      });
    }
  });

  test("by the day adds nothing for a day that starts with nobody", () => {
    const daily = { customers: [0, 0, 2], churned: [1, 0, 1] };
    expect(churnRate({ daily }, churnPresets.chartmogulShopify)).toMatchObject({ value: 0.5, numerator: 2 });
    expect(churnRate({ daily: { customers: [0], churned: [1] } }, churnPresets.chartmogulShopify)).toMatchObject({
      value: 0,
      interval: null,
      notes: ["no-spread"],
    });
  });

  test("of nobody who left, or of everybody", () => {
    expect(churnRate({ lost: 0, opening: 40 }, churnPresets.smsb).interval!.lower).toBe(0);
    expect(churnRate({ lost: 40, opening: 40 }, churnPresets.smsb).interval!.upper).toBe(1);
    expect(churnRate({ churned: 0, customerPeriods: 30 }, { denominator: "exposureRate" })).toMatchObject({
      value: 0,
      probability: 0,
      interval: { lower: 0 },
    });
    const lifeTable = (probability: number, greenwood: number | null) =>
      churnRate({ churned: 3, lifeTable: { probability, greenwood } }, churnPresets.unbiased);
    expect(lifeTable(0, 0)).toMatchObject({ value: 0, interval: null, notes: ["no-spread"] });
    expect(lifeTable(1, null)).toMatchObject({ value: 1, interval: null, notes: ["nobody-left-at-risk"] });
  });

  test("probability is that of leaving within a period, where there is one", () => {
    const of = (denominator: ChurnDenominator): number | null => churnRate(may, { denominator }).probability;
    expect(of("openingCohort")).toBe(0.25);
    expect(of("exposureRate")).toBeCloseTo(1 - Math.exp(-4 / 4.5), 15);
    expect(of("dailySum")).toBeCloseTo(1 - Math.exp(-(1 / 6 + 3 / 5)), 15);
    expect(of("average")).toBeNull();
  });

  test.each<[string, ChurnCounts, unknown]>([
    ["COUNT_REQUIRED", { churned: 1 }, { denominator: "opening" }],
    ["COUNT_REQUIRED", { opening: 4, churned: 1 }, { denominator: "openingCohort" }],
    ["COUNT_REQUIRED", {}, { denominator: "lifeTable" }],
    ["COUNT_INVALID", { churned: 1.5, opening: 4 }, { denominator: "opening" }],
    ["COUNT_INVALID", { churned: 1, opening: -4 }, { denominator: "opening" }],
    ["COUNT_INVALID", { churned: NaN, opening: 4 }, { denominator: "opening" }],
    ["COUNT_INVALID", { daily: { customers: [1.5], churned: [1] } }, { denominator: "dailySum" }],
    ["COUNTS_INCONSISTENT", { lost: 5, opening: 4 }, { denominator: "openingCohort" }],
    [
      "COUNTS_INCONSISTENT",
      { churned: 1, lifeTable: { probability: 1.5, greenwood: 1 } },
      { denominator: "lifeTable" },
    ],
    ["EXPOSURE_INVALID", { churned: 1, customerPeriods: Infinity }, { denominator: "exposureRate" }],
    ["LENGTH_MISMATCH", { churned: 1, daily: { customers: [1, 2], churned: [1] } }, { denominator: "dailyAverage" }],
    ["DENOMINATOR_UNKNOWN", may, { denominator: "closing" }],
    ["DENOMINATOR_UNKNOWN", may, {}],
    ["LEVEL_OUT_OF_RANGE", may, { denominator: "opening", level: 95 }],
  ])("%s", (code, counts, options) => {
    expect(codeOf(() => churnRate(counts, options as ChurnRateOptions))).toBe(code);
  });
});

describe("retentionRate", () => {
  test("is the complement, its interval turned round", () => {
    const churn = churnRate(may, churnPresets.chartmogul);
    expect(retentionRate(may, churnPresets.chartmogul)).toEqual({
      metric: "retentionRate",
      value: 0.75,
      unit: "proportion",
      n: 4,
      interval: { ...churn.interval!, lower: 1 - churn.interval!.upper, upper: 1 - churn.interval!.lower },
      churn,
      definition: churn.definition,
      notes: [],
    });
  });

  test("of a rate per time is the share that stays for a period", () => {
    const result = retentionRate(may, { denominator: "exposureRate" });
    expect(result.value).toBe(Math.exp(-4 / 4.5));
    expect(result.interval!.lower).toBeLessThan(result.value!);
    expect(result.interval!.lower).toBeGreaterThan(0);
  });

  test("is null where more leave than there are, and keeps why there is no interval", () => {
    expect(retentionRate(may, { denominator: "average" })).toMatchObject({
      value: null,
      interval: null,
      notes: ["more-churn-than-customers"],
    });
    expect(retentionRate(may, { denominator: "average", interval: exactPoisson })).toMatchObject({
      value: null,
      interval: null,
      notes: ["more-churn-than-customers"],
    });
    expect(retentionRate(may, { denominator: "opening", interval: "none" })).toMatchObject({
      value: 0,
      interval: null,
      notes: ["no-interval"],
    });
  });
});

test("presets are conventions, and nothing else", () => {
  for (const preset of Object.values(churnPresets)) expect(Object.keys(preset)).toEqual(["denominator"]);
  expect(churnPresets.stripe.denominator).toBe("openingPlusNew");
});

test("exact Poisson: no events, and a level that is none", () => {
  expect(exactPoisson(0, 30, 0.95)).toMatchObject({ lower: 0, upper: expect.closeTo(0.122962648470465, 12) });
  expect(codeOf(() => exactPoisson(1, 30, 95))).toBe("LEVEL_OUT_OF_RANGE");
});

describe("churnRateAccumulator", () => {
  const accumulator = churnRateAccumulator({ denominator: "dailySum" });
  const daily = (...customers: number[]): ChurnCounts => ({
    daily: { customers, churned: customers.map(() => 1) },
    churned: 1,
  });

  test("adds days to days", () => {
    expect(accumulator.result(fold(accumulator, [daily(2, 4), daily(3, 4)])).value).toBeCloseTo(2 / 5 + 2 / 8, 15);
  });

  test("forgets what one group does not know, and then asks for it", () => {
    const state = fold(accumulator, [daily(2, 4), { churned: 5 }]);
    expect(state).toEqual({ kind: "churn-counts/1", groups: 2, counts: { churned: 6 } });
    expect(codeOf(() => accumulator.result(state))).toBe("COUNT_REQUIRED");
  });

  test("of no groups has nobody", () => {
    for (const denominator of Object.keys(values) as ChurnDenominator[]) {
      if (denominator === "lifeTable") continue;
      const { empty, result } = churnRateAccumulator({ denominator });
      expect(result(empty())).toMatchObject({ value: null, notes: ["no-customers"] });
    }
  });

  test.each<[string, () => unknown]>([
    ["DENOMINATOR_UNKNOWN", () => churnRateAccumulator(churnPresets.unbiased)],
    ["COUNT_INVALID", () => fold(accumulator, [{ churned: -1 }])],
    ["COUNT_INVALID", () => fold(accumulator, [{ churned: 2 ** 53 - 1 }, { churned: 1 }])],
    ["EXPOSURE_INVALID", () => fold(accumulator, [{ customerPeriods: NaN }])],
    ["LENGTH_MISMATCH", () => fold(accumulator, [{ daily: { customers: [1], churned: [] } }])],
    ["LENGTH_MISMATCH", () => fold(accumulator, [daily(1), daily(1, 2)])],
    ["KIND_MISMATCH", () => accumulator.merge(accumulator.empty(), { ...accumulator.empty(), kind: "mrr/1" })],
  ])("%s", (code, call) => {
    expect(codeOf(call)).toBe(code);
  });
});
