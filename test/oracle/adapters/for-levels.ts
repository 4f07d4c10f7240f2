import type { Interval } from "../../../src/index.ts";

/**
 * The ends of an interval under the oracle's names, `lower95`, `upper90`, for each level that is asked:
 * the digits after the word are those of the level after its point.
 */
export function forLevels(
  expected: unknown,
  intervalAt: (level: number) => Interval | null,
): { [name: string]: number | null } {
  const ends: { [name: string]: number | null } = {};
  for (const name of Object.keys(expected as object)) {
    const [, end, digits] = /^(lower|upper)(\d+)$/.exec(name) ?? [];
    if (end) ends[name] = intervalAt(Number(`0.${digits}`))?.[end as "lower" | "upper"] ?? null;
  }
  return ends;
}
