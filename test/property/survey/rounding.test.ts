import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { roundHalfAwayFromZero, roundShares } from "../../../src/survey/rounding.ts";

const digits = fc.integer({ min: 0, max: 15 });

describe("roundHalfAwayFromZero", () => {
  const value = fc.oneof(
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.double({ min: -1e6, max: 1e6, noNaN: true }),
    fc
      .record({ whole: fc.integer({ min: -1e6, max: 1e6 }), places: fc.integer({ min: 0, max: 9 }) })
      .map(({ whole, places }) => (whole + 0.5) / 10 ** places),
  );

  test("moves a number by half a unit at most, and once", () => {
    fc.assert(
      fc.property(value, digits, (x, places) => {
        const rounded = roundHalfAwayFromZero(x, places);
        const size = Math.abs(x) * 2 ** -52;
        expect(Math.abs(rounded - x)).toBeLessThanOrEqual(0.5 * 10 ** -places * (1 + 1e-9) + size);
        expect(Object.is(roundHalfAwayFromZero(rounded, places), rounded)).toBe(true);
        expect(Object.is(rounded, -0)).toBe(false);
      }),
    );
  });

  test("mirrors, and never turns an order around", () => {
    fc.assert(
      fc.property(value, value, digits, (x, y, places) => {
        expect(roundHalfAwayFromZero(-x, places) + roundHalfAwayFromZero(x, places)).toBe(0);
        expect(roundHalfAwayFromZero(Math.min(x, y), places)).toBeLessThanOrEqual(
          roundHalfAwayFromZero(Math.max(x, y), places),
        );
      }),
    );
  });

  test("a half written in decimals goes away from zero", () => {
    fc.assert(
      fc.property(fc.nat(1e6), fc.integer({ min: 0, max: 8 }), (whole, places) => {
        const half = Number(`${whole}5e-${places + 1}`);
        expect(roundHalfAwayFromZero(half, places)).toBe(Number(`${whole + 1}e-${places}`));
      }),
    );
  });
});

describe("roundShares", () => {
  const counts = fc
    .array(fc.oneof(fc.nat(9), fc.nat(100_000), fc.double({ min: 0, max: 1e6, noNaN: true })), {
      minLength: 1,
      maxLength: 12,
    })
    .filter((all) => all.some((count) => count > 0));

  test("add up to 100, and none is off by a unit", () => {
    fc.assert(
      fc.property(counts, fc.integer({ min: 0, max: 4 }), (all, places) => {
        const unit = 10 ** places;
        const shares = roundShares(all, { digits: places })!;
        expect(shares.reduce((sum, share) => sum + Math.round(share * unit), 0)).toBe(100 * unit);
        const sum = all.reduce((one, other) => one + other, 0);
        all.forEach((count, i) => expect(Math.abs(shares[i]! - (100 * count) / sum)).toBeLessThan((1 + 1e-6) / unit));
      }),
    );
  });

  // Remainders within a billionth of a unit tie, as those of 1/300 and 4/300 must: counts that differ by less may change places.
  const tenths = fc
    .array(
      fc.nat(1_000_000).map((count) => count / 10),
      { minLength: 1, maxLength: 12 },
    )
    .filter((all) => all.some((count) => count > 0));

  test("a larger count never has a smaller share", () => {
    fc.assert(
      fc.property(tenths, fc.integer({ min: 0, max: 2 }), (all, places) => {
        const shares = roundShares(all, { digits: places })!;
        const order = all.map((_, i) => i).toSorted((a, b) => all[a]! - all[b]!);
        for (let i = 1; i < order.length; i++) {
          if (all[order[i - 1]!]! < all[order[i]!]!)
            expect(shares[order[i - 1]!]!).toBeLessThanOrEqual(shares[order[i]!]!);
        }
      }),
    );
  });

  test("whoever comes first in the order gains first when remainders tie", () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 12 }), fc.nat(11), (parts, favourite) => {
        const first = favourite % parts;
        const shares = roundShares(new Array<number>(parts).fill(1), { order: [first] })!;
        expect(shares[first]).toBe(Math.max(...shares));
      }),
    );
  });
});
