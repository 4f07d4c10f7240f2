import { describe, expect, test } from "vitest";
import { paretoNbdProcess } from "../../../src/clv/pareto-nbd.ts";
import { hyp2f1 } from "../../../src/numeric/hypergeometric.ts";
import { integrate } from "../../../src/numeric/quadrature.ts";
import { expectNear } from "./pareto-nbd-near.ts";

const { logLikelihood, probabilityAlive, expectedPurchases, newCustomerPurchases, predictColumns } = paretoNbdProcess;
const logProbabilityAlive = paretoNbdProcess.logProbabilityAlive!;
const cdnow = [0.55, 10.6, 0.61, 11.7];

type Known = [parameters: number[], x: number, recency: number, T: number, ahead: number, ...answers: number[]];

/** ln likelihood, ln P(alive) and expected purchases by mpmath at 50 digits, from the integral over the time of death. */
const known: Known[] = [
  [[0.55, 10.6, 0.61, 11.7], 2, 30, 39, 39, -9.5571686207272539, -0.15358598646003852, 1.4284605927837064],
  [[0.55, 10.6, 0.61, 11.7], 0, 0, 39, 1000000000.0, -0.51734381867525034, -1.2258470512258134, 295.71388866563808],
  [[0.55, 11.7, 0.61, 10.6], 5, 3, 39, 13, -12.406680263837868, -5.4121620190819963, 0.0059032624187823247],
  [[0.5, 10, 1, 10], 3, 20, 30, 26, -12.054516858018158, -0.462954386581113, 1.1031952880011198],
  [[2, 3, 0.7, 400], 1, 4, 50, 10, -7.7868329041762219, -1.3161192035434473, 0.15063061925172982],
  [[2, 400, 0.7, 3], 1, 4, 50, 10, -6.0523505792447981, -1.6094916316911974, 0.012535768301623974],
  [[0.001, 2, 0.001, 2], 1, 1, 5, 5, -8.8548372222909169, -0.0013337316835241873, 0.71383741857934047],
  [
    [10000.0, 1000000.0, 1000.0, 100000.0],
    5,
    300,
    400,
    100,
    -29.588564465417571,
    -1.4295076974030024,
    0.15163321918382549,
  ],
  [[0.5, 10, 1000000.0, 30000000.0], 2, 20, 30, 26, -8.9007677785436653, -0.45781988269626683, 0.68760397685778877],
  [[0.5, 10, 1e-10, 12], 3, 20, 30, 26, -11.131176883557804, -4.6852478408888368e-11, 2.2749999998342169],
  [[0.3, 0.0001, 0.6, 10000.0], 0, 0, 300, 52, -4.466627448806145, -0.025344786528479898, 0.050622035129736765],
  [[0.3, 10000.0, 2.6, 0.0001], 0, 0, 300, 52, -1.8749999610604793e-9, -38.785587906708185, 1.7635733123748385e-20],
  [[0.6, 11, 0.6, 12], 1000, 10, 100, 39, 2856.226399392568, -1659.5170144724087, 0],
  [[0.6, 11, 0.6, 12], 100000, 99.99, 100, 39, 580338.51871936705, -0.047493012670845703, 30537.595641102422],
  [[636, 97, 6.4, 0.11], 0, 0, 98, 1, -0.12250987393683902, -487.46655799719078, 6.2423083245766517e-212],
  [[0.5, 10, 0.6, 12], 0, 0, 1e-9, 39, -4.9999999996250003e-11, -4.9999999999166668e-11, 1.17575799072607],
];

describe("one customer", () => {
  test.each(known)("%j, x %d, last %d, T %d", (parameters, frequency, recency, T, ahead, ...answers) => {
    const history = { frequency, recency, T };
    const [log, logAlive, expected] = answers as [number, number, number];
    expectNear(logLikelihood(parameters, history), log, 1e-13);
    expectNear(logProbabilityAlive(parameters, history), logAlive, 1e-13);
    expectNear(probabilityAlive(parameters, history, 0), Math.exp(logAlive), 1e-13);
    expectNear(expectedPurchases(parameters, history, ahead), expected, 1e-12);
  });

  test("the published form by 2F1 gives the same", () => {
    for (const [r, alpha, s, beta, x, recency, T] of [
      [0.55, 10.6, 0.61, 11.7, 2, 30, 39],
      [0.55, 11.7, 0.61, 10.6, 2, 30, 39],
      [1.2, 5, 2.3, 40, 7, 20, 52],
    ] as const) {
      const more = Math.max(alpha, beta);
      const N = r + x + s;
      const b = alpha > beta ? s + 1 : r + x;
      const at = (u: number): number =>
        hyp2f1(N, b, N + 1, Math.abs(alpha - beta) / (more + u)) * Math.pow(more + u, -N);
      const odds = (s / N) * Math.pow(alpha + T, r + x) * Math.pow(beta + T, s) * (at(recency) - at(T));
      const alive = probabilityAlive([r, alpha, s, beta], { frequency: x, recency, T }, 0);
      expectNear(alive, 1 / (1 + odds), 1e-11);
    }
  });

  test("the mixture over the death rate gives the same likelihood", () => {
    const [r, alpha, s, beta] = cdnow as [number, number, number, number];
    const [x, recency, T] = [1, 12, 39];
    // Given the death rate, life is over at a time in (t_x, T] or goes on; purchases are negative binomial until then.
    const ofRate = (time: number): number => (r * Math.pow(alpha, r)) / Math.pow(alpha + time, r + x);
    const ofDeath = (rate: number): number =>
      Math.exp(-rate * T) * ofRate(T) + integrate((u) => rate * Math.exp(-rate * u) * ofRate(u), recency, T);
    // The density of the rate without its constant, and its integral.
    const density = (rate: number): number => Math.pow(rate, s - 1) * Math.exp(-beta * rate);
    const mixed = integrate((rate) => density(rate) * ofDeath(rate), 0, Infinity, 1e-12);
    const whole = integrate(density, 0, Infinity, 1e-12);
    expectNear(logLikelihood(cdnow, { frequency: x, recency, T }), Math.log(mixed / whole), 1e-11);
  });

  test("one who has just bought is alive, and nothing is known of one who has just come", () => {
    expect(probabilityAlive(cdnow, { frequency: 10, recency: 39, T: 39 }, 0)).toBe(1);
    expect(logProbabilityAlive(cdnow, { frequency: 10, recency: 39, T: 39 }) + 0).toBe(0);
    expect(logLikelihood(cdnow, { frequency: 0, recency: 0, T: 0 }) + 0).toBe(0);
  });

  test("ln P(alive) exists where P(alive) is 0 in float64", () => {
    const silent = { frequency: 100_000, recency: 5, T: 100 };
    expectNear(logProbabilityAlive([0.553, 10.578, 0.606, 11.669], silent), -195976.30408557548, 1e-13);
    expect(probabilityAlive(cdnow, silent, 0)).toBe(0);
    expect(expectedPurchases(cdnow, silent, 39)).toBe(0);
  });

  test("P(alive) later is P(alive) now times survival", () => {
    const history = { frequency: 2, recency: 30, T: 39 };
    const now = probabilityAlive(cdnow, history, 0);
    expectNear(probabilityAlive(cdnow, history, 13), now * Math.pow((11.7 + 39) / (11.7 + 52), 0.61), 1e-14);
    expect(probabilityAlive(cdnow, history, Infinity)).toBe(0);
  });
});

describe("expected purchases", () => {
  test("of a new customer are those of one with nothing bought in no time", () => {
    const nobody = { frequency: 0, recency: 0, T: 0 };
    expect(newCustomerPurchases(cdnow, 39)).toBe(expectedPurchases(cdnow, nobody, 39));
    expect(newCustomerPurchases(cdnow, 0)).toBe(0);
    expectNear(newCustomerPurchases([0.5, 10, 1, 10], 10), 0.5 * Math.log(2), 1e-15);
  });

  test("for ever, are finite only with s above 1", () => {
    const history = { frequency: 100_000, recency: 5, T: 100 };
    expect(expectedPurchases([0.5, 10, 0.6, 12], history, Infinity)).toBe(Infinity);
    expect(expectedPurchases([0.5, 10, 1, 12], history, Infinity)).toBe(Infinity);
    expect(expectedPurchases([0.5, 10, 1.5, 12], history, Infinity)).toBe(0);
    expectNear(newCustomerPurchases([0.5, 10, 1.5, 12], Infinity), (0.5 * 12) / 10 / 0.5, 1e-15);
  });
});

describe("columns", () => {
  test.each([
    ["a short series", cdnow],
    ["alpha far above beta, by quadrature", [0.5, 300, 0.6, 2]],
    ["alpha far below beta, by quadrature", [0.5, 2, 0.6, 300]],
    ["alpha = beta", [0.5, 10, 1, 10]],
  ] as const)("say what is said of each customer alone: %s", (_, parameters) => {
    const frequency = [0, 0, 1, 2, 2, 30, 1000, 100_000, 1000];
    const recency = [0, 0, 39, 1, 38.9999, 20, 99.9, 5, 5];
    const T = [0, 39, 39, 39, 39, 26, 100, 100, 60];
    const columns = predictColumns(parameters, { frequency, recency, T }, 26);
    for (const i of T.keys()) {
      const history = { frequency: frequency[i]!, recency: recency[i]!, T: T[i]! };
      expectNear(columns.probabilityAlive[i]!, probabilityAlive(parameters, history, 0), 1e-12);
      expectNear(columns.expectedPurchases[i]!, expectedPurchases(parameters, history, 26), 1e-12);
    }
  });

  test("for ever, and of nobody", () => {
    const one = { frequency: [100_000], recency: [5], T: [100] };
    expect(predictColumns(cdnow, one, Infinity).expectedPurchases[0]).toBe(Infinity);
    expect(predictColumns([0.5, 10, 2, 10], one, Infinity).expectedPurchases[0]).toBe(0);
    expect(predictColumns(cdnow, { frequency: [], recency: [], T: [] }, 1).probabilityAlive).toHaveLength(0);
  });
});
