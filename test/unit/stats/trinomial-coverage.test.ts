import { describe, expect, test } from "vitest";
import type { Bounds } from "../../../src/stats/bounds.ts";
import type { TrinomialCounts } from "../../../src/stats/trinomial.ts";
import { trinomialWald } from "../../../src/stats/trinomial.ts";
import { exactCoverage } from "../../../src/stats/trinomial-coverage.ts";
import { exact, expectClose, oracleCases } from "./support.ts";

const wald =
  (level: number) =>
  ({ up, middle, down }: TrinomialCounts): Bounds => {
    const [, , lower, upper] = trinomialWald(up, middle, down, level);
    return { lower, upper };
  };
const adjusted =
  (level: number) =>
  ({ up, middle, down }: TrinomialCounts): Bounds =>
    wald(level)({ up: up + 0.75, middle: middle + 1.5, down: down + 0.75 });

describe("exactCoverage", () => {
  test("an interval of everything always covers; none never does", () => {
    const shares = { up: 0.5, middle: 0.3, down: 0.2 };
    expectClose(
      exactCoverage(12, shares, () => ({ lower: -1, upper: 1 })),
      1,
      exact,
    );
    expect(exactCoverage(12, shares, () => null)).toBe(0);
    expect(exactCoverage(12, shares, () => ({ lower: 0.4, upper: 1 }))).toBe(0);
  });

  test("shares of 0 and 1", () => {
    expectClose(exactCoverage(5, { up: 1, middle: 0, down: 0 }, wald(0.95)), 1, exact);
  });

  test("a single observation, by hand: only the middle covers 0", () => {
    const coverage = exactCoverage(1, { up: 0.25, middle: 0.5, down: 0.25 }, wald(0.95));
    expectClose(coverage, 0.5, exact);
  });

  test("eight observations at 0.80, 0.15, 0.05", () => {
    const shares = { up: 0.8, middle: 0.15, down: 0.05 };
    expectClose(exactCoverage(8, shares, wald(0.95)), 0.82164224, { rel: 1e-12, abs: 0 });
    expectClose(exactCoverage(8, shares, adjusted(0.95)), 0.94142464, { rel: 1e-12, abs: 0 });
  });

  interface Inputs {
    readonly n: number;
    readonly shares: { readonly detractors: number; readonly passives: number; readonly promoters: number };
    readonly confidence: number;
  }
  test.each(oracleCases<Inputs, Record<string, number>>("nps-ci-coverage"))(
    "known answer $id",
    ({ inputs, expected, tolerance }) => {
      const shares: TrinomialCounts = {
        up: inputs.shares.promoters,
        middle: inputs.shares.passives,
        down: inputs.shares.detractors,
      };
      expectClose(exactCoverage(inputs.n, shares, wald(inputs.confidence)), expected["wald"]!, tolerance);
      expectClose(exactCoverage(inputs.n, shares, adjusted(inputs.confidence)), expected["adjusted-wald"]!, tolerance);
    },
  );
});
