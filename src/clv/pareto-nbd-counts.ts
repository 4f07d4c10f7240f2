import { gaussLegendre } from "../numeric/gauss-legendre.ts";
import { logProbabilityAlive } from "./pareto-nbd-alive.ts";
import type { PurchaseHistory } from "./purchase-history.ts";
import type { ParameterValues } from "./purchase-process.ts";

/**
 * P(0), ..., P(most) purchases of a new customer in (0, ahead]: negative binomials of the time alive, mixed over that time.
 *
 * All terms are positive, so nothing cancels. Fader, P. S. and Hardie, B. G. S. (2006), Deriving an expression for
 * P(X(t) = x) under the Pareto/NBD model, has it as a difference of 2F1.
 */
export function paretoNbdCountProbabilities(parameters: ParameterValues, ahead: number, most: number): Float64Array {
  const [r, alpha, s, beta] = [parameters[0]!, parameters[1]!, parameters[2]!, parameters[3]!];
  const probabilities = new Float64Array(most + 1);
  const growth = Float64Array.from({ length: most }, (_, n) => (r + n) / (n + 1));
  const addNegativeBinomial = (time: number, weight: number): void => {
    const p = time / (alpha + time);
    const logFirst = Math.log(weight) - r * Math.log1p(time / alpha);
    let logScale = logFirst;
    let scale = Math.exp(logScale);
    let value = 1;
    let shifts = 0;
    for (let n = 0; ; n++) {
      probabilities[n]! += value * scale;
      if (n === most) break;
      value *= growth[n]! * p;
      // A scale below float64 grows at the cost of the value; any other times the value is at most 1, so that is finite.
      while (value > 1e20 && logScale < -600) {
        value *= 1e-20;
        logScale = logFirst + 46.051701859880914 * ++shifts;
        scale = Math.exp(logScale);
      }
      // With r > 1 the terms rise before they fall, else they only fall.
      if (value < 1e-290) break;
    }
  };
  if (ahead > 0) forEachTimeAlive(r, alpha, s, beta, ahead, most, addNegativeBinomial);
  else probabilities[0] = 1;
  return probabilities;
}

/** The same for (T, T + ahead] of a customer with a history: who is alive is new, with parameters that have learned. */
export function paretoNbdConditionalCountProbabilities(
  parameters: ParameterValues,
  history: PurchaseHistory,
  ahead: number,
  most: number,
): Float64Array {
  const { frequency, T } = history;
  const [r, alpha, s, beta] = [parameters[0]!, parameters[1]!, parameters[2]!, parameters[3]!];
  const logAlive = logProbabilityAlive(parameters, history);
  const alive = Math.exp(logAlive);
  const probabilities = paretoNbdCountProbabilities([r + frequency, alpha + T, s, beta + T], ahead, most);
  for (let n = 0; n <= most; n++) probabilities[n]! *= alive;
  probabilities[0]! -= Math.expm1(logAlive);
  return probabilities;
}

/**
 * Visits times alive within (0, ahead] with weights that add up to 1: `ahead` with the chance to live so long, and nodes for
 * the density of death before, by Gauss and Legendre on stretches of ln(time) that are short enough for every count up to
 * `most`, whose likelihood is time^n (alpha + time)^-(r + n).
 */
function forEachTimeAlive(
  r: number,
  alpha: number,
  s: number,
  beta: number,
  ahead: number,
  most: number,
  visit: (time: number, weight: number) => void,
): void {
  const { nodes, weights } = gaussLegendre(20);
  // Beyond that time everything is a power of it: the rest of the integral is known.
  const far = Math.min(1e300, 1e17 * ((most + r) * alpha + (s + 1) * beta));
  const end = Math.min(ahead, far);
  const beyond = ahead > far ? Math.pow(far / ahead, r + s) : 1;
  visit(end, Math.exp(-s * Math.log1p(end / beta)) * (beyond + (1 - beyond) * (s / (r + s))));

  const density = (time: number): number => (s / (beta + time)) * Math.exp(-s * Math.log1p(time / beta));
  // A peak of the likelihood of a count in ln(time) has at least this width; at the end its slope is at most the count.
  const width = 1 / Math.sqrt(Math.min(most + 1, 1.25 * (r + s + 1)));
  const longest = Math.min(2, 3 * width);
  const first = Math.min(longest, 20 / (most + 1));
  const start = Math.min(0.3 * alpha, 0.3 * beta, 0.3 * end, (5 * alpha) / (r + 1), (5 * beta) / (s + 1));
  let later = end;
  while (later > start) {
    const passed = Math.log(end / later);
    const length = Math.min(longest, Math.max(first, passed / 2));
    const earlier = Math.max(start, later * Math.exp(-length));
    const half = Math.log(later / earlier) / 2;
    for (let i = 0; i < nodes.length; i++) {
      const time = later * Math.exp(-half * (1 + nodes[i]!));
      visit(time, half * weights[i]! * time * density(time));
    }
    later = earlier;
  }
  for (let i = 0; i < nodes.length; i++) {
    const time = (start / 2) * (1 + nodes[i]!);
    visit(time, (start / 2) * weights[i]! * density(time));
  }
}
