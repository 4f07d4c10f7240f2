import { expect, test } from "vitest";
import { whaleCurve } from "../../../src/tiers/whale-curve.ts";
import { notPlainJson } from "../../support/plain-json.ts";
import { codeOf } from "../churn/code-of.ts";

test("nobody, and nobody profitable", () => {
  expect(whaleCurve([])).toMatchObject({ n: 0, total: 0, peak: null, peakAtShare: null, notes: ["no-customers"] });
  const losses = whaleCurve([{ customerId: "a", profit: -1 }]);
  expect(losses).toMatchObject({ peak: 0, destroyed: 1, notes: ["total-not-positive", "nobody-profitable"] });
  expect(losses.points[0]).toMatchObject({ cumulative: -1, shareOfTotal: null, shareOfPeak: null });
  expect(notPlainJson(losses)).toEqual([]);
});

test("a total of 0 in decimals has no shares", () => {
  const curve = whaleCurve([
    { customerId: "a", profit: 0.1 },
    { customerId: "b", profit: 0.2 },
    { customerId: "c", profit: -0.3 },
  ]);
  expect(curve).toMatchObject({ total: 0, peakShareOfTotal: null, destroyed: 0.3, peakAtCustomers: 2 });
  expect(curve.points[2]).toMatchObject({ cumulative: 0, shareOfPeak: 0 });
});

test("no share leaves the range of numbers", () => {
  const extreme = whaleCurve([
    { customerId: "a", profit: 5e-324 },
    { customerId: "b", profit: -1e100 },
    { customerId: "c", profit: -0 },
  ]);
  expect(notPlainJson(extreme)).toEqual([]);
  expect(extreme.points[2]!.shareOfPeak).toBeNull();
});

test("ties go by id, in code units; rows that cannot be used are counted", () => {
  const rows = [
    { customerId: "b", profit: 1 },
    { customerId: "__proto__", profit: 1 },
    { customerId: "B", profit: 1 },
    { customerId: "b", profit: 7 },
    { customerId: "c", profit: null },
    { customerId: "d", profit: Number.NaN },
    { customerId: "", profit: 1 },
    null as never,
  ];
  const curve = whaleCurve(rows);
  expect(curve.points.map(({ customerId }) => customerId)).toEqual(["B", "__proto__", "b"]);
  expect(curve.leftOut).toEqual({
    "row-invalid": 1,
    "customer-id-invalid": 1,
    "profit-missing": 1,
    "profit-invalid": 1,
    "duplicate-id": 1,
  });
});

test("bad calls", () => {
  expect(codeOf(() => whaleCurve(7 as never))).toBe("SOURCE_INVALID");
  expect(codeOf(() => whaleCurve([], { read: 7 as never }))).toBe("FUNCTION_REQUIRED");
});
