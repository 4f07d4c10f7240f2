import { type RfmScoreColumns, type RfmScoresResult, rfmScoreColumns, rfmScores } from "customer-metrics/tiers";
import type { Comparison } from "./comparison.ts";
import { generator } from "./data.ts";

/** RFM scores, beside what one would write by hand: sort each figure once, and count cut points below. */
export const tiersRfm: readonly Comparison[] = [
  {
    name: "RFM scores of 1e6, columns",
    baseline: "sort numbers by hand, an object each",
    limit: 1,
    prepare: () => {
      const columns = figures(1_000_000);
      const rows = rowsOf(columns);
      return {
        ours: () => rfmScoreColumns(columns),
        baseline: () => plainScores(rows),
        agree: (ours, plain) => {
          const { r, f, m } = ours as RfmScoreColumns;
          return (plain as readonly string[]).every((code, i) => code === `${r[i]}${f[i]}${m[i]}`);
        },
      };
    },
  },
  {
    name: "RFM scores of 1e5 rows",
    baseline: "sort numbers by hand, a code each",
    limit: 3,
    prepare: () => {
      const rows = rowsOf(figures(100_000));
      return {
        ours: () => rfmScores(rows),
        baseline: () => plainScores(rows),
        agree: (ours, plain) =>
          (ours as RfmScoresResult).rows.every(({ code }, i) => code === (plain as readonly string[])[i]),
      };
    },
  },
];

interface Figures {
  readonly recencyDays: Float64Array;
  readonly frequency: Float64Array;
  readonly monetary: Float64Array;
}

type Row = { readonly customerId: string } & { readonly [Figure in keyof Figures]: number };

/** Many who bought once, few who buy often; whole days, amounts in cents. */
function figures(count: number): Figures {
  const next = generator(13);
  const unit = (): number => next() / 2 ** 24;
  return {
    recencyDays: Float64Array.from({ length: count }, () => Math.floor(unit() * 730)),
    frequency: Float64Array.from({ length: count }, () => 1 + Math.floor(20 * unit() ** 4)),
    monetary: Float64Array.from({ length: count }, () => Math.round(Math.exp(unit() * 9) * 100) / 100),
  };
}

function rowsOf({ recencyDays, frequency, monetary }: Figures): Row[] {
  return Array.from(recencyDays, (days, i) => ({
    customerId: `c${i}`,
    recencyDays: days,
    frequency: frequency[i]!,
    monetary: monetary[i]!,
  }));
}

function plainScores(rows: readonly Row[]): string[] {
  const cuts = (["recencyDays", "frequency", "monetary"] as const).map((figure) => {
    const sorted = rows.map((row) => row[figure]).sort((left, right) => left - right);
    return [0.2, 0.4, 0.6, 0.8].map((p) => {
      const at = p * (sorted.length - 1);
      const low = Math.floor(at);
      const high = sorted[Math.min(low + 1, sorted.length - 1)]!;
      return sorted[low]! + (high - sorted[low]!) * (at - low);
    });
  });
  const above = (value: number, of: readonly number[]): number => of.filter((cut) => cut < value).length;
  return rows.map(
    ({ recencyDays, frequency, monetary }) =>
      `${5 - above(recencyDays, cuts[0]!)}${1 + above(frequency, cuts[1]!)}${1 + above(monetary, cuts[2]!)}`,
  );
}
