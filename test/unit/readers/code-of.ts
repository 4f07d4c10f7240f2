import { isMetricError } from "../../../src/core/metric-error.ts";

/** The code of the MetricError that a call throws. */
export function codeOf(call: () => unknown): string {
  try {
    call();
    return "none";
  } catch (error) {
    if (isMetricError(error)) return error.code;
    throw error;
  }
}
