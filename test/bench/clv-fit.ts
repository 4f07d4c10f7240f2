import {
  fitBgNbd,
  fitMbgNbd,
  fitParetoNbd,
  type PurchaseFit,
  type PurchaseModel,
  simulatePurchases,
} from "customer-metrics/clv";
import type { Comparison } from "./comparison.ts";
import { generator } from "./data.ts";

const truth = { model: "mbg-nbd", timeUnit: "day", parameters: { r: 0.525, alpha: 43.3, a: 0.891, b: 1.614 } } as const;
const paretoTruth = {
  model: "pareto-nbd",
  timeUnit: "day",
  parameters: { r: 0.553, alpha: 74, s: 0.606, beta: 81.7 },
} as const;
const near = (a: unknown, b: unknown): boolean => Math.abs((a as number) / (b as number) - 1) < 1e-7;
const logLikelihoodOf = (fit: PurchaseFit): number => (fit as { readonly logLikelihood: number }).logLikelihood;

/** Purchase models, beside a search that needs no derivatives on the likelihood as it is printed. */
export const clvFit: readonly Comparison[] = [
  {
    name: "MBG/NBD fit, 2,357 customers",
    baseline: "Nelder-Mead, histories grouped",
    limit: 0.1,
    prepare: () => {
      const rows = customers(2357);
      return {
        ours: () => logLikelihoodOf(fitMbgNbd(rows, { timeUnit: "day" })),
        baseline: () => -simplexMinimum((logs) => -mbgNbd(logs, grouped(rows)), [0, 3, 0, 0]),
        agree: near,
      };
    },
  },
  {
    name: "MBG/NBD fit, 1e6 customers",
    baseline: "the likelihood as printed, customer by customer, once",
    limit: 4,
    prepare: () => {
      const columns = columnsOf(customers(1_000_000));
      const { frequency, recency, T } = columns;
      let at = [0, 3, 0, 0];
      return {
        ours: () => {
          const fit = fitMbgNbd(columns, { timeUnit: "day" });
          at = Object.values((fit as { readonly parameters: { readonly [name: string]: number } }).parameters).map(
            Math.log,
          );
          return logLikelihoodOf(fit);
        },
        baseline: () => mbgNbd(at, { frequency, recency, T, count: T.map(() => 1) }),
        agree: near,
      };
    },
  },
  ...(
    [
      { model: "BG/NBD", fit: fitBgNbd, truth, limit: 0.1 },
      { model: "Pareto/NBD", fit: fitParetoNbd, truth: paretoTruth, limit: 1 },
    ] as const
  ).map(
    ({ model, fit, truth, limit }): Comparison => ({
      name: `${model} fit, 2,357 customers`,
      baseline: "MBG/NBD fit, Nelder-Mead",
      limit,
      prepare: () => {
        const rows = customers(2357, truth);
        return {
          ours: () => logLikelihoodOf(fit(rows, { timeUnit: "day" })),
          baseline: () => -simplexMinimum((logs) => -mbgNbd(logs, grouped(rows)), [0, 3, 0, 0]),
          // Two models of one data set: alike, and not the same.
          agree: (ours, other) => Math.abs((ours as number) / (other as number) - 1) < 0.01,
        };
      },
    }),
  ),
];

interface Row {
  readonly frequency: number;
  readonly recency: number;
  readonly T: number;
}

interface Columns {
  readonly frequency: Float64Array;
  readonly recency: Float64Array;
  readonly T: Float64Array;
}

/** Customers who came within a quarter and are seen for nine months, in days. */
function customers(count: number, model: PurchaseModel = truth): Row[] {
  const next = generator(9);
  const lengths = Array.from({ length: count }, () => 190 + (next() % 90));
  const { times } = simulatePurchases(model, { T: lengths, seed: 3 });
  return lengths.map((T, i) => {
    const days = new Set(times[i]!.map(Math.ceil));
    return { frequency: days.size, recency: days.size === 0 ? 0 : Math.max(...days), T };
  });
}

function columnsOf(rows: readonly Row[]): Columns {
  return {
    frequency: Float64Array.from(rows, (row) => row.frequency),
    recency: Float64Array.from(rows, (row) => row.recency),
    T: Float64Array.from(rows, (row) => row.T),
  };
}

function grouped(rows: readonly Row[]): Columns & { readonly count: Float64Array } {
  const counts = new Map<string, [Row, number]>();
  for (const row of rows) {
    const key = `${row.frequency} ${row.recency} ${row.T}`;
    const known = counts.get(key);
    if (known) known[1] += 1;
    else counts.set(key, [row, 1]);
  }
  const groups = [...counts.values()];
  return { ...columnsOf(groups.map(([row]) => row)), count: Float64Array.from(groups, ([, count]) => count) };
}

/** Batislam, Denizel and Filiztekin (2007), equation by equation. */
function mbgNbd(
  logs: readonly number[],
  { frequency, recency, T, count }: Columns & { readonly count: Float64Array },
): number {
  const [r, alpha, a, b] = logs.map(Math.exp) as [number, number, number, number];
  const logBeta = (x: number, y: number): number => logGamma(x) + logGamma(y) - logGamma(x + y);
  const start = r * Math.log(alpha) - logGamma(r) - logBeta(a, b);
  let sum = 0;
  for (let i = 0; i < count.length; i += 1) {
    const x = frequency[i]!;
    const alive = logBeta(a, b + x + 1) - (r + x) * Math.log(alpha + T[i]!);
    const left = logBeta(a + 1, b + x) - (r + x) * Math.log(alpha + recency[i]!);
    const most = Math.max(alive, left);
    sum += count[i]! * (start + logGamma(r + x) + most + Math.log(Math.exp(alive - most) + Math.exp(left - most)));
  }
  return sum;
}

/** Stirling's series after a shift. */
function logGamma(x: number): number {
  let [at, shift] = [x, 1];
  for (; at < 12; at += 1) shift *= at;
  const inverse = 1 / (at * at);
  const series = (1 / 12 - inverse * (1 / 360 - inverse * (1 / 1260 - inverse / 1680))) / at;
  return (at - 0.5) * Math.log(at) - at + 0.9189385332046727 + series - Math.log(shift);
}

/** Nelder and Mead (1965), to 1e-9 of the value. */
function simplexMinimum(f: (x: readonly number[]) => number, start: readonly number[]): number {
  const at = (x: readonly number[]) => ({ x, value: f(x) });
  const corners = [at(start), ...start.map((_, i) => at(start.map((x, j) => (i === j ? x + 0.5 : x))))];
  for (let round = 0; round < 2000; round += 1) {
    corners.sort((a, b) => a.value - b.value);
    const [best, worst] = [corners[0]!, corners.at(-1)!];
    if (worst.value - best.value < 1e-9 * Math.abs(best.value)) break;
    const middle = start.map((_, i) => corners.slice(0, -1).reduce((sum, { x }) => sum + x[i]!, 0) / start.length);
    const along = (by: number) => at(middle.map((m, i) => m + by * (worst.x[i]! - m)));
    let next = along(-1);
    if (next.value < best.value) {
      const further = along(-2);
      if (further.value < next.value) next = further;
    } else if (next.value >= corners.at(-2)!.value) next = along(next.value < worst.value ? -0.5 : 0.5);
    if (next.value < worst.value) corners[corners.length - 1] = next;
    else for (let i = 1; i < corners.length; i += 1) corners[i] = at(corners[i]!.x.map((x, j) => (x + best.x[j]!) / 2));
  }
  return corners[0]!.value;
}
