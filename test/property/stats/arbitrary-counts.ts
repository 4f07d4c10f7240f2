import fc from "fast-check";
import type { TrinomialCounts } from "../../../src/stats/trinomial.ts";

/** Few and many, and none of some kinds. */
const count = fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 12 }), fc.integer({ min: 0, max: 5000 }));

export const trinomialCounts: fc.Arbitrary<TrinomialCounts> = fc
  .record({ up: count, middle: count, down: count })
  .filter(({ up, middle, down }) => up + middle + down > 0);

export const swapped = ({ up, middle, down }: TrinomialCounts): TrinomialCounts => ({ up: down, middle, down: up });

export const level: fc.Arbitrary<number> = fc.double({ min: 0.5, max: 0.999, noNaN: true });

/** Successes of n, in both of which a fraction is allowed. */
export const proportion: fc.Arbitrary<{ readonly successes: number; readonly n: number }> = fc.oneof(
  fc
    .integer({ min: 1, max: 2000 })
    .chain((n) => fc.record({ successes: fc.integer({ min: 0, max: n }), n: fc.constant(n) })),
  fc
    .record({
      n: fc.double({ min: 1, max: 1000, noNaN: true }),
      share: fc.double({ min: 0.01, max: 0.99, noNaN: true }),
    })
    .map(({ n, share }) => ({ successes: n * share, n })),
);
