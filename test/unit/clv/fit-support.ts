import { fitBgBb } from "../../../src/clv/fit-bg-bb.ts";
import { fitBgNbd } from "../../../src/clv/fit-bg-nbd.ts";
import { fitMbgNbd } from "../../../src/clv/fit-mbg-nbd.ts";
import { fitParetoNbd } from "../../../src/clv/fit-pareto-nbd.ts";
import type { PurchaseHistoryRow } from "../../../src/clv/history-source.ts";
import type { ConvergedPurchaseFit, PurchaseFit } from "../../../src/clv/purchase-fit.ts";
import type { PurchaseModelName, PurchaseProcess } from "../../../src/clv/purchase-process.ts";
import { processOf } from "../../../src/clv/purchase-processes.ts";
import { seededRandom } from "../../../src/numeric/random.ts";

export const week = { timeUnit: "week" } as const;

/** The fits of purchase times, and that of opportunities. */
export const nbdFits = [
  ["bg-nbd", fitBgNbd],
  ["mbg-nbd", fitMbgNbd],
  ["pareto-nbd", fitParetoNbd],
] as const;
export const allFits = [...nbdFits, ["bg-bb", fitBgBb]] as const;

/** Simulated customers, each watched for a time of its own from `shortest` to `longest`. */
export function simulated(
  model: PurchaseModelName,
  parameters: readonly number[],
  customers: number,
  seed: number,
  [shortest, longest]: readonly [number, number] = [20, 52],
): PurchaseHistoryRow[] {
  const process: PurchaseProcess = processOf(model);
  const random = seededRandom(seed);
  return Array.from({ length: customers }, () => {
    const T = shortest + Math.floor(random.next() * (longest - shortest + 1));
    const times = process.simulate(parameters, random, T);
    return { frequency: times.length, recency: times.at(-1) ?? 0, T };
  });
}

/** A fit that came to a maximum, or a failed test. */
export function converged(fit: PurchaseFit): ConvergedPurchaseFit {
  if (fit.status === "converged" || fit.status === "weakly-identified") return fit;
  throw new Error(`${fit.status}: ${JSON.stringify(fit)}`);
}

/** The same rows in another order. */
export function shuffled<Row>(rows: readonly Row[], seed: number): Row[] {
  const random = seededRandom(seed);
  return rows
    .map((row) => [random.next(), row] as const)
    .sort(([left], [right]) => left - right)
    .map(([, row]) => row);
}
