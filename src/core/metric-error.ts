/**
 * The one error of this library: a call that breaks a rule of the API.
 *
 * Bad *data* never throws it by default: it is counted and returned. `code` is stable and safe to
 * branch on; the message is for people.
 *
 * @example
 * ```ts
 * import { isMetricError, nps } from "customer-metrics";
 *
 * const codeOf = (call: () => unknown): string => {
 *   try { call(); return "none"; } catch (error) { return isMetricError(error) ? error.code : "other"; }
 * };
 * codeOf(() => nps([10, 9, 3], { level: 95 })); // => "LEVEL_OUT_OF_RANGE"
 * ```
 */
export class MetricError extends RangeError {
  /** What went wrong, in upper snake case, for example `LEVEL_OUT_OF_RANGE`. */
  declare readonly code: string;
  /** What was received. */
  declare readonly value: unknown;

  constructor(code: string, message: string, value?: unknown) {
    super(`${message}: received ${show(value)}`);
    this.name = "MetricError";
    this.code = code;
    this.value = value;
  }
}

/**
 * Whether `error` is a {@link MetricError}, also one thrown by another copy of the library
 * (an ESM and a CommonJS copy may live in one process, and `instanceof` sees only its own).
 *
 * @example
 * ```ts
 * import { isMetricError } from "customer-metrics";
 *
 * isMetricError(new Error("other")); // => false
 * ```
 */
export function isMetricError(error: unknown): error is MetricError {
  return error instanceof RangeError && error.name === "MetricError";
}

/** Throws a {@link MetricError}; the message reads "Cannot <verb> <thing> as <rule>: received <value>". */
export function fail(code: string, message: string, value?: unknown): never {
  throw new MetricError(code, message, value);
}

/** The value as JSON, its beginning where it is long, so that "5" is seen to be text; NaN as it is; of what JSON cannot say (a circle, 5n, a function), the type. */
function show(value: unknown): string | number {
  try {
    return typeof value === "number" ? value : (JSON.stringify(value)?.slice(0, 99) ?? typeof value);
  } catch {
    return typeof value;
  }
}
