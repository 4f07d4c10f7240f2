import { logGammaRatio } from "../numeric/gamma.ts";
import type { Smooth } from "../numeric/maximise.ts";
import { sumError } from "../numeric/sum.ts";
import { addRate, addRates } from "./bg-nbd-sums.ts";
import { logAliveOrDead } from "./pareto-nbd-alive.ts";
import { deathScratch, sharedScratch } from "./pareto-nbd-death.ts";
import { addHistory } from "./pareto-nbd-derivatives.ts";
import type { GroupedHistories, PurchaseHistory } from "./purchase-history.ts";
import type { DerivativeSlots, ParameterValues } from "./purchase-process.ts";

/** ln of the likelihood of one history of the Pareto/NBD. */
export function paretoNbdLogLikelihood(parameters: ParameterValues, history: PurchaseHistory): number {
  const [r, alpha, s, beta] = [parameters[0]!, parameters[1]!, parameters[2]!, parameters[3]!];
  const { frequency, recency } = history;
  return (
    logRising(r, frequency) -
    r * Math.log1p(recency / alpha) -
    frequency * Math.log(alpha + recency) -
    s * Math.log1p(recency / beta) +
    logAliveOrDead(parameters, history)
  );
}

/** ln Gamma(r + x) / Gamma(r). */
function logRising(r: number, x: number): number {
  return x === 0 ? 0 : logGammaRatio(r, x);
}

/** The log-likelihood of one history with its derivatives by the logarithms of the parameters. */
export function paretoNbdDerivatives(
  parameters: ParameterValues,
  { frequency, recency, T }: PurchaseHistory,
  out: DerivativeSlots,
): void {
  const above = countsAbove([frequency], [1]);
  out.fill(0);
  addRising(out, parameters, above, [frequency], [1]);
  addHistory(out, sharedScratch(), parameters, frequency, recency, T, 1);
}

/** The log-likelihood of all histories with gradient and Hessian, as {@link Smooth} by the logarithms of the parameters. */
export function paretoNbdLikelihood({ frequency, recency, T, count }: GroupedHistories): Smooth {
  const above = countsAbove(frequency, count);
  const scratch = deathScratch();
  const out = new Float64Array(15);
  const parameters = new Float64Array(4);
  return (logs) => {
    for (let k = 0; k < 4; k++) parameters[k] = Math.exp(logs[k]!);
    out.fill(0);
    addRising(out, parameters, above, frequency, count);
    // The value is what tells the search whether it has arrived: summed so that rounding does not grow with the customers.
    let value = out[0]!;
    let lost = 0;
    for (let i = 0; i < count.length; i++) {
      out[0] = 0;
      addHistory(out, scratch, parameters, frequency[i]!, recency[i]!, T[i]!, count[i]!);
      const sum = value + out[0];
      lost += sumError(value, out[0], sum);
      value = sum;
    }
    const [, r = 0, a = 0, s = 0, b = 0, rr = 0, ra = 0, rs = 0, rb = 0, aa = 0, as = 0, ab = 0] = out;
    const [ss, sb, bb] = [out[12]!, out[13]!, out[14]!];
    return {
      value: value + lost,
      gradient: [r, a, s, b],
      hessian: [
        [rr, ra, rs, rb],
        [ra, aa, as, ab],
        [rs, as, ss, sb],
        [rb, ab, sb, bb],
      ],
    };
  };
}

/** Purchases counted one by one, before gamma functions take over. */
const mostCounted = 20000;

/** How many customers bought more than 0, more than 1, ... times. */
function countsAbove(frequency: ArrayLike<number>, count: ArrayLike<number>): Float64Array {
  let most = 0;
  for (let i = 0; i < frequency.length; i++) most = Math.max(most, frequency[i]!);
  const above = new Float64Array(Math.min(most, mostCounted));
  for (let i = 0; i < frequency.length; i++) {
    const x = Math.min(frequency[i]!, mostCounted);
    if (x > 0) above[x - 1]! += count[i]!;
  }
  for (let j = above.length - 2; j >= 0; j--) above[j]! += above[j + 1]!;
  return above;
}

/**
 * The sum of ln Gamma(r + x) / Gamma(r), which is the sum of ln(r + j) for all purchases j that anyone made: no gamma
 * functions, nothing that cancels for a huge r.
 */
function addRising(
  out: DerivativeSlots,
  parameters: ParameterValues,
  above: Float64Array,
  frequency: ArrayLike<number>,
  count: ArrayLike<number>,
): void {
  for (let j = 0; j < above.length; j++) addRate(out, parameters, j, above[j]!);
  if (above.length < mostCounted) return;
  for (let i = 0; i < frequency.length; i++) {
    if (frequency[i]! > mostCounted) addRates(out, parameters, mostCounted, frequency[i]!, count[i]!);
  }
}
