import { coxConcordance, coxRegression, type CoxConcordance, type CoxFit } from "customer-metrics/churn";
import type { Comparison } from "./comparison.ts";
import { generator } from "./data.ts";

const days = 1461;

interface Data {
  readonly time: Float64Array;
  readonly event: Uint8Array;
  readonly covariates: { readonly [name: string]: Float64Array };
}

/** Tenures that depend a little on each of `size` covariates: a plan, a score, seats, seats, … */
function customers(rows: number, size: number, whole: boolean): Data {
  const next = generator(7);
  const draw = (): number => (next() + 0.5) / 2 ** 24;
  const covariates = Object.fromEntries(Array.from({ length: size }, (_, j) => [`x${j}`, new Float64Array(rows)]));
  const columns = Object.values(covariates);
  const time = new Float64Array(rows);
  const event = new Uint8Array(rows);
  for (let i = 0; i < rows; i += 1) {
    let predictor = 0;
    columns.forEach((column, j) => {
      column[i] = j === 0 ? Number(draw() < 0.5) : j === 1 ? Math.floor(11 * draw()) : Math.ceil(30 * draw() ** 2);
      predictor -= column[i]! * (j === 0 ? 0.7 : j === 1 ? 0.06 : 0.05 / size);
    });
    // Two draws make a number that hardly any other has.
    const leaves = (-Math.log(draw()) * (1 + draw() / 2 ** 20) * 400) / Math.exp(predictor);
    const seen = 1460 * draw() ** 0.7;
    event[i] = leaves <= seen ? 1 : 0;
    time[i] = whole ? Math.ceil(Math.min(leaves, seen)) : Math.min(leaves, seen);
  }
  return { time, event, covariates };
}

const sameCoefficients = (ours: unknown, byHand: unknown): boolean =>
  (ours as CoxFit).coefficients.every(({ coefficient }, j) => Math.abs(coefficient - (byHand as number[])[j]!) < 1e-8);

/** Cox regression, beside Newton's method as one would write it for these columns and no others. */
export const cox: readonly Comparison[] = [
  {
    name: "Cox, Efron, 1e6 days x 3",
    baseline: "unchecked Newton steps, whole days only, no errors, tests, baseline",
    limit: 2.5,
    prepare: () => {
      const data = customers(1_000_000, 3, true);
      return { ours: () => coxRegression(data), baseline: () => newtonByHand(data), agree: sameCoefficients };
    },
  },
  {
    name: "Cox, Efron, 1e5 days x 20",
    baseline: "unchecked Newton steps, whole days only, no errors, tests, baseline",
    limit: 2.5,
    prepare: () => {
      const data = customers(100_000, 20, true);
      return { ours: () => coxRegression(data), baseline: () => newtonByHand(data), agree: sameCoefficients };
    },
  },
  {
    name: "Cox, 1e6 distinct times x 3",
    baseline: "the built-in sort of the times alone",
    prepare: () => {
      const data = customers(1_000_000, 3, false);
      return {
        ours: () => coxRegression(data),
        baseline: () => data.time.slice().sort(),
        agree: (ours) => (ours as CoxFit).status === "converged",
      };
    },
  },
  {
    name: "Cox, 1e6 late entries x 3",
    baseline: "the same without entries",
    prepare: () => {
      const data = customers(1_000_000, 3, true);
      const entry = data.time.map((time, i) => Math.floor((time * (i % 7)) / 8));
      return {
        ours: () => coxRegression({ ...data, entry }),
        baseline: () => coxRegression(data),
        agree: (ours) => (ours as CoxFit).status === "converged",
      };
    },
  },
  {
    name: "Cox, robust errors of 1e6 x 3",
    baseline: "the model's",
    prepare: () => {
      const data = customers(1_000_000, 3, true);
      return {
        ours: () => coxRegression(data, { errors: "robust" }),
        baseline: () => coxRegression(data),
        agree: (robust, model) => (robust as CoxFit).logLikelihood === (model as CoxFit).logLikelihood,
      };
    },
  },
  {
    name: "concordance of 1e5 rows",
    baseline: "every pair of the first 4000",
    prepare: () => {
      const data = customers(100_000, 3, true);
      const fit = coxRegression(data) as CoxFit;
      return {
        ours: () => coxConcordance(fit, data),
        baseline: () => pairsByHand(fit, data, 4000),
        agree: (ours, share) => Math.abs((ours as CoxConcordance).value! - (share as number)) < 0.02,
      };
    },
  },
];

/** Efron's likelihood for whole days, maximised: sums over rows by day, then over days from the last. */
function newtonByHand({ time, event, covariates }: Data): number[] {
  const columns = Object.values(covariates);
  const size = columns.length;
  const width = 1 + size + (size * (size + 1)) / 2;
  const means = columns.map((column) => column.reduce((sum, value) => sum + value, 0) / column.length);
  let beta = new Array<number>(size).fill(0);
  for (let iteration = 0; iteration < 5; iteration += 1) {
    // By day: sums over those who stayed, then over those who left.
    const sums = new Float64Array(days * 2 * width);
    const left = new Uint32Array(days);
    const score = new Float64Array(size);
    const x = new Float64Array(size);
    for (let i = 0; i < time.length; i += 1) {
      let predictor = 0;
      for (let j = 0; j < size; j += 1) {
        x[j] = columns[j]![i]! - means[j]!;
        predictor += x[j]! * beta[j]!;
      }
      const risk = Math.exp(predictor);
      let at = (time[i]! * 2 + event[i]!) * width;
      left[time[i]!]! += event[i]!;
      sums[at++]! += risk;
      for (let j = 0; j < size; j += 1) {
        sums[at++]! += risk * x[j]!;
        score[j]! += event[i]! * x[j]!;
      }
      for (let j = 0; j < size; j += 1) for (let k = 0; k <= j; k += 1) sums[at++]! += risk * x[j]! * x[k]!;
    }
    const information = Array.from({ length: size }, () => new Array<number>(size).fill(0));
    const live = new Float64Array(width);
    for (let day = days - 1; day >= 0; day -= 1) {
      const dead = sums.subarray((day * 2 + 1) * width, (day * 2 + 2) * width);
      for (let k = 0; k < width; k += 1) live[k]! += sums[day * 2 * width + k]! + dead[k]!;
      for (let step = 0; step < left[day]!; step += 1) {
        const part = step / left[day]!;
        const all = live[0]! - part * dead[0]!;
        let at = 1 + size;
        for (let j = 0; j < size; j += 1) {
          const mean = (live[j + 1]! - part * dead[j + 1]!) / all;
          score[j]! -= mean;
          for (let k = 0; k <= j; k += 1, at += 1) {
            const other = (live[k + 1]! - part * dead[k + 1]!) / all;
            information[j]![k]! += (live[at]! - part * dead[at]!) / all - mean * other;
          }
        }
      }
    }
    const step = solved(information, score);
    beta = beta.map((value, j) => value + step[j]!);
  }
  return beta;
}

/** Elimination, for a symmetric matrix of which the lower half is filled. */
function solved(lower: readonly (readonly number[])[], right: Float64Array): number[] {
  const rows = lower.map((row, i) => [...row.map((_, j) => (j <= i ? row[j]! : lower[j]![i]!)), right[i]!]);
  rows.forEach((pivot, i) => {
    for (let k = i; k <= rows.length; k += 1) if (k > i) pivot[k]! /= pivot[i]!;
    for (const row of rows) {
      if (row === pivot) continue;
      for (let k = i + 1; k <= rows.length; k += 1) row[k]! -= row[i]! * pivot[k]!;
    }
  });
  return rows.map((row) => row[rows.length]!);
}

function pairsByHand({ coefficients }: CoxFit, { time, event, covariates }: Data, rows: number): number {
  const columns = Object.values(covariates);
  const risk = Float64Array.from({ length: rows }, (_, i) =>
    coefficients.reduce((sum, { coefficient }, j) => sum + coefficient * columns[j]![i]!, 0),
  );
  let concordant = 0;
  let pairs = 0;
  for (let i = 0; i < rows; i += 1) {
    if (event[i] === 0) continue;
    for (let j = 0; j < rows; j += 1) {
      if (time[j]! > time[i]! || (time[j] === time[i] && event[j] === 0)) {
        pairs += 1;
        concordant += risk[j]! < risk[i]! ? 1 : risk[j] === risk[i] ? 0.5 : 0;
      }
    }
  }
  return concordant / pairs;
}
