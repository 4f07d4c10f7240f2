import { describe, expect, test } from "vitest";
import { paretoNbdProcess } from "../../../src/clv/pareto-nbd.ts";
import type { GroupedHistories } from "../../../src/clv/purchase-history.ts";
import { maximise } from "../../../src/numeric/maximise.ts";
import { seededRandom } from "../../../src/numeric/random.ts";
import { expectNear } from "./pareto-nbd-near.ts";

const { derivatives, likelihood, logLikelihood, simulate, starts } = paretoNbdProcess;

type Known = [parameters: number[], x: number, recency: number, T: number, answers: number[]];

/** The value, slopes and second derivatives by differences of step 1e-12 in mpmath at 50 digits. */
const known: Known[] = [
  [
    [0.55, 10.6, 0.61, 11.7],
    2,
    30,
    39,
    [
      -9.55716862072725, 0.514763946573088, -0.0041636964047665, -0.742721599853432, 0.430256833759581,
      -0.610554690115915, 0.429839550393426, 0.00805994764820291, -0.00213398722233159, -0.432784706591861,
      -0.0085813108097466, 0.00227440795279554, -0.746223659267748, 0.431175786073444, -0.12741650083771,
    ],
  ],
  [
    [0.5, 10, 1, 10],
    3,
    20,
    30,
    [
      -12.0545168580182, 0.872434412955813, -0.437856252297769, -0.951219182667757, 0.621437477022311,
      -0.276321592188122, 0.361370593136589, 0.0250079551327241, -0.007731545656418, -0.674735100005027,
      -0.0488629511677534, 0.0151415200704648, -0.997936327835337, 0.635657983726929, -0.243914869967003,
    ],
  ],
  [
    [2, 3, 0.7, 400],
    1,
    4,
    50,
    [
      -7.78683290417622, -2.4432282519424, 1.31235237306134, 0.698166385432502, -0.683390551384798, -1.01177873764907,
      0.938357853129471, 0.66450428548047, -0.656856439537061, -0.319542505118129, -0.150205493614455,
      0.149304891012247, 0.1897306468526, -0.185738463592863, 0.167608685598309,
    ],
  ],
  [
    [2, 400, 0.7, 3],
    1,
    4,
    50,
    [
      -6.0523505792448, 0.897703482399279, -0.85269607567844, -0.490667360764293, 0.375379889318265,
      -0.0958282228540037, 0.0891146126241425, 0.0653884242182633, -0.0159824970865822, -0.123043501376421,
      -0.0917766210849545, 0.0225602471029443, -0.598891328144179, 0.399786948503146, -0.18777161057976,
    ],
  ],
  [
    [10000.0, 1000000.0, 1000.0, 100000.0],
    5,
    300,
    400,
    [
      -29.5885644654176, 1.49883021188334, -1.4986991646864, -2.73403751728564, 2.73040824645167, -3.36832125030632,
      3.36868258417696, 0.249914668377397, -0.249107945070997, -3.36917493840534, -0.249950137828709, 0.249143300898766,
      -2.94430349769668, 2.93998009659682, -2.93204201049502,
    ],
  ],
  [
    [0.5, 10, 1e-10, 12],
    3,
    20,
    30,
    [
      -11.1311768835578, 0.840186152777305, -0.37500000000762, -7.84238184410038e-11, 5.56986712451283e-11,
      -0.310924958333401, 0.374999999998117, 3.91731547622968e-12, -1.36329760488522e-12, -0.656250000001803,
      -7.61968064217979e-12, 2.65667962868654e-12, -7.84238184417145e-11, 5.56986712453727e-11, -2.55157215566167e-11,
    ],
  ],
  [
    [0.6, 11, 0.6, 12],
    1000,
    10,
    100,
    [
      2856.22639939257, 4.68050909445032, -523.000798374041, 0.635746409606203, -0.271895908023905, 3.37183393608867,
      0.28571476376501, 3.42893877534155e-7, -4.97804886384062e-7, -249.3341302751, -0.00029893390269315,
      0.000433985290199004, -0.364253263056323, 0.273038559270573, -0.396768240395701,
    ],
  ],
];

function grouped(rows: readonly (readonly [x: number, recency: number, T: number, count: number])[]): GroupedHistories {
  const column = (k: 0 | 1 | 2 | 3): Float64Array => Float64Array.from(rows, (row) => row[k]);
  return { frequency: column(0), recency: column(1), T: column(2), count: column(3) };
}

function simulated(parameters: readonly number[], customers: number, T: number, seed: number): GroupedHistories {
  const random = seededRandom(seed);
  return grouped(
    Array.from({ length: customers }, () => {
      const times = simulate(parameters, random, T);
      return [times.length, times.at(-1) ?? 0, T, 1] as const;
    }),
  );
}

describe("derivatives", () => {
  test.each(known)("%j, x %d, last %d, T %d", (parameters, frequency, recency, T, answers) => {
    const out = new Float64Array(15).fill(7);
    derivatives(parameters, { frequency, recency, T }, out);
    for (const [i, answer] of answers.entries()) {
      const size = Math.max(
        Math.abs(answer),
        1e-3 * Math.abs(answers[[0, 1, 2, 3, 4, 1, 1, 1, 1, 2, 2, 2, 3, 3, 4][i]!]!),
      );
      expect(Math.abs(out[i]! - answer), `${i}: got ${out[i]}, want ${answer}`).toBeLessThan(1e-10 * size);
    }
  });

  test("of more purchases than are counted one by one", () => {
    const parameters = [0.6, 11, 0.6, 12];
    const [at, above, below] = [new Float64Array(15), new Float64Array(15), new Float64Array(15)];
    const history = { frequency: 90_000, recency: 99, T: 100 };
    derivatives(parameters, history, at);
    derivatives([0.6 * Math.exp(1e-4), 11, 0.6, 12], history, above);
    derivatives([0.6 * Math.exp(-1e-4), 11, 0.6, 12], history, below);
    expectNear(at[0]!, logLikelihood(parameters, history), 1e-13);
    expectNear(at[1]!, (above[0]! - below[0]!) / 2e-4, 1e-5);
    expectNear(at[5]!, (above[1]! - below[1]!) / 2e-4, 1e-7);
  });
});

describe("the likelihood", () => {
  test("is the weighted sum over groups, whatever the weights", () => {
    const histories = grouped([
      [0, 0, 30, 5],
      [2, 10, 30, 2.25],
      [2, 30, 30, 0.5],
      [30_000, 20, 25, 1],
    ]);
    const parameters = [0.6, 11, 0.7, 9];
    const sum = new Float64Array(15);
    const one = new Float64Array(15);
    for (const [i, count] of histories.count.entries()) {
      const history = { frequency: histories.frequency[i]!, recency: histories.recency[i]!, T: histories.T[i]! };
      derivatives(parameters, history, one);
      for (let k = 0; k < 15; k++) sum[k]! += count * one[k]!;
    }
    const { value, gradient, hessian } = likelihood(histories)(parameters.map(Math.log));
    const all = [value, ...gradient, ...hessian!.flatMap((row, i) => row.slice(i))];
    for (const [k, total] of all.entries()) expectNear(total, sum[k]!, 1e-12);
    for (const [i, row] of hessian!.entries()) for (const j of row.keys()) expect(row[j]).toBe(hessian![j]![i]);
  });

  test("has one maximum from all starts, and gives the parameters back", () => {
    const histories = simulated([0.8, 10, 1.2, 20], 4000, 60, 5);
    const found = starts(histories).map((start) => maximise(likelihood(histories), start));
    for (const each of found) {
      expect(each.status).toBe("converged");
      expectNear(each.value, found[0]!.value, 1e-13);
      for (const [i, log] of each.at.entries()) expect(Math.abs(log - found[0]!.at[i]!)).toBeLessThan(1e-7);
    }
    const best = found[0]!;
    if (best.status !== "converged") return;
    for (const [i, truth] of [0.8, 10, 1.2, 20].entries()) {
      expect(Math.abs(best.at[i]! - Math.log(truth))).toBeLessThan(4 * Math.sqrt(best.covariance[i]![i]!));
    }
  });

  test("stays exact on the ridge where s and beta grow together", () => {
    // Every customer then has the death rate 1/50, and the likelihood is that of an exponential life.
    const history = { frequency: 2, recency: 20, T: 30 };
    const values = [1e4, 1e6, 1e8, 1e10, 1e12].map((s) => logLikelihood([0.5, 10, s, 50 * s], history));
    for (const [i, value] of values.entries())
      expect(Math.abs(value - values.at(-1)!)).toBeLessThan(10 ** -(4 + 2 * i));
  });

  test("stays exact where nobody leaves", () => {
    const history = { frequency: 2, recency: 20, T: 30 };
    const negativeBinomial = Math.log(0.5 * 1.5) + 0.5 * Math.log(10) - 2.5 * Math.log(40);
    expectNear(logLikelihood([0.5, 10, 1e-18, 10], history), negativeBinomial, 1e-15);
    expectNear(logLikelihood([0.5, 10, 1, 1e20], history), negativeBinomial, 1e-15);
  });
});
