/** Sets a key of a user's, whatever it is: a customer may be called `__proto__`. */
export function put<Value>(record: { [key: string]: Value }, key: string, value: Value): void {
  if (key !== "__proto__") record[key] = value;
  else Object.defineProperty(record, key, { value, writable: true, enumerable: true, configurable: true });
}

/** The value of a user's key, if it is one of the record's own; `toString` stands in every object. */
export function own<Value>(record: { readonly [key: string]: Value }, key: string): Value | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}

/** By code unit, so that the order is the same on every machine. */
export function byCodeUnit(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
