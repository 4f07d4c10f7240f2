import { erfcx } from "./erf.ts";

/** Both tail probabilities of a distribution at a point: each with its own relative accuracy. */
export interface Tails {
  /** P(X <= x). */
  readonly lower: number;
  /** P(X > x). */
  readonly upper: number;
  /** The density on the scale on which both tails are log-concave: ln x for gamma, ln(x / (1 - x)) for beta. */
  readonly density: number;
}

/**
 * The tails of a gamma or beta distribution with large parameters, uniformly in x: where series and continued fractions
 * need the more terms the larger the parameters, this needs the fewer.
 *
 * Temme, N. M. (1979), The asymptotic expansion of the incomplete gamma functions, SIAM J. Math. Anal. 10, 757-766,
 * summed as by Gil, A., Segura, J. and Temme, N. M. (2012), Efficient and accurate algorithms for the computation and
 * inversion of the incomplete gamma function ratios, SIAM J. Sci. Comput. 34(6), A2965-A2981, and here extended to beta.
 *
 * For a share p = a/(a + b) and q = 1 - p write the exponent of the beta density as size eta^2/2 with
 * size = (a + b) p q, and x = p + p q u. Then u du/deta = eta (1 + (q - p) u - p q u^2), and the tail above is
 * erfc(eta sqrt(size/2))/2 + exp(-size eta^2/2)/sqrt(2 pi size) S(eta), where S solves S' - size eta S = size (1 - G eta/u)
 * and G makes S regular at 0. Gamma is the limit p = 0 with size = a and x = a (1 + u).
 *
 * @param exponent - size eta^2 / 2, exact to the last digits
 * @param below - whether x is below the mean, that is eta < 0
 * @param skew - q - p: 1 for gamma, 0 for a symmetric beta
 */
export function uniformTails(exponent: number, below: boolean, size: number, skew: number): Tails {
  const eta = (below ? -1 : 1) * Math.sqrt((2 * exponent) / size);
  const ratios = etaOverU(skew);
  let next = 0;
  let nextButOne = 0;
  let sum = 0;
  // beta(n - 1) = ratio(n) + (n + 1)/size beta(n + 1); the sum of beta(n) eta^n.
  for (let n = terms; n >= 1; n--) {
    const beta = ratios[n]! + ((n + 1) / size) * nextButOne;
    sum = sum * eta + beta;
    nextButOne = next;
    next = beta;
  }
  const regular = size / (size + nextButOne);
  const peak = Math.exp(-exponent);
  const correction = (regular * sum) / Math.sqrt(6.283185307179586 * size);
  const tail = peak * (erfcx(Math.sqrt(exponent)) / 2 + (below ? -correction : correction));
  const density = peak * regular * Math.sqrt(size / 6.283185307179586);
  return below ? { lower: tail, upper: 1 - tail, density } : { lower: 1 - tail, upper: tail, density };
}

/** From this size on, and while size eta^2 / 2 <= size / 2, {@link uniformTails} is good to 15 digits. */
export const uniformFrom = 12;

const terms = 28;
let knownSkew = NaN;
let knownRatios: readonly number[] = [];

/** The Taylor coefficients of eta/u in eta; the last ones are kept, for an inverse asks again with the same skew. */
function etaOverU(skew: number): readonly number[] {
  if (skew === knownSkew) return knownRatios;
  const curvature = (1 - skew * skew) / 4;
  // w = u/eta; squares are the coefficients of w^2, in which the differential equation is linear.
  const w = [1];
  const squares = [1];
  const ratios = [1];
  for (let n = 1; n <= terms; n++) {
    squares.push((skew * w[n - 1]! - curvature * (squares[n - 2] ?? 0)) / (1 + n / 2));
    let square = squares[n]!;
    for (let k = 1; k < n; k++) square -= w[k]! * w[n - k]!;
    w.push(square / 2);
    let ratio = 0;
    for (let k = 1; k <= n; k++) ratio -= w[k]! * ratios[n - k]!;
    ratios.push(ratio);
  }
  knownSkew = skew;
  knownRatios = ratios;
  return ratios;
}
