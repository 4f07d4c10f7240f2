import fc from "fast-check";
import { expect, test } from "vitest";
import { digamma, trigamma } from "../../../src/numeric/digamma.ts";
import { erf, erfc } from "../../../src/numeric/erf.ts";
import { scaledExponentialIntegral } from "../../../src/numeric/exponential-integral.ts";
import { logBeta, logGamma, logGammaRatio } from "../../../src/numeric/gamma.ts";
import { hyp2f1 } from "../../../src/numeric/hypergeometric.ts";
import { betaIInverse, betaIUpperInverse, betaTails } from "../../../src/numeric/incomplete-beta.ts";
import { gammaPInverse, gammaQInverse, gammaTails } from "../../../src/numeric/incomplete-gamma.ts";
import { normalCdf, normalSurvival } from "../../../src/numeric/normal.ts";
import { normalQuantile } from "../../../src/numeric/normal-quantile.ts";
import { studentTQuantile, studentTSurvival } from "../../../src/numeric/student-t.ts";

/** Numbers whose logarithm is uniform. */
const scale = (low: number, high: number): fc.Arbitrary<number> =>
  fc.double({ min: low, max: high, noNaN: true }).map((exponent) => 10 ** exponent);
const share = fc.double({ min: 1e-12, max: 1 - 1e-12, noNaN: true });
const near = (got: number, wanted: number, rel: number, abs = 0): void => {
  expect(Math.abs(got - wanted), `${got} for ${wanted}`).toBeLessThanOrEqual(rel * Math.abs(wanted) + abs);
};

test("Gamma(x + 1) = x Gamma(x), and so for its derivatives", () => {
  fc.assert(
    fc.property(scale(-10, 6), (x) => {
      near(logGamma(x + 1) - logGamma(x), Math.log(x), 0, 1e-15 * (10 + Math.abs(logGamma(x)) + Math.abs(Math.log(x))));
      near(digamma(x + 1) - digamma(x), 1 / x, 1e-14, 1e-14);
      near(trigamma(x) - trigamma(x + 1), 1 / (x * x), 1e-14, 1e-15);
    }),
  );
});

test("Legendre's duplication", () => {
  fc.assert(
    fc.property(scale(-8, 8), (x) => {
      const doubled = logGamma(x) + logGamma(x + 0.5) - (1 - 2 * x) * Math.LN2 - Math.log(Math.PI) / 2;
      near(logGamma(2 * x), doubled, 1e-14, 1e-14);
    }),
  );
});

test("logGammaRatio adds up, and logBeta is made of it", () => {
  fc.assert(
    fc.property(scale(-3, 12), scale(-6, 3), scale(-6, 3), (x, first, second) => {
      const whole = logGammaRatio(x, first + second);
      const parts = [logGammaRatio(x, first), logGammaRatio(x + first, second)] as const;
      // x + first is rounded: an error of x e-16, times digamma.
      const size = Math.abs(parts[0]) + Math.abs(parts[1]) + Math.abs(whole) + x * 1e-1 * Math.abs(second / x);
      near(parts[0] + parts[1], whole, 0, 4e-15 * (1 + size));
      near(
        logBeta(x, first),
        logGamma(first) - logGammaRatio(x, first),
        1e-14,
        1e-14 * (1 + Math.abs(logGamma(first))),
      );
    }),
  );
});

test("erf is odd, and 1 with erfc", () => {
  fc.assert(
    fc.property(fc.double({ min: -6, max: 6, noNaN: true }), (x) => {
      expect(erf(-x)).toBe(-erf(x));
      near(erf(x) + erfc(x), 1, 3e-16);
    }),
  );
});

test("normal: tails mirror, and the quantile comes back", () => {
  fc.assert(
    fc.property(scale(-300, -0.31), (p) => {
      const z = normalQuantile(p);
      expect(normalCdf(z)).toBe(normalSurvival(-z));
      // An error of z is multiplied by z^2.
      near(normalCdf(z), p, 1e-15 * (2 + z * z));
    }),
  );
});

test("incomplete gamma: P + Q = 1, P(a, x) - P(a + 1, x) is the density, monotonic", () => {
  fc.assert(
    fc.property(scale(-3, 8), scale(-2, 0.5), (a, ratio) => {
      const x = a * ratio;
      const { lower, upper, density } = gammaTails(a, x);
      near(lower + upper, 1, 1e-15);
      const next = gammaTails(a + 1, x);
      near(lower - next.lower, density / a, 1e-12, 1e-15);
      const further = gammaTails(a, x * (1 + 1e-9));
      expect(further.lower).toBeGreaterThanOrEqual(lower * (1 - 1e-13));
      expect(further.upper).toBeLessThanOrEqual(upper * (1 + 1e-13));
    }),
  );
});

test("incomplete beta: I + its complement = 1, mirrored, recurrence, monotonic", () => {
  fc.assert(
    fc.property(scale(-3, 7), scale(-3, 7), share, (a, b, x) => {
      const { lower, upper, density } = betaTails(x, 1 - x, a, b);
      near(lower + upper, 1, 1e-15);
      const mirrored = betaTails(1 - x, x, b, a);
      expect([mirrored.lower, mirrored.upper]).toEqual([upper, lower]);
      near(lower - betaTails(x, 1 - x, a + 1, b).lower, density / a, 1e-11, 1e-14);
      const beyond = Math.min(1, x * (1 + 1e-10));
      const further = betaTails(beyond, 1 - beyond, a, b);
      expect(further.lower).toBeGreaterThanOrEqual(lower * (1 - 1e-12));
    }),
  );
});

test("the inverses come back from either tail", () => {
  fc.assert(
    fc.property(scale(-2, 8), scale(-2, 8), scale(-100, -0.05), (a, b, p) => {
      const low = gammaPInverse(a, p);
      if (low > 1e-290) near(gammaTails(a, low).lower, p, 2e-13 + (1e-15 * gammaTails(a, low).density) / p);
      const high = gammaQInverse(a, p);
      if (high > 1e-290) near(gammaTails(a, high).upper, p, 2e-13 + (1e-15 * gammaTails(a, high).density) / p);
      const x = betaIInverse(p, a, b);
      const there = betaTails(x, 1 - x, a, b);
      if (x > 1e-290 && x < 0.9) near(there.lower, p, 3e-13 + (1e-15 * there.density) / p);
      const y = betaIUpperInverse(p, a, b);
      near(y, 1 - betaIInverse(p, b, a), 1e-13, 3e-16);
    }),
  );
});

test("Student's t is symmetric, and its quantile comes back", () => {
  fc.assert(
    fc.property(scale(-0.3, 8), scale(-50, -0.31), (df, q) => {
      const t = studentTQuantile(q, df);
      expect(t).toBeLessThanOrEqual(0);
      near(studentTSurvival(-t, df), q, 2e-13 * (1 + Math.abs(Math.log(q))));
      near(studentTSurvival(t, df), 1 - q, 3e-15);
    }),
  );
});

test("2F1: Euler's and Pfaff's transformations and Gauss's contiguous relation", () => {
  const parameter = fc.double({ min: 0.1, max: 15, noNaN: true });
  fc.assert(
    fc.property(parameter, parameter, parameter, fc.double({ min: -20, max: 0.999, noNaN: true }), (a, b, more, z) => {
      const c = b + more;
      const value = hyp2f1(a, b, c, z);
      near(Math.pow(1 - z, -a) * hyp2f1(a, c - b, c, z / (z - 1)), value, 1e-11);
      const terms = [
        (c - a) * hyp2f1(a - 1, b, c, z),
        (2 * a - c + (b - a) * z) * value,
        a * (z - 1) * hyp2f1(a + 1, b, c, z),
      ] as const;
      const size = terms.reduce((sum, term) => sum + Math.abs(term), 0);
      near(terms[0] + terms[1] + terms[2], 0, 0, 1e-12 * size);
    }),
  );
});

test("the exponential integral: s E_(s + 1) = exp(-z) - z E_s, and its bounds", () => {
  fc.assert(
    fc.property(scale(-3, 3), scale(-8, 4), (s, z) => {
      const value = scaledExponentialIntegral(s, z);
      near(s * scaledExponentialIntegral(s + 1, z) + z * value, 1, 2e-14);
      // NIST DLMF 8.19.21.
      expect(value).toBeGreaterThan((1 - 1e-13) / (z + s));
      if (s > 1) expect(value).toBeLessThan((1 + 1e-13) / (z + s - 1));
    }),
  );
});
