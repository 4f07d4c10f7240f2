import { describe, expect, test } from "vitest";
import { alivePurchases } from "../../../src/clv/bg-nbd-expected.ts";
import { bgNbdProcess } from "../../../src/clv/bg-nbd.ts";

const newCustomer = { frequency: 0, recency: 0, T: 0 };

/** Shape of the rates, a, c = b, the time in units of their rate parameter; purchases and P(alive) by mpmath, 40 digits. */
const known: readonly (readonly [number, number, number, number, number, number | null])[] = [
  [0.5, 1e8, 3e8, 5, 1.33333333546296296, 0.666666667245370369],
  [3, 1e9, 2e9, 0.5, 1.11078717205819004, 0.629737609380853216],
  [40, 1e9, 3e9, 0.3, 3.77832260058695249, 0.055419350445703377],
  [0.3, 1.5e7, 30, 3, 0.340246428216088621, 0.659754252275432401],
  [2, 2e7, 1e9, 100, 45.1822303114719429, 0.114073951482645666],
  [0.5, 0.8, 1e9, 5, 2.49999999250000006, 0.999999998000000015],
  [2, 50, 1e9, 30, 59.9998650002821494, 0.999997000007034985],
  [5, 2000, 3000, 1, 2.03540447943868351, 0.186002735168409128],
  [30, 1e5, 1e5, 2, 2.00000999823612372, 9.31864081835364567e-10],
  [1e9, 0.8, 2.4, 4e-8, 9.54683384439279777, 0.0991923355023053562],
  [1e9, 0.8, 2.4, 2.9e-7, 19.3538729900209704, 0.0208328553001261327],
  [1e9, 1e9, 2e9, 4e-8, 2.99999514320885681, 1.61959703225288951e-6],
  [1e9, 1e9, 1e9, 2.5e-7, 2.000000001, null],
  [1e6, 20, 30, 1e-4, 2.57894736822024053, 2.84481449990777744e-11],
  [1e12, 1e11, 1e12, 1e-9, 11.0000000001, null],
];

describe("customers who hardly differ in how much they buy or how soon they leave", () => {
  test.each(known)("rates of shape %d, a %d, b %d, after %d", (shape, a, c, w, purchases, alive) => {
    expect(Math.abs(alivePurchases(shape, a, c, w) / purchases - 1)).toBeLessThan(1e-12);
    const parameters = [shape, 1, a, c];
    expect(Math.abs(bgNbdProcess.newCustomerPurchases(parameters, w) / purchases - 1)).toBeLessThan(1e-12);
    if (alive === null) return;
    expect(Math.abs(bgNbdProcess.probabilityAlive(parameters, newCustomer, w) / alive - 1)).toBeLessThan(1e-12);
  });

  test("there is no step where another way of counting begins", () => {
    const at = (a: number) => alivePurchases(0.7, a, 3 * a, 60);
    expect(Math.abs(at(1e7 * (1 + 1e-9)) / at(1e7 * (1 - 1e-9)) - 1)).toBeLessThan(1e-12);
    // 300 purchases, were nobody to leave: a sum over counts below, quadrature above.
    const rates = (w: number) => alivePurchases(30, 500, 900, w);
    expect(Math.abs(rates(10 * (1 + 1e-12)) / rates(10 * (1 - 1e-12)) - 1)).toBeLessThan(1e-11);
  });

  test("discounted purchases are those of the limit, for some time and for all", () => {
    // A leaves at each purchase with a chance of 1/4, and buys at a rate of 2: purchases at time t come at 2 exp(-t / 2).
    const parameters = [1e12, 5e11, 1e10, 3e10];
    const discounted = (ahead: number) => bgNbdProcess.discountedPurchases(parameters, newCustomer, 0.1, ahead);
    expect(discounted(Infinity)).toBeCloseTo(2 / 0.6, 8);
    expect(discounted(3)).toBeCloseTo((2 / 0.6) * (1 - Math.exp(-1.8)), 8);
  });
});
