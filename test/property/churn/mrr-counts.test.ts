import fc from "fast-check";
import { expect, test } from "vitest";
import { mrrMovements } from "../../../src/churn/mrr-movements.ts";
import type { MrrOptions } from "../../../src/churn/mrr-options.ts";
import type { Subscription } from "../../../src/model/subscription.ts";
import { periodCalendar } from "../../../src/time/periods.ts";
import { soundSegment } from "./arbitrary-subscriptions.ts";

const options: MrrOptions = { currency: "EUR", timeZone: "America/New_York", from: "2024-02", periods: 3 };
const months = periodCalendar({ every: "month", timeZone: "America/New_York" });
const days = periodCalendar({ every: "day", timeZone: "America/New_York" });

/** Whether a customer pays just before an instant, by looking at every segment. */
function paysBefore(rows: readonly Subscription[], instant: number): boolean {
  return rows.some(
    ({ start, end, amount, quantity, status }) =>
      amount > 0 &&
      quantity! > 0 &&
      (status === "active" || status === "past_due") &&
      (start as number) < instant &&
      (end === null || (end as number) >= instant),
  );
}

test("customers by day, customer-time, the lost, the net new and the life table are what looking every time gives", () => {
  fc.assert(
    fc.property(fc.array(soundSegment, { maxLength: 15 }), (rows) => {
      const byCustomer = [...new Set(rows.map(({ customerId }) => customerId))].map((customer) =>
        rows.filter(({ customerId }) => customerId === customer),
      );
      const instants = [...new Set(rows.flatMap(({ start, end }) => [start as number, (end ?? start) as number]))].sort(
        (a, b) => a - b,
      );
      for (const { period, start, end, counts, netMovements } of mrrMovements(rows, options).periods) {
        const [from, to] = [Date.parse(start), Date.parse(end)];
        const there = (instant: number): number => byCustomer.filter((own) => paysBefore(own, instant)).length;
        const leaving = (instant: number): number =>
          byCustomer.filter((own) => paysBefore(own, instant) && !paysBefore(own, instant + 0.5)).length;
        const inside = instants.filter((instant) => instant >= from && instant < to);

        const dayStarts = Array.from({ length: days.bucket(to - 1) - days.bucket(from) + 1 }, (_, i) =>
          days.start(days.bucket(from) + i),
        );
        expect(counts.daily.customers).toEqual(dayStarts.map(there));
        expect(counts.daily.churned).toEqual(
          dayStarts.map((day, i) =>
            inside
              .filter((instant) => instant >= day && instant < (dayStarts[i + 1] ?? to))
              .reduce((sum, instant) => sum + leaving(instant), 0),
          ),
        );

        const cuts = [from, ...inside, to];
        const ms = cuts.slice(1).reduce((sum, cut, i) => sum + there(cut) * (cut - cuts[i]!), 0);
        expect(counts.customerPeriods).toBeCloseTo(ms / (to - from), 12);
        expect(counts.lost).toBe(byCustomer.filter((own) => paysBefore(own, from) && !paysBefore(own, to)).length);

        const survival = inside
          .filter((instant) => leaving(instant) > 0)
          .reduce((product, instant) => product * (1 - leaving(instant) / there(instant)), 1);
        if (counts.lifeTable.probability !== null) expect(counts.lifeTable.probability).toBeCloseTo(1 - survival, 12);

        const came = byCustomer.filter((own) => !paysBefore(own, from) && paysBefore(own, to));
        const month = months.parseKey(period!);
        const before = (own: readonly Subscription[]): boolean =>
          Array.from({ length: 12 }, (_, i) => months.start(month - i)).some((boundary) => paysBefore(own, boundary));
        expect(netMovements.customers.reactivation).toBe(came.filter(before).length);
        expect(netMovements.customers.new).toBe(came.filter((own) => !before(own)).length);
      }
    }),
    { numRuns: 80 },
  );
});
