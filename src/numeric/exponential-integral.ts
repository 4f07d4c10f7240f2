import { logGamma1p } from "./gamma.ts";

/**
 * exp(z) E_s(z) with E_s(z) the integral of exp(-z t) t^-s for t from 1 to Infinity, for s >= 0 and z > 0.
 *
 * It is Tricomi's U(1, 2 - s, z): the present value of a Pareto/NBD customer's stream (see clv) has this form.
 */
export function scaledExponentialIntegral(s: number, z: number): number {
  if (!(s >= 0 && z >= 0)) return NaN;
  if (z === 0) return s > 1 ? 1 / (s - 1) : Infinity;
  if (z === Infinity) return 0;
  if (z >= 1 || s > 20) return fraction(s, z);
  // E_(s + 1) = (exp(-z) - z E_s) / s is stable upwards for z < 1: NIST DLMF 8.19.12.
  const steps = s < 1.5 ? 0 : Math.round(s - 1);
  let value = Math.exp(z) * nearPole(s - steps, z);
  for (let order = s - steps; order < s - 0.5; order += 1) value = (1 - z * value) / order;
  return value;
}

/**
 * E_s(z) for 0 <= s < 1.5 by NIST DLMF 8.19.10, with e = 1 - s and the two terms that are infinite at s = 1 taken
 * together: Gamma(e) z^-e - 1/e = (exp(ln Gamma(1 + e) - e ln z) - 1) / e.
 */
function nearPole(s: number, z: number): number {
  const e = 1 - s;
  let sum = e === 0 ? -0.5772156649015329 - Math.log(z) : Math.expm1(logGamma1p(e) - e * Math.log(z)) / e;
  let term = 1;
  for (let k = 1; k < 40; k++) {
    term *= -z / k;
    sum -= term / (e + k);
  }
  return sum;
}

/** The continued fraction of NIST DLMF 8.19.17, contracted to its even part, by the method of Lentz. */
function fraction(s: number, z: number): number {
  let denominator = z + s;
  let c = Infinity;
  let d = 1 / denominator;
  let value = d;
  for (let k = 1; k < 10000; k++) {
    const numerator = -k * (s + k - 1);
    denominator += 2;
    d = 1 / (denominator + numerator * d);
    c = denominator + numerator / c;
    const factor = c * d;
    value *= factor;
    if (Math.abs(factor - 1) < 2e-16) break;
  }
  return value;
}
