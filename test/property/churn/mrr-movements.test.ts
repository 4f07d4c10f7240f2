import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { mrrAccumulator, mrrMovements } from "../../../src/churn/mrr-movements.ts";
import { mrrLog } from "../../../src/churn/mrr-log.ts";
import type { MrrOptions } from "../../../src/churn/mrr-options.ts";
import { fold } from "../../../src/core/accumulator.ts";
import { testAccumulatorLaws } from "../../support/accumulator-laws.ts";
import { anySubscription, soundSegment } from "./arbitrary-subscriptions.ts";
import { plainMovements } from "./plain-movements.ts";

const newYork: MrrOptions = { currency: "EUR", timeZone: "America/New_York", from: "2024-01", periods: 5 };
const weekly: MrrOptions = { ...newYork, every: "week", from: "2024-W06", periods: 12, timeZone: "Asia/Kathmandu" };
const ledgers = fc.array(soundSegment, { maxLength: 25 });
const near = (actual: number, expected: number): void => {
  expect(Math.abs(actual - expected)).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(expected)));
};

testAccumulatorLaws("mrrAccumulator", () => mrrAccumulator(newYork), anySubscription, { maxInputs: 12 });

describe("revenue movements", () => {
  test.each([newYork, weekly])("are what the definitions say, customer by customer, in exact fractions", (options) => {
    fc.assert(
      fc.property(ledgers, (rows) => {
        const { periods } = mrrMovements(rows, options);
        const customers = [...new Set(rows.map(({ customerId }) => customerId))];
        for (const period of periods) {
          const [start, end] = [Date.parse(period.start), Date.parse(period.end)];
          const plain = customers.map((customer) =>
            plainMovements(
              rows.filter(({ customerId }) => customerId === customer),
              start,
              end,
            ),
          );
          const total = (of: (one: (typeof plain)[number]) => number): number =>
            plain.reduce((sum, one) => sum + of(one), 0);
          near(
            period.openingMrr,
            total(({ opening }) => opening),
          );
          near(
            period.closingMrr,
            total(({ closing }) => closing),
          );
          expect(period.openingCustomers).toBe(plain.filter(({ opening }) => opening > 0).length);
          expect(period.closingCustomers).toBe(plain.filter(({ closing }) => closing > 0).length);
          for (const type of ["new", "expansion", "contraction", "churn", "reactivation"] as const) {
            near(
              period.movements.mrr[type],
              total(({ mrr }) => mrr[type]!),
            );
            expect(period.movements.events[type]).toBe(total(({ events }) => events[type]!));
            expect(period.movements.customers[type]).toBe(plain.filter(({ events }) => events[type]! > 0).length);
          }
          const cohort = plain.filter(({ opening }) => opening > 0);
          const kept = cohort.reduce((sum, { closing }) => sum + closing, 0);
          const keptAtMost = cohort.reduce((sum, { opening, closing }) => sum + Math.min(opening, closing), 0);
          const opening = cohort.reduce((sum, one) => sum + one.opening, 0);
          if (opening === 0) expect([period.nrr, period.grr]).toEqual([null, null]);
          else [near(period.nrr!, kept / opening), near(period.grr!, keptAtMost / opening)];
        }
      }),
      { numRuns: 60 },
    );
  });

  test("do not hang on the order of rows", () => {
    fc.assert(
      fc.property(fc.array(anySubscription, { maxLength: 20 }), fc.func(fc.integer()), (rows, rank) => {
        const shuffled = rows
          .map((row, i) => ({ row, key: rank(i) }))
          .sort((a, b) => a.key - b.key)
          .map(({ row }) => row);
        const { findings, ...figures } = mrrMovements(rows, newYork);
        const { findings: otherFindings, ...otherFigures } = mrrMovements(shuffled, newYork);
        expect(otherFigures).toEqual(figures);
        const names = (list: typeof findings): string[] =>
          list.map(({ code, id, usedInstead }) => JSON.stringify([code, id, usedInstead])).sort();
        expect(names(otherFindings)).toEqual(names(findings));
      }),
    );
  });

  test("of rows and of their state are the same, and every row is used or listed", () => {
    fc.assert(
      fc.property(fc.array(anySubscription, { maxLength: 20 }), (rows) => {
        const accumulator = mrrAccumulator(newYork);
        const fromRows = mrrMovements(rows, newYork);
        const fromState = mrrMovements(JSON.parse(JSON.stringify(fold(accumulator, rows))), newYork);
        expect({ ...fromState, findings: [] }).toEqual({ ...fromRows, findings: [] });
        expect(fromState.findings.map(({ code }) => code).sort()).toEqual(
          fromRows.findings.map(({ code }) => code).sort(),
        );
        const { given, counted, withoutMrr, leftOut } = fromRows.segments;
        expect(given).toBe(rows.length);
        expect(counted + withoutMrr + leftOut).toBe(given);
        expect(new Set(fromRows.findings.map(({ index }) => index)).size).toBe(leftOut);
      }),
    );
  });

  test("of a quarter are those of its months, but for what months net away", () => {
    fc.assert(
      fc.property(ledgers, (rows) => {
        const months = mrrMovements(rows, { ...newYork, periods: 3 });
        const quarter = mrrMovements(rows, { ...newYork, every: "quarter", from: "2024-Q1", periods: 1 }).periods[0]!;
        for (const type of ["new", "expansion", "contraction", "churn", "reactivation"] as const) {
          near(
            quarter.movements.mrr[type],
            months.periods.reduce((sum, { movements }) => sum + movements.mrr[type], 0),
          );
        }
        expect(quarter.nrr).toBe(months.wholeRange.nrr);
        expect(quarter.grr).toBe(months.wholeRange.grr);
        expect(quarter.logoRetention).toBe(months.wholeRange.logoRetention);
      }),
    );
  });

  test("hold their bounds: GRR ≤ NRR, GRR ≤ 1, shares in [0, 1]", () => {
    fc.assert(
      fc.property(ledgers, (rows) => {
        for (const { grr, nrr, logoRetention, logoChurn } of mrrMovements(rows, weekly).periods) {
          if (grr !== null) expect(grr <= 1 && grr <= nrr!).toBe(true);
          for (const share of [
            logoRetention,
            logoChurn.openingCohort,
            logoChurn.lifeTable,
            logoChurn.openingPlusNewAndReactivated,
          ]) {
            if (share !== null) expect(share >= 0 && share <= 1).toBe(true);
          }
        }
      }),
    );
  });

  test("are the same in numbers and in big integers", () => {
    fc.assert(
      fc.property(ledgers, (rows) => {
        // A segment that never matters, at a price that takes the ledger beyond 2^53.
        const giant = {
          id: "giant",
          customerId: "Z",
          start: Date.UTC(2030, 0),
          end: null,
          amount: 2 ** 52,
          quantity: 7,
          interval: "day",
          currency: "EUR",
        } as const;
        const { periods } = mrrMovements(rows, newYork);
        const big = mrrMovements([...rows, giant], newYork);
        expect(big.periods).toEqual(periods);
        const strip = ({ at, customerId, type }: ReturnType<typeof mrrLog>[number]): unknown => [at, customerId, type];
        expect(mrrLog([...rows, giant], newYork).map(strip)).toEqual(mrrLog(rows, newYork).map(strip));
      }),
    );
  });

  test("are what the log adds up to", () => {
    fc.assert(
      fc.property(ledgers, fc.constantFrom(0, 3_600_000, 90_000_000), (rows, coalesceMs) => {
        const options = { ...newYork, coalesceMs };
        const { periods } = mrrMovements(rows, options);
        const log = mrrLog(rows, options);
        for (const { period, movements } of periods) {
          for (const type of ["new", "expansion", "contraction", "churn", "reactivation"] as const) {
            const entries = log.filter((entry) => entry.period === period && entry.type === type);
            expect(entries.length).toBe(movements.events[type]);
            near(
              movements.mrr[type],
              entries.reduce((sum, { amount }) => sum + amount, 0),
            );
          }
        }
      }),
    );
  });
});
