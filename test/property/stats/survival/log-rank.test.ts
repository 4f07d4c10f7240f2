import fc from "fast-check";
import { expect, test } from "vitest";
import { logRank } from "../../../../src/stats/survival/log-rank.ts";
import { columnsOf, expanded, lateAndWeighted, sample } from "./arbitrary-observations.ts";
import { logRankByHand } from "./by-hand.ts";

const close = (got: number, want: number, tolerance = 1e-9): void =>
  expect(Math.abs(got - want), `got ${got}, want ${want}`).toBeLessThanOrEqual(tolerance * (1 + Math.abs(want)));

test("a log-rank test sums what a look at every row at every time sums", () => {
  fc.assert(
    fc.property(sample(lateAndWeighted), fc.constantFrom(0, 0.5, 1), (rows, rho) => {
      const known = logRankByHand(expanded(rows), rho);
      const { groups, variance, n } = logRank(columnsOf(rows), { rho });
      expect(n).toBe(expanded(rows).length);
      groups.forEach(({ group, observed, expected, events }, place) => {
        const at = known.names.indexOf(group);
        if (at < 0) return expect([observed, expected, events]).toEqual([0, 0, 0]);
        close(observed, known.observed[at]!);
        close(expected, known.expected[at]!);
        known.names.forEach((name, other) =>
          close(variance[place]![groups.findIndex((each) => each.group === name)]!, known.variance[at]![other]!),
        );
      });
    }),
    { numRuns: 200 },
  );
});

test("what is observed more than expected in one group is less in the others", () => {
  fc.assert(
    fc.property(sample(lateAndWeighted), (rows) => {
      const { groups, variance, chiSquare, pValue } = logRank(columnsOf(rows));
      close(
        groups.reduce((sum, { observed, expected }) => sum + observed - expected, 0),
        0,
      );
      for (const row of variance)
        close(
          row.reduce((sum, each) => sum + each, 0),
          0,
        );
      if (chiSquare === null) expect(pValue).toBe(null);
      else expect(chiSquare >= 0 && pValue! >= 0 && pValue! <= 1).toBe(true);
    }),
  );
});

test("two groups are compared alike from both sides, and in any unit and order", () => {
  const twoGroups = sample(lateAndWeighted).map((rows) =>
    rows.map((row) => ({ ...row, group: row.group > "a" ? "b" : "a" })),
  );
  fc.assert(
    fc.property(twoGroups, fc.constantFrom(0, 1), (rows, rho) => {
      const test = logRank(columnsOf(rows), { rho });
      const swapped = rows.map((row) => ({
        ...row,
        group: row.group === "a" ? "z" : "b",
        time: row.time * 7,
        entry: row.entry * 7,
      }));
      const other = logRank(columnsOf(swapped.reverse()), { rho });
      expect(other.degreesOfFreedom).toBe(test.degreesOfFreedom);
      if (test.chiSquare === null) expect(other.chiSquare).toBe(null);
      else close(other.chiSquare!, test.chiSquare);
    }),
  );
});
