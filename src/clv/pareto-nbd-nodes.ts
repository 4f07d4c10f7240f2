import { type GaussRule, gaussLegendre } from "../numeric/gauss-legendre.ts";

/**
 * Points and masses of the integral of exp(-p y - q v(y)) over y from 0 to `length`, with v(y) = ln(1 + c (exp(y) - 1)):
 * what all likelihoods of the Pareto/NBD come down to (see {@link deathShape}). To be reused from one history to the next.
 */
export interface DecayNodes {
  y: Float64Array;
  v: Float64Array;
  mass: Float64Array;
  size: number;
}

export function decayNodes(): DecayNodes {
  return { y: new Float64Array(256), v: new Float64Array(256), mass: new Float64Array(256), size: 0 };
}

/**
 * Fills in the nodes for p > -1, q > 0 and 0 < c <= 1, by Gauss and Legendre.
 *
 * The exponent h(y) = p y + q v(y) is convex, so there is one peak, and a point beyond which nothing counts. The
 * singularities of v are at distance pi from the real axis: a stretch of 2.5 needs few nodes, more where h changes much.
 */
export function fillDecayNodes(nodes: DecayNodes, p: number, q: number, c: number, length: number): void {
  const end = decayEnd(p, q, c, length);
  const stretches = Math.max(1, Math.ceil(end / longestStretch));
  const half = end / stretches / 2;
  if (nodes.y.length < stretches * largestRule) grow(nodes, stretches * largestRule);
  const { y, v, mass } = nodes;
  let size = 0;
  let before = 0;
  for (let stretch = 0; stretch < stretches; stretch++) {
    const middle = (2 * stretch + 1) * half;
    const after = exponent(p, q, c, middle + half);
    const { nodes: points, weights }: GaussRule = gaussLegendre(ruleSize(Math.abs(after - before), half));
    before = after;
    for (let i = 0; i < points.length; i++) {
      const at = middle + half * points[i]!;
      const other = slower(c, at);
      y[size] = at;
      v[size] = other;
      mass[size] = half * weights[i]! * Math.exp(-p * at - q * other);
      size++;
    }
  }
  nodes.size = size;
}

const longestStretch = 2.5;
const largestRule = 40;

/** Enough nodes for 15 digits. */
function ruleSize(change: number, half: number): number {
  const size = 2 * Math.ceil((7 + 3 * half + 2.4 * Math.sqrt(change)) / 2);
  return size < largestRule ? size : largestRule;
}

/** v(y) = ln(1 + c (exp(y) - 1)). */
function slower(c: number, y: number): number {
  return y < 700 ? Math.log1p(c * Math.expm1(y)) : y + Math.log(c);
}

function exponent(p: number, q: number, c: number, y: number): number {
  return p * y + q * slower(c, y);
}

/** A point, at most `length`, beyond which the integrand is below exp(-42) of its peak. */
function decayEnd(p: number, q: number, c: number, length: number): number {
  const slopeAtStart = p + q * c;
  let y = length;
  let top = 0;
  if (slopeAtStart > 0) y = Math.min(y, negligible / slopeAtStart);
  else {
    // v'(y) = c exp(y - v) = -p/q at the peak.
    const peak = Math.log((-p * (1 - c)) / (c * (p + q)));
    if (!(peak < length)) return length;
    top = exponent(p, q, c, peak);
  }
  // Newton's method on a convex function, from the right of its root, stays there.
  for (let round = 0; round < 60; round++) {
    const other = slower(c, y);
    const excess = p * y + q * other - top - negligible;
    if (excess < 10) break;
    y -= excess / (p + q * c * Math.exp(y - other));
  }
  return y;
}

const negligible = 42;

function grow(nodes: DecayNodes, size: number): void {
  nodes.y = new Float64Array(size);
  nodes.v = new Float64Array(size);
  nodes.mass = new Float64Array(size);
}
