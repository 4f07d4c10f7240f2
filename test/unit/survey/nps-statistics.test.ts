import { describe, expect, test } from "vitest";
import { npsMoments, npsWald } from "../../../src/survey/nps-statistics.ts";
import { nps } from "../../../src/survey/nps.ts";
import { npsShares } from "../../../src/survey/nps-shares.ts";
import { codeOf } from "../core/code-of.ts";

const nobody = { promoters: 0, passives: 0, detractors: 0 };
const none = { promoters: 0, passives: 0, detractors: 0 };

describe("npsMoments", () => {
  test("of nobody knows nothing but n", () => {
    const { n, ...rest } = npsMoments(nobody);
    expect(n).toBe(0);
    expect(Object.values(rest)).toEqual(Object.values(rest).map(() => null));
  });

  test("of one answer has no sample variance", () => {
    expect(npsMoments({ ...nobody, promoters: 1 })).toMatchObject({
      score: 100,
      variance: 0,
      standardError: 0,
      varianceSample: null,
      standardErrorSample: null,
    });
  });

  test("agrees with nps, to the last bit of the score", () => {
    for (const counts of [
      { promoters: 29, passives: 71, detractors: 0 },
      { promoters: 15, passives: 14, detractors: 7 },
    ]) {
      const [moments, result] = [npsMoments(counts), nps(counts)];
      expect(moments.score).toBe(result.value);
      expect(100 * moments.standardError!).toBeCloseTo(result.standardError!, 12);
      expect(moments.promoterShare! + moments.passiveShare! + moments.detractorShare!).toBeCloseTo(1, 14);
      expect(moments.variance!).toBeCloseTo(
        moments.promoterShare! + moments.detractorShare! - moments.proportion! ** 2,
        14,
      );
      expect(moments.varianceSample! / moments.variance!).toBeCloseTo(moments.n / (moments.n - 1), 12);
    }
  });

  test.each([[-1], [0.5], [Number.NaN], [undefined]])("refuses a count of %o", (promoters) => {
    expect(codeOf(() => npsMoments({ ...nobody, promoters: promoters as number }))).toBe("COUNT_INVALID");
  });
});

describe("npsWald", () => {
  test("without answers and pseudo counts is nothing; with pseudo counts it is theirs", () => {
    expect(npsWald(nobody, { pseudo: none })).toBeNull();
    expect(npsWald(nobody)).toMatchObject({ center: 0, zVersusZero: 0, pValueVersusZero: 1 });
  });

  test("without variance there is no test", () => {
    expect(npsWald({ ...nobody, promoters: 5 }, { pseudo: none })).toMatchObject({
      center: 100,
      standardError: 0,
      lower: 100,
      upper: 100,
      zVersusZero: null,
      pValueVersusZero: null,
    });
  });

  test("its default is the default interval of nps", () => {
    const counts = { promoters: 15, passives: 14, detractors: 7 };
    const { lowerClamped, upperClamped, lower, upper, center, marginOfError } = npsWald(counts, { level: 0.9 })!;
    expect(nps(counts, { level: 0.9 }).interval).toMatchObject({ lower: lowerClamped, upper: upperClamped });
    expect(upper - center).toBeCloseTo(marginOfError, 12);
    expect(center - lower).toBeCloseTo(marginOfError, 12);
  });

  test("its far tail keeps its digits", () => {
    const { pValueVersusZero } = npsWald({ promoters: 4000, passives: 0, detractors: 2000 }, { pseudo: none })!;
    expect(pValueVersusZero).toBeGreaterThan(0);
    expect(pValueVersusZero).toBeLessThan(1e-150);
  });

  test.each<[string, unknown]>([
    ["PSEUDO_INVALID", { pseudo: { promoters: -1, passives: 1, detractors: 1 } }],
    ["PSEUDO_INVALID", { pseudo: { promoters: Number.NaN, passives: 1, detractors: 1 } }],
    ["PSEUDO_INVALID", { pseudo: { promoters: 1, passives: 1 } }],
    ["PSEUDO_INVALID", { pseudo: { promoters: "1", passives: 1, detractors: 1 } }],
    ["PSEUDO_INVALID", { pseudo: { promoters: Infinity, passives: 1, detractors: 1 } }],
    ["LEVEL_OUT_OF_RANGE", { level: 95 }],
  ])("throws %s for %j", (code, options) => {
    expect(codeOf(() => npsWald(nobody, options as never))).toBe(code);
  });
});

describe("npsShares", () => {
  test("of nobody are none", () => {
    expect(npsShares(nobody)).toBeNull();
  });

  test("add up to 100, and ties go to the passives, then the promoters", () => {
    expect(npsShares({ promoters: 1, passives: 1, detractors: 1 })).toEqual({
      promoters: 33,
      passives: 34,
      detractors: 33,
    });
    expect(npsShares({ promoters: 1, passives: 1, detractors: 1 }, { digits: 1 })).toEqual({
      promoters: 33.3,
      passives: 33.4,
      detractors: 33.3,
    });
    expect(npsShares({ promoters: 2, passives: 2, detractors: 2 }, { digits: 2 })).toEqual({
      promoters: 33.33,
      passives: 33.34,
      detractors: 33.33,
    });
    expect(npsShares({ promoters: 1, passives: 0, detractors: 1 })).toEqual({
      promoters: 50,
      passives: 0,
      detractors: 50,
    });
    expect(npsShares({ promoters: 5, passives: 0, detractors: 3 })).toEqual({
      promoters: 63,
      passives: 0,
      detractors: 37,
    });
  });

  test("read a result of nps", () => {
    expect(npsShares(nps([10, 9, 8, 3]))).toEqual({ promoters: 50, passives: 25, detractors: 25 });
  });

  test.each<[string, unknown, unknown]>([
    ["COUNT_INVALID", { promoters: -1, passives: 1, detractors: 1 }, {}],
    ["COUNT_INVALID", { promoters: Number.NaN, passives: 1, detractors: 1 }, {}],
    ["COUNT_INVALID", { passives: 1, detractors: 1 }, {}],
    ["DIGITS_OUT_OF_RANGE", { promoters: 1, passives: 1, detractors: 1 }, { digits: 10 }],
    ["DIGITS_OUT_OF_RANGE", { promoters: 1, passives: 1, detractors: 1 }, { digits: 0.5 }],
  ])("throw %s for %j, %j", (code, counts, options) => {
    expect(codeOf(() => npsShares(counts as never, options as never))).toBe(code);
  });
});
