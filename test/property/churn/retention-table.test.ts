import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fold } from "../../../src/core/accumulator.ts";
import type { ActivityColumns } from "../../../src/churn/activity-columns.ts";
import { tallyActivity } from "../../../src/churn/activity-tally.ts";
import { cohortMembers } from "../../../src/churn/cohort-members.ts";
import { growthAccounting } from "../../../src/churn/growth-accounting.ts";
import type { RetentionTableOptions } from "../../../src/churn/retention-options.ts";
import { retentionTable, retentionTableAccumulator } from "../../../src/churn/retention-table.ts";
import { anyRow, every, type SmallLog, smallLog, weekStart } from "./activity-log.ts";

/** Options of every kind. */
const convention: fc.Arbitrary<Partial<RetentionTableOptions> & Pick<RetentionTableOptions, "every">> = fc.record({
  every,
  weekStart,
  mode: fc.constantFrom("classic", "unbounded", "bracket"),
  clock: fc.constantFrom("calendar", "elapsed"),
  cohorts: fc.constantFrom("first-time", "recurring"),
  brackets: fc.constant([
    [0, 0],
    [1, 3],
    [2, 7],
  ] as const),
  windowHours: fc.constantFrom(24, 100, 720),
});

const optionsOf = ({ timeZone, asOf }: SmallLog) => ({ timeZone, asOf, ages: 40 });

function columnsOf({ rows }: SmallLog): ActivityColumns {
  return {
    customers: rows.map(({ customerId }) => customerId),
    at: rows.map(({ at }) => at),
    // A refund of nothing has no sign in a column: it is left to the rows.
    amounts: rows.map(({ amount, kind }) => (kind === "refund" ? -amount! : amount!)),
  };
}

describe("a retention table", () => {
  test("is the same for rows in any order", () => {
    const shuffled = smallLog.chain((log) =>
      fc.shuffledSubarray([...log.rows], { minLength: log.rows.length }).map((rows) => [log, rows] as const),
    );
    fc.assert(
      fc.property(shuffled, convention, ([log, rows], options) => {
        const asked = { ...optionsOf(log), ...options };
        const { findings, ...table } = retentionTable(rows, asked);
        const { findings: others, ...expected } = retentionTable(log.rows, asked);
        expect(table).toEqual(expected);
        expect(findings).toHaveLength(others.length);
      }),
    );
  });

  test("is the same from rows, columns, one state and merged states", () => {
    fc.assert(
      fc.property(smallLog, convention, fc.nat(), (log, options, cut) => {
        const asked = { ...optionsOf(log), ...options };
        const rows = log.rows.filter(({ kind, amount }) => kind !== "refund" || amount !== 0);
        const { findings: _, ...expected } = retentionTable(rows, asked);
        const { findings: listed, ...fromColumns } = retentionTable(columnsOf({ ...log, rows }), asked);
        expect(fromColumns).toEqual(expected);
        expect(listed.map(({ index }) => rows[index]!.at >= log.asOf)).toEqual(listed.map(() => true));

        const accumulator = retentionTableAccumulator(asked);
        const at = cut % (rows.length + 1);
        const merged = accumulator.merge(fold(accumulator, rows.slice(0, at)), fold(accumulator, rows.slice(at)));
        expect(accumulator.result(merged)).toEqual({ ...expected, findings: [] });
        expect(tallyActivity(rows, asked)).toStrictEqual(merged);
        expect(tallyActivity(merged, asked)).toStrictEqual(merged);
      }),
    );
  });

  test("keeps no fewer customers in or after an age than at it, and no more at a later age", () => {
    fc.assert(
      fc.property(smallLog, convention, (log, options) => {
        const asked = { ...optionsOf(log), ...options };
        const classic = retentionTable(log.rows, { ...asked, mode: "classic" });
        const unbounded = retentionTable(log.rows, { ...asked, mode: "unbounded" });
        classic.cohorts.forEach(({ cells }, row) => {
          const later = unbounded.cohorts[row]!.cells;
          cells.forEach(({ n, retained }, age) => {
            expect(retained).toBeLessThanOrEqual(n);
            expect(later[age]!.n).toBe(n);
            expect(later[age]!.retained).toBeGreaterThanOrEqual(retained);
            expect(later[age]!.retained).toBeLessThanOrEqual(n);
            if (age > 0) expect(later[age]!.retained).toBeLessThanOrEqual(later[age - 1]!.retained);
          });
        });
      }),
    );
  });

  test("has each customer in one cohort, whose members are its size; everybody is active at age 0", () => {
    fc.assert(
      fc.property(smallLog, every, weekStart, (log, every, weekStart) => {
        const asked = { ...optionsOf(log), every, weekStart };
        const { n, cohorts, outside } = retentionTable(log.rows, asked);
        const members = cohortMembers(log.rows, asked);
        const used = log.rows.filter(({ at, amount, kind }) => at < log.asOf && (kind !== "refund" || amount !== 0));
        expect(n + outside.refundsOnly).toBe(new Set(used.map(({ customerId }) => customerId)).size);
        expect(cohorts.reduce((sum, { size }) => sum + size, 0)).toBe(n);
        expect(cohorts.filter(({ size }) => size > 0).map(({ cohort, size }) => [cohort, size])).toEqual(
          members.map(({ cohort, customers }) => [cohort, customers.length]),
        );
        expect(new Set(members.flatMap(({ customers }) => customers)).size).toBe(n);
        for (const { size, cells } of cohorts) expect(cells[0]!.retained).toBe(size);
      }),
    );
  });

  test("loses no revenue: cells and what is outside are all of it, and growth accounting has the same", () => {
    fc.assert(
      fc.property(
        smallLog,
        every,
        weekStart,
        fc.option(fc.nat(), { nil: undefined }),
        (log, every, weekStart, since) => {
          const knownSince = since === undefined ? undefined : log.asOf - (since % 100) * 86_400_000;
          const asked = { timeZone: log.timeZone, asOf: log.asOf, every, weekStart };
          const { cohorts, outside } = retentionTable(log.rows, { ...asked, knownSince });
          const used = log.rows.filter(({ at }) => at < log.asOf);
          const all = used.reduce((sum, { amount, kind }) => sum + (kind === "refund" ? -amount! : amount!), 0);
          const inCells = cohorts.flatMap(({ cells }) => cells).reduce((sum, { revenue }) => sum + revenue!, 0);
          expect(inCells + (outside.revenue ?? 0)).toBe(all);
          expect(growthAccounting(log.rows, asked).periods.reduce((sum, { revenue }) => sum + revenue!.total, 0)).toBe(
            all,
          );
        },
      ),
    );
  });

  test("uses or lists every row", () => {
    fc.assert(
      fc.property(fc.array(anyRow, { maxLength: 30 }), (rows) => {
        const { usedRows, leftOut, findings } = retentionTable(rows, {
          every: "month",
          timeZone: "UTC",
          asOf: "2025-02-01T00:00:00Z",
          currency: "EUR",
        });
        expect(findings).toHaveLength(rows.length - usedRows);
        expect(Object.values(leftOut).reduce((sum, count) => sum + count, 0)).toBe(findings.length);
        expect(new Set(findings.map(({ index }) => index)).size).toBe(findings.length);
      }),
    );
  });
});
