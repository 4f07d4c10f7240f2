import type { Tails } from "./uniform-tails.ts";

/** A distribution at a point, with derivatives along the scale on which both its tails are log-concave. */
export interface TailPoint extends Tails {
  /** The density on that scale. */
  readonly density: number;
  /** The derivative of the logarithm of that density. */
  readonly bend: number;
}

/**
 * The point with given tails, by Halley's method on the logarithm of the smaller one: no digits are lost in it, and as
 * it is concave the iteration goes home from afar. A bracket catches steps out of the range of float64.
 *
 * @param target - both tails, of which the smaller one counts
 * @param start - a first guess, of any quality
 * @param look - the distribution at a point
 * @param move - the point a step further on the log-concave scale: ln x for gamma, ln(x / (1 - x)) for beta
 */
export function solveTail(target: Tails, start: number, look: (point: number) => TailPoint, move: (point: number, step: number) => number): number {
  const isLower = target.lower < target.upper;
  const sign = isLower ? 1 : -1;
  const logTarget = Math.log(isLower ? target.lower : target.upper);
  let point = start;
  let place = 0;
  let low = -Infinity;
  let high = Infinity;
  for (let round = 0; round < 200; round++) {
    const seen = look(point);
    const tail = isLower ? seen.lower : seen.upper;
    const excess = sign * (Math.log(tail) - logTarget);
    const hazard = seen.density / tail;
    const newton = -excess / hazard;
    const step = newton / Math.max(0.5, 1 + (newton * (seen.bend - sign * hazard)) / 2);
    // The step cubes the error: what is 1e-6 before it is gone after it.
    if (Math.abs(excess) < 1e-6) return move(point, step);
    if (excess > 0) high = place;
    else low = place;
    let next = place + step;
    if (!(next > low && next < high)) {
      if (low === -Infinity) next = place - 2 ** round;
      else next = high === Infinity ? place + 2 ** round : (low + high) / 2;
    }
    point = move(point, next - place);
    place = next;
  }
  return point;
}
