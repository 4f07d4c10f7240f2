/**
 * 2^-50: how far two figures made of decimals in a few operations may lie apart, relative to their size, for rounding alone.
 * Each of up to eight roundings moves a result by no more than 2^-53 of it. 0.55 − 0.3 is not 0.25 in float64 and is meant to be.
 */
export const ROUNDING = 8.881784197001252e-16;

/** Values up to this size can be added by the million, and taken from each other, without leaving float64. */
export const LARGEST_VALUE = 1e300;

/** Whether a value of a customer can be used. */
export function isUsableValue(value: unknown): value is number {
  return typeof value === "number" && value >= -LARGEST_VALUE && value <= LARGEST_VALUE;
}
