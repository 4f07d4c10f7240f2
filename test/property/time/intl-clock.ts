/** What the clocks of a zone show, asked of Intl field by field: slow, and written without src/time. */
export interface IntlClock {
  /** Milliseconds from 1970-01-01T00:00 to what the clock shows. */
  readonly local: (instant: number) => number;
  /** Days from 1970-01-01 to the date that the clock shows. */
  readonly day: (instant: number) => number;
}

const DAY_MS = 86_400_000;
const clocks = new Map<string, IntlClock>();

export function intlClock(timeZone: string): IntlClock {
  const known = clocks.get(timeZone);
  if (known !== undefined) return known;
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone,
    calendar: "gregory",
    hourCycle: "h23",
    era: "short",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  });
  const local = (instant: number): number => {
    const part: { [type: string]: string } = {};
    for (const { type, value } of format.formatToParts(instant)) part[type] = value;
    const year = part["era"]!.startsWith("A") ? Number(part["year"]) : 1 - Number(part["year"]);
    const date = new Date(0);
    date.setUTCFullYear(year, Number(part["month"]) - 1, Number(part["day"]));
    date.setUTCHours(Number(part["hour"]), Number(part["minute"]), Number(part["second"]));
    return date.getTime() + (((instant % 1000) + 1000) % 1000);
  };
  const clock = { local, day: (instant: number) => Math.floor(local(instant) / DAY_MS) };
  clocks.set(timeZone, clock);
  return clock;
}

/** Zones with summer time of an hour, half and two hours, odd offsets, and changes at midnight, by the month of Ramadan and of the date line. */
export const hardZones: readonly string[] = [
  "UTC",
  "America/New_York",
  "Europe/Berlin",
  "Pacific/Auckland",
  "Asia/Kathmandu",
  "America/Sao_Paulo",
  "Pacific/Apia",
  "Australia/Lord_Howe",
  "Africa/Casablanca",
  "Asia/Tehran",
  "America/St_Johns",
  "Antarctica/Troll",
  "Africa/Cairo",
  "Africa/Monrovia",
  "Europe/Dublin",
  "Asia/Beirut",
  "Asia/Gaza",
  "America/Havana",
  "America/Juneau",
  "Asia/Manila",
  "Pacific/Kwajalein",
];
