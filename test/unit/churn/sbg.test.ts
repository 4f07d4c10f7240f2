import { describe, expect, test } from "vitest";
import { contractualStateOf } from "../../../src/churn/contractual-source.ts";
import { fitShiftedBetaGeometric, shiftedBetaGeometricAccumulator } from "../../../src/churn/shifted-beta-geometric.ts";
import { fold } from "../../../src/core/accumulator.ts";
import { notPlainJson } from "../../support/plain-json.ts";
import { codeOf, convergedShiftedBetaGeometric, expectNear, highEnd, regular } from "./contractual-support.ts";

describe("the two cohorts of Fader and Hardie (2007), in 50 digits", () => {
  test("regular", () => {
    const fit = convergedShiftedBetaGeometric(regular);
    expectNear(fit.alpha, 0.7040772984735162);
    expectNear(fit.beta, 1.1820430262094757);
    expectNear(fit.logLikelihood, -1680.265188463287, 1e-15);
    expectNear(fit.aic, 3364.530376926574, 1e-15);
    expectNear(fit.bic, 3374.3458874845383, 1e-15);
    expectNear(fit.standardErrors.alpha, 0.0655989642340372);
    expectNear(fit.standardErrors.beta, 0.15247563167590936);
    expectNear(fit.logStandardErrors.alpha, 0.09317011694065393);
    expectNear(fit.logStandardErrors.beta, 0.12899330083174856);
    expectNear(fit.covariance[0]![1], 0.008891192552429122);
    expectNear(fit.meanChurnProbability, 0.37329394591612464);
    expect(fit).toMatchObject({ n: 1000, renewals: 3358, churned: 759, notes: [] });
  });

  test("high end", () => {
    const fit = convergedShiftedBetaGeometric(highEnd);
    expectNear(fit.alpha, 0.6680883511064463);
    expectNear(fit.beta, 3.806094964058267);
    expectNear(fit.logLikelihood, -1611.1581473911565, 1e-15);
    expectNear(fit.covariance[1]![1], 0.6170600387840054);
  });
});

describe("cohorts", () => {
  const triangle = [
    { survivors: [10000, 8000, 6480, 5307, 4391] },
    { survivors: [10000, 8000, 6480, 5307] },
    { survivors: [10000, 8000, 6480] },
    { survivors: [10000, 8000] },
    { survivors: [10000] },
  ];

  // Maximum likelihood in 40 digits.
  test("five of different length", () => {
    const fit = convergedShiftedBetaGeometric(triangle);
    expectNear(fit.alpha, 3.7981258079184697, 1e-12);
    expectNear(fit.beta, 15.191907937379016, 1e-12);
    expectNear(fit.logLikelihood, -40255.83728074067, 1e-15);
    expectNear(fit.covariance[0]![0], 0.3803971099362076, 1e-10);
  });

  // Maximum likelihood in 40 digits (mpmath) of Σ churned ln P(T = t) + active ln S(t) - entered ln S(entry).
  test("late entry is conditional on having stayed so far", () => {
    const fit = convergedShiftedBetaGeometric([
      { survivors: [500, 331, 246, 205] },
      { start: 2, survivors: [400, 326, 281, 249, 227] },
      { start: 5, survivors: [300, 270, 246] },
    ]);
    expectNear(fit.alpha, 0.71505383489319998, 1e-12);
    expectNear(fit.beta, 1.3539441939586722, 1e-12);
    expectNear(fit.logLikelihood, -1295.21553388095073, 1e-14);
    expectNear(fit.standardErrors.beta, 0.215170547155067091, 1e-11);
  });

  test("late entry taken for acquisition gives another answer", () => {
    const late = convergedShiftedBetaGeometric([
      { start: 2, survivors: regular.slice(2) },
      { survivors: regular.slice(0, 4) },
    ]);
    const wrong = convergedShiftedBetaGeometric([{ survivors: regular.slice(2) }, { survivors: regular.slice(0, 4) }]);
    expect(Math.abs(late.alpha - 0.704)).toBeLessThan(0.02);
    expect(Math.abs(wrong.alpha - 0.704)).toBeGreaterThan(0.1);
  });

  test("a state, its parts merged, and customers one by one give the same fit", () => {
    const { merge } = shiftedBetaGeometricAccumulator();
    const whole = fitShiftedBetaGeometric(triangle);
    const parts = triangle.map((cohort) => contractualStateOf([cohort])).reduce(merge);
    expect(fitShiftedBetaGeometric(JSON.parse(JSON.stringify(parts)))).toEqual(whole);
    const accumulator = shiftedBetaGeometricAccumulator();
    const customers = [1, 1, 1, 2, 3, 5].map((tenure) => ({ tenure, churned: true }));
    const others = [4, 4, 2].map((tenure) => ({ tenure, churned: false }));
    const state = fold(accumulator, [...customers, ...others, { tenure: null, churned: true }]);
    expect(accumulator.result(state)).toEqual(
      fitShiftedBetaGeometric([...customers, ...others, { tenure: null, churned: true }]),
    );
    expect(accumulator.result(state)).toMatchObject({ status: "converged", n: 9, churned: 6, leftOut: { missing: 1 } });
  });
});

describe("data that determine no parameters", () => {
  test.each([
    ["nobody", [], { status: "failed", reason: "no-renewals", n: 0 }],
    ["nobody came to a renewal", [10], { status: "failed", reason: "no-renewals", n: 10 }],
    ["one renewal: only a ratio is known", [10, 7], { status: "failed", reason: "too-few-renewals" }],
    [
      "nobody left",
      [10, 10, 10],
      { status: "boundary", reason: "no-churn", limit: { churnProbability: 0 }, logLikelihood: 0 },
    ],
    ["all left at once", [10, 0], { status: "boundary", reason: "all-churned", limit: { churnProbability: 1 } }],
    [
      "some left at once and nobody later",
      [10, 4, 4, 4],
      {
        status: "boundary",
        reason: "churn-at-first-renewal-only",
        limit: null,
        logLikelihood: 6 * Math.log(0.6) + 4 * Math.log(0.4),
      },
    ],
    [
      "the same share each time",
      [8, 4, 2, 1],
      {
        status: "boundary",
        reason: "homogeneous",
        limit: { model: "geometric", churnProbability: 0.5 },
        logLikelihood: -14 * Math.LN2,
      },
    ],
    [
      "ever more",
      [100, 90, 60, 10],
      { status: "boundary", reason: "homogeneous", limit: { churnProbability: 90 / 250 } },
    ],
    ["all in the end, evenly", [1000, 500, 250, 0], { status: "boundary", reason: "homogeneous" }],
    [
      "faster than 1 / tenure",
      [{ start: 3, survivors: [1000, 500, 450, 440, 438] }],
      { status: "boundary", reason: "beta-to-zero", limit: null },
    ],
  ])("%s", (_, source, expected) => {
    const fit = fitShiftedBetaGeometric(source as never);
    expect(fit).toMatchObject({ model: "shifted-beta-geometric", ...expected });
    expect(notPlainJson(fit)).toEqual([]);
  });

  test("two renewals determine two parameters exactly", () => {
    const { alpha, beta } = convergedShiftedBetaGeometric([1000, 800, 680]);
    expectNear(alpha / (alpha + beta), 0.2);
    expectNear(alpha / (alpha + beta + 1), 0.15);
  });

  test("almost alike is not alike", () => {
    const fit = convergedShiftedBetaGeometric([1e9, 8e8, 6.4e8 + 1e5, 5.12e8 + 3e5]);
    expect(fit.alpha).toBeGreaterThan(200);
    expect(fit.logStandardErrors.alpha).toBeLessThan(0.5);
  });

  test("millions and a handful", () => {
    expectNear(convergedShiftedBetaGeometric(regular.map((count) => count * 1e9)).alpha, 0.7040772984735162, 1e-12);
    const few = convergedShiftedBetaGeometric([5, 3, 2, 2]);
    expect(few.notes).toEqual(["wide-parameters"]);
    expect(notPlainJson(few)).toEqual([]);
  });

  test("a thousand daily renewals", () => {
    const survivors = [100_000];
    for (let day = 1; day <= 1000; day++)
      survivors.push(Math.round((survivors[day - 1]! * (999 + day)) / (1000 + day)));
    const { alpha, beta } = convergedShiftedBetaGeometric(survivors);
    expect(Math.abs(alpha - 1)).toBeLessThan(0.05);
    expect(Math.abs(beta - 1000)).toBeLessThan(60);
  });
});

describe("options", () => {
  test("the level widens the intervals and moves nothing", () => {
    const [wide, narrow] = [0.99, 0.5].map((level) => fitShiftedBetaGeometric(highEnd, { level }));
    if (wide!.status !== "converged" || narrow!.status !== "converged") throw new Error("not converged");
    expect(wide!.alpha).toBe(narrow!.alpha);
    expect(wide!.intervals.alpha!.lower).toBeLessThan(narrow!.intervals.alpha!.lower);
    expect(wide!.intervals.alpha).toMatchObject({ level: 0.99, method: "log-wald" });
    expect(wide!.intervals.beta!.upper).toBeGreaterThan(wide!.beta);
  });

  test("bad ones", () => {
    expect(codeOf(() => fitShiftedBetaGeometric(highEnd, { level: 95 }))).toBe("LEVEL_OUT_OF_RANGE");
    expect(codeOf(() => fitShiftedBetaGeometric([], { level: 0 }))).toBe("LEVEL_OUT_OF_RANGE");
    expect(codeOf(() => fitShiftedBetaGeometric([{ tenure: 1.5, churned: true }], { onInvalid: "throw" }))).toBe(
      "CUSTOMER_INVALID",
    );
  });
});
