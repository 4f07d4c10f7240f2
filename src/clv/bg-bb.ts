import type { Random } from "../numeric/random.ts";
import { sampleBeta } from "../numeric/sample-continuous.ts";
import { bgBbColumns, bgBbConditionalCountProbabilities, bgBbCountProbabilities } from "./bg-bb-counts.ts";
import { bgBbLikelihood } from "./bg-bb-likelihood.ts";
import { bgBbDiscountedPurchases, bgBbProbabilityAlive } from "./bg-bb-predictions.ts";
import { bgBbLogLikelihood } from "./bg-bb-silence.ts";
import type { GroupedHistories } from "./purchase-history.ts";
import type { DerivativeSlots, ParameterValues, PurchaseProcess } from "./purchase-process.ts";
import type { PurchaseHistory } from "./purchase-history.ts";

/**
 * The beta-geometric / beta-Bernoulli model of purchases at opportunities. Before each of them a customer stops with
 * probability theta, and one who has not stopped buys with probability p; p is beta(alpha, beta) and theta beta(gamma, delta).
 *
 * `T` and `recency` are whole numbers of opportunities, and so is `ahead`, of which a fraction is not counted.
 *
 * Fader, P. S., Hardie, B. G. S. and Shang, J. (2010). Customer-base analysis in a discrete-time noncontractual setting.
 * Marketing Science 29(6), 1086-1108.
 */
export const bgBbProcess: PurchaseProcess = {
  model: "bg-bb",
  parameterNames: ["alpha", "beta", "gamma", "delta"],
  logLikelihood: bgBbLogLikelihood,
  derivatives,
  likelihood: bgBbLikelihood,
  starts,
  probabilityAlive: bgBbProbabilityAlive,
  expectedPurchases: (parameters, history, ahead) => bgBbDiscountedPurchases(parameters, history, 0, ahead),
  newCustomerPurchases: (parameters, ahead) => bgBbDiscountedPurchases(parameters, newCustomer, 0, ahead),
  discountedPurchases: bgBbDiscountedPurchases,
  countProbabilities: bgBbCountProbabilities,
  conditionalCountProbabilities: bgBbConditionalCountProbabilities,
  predictColumns: bgBbColumns,
  simulate,
};

const newCustomer: PurchaseHistory = { frequency: 0, recency: 0, T: 0 };

function derivatives(parameters: ParameterValues, history: PurchaseHistory, out: DerivativeSlots): void {
  const one: GroupedHistories = {
    frequency: Float64Array.of(history.frequency),
    recency: Float64Array.of(history.recency),
    T: Float64Array.of(history.T),
    count: Float64Array.of(1),
  };
  const { gradient, hessian } = bgBbLikelihood(one)(Array.from(parameters, Math.log));
  out[0] = bgBbLogLikelihood(parameters, history);
  let slot = 5;
  for (const [i, row] of hessian!.entries()) {
    out[i + 1] = gradient[i]!;
    for (let j = i; j < row.length; j++) out[slot++] = row[j]!;
  }
}

/** From the share of opportunities up to the last purchase that were taken, and several guesses of how customers differ. */
function starts({ frequency, recency, T, count }: GroupedHistories): readonly (readonly number[])[] {
  let [bought, until, silent] = [1, 2, 1];
  for (const [i, times] of count.entries()) {
    bought += times * frequency[i]!;
    until += times * recency[i]!;
    silent += times * (T[i]! - recency[i]!);
  }
  const buys = Math.min(0.95, bought / until);
  const stops = Math.min(0.5, (0.3 * silent) / (until + silent));
  const around = (spread: number, other: number): number[] =>
    [buys * spread, (1 - buys) * spread, stops * other, (1 - stops) * other].map(Math.log);
  return [around(2, 3), around(1, 20), around(6, 1), around(20, 100), [0, 0, 0, 0]];
}

/** The opportunities, up to `until`, at which one customer buys. */
function simulate(parameters: ParameterValues, random: Random, until: number): number[] {
  const buys = sampleBeta(random, parameters[0]!, parameters[1]!);
  const stops = sampleBeta(random, parameters[2]!, parameters[3]!);
  const purchases: number[] = [];
  for (let opportunity = 1; opportunity <= until; opportunity++) {
    if (random.next() < stops) break;
    if (random.next() < buys) purchases.push(opportunity);
  }
  return purchases;
}
