import { describe, expect, test } from "vitest";
import { betaDiscreteWeibullAccumulator, fitBetaDiscreteWeibull } from "../../../src/churn/beta-discrete-weibull.ts";
import { betaDiscreteWeibullLikelihood } from "../../../src/churn/beta-discrete-weibull-likelihood.ts";
import { discreteWeibullLikelihood } from "../../../src/churn/beta-discrete-weibull-likelihood.ts";
import { renewalsOf } from "../../../src/churn/contractual-renewals.ts";
import { contractualStateOf } from "../../../src/churn/contractual-source.ts";
import { digammaDifference, logStay, trigammaDifference } from "../../../src/churn/contractual-stay.ts";
import { fitShiftedBetaGeometric } from "../../../src/churn/shifted-beta-geometric.ts";
import { shiftedBetaGeometricLikelihood } from "../../../src/churn/shifted-beta-geometric-likelihood.ts";
import { fold } from "../../../src/core/accumulator.ts";
import type { Smooth } from "../../../src/numeric/maximise.ts";
import { notPlainJson } from "../../support/plain-json.ts";
import { codeOf, convergedBetaDiscreteWeibull, expectNear, highEnd, regular } from "./contractual-support.ts";

describe("the two cohorts of Fader and Hardie (2007), in 50 digits", () => {
  test("regular", () => {
    const fit = convergedBetaDiscreteWeibull(regular);
    expectNear(fit.alpha, 0.4556139893716381);
    expectNear(fit.beta, 0.7793255083879559);
    expectNear(fit.c, 1.2834512857832903);
    expectNear(fit.logLikelihood, -1679.6028329071783, 1e-15);
    expectNear(fit.aic, 3365.2056658143565, 1e-15);
    expectNear(fit.bic, 3379.928931651303, 1e-15);
    expectNear(fit.standardErrors.c, 0.2980950712390901, 1e-12);
    expectNear(fit.logStandardErrors.alpha, 0.36662927686483554, 1e-12);
    expectNear(fit.covariance[0]![2], -0.048770595656846244, 1e-12);
  });

  test("high end", () => {
    const fit = convergedBetaDiscreteWeibull(highEnd);
    expectNear(fit.alpha, 0.21425333928084997);
    expectNear(fit.beta, 1.4265748748600842);
    expectNear(fit.c, 1.7235648487445279);
    expectNear(fit.logLikelihood, -1605.3142132141932, 1e-15);
    expectNear(fit.covariance[1]![1], 0.145472531362291, 1e-12);
    expect(fit).toMatchObject({ n: 1000, renewals: 4926, churned: 509, notes: [] });
  });
});

// Maximum likelihood in 40 digits (mpmath).
describe("several cohorts with late entry", () => {
  test("a chance that hardly changes", () => {
    const fit = convergedBetaDiscreteWeibull([
      { survivors: [500, 331, 246, 205] },
      { start: 2, survivors: [400, 326, 281, 249, 227] },
      { start: 5, survivors: [300, 270, 246] },
    ]);
    expectNear(fit.alpha, 0.441742882109640709, 1e-12);
    expectNear(fit.c, 1.3240824416110426, 1e-12);
    expectNear(fit.standardErrors.beta, 0.352019823498234, 1e-11);
  });

  test("a chance that rises steeply", () => {
    const fit = convergedBetaDiscreteWeibull([
      { survivors: [2000, 1700, 1300, 1100, 980, 900] },
      { survivors: [1500, 1290, 980, 840] },
      { start: 3, survivors: [800, 700, 640, 600, 570] },
    ]);
    expectNear(fit.beta, 0.49009988161595873, 1e-12);
    expectNear(fit.c, 4.77253634865633968, 1e-12);
    expectNear(fit.logLikelihood, -5485.48507236730784, 1e-14);
    expectNear(fit.standardErrors.c, 1.48064318348557, 1e-11);
  });
});

describe("data that determine no parameters", () => {
  test.each([
    ["nobody", [], { status: "failed", reason: "no-renewals" }],
    ["two renewals for three parameters", [100, 70, 60], { status: "failed", reason: "too-few-renewals" }],
    ["nobody left", [10, 10, 10, 10], { status: "boundary", reason: "no-churn" }],
    ["all left at once", [10, 0], { status: "boundary", reason: "all-churned" }],
    ["nobody left later", [10, 4, 4, 4], { status: "boundary", reason: "churn-at-first-renewal-only" }],
    [
      "half each time",
      [800, 400, 200, 100],
      {
        status: "boundary",
        reason: "homogeneous",
        limit: { model: "discrete-weibull" },
        logLikelihood: -1400 * Math.LN2,
      },
    ],
    ["1 % each time", [100, 99, 98, 97, 96, 95], { status: "boundary", reason: "homogeneous" }],
    // ln S(t) = ln 0.9 · t²: exactly a discrete Weibull of equal customers.
    [
      "ever more",
      [1e12, 1, 2, 3].map((size, t) => (t === 0 ? size : Math.round(1e12 * 0.9 ** (t * t)))),
      {
        status: "boundary",
        reason: "homogeneous",
        limit: { churnProbability: expect.closeTo(0.1, 6), c: expect.closeTo(2, 5) },
      },
    ],
    [
      "none before the third renewal, a power law after it",
      [1000, 1000, 1000, 750, 600, 500, 429],
      { status: "boundary" },
    ],
  ])("%s", (_, source, expected) => {
    const fit = fitBetaDiscreteWeibull(source as never);
    expect(fit).toMatchObject({ model: "beta-discrete-weibull", ...expected });
    expect(notPlainJson(fit)).toEqual([]);
  });

  test("two maxima are noted, and the higher one is found", () => {
    // 907 of 2366 leave at the first renewal, then ever fewer: c = 3.0 and c = 8.9 are as likely.
    const fit = convergedBetaDiscreteWeibull([2366, 1459, 1089, 930, 830, 766, 711, 667, 629]);
    expect(fit.logLikelihood).toBeCloseTo(-3906.015134467, 8);
    expect(fit.notes).toEqual(["wide-parameters", "several-maxima"]);
  });

  test("parameters that nothing determines are still plain JSON", () => {
    const fit = fitBetaDiscreteWeibull([{ start: 4, survivors: [5355, 5163, 5009, 4883, 4789, 4693] }]);
    expect(notPlainJson(fit)).toEqual([]);
  });
});

test("as an accumulator, with bad rows", () => {
  const accumulator = betaDiscreteWeibullAccumulator({ level: 0.9 });
  const customers = [1, 1, 1, 2, 3, 5, 6].map((tenure) => ({ tenure, churned: true }));
  const rows = [...customers, { tenure: 9, churned: false }, { tenure: 0, churned: true }];
  expect(accumulator.result(fold(accumulator, rows))).toEqual(fitBetaDiscreteWeibull(rows, { level: 0.9 }));
  expect(accumulator.result(fold(accumulator, rows))).toMatchObject({ n: 8, leftOut: { invalid: 1 } });
  expect(codeOf(() => accumulator.merge(accumulator.empty(), { ...accumulator.empty(), kind: "other" }))).toBe(
    "KIND_MISMATCH",
  );
});

describe("likelihoods", () => {
  const renewals = renewalsOf(contractualStateOf([{ survivors: regular }, { start: 3, survivors: [90, 70, 66] }]));
  const likelihoods: readonly (readonly [string, Smooth, readonly number[]])[] = [
    ["shifted beta-geometric", shiftedBetaGeometricLikelihood(renewals), [0.3, -0.4]],
    ["beta-discrete-Weibull", betaDiscreteWeibullLikelihood(renewals), [0.3, -0.4, 0.2]],
    ["discrete Weibull", discreteWeibullLikelihood(renewals), [-1, -0.3]],
  ];

  test.each(likelihoods)("derivatives of the %s are those of its values", (_, f, at) => {
    const { gradient, hessian } = f(at);
    at.forEach((_parameter, i) => {
      const [below, above] = [-1e-5, 1e-5].map((by) => f(at.map((x, j) => (i === j ? x + by : x))));
      expectNear((above!.value - below!.value) / 2e-5, gradient[i]!, 1e-8);
      at.forEach((_other, j) => expectNear((above!.gradient[j]! - below!.gradient[j]!) / 2e-5, hessian![i]![j]!, 1e-7));
    });
  });

  test("c = 1 is the shifted beta-geometric model", () => {
    const nested = shiftedBetaGeometricLikelihood(renewals)([0.3, -0.4]);
    const whole = betaDiscreteWeibullLikelihood(renewals)([0.3, -0.4, 0]);
    expectNear(whole.value, nested.value);
    expectNear(whole.gradient[0], nested.gradient[0]!);
    expectNear(whole.hessian![1]![1], nested.hessian![1]![1]!, 1e-12);
  });

  test("it fits at least as well as the model in it", () => {
    for (const survivors of [regular, highEnd, [700, 600, 400, 390, 380], [60, 50, 20, 19]]) {
      const [whole, nested] = [fitBetaDiscreteWeibull(survivors), fitShiftedBetaGeometric(survivors)];
      if (whole.status === "failed" || nested.status === "failed") throw new Error("failed");
      expect(whole.logLikelihood).toBeGreaterThanOrEqual(nested.logLikelihood - 1e-9);
    }
  });
});

// alpha, x, step: ln B(alpha, x + step) / B(alpha, x), ψ(x + step) - ψ(x), ψ'(x) - ψ'(x + step), in 60 digits (mpmath).
test.each([
  [
    1.558846257421343, 124991470390.18837, 664.5256250622527, -8.287711774244182e-9, 5.3165677723763896e-9,
    4.253544455207924e-20,
  ],
  [
    55.87649784351062, 0.3499729012783445, 1.5197124977769327e-6, -1.0625499963720425e-5, 1.4044751967998807e-5,
    7.25577272887044e-5,
  ],
  [
    25975.38946212495, 31899.61928469387, 0.08722711378826056, -0.05196101807919826, 2.7344640377993942e-6,
    8.57221252506557e-11,
  ],
  [
    243.087678625039, 5.5205116372910936e-6, 9.05195681324125e-6, -0.9707184143971271, 112520.07678883511,
    28103597717.42444,
  ],
  [
    7.806950389716544e-5, 0.025754353809353217, 165.87094647755, -0.003467345529113145, 44.47236542812073,
    1509.22264344166,
  ],
  [
    3989565.4278595373, 4049662.826753962, 3.576127705488638e-6, -2.4521490748004463e-6, 8.830681219669773e-13,
    2.1805969256562895e-19,
  ],
  // Hardly anybody leaves, or hardly any time passes.
  [1e-10, 1.5, 51, -3.9147691528302121e-10, 3.9147691528759906, 0.91557202390145842],
  [1e-12, 15.8, 0.25, -1.6202141272620095e-14, 0.016202141272620621, 0.0010496938798582555],
  [1e-8, 40, 1e-4, -2.5315071797127414e-14, 2.5315071800331507e-6, 6.4081864976939666e-8],
  [1e6, 0.002, 1e-6, -0.000514264481487297, 0.24987670260636402, 249.81262731309414],
])("four gamma functions at alpha %f, x %f, step %f", (alpha, x, step, stay, digamma, trigamma) => {
  expectNear(logStay(alpha, x, step), stay, 1e-13);
  expectNear(digammaDifference(x, step), digamma, 1e-14);
  expectNear(trigammaDifference(x, step), trigamma, 1e-14);
});

test.each([
  [15.9, 1e-12, 6.4912281599058006e-14, 4.2121286901394236e-15],
  [2, 1e-10, 6.4493406682802077e-11, 4.0411380629449162e-11],
  [1e4, 1e-7, 1.0000500016616661e-11, 1.0001000049899984e-15],
])("ψ and ψ' at x %f, step %f", (x, step, digamma, trigamma) => {
  expectNear(digammaDifference(x, step), digamma, 1e-14);
  expectNear(trigammaDifference(x, step), trigamma, 1e-14);
});
