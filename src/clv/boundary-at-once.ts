import type { Smooth } from "../numeric/maximise.ts";
import type { GroupedHistories } from "./purchase-history.ts";
import type { PurchaseProcess } from "./purchase-process.ts";

/**
 * The limit of the Pareto/NBD model at which a share of customers leaves at once and the others never (s and beta vanish, the
 * share staying 1 − (beta / (beta + T))^s): an NBD model in which some customers do not take part. The parameters get there so
 * slowly that no float64 is near, so that the limit has a likelihood of its own.
 *
 * @returns by the logarithms of r and alpha, the logit of the share, and a fourth number that does not matter
 */
export function atOnceOrNeverLikelihood(process: PurchaseProcess, groups: GroupedHistories): Smooth {
  const { frequency, recency, T, count } = groups;
  const silent = Array.from(count.keys()).filter((i) => frequency[i] === 0);
  const active = Array.from(count.keys()).filter((i) => frequency[i]! > 0);
  const part = (column: Float64Array): Float64Array => Float64Array.from(active, (i) => column[i]!);
  const customers = active.reduce((sum, i) => sum + count[i]!, 0);
  const stayed = process.likelihood({
    frequency: part(frequency),
    recency: part(recency),
    T: part(T),
    count: part(count),
  });
  return ([logR = 0, logAlpha = 0, logit = 0]) => {
    // Nobody who bought again was among those who left at once; nobody else leaves.
    const nbd = stayed([logR, logAlpha, -40, 0]);
    const share = 1 / (1 + Math.exp(-logit));
    let value = nbd.value - customers * softplus(logit);
    const gradient = [nbd.gradient[0]!, nbd.gradient[1]!, -customers * share, 0];
    const hessian = [0, 1, 2, 3].map((i) => [0, 1, 2, 3].map((j) => (i < 2 && j < 2 ? nbd.hessian![i]![j]! : 0)));
    hessian[2]![2] = -customers * share * (1 - share);
    const [r, alpha] = [Math.exp(logR), Math.exp(logAlpha)];
    for (const i of silent) {
      const weight = count[i]!;
      const silence = -r * Math.log1p(T[i]! / alpha);
      const slope = (r * T[i]!) / (alpha + T[i]!);
      const left = 1 / (1 + Math.exp(silence - logit));
      value += weight * (Math.max(logit, silence) + Math.log1p(Math.exp(-Math.abs(logit - silence))) - softplus(logit));
      const slopes = [(1 - left) * silence, (1 - left) * slope, left - share];
      slopes.forEach((each, k) => {
        gradient[k]! += weight * each;
      });
      const bend = left * (1 - left);
      const moves = [silence, slope, -1];
      const own = [
        [silence, slope, 0],
        [slope, (-slope * alpha) / (alpha + T[i]!), 0],
        [0, 0, 0],
      ];
      for (let k = 0; k < 3; k++) {
        for (let l = 0; l < 3; l++) {
          hessian[k]![l]! += weight * (bend * moves[k]! * moves[l]! + (1 - left) * own[k]![l]!);
        }
      }
      hessian[2]![2]! -= weight * share * (1 - share);
    }
    return { value, gradient, hessian };
  };
}

/** The logarithm of s at that of beta, `near`, for a share that leaves at once, as a logit; and that of beta. */
export function placeAtOnceOrNever(logit: number, near: number): readonly [logS: number, logBeta: number] {
  return [Math.log(softplus(logit) / -near), near];
}

/** The logit of the share that leaves within a unit of time. */
export function shareAtOnce(logS: number, logBeta: number): number {
  const left = Math.exp(logS) * softplus(-logBeta);
  return left > 30 ? left : Math.log(Math.expm1(left));
}

function softplus(x: number): number {
  return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
}
