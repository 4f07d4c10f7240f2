import { logProbabilityAlive } from "./pareto-nbd-alive.ts";
import { paretoNbdColumns } from "./pareto-nbd-columns.ts";
import { paretoNbdConditionalCountProbabilities, paretoNbdCountProbabilities } from "./pareto-nbd-counts.ts";
import { paretoNbdDiscountedPurchases } from "./pareto-nbd-discounted.ts";
import {
  paretoNbdExpectedPurchases,
  paretoNbdNewCustomerPurchases,
  paretoNbdProbabilityAlive,
} from "./pareto-nbd-expected.ts";
import { paretoNbdDerivatives, paretoNbdLikelihood, paretoNbdLogLikelihood } from "./pareto-nbd-likelihood.ts";
import { simulateParetoNbd } from "./pareto-nbd-simulate.ts";
import { paretoNbdStarts } from "./pareto-nbd-starts.ts";
import type { PurchaseProcess } from "./purchase-process.ts";

/**
 * The Pareto/NBD: customers buy at random at a rate of their own until they die, at any time, at a death rate of their own;
 * the rates are gamma, with shapes r and s and rates alpha and beta.
 *
 * Schmittlein, D. C., Morrison, D. G. and Colombo, R. (1987). Counting your customers: who are they and what will they do
 * next? Management Science 33, 1-24.
 */
export const paretoNbdProcess: PurchaseProcess = {
  model: "pareto-nbd",
  parameterNames: ["r", "alpha", "s", "beta"],
  logLikelihood: paretoNbdLogLikelihood,
  derivatives: paretoNbdDerivatives,
  likelihood: paretoNbdLikelihood,
  starts: paretoNbdStarts,
  probabilityAlive: paretoNbdProbabilityAlive,
  logProbabilityAlive,
  expectedPurchases: paretoNbdExpectedPurchases,
  newCustomerPurchases: paretoNbdNewCustomerPurchases,
  discountedPurchases: paretoNbdDiscountedPurchases,
  countProbabilities: paretoNbdCountProbabilities,
  conditionalCountProbabilities: paretoNbdConditionalCountProbabilities,
  predictColumns: paretoNbdColumns,
  simulate: simulateParetoNbd,
};
