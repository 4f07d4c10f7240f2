import { isMetricError } from "../../src/core/metric-error.ts";
import type { Adapter, OracleCase } from "./adapter.ts";
import { type Comparison, compareWithKnown } from "./compare.ts";
import { errorCodes } from "./error-codes.ts";
import type { ToleranceRules } from "./tolerance.ts";

/** Asks an adapter for one case and compares what it says, or throws, with what is known. */
export function checkCase(adapter: Adapter, oracleCase: OracleCase, rules: ToleranceRules): Comparison {
  const { expected } = oracleCase;
  const wantedError = errorOf(expected);
  let answer: unknown;
  try {
    answer = adapter(oracleCase);
  } catch (thrown) {
    return compareError(thrown, wantedError);
  }
  if (wantedError !== undefined && errorOf(answer) === undefined && answer !== undefined) {
    return different("error", "an answer", wantedError);
  }
  return compareWithKnown(answer, expected, rules);
}

function compareError(thrown: unknown, wanted: string | undefined): Comparison {
  if (!isMetricError(thrown))
    return different("", thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown), wanted);
  if (wanted === undefined) return different("", `${thrown.code}: ${thrown.message}`, "an answer");
  if (!Object.hasOwn(errorCodes, wanted))
    return { differences: [], missing: [`error ("${wanted}" has no code)`], compared: 0 };
  if (!errorCodes[wanted]!.includes(thrown.code))
    return different("error", thrown.code, `${wanted} (${errorCodes[wanted]!.join(" or ")})`);
  return { differences: [], missing: [], compared: 1 };
}

function errorOf(value: unknown): string | undefined {
  const error = typeof value === "object" && value !== null ? (value as { readonly error?: unknown }).error : undefined;
  return typeof error === "string" ? error : undefined;
}

function different(path: string, got: unknown, want: unknown): Comparison {
  return { differences: [{ path, got, want }], missing: [], compared: 1 };
}
