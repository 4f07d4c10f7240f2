import { describe, expect, test } from "vitest";
import { rfmSummaryColumns } from "../../../src/clv/rfm-columns.ts";
import { rfmSummary } from "../../../src/clv/rfm-summary.ts";
import { fold } from "../../../src/core/accumulator.ts";
import { fitRfmCuts, rfmCutsAccumulator } from "../../../src/tiers/fit-rfm-cuts.ts";
import { rfmScoreColumns } from "../../../src/tiers/rfm-score-columns.ts";
import type { RfmFigures } from "../../../src/tiers/rfm-score-row.ts";
import { rfmScore, rfmScores } from "../../../src/tiers/rfm-scores.ts";
import { notPlainJson } from "../../support/plain-json.ts";
import { codeOf } from "../churn/code-of.ts";

const rows: RfmFigures[] = [
  { customerId: "ann", recencyDays: 3, frequency: 12, monetary: 900 },
  { customerId: "bob", recencyDays: 90, frequency: 1, monetary: 900 },
  { customerId: "cid", recencyDays: 365, frequency: 1, monetary: 40 },
];
const given = { recency: [14, 30, 90, 180], frequency: [1, 3, 5, 8], monetary: [50, 150, 400, 700] };

describe("scores", () => {
  test("a value that is a cut point is in the lower group, also where floats would miss it", () => {
    // 0.15 + (0.25 − 0.15) · 0.8 is 0.22999999999999998 in floats.
    const amounts = [0.15, 0.25, 0.35, 0.45, 0.55];
    const people = amounts.map((monetary, i) => ({ customerId: `c${i}`, recencyDays: i, frequency: 1, monetary }));
    const cuts = fitRfmCuts(people);
    expect(cuts.monetary).toEqual([0.23, 0.31, 0.39, 0.47]);
    expect(rfmScore({ customerId: "new", recencyDays: 0, frequency: 1, monetary: 0.23 }, cuts)!.m).toBe(1);
    expect(rfmScore({ customerId: "new", recencyDays: 0, frequency: 1, monetary: 0.24 }, cuts)!.m).toBe(2);
  });

  test("range parts the range into equal widths", () => {
    const cuts = fitRfmCuts(rows, { method: "range", bins: 2 });
    expect(cuts).toMatchObject({ recency: [184], frequency: [6.5], monetary: [470], n: 3, method: "range" });
  });

  test("say when they say nothing", () => {
    const alike = ["a", "b", "c", "d", "e"].map((customerId) => ({ ...rows[0]!, customerId }));
    const result = rfmScores(alike);
    expect(result.notes).toEqual(["recency-tied", "frequency-tied", "monetary-tied", "scores-empty"]);
    expect(result.distribution).toEqual({
      recency: [0, 0, 0, 0, 5],
      frequency: [5, 0, 0, 0, 0],
      monetary: [5, 0, 0, 0, 0],
    });
    expect(rfmScores(alike, { method: "ntile" })).toMatchObject({ cuts: null, rows: [{ f: 1 }, { f: 2 }, {}, {}, {}] });
    expect(rfmScores(alike, { method: "ntile" }).notes).toContain("ties-split");
    expect(rfmScores([])).toMatchObject({ n: 0, rows: [], notes: ["no-customers"], cuts: { n: 0, recency: [] } });
  });

  test("more than 9 bins have hyphens in their codes", () => {
    const many = Array.from({ length: 20 }, (_, i) => ({
      customerId: `c${i}`,
      recencyDays: i,
      frequency: i,
      monetary: i,
    }));
    expect(rfmScores(many, { bins: 10 }).rows[0]!.code).toBe("10-1-1");
  });

  test("rows that cannot be scored are counted and listed", () => {
    const bad = [
      ...rows,
      null,
      { ...rows[0], customerId: "" },
      { ...rows[0], recencyDays: -1 },
      { ...rows[0], frequency: Number.NaN },
      { ...rows[0], monetary: null },
      { ...rows[0], monetary: "5" },
    ] as RfmFigures[];
    const result = rfmScores(bad);
    expect(result).toMatchObject({ n: 3, rows: rfmScores(rows).rows });
    expect(result.leftOut).toEqual({
      "row-invalid": 1,
      "customer-id-invalid": 1,
      "recency-invalid": 1,
      "frequency-invalid": 1,
      "monetary-missing": 1,
      "monetary-invalid": 1,
    });
    expect(result.findings[0]).toEqual({ index: 3, code: "row-invalid" });
    expect(notPlainJson(result)).toEqual([]);
    expect(rfmScore(bad[5]!, fitRfmCuts(rows))).toBeNull();
  });
});

describe("customers of rfmSummary", () => {
  const log = [
    { customerId: "ann", at: "2025-01-03", amount: 1000 },
    { customerId: "ann", at: "2025-01-17", amount: 3000 },
    { customerId: "bob", at: "2025-01-20", amount: 900 },
    { customerId: "cid", at: "2025-01-05", amount: 100 },
    { customerId: "cid", at: "2025-01-29", amount: 100 },
  ];
  const { customers } = rfmSummary(log, { asOf: "2025-01-31" });

  test("are scored by sinceLast, frequency and all their spend", () => {
    const result = rfmScores(customers, { bins: 2 });
    expect(result.cuts).toMatchObject({ recency: [11], frequency: [1], monetary: [900], spend: "total" });
    expect(result.rows.map(({ customerId, code }) => [customerId, code])).toEqual([
      ["ann", "112"],
      ["bob", "211"],
      ["cid", "211"],
    ]);
  });

  test("the mean spend of one who did not come back is missing", () => {
    const result = rfmScores(customers, { bins: 2, spend: "mean" });
    expect(result).toMatchObject({
      n: 2,
      leftOut: { "monetary-missing": 1 },
      cuts: { monetary: [1550], spend: "mean" },
    });
    // Stored cuts know which spend they are for.
    expect(rfmScores(customers, { cuts: result.cuts! }).n).toBe(2);
    expect(codeOf(() => rfmScores(customers, { cuts: result.cuts!, spend: "total" }))).toBe("CUTS_DIFFER");
  });

  test("columns are scored alike", () => {
    const columns = rfmSummaryColumns(
      {
        customers: log.map(({ customerId }) => customerId),
        days: log.map(({ at }) => Date.parse(at) / 86_400_000),
        amounts: log.map(({ amount }) => amount),
      },
      { asOf: "2025-01-31" },
    );
    for (const spend of ["total", "mean"] as const) {
      const { r, f, m, cuts, n, leftOut } = rfmScoreColumns(columns, { bins: 2, spend });
      const byRows = rfmScores(customers, { bins: 2, spend });
      expect({ cuts, n, leftOut }).toEqual({ cuts: byRows.cuts, n: byRows.n, leftOut: byRows.leftOut });
      const scores = Array.from(r, (score, i) => [score, f[i], m[i]]).filter(([score]) => score !== 0);
      expect(scores).toEqual(byRows.rows.map((row) => [row.r, row.f, row.m]));
    }
  });
});

describe("stored cuts", () => {
  const cuts = fitRfmCuts([], { cuts: given });

  test("score one at a time what they score together", () => {
    const stored = JSON.parse(JSON.stringify(fitRfmCuts(rows, { bins: 3 })));
    expect(rows.map((row) => rfmScore(row, stored))).toEqual(rfmScores(rows, { bins: 3 }).rows);
    expect(rfmScores(rows, { cuts: stored }).cuts).toEqual(stored);
  });

  test("of nobody score nobody", () => {
    const nobody = fitRfmCuts([]);
    expect(rfmScore(rows[0]!, nobody)).toBeNull();
    expect(rfmScores(rows, { cuts: nobody })).toMatchObject({ n: 0, rows: [], notes: ["cuts-of-nobody"] });
    expect([...rfmScoreColumns({ recencyDays: [1], frequency: [1], monetary: [1] }, { cuts: nobody }).r]).toEqual([0]);
  });

  test("that are broken are refused", () => {
    for (const broken of [
      null,
      { ...cuts, kind: "other" },
      { ...cuts, recency: [14] },
      { ...cuts, frequency: [8, 5, 3, 1] },
      { ...cuts, monetary: [1, 2, 3, Number.NaN] },
      { ...cuts, spend: "median" },
      { ...cuts, method: "ntile" },
    ]) {
      expect(codeOf(() => rfmScore(rows[0]!, broken as never))).toBe("CUTS_INVALID");
    }
    expect(codeOf(() => rfmScore(rows[0]!, { ...cuts, bins: 1 }))).toBe("BINS_INVALID");
  });
});

test("populations in shards", () => {
  const accumulator = rfmCutsAccumulator({ bins: 3 });
  const state = accumulator.merge(fold(accumulator, rows.slice(0, 1)), fold(accumulator, rows.slice(1)));
  expect(accumulator.result(state)).toEqual(fitRfmCuts(rows, { bins: 3 }));
  expect(fitRfmCuts(state, { bins: 3 })).toEqual(fitRfmCuts(rows, { bins: 3 }));
  expect(codeOf(() => fitRfmCuts(state, { spend: "mean" }))).toBe("KIND_MISMATCH");
  expect(codeOf(() => fitRfmCuts({ ...state, recency: fold(accumulator, []).recency }))).toBe("STATE_INVALID");
  expect(codeOf(() => fitRfmCuts({ ...state, leftOut: {} as never }))).toBe("STATE_INVALID");
});

test("bad calls", () => {
  expect(codeOf(() => rfmScores(rows, { bins: 1 }))).toBe("BINS_INVALID");
  expect(codeOf(() => rfmScores(rows, { bins: 100 }))).toBe("BINS_INVALID");
  expect(codeOf(() => rfmScores(rows, { method: "kmeans" as never }))).toBe("METHOD_UNKNOWN");
  expect(codeOf(() => fitRfmCuts(rows, { method: "ntile" as never }))).toBe("METHOD_UNKNOWN");
  expect(codeOf(() => rfmScores(rows, { method: "cuts" }))).toBe("CUTS_REQUIRED");
  expect(codeOf(() => rfmScores(rows, { method: "quantile", cuts: given }))).toBe("CUTS_DIFFER");
  expect(codeOf(() => rfmScores(rows, { bins: 4, cuts: given }))).toBe("CUTS_INVALID");
  expect(codeOf(() => rfmScores(rows, { cuts: { ...given, monetary: [3, 2, 1, 0] } }))).toBe("CUTS_INVALID");
  expect(codeOf(() => rfmScores(rows, { cuts: {} as never }))).toBe("CUTS_INVALID");
  expect(codeOf(() => rfmScores(rows, { spend: "sum" as never }))).toBe("SPEND_UNKNOWN");
  expect(codeOf(() => rfmScores(null as never))).toBe("SOURCE_INVALID");
  expect(codeOf(() => rfmScores(rows, { read: 1 as never }))).toBe("FUNCTION_REQUIRED");
  const short = { recencyDays: [1, 2], frequency: [1], monetary: [1, 2] };
  expect(codeOf(() => rfmScoreColumns(short))).toBe("COLUMNS_UNEQUAL");
  expect(codeOf(() => rfmScoreColumns({} as never))).toBe("COLUMNS_UNEQUAL");
  expect(codeOf(() => rfmScoreColumns(null as never))).toBe("SOURCE_INVALID");
  const withoutAmounts = { sinceLast: [1], frequency: [1], spend: null, monetaryValue: null };
  expect(codeOf(() => rfmScoreColumns(withoutAmounts))).toBe("SPEND_REQUIRED");
});
