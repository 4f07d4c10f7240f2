/** The paths in `value` that are not plain JSON, each with what stands there; `[]` for what JSON can carry. */
export function notPlainJson(value: unknown, path = "$"): string[] {
  if (value === null || typeof value === "string" || typeof value === "boolean") return [];
  if (typeof value === "number") {
    // -0 is written as 0, so that a stored state would not be the state.
    return Number.isFinite(value) && !Object.is(value, -0) ? [] : [`${path}: ${Object.is(value, -0) ? "-0" : value}`];
  }
  if (typeof value !== "object") return [`${path}: ${typeof value}`];
  if (Array.isArray(value)) return Array.from(value, (item, index) => notPlainJson(item, `${path}[${index}]`)).flat();
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return [`${path}: ${value.constructor.name}`];
  const symbols = Object.getOwnPropertySymbols(value).map((symbol) => `${path}: ${String(symbol)}`);
  return [...symbols, ...Object.entries(value).flatMap(([key, item]) => notPlainJson(item, `${path}.${key}`))];
}
