import { describe, expect, test } from "vitest";
import { isMetricError } from "../../../src/core/metric-error.ts";
import { spendIndependence } from "../../../src/clv/spend-independence.ts";

describe("correlations", () => {
  test("with ties, as scipy 1.17 has them", () => {
    const { pearson, spearman, n } = spendIndependence({
      frequency: [1, 1, 2, 2, 2, 3, 5, 8, 1],
      monetaryValue: [10, 12, 9, 14, 14, 30, 11, 12, 7],
    });
    expect(n).toBe(9);
    expect(pearson.value).toBeCloseTo(0.10773313972902075, 13);
    expect(pearson.pValue).toBeCloseTo(0.7826395184530449, 12);
    expect(pearson.interval!.lower).toBeCloseTo(-0.5992647097677386, 12);
    expect(pearson.interval!.upper).toBeCloseTo(0.7203176223716599, 12);
    expect(spearman.value).toBeCloseTo(0.4088347878755423, 13);
    expect(spearman.pValue).toBeCloseTo(0.27458866186516667, 12);
  });

  test("weights are customers", () => {
    const once = spendIndependence({ frequency: [1, 1, 2, 4, 4, 6], monetaryValue: [9, 9, 4, 8, 8, 7] });
    const weighted = spendIndependence({ frequency: [1, 2, 4, 6], monetaryValue: [9, 4, 8, 7], weight: [2, 1, 2, 1] });
    expect(weighted.n).toBe(6);
    for (const name of ["pearson", "spearman"] as const) {
      expect(weighted[name].value).toBeCloseTo(once[name].value!, 13);
      expect(weighted[name].pValue).toBeCloseTo(once[name].pValue!, 12);
    }
  });

  test("a perfect line, at any size of amount", () => {
    for (const size of [1e-300, 1, 1e300]) {
      const monetaryValue = [1, 2, 3, 4].map((m) => m * size);
      const { pearson, spearman, verdict } = spendIndependence({ frequency: [1, 2, 3, 4], monetaryValue });
      expect(pearson.value).toBeCloseTo(1, 14);
      expect(spearman.value).toBeCloseTo(1, 14);
      expect(pearson.pValue).toBeLessThan(1e-6);
      expect(verdict).toBe("dependent");
    }
  });

  test("customers without repeat purchases do not count", () => {
    const { n, leftOut } = spendIndependence([
      { frequency: 0, monetaryValue: 0 },
      { frequency: 1, monetaryValue: 5 },
      { frequency: 2, monetaryValue: -5 },
    ]);
    expect([n, leftOut.noRepeatPurchases, leftOut.spendInvalid]).toEqual([1, 1, 1]);
  });
});

describe("verdict", () => {
  const many = (relation: (i: number) => number) => {
    const frequency = Array.from({ length: 2000 }, (_, i) => 1 + (i % 10));
    return { frequency, monetaryValue: frequency.map((_, i) => relation(i)) };
  };

  test("independent, dependent either way, unclear", () => {
    expect(spendIndependence(many((i) => 1 + ((i * 7919) % 101))).verdict).toBe("independent");
    expect(spendIndependence(many((i) => 5 + (i % 10) + ((i * 7919) % 11))).verdict).toBe("dependent");
    expect(spendIndependence(many((i) => 50 - (i % 10) - ((i * 7919) % 11))).verdict).toBe("dependent");
    expect(spendIndependence({ frequency: [1, 2, 3, 4, 5], monetaryValue: [3, 9, 2, 8, 4] }).verdict).toBe("unclear");
    expect(
      spendIndependence(
        many((i) => 1 + ((i * 7919) % 101)),
        { limit: 0.001 },
      ).verdict,
    ).not.toBe("independent");
  });

  test.each([
    [[], [], ["too-few-customers"]],
    [[1, 2], [3, 4], ["too-few-customers"]],
    [[2, 2, 2], [3, 4, 5], ["no-variation"]],
    [[1, 2, 3], [5, 5, 5], ["no-variation"]],
  ])("none of %j and %j", (frequency, monetaryValue, notes) => {
    const none = { value: null, interval: null, pValue: null };
    expect(spendIndependence({ frequency, monetaryValue })).toMatchObject({
      pearson: none,
      spearman: none,
      verdict: null,
      notes,
    });
  });

  test("three customers have a figure, but no interval", () => {
    const { pearson, verdict } = spendIndependence({ frequency: [1, 2, 3], monetaryValue: [3, 5, 4] });
    expect(pearson.value).toBeCloseTo(0.5, 14);
    expect([pearson.interval, verdict]).toEqual([null, "unclear"]);
  });
});

test.each([
  [() => spendIndependence(7 as never), "SOURCE_INVALID"],
  [() => spendIndependence([], { limit: 1 }), "LIMIT_INVALID"],
  [() => spendIndependence([], { level: 0 }), "LEVEL_OUT_OF_RANGE"],
  [() => spendIndependence([{ frequency: 2, monetaryValue: -1 }], { onInvalid: "throw" }), "SPEND_INVALID"],
])("a bad call %#", (call, code) => {
  try {
    call();
    expect.unreachable();
  } catch (error) {
    expect(isMetricError(error) && error.code).toBe(code);
  }
});
