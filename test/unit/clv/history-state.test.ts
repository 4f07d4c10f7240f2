import { describe, expect, test } from "vitest";
import { fold } from "../../../src/core/accumulator.ts";
import { fitMbgNbd } from "../../../src/clv/fit-mbg-nbd.ts";
import { purchaseHistoryAccumulator } from "../../../src/clv/history-accumulator.ts";
import type { PurchaseHistoryRow } from "../../../src/clv/history-source.ts";
import { codeOf } from "../core/code-of.ts";
import { shuffled, simulated, week } from "./fit-support.ts";

const rows = simulated("mbg-nbd", [0.6, 6, 0.7, 2], 400, 12);
const accumulator = purchaseHistoryAccumulator(week);

describe("histories in parts", () => {
  test("are fitted as the whole, to the last bit", () => {
    const mixed = shuffled(rows, 1);
    const parts = [mixed.slice(0, 100), mixed.slice(100, 101), mixed.slice(101)];
    const merged = parts.map((part) => fold(accumulator, part)).reduceRight(accumulator.merge);
    expect(fitMbgNbd(merged)).toEqual(fitMbgNbd(rows, week));
    expect(fitMbgNbd(JSON.parse(JSON.stringify(merged)))).toEqual(fitMbgNbd(rows, week));
  });

  test("with weights that are not whole too", () => {
    const weighted = rows.map((row, i) => ({ ...row, weight: [0.1, 0.7, 1, 3, 1e-3][i % 5]! }));
    const left = fold(accumulator, shuffled(weighted.slice(0, 150), 2));
    const right = fold(accumulator, shuffled(weighted.slice(150), 3));
    expect(fitMbgNbd(accumulator.merge(right, left))).toEqual(fitMbgNbd(weighted, week));
    expect(Object.keys(left.histories).some((name) => name.endsWith("*0.1"))).toBe(true);
  });

  test("with covariates too", () => {
    const covariates = { purchase: ["age"], dropout: ["web"] };
    const known = rows.map((row, i) => ({ ...row, covariates: { age: (i % 7) - 3, web: (i % 2) / 3, other: i } }));
    const keeping = purchaseHistoryAccumulator({ ...week, covariates: ["web", "age"] });
    const state = fold(keeping, known);
    expect(state.kind).toBe('purchase-histories/1 week ["web","age"]');
    expect(fitMbgNbd(state, { covariates })).toEqual(fitMbgNbd(known, { ...week, covariates }));
    expect(codeOf(() => fitMbgNbd(state, { covariates: { purchase: ["other"] } }))).toBe("COVARIATE_MISSING");
  });

  test("say what is in them", () => {
    const bad = [{ frequency: 1, recency: 0, T: 4 }, null, { frequency: 0, recency: 0, T: 4, weight: 0 }];
    const state = fold(accumulator, [...bad, { frequency: 2, recency: 3, T: 4, weight: 2.5 }] as PurchaseHistoryRow[]);
    expect(state.histories).toEqual({ "2,3,4*2.5": 1 });
    expect(accumulator.result(state)).toEqual({
      timeUnit: "week",
      n: 2.5,
      repeatPurchases: 5,
      groups: 1,
      rows: 4,
      leftOut: { ...accumulator.empty().leftOut, frequencyInvalid: 1, recencyWithoutPurchase: 1 },
    });
    const { rows: read, leftOut, notes } = fitMbgNbd(state);
    expect([read, leftOut.frequencyInvalid, leftOut.first, notes]).toEqual([4, 1, [], ["rows-left-out"]]);
  });
});

describe("a bad call", () => {
  const other = purchaseHistoryAccumulator({ timeUnit: "day" });
  const state = fold(accumulator, rows.slice(0, 3));
  test.each<[string, () => unknown]>([
    ["TIME_UNIT_UNKNOWN", () => purchaseHistoryAccumulator({} as never)],
    ["ON_INVALID_UNKNOWN", () => purchaseHistoryAccumulator({ ...week, onInvalid: "skip" as never })],
    [
      "HISTORY_INVALID",
      () => fold(purchaseHistoryAccumulator({ ...week, onInvalid: "throw" }), [{ frequency: 1, recency: 0, T: 1 }]),
    ],
    ["KIND_MISMATCH", () => accumulator.merge(state, other.empty())],
    ["KIND_MISMATCH", () => accumulator.result(other.empty())],
    ["TIME_UNIT_MISMATCH", () => fitMbgNbd(state, { timeUnit: "day" })],
    ["TIME_UNIT_UNKNOWN", () => fitMbgNbd({ ...state, kind: "purchase-histories/1 weeks" })],
    ["STATE_INVALID", () => fitMbgNbd({ ...state, kind: "purchase-histories/1 week [1]" })],
    ["STATE_INVALID", () => fitMbgNbd({ ...state, kind: "purchase-histories/1 week [x]" })],
    ["STATE_INVALID", () => fitMbgNbd({ ...state, histories: { "1,2": 1 } })],
    ["STATE_INVALID", () => fitMbgNbd({ ...state, histories: { "1,3,2": 1 } })],
    ["STATE_INVALID", () => fitMbgNbd({ ...state, histories: { "1,2,3*-1": 1 } })],
    ["STATE_INVALID", () => fitMbgNbd({ ...state, histories: { "1,2,3*1*1": 1 } })],
    ["STATE_INVALID", () => fitMbgNbd({ ...state, histories: null as never })],
    ["COUNT_INVALID", () => fitMbgNbd({ ...state, histories: { "1,2,3": -1 } })],
    ["COUNT_INVALID", () => fitMbgNbd({ ...state, rows: 0.5 })],
    ["COUNT_INVALID", () => fitMbgNbd({ ...state, leftOut: {} as never })],
  ])("%s", (code, call) => {
    expect(codeOf(call)).toBe(code);
  });
});
