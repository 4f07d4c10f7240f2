import type { Evaluation } from "../numeric/maximise.ts";
import type { Matrix } from "../numeric/maximise-linear.ts";
import type { Renewal } from "./contractual-renewals.ts";

/** ln of the share who stay at a renewal, with its derivatives by the parameters. */
export interface Stay {
  readonly value: number;
  readonly gradient: readonly number[];
  readonly hessian: Matrix;
}

/** Log-likelihood of binomial counts at each renewal: Σ churned · ln(1 - e^stay) + stayed · stay. */
export function renewalLikelihood(
  renewals: readonly Renewal[],
  size: number,
  stayAt: (renewal: number) => Stay,
): Evaluation {
  let value = 0;
  const gradient = new Array<number>(size).fill(0);
  const hessian = gradient.map(() => new Array<number>(size).fill(0));
  for (const { renewal, atRisk, churned } of renewals) {
    const stayed = atRisk - churned;
    const stay = stayAt(renewal);
    if (churned > 0) value += churned * Math.log(-Math.expm1(stay.value));
    if (stayed > 0) value += stayed * stay.value;
    // First and second derivative of the summand by stay.
    const odds = 1 / Math.expm1(-stay.value);
    const weight = stayed - churned * odds;
    const bend = churned * odds * (1 + odds);
    for (let i = 0; i < size; i++) {
      const slope = stay.gradient[i]!;
      gradient[i]! += weight * slope;
      for (let j = 0; j < size; j++) {
        hessian[i]![j]! += weight * stay.hessian[i]![j]! - bend * slope * stay.gradient[j]!;
      }
    }
  }
  return { value, gradient, hessian };
}
