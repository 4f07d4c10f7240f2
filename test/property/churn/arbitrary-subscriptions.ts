import fc from "fast-check";
import type { Subscription } from "../../../src/model/subscription.ts";

const DAY = 86_400_000;
const START = Date.UTC(2024, 0, 1);

/** Instants around the first half of 2024, many of them equal, many at midnights of UTC and of New York. */
const instant = fc
  .record({
    day: fc.integer({ min: -70, max: 190 }),
    ms: fc.constantFrom(0, 0, 0, 1, 4 * 3_600_000, 5 * 3_600_000, 43_200_000, DAY - 1),
  })
  .map(({ day, ms }) => START + day * DAY + ms);

/** Segments of few customers, so that they meet, overlap, leave and come back; all sound. */
export const soundSegment: fc.Arbitrary<Subscription> = fc
  .record({
    id: fc.uuid(),
    customerId: fc.constantFrom("A", "B", "C", "D", "E", "__proto__"),
    start: instant,
    length: fc.option(
      fc.oneof(
        fc.constantFrom(0, 1, 30 * DAY, 31 * DAY),
        fc.integer({ min: 0, max: 120 }).map((days) => days * DAY),
      ),
    ),
    amount: fc.constantFrom(0, 1, 100, 999, 1000, 1200, 4900, 12_000),
    interval: fc.constantFrom("day", "week", "month", "year"),
    intervalCount: fc.constantFrom(1, 1, 1, 2, 3, 7, 12, 13),
    quantity: fc.constantFrom(1, 1, 1, 0, 2, 12),
    status: fc.constantFrom("active", "active", "active", "past_due", "trialing", "paused"),
  })
  .map(
    ({ length, ...row }): Subscription => ({
      ...row,
      currency: "EUR",
      end: length === null ? null : row.start + length,
    }),
  );

/** Rows as they come: sound ones, doubled ids, stretches of one subscription that overlap, other currencies, and nonsense. */
export const anySubscription: fc.Arbitrary<Subscription> = fc.oneof(
  { weight: 4, arbitrary: soundSegment },
  {
    weight: 3,
    arbitrary: fc
      .tuple(soundSegment, fc.constantFrom("x", "y", "__proto__"), fc.constantFrom("s1", "s2"))
      .map(([row, id, subscriptionId]) => ({ ...row, id, subscriptionId })),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(soundSegment, fc.constantFrom("s1", "s2", "toString"))
      .map(([row, subscriptionId]) => ({ ...row, subscriptionId })),
  },
  { weight: 1, arbitrary: soundSegment.map((row) => ({ ...row, currency: "USD" })) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(
        soundSegment,
        fc.constantFrom<object>(
          { amount: NaN },
          { end: -1 },
          { start: "soon" },
          { id: "" },
          { customerId: 7 },
          { interval: "fortnight" },
          { status: "actve" },
          { intervalCount: 0 },
          { quantity: 1.5 },
        ),
      )
      .map(([row, wrong]) => ({ ...row, ...wrong }) as Subscription),
  },
);
