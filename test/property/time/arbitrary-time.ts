import fc from "fast-check";
import { zoneClock, type ZoneClock } from "../../../src/time/zone-clock.ts";
import { hardZones } from "./intl-clock.ts";

/** An instant of a zone. */
export interface ZonedInstant {
  readonly timeZone: string;
  readonly instant: number;
}

/** Instants of hard zones: of our time, of local mean time, of the far past and future, and within two days of a clock change. */
export const zonedInstant: fc.Arbitrary<ZonedInstant> = fc.record({
  timeZone: fc.constantFrom(...hardZones),
  instant: fc.oneof(
    between("1970-01-01", "2040-01-01"),
    between("1840-01-01", "1970-01-01"),
    between("2040-01-01", "2600-01-01"),
    fc.integer({ min: -62e12, max: -4e12 }),
    // Two centuries short of the edges of Date: Intl's own arithmetic ends there.
    fc.integer({ min: -8_633_000_000_000, max: 8_633_000_000_000 }).map((seconds) => seconds * 1000 + 1),
  ),
});

export const zonedInstantNearChange: fc.Arbitrary<ZonedInstant> = fc
  .record({
    timeZone: fc.constantFrom(...hardZones),
    year: fc.integer({ min: 0, max: 41 }).map((steps) => 1840 + steps * 5),
    pick: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
    distance: fc.oneof(fc.integer({ min: -3, max: 3 }), fc.integer({ min: -172_800_000, max: 172_800_000 })),
  })
  .map(({ timeZone, year, pick, distance }) => {
    const changes = changesOf(timeZone, year);
    const change = changes[Math.floor(pick * changes.length)] ?? Date.UTC(year, 0, 1);
    return { timeZone, instant: change + distance };
  });

/** Where the clock of a zone changes in a year and the four after. */
function changesOf(timeZone: string, year: number): readonly number[] {
  const name = `${timeZone} ${year}`;
  const known = changes.get(name);
  if (known !== undefined) return known;
  const found = new Set<number>();
  for (let instant = Date.UTC(year, 0, 1); instant < Date.UTC(year + 5, 0, 1); instant += 86_400_000) {
    const { at } = clockOf(timeZone).changeNear(instant);
    if (at < Infinity) found.add(at);
  }
  changes.set(name, [...found]);
  return [...found];
}

const changes = new Map<string, readonly number[]>();
const clocks = new Map<string, ZoneClock>();

/** One clock a zone, for all tests of a file. */
export function clockOf(timeZone: string): ZoneClock {
  const clock = clocks.get(timeZone) ?? zoneClock(timeZone);
  clocks.set(timeZone, clock);
  return clock;
}

function between(from: string, to: string): fc.Arbitrary<number> {
  return fc.integer({ min: Date.parse(from), max: Date.parse(to) });
}
