import { bgNbdColumns } from "./bg-nbd-columns.ts";
import { bgNbdCounts } from "./bg-nbd-counts.ts";
import { bgNbdDiscounted } from "./bg-nbd-discounted.ts";
import { bgNbdDerivatives, bgNbdLikelihood, bgNbdLogLikelihood } from "./bg-nbd-likelihood.ts";
import { bgNbdAlive, bgNbdExpected, bgNbdLogAlive } from "./bg-nbd-predictions.ts";
import { bgNbdSimulate } from "./bg-nbd-simulate.ts";
import { bgNbdStarts } from "./bg-nbd-starts.ts";
import type { PurchaseHistory } from "./purchase-history.ts";
import type { PurchaseProcess } from "./purchase-process.ts";

/**
 * The beta-geometric / NBD model. A customer buys at a constant rate, gamma(r, alpha) over customers, and leaves after a
 * repeat purchase with probability p, beta(a, b) over customers.
 *
 * Fader, P. S., Hardie, B. G. S. and Lee, K. L. (2005). "Counting your customers" the easy way: an alternative to the
 * Pareto/NBD model. Marketing Science 24(2), 275-284.
 */
export const bgNbdProcess: PurchaseProcess = {
  model: "bg-nbd",
  parameterNames: ["r", "alpha", "a", "b"],
  logLikelihood: (parameters, history) => bgNbdLogLikelihood(0, parameters, history),
  derivatives: (parameters, history, out) => bgNbdDerivatives(0, parameters, history, out),
  likelihood: (histories) => bgNbdLikelihood(0, histories),
  starts: bgNbdStarts,
  probabilityAlive: (parameters, history, ahead) => bgNbdAlive(0, parameters, history, ahead),
  logProbabilityAlive: (parameters, history) => bgNbdLogAlive(0, parameters, history),
  expectedPurchases: (parameters, history, ahead) => bgNbdExpected(0, parameters, history, ahead),
  newCustomerPurchases: (parameters, ahead) => bgNbdExpected(0, parameters, newCustomer, ahead),
  discountedPurchases: (parameters, history, rate, ahead) => bgNbdDiscounted(0, parameters, history, rate, ahead),
  countProbabilities: (parameters, ahead, most) => bgNbdCounts(0, parameters, newCustomer, ahead, most),
  conditionalCountProbabilities: (parameters, history, ahead, most) => bgNbdCounts(0, parameters, history, ahead, most),
  predictColumns: (parameters, histories, ahead) => bgNbdColumns(0, parameters, histories, ahead),
  simulate: (parameters, random, until) => bgNbdSimulate(0, parameters, random, until),
};

/**
 * The modified BG/NBD model, in which a customer may leave after the first purchase too.
 *
 * Batislam, E. P., Denizel, M. and Filiztekin, A. (2007). Empirical validation and comparison of models for customer base
 * analysis. International Journal of Research in Marketing 24(3), 201-209.
 */
export const mbgNbdProcess: PurchaseProcess = {
  model: "mbg-nbd",
  parameterNames: ["r", "alpha", "a", "b"],
  logLikelihood: (parameters, history) => bgNbdLogLikelihood(1, parameters, history),
  derivatives: (parameters, history, out) => bgNbdDerivatives(1, parameters, history, out),
  likelihood: (histories) => bgNbdLikelihood(1, histories),
  starts: bgNbdStarts,
  probabilityAlive: (parameters, history, ahead) => bgNbdAlive(1, parameters, history, ahead),
  logProbabilityAlive: (parameters, history) => bgNbdLogAlive(1, parameters, history),
  expectedPurchases: (parameters, history, ahead) => bgNbdExpected(1, parameters, history, ahead),
  newCustomerPurchases: (parameters, ahead) => bgNbdExpected(1, parameters, newCustomer, ahead),
  discountedPurchases: (parameters, history, rate, ahead) => bgNbdDiscounted(1, parameters, history, rate, ahead),
  countProbabilities: (parameters, ahead, most) => bgNbdCounts(1, parameters, newCustomer, ahead, most),
  conditionalCountProbabilities: (parameters, history, ahead, most) => bgNbdCounts(1, parameters, history, ahead, most),
  predictColumns: (parameters, histories, ahead) => bgNbdColumns(1, parameters, histories, ahead),
  simulate: (parameters, random, until) => bgNbdSimulate(1, parameters, random, until),
};

const newCustomer: PurchaseHistory = { frequency: 0, recency: 0, T: 0 };
