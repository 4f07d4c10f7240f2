import { describe, expect, test } from "vitest";
import { type Evaluation, maximise, type Smooth } from "../../../src/numeric/maximise.ts";
import { cholesky, invertCholesky, solveCholesky } from "../../../src/numeric/maximise-linear.ts";
import { seededRandom } from "../../../src/numeric/random.ts";

/** -sum (x - center)' M (x - center) / 2 + top. */
function quadratic(matrix: number[][], center: number[], top = 0): Smooth {
  return (x) => {
    const off = x.map((value, i) => value - center[i]!);
    const slope = matrix.map((row) => -row.reduce((sum, value, j) => sum + value * off[j]!, 0));
    const value = top + off.reduce((sum, value, i) => sum + (value * slope[i]!) / 2, 0);
    return { value, gradient: slope, hessian: matrix.map((row) => row.map((each) => -each)) };
  };
}

/** The negative of Rosenbrock's valley; its maximum is 0 at (1, 1). */
const valley: Smooth = ([x = 0, y = 0]) => {
  const off = y - x * x;
  return {
    value: -((1 - x) ** 2 + 100 * off * off),
    gradient: [2 * (1 - x) + 400 * x * off, -200 * off],
    hessian: [
      [-2 + 400 * (off - 2 * x * x), 400 * x],
      [400 * x, -200],
    ],
  };
};

/** Counts of two groups with a chance each, in logits: two independent binomial log-likelihoods. */
function logistic(counts: readonly (readonly [successes: number, n: number])[]): Smooth {
  return (x) => {
    const shares = x.map((logit) => 1 / (1 + Math.exp(-logit)));
    return {
      value: counts.reduce((sum, [k, n], i) => sum + k * x[i]! - n * Math.log1p(Math.exp(x[i]!)), 0),
      gradient: counts.map(([k, n], i) => k - n * shares[i]!),
      hessian: counts.map(([, n], i) => counts.map((_, j) => (i === j ? -n * shares[i]! * (1 - shares[i]!) : 0))),
    };
  };
}

const withoutHessian =
  (f: Smooth): Smooth =>
  (x) => {
    const { value, gradient }: Evaluation = f(x);
    return { value, gradient };
  };

const near = (got: readonly number[], want: readonly number[], tolerance: number): void => {
  expect(got.length).toBe(want.length);
  got.forEach((value, i) => expect(Math.abs(value - want[i]!)).toBeLessThanOrEqual(tolerance));
};

describe.each([
  ["with its Hessian", (f: Smooth) => f, 1e-13],
  ["with its gradient alone", withoutHessian, 1e-8],
] as const)("maximise, %s", (_, as, tolerance) => {
  test("finds the top of a valley", () => {
    const found = maximise(as(valley), [-1.2, 1]);
    expect(found.status).toBe("converged");
    near(found.at, [1, 1], tolerance);
  });

  test("six parameters of unequal scale and their covariance", () => {
    const random = seededRandom(4);
    const root = Array.from({ length: 6 }, (_, i) =>
      Array.from({ length: 6 }, () => (random.next() - 0.5) * 10 ** (i - 2)),
    );
    const matrix = root.map((left) => root.map((right) => left.reduce((sum, value, k) => sum + value * right[k]!, 0)));
    const center = [1, -2, 3, -4, 5, -6];
    const found = maximise(as(quadratic(matrix, center, -123)), [0, 0, 0, 0, 0, 0]);
    expect(found).toMatchObject({ status: "converged" });
    near(found.at, center, 1e-5);
    expect(found.value).toBeCloseTo(-123, 9);
  });

  test("the covariance is the inverse of the negative Hessian", () => {
    const found = maximise(
      as(
        logistic([
          [30, 100],
          [1, 7],
        ]),
      ),
      [0, 0],
    ); // prettier-ignore
    if (found.status !== "converged") throw new Error(found.reason);
    near(found.at, [Math.log(3 / 7), Math.log(1 / 6)], 1e-9);
    near(found.covariance[0]!, [1 / 21, 0], 1e-7);
    near(found.covariance[1]!, [0, 7 / 6], 1e-6);
  });

  test("a saddle is left, uphill", () => {
    // Maxima at (-1, 0) and (1, 0), a saddle between.
    const saddle: Smooth = ([x = 0, y = 0]) => ({
      value: x * x - x ** 4 / 2 - y * y,
      gradient: [2 * x - 2 * x ** 3, -2 * y],
      hessian: [
        [2 - 6 * x * x, 0],
        [0, -2],
      ],
    });
    const found = maximise(as(saddle), [0.01, 2]);
    expect(found.status).toBe("converged");
    near(found.at, [1, 0], 1e-7);
    expect(maximise(as(saddle), [0, 0])).toMatchObject({ status: "failed", reason: "flat" });
  });

  test("a value far from 0 hides no maximum", () => {
    const found = maximise(as(quadratic([[2]], [3], 1e12)), [-4]);
    expect(found.status).toBe("converged");
    near(found.at, [3], 1e-7);
  });

  test("where the function is not a number it turns back", () => {
    // ln x - x, in x itself: a full first step from 1.9 would be outside.
    const partial: Smooth = ([x = 0]) =>
      x > 0
        ? { value: Math.log(x) - x, gradient: [1 / x - 1], hessian: [[-1 / (x * x)]] }
        : { value: NaN, gradient: [NaN], hessian: [[NaN]] };
    const found = maximise(as(partial), [1.95]);
    expect(found.status).toBe("converged");
    near(found.at, [1], 1e-8);
    expect(maximise(as(partial), [-1])).toMatchObject({ status: "failed", reason: "not-finite" });
  });

  test("separated data: it rises for ever", () => {
    const found = maximise(
      as(
        logistic([
          [7, 7],
          [3, 9],
        ]),
      ),
      [0, 0],
      { lower: [-15, -15], upper: [15, 15] },
    ); // prettier-ignore
    expect(found).toMatchObject({ status: "failed", reason: "escaped" });
    expect(found.at[0]).toBeGreaterThan(15);
  });

  test("only a sum matters: flat", () => {
    const ridge: Smooth = ([x = 0, y = 0]) => ({
      value: -((x + y - 1) ** 2),
      gradient: [-2 * (x + y - 1), -2 * (x + y - 1)],
      hessian: [
        [-2, -2],
        [-2, -2],
      ],
    });
    expect(maximise(as(ridge), [5, -3])).toMatchObject({ status: "failed", reason: "flat" });
    expect(
      maximise(
        as(() => ({ value: 1, gradient: [0], hessian: [[0]] })),
        [0],
      ),
    ).toMatchObject({ reason: "flat" });
  });

  test("steps are no longer than allowed, and iterations run out", () => {
    const visited: number[] = [];
    const watched: Smooth = (x) => {
      visited.push(x[0]!);
      return as(quadratic([[1]], [100]))(x);
    };
    const found = maximise(watched, [0], { maxStep: 1, maxIterations: 10 });
    expect(found).toMatchObject({ status: "failed", reason: "iterations", iterations: 10 });
    expect(found.at[0]).toBeCloseTo(10, 6);
    expect(found.evaluations).toBe(visited.length);
  });
});

test("without a Hessian a valley takes a modest number of evaluations", () => {
  expect(maximise(withoutHessian(valley), [-1.2, 1]).evaluations).toBeLessThan(120);
  expect(maximise(valley, [-1.2, 1]).evaluations).toBeLessThan(40);
});

describe("cholesky", () => {
  const matrix = [
    [4, 2, 0.6],
    [2, 5, 1],
    [0.6, 1, 3],
  ];

  test("solves and inverts", () => {
    const lower = cholesky(matrix)!;
    near(
      solveCholesky(
        lower,
        matrix.map((row) => row[0]! - 2 * row[2]!),
      ), // prettier-ignore
      [1, 0, -2],
      1e-15,
    );
    const inverse = invertCholesky(lower);
    matrix.forEach((row, i) => {
      near(
        inverse.map((_, j) => row.reduce((sum, value, k) => sum + value * inverse[k]![j]!, 0)),
        [0, 1, 2].map((j) => +(i === j)),
        1e-15,
      ); // prettier-ignore
      matrix.forEach((_, j) => expect(inverse[i]![j]).toBe(inverse[j]![i]));
    });
  });

  test("a matrix that is not positive definite has no factor", () => {
    expect(cholesky([[0]])).toBeNull();
    expect(
      cholesky([
        [1, 1],
        [1, 1],
      ]),
    ).toBeNull(); // prettier-ignore
    expect(
      cholesky([
        [1, 2],
        [2, 1],
      ]),
    ).toBeNull(); // prettier-ignore
    expect(cholesky([[NaN]])).toBeNull();
    expect(cholesky([[Infinity]])).toBeNull();
    expect(cholesky([])).toEqual([]);
  });
});
