import { fail } from "../core/metric-error.ts";
import { seededRandom } from "../numeric/random.ts";
import { sampleGamma } from "../numeric/sample-continuous.ts";

/** Parameters of the gamma-gamma model of spend, each above 0. */
export interface SpendParameters {
  /** Shape of a customer's purchases around the customer's own mean. */
  readonly p: number;
  /** Shape of the rates over customers; without a mean of them all up to 1. */
  readonly q: number;
  /** Rate of the rates over customers, in the unit of the amounts. The paper's gamma. */
  readonly v: number;
}

/**
 * What customers spend by the gamma-gamma model: amounts are gamma with shape p and a rate of the customer's own, which is
 * gamma with shape q and rate v. Independent of how often they buy.
 */
export function simulatedSpend(
  { p, q, v }: SpendParameters,
  seed: number,
  times: readonly (readonly number[])[],
  frequency: readonly number[],
): { monetaryValue: (number | null)[]; holdoutSpend: number[]; spend: number[][] } {
  if (![p, q, v].every((each) => each > 0 && each < Infinity)) {
    fail("SPEND_PARAMETERS_INVALID", "Cannot simulate spend as p, q and v must be above 0 and finite", { p, q, v });
  }
  const random = seededRandom(seed);
  const spend = times.map(({ length }) => {
    const rate = sampleGamma(random, q) / v;
    // A rate below all numbers would be an amount beyond them.
    return Array.from({ length: length + 1 }, () =>
      Math.min(sampleGamma(random, p) / Math.max(rate, 1e-300), Number.MAX_VALUE / 2 ** 53),
    );
  });
  return {
    spend,
    monetaryValue: spend.map((amounts, i) =>
      frequency[i] === 0 ? null : total(amounts.slice(1, frequency[i]! + 1)) / frequency[i]!,
    ),
    holdoutSpend: spend.map((amounts, i) => total(amounts.slice(frequency[i]! + 1))),
  };
}

function total(amounts: readonly number[]): number {
  return amounts.reduce((sum, amount) => sum + amount, 0);
}
