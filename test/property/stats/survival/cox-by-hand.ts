import fc from "fast-check";
import type { CoxTies } from "../../../../src/stats/survival/cox-likelihood.ts";
import type { CoxColumns } from "../../../../src/stats/survival/cox-rows.ts";

/** A row of a regression, everything said. */
export interface Row {
  readonly time: number;
  readonly event: boolean;
  readonly entry: number;
  readonly x: readonly number[];
  readonly weight: number;
  readonly stratum: string;
  readonly cluster: string;
}

/** Rows in few months, so that many leave together. */
export function rowsOf(kind: {
  readonly ties: boolean;
  readonly late?: boolean;
  readonly weighted?: boolean;
  readonly strata?: boolean;
}): fc.Arbitrary<Row[]> {
  const row = fc
    .record({
      time: fc.integer({ min: 1, max: 9 }),
      event: fc.integer({ min: 0, max: 3 }),
      late: fc.integer({ min: 0, max: 8 }),
      x: fc.tuple(fc.integer({ min: 0, max: 1 }), fc.integer({ min: -20, max: 20 })),
      weight: fc.integer({ min: 1, max: 8 }),
      stratum: fc.constantFrom("a", "b"),
      cluster: fc.constantFrom("k", "l", "m", "n", "o"),
    })
    .map(
      ({ time, event, late, x, weight, stratum, cluster }): Row => ({
        time,
        event: event > 0,
        entry: kind.late === true && late < time ? late : 0,
        x: [x[0], x[1] / 10],
        weight: kind.weighted === true ? weight / 2 : 1,
        stratum: kind.strata === true ? stratum : "",
        cluster,
      }),
    );
  const rows = fc.array(row, { minLength: 14, maxLength: 30 });
  // Distinct times: a tenth of a month apart, entries stay between them.
  return kind.ties ? rows : rows.map((list) => list.map((each, i) => ({ ...each, time: each.time + i / 100 })));
}

/** Rows as columns. */
export function columnsOf(rows: readonly Row[], extra: Partial<CoxColumns> = {}): CoxColumns {
  return {
    time: rows.map(({ time }) => time),
    event: rows.map(({ event }) => event),
    entry: rows.map(({ entry }) => entry),
    covariates: { annual: rows.map(({ x }) => x[0]!), seats: rows.map(({ x }) => x[1]!) },
    weight: rows.map(({ weight }) => weight),
    stratum: rows.map(({ stratum }) => stratum),
    ...extra,
  };
}

/** Who is at risk at a time. */
export function atRisk(rows: readonly Row[], time: number, stratum: string): Row[] {
  return rows.filter((row) => row.stratum === stratum && row.time >= time && (row.entry === 0 || row.entry < time));
}

/** Every stratum and time with events, and the events. */
export function eventTimes(
  rows: readonly Row[],
): { readonly time: number; readonly stratum: string; readonly events: Row[] }[] {
  const strata = [...new Set(rows.map(({ stratum }) => stratum))].sort();
  return strata.flatMap((stratum) => {
    const within = rows.filter((row) => row.event && row.stratum === stratum);
    const times = [...new Set(within.map(({ time }) => time))].sort((a, b) => a - b);
    return times.map((time) => ({ time, stratum, events: within.filter((row) => row.time === time) }));
  });
}

/** The log partial likelihood as it is written, looking at every row at every time; `of` gives a row's log hazard ratio at a time. */
export function logLikelihoodByHand(
  rows: readonly Row[],
  ties: CoxTies,
  of: (row: Row, time: number) => number,
): number {
  let logLikelihood = 0;
  for (const { time, stratum, events } of eventTimes(rows)) {
    const risk = (some: readonly Row[]): number =>
      some.reduce((sum, row) => sum + row.weight * Math.exp(of(row, time)), 0);
    const everybody = risk(atRisk(rows, time, stratum));
    const weight = events.reduce((sum, row) => sum + row.weight, 0) / events.length;
    events.forEach((row, k) => {
      const gone = ties === "efron" ? (k / events.length) * risk(events) : 0;
      logLikelihood += row.weight * of(row, time) - weight * Math.log(everybody - gone);
    });
  }
  return logLikelihood;
}

/** First derivatives of `f` at `at`, by differences. */
export function gradient(f: (at: readonly number[]) => number, at: readonly number[], step = 1e-4): number[] {
  return at.map((_, j) => {
    const moved = (by: number): number => f(at.map((value, i) => (i === j ? value + by : value)));
    return (8 * (moved(step) - moved(-step)) - (moved(2 * step) - moved(-2 * step))) / (12 * step);
  });
}

/** Second derivatives of `f` at `at`, by differences. */
export function hessian(f: (at: readonly number[]) => number, at: readonly number[], step = 3e-3): number[][] {
  return at.map((_, j) => gradient((point) => gradient(f, point, step)[j]!, at, step));
}

/** Inverse of a small matrix, by elimination. */
export function inverse(matrix: readonly (readonly number[])[]): number[][] {
  const size = matrix.length;
  const rows = matrix.map((row, i) => [...row, ...row.map((_, j) => Number(i === j))]);
  for (let i = 0; i < size; i++) {
    const pivot = rows
      .slice(i)
      .reduce((best, row, at) => (Math.abs(row[i]!) > Math.abs(rows[best]![i]!) ? at + i : best), i);
    [rows[i], rows[pivot]] = [rows[pivot]!, rows[i]!];
    const scale = rows[i]![i]!;
    rows[i] = rows[i]!.map((value) => value / scale);
    rows.forEach((row, at) => {
      if (at !== i) rows[at] = row.map((value, j) => value - row[i]! * rows[i]![j]!);
    });
  }
  return rows.map((row) => row.slice(size));
}
