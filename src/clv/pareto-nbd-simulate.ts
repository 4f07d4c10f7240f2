import { fail } from "../core/metric-error.ts";
import type { Random } from "../numeric/random.ts";
import { sampleGamma } from "../numeric/sample-continuous.ts";
import type { ParameterValues } from "./purchase-process.ts";

/**
 * One customer's purchase times in (0, until] after the first purchase at 0.
 *
 * @throws {@link MetricError} `SIMULATION_TOO_LARGE`: more than a million purchases
 */
export function simulateParetoNbd(parameters: ParameterValues, random: Random, until: number): number[] {
  const [r, alpha, s, beta] = [parameters[0]!, parameters[1]!, parameters[2]!, parameters[3]!];
  const rate = sampleGamma(random, r) / alpha;
  const deathRate = sampleGamma(random, s) / beta;
  const end = Math.min(until, exponential(random) / deathRate);
  const times: number[] = [];
  for (let time = exponential(random) / rate; time <= end; time += exponential(random) / rate) {
    if (times.length === mostPurchases || time === Infinity) {
      fail("SIMULATION_TOO_LARGE", "Cannot simulate a customer as they may buy at most 1e6 times", rate);
    }
    times.push(time);
  }
  return times;
}

const mostPurchases = 1e6;

/** Above 0. */
function exponential(random: Random): number {
  return -Math.log1p(-random.next()) || 1e-17;
}
