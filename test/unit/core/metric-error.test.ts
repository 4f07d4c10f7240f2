import { describe, expect, test, vi } from "vitest";
import { fail, isMetricError, MetricError } from "../../../src/core/metric-error.ts";
import { thrownBy } from "./code-of.ts";

describe("MetricError", () => {
  test("is a RangeError with a name, a code and the value that was received", () => {
    const value = { min: 1 };
    const error = thrownBy(() => fail("SCALE_INVALID", "Cannot use scale as it must have two ends", value));
    expect(error).toBeInstanceOf(MetricError);
    expect(error).toBeInstanceOf(RangeError);
    expect(error.name).toBe("MetricError");
    expect(error.code).toBe("SCALE_INVALID");
    expect(error.value).toBe(value);
    expect(error.message).toBe('Cannot use scale as it must have two ends: received {"min":1}');
    expect(String(error)).toMatch(/^MetricError: Cannot use scale/);
  });

  const circle: { self?: unknown } = {};
  circle.self = circle;
  test.each<[unknown, string]>([
    [undefined, "undefined"],
    [null, "null"],
    [95, "95"],
    [-0.5, "-0.5"],
    [Number.NaN, "NaN"],
    [Number.NEGATIVE_INFINITY, "-Infinity"],
    ["5", '"5"'],
    ["", '""'],
    ['say "no"\n', '"say \\"no\\"\\n"'],
    [true, "true"],
    [[1, 2], "[1,2]"],
    [5n, "bigint"],
    [Symbol("scale"), "symbol"],
    [(): number => 5, "function"],
    [circle, "object"],
    [{ count: 5n }, "object"],
    [Object.create(null), "{}"],
    [{ toJSON: (): undefined => undefined }, "object"],
    [{ toJSON: (): never => fail("A", "Cannot a b as c") }, "object"],
    [new Date(Number.NaN), "null"],
    [new Date(0), '"1970-01-01T00:00:00.000Z"'],
  ])("shows %# %o", (value, shown) => {
    expect(new MetricError("CODE", "Cannot use it as such", value).message).toBe(
      `Cannot use it as such: received ${shown}`,
    );
  });

  test("a value that cannot be looked at does not hide the error", () => {
    const hostile = new Proxy(
      {},
      {
        get: () => {
          throw new Error("no");
        },
      },
    );
    expect(new MetricError("CODE", "Cannot use it as such", hostile).message).toBe(
      "Cannot use it as such: received object",
    );
  });
});

describe("isMetricError", () => {
  test("knows an error of another copy of the library, which instanceof does not", async () => {
    vi.resetModules();
    const other = await import("../../../src/core/metric-error.ts");
    expect(other.MetricError).not.toBe(MetricError);
    const error = new other.MetricError("CODE", "Cannot use it as such", 1);
    expect(error).not.toBeInstanceOf(MetricError);
    expect(isMetricError(error)).toBe(true);
    expect(other.isMetricError(new MetricError("CODE", "Cannot use it as such"))).toBe(true);
  });

  test.each([
    [null],
    [undefined],
    ["MetricError"],
    [new RangeError("x")],
    [new Error("MetricError")],
    [{ name: "MetricError", code: "X" }],
  ])("%o is none", (value) => {
    expect(isMetricError(value)).toBe(false);
  });
});
