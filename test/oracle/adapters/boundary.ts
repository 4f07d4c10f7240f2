import { fitBgNbd } from "../../../src/clv/fit-bg-nbd.ts";
import { fitParetoNbd } from "../../../src/clv/fit-pareto-nbd.ts";
import type { Adapter } from "../adapter.ts";
import { type HistoryInputs, historyColumns, timeUnit } from "./history-columns.ts";

/** A likelihood without maximum: its supremum, and what is known of the parameters there. */
export const boundary: Adapter = ({ inputs, expected, folder }) => {
  const histories = historyColumns(inputs as HistoryInputs, folder);
  const isOfPareto = Object.hasOwn(expected as object, "ratio_s_over_beta");
  const fit = (isOfPareto ? fitParetoNbd : fitBgNbd)(histories, { timeUnit });
  if (fit.status !== "boundary") return fit;
  const { supremum, identified } = fit.boundary;
  return {
    ...identified,
    nbd_params: fit.parameters,
    ratio_s_over_beta: identified["s/beta"],
    supremum_log_likelihood: supremum,
    log_likelihood: fit.logLikelihood,
  };
};
