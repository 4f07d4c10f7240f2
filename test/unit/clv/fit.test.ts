import { describe, expect, expectTypeOf, test } from "vitest";
import { fitBgBb } from "../../../src/clv/fit-bg-bb.ts";
import { fitBgNbd } from "../../../src/clv/fit-bg-nbd.ts";
import { fitMbgNbd } from "../../../src/clv/fit-mbg-nbd.ts";
import { fitParetoNbd } from "../../../src/clv/fit-pareto-nbd.ts";
import type { PurchaseHistoryRow } from "../../../src/clv/history-source.ts";
import { rfmSummary } from "../../../src/clv/rfm-summary.ts";
import { notPlainJson } from "../../support/plain-json.ts";
import { codeOf } from "../core/code-of.ts";
import { allFits, converged, nbdFits, simulated, week } from "./fit-support.ts";

const truth = {
  "bg-nbd": [0.5, 5, 1, 3],
  "mbg-nbd": [0.6, 6, 0.7, 2],
  "pareto-nbd": [0.6, 6, 0.7, 10],
  "bg-bb": [1.2, 0.8, 0.7, 2.5],
};
const range = (model: string): readonly [number, number] => (model === "bg-bb" ? [4, 9] : [20, 52]);

describe.each(allFits)("%s", (model, fit) => {
  const rows = simulated(model, truth[model], 600, 3, range(model));
  const options = model === "bg-bb" ? {} : week;

  test("a fit says what it is of, and is plain JSON", () => {
    const found = converged(fit(rows, { timeUnit: "week" }));
    expect(found).toMatchObject({ model, timeUnit: "week", n: 600, rows: 600, leftOut: { first: [] } });
    expect(found.repeatPurchases).toBe(rows.reduce((sum, { frequency }) => sum + frequency, 0));
    expect(found.groups).toBe(new Set(rows.map((row) => JSON.stringify(row))).size);
    expect(Object.keys(found.parameters)).toEqual(found.order);
    expect(found.aic).toBeCloseTo(8 - 2 * found.logLikelihood, 9);
    expect(found.bic).toBeCloseTo(4 * Math.log(600) - 2 * found.logLikelihood, 9);
    expect(notPlainJson(found)).toEqual([]);
    expect(JSON.parse(JSON.stringify(found))).toEqual(found);
  });

  test("simulated customers are found within 4 standard errors", () => {
    for (const seed of [1, 2, 3]) {
      const found = converged(fit(simulated(model, truth[model], 3000, seed, range(model)), { timeUnit: "week" }));
      found.order.forEach((name, i) => {
        const distance = Math.abs(Math.log(found.parameters[name]! / truth[model][i]!));
        expect(distance, `${name} of seed ${seed}`).toBeLessThan(4 * found.logStandardErrors[name]!);
      });
    }
  });

  test("the gradient vanishes there, and standard errors and intervals follow from the covariance", () => {
    const found = converged(fit(rows, { timeUnit: "week", level: 0.9 }));
    found.order.forEach((name, i) => {
      const value = found.parameters[name]!;
      expect(found.standardErrors[name]! ** 2).toBeCloseTo(found.covariance[i]![i]!, 9);
      expect(found.logStandardErrors[name]! * value).toBeCloseTo(found.standardErrors[name]!, 9);
      const { lower, upper, level, method } = found.intervals[name]!;
      expect([level, method]).toEqual([0.9, "log-wald"]);
      expect(Math.sqrt(lower * upper)).toBeCloseTo(value, 9);
      expect(Math.log(upper / lower) / 2).toBeCloseTo(1.6448536269514722 * found.logStandardErrors[name]!, 9);
    });
  });

  test("rows, columns, typed columns and groups are the same customers", () => {
    const columns = {
      frequency: rows.map((row) => row.frequency),
      recency: rows.map((row) => row.recency),
      T: Float64Array.from(rows, (row) => row.T),
    };
    const one = { ...fit(rows, { timeUnit: "week" }), rows: 0 };
    expect({ ...fit(columns, { timeUnit: "week" }), rows: 0 }).toEqual(one);
    const grouped = new Map<string, PurchaseHistoryRow & { weight: number }>();
    for (const row of rows) {
      const key = JSON.stringify(row);
      grouped.set(key, { ...row, weight: (grouped.get(key)?.weight ?? 0) + 1 });
    }
    expect({ ...fit(grouped.values(), { timeUnit: "week" }), rows: 0 }).toEqual(one);
    const halved = [...rows, ...rows].map((row) => ({ ...row, weight: 0.5 }));
    expect({ ...fit(halved, { timeUnit: "week" }), rows: 0 }).toEqual(one);
  });

  test("twice the customers are twice as sure of the same", () => {
    const one = converged(fit(rows, { timeUnit: "week" }));
    const two = converged(fit([...rows, ...rows], { timeUnit: "week" }));
    for (const name of one.order) {
      expect(two.parameters[name]! / one.parameters[name]!).toBeCloseTo(1, 9);
      expect(one.standardErrors[name]! / two.standardErrors[name]!).toBeCloseTo(Math.SQRT2, 7);
    }
  });

  test("what is no customer is counted, not used and not thrown", () => {
    const bad: readonly unknown[] = [
      { frequency: -1, recency: 0, T: 5 },
      { frequency: 1.5, recency: 1, T: 5 },
      { frequency: "2", recency: 1, T: 5 },
      { frequency: NaN, recency: 1, T: 5 },
      { frequency: 1, recency: NaN, T: 5 },
      { frequency: 1, recency: -1, T: 5 },
      { frequency: 1, recency: 1, T: Infinity },
      { frequency: 1, recency: 6, T: 5 },
      { frequency: 0, recency: 2, T: 5 },
      { frequency: 2, recency: 0, T: 5 },
      { frequency: 1, recency: 1, T: 5, weight: -1 },
      { frequency: 1, recency: 1, T: 5, weight: NaN },
      { frequency: 1, recency: 1, T: 5, weight: 0 },
      null,
      undefined,
      7,
    ];
    const found = fit([...bad, ...rows] as PurchaseHistoryRow[], { timeUnit: "week" });
    expect(found).toEqual({
      ...fit(rows, { timeUnit: "week" }),
      rows: rows.length + bad.length,
      leftOut: {
        frequencyInvalid: 7,
        timeInvalid: 3,
        recencyAfterT: 1,
        recencyWithoutPurchase: 2,
        weightInvalid: 2,
        covariateInvalid: 0,
        first: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9],
      },
      notes: [...fit(rows, { timeUnit: "week" }).notes, "rows-left-out"],
    });
    const refused = codeOf(() => fit(bad as PurchaseHistoryRow[], { timeUnit: "week", onInvalid: "throw" }));
    expect(refused).toBe("HISTORY_INVALID");
  });

  test.each<[string, readonly PurchaseHistoryRow[]]>([
    ["no-customers", []],
    ["no-customers", [{ frequency: 1, recency: 1, T: 2, weight: 0 }]],
    ["no-time", [{ frequency: 0, recency: 0, T: 0 }]],
    [
      "no-repeat-purchases",
      [
        { frequency: 0, recency: 0, T: 4 },
        { frequency: 0, recency: 0, T: 9, weight: 30 },
      ],
    ],
  ])("%s is a failure that says so", (reason, none) => {
    expect(fit(none, { timeUnit: "week" })).toMatchObject({ status: "failed", reason });
  });

  test.each<[string, readonly PurchaseHistoryRow[]]>([
    ["one customer", [{ frequency: 3, recency: 10, T: 20 }]],
    ["one customer who bought to the end", [{ frequency: 3, recency: 20, T: 20 }]],
    ["the same customer fifty times", [{ frequency: 2, recency: 10, T: 20, weight: 50 }]],
    [
      "one repeat purchase among a hundred customers",
      [
        { frequency: 0, recency: 0, T: 10, weight: 99 },
        { frequency: 1, recency: 5, T: 10 },
      ],
    ],
    ["everybody bought at every opportunity", [{ frequency: 20, recency: 20, T: 20, weight: 9 }]],
    ["very many purchases", [300, 3000, 30000].map((frequency, i) => ({ frequency, recency: 30000 + i, T: 30010 }))],
    [
      "one is watched a thousand million times as long",
      [
        { frequency: 1, recency: 3, T: 4 },
        { frequency: 4, recency: 1e5, T: 1e5 },
        { frequency: 0, recency: 0, T: 1 },
      ],
    ],
    [
      "nobody is watched but a few",
      [
        { frequency: 0, recency: 0, T: 0, weight: 900 },
        { frequency: 1, recency: 2, T: 9, weight: 4 },
        { frequency: 0, recency: 0, T: 9, weight: 4 },
      ],
    ],
  ])("%s: a finite answer, and soon", (_, few) => {
    const found = fit(few, { timeUnit: "week" });
    expect(["converged", "weakly-identified", "boundary"]).toContain(found.status);
    expect(notPlainJson(found)).toEqual([]);
  });

  test("needs no more than the columns", () => {
    expect(fit(rows, { timeUnit: "week", ...options }).status).toBe("converged");
  });
});

describe.each(nbdFits)("%s of purchase times", (model, fit) => {
  const rows = simulated(model, truth[model], 500, 8);

  test.each([[7], [1 / 7], [1e-90], [1e60]])("in a unit %s times as short, alpha and beta alone are more", (factor) => {
    const weeks = converged(fit(rows, week));
    const days = converged(
      fit(
        rows.map(({ frequency, recency, T }) => ({ frequency, recency: recency * factor, T: T * factor })),
        { timeUnit: "day" },
      ),
    );
    for (const name of weeks.order) {
      const expected = name === "alpha" || name === "beta" ? factor : 1;
      expect(days.parameters[name]! / weeks.parameters[name]! / expected).toBeCloseTo(1, 8);
      expect(days.logStandardErrors[name]! / weeks.logStandardErrors[name]!).toBeCloseTo(1, 6);
    }
    const perPurchase = (days.logLikelihood - weeks.logLikelihood) / weeks.repeatPurchases;
    expect(perPurchase).toBeCloseTo(-Math.log(factor), 9);
  });

  test("the unit must be said", () => {
    expect(codeOf(() => fit(rows as never))).toBe("TIME_UNIT_UNKNOWN");
    expect(codeOf(() => fit(rows, { timeUnit: "weeks" as never }))).toBe("TIME_UNIT_UNKNOWN");
  });
});

test("a summary says its unit itself, and must not count first purchases", () => {
  const purchases = [1, 4, 9, 20].flatMap((day) =>
    ["ann", "bob", "cem"]
      .slice(0, day % 4 || 1)
      .map((customerId) => ({ customerId, at: `2025-01-0${(day % 9) + 1}`, amount: 5 })),
  );
  const summary = rfmSummary(purchases, { asOf: "2025-01-31", timeUnit: "week" });
  expect(fitMbgNbd(summary)).toMatchObject({ timeUnit: "week", n: summary.n });
  expect(fitMbgNbd(summary, { timeUnit: "week" })).toEqual(fitMbgNbd(summary));
  expect(codeOf(() => fitMbgNbd(summary, { timeUnit: "day" }))).toBe("TIME_UNIT_MISMATCH");
  const withFirst = rfmSummary(purchases, { asOf: "2025-01-31", first: "included" });
  expect(codeOf(() => fitMbgNbd(withFirst))).toBe("FIRST_INCLUDED");
});

test("BG/BB has opportunities, whole ones", () => {
  const rows = [
    { frequency: 1, recency: 1, T: 6 },
    { frequency: 3, recency: 5, T: 6 },
    { frequency: 0, recency: 0, T: 6 },
  ];
  expect(fitBgBb(rows).timeUnit).toBe("opportunity");
  expect(fitBgBb(rows, { timeUnit: "year" }).timeUnit).toBe("year");
  const bad = [
    { frequency: 1, recency: 1.5, T: 6 },
    { frequency: 1, recency: 1, T: 6.5 },
    { frequency: 3, recency: 2, T: 6 },
    { frequency: 1, recency: 1, T: 1e6 },
  ];
  expect(fitBgBb([...rows, ...bad]).leftOut).toMatchObject({
    timeInvalid: 3,
    frequencyInvalid: 1,
    first: [3, 4, 5, 6],
  });
});

describe("a bad call", () => {
  const columns = { frequency: [1, 0], recency: [2, 0], T: [5, 5] };
  test.each<[string, () => unknown]>([
    ["SOURCE_INVALID", () => fitBgNbd(5 as never, week)],
    ["SOURCE_INVALID", () => fitBgNbd(null as never, week)],
    ["SOURCE_INVALID", () => fitBgNbd({ frequency: [1] } as never, week)],
    ["COLUMNS_UNEQUAL", () => fitBgNbd({ ...columns, T: [5] }, week)],
    ["COLUMNS_UNEQUAL", () => fitBgNbd({ ...columns, weight: [1, 2, 3] }, week)],
    ["WEIGHTS_TWICE", () => fitBgNbd({ ...columns, weight: [1, 2], count: [1, 2] }, week)],
    ["LEVEL_OUT_OF_RANGE", () => fitBgNbd(columns, { ...week, level: 95 })],
    ["ON_INVALID_UNKNOWN", () => fitBgNbd(columns, { ...week, onInvalid: "drop" as never })],
    ["TIME_UNIT_MISMATCH", () => fitBgNbd({ ...columns, timeUnit: "day" }, week)],
    ["KIND_MISMATCH", () => fitBgNbd({ kind: "scores/1 0..10" } as never, week)],
  ])("%s", (code, call) => {
    expect(codeOf(call)).toBe(code);
  });
});

test("types want a unit where the source does not say it", () => {
  const columns = { frequency: [1, 0], recency: [2, 0], T: [5, 5] };
  // @ts-expect-error the unit of plain columns is not known
  expect(codeOf(() => fitParetoNbd(columns))).toBe("TIME_UNIT_UNKNOWN");
  expectTypeOf(fitParetoNbd({ ...columns, timeUnit: "day" }).timeUnit).toEqualTypeOf(
    fitParetoNbd(columns, week).timeUnit,
  );
});
