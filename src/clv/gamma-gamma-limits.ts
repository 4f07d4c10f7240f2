import { digamma, trigamma } from "../numeric/digamma.ts";
import { logGamma } from "../numeric/gamma.ts";
import { maximise } from "../numeric/maximise.ts";
import type { ReadSpend } from "./gamma-gamma-customers.ts";
import type { SpendBoundary } from "./gamma-gamma-fit.ts";
import type { ByParameter } from "./purchase-fit.ts";

/** A simpler model to which the likelihood may rise: where it ends, and the one shape that is left to estimate. */
export interface SpendLimit {
  readonly boundary: SpendBoundary;
  /** ln p, ln q and ln(p v / q) of a point so close to the limit that nothing can tell the difference. */
  readonly at: readonly number[];
  /** Of what is identified. */
  readonly standardErrors: ByParameter;
}

/** Both limits, the likelier one first. */
export function spendLimits(customers: ReadSpend): readonly SpendLimit[] {
  return [constantSpend(customers), customersAlike(customers)]
    .filter((limit) => limit !== null)
    .sort((a, b) => b.boundary.supremum - a.boundary.supremum);
}

/** p to infinity: each customer always spends the same, and 1 / m is gamma(q) over customers. */
function constantSpend({ monetaryValue, weight }: ReadSpend): SpendLimit | null {
  const n = sum(weight, () => 1);
  const meanLog = sum(weight, (i) => Math.log(monetaryValue[i]!)) / n;
  const meanInverse = sum(weight, (i) => Math.exp(meanLog - Math.log(monetaryValue[i]!))) / n;
  const spread = Math.log(meanInverse);
  const found = maximise(
    ([logShape = 0]) => {
      const q = Math.exp(logShape);
      const slope = q * (logShape - digamma(q) - spread);
      return {
        value: n * (q * (logShape - 1 - spread) - logGamma(q) - meanLog),
        gradient: [n * slope],
        hessian: [[n * (slope + q * (1 - q * trigamma(q)))]],
      };
    },
    [-Math.log(2 * spread)],
    { maxStep: 4 },
  );
  if (found.status === "failed") return null;
  const [q, rate] = [Math.exp(found.at[0]!), Math.exp(found.at[0]! + meanLog - spread)];
  const variance = found.covariance[0]![0]!;
  return {
    boundary: {
      drifting: { p: "infinity", v: "zero" },
      meaning: ["constant-spend"],
      supremum: found.value,
      identified: { q, "p*v": rate },
    },
    at: [far, found.at[0]!, meanLog - spread],
    // The mean of a gamma distribution and its shape are estimated independently.
    standardErrors: { q: q * Math.sqrt(variance), "p*v": rate * Math.sqrt(variance + 1 / (n * q)) },
  };
}

/** q to infinity: all customers have one mean, and s is gamma(p x). */
function customersAlike({ frequency, monetaryValue, weight }: ReadSpend): SpendLimit | null {
  const purchases = sum(weight, (i) => frequency[i]!);
  const mean = sum(weight, (i) => frequency[i]! * monetaryValue[i]!) / purchases;
  // By frequency: customers, and the sums of m / mean and of its logarithm.
  const groups = new Map<number, { customers: number; ratios: number; logs: number }>();
  for (const [i, x] of frequency.entries()) {
    const group = groups.get(x) ?? { customers: 0, ratios: 0, logs: 0 };
    const ratio = monetaryValue[i]! / mean;
    group.customers += weight[i]!;
    group.ratios += weight[i]! * ratio;
    group.logs += weight[i]! * Math.log(ratio);
    groups.set(x, group);
  }
  const logDensity = sum(weight, (i) => Math.log(monetaryValue[i]!));
  const found = maximise(
    ([logShape = 0]) => {
      const p = Math.exp(logShape);
      let [value, slope, curvature] = [-logDensity, 0, 0];
      for (const [x, { customers, ratios, logs }] of groups) {
        const shape = p * x;
        const log = logs + customers * Math.log(shape);
        const first = shape * (log + customers * (1 - digamma(shape)) - ratios);
        value += shape * (log - ratios) - customers * logGamma(shape);
        slope += first;
        curvature += first + customers * shape * (1 - shape * trigamma(shape));
      }
      return { value, gradient: [slope], hessian: [[curvature]] };
    },
    [0],
    { maxStep: 4 },
  );
  if (found.status === "failed") return null;
  const p = Math.exp(found.at[0]!);
  return {
    boundary: {
      drifting: { q: "infinity", v: "infinity" },
      meaning: ["customers-alike"],
      supremum: found.value,
      identified: { p, "p*v/q": mean },
    },
    at: [found.at[0]!, far, Math.log(mean)],
    standardErrors: { p: p * Math.sqrt(found.covariance[0]![0]!), "p*v/q": mean / Math.sqrt(p * purchases) },
  };
}

function sum(weight: Float64Array, of: (i: number) => number): number {
  return weight.reduce((total, each, i) => total + each * of(i), 0);
}

/** ln 1e10. */
const far = 23.025850929940457;
