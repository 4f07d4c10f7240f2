import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays, addMonths, elapsedDays, elapsedMonths } from "../../../src/time/elapsed.ts";
import { clockOf, zonedInstant, zonedInstantNearChange } from "./arbitrary-time.ts";
import { intlClock } from "./intl-clock.ts";

const DAY_MS = 86_400_000;
const runs = { numRuns: 200 };
const anywhere = fc.oneof(zonedInstant, zonedInstantNearChange);

/** The date and time that a clock shows, months later, by `Date` in UTC. */
function monthsLater(local: number, months: number): number {
  const from = new Date(local);
  const first = new Date(local);
  first.setUTCDate(1);
  first.setUTCMonth(first.getUTCMonth() + months);
  const last = new Date(first);
  last.setUTCMonth(last.getUTCMonth() + 1, 0);
  first.setUTCDate(Math.min(from.getUTCDate(), last.getUTCDate()));
  return first.getTime();
}

describe.each([
  { name: "months", add: addMonths, elapsed: elapsedMonths, later: monthsLater, span: 32 * DAY_MS },
  {
    name: "days",
    add: addDays,
    elapsed: elapsedDays,
    later: (local: number, days: number) => local + days * DAY_MS,
    span: DAY_MS,
  },
])("$name", ({ add, elapsed, later, span }) => {
  test("later, the clock shows the same time, or stands behind the gap that skips it", () => {
    fc.assert(
      fc.property(anywhere, fc.integer({ min: -40, max: 40 }), ({ timeZone, instant }, steps) => {
        const { local } = intlClock(timeZone);
        const sum = add(instant, steps, clockOf(timeZone));
        const wanted = steps === 0 ? local(instant) : later(local(instant), steps);
        if (local(sum) !== wanted) {
          // No instant shows it: the clocks before and after jump over it, and the sum is past the jump by as much as it was inside.
          const offsetBefore = local(sum - 26 * 3_600_000) - (sum - 26 * 3_600_000);
          expect(local(sum)).toBeGreaterThan(wanted);
          expect(sum + offsetBefore).toBe(wanted);
        }
      }),
      runs,
    );
  });

  test("elapsed are the most that can be added without passing", () => {
    fc.assert(
      fc.property(anywhere, fc.integer({ min: -40 * span, max: 40 * span }), ({ timeZone, instant }, distance) => {
        const clock = clockOf(timeZone);
        const to = instant + distance;
        let steps = -60;
        while (add(instant, steps + 1, clock) <= to) steps++;
        expect(elapsed(instant, to, clock)).toBe(steps);
      }),
      runs,
    );
  });

  test("never fall as time goes on", () => {
    fc.assert(
      fc.property(
        anywhere,
        fc.array(fc.integer({ min: -3 * span, max: 3 * span }), { maxLength: 30 }),
        ({ timeZone, instant }, distances) => {
          const clock = clockOf(timeZone);
          const ages = distances
            .sort((left, right) => left - right)
            .map((distance) => elapsed(instant, instant + distance, clock));
          expect(ages).toEqual(ages.slice().sort((left, right) => left - right));
        },
      ),
      runs,
    );
  });
});
