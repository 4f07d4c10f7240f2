import fc from "fast-check";
import { expect, test } from "vitest";
import { activityChurn } from "../../../src/churn/activity-churn.ts";
import { growthAccounting } from "../../../src/churn/growth-accounting.ts";
import { retentionTable } from "../../../src/churn/retention-table.ts";
import { DAY, every, smallLog, weekStart } from "./activity-log.ts";
import { plainRetention } from "./plain-retention.ts";

const runs = { numRuns: 100 };

test("cohort tables are what counting the slow way finds, in any zone", () => {
  fc.assert(
    fc.property(smallLog, every, weekStart, (log, every, weekStart) => {
      const options = { timeZone: log.timeZone, asOf: log.asOf, every, weekStart };
      const classic = retentionTable(log.rows, options);
      const unbounded = retentionTable(log.rows, { ...options, mode: "unbounded" });
      const found = classic.cohorts.map(({ size, cells }, row) => ({
        size,
        classic: cells.map(({ retained }) => retained),
        unbounded: unbounded.cohorts[row]!.cells.map(({ retained }) => retained),
        complete: cells.map(({ complete }) => complete),
        revenue: cells.map(({ revenue }) => revenue ?? 0),
      }));
      expect(found).toEqual(plainRetention(log, every, weekStart).cohorts);
    }),
    runs,
  );
});

test("elapsed windows too", () => {
  fc.assert(
    fc.property(smallLog, every, weekStart, fc.constantFrom(1, 24, 36, 168), (log, every, weekStart, windowHours) => {
      const options = {
        timeZone: log.timeZone,
        asOf: log.asOf,
        every,
        weekStart,
        clock: "elapsed",
        windowHours,
        ages: 6,
      } as const;
      const classic = retentionTable(log.rows, options);
      const unbounded = retentionTable(log.rows, { ...options, mode: "unbounded" });
      const found = classic.cohorts.map(({ size, cells }, row) => ({
        size,
        n: cells.map(({ n }) => n),
        classic: cells.map(({ retained }) => retained),
        unbounded: unbounded.cohorts[row]!.cells.map(({ retained }) => retained),
      }));
      expect(found).toEqual(plainRetention(log, every, weekStart).elapsed(windowHours, 6));
    }),
    runs,
  );
});

test("and growth accounting", () => {
  fc.assert(
    fc.property(smallLog, every, weekStart, (log, every, weekStart) => {
      const { periods } = growthAccounting(log.rows, { timeZone: log.timeZone, asOf: log.asOf, every, weekStart });
      const expected = plainRetention(log, every, weekStart).growth();
      // A refund of nothing is in no period of the library's, and in one of the slow count.
      expect(periods.length).toBeLessThanOrEqual(expected.length);
      expected.splice(0, expected.length - periods.length);
      for (const [i, period] of periods.entries())
        expect(period).toMatchObject(period.revenue === null ? { ...expected[i], revenue: null } : expected[i]!);
    }),
    runs,
  );
});

test("and activity churn", () => {
  fc.assert(
    fc.property(
      smallLog,
      fc.integer({ min: 1, max: 60 }),
      fc.integer({ min: 1, max: 90 }),
      ({ rows, asOf: at }, inactivityDays, days) => {
        const from = at - days * DAY;
        const visits = rows.filter(({ kind }) => kind !== "refund");
        const customers = [...new Set(visits.map(({ customerId }) => customerId))];
        const isActive = (customer: string, end: number): boolean =>
          visits.some((row) => row.customerId === customer && row.at > end - inactivityDays * DAY && row.at <= end);
        const isSeen = (customer: string): boolean =>
          visits.some((row) => row.customerId === customer && row.at <= from);
        const count = (keep: (customer: string) => boolean): number => customers.filter(keep).length;
        expect(activityChurn(rows, { at, from, inactivityDays })).toMatchObject({
          activeAtStart: count((customer) => isActive(customer, from)),
          activeAtEnd: count((customer) => isActive(customer, at)),
          churned: count((customer) => isActive(customer, from) && !isActive(customer, at)),
          retained: count((customer) => isActive(customer, from) && isActive(customer, at)),
          reactivated: count((customer) => isActive(customer, at) && !isActive(customer, from) && isSeen(customer)),
          new: count((customer) => isActive(customer, at) && !isSeen(customer)),
        });
      },
    ),
    runs,
  );
});
