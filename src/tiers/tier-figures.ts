/**
 * Two numbers of one sentence, as short as they can be read: four significant digits, and of money the cents, as many more as it
 * takes for two different numbers to stay different. Whole numbers have all their digits. The same in every locale.
 */
export function figures(left: number, right: number): readonly [string, string] {
  for (let digits = 4; digits < 17; digits++) {
    const [first, second] = [figure(left, digits), figure(right, digits)];
    if (first !== second || left === right) return [first, second];
  }
  return [String(left), String(right)];
}

/** One number of a sentence, as {@link figures}. */
export function figure(value: number, digits = 4): string {
  const whole = Math.trunc(Math.abs(value));
  // From 2^53 on every number is whole.
  if (Number.isInteger(value) || whole >= 1e15) return String(value + 0);
  const wholeDigits = whole === 0 ? 0 : String(whole).length;
  return String(Number(value.toPrecision(Math.max(digits, Math.min(wholeDigits + digits - 2, 17)))) + 0);
}
