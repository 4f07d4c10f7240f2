import fc from "fast-check";
import type { ActivityRow } from "../../../src/churn/activity-row.ts";
import { periodCalendar } from "../../../src/time/periods.ts";

export const DAY = 86_400_000;

/** Zones whose clocks change in many ways, with a time in which they do. */
export const changes: readonly (readonly [timeZone: string, around: string])[] = [
  ["UTC", "2025-01-01T00:00:00Z"],
  ["Europe/Berlin", "2025-03-30T01:00:00Z"],
  ["America/New_York", "2024-11-03T06:00:00Z"],
  ["Pacific/Auckland", "2025-04-05T14:00:00Z"],
  ["Asia/Kathmandu", "2024-02-29T18:15:00Z"],
  // Midnight does not exist, or comes twice; a day does not exist.
  ["America/Sao_Paulo", "2018-11-04T03:00:00Z"],
  ["America/Asuncion", "2023-10-01T04:00:00Z"],
  ["America/Havana", "2024-11-03T05:00:00Z"],
  ["Africa/Cairo", "2024-04-25T22:00:00Z"],
  ["Pacific/Apia", "2011-12-30T10:00:00Z"],
  ["Australia/Lord_Howe", "2025-04-05T15:00:00Z"],
];

/** A zone, an instant that ends the observation, and a small log of the 90 days around a change of its clocks. */
export interface SmallLog {
  readonly timeZone: string;
  readonly asOf: number;
  readonly rows: readonly (ActivityRow & { readonly customerId: string; readonly at: number })[];
}

/** Instants on the hour or half an hour are common, so that many are at midnight of some zone. */
const instant = (middle: number): fc.Arbitrary<number> =>
  fc
    .tuple(fc.integer({ min: -90 * 48, max: 90 * 48 }), fc.constantFrom(0, 0, -1, 1, 17))
    .map(([halfHours, off]) => middle + (halfHours * DAY) / 48 + off);

export const smallLog: fc.Arbitrary<SmallLog> = fc.constantFrom(...changes).chain(([timeZone, around]) => {
  const middle = Date.parse(around);
  const days = periodCalendar({ every: "day", timeZone });
  const later = instant(middle + 30 * DAY);
  return fc
    .oneof(
      later,
      later.map((any) => days.start(days.bucket(any))),
    )
    .chain((asOf) =>
      fc.record({
        timeZone: fc.constant(timeZone),
        asOf: fc.constant(asOf),
        rows: fc.array(
          fc.record(
            {
              customerId: fc.constantFrom("a", "b", "c", "d", "__proto__"),
              // Whole days before the end as well, for windows that are counted back from it.
              at: fc.oneof(
                instant(middle),
                fc.integer({ min: 0, max: 150 }).map((whole) => asOf - whole * DAY),
              ),
              amount: fc.integer({ min: 0, max: 9 }),
              kind: fc.constantFrom("purchase", "purchase", "purchase", "refund"),
            },
            { requiredKeys: ["customerId", "at", "amount"] },
          ),
          { maxLength: 25 },
        ),
      }),
    );
});

export const every = fc.constantFrom("day", "week", "month", "quarter", "year" as const);
export const weekStart = fc.integer({ min: 1, max: 7 });

/** Rows of data as they come: many cannot be used. */
export const anyRow: fc.Arbitrary<ActivityRow> = fc.record({
  customerId: fc.oneof(
    { weight: 5, arbitrary: fc.constantFrom("a", "b", "toString", "__proto__", "12") },
    { weight: 1, arbitrary: fc.constantFrom("", null, undefined) },
  ),
  at: fc.oneof(
    {
      weight: 6,
      arbitrary: fc.integer({ min: 0, max: 400 }).map((days) => Date.parse("2024-06-01T00:00:00Z") + days * DAY),
    },
    {
      weight: 1,
      arbitrary: fc.constantFrom("2025-01-01T00:00:00+05:45", "2025-01-01", NaN, null, new Date(1_730_000_000_500)),
    },
  ),
  amount: fc.oneof(
    { weight: 5, arbitrary: fc.integer({ min: 0, max: 5000 }) },
    { weight: 1, arbitrary: fc.constantFrom(null, undefined, NaN, -1, 0.5) },
  ),
  currency: fc.constantFrom("EUR", "EUR", null),
  kind: fc.constantFrom("purchase", "refund", undefined, "gift"),
});
