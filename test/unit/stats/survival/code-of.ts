import { isMetricError } from "../../../../src/core/metric-error.ts";

/** The code of the MetricError that a call throws, or what else came of it. */
export function codeOf(call: () => unknown): string {
  try {
    call();
    return "nothing thrown";
  } catch (error) {
    return isMetricError(error) ? error.code : String(error);
  }
}
