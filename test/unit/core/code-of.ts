import { isMetricError, type MetricError } from "../../../src/core/metric-error.ts";

/** What a call throws, which must be a MetricError. */
export function thrownBy(call: () => unknown): MetricError {
  try {
    call();
  } catch (error) {
    if (isMetricError(error)) return error;
    throw error;
  }
  throw new Error("nothing was thrown");
}

/** The code of the MetricError that a call throws. */
export function codeOf(call: () => unknown): string {
  return thrownBy(call).code;
}
