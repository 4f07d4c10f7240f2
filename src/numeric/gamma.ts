import { log1pMinus } from "./log1p-minus.ts";
import { stirlingError, stirlingErrorDifference, stirlingFrom } from "./stirling.ts";

/** ln Gamma(x) for x >= 0, with its relative accuracy kept at the zeros 1 and 2; NaN below 0. */
export function logGamma(x: number): number {
  if (!(x > 0)) return x === 0 ? Infinity : NaN;
  if (x < 1) return onePlus(x, x - 1) - Math.log(x);
  if (x <= 2) return onePlus(x - 1, x - 2);
  if (x >= stirlingFrom) return (x - 0.5) * (Math.log(x) - 1) + 0.4189385332046727 + stirlingError(x);
  let product = 1;
  let reduced = x;
  while (reduced > 2) {
    reduced -= 1;
    product *= reduced;
  }
  return onePlus(reduced - 1, reduced - 2) + Math.log(product);
}

/** ln Gamma(1 + z) for z > -1, where 1 + z would round away the digits of a small z. */
export function logGamma1p(z: number): number {
  if (z < 0) return onePlus(1 + z, z) - Math.log1p(z);
  return z <= 1 ? onePlus(z, z - 1) : logGamma(1 + z);
}

/**
 * ln Gamma(1 + z) on [0, 1] as z (z - 1) P(z)/Q(z): the zeros are factors, so that nothing cancels.
 * Minimax fit by test/unit/numeric/minimax.py, relative error 6e-18.
 */
function onePlus(z: number, zMinusOne: number): number {
  const p =
    0.5772156649015329 +
    z *
      (1.4310719267054912 +
        z *
          (1.285167683462439 +
            z *
              (0.506717809553319 + z * (0.08378469324372007 + z * (0.004396981115040758 + z * 1.741818069730772e-5)))));
  const q =
    1 +
    z *
      (2.904154196012739 +
        z *
          (3.1911490289951945 +
            z *
              (1.6511903629351108 +
                z * (0.40693938763119336 + z * (0.04234033197212243 + z * 0.0012849899343923218)))));
  return (z * zMinusOne * p) / q;
}

/**
 * Gamma(x) / [sqrt(2 pi / x) (x/e)^x], which is near 1 for large x: what is left of a gamma or beta density
 * when its exponent has been taken out exactly.
 */
export function gammaStar(x: number): number {
  if (x >= stirlingFrom) return Math.exp(stirlingError(x));
  return ((gammaBelowStirling(x) * Math.sqrt(x)) / 2.5066282746310007) * Math.exp(x) * Math.pow(x, -x);
}

/** Gamma(x) for 0 < x < {@link stirlingFrom}. */
export function gammaBelowStirling(x: number): number {
  if (x < 1) return Math.exp(onePlus(x, x - 1)) / x;
  let product = 1;
  let reduced = x;
  while (reduced > 2) {
    reduced -= 1;
    product *= reduced;
  }
  return product * Math.exp(onePlus(reduced - 1, reduced - 2));
}

/**
 * ln Gamma(x + step) - ln Gamma(x) for x > 0 and x + step > 0, exact to the last digits for a tiny step and for a
 * huge x, where the difference of two logGamma has none.
 */
export function logGammaRatio(x: number, step: number): number {
  if (!(x > 0 && x + step > 0)) return NaN;
  if (x < stirlingFrom || x + step < stirlingFrom) {
    if (Math.abs(step) > stirlingFrom) return logGamma(x + step) - logGamma(x);
    // Gamma(x + 1) = x Gamma(x) at both ends: the product of the 1 + step/(x + k), and that product less one.
    let growth = 0;
    let product = 1;
    let shifted = x;
    while (shifted < stirlingFrom || shifted + step < stirlingFrom) {
      const term = step / shifted;
      growth += term + growth * term;
      product *= (shifted + step) / shifted;
      shifted += 1;
    }
    return logGammaRatio(shifted, step) - (Math.abs(growth) < 0.5 ? Math.log1p(growth) : Math.log(product));
  }
  const relative = step / x;
  return (
    step * Math.log(x + step) + x * log1pMinus(relative) - Math.log1p(relative) / 2 + stirlingErrorDifference(x, step)
  );
}

/** ln B(a, b) for a, b > 0, from 1e-300 to 1e305 in any pair. */
export function logBeta(a: number, b: number): number {
  const small = Math.min(a, b);
  const large = Math.max(a, b);
  if (!(small > 0)) return small === 0 ? Infinity : NaN;
  if (small < stirlingFrom) return logGamma(small) - logGammaRatio(large, small);
  const share = small / large;
  return (
    0.9189385332046728 -
    Math.log(large) / 2 -
    (small - 0.5) * Math.log1p(1 / share) -
    large * Math.log1p(share) +
    stirlingError(small) -
    stirlingErrorDifference(large, small)
  );
}
