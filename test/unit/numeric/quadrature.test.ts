import { describe, expect, test } from "vitest";
import { gaussLegendre } from "../../../src/numeric/gauss-legendre.ts";
import { type Integrand, integrate } from "../../../src/numeric/quadrature.ts";
import { relativeError } from "./accuracy.ts";

describe("integrate", () => {
  test.each<[string, Integrand, number, number, number]>([
    ["a polynomial", (x) => 3 * x * x, -1, 2, 9],
    ["a bell on the line", (x) => Math.exp(-x * x), -Infinity, Infinity, Math.sqrt(Math.PI)],
    ["an exponential", (x) => Math.exp(-x), 0, Infinity, 1],
    ["a product that overflows far out", (x) => x * x * Math.exp(-x), 0, Infinity, 2],
    ["one on the line", (x) => x * x * Math.exp(-x * x), -Infinity, Infinity, Math.sqrt(Math.PI) / 2],
    ["from minus infinity", (x) => Math.exp(x), -Infinity, 1, Math.E],
    ["slow decay", (x) => 1 / (1 + x * x), -Infinity, 0, Math.PI / 2],
    ["a logarithm at 0", (x) => Math.log(x), 0, 1, -1],
    ["a power of -0.9 at 0", (x) => Math.pow(x, -0.9), 0, 1, 10],
    ["roots at both ends", (_x, fromLower, toUpper) => 1 / Math.sqrt(fromLower * toUpper), 3, 7, Math.PI],
    ["a narrow peak", (x) => Math.exp(-5000 * x * x), -1, 1, Math.sqrt(Math.PI / 5000)],
    ["backwards", (x) => x, 1, 0, -0.5],
    ["backwards to minus infinity", (x) => Math.exp(x), 0, -Infinity, -1],
  ])("%s", (_name, f, lower, upper, value) => {
    expect(relativeError(integrate(f, lower, upper), value)).toBeLessThan(1e-14);
  });

  test("of nothing is 0", () => {
    expect(integrate((x) => 1 / x, 0, 0)).toBe(0);
    expect(integrate(() => 0, 0, 1)).toBe(0);
  });

  test("of an odd function is 0 as measured by its size", () => {
    expect(Math.abs(integrate((x) => Math.sin(x), -1, 1))).toBeLessThan(1e-16);
  });

  test("distances to the ends are those of the bounds as given", () => {
    const seen: [number, number, number][] = [];
    const watched: Integrand = (...point) => {
      seen.push(point);
      return Math.exp(point[0]);
    };
    integrate(watched, -Infinity, 2);
    for (const [x, fromLower, toUpper] of seen) {
      expect(fromLower).toBe(Infinity);
      expect(Math.abs(2 - x - toUpper)).toBeLessThanOrEqual(1e-15 * Math.max(2, toUpper));
    }
  });

  test.each<[string, Integrand]>([
    ["it is not a number", () => NaN],
    ["it is infinite inside", () => Infinity],
    ["it jumps", (x) => (x < 0.3 ? 0 : 1)],
  ])("throws INTEGRAL_NOT_FOUND where %s", (_name, f) => {
    expect(() => integrate(f, 0, 1)).toThrow(expect.objectContaining({ code: "INTEGRAL_NOT_FOUND" }));
  });

  test("spends less for less", () => {
    const spent = (relTolerance: number): number => {
      let count = 0;
      const counted: Integrand = (x) => {
        count++;
        return Math.cos(x);
      };
      integrate(counted, 0, 1, relTolerance);
      return count;
    };
    expect(spent(1e-3)).toBeLessThan(spent(1e-14));
  });
});

describe("gaussLegendre", () => {
  test.each([1, 2, 3, 10, 40, 101, 300])("with %d nodes is exact for polynomials", (size) => {
    const { nodes, weights } = gaussLegendre(size);
    expect(nodes).toHaveLength(size);
    for (let degree = 0; degree < Math.min(2 * size, 60); degree++) {
      const sum = nodes.reduce((total, x, i) => total + weights[i]! * x ** degree, 0);
      expect(Math.abs(sum - (degree % 2 === 0 ? 2 / (degree + 1) : 0))).toBeLessThan(2e-15);
    }
    for (let i = 1; i < size; i++) expect(nodes[i]!).toBeGreaterThan(nodes[i - 1]!);
  });
  test("is built once", () => {
    expect(gaussLegendre(7)).toBe(gaussLegendre(7));
  });
});
