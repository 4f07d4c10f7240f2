import fc from "fast-check";
import { expect, test } from "vitest";
import { fold } from "../../../src/core/accumulator.ts";
import { fitRfmCuts, rfmCutsAccumulator } from "../../../src/tiers/fit-rfm-cuts.ts";
import { rfmScoreColumns } from "../../../src/tiers/rfm-score-columns.ts";
import type { RfmFigures, RfmScoreRow } from "../../../src/tiers/rfm-score-row.ts";
import { rfmScore, rfmScores } from "../../../src/tiers/rfm-scores.ts";
import { testAccumulatorLaws } from "../../support/accumulator-laws.ts";
import { notPlainJson } from "../../support/plain-json.ts";

const figures = fc.record({
  recencyDays: fc.nat({ max: 30 }),
  frequency: fc.nat({ max: 6 }),
  monetary: fc.oneof(fc.integer({ min: -3, max: 20 }), fc.double({ min: -1e100, max: 1e100, noNaN: true })),
});
const customers = fc
  .array(figures, { maxLength: 40 })
  .map((list) => list.map((row, i): RfmFigures => ({ customerId: `c${i}`, ...row })));
const bad: fc.Arbitrary<RfmScoreRow> = fc.oneof(
  { weight: 4, arbitrary: figures.map((row) => ({ customerId: "a", ...row })) },
  fc.constantFrom(
    null as never,
    { customerId: "a", recencyDays: -1, frequency: 1, monetary: 1 },
    { customerId: "a", recencyDays: 1, frequency: 1, monetary: null },
    { customerId: "a", sinceLast: 3, frequency: -0, spend: 5, monetaryValue: null },
  ),
);
const bins = fc.integer({ min: 2, max: 12 });
const method = fc.constantFrom("quantile", "range");

testAccumulatorLaws("cut points", () => rfmCutsAccumulator({ bins: 3 }), bad);

test("equal values score alike, better ones never worse, and order changes nothing", () => {
  fc.assert(
    fc.property(customers, bins, method, (rows, bins, method) => {
      const result = rfmScores(rows, { bins, method });
      expect(notPlainJson(result)).toEqual([]);
      const reversed = rfmScores(rows.toReversed(), { bins, method });
      expect(reversed).toStrictEqual({ ...result, rows: result.rows.toReversed() });
      for (const [i, left] of rows.entries()) {
        for (const [j, right] of rows.entries()) {
          const [a, b] = [result.rows[i]!, result.rows[j]!];
          if (left.recencyDays! <= right.recencyDays!) expect(a.r).toBeGreaterThanOrEqual(b.r);
          if (left.frequency! >= right.frequency!) expect(a.f).toBeGreaterThanOrEqual(b.f);
          if (left.monetary! >= right.monetary!) expect(a.m).toBeGreaterThanOrEqual(b.m);
        }
      }
    }),
  );
});

test("rows, columns, states and one at a time agree", () => {
  fc.assert(
    fc.property(customers, bins, method, (rows, bins, method) => {
      const { cuts, rows: scores, distribution, n } = rfmScores(rows, { bins, method });
      const columns = rfmScoreColumns(
        {
          recencyDays: rows.map(({ recencyDays }) => recencyDays!),
          frequency: rows.map(({ frequency }) => frequency!),
          monetary: rows.map(({ monetary }) => monetary!),
        },
        { bins, method },
      );
      expect(columns).toMatchObject({ cuts, distribution, n });
      expect([...columns.m]).toEqual(scores.map(({ m }) => m));
      const accumulator = rfmCutsAccumulator({ bins, method });
      expect(accumulator.result(fold(accumulator, rows))).toStrictEqual(cuts);
      expect(fitRfmCuts(rows, { bins, method })).toStrictEqual(cuts);
      const stored = JSON.parse(JSON.stringify(cuts));
      if (n > 0) expect(rows.map((row) => rfmScore(row, stored))).toStrictEqual(scores);
    }),
  );
});

test("NTILE is that of a sorted list, and its groups are of equal size", () => {
  fc.assert(
    fc.property(customers, bins, (rows, bins) => {
      const { rows: scores, distribution } = rfmScores(rows, { bins, method: "ntile" });
      const places = rows
        .map(({ frequency }, i) => [frequency!, i] as const)
        .sort((left, right) => left[0] - right[0] || left[1] - right[1])
        .map(([, i]) => i);
      const buckets = Array.from(
        { length: bins },
        (_, bucket) => Math.floor(rows.length / bins) + Number(bucket < rows.length % bins),
      );
      expect(distribution.frequency).toEqual(buckets);
      expect(distribution.recency).toEqual(buckets);
      expect(places.map((i) => scores[i]!.f)).toEqual(
        buckets.flatMap((size, bucket) => new Array(size).fill(bucket + 1)),
      );
      const latestLast = rows
        .map(({ recencyDays }, i) => [recencyDays!, i] as const)
        .sort((left, right) => right[0] - left[0] || left[1] - right[1]);
      expect(latestLast.map(([, i]) => scores[i]!.r)).toEqual(places.map((i) => scores[i]!.f));
    }),
  );
});
