import { describe, expect, test } from "vitest";
import { designedNps, type DesignedNpsOptions } from "../../../src/survey/designed-nps.ts";
import { npsPresets } from "../../../src/survey/presets.ts";
import { weightedNps } from "../../../src/survey/weighted-nps.ts";
import { notPlainJson } from "../../support/plain-json.ts";
import { codeOf } from "../core/code-of.ts";

type Row = {
  readonly s: unknown;
  readonly w?: number;
  readonly h?: string;
  readonly c?: string;
  readonly N?: number;
  readonly g?: string;
};
const read = (row: Row) => row.s as number;
const of = (rows: readonly Row[], options: DesignedNpsOptions<Row> = {}) => designedNps(rows, { read, ...options });

describe("designedNps", () => {
  test("of nobody is unknown, and says why", () => {
    expect(of([])).toMatchObject({
      value: null,
      n: 0,
      interval: null,
      promoterShare: null,
      degreesOfFreedom: null,
      lonelyStrata: [],
      notes: ["no-answers"],
    });
    expect(of([{ s: 99 }]).notes).toEqual(["all-outside-scale"]);
    expect(of([{ s: 10, w: 0 }], { weight: (row) => row.w! })).toMatchObject({
      value: null,
      n: 1,
      notes: ["no-weight"],
    });
  });

  test("without a design is the weighted score", () => {
    const rows = [10, 3, 9, 7, null, 11].map((s, i) => ({ s, w: i + 1 }));
    const [design, weighted] = [
      of(rows, { weight: (row) => row.w! }),
      weightedNps(rows, { read, weight: (row) => row.w }),
    ];
    expect(design.value!).toBeCloseTo(weighted.value!, 12);
    expect(design.standardError!).toBeCloseTo(weighted.standardError!, 12);
    expect(design.interval!.upper).toBeCloseTo(weighted.interval!.upper, 12);
    expect(design.leftOut).toEqual({ skipped: 1, outOfRange: 1, nonInteger: 0, invalid: 0 });
  });

  test("a stratum of one leaves the standard error unknown, and is named", () => {
    const rows = [
      { s: 10, h: "a" },
      { s: 3, h: "a" },
      { s: 9, h: "b" },
    ];
    expect(of(rows, { stratum: (row) => row.h! })).toMatchObject({
      standardError: null,
      interval: null,
      lonelyStrata: ["b"],
      degreesOfFreedom: 1,
      notes: ["lonely-stratum"],
    });
    expect(of([{ s: 10 }])).toMatchObject({ standardError: null, lonelyStrata: [""], notes: ["lonely-stratum"] });
  });

  test("everybody asked: nothing is uncertain, and no stratum is lonely", () => {
    const census = of(
      [
        { s: 10, h: "a" },
        { s: 3, h: "b" },
      ],
      { stratum: (row) => row.h!, stratumPopulation: () => 1 },
    );
    expect(census).toMatchObject({
      value: 0,
      standardError: 0,
      interval: null,
      degreesOfFreedom: 0,
      lonelyStrata: [],
      notes: ["no-degrees-of-freedom"],
    });
    const both = of([{ s: 10 }, { s: 3 }], { stratumPopulation: () => 2 });
    expect(both).toMatchObject({ standardError: 0, interval: { lower: 0, upper: 0 }, notes: [] });
  });

  test("a finite population takes the part not asked: half of it, half the variance", () => {
    const rows = [10, 3, 9, 7].map((s) => ({ s }));
    const [drawn, replaced] = [of(rows, { stratumPopulation: () => 8 }), of(rows)];
    expect(drawn.standardError! ** 2 / replaced.standardError! ** 2).toBeCloseTo(0.5, 12);
  });

  test("rows without an answer are as if never drawn", () => {
    const answered = [
      { s: 10, h: "a", c: "x" },
      { s: 3, h: "a", c: "y" },
      { s: 9, h: "b", c: "x" },
      { s: 2, h: "b", c: "z" },
    ];
    const silent = [
      { s: null, h: "a", c: "silent" },
      { s: 99, h: "c", c: "x" },
      { s: null, h: "b", c: "x" },
    ];
    const options = { stratum: (row: Row) => row.h!, cluster: (row: Row) => row.c! };
    const { leftOut, ...all } = of([...answered, ...silent], options);
    expect(leftOut).toMatchObject({ skipped: 2, outOfRange: 1 });
    const { leftOut: _, ...those } = of(answered, options);
    expect(all).toEqual(those);
  });

  test("one margin is post-stratification, two are raked; a segment may be called __proto__", () => {
    const rows = [
      { s: 10, g: "__proto__", h: "x" },
      { s: 9, g: "__proto__", h: "y" },
      { s: 3, g: "b", h: "x" },
      { s: 8, g: "b", h: "y" },
    ];
    const population = JSON.parse('{"__proto__": 75, "b": 25}') as { [segment: string]: number };
    const margins = [{ segment: (row: Row) => row.g!, population }];
    expect(of(rows, { margins }).value).toBeCloseTo(62.5, 10);
    const raked = of(rows, { margins: [...margins, { segment: (row: Row) => row.h!, population: { x: 20, y: 80 } }] });
    expect(raked.value).toBeCloseTo(70, 10);
  });

  test("a segment without weight, in sample and population, moves nothing", () => {
    const rows = [
      { s: 10, g: "a", w: 1 },
      { s: 3, g: "a", w: 1 },
      { s: 9, g: "gone", w: 0 },
    ];
    const result = of(rows, {
      weight: (row) => row.w!,
      margins: [{ segment: (row) => row.g!, population: { a: 10, gone: 0 } }],
    });
    expect(notPlainJson(result)).toEqual([]);
    expect(result).toMatchObject({ value: 0, n: 3 });
    expect(result.standardError).toBeGreaterThan(0);
  });

  test("figures beside the score", () => {
    const { promoterShare, detractorShare, meanScore, value } = of([10, 9, 8, 3].map((s) => ({ s })));
    expect(promoterShare!.value - detractorShare!.value).toBeCloseTo(value! / 100, 14);
    expect(meanScore!.value).toBe(7.5);
    expect(promoterShare!.standardError).toBeCloseTo(Math.sqrt(0.25 / 3), 14);
  });

  test("its interval is cut at ±100", () => {
    expect(of([10, 10, 10, 3].map((s) => ({ s }))).interval).toMatchObject({ upper: 100, method: "linearised" });
  });

  test("a result is plain JSON", () => {
    expect(notPlainJson(of([{ s: 10 }, { s: 3 }]))).toEqual([]);
  });

  const two = [{ s: 10 }, { s: 3 }];
  test.each<[string, unknown, unknown]>([
    ["SOURCE_INVALID", null, {}],
    ["SOURCE_INVALID", "10", {}],
    ["LEVEL_OUT_OF_RANGE", two, { level: 95 }],
    ["DENOMINATOR_INVALID", two, { definition: npsPresets.customerGaugeSummary }],
    ["WEIGHT_INVALID", two, { weight: () => -1 }],
    ["WEIGHT_INVALID", two, { weight: () => Number.NaN }],
    ["WEIGHT_INVALID", two, { weight: () => "2" }],
    ["WEIGHT_INVALID", two, { weight: () => undefined }],
    ["POPULATION_INVALID", two, { stratumPopulation: () => Number.NaN }],
    ["POPULATION_INVALID", two, { stratumPopulation: () => -5 }],
    ["POPULATION_INVALID", two, { stratumPopulation: () => "5" }],
    ["POPULATION_INVALID", two, { stratumPopulation: () => Infinity }],
    ["POPULATION_INVALID", two, { stratumPopulation: (row: Row) => row.s }],
    ["POPULATION_TOO_SMALL", two, { stratumPopulation: () => 1 }],
    ["POPULATION_INVALID", two, { margins: [{ segment: () => "a", population: { a: Number.NaN } }] }],
    ["POPULATION_INVALID", two, { margins: [{ segment: () => "a", population: { a: -4 } }] }],
    ["POPULATION_INVALID", two, { margins: [{ segment: () => "a", population: { a: "4" } }] }],
    ["SEGMENT_NOT_IN_POPULATION", two, { margins: [{ segment: () => "a", population: {} }] }],
    ["SEGMENT_NOT_IN_SAMPLE", two, { margins: [{ segment: () => "a", population: { a: 1, b: 1 } }] }],
    [
      "POPULATION_TOTALS_DIFFER",
      two,
      {
        margins: [
          { segment: () => "a", population: { a: 1 } },
          { segment: () => "a", population: { a: 2 } },
        ],
      },
    ],
    [
      "RAKING_FAILED",
      [
        { s: 10, g: "a" },
        { s: 3, g: "b" },
      ],
      {
        margins: [
          { segment: (row: Row) => row.g, population: { a: 1, b: 3 } },
          { segment: (row: Row) => row.g, population: { a: 3, b: 1 } },
        ],
      },
    ],
  ])("throws %s for %j, %o", (code, rows, options) => {
    expect(codeOf(() => of(rows as Row[], options as DesignedNpsOptions<Row>))).toBe(code);
  });
});
