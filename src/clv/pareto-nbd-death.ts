import { type DecayNodes, decayNodes, fillDecayNodes } from "./pareto-nbd-nodes.ts";

/**
 * The integral over the time u of a death after the last purchase, with R = r + x:
 *
 * dead = s ∫ ((alpha + t_x) / (alpha + u))^R ((beta + t_x) / (beta + u))^s du / (beta + u), u from t_x to T,
 *
 * is to `alive` = the same powers at u = T as the chance to be dead is to that to be alive, and ln(alive + dead) is what
 * the likelihood knows beyond the last purchase. With m the less of alpha and beta, M the other, and y = ln((m + u) / (m + t_x)),
 * it is prefactor ∫ exp(-p y - q v(y)) dy with v = ln((M + u) / (M + t_x)).
 *
 * Fader, P. S. and Hardie, B. G. S. (2005). A note on deriving the Pareto/NBD model and related expressions, has it by
 * 2F1, whose difference cancels where t_x is near T, and has no simple derivatives.
 */
export interface DeathShape {
  /** Whether y belongs to alpha, which is the less. */
  isAlphaLess: boolean;
  /** (m + t_x) / (M + t_x). */
  c: number;
  /** y at T. */
  length: number;
  /** v at T. */
  otherLength: number;
  /** -ln(alive). */
  decay: number;
}

export function setDeathShape(
  shape: DeathShape,
  alpha: number,
  beta: number,
  R: number,
  s: number,
  recency: number,
  T: number,
): void {
  const isAlphaLess = alpha <= beta;
  const less = isAlphaLess ? alpha : beta;
  const more = isAlphaLess ? beta : alpha;
  const passed = T - recency;
  const growth = passed / (less + recency);
  shape.isAlphaLess = isAlphaLess;
  shape.c = (less + recency) / (more + recency);
  shape.length = growth < 1e300 ? Math.log1p(growth) : Math.log(passed) - Math.log(less + recency);
  shape.otherLength = Math.log1p(passed / (more + recency));
  shape.decay = isAlphaLess ? R * shape.length + s * shape.otherLength : R * shape.otherLength + s * shape.length;
}

/** Fills in the nodes of the integral above and gives the factor before it. */
export function fillDeathNodes(nodes: DecayNodes, shape: DeathShape, R: number, s: number): number {
  const { isAlphaLess, c, length } = shape;
  if (isAlphaLess) {
    fillDecayNodes(nodes, R - 1, s + 1, c, length);
    return s * c;
  }
  fillDecayNodes(nodes, s, R, c, length);
  return s;
}

/** The same for 1 - alive - dead = R ∫ (…)^R (…)^s du / (alpha + u), by parts. */
export function fillPurchaseNodes(nodes: DecayNodes, shape: DeathShape, R: number, s: number): number {
  const { isAlphaLess, c, length } = shape;
  if (isAlphaLess) {
    fillDecayNodes(nodes, R, s, c, length);
    return R;
  }
  fillDecayNodes(nodes, s - 1, R + 1, c, length);
  return R * c;
}

export function massOf({ mass, size }: DecayNodes): number {
  let sum = 0;
  for (let i = 0; i < size; i++) sum += mass[i]!;
  return sum;
}

/** What the integral needs to work in, reused from one history to the next. */
export interface DeathScratch {
  readonly nodes: DecayNodes;
  readonly shape: DeathShape;
}

export function deathScratch(): DeathScratch {
  return {
    nodes: decayNodes(),
    shape: { isAlphaLess: true, c: 1, length: 0, otherLength: 0, decay: 0 },
  };
}

let shared: DeathScratch | undefined;

/** Made at first use, for functions of one history. */
export function sharedScratch(): DeathScratch {
  return (shared ??= deathScratch());
}
