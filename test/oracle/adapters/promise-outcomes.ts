import type { Interval } from "../../../src/core/estimate.ts";
import { promiseOutcomes } from "../../../src/journey/promise-outcomes.ts";
import type { PromiseRow } from "../../../src/journey/promise-row.ts";
import { promiseVerdict } from "../../../src/journey/promise-verdict.ts";
import type { VerdictOptions } from "../../../src/journey/verdict-rules.ts";
import type { Adapter } from "../adapter.ts";

interface Inputs extends VerdictOptions {
  readonly promises: readonly PromiseRow[];
}

/** Each verdict by itself, and what they come to. */
export const promiseOutcomesOracle: Adapter = ({ inputs }) => {
  const { promises, ...options } = inputs as Inputs;
  const result = promiseOutcomes(promises, options);
  return {
    outcomes: promises.map((promise) => promiseVerdict(promise, options).outcome),
    counts: result.counts,
    judged: result.judged,
    keptRate: result.value,
    keptRateWilson95: ends(result.interval),
    exceededRate: result.exceededRate.value,
    brokenRate: result.brokenRate.value,
    winBlowBalance: result.winBlowBalance.value,
    winBlowStandardError: result.winBlowBalance.standardError,
  };
};

function ends(interval: Interval | null): number[] | null {
  return interval && [interval.lower, interval.upper];
}
