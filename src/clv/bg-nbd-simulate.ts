import { fail } from "../core/metric-error.ts";
import type { Random } from "../numeric/random.ts";
import { sampleBeta, sampleGamma } from "../numeric/sample-continuous.ts";
import type { FirstChance } from "./bg-nbd-customer.ts";
import type { ParameterValues } from "./purchase-process.ts";

/**
 * One customer's purchase times in (0, until] after the first purchase at 0.
 *
 * @throws {@link MetricError} `SIMULATION_TOO_LARGE`: more than a million purchases
 */
export function bgNbdSimulate(
  first: FirstChance,
  parameters: ParameterValues,
  random: Random,
  until: number,
): number[] {
  const rate = sampleGamma(random, parameters[0]!) / parameters[1]!;
  const leaves = sampleBeta(random, parameters[2]!, parameters[3]!);
  const times: number[] = [];
  if (first === 1 && random.next() < leaves) return times;
  for (let time = 0; ; ) {
    time -= Math.log(random.next()) / rate;
    if (!(time <= until)) return times;
    if (times.push(time) > mostPurchases) {
      fail("SIMULATION_TOO_LARGE", "Cannot simulate a customer as they may buy at most 1e6 times", rate * until);
    }
    if (random.next() < leaves) return times;
  }
}

const mostPurchases = 1e6;
