import { describe, expect, test } from "vitest";
import { meanInterval, studentTInterval } from "../../../src/stats/mean-interval.ts";
import { exact, expectClose, oracleCases } from "./support.ts";

describe("meanInterval", () => {
  test("equal observations leave no width", () => {
    expect(meanInterval(4, 0, 2, 0.95)).toEqual({ lower: 4, upper: 4, level: 0.95, method: "t" });
  });

  test("two observations: t of one degree of freedom is tan(pi level / 2)", () => {
    const { lower, upper } = meanInterval(5, Math.SQRT2, 2, 0.95);
    expectClose(upper, 5 + 12.706204736174698, { rel: 1e-13, abs: 0 });
    expectClose(lower, 5 - 12.706204736174698, { rel: 1e-13, abs: 0 });
  });

  test("many degrees of freedom are the normal", () => {
    expectClose(studentTInterval(0, 1, 1e15, 0.95).upper, 1.959963984540054, { rel: 1e-13, abs: 0 });
  });

  // mpmath with 40 digits, t = 3.182446305283709593 for 1, 7, 4, 2
  test("four observations", () => {
    const { lower, upper } = meanInterval(3.5, 2.6457513110645907, 4, 0.95);
    expectClose(lower, -0.709980742298517, { rel: 1e-13, abs: 0 });
    expectClose(upper, 7.709980742298517, { rel: 1e-13, abs: 0 });
  });

  type Expected = Record<"n" | "mean" | "sd" | "lower95" | "upper95" | "lower90" | "upper90", number>;
  // The quantile of t with 44 degrees of freedom behind this known answer is 2e-9 too small, more than its own
  // tolerance; with 40 digits it is 2.015367574443763817740974796099655332871, and the limits are these.
  const corrected: { readonly [id: string]: Partial<Expected> } = {
    "ces1-5pt-reversed": { lower95: 3.68807047791946, upper95: 4.400818410969429 },
  };
  test.each(oracleCases<unknown, Expected>("ces"))("known answer $id", ({ id, expected: given, tolerance }) => {
    const expected = { ...given, ...corrected[id] };
    const at95 = meanInterval(expected.mean, expected.sd, expected.n, 0.95);
    const at90 = meanInterval(expected.mean, expected.sd, expected.n, 0.9);
    expectClose(at95.lower, expected.lower95, tolerance);
    expectClose(at95.upper, expected.upper95, tolerance);
    expectClose(at90.lower, expected.lower90, tolerance);
    expectClose(at90.upper, expected.upper90, tolerance);
    expectClose(expected.mean, (at95.lower + at95.upper) / 2, exact);
  });
});
