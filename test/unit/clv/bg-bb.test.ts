import { describe, expect, test } from "vitest";
import { bgBbProcess } from "../../../src/clv/bg-bb.ts";
import { discountedStays } from "../../../src/clv/bg-bb-predictions.ts";
import { maximise } from "../../../src/numeric/maximise.ts";
import { seededRandom } from "../../../src/numeric/random.ts";

const donors = [1.204, 0.75, 0.657, 2.783];

describe("one history", () => {
  test("the likelihood of a string is that of every way to have stopped", () => {
    // Bought at the first of three opportunities; uniform p and theta, so that all integrals are plain fractions.
    const uniform = [1, 1, 1, 1];
    const history = { frequency: 1, recency: 1, T: 3 };
    const beta = (a: number, b: number): number => (factorial(a - 1) * factorial(b - 1)) / factorial(a + b - 1);
    const alive = beta(2, 3) * beta(1, 4);
    const stoppedThird = beta(2, 2) * beta(2, 3);
    const stoppedSecond = beta(2, 1) * beta(2, 2);
    const whole = alive + stoppedThird + stoppedSecond;
    expect(bgBbProcess.logLikelihood(uniform, history)).toBeCloseTo(Math.log(whole), 14);
    expect(bgBbProcess.probabilityAlive(uniform, history, 0)).toBeCloseTo(alive / whole, 14);
    // To be there one later: E[1 - theta] after three stays is 4/5; and to buy then is 2/5.
    expect(bgBbProcess.probabilityAlive(uniform, history, 1)).toBeCloseTo(((alive / whole) * 4) / 5, 14);
    expect(bgBbProcess.expectedPurchases(uniform, history, 1)).toBeCloseTo((((alive / whole) * 4) / 5) * (2 / 5), 14);
  });

  test("no opportunities yet: certainly alive, likelihood 1", () => {
    const history = { frequency: 0, recency: 0, T: 0 };
    expect(bgBbProcess.logLikelihood(donors, history)).toBe(0);
    expect(bgBbProcess.probabilityAlive(donors, history, 0)).toBe(1);
    expect(bgBbProcess.expectedPurchases(donors, history, 3)).toBe(bgBbProcess.newCustomerPurchases(donors, 3));
  });

  test("the strings of six opportunities have probability 1 together", () => {
    let sum = 0;
    for (let string = 0; string < 64; string++) {
      const bought = [1, 2, 3, 4, 5, 6].filter((opportunity) => string & (1 << (opportunity - 1)));
      const history = { frequency: bought.length, recency: bought.at(-1) ?? 0, T: 6 };
      sum += Math.exp(bgBbProcess.logLikelihood(donors, history));
    }
    expect(sum).toBeCloseTo(1, 14);
  });

  test("a likelihood near 1 keeps the digits of its logarithm", () => {
    // Nobody buys: 1 less the chance to buy at one of ten opportunities, which is tiny.
    const rare = [1e-12, 1, 1e-12, 1];
    const log = bgBbProcess.logLikelihood(rare, { frequency: 0, recency: 0, T: 10 });
    // alpha (psi(11) - psi(1)), but for terms of the order of alpha^2.
    expect(log / -2.9289682539682538e-12).toBeCloseTo(1, 11);
  });

  test.each([500, 1000])("1000 opportunities, %i purchases: alive", (frequency) => {
    const history = { frequency, recency: 1000, T: 1000 };
    expect(bgBbProcess.logLikelihood(donors, history)).toBeLessThan(-5);
    expect(bgBbProcess.probabilityAlive(donors, history, 1)).toBeCloseTo(0.999345252331978, 14);
  });

  test("a fraction of an opportunity is none", () => {
    const history = { frequency: 2, recency: 4, T: 6 };
    for (const of of [bgBbProcess.probabilityAlive, bgBbProcess.expectedPurchases]) {
      expect(of(donors, history, 3.9)).toBe(of(donors, history, 3));
    }
  });
});

describe("derivatives", () => {
  const histories = [
    { frequency: 0, recency: 0, T: 6 },
    { frequency: 1, recency: 1, T: 6 },
    { frequency: 2, recency: 4, T: 6 },
    { frequency: 6, recency: 6, T: 6 },
    { frequency: 3, recency: 9, T: 40 },
    { frequency: 0, recency: 0, T: 0 },
  ];

  test.each(histories)("by differences: $frequency of $recency in $T", (history) => {
    const logs = donors.map(Math.log);
    const out = new Float64Array(15);
    bgBbProcess.derivatives(donors, history, out);
    expect(out[0]).toBe(bgBbProcess.logLikelihood(donors, history));
    const at = (i: number, by: number): Float64Array => {
      const moved = new Float64Array(15);
      const parameters = logs.map((log, j) => Math.exp(i === j ? log + by : log));
      bgBbProcess.derivatives(parameters, history, moved);
      return moved;
    };
    let slot = 5;
    for (let i = 0; i < 4; i++) {
      const [below, above] = [at(i, -1e-4), at(i, 1e-4)];
      expect((above[0]! - below[0]!) / 2e-4).toBeCloseTo(out[i + 1]!, 7);
      for (let j = i; j < 4; j++, slot++) {
        expect((above[j + 1]! - below[j + 1]!) / 2e-4).toBeCloseTo(out[slot]!, 7);
      }
    }
  });

  test("the likelihood of groups is the sum over customers", () => {
    const count = [3, 1, 2.5, 1, 7, 4];
    const grouped = {
      frequency: Float64Array.from(histories, (history) => history.frequency),
      recency: Float64Array.from(histories, (history) => history.recency),
      T: Float64Array.from(histories, (history) => history.T),
      count: Float64Array.from(count),
    };
    const { value, gradient, hessian } = bgBbProcess.likelihood(grouped)(donors.map(Math.log));
    const sum = new Float64Array(15);
    for (const [i, history] of histories.entries()) {
      const out = new Float64Array(15);
      bgBbProcess.derivatives(donors, history, out);
      out.forEach((each, slot) => (sum[slot]! += count[i]! * each));
    }
    expect(value).toBeCloseTo(sum[0]!, 12);
    expect([...gradient, hessian![0]![3], hessian![1]![2], hessian![3]![3]]).toEqual(
      [1, 2, 3, 4, 8, 10, 14].map((slot) => expect.closeTo(sum[slot]!, 12)),
    );
  });

  test("what was simulated is found again", () => {
    const random = seededRandom(11);
    const parameters = [1.2, 0.8, 0.7, 2.5];
    const simulated = Array.from({ length: 4000 }, () => bgBbProcess.simulate(parameters, random, 12));
    const grouped = {
      frequency: Float64Array.from(simulated, (purchases) => purchases.length),
      recency: Float64Array.from(simulated, (purchases) => purchases.at(-1) ?? 0),
      T: new Float64Array(4000).fill(12),
      count: new Float64Array(4000).fill(1),
    };
    for (const start of bgBbProcess.starts(grouped)) {
      const found = maximise(bgBbProcess.likelihood(grouped), start);
      if (found.status === "failed") throw new Error(found.reason);
      for (const [i, log] of found.at.entries()) {
        expect(Math.abs(log - Math.log(parameters[i]!)) / Math.sqrt(found.covariance[i]![i]!)).toBeLessThan(3.5);
      }
    }
  });
});

describe("opportunities to come", () => {
  // mpmath at 40 digits: sums over j of E[(1 - theta)^j] / (1 + d)^j.
  test.each([
    [0.3, 1e-6, 0, 30000, 0.0058167374585112681096],
    [1, 1e6, 1e-8, Infinity, 4078510.9482525844014],
    [1e-10, 2.783, 0, 1000000, 999999.99880176901101],
    [0.3, 0.1, 1e-8, 1000000, 5257.21835385665],
    [2.5, 1e6, 1e-8, Infinity, 655451.88877463985948],
  ])("gamma %f, %f before, rate %f, %f of them", (gamma, stays, rate, steps, known) => {
    expect(discountedStays(gamma, stays, rate, steps) / known).toBeCloseTo(1, 11);
  });

  test("regular at gamma = 1, and with steps beyond those summed one by one", () => {
    for (const steps of [5, 5000]) {
      const [below, at, above] = [1 - 1e-9, 1, 1 + 1e-9].map((gamma) => discountedStays(gamma, 3, 0, steps));
      expect((below! + above!) / 2 / at!).toBeCloseTo(1, 12);
    }
  });

  test("without discount and end the sum is finite where gamma is above 1", () => {
    const history = { frequency: 2, recency: 4, T: 6 };
    expect(bgBbProcess.discountedPurchases([1.2, 0.75, 1, 2.8], history, 0, Infinity)).toBe(Infinity);
    expect(discountedStays(1.5, 3, 0, Infinity)).toBe(6);
    expect(discountedStays(0.5, 3, 0.1, 0)).toBe(0);
  });

  test("beyond all that float64 can hold nobody is alive, and nothing is NaN", () => {
    const gone = { frequency: 90, recency: 90, T: 100000 };
    expect(bgBbProcess.probabilityAlive([500, 0.1, 2, 9], gone, 0)).toBe(0);
    expect(bgBbProcess.discountedPurchases([500, 0.1, 2, 9], gone, 0, Infinity)).toBe(0);
    expect(bgBbProcess.discountedPurchases([500, 0.1, 0.9, 9], gone, 0, Infinity)).toBe(Infinity);
    expect(bgBbProcess.probabilityAlive(donors, { frequency: 1, recency: 1, T: 1 }, Infinity)).toBe(0);
  });
});

describe("counts", () => {
  test("sum to 1, and their mean is the expected number", () => {
    const history = { frequency: 2, recency: 4, T: 6 };
    const [unknown, known] = [
      bgBbProcess.countProbabilities(donors, 30, 30),
      bgBbProcess.conditionalCountProbabilities(donors, history, 30, 30),
    ];
    const mean = (probabilities: Float64Array): number => probabilities.reduce((sum, each, k) => sum + k * each, 0);
    for (const probabilities of [unknown, known]) expect(probabilities.reduce((a, b) => a + b)).toBeCloseTo(1, 13);
    expect(mean(unknown)).toBeCloseTo(bgBbProcess.newCustomerPurchases(donors, 30), 12);
    expect(mean(known)).toBeCloseTo(bgBbProcess.expectedPurchases(donors, history, 30), 12);
  });

  test("nobody buys more often than there are opportunities; none ahead is 0 for certain", () => {
    expect([...bgBbProcess.countProbabilities(donors, 2, 4)].slice(3)).toEqual([0, 0]);
    expect([...bgBbProcess.countProbabilities(donors, 0, 2)]).toEqual([1, 0, 0]);
  });

  test("counts cut off are those of the whole", () => {
    const whole = bgBbProcess.countProbabilities(donors, 20, 20);
    expect([...bgBbProcess.countProbabilities(donors, 20, 3)]).toEqual([...whole.slice(0, 4)]);
  });

  test("four thousand opportunities: the chance to take all is below float64, that of half is not", () => {
    const half = bgBbProcess.countProbabilities([500, 500, 0.001, 1000], 4000, 4000);
    expect(half.reduce((a, b) => a + b)).toBeCloseTo(1, 11);
    expect(half[2000]).toBeGreaterThan(1e-4);
  });
});

describe("columns", () => {
  test("are the same as one by one, whether histories repeat or not", () => {
    const histories = [
      { frequency: 2, recency: 4, T: 6 },
      { frequency: 0, recency: 0, T: 6 },
      { frequency: 2, recency: 4, T: 6 },
      { frequency: 1, recency: 1, T: 200000 },
    ];
    const columns = {
      frequency: histories.map(({ frequency }) => frequency),
      recency: histories.map(({ recency }) => recency),
      T: histories.map(({ T }) => T),
    };
    const { probabilityAlive, expectedPurchases } = bgBbProcess.predictColumns(donors, columns, 5);
    histories.forEach((history, i) => {
      expect(probabilityAlive[i]).toBe(bgBbProcess.probabilityAlive(donors, history, 0));
      expect(expectedPurchases[i]).toBe(bgBbProcess.expectedPurchases(donors, history, 5));
    });
  });
});

describe("simulated customers", () => {
  test("buy at opportunities in order, as often as expected, and not after `until`", () => {
    const random = seededRandom(3);
    const all = Array.from({ length: 20000 }, () => bgBbProcess.simulate(donors, random, 6.5));
    for (const purchases of all) {
      expect(purchases).toEqual([...new Set(purchases)].sort((a, b) => a - b));
      expect(purchases.every((at) => Number.isInteger(at) && at >= 1 && at <= 6)).toBe(true);
    }
    const mean = all.reduce((sum, purchases) => sum + purchases.length, 0) / all.length;
    expect(mean).toBeCloseTo(bgBbProcess.newCustomerPurchases(donors, 6), 1);
  });
});

function factorial(n: number): number {
  return n < 2 ? 1 : n * factorial(n - 1);
}
