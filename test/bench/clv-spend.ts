import {
  type ExpectedSpendColumns,
  expectedSpendColumns,
  fitBgBb,
  fitGammaGamma,
  type GammaGammaFit,
  type PredictedPurchases,
  predictPurchases,
  type PurchaseFit,
  simulatePurchases,
} from "customer-metrics/clv";
import type { Comparison } from "./comparison.ts";

const spend = { p: 6.25, q: 3.74, v: 15.44 };
const donors = {
  model: "bg-bb",
  timeUnit: "opportunity",
  parameters: { alpha: 1.204, beta: 0.75, gamma: 0.657, delta: 2.783 },
} as const;

/** Spend and BG/BB, beside the formulas as they are printed. */
export const clvSpend: readonly Comparison[] = [
  {
    name: "gamma-gamma fit of 946",
    baseline: "the log-likelihood 25 times",
    limit: 3,
    prepare: () => {
      const { frequency, monetaryValue } = buyers(946);
      return {
        ours: () => fitGammaGamma({ frequency, monetaryValue }),
        baseline: () => {
          let value = 0;
          for (let k = 0; k < 25; k += 1) value = printedLikelihood(spend, frequency, monetaryValue);
          return value;
        },
        // The truth is within a few units of the maximum.
        agree: (fit, value) => {
          const found = fit as GammaGammaFit;
          return found.status === "converged" && Math.abs(found.logLikelihood - (value as number)) < 8;
        },
      };
    },
  },
  {
    name: "expected spend of 1e6",
    baseline: "a loop without checks",
    limit: 6,
    prepare: () => {
      const { frequency, monetaryValue } = buyers(1_000_000);
      return {
        ours: () => expectedSpendColumns(spend, { frequency, monetaryValue }),
        baseline: () => {
          const { p, q, v } = spend;
          const found = new Float64Array(frequency.length);
          for (let i = 0; i < found.length; i += 1) {
            const x = frequency[i]!;
            found[i] = (p * (v + x * monetaryValue[i]!)) / (p * x + q - 1);
          }
          return found;
        },
        agree: (ours, plain) => allNear((ours as ExpectedSpendColumns).expectedSpend, plain as Float64Array),
      };
    },
  },
  {
    name: "BG/BB fit of 11104",
    baseline: "the log-likelihood 10 times",
    prepare: () => {
      const { frequency, recency, T } = simulatePurchases(donors, { customers: 11_104, T: 6, seed: 5 });
      const histories = { frequency, recency, T };
      return {
        ours: () => fitBgBb(histories),
        baseline: () => {
          let value = 0;
          for (let k = 0; k < 10; k += 1) {
            value = 0;
            for (const [i, x] of frequency.entries()) value += Math.log(printedBgBb(x, recency[i]!, T[i]!));
          }
          return value;
        },
        agree: (fit, value) => {
          const found = fit as PurchaseFit;
          return found.status === "converged" && Math.abs(found.logLikelihood - (value as number)) < 10;
        },
      };
    },
  },
  {
    name: "BG/BB predictions of 1e6",
    baseline: "the formula for each customer",
    limit: 0.5,
    prepare: () => {
      const { frequency, recency, T } = simulatePurchases(donors, { customers: 1_000_000, T: 12, seed: 5 });
      const columns = {
        frequency: Float64Array.from(frequency),
        recency: Float64Array.from(recency),
        T: Float64Array.from(T),
      };
      return {
        ours: () => predictPurchases(donors, columns, { ahead: 5 }),
        baseline: () => {
          const { alpha, beta, gamma, delta } = donors.parameters;
          return columns.frequency.map((x, i) => {
            const n = columns.T[i]!;
            let stays = 0;
            let term = 1;
            for (let j = 0; j < 5; j += 1) stays += term *= (delta + n + j) / (gamma + delta + n + j);
            return ((alive(x, columns.recency[i]!, n) * (alpha + x)) / (alpha + beta + n)) * stays;
          });
        },
        agree: (ours, plain) => allNear((ours as PredictedPurchases).expectedPurchases, plain as Float64Array),
      };
    },
  },
];

/** P(alive) by the ratios of the terms. */
function alive(x: number, last: number, n: number): number {
  const { alpha, beta, gamma, delta } = donors.parameters;
  let [here, gone] = [1, 0];
  for (let at = last; at < n; at += 1) {
    gone += (here * gamma) / (gamma + delta + at);
    here *= ((delta + at) / (gamma + delta + at)) * ((beta + at - x) / (alpha + beta + at));
  }
  return here / (here + gone);
}

/** Equation 3 of Fader, Hardie and Shang (2010). */
function printedBgBb(x: number, last: number, n: number): number {
  const { alpha, beta, gamma, delta } = donors.parameters;
  const at = (i: number, stopped: number): number =>
    Math.exp(lnBeta(alpha + x, beta + i - x) + lnBeta(gamma + stopped, delta + i));
  let sum = at(n, 0);
  for (let i = last; i < n; i += 1) sum += at(i, 1);
  return sum / Math.exp(lnBeta(alpha, beta) + lnBeta(gamma, delta));
}

/** Equation 1a of Fader and Hardie (2013). */
function printedLikelihood({ p, q, v }: typeof spend, frequency: ArrayLike<number>, mean: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < frequency.length; i += 1) {
    const [x, m] = [frequency[i]!, mean[i]!];
    sum += lnGamma(p * x + q) - lnGamma(p * x) - lnGamma(q) + q * Math.log(v);
    sum += (p * x - 1) * Math.log(m) + p * x * Math.log(x) - (p * x + q) * Math.log(v + x * m);
  }
  return sum;
}

/** Customers with repeat purchases and what they spent. */
function buyers(count: number): { readonly frequency: Float64Array; readonly monetaryValue: Float64Array } {
  const model = {
    model: "bg-nbd",
    timeUnit: "week",
    parameters: { r: 0.9, alpha: 4.414, a: 0.793, b: 2.426 },
  } as const;
  const { frequency, monetaryValue = [] } = simulatePurchases(model, { customers: 2 * count, T: 39, seed: 7, spend });
  const chosen = Array.from(frequency.keys())
    .filter((i) => frequency[i]! > 0)
    .slice(0, count);
  return {
    frequency: Float64Array.from(chosen, (i) => frequency[i]!),
    monetaryValue: Float64Array.from(chosen, (i) => monetaryValue[i]!),
  };
}

function lnBeta(a: number, b: number): number {
  return lnGamma(a) + lnGamma(b) - lnGamma(a + b);
}

/** Lanczos's approximation with g = 7 and nine terms, as it stands in many programs. */
function lnGamma(x: number): number {
  let sum = 0.99999999999980993;
  for (const [i, c] of lanczos.entries()) sum += c / (x + i);
  const t = x + 6.5;
  return (x - 0.5) * Math.log(t) - t + Math.log(2.5066282746310005 * sum);
}

const lanczos = [
  676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059, 12.507343278686905,
  -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
];

function allNear(a: Float64Array, b: Float64Array): boolean {
  return a.every((value, i) => Math.abs(value - b[i]!) <= 1e-11 * Math.abs(value));
}
