import { formatNumber } from "./format.ts";

const UNITS: readonly (readonly [seconds: number, name: string])[] = [
  [86_400, "d"],
  [3_600, "h"],
  [60, "min"],
];

/** A length of time in the unit that people would use: `3.4 d`, `53.7 h`, `12 min`; a dash where there is none. */
export function formatDuration(seconds: number | null): string {
  if (seconds === null) return "–";
  // Two of a unit and more are told in it: 36 hours are not 1.5 days.
  const [length, name] = UNITS.find(([unit]) => seconds >= 2 * unit) ?? [1, "s"];
  const value = seconds / length;
  return `${formatNumber(value, value < 10 && length > 1 ? 1 : 0)} ${name}`;
}
