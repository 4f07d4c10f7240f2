import { expect } from "vitest";

/** Within a relative tolerance; below 1e-290 there are no digits to compare. */
export function expectNear(got: number, want: number, tolerance: number): void {
  if (Math.abs(want) < 1e-290) expect(Math.abs(got)).toBeLessThan(1e-290);
  else expect(Math.abs(got / want - 1), `got ${got}, want ${want}`).toBeLessThanOrEqual(tolerance);
}
