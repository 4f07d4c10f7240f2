import type { Tails } from "./uniform-tails.ts";

/**
 * The point x > 0 with given tails, of which the smaller one counts, for a distribution whose tails are log-concave in
 * ln x: gamma in x, beta in the odds.
 *
 * Halley's method on the logarithm of the tail: no digits are lost in it, and as it is concave the iteration goes home
 * from afar. A bracket catches steps out of the range of float64.
 *
 * @param start - a first guess, of any quality
 * @param look - the tails at a point, and the density of ln x there
 * @param bend - the derivative of the logarithm of that density by ln x
 */
export function solveTail(
  lower: number,
  upper: number,
  start: number,
  look: (x: number) => Tails,
  bend: (x: number) => number,
): number {
  const isLower = lower < upper;
  const sign = isLower ? 1 : -1;
  const logTarget = Math.log(isLower ? lower : upper);
  let x = start;
  // Places are ln(x / start).
  let place = 0;
  let low = -Infinity;
  let high = Infinity;
  for (let round = 0; round < 200; round++) {
    const seen = look(x);
    const tail = isLower ? seen.lower : seen.upper;
    const excess = sign * (Math.log(tail) - logTarget);
    const hazard = seen.density / tail;
    const newton = -excess / hazard;
    const step = newton / Math.max(0.5, 1 + (newton * (bend(x) - sign * hazard)) / 2);
    // The step cubes the error: what is 1e-5 before it is gone after it.
    if (Math.abs(excess) < 1e-5) return x * Math.exp(step);
    if (excess > 0) high = place;
    else low = place;
    let next = place + step;
    if (!(next > low && next < high)) {
      if (low === -Infinity) next = place - 2 ** round;
      else next = high === Infinity ? place + 2 ** round : (low + high) / 2;
    }
    x *= Math.exp(next - place);
    place = next;
  }
  return x;
}
