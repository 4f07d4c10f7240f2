import { fillDeathNodes, fillPurchaseNodes, massOf, setDeathShape, sharedScratch } from "./pareto-nbd-death.ts";
import type { PurchaseHistory } from "./purchase-history.ts";
import type { ParameterValues } from "./purchase-process.ts";

/**
 * ln(alive + dead), in the words of the file on death: ln of the likelihood over that of having bought so often up to the last
 * purchase. Near 0 it is taken from what is missing to 1, whose digits it then has.
 */
export function logAliveOrDead(parameters: ParameterValues, { frequency, recency, T }: PurchaseHistory): number {
  if (!(T > recency)) return 0;
  const { nodes, shape } = sharedScratch();
  const R = parameters[0]! + frequency;
  const s = parameters[2]!;
  setDeathShape(shape, parameters[1]!, parameters[3]!, R, s, recency, T);
  const factor = fillDeathNodes(nodes, shape, R, s);
  const total = Math.exp(-shape.decay) + factor * massOf(nodes);
  if (total < 0.9) return Math.log(total);
  const missing = fillPurchaseNodes(nodes, shape, R, s);
  return Math.log1p(-missing * massOf(nodes));
}

/**
 * ln of the odds to be dead at T: of `dead` to `alive`; -Infinity where T is the last purchase.
 */
export function logOddsDead(parameters: ParameterValues, { frequency, recency, T }: PurchaseHistory): number {
  if (!(T > recency)) return -Infinity;
  const { nodes, shape } = sharedScratch();
  const R = parameters[0]! + frequency;
  const s = parameters[2]!;
  setDeathShape(shape, parameters[1]!, parameters[3]!, R, s, recency, T);
  const factor = fillDeathNodes(nodes, shape, R, s);
  return Math.log(factor) + Math.log(massOf(nodes)) + shape.decay;
}

/** ln P(alive at T), which has all its digits where P(alive) is next to 1, and exists where that is 0 in float64. */
export function logProbabilityAlive(parameters: ParameterValues, history: PurchaseHistory): number {
  const logOdds = logOddsDead(parameters, history);
  if (logOdds === -Infinity) return 0;
  return logOdds > 40 ? -logOdds : -Math.log1p(Math.exp(logOdds));
}
