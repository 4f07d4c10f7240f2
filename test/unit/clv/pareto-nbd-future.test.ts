import { describe, expect, test } from "vitest";
import { paretoNbdProcess } from "../../../src/clv/pareto-nbd.ts";
import { integrate } from "../../../src/numeric/quadrature.ts";
import { expectNear } from "./pareto-nbd-near.ts";

const { countProbabilities, conditionalCountProbabilities, discountedPurchases, newCustomerPurchases } =
  paretoNbdProcess;
const { probabilityAlive, expectedPurchases } = paretoNbdProcess;
const cdnow = [0.55, 10.6, 0.61, 11.7];
const nobody = { frequency: 0, recency: 0, T: 0 };

/** P(n) by mpmath at 30 digits, from the integral over the time of death. */
const counts: [number[], number, { [n: number]: number }][] = [
  [
    [0.55, 10.6, 0.61, 11.7],
    39,
    {
      0: 0.59610180146520968,
      1: 0.1651489707090543,
      2: 0.082045412074062353,
      20: 0.00025228881456187217,
      200: 1.3184079079163571e-23,
    },
  ],
  [
    [0.5, 10, 1, 10],
    30,
    { 0: 0.70833333333333333, 1: 0.14479166666666667, 5: 0.011629294682215977, 50: 5.9748680719858658e-9 },
  ],
  [
    [2, 3, 0.7, 400],
    50,
    { 0: 0.0077815746004746836, 1: 0.010053643617531652, 50: 0.0083986315225754573, 500: 3.2959914778302107e-13 },
  ],
  [[2, 400, 0.7, 3], 50, { 0: 0.93956344443505724, 1: 0.053547058171689263, 10: 3.6080539761881203e-10 }],
  [
    [1000, 100, 1.5, 50],
    30,
    {
      0: 0.0029880625863166932,
      1: 0.0029732259243567017,
      100: 0.0018967662468660142,
      300: 0.010444021300688138,
      400: 1.0154094037849809e-7,
    },
  ],
  [[0.55, 10.6, 0.61, 11.7], 1e-6, { 0: 0.99999994811321269, 1: 5.1886783513007361e-8, 3: 3.0420444770865974e-22 }],
  [
    [0.55, 10.6, 0.61, 11.7],
    1000000000000.0,
    { 0: 0.51263206430364309, 1: 0.13406023780013507, 20: 0.0027785213685703271 },
  ],
  [[0.55, 10.6, 0.61, 11.7], Infinity, { 0: 0.51263206430354946, 1: 0.13406023780008357, 20: 0.0027785213685553719 }],
  [[30, 20, 40, 100], Infinity, { 0: 0.2140327746456015, 5: 0.062808052165944832, 60: 1.6765005492162417e-6 }],
];

describe("how many purchases of a new customer", () => {
  test.each(counts)("%j in %d", (parameters, ahead, answers) => {
    for (const [n, answer] of Object.entries(answers)) {
      for (const most of [Number(n), Number(n) + 1, 2 * Number(n) + 30]) {
        expectNear(countProbabilities(parameters, ahead, most)[Number(n)]!, answer, 1e-12);
      }
    }
  });

  test("in no time: none", () => {
    expect(countProbabilities(cdnow, 0, 3)).toEqual(Float64Array.of(1, 0, 0, 0));
    expect(countProbabilities(cdnow, 5, 0)).toHaveLength(1);
  });

  test("are a negative binomial where nobody leaves", () => {
    const p = 20 / 30;
    let probability = Math.pow(1 - p, 2.5);
    for (const [n, each] of countProbabilities([2.5, 10, 1e-20, 5], 20, 60).entries()) {
      expectNear(each, probability, 1e-13);
      probability *= ((2.5 + n) / (n + 1)) * p;
    }
  });

  test.each([
    [cdnow, 39, 600],
    [[0.5, 10, 1, 10], 20, 400],
    [[3, 2, 0.4, 60], 30, 700],
    [[2000, 100, 3, 50], 25, 900],
  ])("%j in %d add up to 1, and their mean is what is expected", (parameters, ahead, most) => {
    let sum = 0;
    let mean = 0;
    for (const [n, each] of countProbabilities(parameters, ahead, most).entries()) {
      sum += each;
      mean += n * each;
    }
    expectNear(sum, 1, 1e-12);
    expectNear(mean, newCustomerPurchases(parameters, ahead), 1e-9);
  });

  test("in all time to come are the limit of those in a long time", () => {
    const [ever, long] = [Infinity, 1e15].map((ahead) => countProbabilities([0.5, 10, 1.5, 20], ahead, 50));
    for (const [n, each] of ever!.entries()) expectNear(each, long![n]!, 1e-12);
  });
});

describe("how many purchases of a customer with a history", () => {
  test("none if dead, else those of a new one with what was learned", () => {
    const history = { frequency: 3, recency: 20, T: 39 };
    const alive = probabilityAlive(cdnow, history, 0);
    const ifAlive = countProbabilities([3.55, 49.6, 0.61, 50.7], 26, 5);
    const all = conditionalCountProbabilities(cdnow, history, 26, 5);
    expectNear(all[0]!, 1 - alive + alive * ifAlive[0]!, 1e-14);
    for (let n = 1; n <= 5; n++) expectNear(all[n]!, alive * ifAlive[n]!, 1e-14);
  });

  test("certainly none of one who is certainly dead", () => {
    const silent = { frequency: 100_000, recency: 5, T: 100 };
    expect(conditionalCountProbabilities(cdnow, silent, 26, 2)).toEqual(Float64Array.of(1, 0, 0));
  });
});

/** The integral of exp(-z w) (1 + w)^-s over w from 0 to h by mpmath: s, z, h, value. With alpha = beta = r = 1 it is all. */
const discounts = [
  [0.6, 0.05, Infinity, 5.1377587847423063],
  [1, 0.05, Infinity, 2.5944303497606133],
  [2.5, 3, Infinity, 0.19519436597429371],
  [30, 0.0001, Infinity, 0.034482635468436415],
  [0.6, 0.05, 0.01, 0.009967669322595703],
  [1, 1e-6, 5, 1.7917562609921701],
  [3, 0.2, 1000, 0.42986697493864479],
  [0.3, 1e-8, 10000.0, 899.96504705774081],
  [40, 20, 0.001, 0.00097059747754002581],
] as [number, number, number, number][];

describe("discounted purchases", () => {
  test.each(discounts)("s %d, rate %d, horizon %d", (s, rate, ahead, value) => {
    expectNear(discountedPurchases([1, 1, s, 1], nobody, rate, ahead), value, 1e-13);
  });

  test("of a customer: the integral of the stream", () => {
    const history = { frequency: 2, recency: 30, T: 39 };
    const [r, alpha] = cdnow as [number, number];
    const stream = (u: number): number =>
      ((probabilityAlive(cdnow, history, u) * (r + 2)) / (alpha + 39)) * Math.exp(-0.003 * u);
    expectNear(discountedPurchases(cdnow, history, 0.003, 52), integrate(stream, 0, 52), 1e-12);
    expectNear(discountedPurchases(cdnow, history, 0.003, Infinity), integrate(stream, 0, Infinity, 1e-12), 1e-10);
  });

  test("without discount are the expected purchases", () => {
    const history = { frequency: 2, recency: 30, T: 39 };
    for (const ahead of [0, 1e-6, 52, 1e9, Infinity]) {
      expect(discountedPurchases(cdnow, history, 0, ahead)).toBe(expectedPurchases(cdnow, history, ahead));
    }
    expect(discountedPurchases([0.5, 10, 1, 10], history, 0, Infinity)).toBe(Infinity);
    expectNear(discountedPurchases([1, 1, 1.5, 1], nobody, 0, Infinity), 2, 1e-15);
  });

  test("of one who is dead in float64 are 0, not NaN", () => {
    const silent = { frequency: 100_000, recency: 5, T: 100 };
    for (const rate of [1e-300, 0.003, 100]) {
      expect(discountedPurchases(cdnow, silent, rate, Infinity)).toBe(0);
      expect(discountedPurchases(cdnow, silent, rate, 52)).toBe(0);
    }
  });

  test("with beta huge are those of a customer who never leaves", () => {
    const history = { frequency: 3, recency: 20, T: 30 };
    expectNear(discountedPurchases([0.5, 10, 0.6, 1e12], history, 0.01, Infinity), 3.5 / 40 / 0.01, 1e-9);
  });
});
