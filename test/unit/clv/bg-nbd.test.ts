import { describe, expect, test } from "vitest";
import { bgNbdProcess, mbgNbdProcess } from "../../../src/clv/bg-nbd.ts";
import { maximise } from "../../../src/numeric/maximise.ts";
import { seededRandom } from "../../../src/numeric/random.ts";

const near = (got: number, wanted: number, rel = 1e-12): void => {
  expect(Math.abs(got - wanted), `${got} for ${wanted}`).toBeLessThanOrEqual(rel * Math.abs(wanted));
};
/** Of the CDNOW data, as published. */
const usual = [0.243, 4.414, 0.793, 2.426];
/** The same by their maximum likelihood with all digits. */
const unrounded = [0.24259452243015708, 4.413602019013504, 0.7929220172255975, 2.425906776826332];
const history = (frequency: number, recency: number, T: number) => ({ frequency, recency, T });
const models = [bgNbdProcess, mbgNbdProcess];

describe("what is published of the CDNOW customers", () => {
  test("Fader, Hardie and Lee (2005): 1.226 purchases in 39 weeks after 2, the last in week 30.43 of 38.86", () => {
    expect(bgNbdProcess.expectedPurchases(usual, history(2, 30.43, 38.86), 39)).toBeCloseTo(1.226, 3);
  });

  test.each([
    [1 / 7, 0.0078],
    [1, 0.0532],
    [3, 0.1506],
    [223 / 7, 1.0405],
    [32, 1.0437],
  ])("a new customer within %f weeks", (ahead, purchases) => {
    expect(bgNbdProcess.newCustomerPurchases(unrounded, ahead)).toBeCloseTo(purchases, 4);
  });
});

describe("where the formulas as printed lose their digits (answers by mpmath with 50 digits)", () => {
  test.each<[string, number[], [number, number, number], number, [number, number, number], [number, number, number]]>([
    [
      "tiny time ahead",
      usual,
      [0, 0, 38.86],
      1e-9,
      [-0.5547132764381585, 0, 5.615381060201051e-12],
      [-0.38695222057085343, -0.4505879976621177, 3.578420324560973e-12],
    ],
    [
      "endless time ahead",
      usual,
      [0, 0, 38.86],
      1e9,
      [-0.5547132764381585, 0, 155.7975069870239],
      [-0.38695222057085343, -0.4505879976621177, 130.91384435828485],
    ],
    [
      "1e5 purchases",
      usual,
      [1e5, 38.8599, 38.86],
      39,
      [674524.9752625395, -9.991355298140013e-6, 68718.55432084085],
      [674524.9752546096, -9.991255387509993e-6, 68718.7000530664],
    ],
    [
      "surely gone",
      usual,
      [1e5, 5, 100],
      39,
      [827049.0060204287, -240605.42213610242, 0],
      [827049.0060024991, -240605.4221261026, 0],
    ],
    [
      "a + b < 1",
      [0.8, 20, 0.2, 0.3],
      [0, 0, 30],
      300,
      [-0.733032585499324, 0, 2.603536392613252],
      [-0.3735742735443952, -0.8702839357209196, 1.5194523721238835],
    ],
    [
      "a + b = 1",
      [0.5, 10, 0.3, 0.7],
      [0, 0, 40],
      26,
      [-0.8047189562170501, 0, 0.2359808786806616],
      [-0.48930956841273676, -0.6720843317430458, 0.12616547506089215],
    ],
    [
      "a = 1",
      [0.5, 10, 1, 2.5],
      [3, 20, 30],
      26,
      [-11.444495496521762, -0.4751387473218885, 1.1705592893795176],
      [-11.6827919723286, -0.40389635617821723, 1.2855699010127557],
    ],
    [
      "a beside 1",
      [0.5, 10, 0.9999999, 2.5],
      [3, 20, 30],
      0.001,
      [-11.444495465366415, -0.4751387095017655, 5.4406924267158726e-5],
      [-11.682791921197182, -0.4038963229495489, 5.842447943805245e-5],
    ],
    [
      "all near 0",
      [1e-6, 1e-6, 1e-6, 1e-6],
      [2, 5, 10],
      10,
      [-19.11384024261708, -3.9999899726203986e-6, 1.9999917205961273],
      [-19.11384274260869, -1.999997986297165e-6, 1.9999960274193262],
    ],
    [
      "hardly anyone leaves",
      [0.5, 10, 1e-10, 5],
      [7, 20, 30],
      26,
      [-19.55330406553848, -7.864078488615276e-11, 4.874999999518811],
      [-19.553304065553366, -7.208738614587624e-11, 4.874999999557486],
    ],
    [
      "all alike",
      [1e4, 1e6, 1e3, 1e5],
      [5, 300, 400],
      100,
      [-27.04897872062228, -0.026822836857226647, 0.9688262246363678],
      [-27.05892882110037, -0.026822572207429486, 0.968826528448508],
    ],
    [
      "tiny alpha",
      [50, 0.001, 0.5, 3],
      [40, 10, 12],
      5,
      [-389.3430130992078, -11.976629739614976, 0.0001991012877395553],
      [-389.37810426926916, -11.953099391954659, 0.00020446717102502677],
    ],
    [
      "seconds",
      [0.243, 4.414 * 604800, 0.793, 2.426],
      [2, 18404064, 23502528],
      23587200,
      [-36.083912514761195, -0.3194086530504637, 1.2260281747671444],
      [-36.312488843944884, -0.25564189489919176, 1.3404974284912132],
    ],
  ])("%s", (_, parameters, [frequency, recency, T], ahead, ...answers) => {
    for (const [i, process] of models.entries()) {
      const [logLikelihood, logAlive, purchases] = answers[i]!;
      near(process.logLikelihood(parameters, history(frequency, recency, T)), logLikelihood);
      near(process.logProbabilityAlive!(parameters, history(frequency, recency, T)), logAlive);
      near(process.expectedPurchases(parameters, history(frequency, recency, T), ahead), purchases);
    }
  });

  test("3000 purchases: value and derivatives of the log-likelihood", () => {
    const slots = new Float64Array(15);
    bgNbdProcess.derivatives([0.4, 3, 0.7, 2.2], history(3000, 38.5, 39), slots);
    for (const [i, wanted] of [
      9826.83074476429279, 3.1762550577631, -216.49638554217, -3.9872671112648, 0.74280830766256, 2.01225133839,
      0.371084337349, 0, 0, -201.217128756, 0, 0, -4.78605807752, 0.63237124892, -0.0411208019114,
    ].entries()) {
      expect(Math.abs(slots[i]! - wanted)).toBeLessThanOrEqual(2e-11 * Math.abs(wanted) + 2e-11);
    }
    mbgNbdProcess.derivatives([0.4, 3, 0.7, 2.2], history(3000, 38.5, 39), slots);
    for (const [i, wanted] of [
      9826.83017848456879, 3.1762550577631, -216.49638554217, -3.9875002192604, 0.74280872265081, 2.01225133839,
      0.371084337349, 0, 0, -201.217128756, 0, 0, -4.78629113117, 0.6323714197, -0.0411203875314,
    ].entries()) {
      expect(Math.abs(slots[i]! - wanted)).toBeLessThanOrEqual(2e-11 * Math.abs(wanted) + 2e-11);
    }
  });
});

describe("P(alive)", () => {
  test("who never came back is alive in BG/NBD, and may be gone in MBG/NBD", () => {
    expect(bgNbdProcess.probabilityAlive(usual, history(0, 0, 1e6), 0)).toBe(1);
    near(mbgNbdProcess.probabilityAlive(usual, history(0, 0, 0), 0), 2.426 / (0.793 + 2.426));
    expect(mbgNbdProcess.probabilityAlive(usual, history(0, 0, 1e6), 0)).toBeLessThan(0.2);
  });

  test("falls to 0 over the time ahead", () => {
    for (const process of models) {
      const now = process.probabilityAlive(usual, history(2, 30, 40), 0);
      expect(process.probabilityAlive(usual, history(2, 30, 40), 1e-12)).toBeCloseTo(now, 12);
      expect(process.probabilityAlive(usual, history(2, 30, 40), 1e9)).toBeLessThan(1e-5 * now);
      expect(process.probabilityAlive(usual, history(2, 30, 40), Infinity)).toBe(0);
    }
  });

  test("its logarithm has no end", () => {
    expect(bgNbdProcess.probabilityAlive(usual, history(1000, 10, 100), 0)).toBe(0);
    near(bgNbdProcess.logProbabilityAlive!(usual, history(1000, 10, 100)), -1973.5038770577667);
  });
});

describe("expected purchases", () => {
  test("for ever: finite where a > 1", () => {
    expect(bgNbdProcess.newCustomerPurchases([0.5, 10, 2, 3], Infinity)).toBe(4);
    near(bgNbdProcess.newCustomerPurchases([0.5, 10, 2, 3], 1e30), 4);
    near(mbgNbdProcess.newCustomerPurchases([0.5, 10, 2, 3], Infinity), (3 / 5) * 5);
    for (const process of models) {
      for (const a of [0.3, 1]) {
        expect(process.newCustomerPurchases([0.5, 10, a, 3], Infinity)).toBe(Infinity);
        expect(process.expectedPurchases([0.5, 10, a, 3], history(1000, 1, 1e5), Infinity)).toBe(Infinity);
        expect(process.discountedPurchases([0.5, 10, a, 3], history(1, 1, 2), 0, Infinity)).toBe(Infinity);
      }
    }
  });

  test("none in no time", () => {
    for (const process of models) {
      expect(process.expectedPurchases(usual, history(3, 10, 20), 0)).toBe(0);
      expect(process.newCustomerPurchases(usual, 0)).toBe(0);
      expect(process.discountedPurchases(usual, history(3, 10, 20), 0.1, 0)).toBe(0);
      expect(process.discountedPurchases(usual, history(3, 10, 20), 0, 0)).toBe(0);
    }
  });

  test("many customers at once are each as alone", () => {
    const columns = {
      frequency: [0, 0, 1, 2, 7, 63, 64, 1e5, 1000, 5, 5],
      recency: [0, 0, 0, 30, 10, 38, 38, 38, 1, 5, 5],
      T: [0, 39, 0, 38, 39, 39, 39, 38.86, 100, 5, 1e4],
    };
    for (const process of models) {
      for (const parameters of [usual, [20, 3, 40, 2], [0.1, 5, 0.2, 1e4], [500, 20, 0.4, 0.1], [3, 5, 1, 0.2]]) {
        for (const ahead of [0, 1e-6, 39, 1e4, Infinity]) {
          const all = process.predictColumns(parameters, columns, ahead);
          for (const [i, T] of columns.T.entries()) {
            const one = history(columns.frequency[i]!, columns.recency[i]!, T);
            near(all.probabilityAlive[i]!, process.probabilityAlive(parameters, one, 0), 1e-13);
            const purchases = process.expectedPurchases(parameters, one, ahead);
            if (purchases === Infinity) expect(all.expectedPurchases[i]).toBe(Infinity);
            else near(all.expectedPurchases[i]!, purchases, 1e-12);
          }
        }
      }
    }
  });
});

describe("discounted purchases", () => {
  test("without a discount the purchases, for ever too", () => {
    for (const process of models) {
      const [one, forever] = [history(2, 30, 38), [0.5, 10, 2, 3]];
      near(process.discountedPurchases(usual, one, 0, 39), process.expectedPurchases(usual, one, 39));
      near(process.discountedPurchases(forever, one, 0, Infinity), process.expectedPurchases(forever, one, Infinity));
      near(process.discountedPurchases(usual, one, 1e-14, 39), process.expectedPurchases(usual, one, 39));
      near(
        process.discountedPurchases(forever, one, 1e-14, Infinity),
        process.expectedPurchases(forever, one, Infinity),
        1e-6,
      );
    }
  });

  test("the longest horizon is for ever", () => {
    for (const process of models) {
      for (const parameters of [usual, [20, 3, 4, 2], [0.1, 5, 0.01, 100]]) {
        for (const rate of [0.001, 0.1, 20]) {
          const one = history(2, 30, 38);
          const forever = process.discountedPurchases(parameters, one, rate, Infinity);
          const w = (parameters[1]! + 38) * rate;
          near(process.discountedPurchases(parameters, one, rate, (299 / w) * (parameters[1]! + 38)), forever, 1e-12);
          near(process.discountedPurchases(parameters, one, rate, (301 / w) * (parameters[1]! + 38)), forever, 1e-12);
        }
      }
    }
  });
});

describe("numbers of purchases", () => {
  test.each([
    [[0.5, 10, 0.8, 2.5], 100, [0.30151134457776362, 0.27315680371729271], [5, 0.03582598335804828]],
    [[0.5, 10, 0.8, 2.5], 100, [0.30151134457776362, 0.27315680371729271], [200, 1.9038554064021029e-12]],
    [[50, 2, 0.01, 3], 0.1, [0.087203726972380656, 0.20997067336169749], [50, 3.3059814953855073e-39]],
    [[0.243, 4.414, 0.793, 2.426], 1e-6, [0.99999994494790082, 5.5052093339165268e-8], [5, 2.0994921643164321e-35]],
  ])("of a new customer with %j in %f", (parameters, ahead, [none, one], [count, chance]) => {
    const got = bgNbdProcess.countProbabilities(parameters, ahead, count!);
    near(got[0]!, none!, 1e-13);
    near(got[1]!, one!, 1e-13);
    near(got[count!]!, chance!, 1e-11);
  });

  test("in no time none, for ever until they leave", () => {
    for (const process of models) {
      expect([...process.countProbabilities(usual, 0, 3)].map((p) => Math.abs(p))).toEqual([1, 0, 0, 0]);
      const forever = process.countProbabilities([0.5, 10, 40, 3], Infinity, 400);
      near(
        forever.reduce((sum, p) => sum + p, 0),
        1,
        1e-9,
      );
    }
    expect([...bgNbdProcess.countProbabilities(usual, 39, 0)]).toHaveLength(1);
  });
});

describe("the likelihood of many", () => {
  const columns = {
    frequency: Float64Array.of(0, 2, 0, 2500, 1),
    recency: Float64Array.of(0, 30, 0, 38, 12),
    T: Float64Array.of(30, 38, 39, 38.5, 12),
    count: Float64Array.of(10, 2.5, 3, 1, 0.25),
  };

  test("is the weighted sum of each", () => {
    for (const process of models) {
      const all = process.likelihood(columns)(usual.map(Math.log));
      const slots = new Float64Array(15);
      const sums = new Float64Array(15);
      for (const [i, count] of columns.count.entries()) {
        process.derivatives(usual, history(columns.frequency[i]!, columns.recency[i]!, columns.T[i]!), slots);
        for (const [j, slot] of slots.entries()) sums[j]! += count * slot;
      }
      const flat = [all.value, ...all.gradient, ...all.hessian!.flatMap((row, i) => row.slice(i))];
      for (const [j, sum] of sums.entries()) near(flat[j]!, sum, 1e-11);
    }
  });

  test("has its maximum near where customers came from", () => {
    for (const process of models) {
      const truth = [0.8, 6, 0.7, 2];
      const random = seededRandom(5);
      const rows = Array.from({ length: 20_000 }, () => {
        const T = 20 + 30 * random.next();
        const times = process.simulate(truth, random, T);
        return [times.length, times.at(-1) ?? 0, T, 1];
      });
      const [frequency, recency, T, count] = [0, 1, 2, 3].map((i) => Float64Array.from(rows, (row) => row[i]!));
      const histories = { frequency: frequency!, recency: recency!, T: T!, count: count! };
      for (const start of process.starts(histories)) {
        const best = maximise(process.likelihood(histories), start);
        if (best.status === "failed") throw new Error(best.reason);
        for (const [i, log] of best.at.entries()) {
          expect(Math.abs(log - Math.log(truth[i]!)) / Math.sqrt(best.covariance[i]![i]!)).toBeLessThan(4);
        }
      }
    }
  });
});

describe("simulation", () => {
  test("is the same for the same seed, in order and in time", () => {
    for (const process of models) {
      const lives = (seed: number) => {
        const random = seededRandom(seed);
        return Array.from({ length: 200 }, () => process.simulate([2, 4, 0.5, 2], random, 30));
      };
      expect(lives(1)).toEqual(lives(1));
      expect(lives(1)).not.toEqual(lives(2));
      for (const times of lives(3)) {
        expect(times.every((time, i) => time > (times[i - 1] ?? 0) && time <= 30)).toBe(true);
      }
    }
  });

  test("a life of millions of purchases is refused", () => {
    expect(() => bgNbdProcess.simulate([1e9, 1e-3, 1e-9, 1e9], seededRandom(1), 1)).toThrow(
      "Cannot simulate a customer as they may buy at most 1e6 times",
    );
  });
});
