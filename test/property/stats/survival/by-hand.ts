import type { Observed } from "./arbitrary-observations.ts";

/** What happened at a time. */
export interface Moment {
  readonly time: number;
  readonly atRisk: number;
  readonly events: number;
  readonly censored: number;
}

/** The moments at which anybody left, by looking at every row at every time. */
export function momentsOf(rows: readonly Observed[]): Moment[] {
  const times = [...new Set(rows.map((row) => row.time))].sort((a, b) => a - b);
  return times.map((time) => ({
    time,
    atRisk: rows.filter((row) => row.time >= time && (row.entry === 0 || row.entry < time)).length,
    events: rows.filter((row) => row.time === time && row.event).length,
    censored: rows.filter((row) => row.time === time && !row.event).length,
  }));
}

/** Survival by the product as it is written. */
export function survivalByHand(moments: readonly Moment[]): number[] {
  let survival = 1;
  return moments.map(({ atRisk, events }) => (survival *= 1 - events / atRisk));
}

/** Sums over the times of events, stratum by stratum, of what was observed, expected, and how it varies. */
export function logRankByHand(rows: readonly Observed[], rho: number) {
  const names = [...new Set(rows.map((row) => row.group))].sort();
  const observed = names.map(() => 0);
  const expected = names.map(() => 0);
  const variance = names.map(() => names.map(() => 0));
  for (const stratum of new Set(rows.map((row) => row.stratum))) {
    const within = rows.filter((row) => row.stratum === stratum);
    let survival = 1;
    for (const { time, atRisk, events } of momentsOf(within)) {
      const weight = survival ** rho;
      survival *= 1 - events / atRisk;
      if (events === 0) continue;
      const shares = names.map((name) => {
        const group = within.filter((row) => row.group === name);
        return group.filter((row) => row.time >= time && (row.entry === 0 || row.entry < time)).length / atRisk;
      });
      const factor = atRisk === 1 ? 0 : (events * (atRisk - events)) / (atRisk - 1);
      names.forEach((name, a) => {
        observed[a]! += weight * within.filter((row) => row.group === name && row.time === time && row.event).length;
        expected[a]! += weight * events * shares[a]!;
        names.forEach((_, b) => {
          variance[a]![b]! += weight ** 2 * factor * ((a === b ? shares[a]! : 0) - shares[a]! * shares[b]!);
        });
      });
    }
  }
  return { names, observed, expected, variance };
}
