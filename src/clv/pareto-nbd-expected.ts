import { logProbabilityAlive } from "./pareto-nbd-alive.ts";
import type { PurchaseHistory } from "./purchase-history.ts";
import type { ParameterValues } from "./purchase-process.ts";

/** P(alive at T + ahead). */
export function paretoNbdProbabilityAlive(
  parameters: ParameterValues,
  history: PurchaseHistory,
  ahead: number,
): number {
  const survival = -parameters[2]! * Math.log1p(ahead / (parameters[3]! + history.T));
  return Math.exp(logProbabilityAlive(parameters, history) + survival);
}

/** Expected purchases in (T, T + ahead]. */
export function paretoNbdExpectedPurchases(
  parameters: ParameterValues,
  history: PurchaseHistory,
  ahead: number,
): number {
  const { frequency, T } = history;
  return timesAlive(parameters, history, purchasesIfAlive(parameters, frequency, T, ahead));
}

/** Expected purchases in (0, ahead] of a new customer. */
export function paretoNbdNewCustomerPurchases(parameters: ParameterValues, ahead: number): number {
  return purchasesIfAlive(parameters, 0, 0, ahead);
}

/** A figure of the living, times P(alive): also where that is below float64, and the figure infinite. */
export function timesAlive(parameters: ParameterValues, history: PurchaseHistory, figure: number): number {
  if (figure === 0 || figure === Infinity) return figure;
  const log = logProbabilityAlive(parameters, history);
  return log > -600 ? Math.exp(log) * figure : Math.exp(log + Math.log(figure));
}

/** Expected purchases in (T, T + ahead] of one who is alive at T; Infinity where they do not end. */
export function purchasesIfAlive(parameters: ParameterValues, frequency: number, T: number, ahead: number): number {
  const [r, alpha, s, beta] = [parameters[0]!, parameters[1]!, parameters[2]!, parameters[3]!];
  return (((r + frequency) * (beta + T)) / (alpha + T)) * decaying(s, Math.log1p(ahead / (beta + T)));
}

/** The integral of exp(-(s - 1) l) over l from 0 to `length`. */
export function decaying(s: number, length: number): number {
  if (s === 1) return length;
  if (length === Infinity) return s > 1 ? 1 / (s - 1) : Infinity;
  return -Math.expm1(-(s - 1) * length) / (s - 1);
}
