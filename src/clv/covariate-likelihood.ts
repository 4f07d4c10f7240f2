import type { Smooth } from "../numeric/maximise.ts";
import type { CovariateCoefficient } from "./purchase-fit.ts";
import type { GroupedHistories } from "./purchase-history.ts";
import type { PurchaseProcess } from "./purchase-process.ts";

/**
 * The log-likelihood of a model whose parameters move with covariates, by the logarithms of the parameters and then by the
 * coefficients: for any model by the chain rule, as the logarithms of a customer's parameters are linear in both.
 *
 * @param covariates - names of `columns`, one entry a group
 */
export function covariateLikelihood(
  process: PurchaseProcess,
  { frequency, recency, T, count }: GroupedHistories,
  coefficients: readonly CovariateCoefficient[],
  covariates: readonly string[],
  columns: readonly Float64Array[],
): Smooth {
  const { parameterNames } = process;
  const four = parameterNames.length;
  const size = four + coefficients.length;
  // Each way in which something that is estimated moves the logarithm of a parameter.
  const ways = [
    ...parameterNames.map((_, k) => ({ from: k, to: k, sign: 1, column: null as Float64Array | null })),
    ...coefficients.flatMap(({ covariate, moves }, at) =>
      moves.map(({ parameter, sign }) => {
        const column = columns[covariates.indexOf(covariate)]!;
        return { from: four + at, to: parameterNames.indexOf(parameter), sign, column };
      }),
    ),
  ];
  const logs = new Float64Array(four);
  const parameters = new Float64Array(four);
  const slots = new Float64Array(15);
  const factors = new Float64Array(ways.length);
  return (x) => {
    let value = 0;
    const gradient = new Array<number>(size).fill(0);
    const hessian = Array.from({ length: size }, () => new Array<number>(size).fill(0));
    for (let i = 0; i < count.length; i++) {
      logs.fill(0);
      for (let w = 0; w < ways.length; w++) {
        const { from, to, sign, column } = ways[w]!;
        factors[w] = column === null ? 1 : sign * column[i]!;
        logs[to]! += factors[w]! * x[from]!;
      }
      for (let k = 0; k < four; k++) parameters[k] = Math.exp(logs[k]!);
      process.derivatives(parameters, { frequency: frequency[i]!, recency: recency[i]!, T: T[i]! }, slots);
      const customers = count[i]!;
      value += customers * slots[0]!;
      for (let w = 0; w < ways.length; w++) {
        const { from, to } = ways[w]!;
        const factor = customers * factors[w]!;
        gradient[from]! += factor * slots[1 + to]!;
        const row = hessian[from]!;
        for (let v = 0; v < ways.length; v++) {
          const other = ways[v]!;
          row[other.from]! += factor * factors[v]! * slots[secondDerivative(to, other.to)]!;
        }
      }
    }
    return { value, gradient, hessian };
  };
}

/** Where the second derivative by two of four parameters stands. */
function secondDerivative(i: number, j: number): number {
  const [low, high] = i < j ? [i, j] : [j, i];
  return 5 + low * 4 - (low * (low - 1)) / 2 + high - low;
}
