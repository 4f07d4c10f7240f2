import { describe, expect, test } from "vitest";
import { postStratify } from "../../../src/stats/calibration.ts";
import { rake } from "../../../src/stats/rake.ts";
import { expectClose } from "./support.ts";

const codeOf = (call: () => unknown): unknown => {
  try {
    return call();
  } catch (error) {
    return (error as { code: string }).code;
  }
};
const ones = (n: number): number[] => new Array<number>(n).fill(1);

describe("postStratify", () => {
  test("weights of a segment add up to its population, in their old proportions", () => {
    const { weights } = postStratify([1, 3, 2], { segments: ["a", "a", "b"], population: { a: 40, b: 10 } });
    expect(weights).toEqual([10, 30, 10]);
  });

  test("a segment called __proto__ is a segment", () => {
    const population = Object.fromEntries([
      ["__proto__", 6],
      ["toString", 4],
    ]);
    expect(postStratify([1, 1, 1], { segments: ["__proto__", "toString", "__proto__"], population }).weights).toEqual([
      3, 4, 3,
    ]);
  });

  test("a segment of nobody gets no weight", () => {
    expect(postStratify([1, 1], { segments: ["a", "b"], population: { a: 5, b: 0, c: 0 } }).weights).toEqual([5, 0]);
  });

  test("segments must be those of the population", () => {
    const population = { a: 1, b: 1 };
    expect(codeOf(() => postStratify([1], { segments: [], population }))).toBe("LENGTH_MISMATCH");
    expect(codeOf(() => postStratify([1, 1, 1], { segments: ["a", "b", "c"], population }))).toBe(
      "SEGMENT_NOT_IN_POPULATION",
    );
    expect(codeOf(() => postStratify([1, 1], { segments: ["a", "toString"], population }))).toBe(
      "SEGMENT_NOT_IN_POPULATION",
    );
    expect(codeOf(() => postStratify([1, 1], { segments: ["a", "a"], population }))).toBe("SEGMENT_NOT_IN_SAMPLE");
    expect(codeOf(() => postStratify([1, 0], { segments: ["a", "b"], population }))).toBe("SEGMENT_NOT_IN_SAMPLE");
  });
});

describe("rake", () => {
  const margins = [
    { segments: [..."xxxyyyyxxyxy"], population: { x: 60, y: 40 } },
    { segments: [..."ppqqprrqrpqr"], population: { p: 30, q: 45, r: 25 } },
  ];

  test("twelve observations, two margins, against proportional fitting elsewhere", () => {
    const raking = rake(ones(12), margins);
    expect(raking.status).toBe("converged");
    if (raking.status !== "converged") return;
    const want = [
      8.417134732502616, 8.417134732502616, 11.898217528723032, 9.305347413830903, 6.582865267497384, 5.842974017058109,
      5.842974017058109, 11.898217528723032, 7.471077948825674, 6.582865267497384, 11.898217528723032,
      5.842974017058109,
    ];
    raking.calibration.weights.forEach((weight, index) => expectClose(weight, want[index]!, { rel: 1e-11, abs: 0 }));
    expect(raking.calibration.baseWeights).toEqual(ones(12));
  });

  test("weights that agree already stay as they are", () => {
    const raking = rake([2, 3], [{ segments: ["a", "b"], population: { a: 2, b: 3 } }]);
    expect(raking).toMatchObject({ status: "converged", iterations: 0, calibration: { weights: [2, 3] } });
  });

  test("one margin is post-stratification", () => {
    const raking = rake([1, 3, 2], [{ segments: ["a", "a", "b"], population: { a: 40, b: 10 } }]);
    expect(raking).toMatchObject({ status: "converged", calibration: { weights: [10, 30, 10] } });
  });

  test("margins that cannot hold together fail and say so", () => {
    // Only x/p and y/q were seen, so x and p must be equally many.
    const raking = rake(ones(2), [
      { segments: ["x", "y"], population: { x: 3, y: 1 } },
      { segments: ["p", "q"], population: { p: 2, q: 2 } },
    ]);
    expect(raking).toEqual({ status: "failed", reason: "margins-not-reached", iterations: 1000 });
  });

  test("margins of two populations are a mistake", () => {
    const two = [margins[0]!, { ...margins[1]!, population: { p: 30, q: 45, r: 26 } }];
    expect(codeOf(() => rake(ones(12), two))).toBe("POPULATION_TOTALS_DIFFER");
    expect(codeOf(() => rake(ones(11), margins))).toBe("LENGTH_MISMATCH");
  });
});
