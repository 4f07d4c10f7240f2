import { fold } from "customer-metrics";
import {
  type ContractualCustomer,
  contractualAccumulator,
  type ContractualState,
  derl,
  fitBetaDiscreteWeibull,
  fitShiftedBetaGeometric,
} from "customer-metrics/churn";
import type { Comparison } from "./comparison.ts";
import { generator } from "./data.ts";

const survivors = [1000, 869, 743, 653, 593, 551, 517, 491];
const model = { model: "shifted-beta-geometric", alpha: 0.668, beta: 3.806 } as const;
const near = (a: unknown, b: unknown, tolerance: number): boolean =>
  Math.abs((a as number) - (b as number)) <= tolerance;

/** Contractual projection, beside what one would write by hand. */
export const projection: readonly Comparison[] = [
  {
    name: "1e6 customers to a state",
    baseline: "counts[tenure]++",
    prepare: () => {
      const next = generator(5);
      const customers: ContractualCustomer[] = Array.from({ length: 1_000_000 }, () => ({
        tenure: 1 + (next() % 60),
        churned: next() % 2 === 0,
      }));
      return {
        ours: () => fold(contractualAccumulator(), customers),
        baseline: () => {
          const churned = new Array<number>(61).fill(0);
          const active = new Array<number>(61).fill(0);
          for (const customer of customers) (customer.churned ? churned : active)[customer.tenure!]! += 1;
          return { churned, active };
        },
        agree: (state, counts) => {
          const [ours, theirs] = [state, counts] as Pick<ContractualState, "churned" | "active">[];
          return ours!.churned.join() === theirs!.churned.join() && ours!.active.join() === theirs!.active.join();
        },
      };
    },
  },
  {
    name: "sBG fit, 7 renewals",
    baseline: "Nelder-Mead on the same likelihood",
    prepare: () => ({
      ours: () => (fitShiftedBetaGeometric(survivors) as { logLikelihood: number }).logLikelihood,
      baseline: () => -simplexMinimum((logs) => -shiftedBetaGeometric(logs), [0, 0]),
      agree: (ours, theirs) => near(ours, theirs, 1e-6),
    }),
  },
  {
    name: "BdW fit, 7 renewals",
    baseline: "Nelder-Mead on the same likelihood",
    prepare: () => ({
      ours: () => (fitBetaDiscreteWeibull(survivors) as { logLikelihood: number }).logLikelihood,
      baseline: () => -simplexMinimum((logs) => -betaDiscreteWeibull(logs), [0, 0, 0]),
      agree: (ours, theirs) => near(ours, theirs, 1e-6),
    }),
  },
  {
    name: "DERL at 0.5 % a period",
    baseline: "sum to 1e-12",
    prepare: () => ({
      ours: () => derl(model, { discountRate: 0.005, period: 3, interval: "none" }).value,
      baseline: () => {
        let [sum, worth] = [0, 1];
        for (let t = 3; worth > 1e-12; t += 1, worth /= 1.005) {
          worth *= (model.beta + t - 1) / (model.alpha + model.beta + t - 1);
          sum += worth;
        }
        return sum;
      },
      agree: (ours, theirs) => near(ours, theirs, 1e-6),
    }),
  },
];

/** Log-likelihood of survivors with the share that is left after each renewal. */
function logLikelihood(survival: (renewals: number) => number): number {
  let sum = survivors.at(-1)! * Math.log(survival(survivors.length - 1));
  for (let t = 1; t < survivors.length; t += 1) {
    sum += (survivors[t - 1]! - survivors[t]!) * Math.log(survival(t - 1) - survival(t));
  }
  return sum;
}

function betaDiscreteWeibull(logs: readonly number[]): number {
  const [alpha, beta, c] = logs.map(Math.exp) as [number, number, number];
  const logBeta = (a: number, b: number): number => logGamma(a) + logGamma(b) - logGamma(a + b);
  return logLikelihood((t) => Math.exp(logBeta(alpha, beta + t ** c) - logBeta(alpha, beta)));
}

function shiftedBetaGeometric(logs: readonly number[]): number {
  return betaDiscreteWeibull([...logs, 0]);
}

/** Stirling's series after a shift. */
function logGamma(x: number): number {
  let [at, shift] = [x, 0];
  for (; at < 12; at += 1) shift += Math.log(at);
  const inverse = 1 / (at * at);
  const series = (1 / 12 - inverse * (1 / 360 - inverse * (1 / 1260 - inverse / 1680))) / at;
  return (at - 0.5) * Math.log(at) - at + 0.9189385332046727 + series - shift;
}

/** Nelder and Mead (1965), to 1e-9 of the value. */
function simplexMinimum(f: (x: readonly number[]) => number, start: readonly number[]): number {
  const at = (x: readonly number[]) => ({ x, value: f(x) });
  const corners = [at(start), ...start.map((_, i) => at(start.map((x, j) => (i === j ? x + 0.5 : x))))];
  for (let round = 0; round < 1000; round += 1) {
    corners.sort((a, b) => a.value - b.value);
    const [best, worst] = [corners[0]!, corners.at(-1)!];
    if (worst.value - best.value < 1e-9) break;
    const middle = start.map((_, i) => corners.slice(0, -1).reduce((sum, { x }) => sum + x[i]!, 0) / start.length);
    const along = (by: number) => at(middle.map((m, i) => m + by * (worst.x[i]! - m)));
    let next = along(-1);
    if (next.value < best.value) {
      const further = along(-2);
      if (further.value < next.value) next = further;
    } else if (next.value >= corners.at(-2)!.value) next = along(next.value < worst.value ? -0.5 : 0.5);
    if (next.value < worst.value) corners[corners.length - 1] = next;
    else for (let i = 1; i < corners.length; i += 1) corners[i] = at(corners[i]!.x.map((x, j) => (x + best.x[j]!) / 2));
  }
  return corners[0]!.value;
}
