import { promiseLatency } from "../../../src/journey/promise-latency.ts";
import type { PromiseRow } from "../../../src/journey/promise-row.ts";
import type { Adapter } from "../adapter.ts";

interface Inputs {
  readonly asOf: string;
  readonly probs: readonly number[];
  readonly promises: readonly PromiseRow[];
}

/** What the oracle calls open holds promises that are not made yet, too. */
export const promiseLatencyOracle: Adapter = ({ inputs }) => {
  const { asOf, probs, promises } = inputs as Inputs;
  const result = promiseLatency(promises, { asOf, probabilities: probs });
  return {
    fulfilled: result.fulfilled,
    open: result.unfulfilled,
    withinPromise: result.within,
    missed: result.missed,
    attainment: result.attainment.value,
    quantilesSeconds: result.quantiles.map(({ probability, ...quantile }) => ({ p: probability, ...quantile })),
    meanSeconds: result.meanSeconds,
    medianLatenessSeconds: result.medianLatenessSeconds,
  };
};
