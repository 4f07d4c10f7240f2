import { describe, expect, test } from "vitest";
import { fold } from "../../../../src/core/accumulator.ts";
import { isMetricError } from "../../../../src/core/metric-error.ts";
import { coxRegressionAccumulator } from "../../../../src/stats/survival/cox-accumulator.ts";
import { coxRegression } from "../../../../src/stats/survival/cox-regression.ts";
import type { CoxColumns, CoxRow } from "../../../../src/stats/survival/cox-rows.ts";
import type { CoxState } from "../../../../src/stats/survival/cox-state.ts";

const codeOf = (call: () => unknown): string => {
  try {
    call();
    return "none";
  } catch (error) {
    return isMetricError(error) ? error.code : String(error);
  }
};

const rows: CoxRow[] = [
  { time: 5, event: true, covariates: { seats: 3, annual: true }, entry: 2, stratum: "a", cluster: 1, weight: 2 },
  { time: 4, event: 1, covariates: { seats: 1, annual: false }, stratum: "b", cluster: "1", count: 2 },
  { time: 9, event: false, covariates: { seats: 2, annual: true }, stratum: "a", cluster: 2 },
  { time: 4, event: 0, covariates: { seats: 5, annual: false }, stratum: "a", cluster: 3 },
  { time: 6, event: true, covariates: { seats: 4, annual: false }, stratum: "b", cluster: 2 },
  { time: 8, event: true, covariates: { seats: 2, annual: true }, stratum: "b", cluster: 3 },
  { time: 7, event: true, covariates: { seats: 5, annual: false }, stratum: "a", cluster: 4 },
  { time: 9, event: false, covariates: { seats: 1, annual: false }, stratum: "b", cluster: 4 },
];
const column = <Value>(read: (row: CoxRow) => Value): Value[] => rows.map(read);
const columns: CoxColumns = {
  time: column(({ time }) => time),
  event: column(({ event }) => event),
  covariates: {
    seats: column(({ covariates }) => covariates["seats"]),
    annual: column(({ covariates }) => covariates["annual"]),
  },
  entry: column(({ entry }) => entry),
  stratum: column(({ stratum }) => stratum!),
  cluster: column(({ cluster }) => cluster!),
  weight: column(({ weight }) => weight),
  count: column(({ count }) => count),
};

describe("the same data in another shape give the same fit", () => {
  const wanted = coxRegression(columns);

  test("which is one", () => {
    expect(wanted).toMatchObject({ status: "converged", n: 9, events: 6, clusters: 4 });
  });

  test.each<[string, () => unknown]>([
    ["rows", () => coxRegression(rows)],
    ["any iterable of rows", () => coxRegression(new Set(rows))],
    [
      "rows of another make, with accessors",
      () =>
        coxRegression(
          rows.map((row) => ({ row })),
          {
            time: ({ row }) => row.time,
            event: ({ row }) => row.event,
            entry: ({ row }) => row.entry,
            weight: ({ row }) => row.weight,
            count: ({ row }) => row.count,
            stratum: ({ row }) => row.stratum,
            cluster: ({ row }) => row.cluster,
            covariates: { seats: ({ row }) => row.covariates["seats"], annual: ({ row }) => row.covariates["annual"] },
          },
        ),
    ],
    [
      "typed arrays and dictionary-coded labels",
      () =>
        coxRegression({
          time: Uint8Array.from(columns.time as number[]),
          event: Uint8Array.from(columns.event as number[], Number),
          covariates: {
            seats: Float32Array.from(columns.covariates["seats"] as number[]),
            annual: Int8Array.from(columns.covariates["annual"] as number[], Number),
          },
          entry: Float64Array.from(columns.entry as number[], (entry) => entry ?? 0),
          stratum: {
            codes: Uint8Array.from(columns.stratum as string[], (name) => (name === "b" ? 0 : 1)),
            names: ["b", "a"],
          },
          cluster: { codes: column(({ cluster }) => Number(cluster)), names: ["nobody", "1", 2, 3, 4] },
          weight: Float64Array.from(columns.weight as number[], (weight) => weight ?? 1),
          count: Float64Array.from(columns.count as number[], (count) => count ?? 1),
        }),
    ],
  ])("%s", (_, call) => {
    expect(call()).toEqual(wanted);
  });

  test("covariates can be chosen and ordered, in columns and in rows", () => {
    const chosen = coxRegression(columns, { covariates: ["annual", "seats"] });
    expect(chosen.status === "converged" && chosen.coefficients.map(({ covariate }) => covariate)).toEqual([
      "annual",
      "seats",
    ]);
    expect(coxRegression(rows, { covariates: ["annual", "seats"] })).toEqual(chosen);
    const one = coxRegression(columns, { covariates: ["seats"] });
    expect(one.status === "converged" && one.coefficients).toHaveLength(1);
  });

  test("what was given stays as it was", () => {
    const before = JSON.stringify(columns);
    const time = Float64Array.of(3, 1, 2);
    const entry = Float64Array.of(NaN, 0.5, 0);
    coxRegression({ time, entry, event: [1, 1, 1], covariates: { x: Float64Array.of(1, 2, 1) } });
    expect([...time, ...entry]).toEqual([3, 1, 2, NaN, 0.5, 0]);
    expect(JSON.stringify(columns)).toBe(before);
  });
});

describe("rows that cannot be used are counted, each once, under the first reason", () => {
  const bad: [string, Partial<{ [key in keyof CoxRow]: unknown }>, string][] = [
    ["no time", { time: null }, "invalidTime"],
    ["a negative time", { time: -1 }, "invalidTime"],
    ["an endless time", { time: Infinity }, "invalidTime"],
    ["a time in words", { time: "5" }, "invalidTime"],
    ["an event of 2", { event: 2 }, "unknownEvent"],
    ["no event", { event: undefined }, "unknownEvent"],
    ["a negative entry", { entry: -1 }, "invalidEntry"],
    ["an entry that is no number", { entry: NaN }, "invalidEntry"],
    ["an entry at its time", { entry: 5 }, "entryNotBeforeTime"],
    ["an entry after its time", { entry: 6 }, "entryNotBeforeTime"],
    ["an entry that float noise puts before its time", { time: 0.1 + 0.2, entry: 0.3 }, "entryNotBeforeTime"],
    ["a negative weight", { weight: -1 }, "invalidWeight"],
    ["a weight that is no number", { weight: NaN }, "invalidWeight"],
    ["half a row", { count: 0.5 }, "invalidWeight"],
    ["a missing covariate", { covariates: { annual: 1 } }, "invalidCovariate"],
    ["no covariates", { covariates: null }, "invalidCovariate"],
    ["a covariate that is no number", { covariates: { seats: NaN, annual: 1 } }, "invalidCovariate"],
    ["an infinite covariate", { covariates: { seats: -Infinity, annual: 1 } }, "invalidCovariate"],
    ["a covariate in words", { covariates: { seats: "3", annual: 1 } }, "invalidCovariate"],
    ["a covariate that nobody could square", { covariates: { seats: 1e150, annual: 1 } }, "invalidCovariate"],
    ["no stratum", { stratum: null }, "invalidLabel"],
    ["a cluster that is an object", { cluster: {} }, "invalidLabel"],
    ["no weight at all", { weight: 0 }, "zeroWeight"],
    ["no rows at all", { count: 0 }, "zeroWeight"],
    ["everything", { time: null, event: null, covariates: null }, "invalidTime"],
  ];
  const good: CoxRow = { time: 5, event: 1, covariates: { seats: 3, annual: 1 }, stratum: "a", cluster: "k" };
  const covariates = ["seats", "annual"];

  test.each(bad)("%s", (_, change, reason) => {
    const list = [...rows, { ...good, ...change } as CoxRow];
    const result = coxRegression(list, { covariates });
    expect(Object.entries(result.leftOut).filter(([, count]) => count > 0)).toEqual([[reason, 1]]);
    expect(result.n).toBe(9);
    const without = coxRegression(rows, { covariates });
    expect({ ...result, leftOut: without.leftOut }).toEqual(without);

    const accumulator = coxRegressionAccumulator({ covariates });
    expect(fold(accumulator, list).leftOut).toEqual(result.leftOut);
    expect(codeOf(() => coxRegression(list, { covariates, onInvalid: "throw" }))).toBe("OBSERVATION_INVALID");
    expect(codeOf(() => fold(coxRegressionAccumulator({ covariates, onInvalid: "throw" }), list))).toBe(
      "OBSERVATION_INVALID",
    );

    const of = (key: keyof CoxRow): never[] => list.map((row) => row[key]) as never[];
    const ofCovariate = (name: string): never[] =>
      list.map((row) => (row.covariates as CoxRow["covariates"] | null)?.[name]) as never[];
    const asColumns: CoxColumns = {
      time: of("time"),
      event: of("event"),
      covariates: { seats: ofCovariate("seats"), annual: ofCovariate("annual") },
      entry: of("entry"),
      weight: of("weight"),
      count: of("count"),
      stratum: of("stratum"),
      cluster: of("cluster"),
    };
    expect(coxRegression(asColumns)).toEqual(result);
  });

  test("a row that stands for many is left out as many", () => {
    expect(coxRegression([...rows, { ...good, time: -1, count: 7 }], { covariates }).leftOut.invalidTime).toBe(7);
  });

  test("where a column of labels is given, each row must have one", () => {
    const result = coxRegression({
      ...columns,
      cluster: column(({ cluster }, i = rows.findIndex((row) => row.cluster === cluster)) =>
        i === 0 ? undefined : cluster,
      ) as never,
    });
    expect(result.leftOut.invalidLabel).toBeGreaterThan(0);
    expect(coxRegression({ ...columns, stratum: { codes: column(() => 3), names: ["a"] } })).toMatchObject({
      reason: "no-observations",
      leftOut: { invalidLabel: 8 + 1 },
    });
  });

  test("an unusable row in typed arrays is found too", () => {
    const result = coxRegression({
      time: Float64Array.of(1, 2, NaN, 4, 5, 0.1 + 0.2),
      event: Uint8Array.of(1, 1, 1, 7, 0, 1),
      entry: Float64Array.of(0, 0, 0, 0, 0, 0.3),
      covariates: { x: Float64Array.of(1, 3, 2, 4, NaN, 1) },
    });
    expect(result).toMatchObject({
      n: 2,
      leftOut: { invalidTime: 1, unknownEvent: 1, invalidCovariate: 1, entryNotBeforeTime: 1 },
    });
  });
});

describe("a resolution", () => {
  test("puts ends up and entries down, so that nobody's time becomes nothing", () => {
    const exact = {
      time: [2.2, 3.9, 6.5, 7.1, 7.2],
      entry: [2.1, 0, 1, 0, 0],
      event: [1, 1, 0, 1, 0],
      covariates: { x: [1, 0, 2, 1, 3] },
    };
    const coarse = { ...exact, time: [3, 4, 7, 8, 8], entry: [2, 0, 1, 0, 0] };
    const rounded = coxRegression(exact, { resolution: 1 });
    expect(rounded.definition.resolution).toBe(1);
    expect({ ...rounded, definition: null }).toEqual({ ...coxRegression(coarse), definition: null });
  });

  test("of a state is kept, and another cannot be asked for", () => {
    const accumulator = coxRegressionAccumulator({ covariates: ["x"], resolution: 7 });
    const state = fold(accumulator, [
      { time: 3, event: 1, covariates: { x: 1 } },
      { time: 5, event: 1, covariates: { x: 1 } },
    ]);
    expect(state).toMatchObject({ kind: 'cox/1 ["x"] every 7', rows: { "[7,1,0,1,null,null,1]": 2 } });
    expect(coxRegression(state).definition.resolution).toBe(7);
    expect(codeOf(() => coxRegression(state, { resolution: null }))).toBe("KIND_MISMATCH");
  });
});

describe("a state", () => {
  const accumulator = coxRegressionAccumulator({ covariates: ["seats", "annual"] });

  test("folds rows that are alike, and no others", () => {
    const row: CoxRow = { time: 3, event: true, covariates: { seats: 2, annual: true } };
    const state = fold(accumulator, [
      row,
      { ...row, event: 1 },
      { ...row, weight: 2 },
      { ...row, cluster: 1 },
      { ...row, cluster: "1" },
    ]);
    expect(state.rows).toEqual({
      "[3,1,0,1,null,null,2,1]": 2,
      "[3,1,0,2,null,null,2,1]": 1,
      '[3,1,0,1,null,"1",2,1]': 2,
    });
  });

  test("gives the same bits whichever part comes first", () => {
    const part = (seed: number): CoxState =>
      fold(
        accumulator,
        Array.from({ length: 40 }, (_, i): CoxRow => {
          const noise = (i * 7919 + seed * 104729) % 1009;
          return {
            time: 1 + (noise % 13),
            event: noise % 3 > 0,
            covariates: { seats: (noise % 17) / 10, annual: noise % 2 },
          };
        }),
      );
    const [a, b] = [part(1), part(2)];
    const result = accumulator.result(accumulator.merge(a, b));
    expect(result.status).toBe("converged");
    expect(accumulator.result(accumulator.merge(b, a))).toStrictEqual(result);
  });

  test("rows without a cluster stand alone among clustered ones, folded or not", () => {
    const mixed = rows.map((row, i) => (i % 2 === 0 ? row : { ...row, cluster: undefined }));
    const doubled = [...mixed, ...mixed];
    const folded = accumulator.result(fold(accumulator, doubled));
    const direct = coxRegression(doubled);
    if (folded.status === "failed" || direct.status === "failed") throw new Error("failed");
    expect(folded.clusters).toBe(direct.clusters);
    folded
      .robustCovariance!.flat()
      .forEach((value, k) => expect(value).toBeCloseTo(direct.robustCovariance!.flat()[k]!, 10));
  });

  test.each<[string, () => unknown]>([
    ["KIND_MISMATCH", () => coxRegression({ kind: "survival/1" } as never)],
    ["KIND_MISMATCH", () => coxRegression(accumulator.empty(), { covariates: ["annual"] })],
    [
      "KIND_MISMATCH",
      () => accumulator.merge(accumulator.empty(), coxRegressionAccumulator({ covariates: ["seats"] }).empty()),
    ],
    ["STATE_INVALID", () => coxRegression({ ...accumulator.empty(), rows: { "[1]": 1 } } as CoxState)],
    ["STATE_INVALID", () => coxRegression({ ...accumulator.empty(), rows: { "no JSON": 1 } } as CoxState)],
    [
      "STATE_INVALID",
      () => coxRegression({ ...accumulator.empty(), rows: { "[3,1,0,1,null,null,2,1]": 0.5 } } as CoxState),
    ],
    ["STATE_INVALID", () => coxRegression({ ...accumulator.empty(), rows: undefined } as never)],
    ["COVARIATES_REQUIRED", () => coxRegressionAccumulator({} as never)],
    ["COVARIATES_REQUIRED", () => coxRegressionAccumulator({ covariates: {} })],
  ])("that is no state of these covariates throws %s", (code, call) => {
    expect(codeOf(call)).toBe(code);
  });
});
