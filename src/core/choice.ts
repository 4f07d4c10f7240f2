import { fail } from "./metric-error.ts";

/**
 * Throws a {@link MetricError} with `code` unless `value` is one of `choices`: a misspelt option must
 * not pass for another one. `name` is what the caller calls it.
 */
export function checkChoice(code: string, name: string, value: unknown, choices: readonly unknown[]): void {
  if (!choices.includes(value)) fail(code, `Cannot use ${name} as it must be one of ${choices.join(", ")}`, value);
}
