import fc from "fast-check";
import { expect, test } from "vitest";
import { exactSum } from "../../../src/numeric/exact-sum.ts";
import { integrate } from "../../../src/numeric/quadrature.ts";
import { seededRandom } from "../../../src/numeric/random.ts";
import { findRoot } from "../../../src/numeric/root.ts";
import { sampleMultinomial } from "../../../src/numeric/sample-counts.ts";
import { compensatedSum, productError, sumError } from "../../../src/numeric/sum.ts";

const finite = fc.double({ noNaN: true, noDefaultInfinity: true });

/** A double in units of 2^-1074: exact. */
function units(x: number): bigint {
  if (x === 0) return 0n;
  let exponent = 1074;
  let scaled = x;
  while (!Number.isInteger(scaled)) {
    scaled *= 2;
    exponent -= 1;
  }
  return BigInt(scaled) << BigInt(exponent);
}

test("exactSum is no further from the exact sum than its neighbours, whatever the order", () => {
  const below = fc.double({ min: -1e300, max: 1e300, noNaN: true });
  fc.assert(
    fc.property(fc.array(below, { maxLength: 30 }), fc.integer(), (values, seed) => {
      const sum = exactSum(values);
      const exact = values.reduce((total, value) => total + units(value), 0n);
      const error = abs(exact - units(sum));
      for (const neighbour of neighbours(sum)) expect(error <= abs(exact - units(neighbour))).toBe(true);
      const random = seededRandom(seed);
      const shuffled = [...values].map((value) => [random.next(), value] as const).sort(([x], [y]) => x - y);
      expect(exactSum(shuffled.map(([, value]) => value)) + 0).toBe(sum + 0);
      expect(exactSum(values.map((value) => -value)) + 0).toBe(-sum + 0);
    }),
  );
});

test("what rounding lost from a sum or a product, exactly", () => {
  fc.assert(
    fc.property(finite, finite, (x, y) => {
      const sum = x + y;
      if (Number.isFinite(sum)) expect(units(sum) + units(sumError(x, y, sum))).toBe(units(x) + units(y));
      const product = x * y;
      if (Math.abs(product) > 1e-250 && Math.max(Math.abs(x), Math.abs(y), Math.abs(product)) < 1e290) {
        expect((units(product) + units(productError(x, y, product))) << 1074n).toBe(units(x) * units(y));
      }
    }),
  );
});

test("compensatedSum is as good as twice the precision", () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: -1e9, max: 1e9, noNaN: true }), { maxLength: 200 }), (values) => {
      const size = values.reduce((total, value) => total + Math.abs(value), 0);
      const exact = exactSum(values);
      expect(Math.abs(compensatedSum(values) - exact)).toBeLessThanOrEqual(2.3e-16 * Math.abs(exact) + 1e-28 * size);
    }),
  );
});

test("findRoot ends within the bounds, where the sign changes", () => {
  const bound = fc.double({ min: -1e3, max: 1e3, noNaN: true });
  fc.assert(
    fc.property(
      bound,
      bound,
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.integer({ min: 0, max: 4 }),
      (a, b, at, k) => {
        fc.pre(Math.abs(a - b) > 1e-9);
        const root = a + (b - a) * at;
        const f = (x: number): number => (x - root) * (x - root) ** (2 * k) + (x - root) / 100;
        const found = findRoot(f, a, b);
        expect(found).toBeGreaterThanOrEqual(Math.min(a, b));
        expect(found).toBeLessThanOrEqual(Math.max(a, b));
        expect(Math.abs(found - root)).toBeLessThanOrEqual(1e-15 * Math.abs(root) + 1e-150);
      },
    ),
  );
});

test("integrals of polynomials, added over a split", () => {
  const coefficient = fc.double({ min: -10, max: 10, noNaN: true });
  fc.assert(
    fc.property(coefficient, coefficient, coefficient, coefficient, (p, q, from, to) => {
      const f = (x: number): number => (p * x + q) * x + 1;
      const primitive = (x: number): number => ((p / 3) * x + q / 2) * x * x + x;
      const middle = (from + to) / 3;
      const size = 4e3 + Math.abs(primitive(from)) + Math.abs(primitive(to));
      expect(Math.abs(integrate(f, from, to) - (primitive(to) - primitive(from)))).toBeLessThan(1e-14 * size);
      const split = integrate(f, from, middle) + integrate(f, middle, to);
      expect(Math.abs(integrate(f, from, to) - split)).toBeLessThan(1e-14 * size);
    }),
    { numRuns: 50 },
  );
});

test("a multinomial shares out all of n, and nothing where there is no weight", () => {
  const weight = fc.oneof(fc.constant(0), fc.double({ min: 1e-9, max: 1e9, noNaN: true }));
  fc.assert(
    fc.property(fc.maxSafeInteger(), fc.nat(), fc.array(weight, { minLength: 1, maxLength: 9 }), (seed, n, weights) => {
      fc.pre(weights.some((value) => value > 0));
      const counts = sampleMultinomial(seededRandom(seed), n, weights);
      expect(counts.reduce((sum, count) => sum + count, 0)).toBe(n);
      counts.forEach((count, i) => {
        expect(count).toBeGreaterThanOrEqual(0);
        if (weights[i] === 0) expect(count).toBe(0);
      });
    }),
  );
});

function abs(x: bigint): bigint {
  return x < 0n ? -x : x;
}

function neighbours(x: number): number[] {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, x === 0 ? 0 : x);
  const bits = view.getBigInt64(0);
  if (x === 0) return [5e-324, -5e-324];
  return [bits + 1n, bits - 1n].map((other) => {
    view.setBigInt64(0, other);
    return view.getFloat64(0);
  });
}
