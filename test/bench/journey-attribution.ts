import {
  attribution,
  type AttributionResult,
  markovAttribution,
  type MarkovAttributionResult,
} from "customer-metrics/journey";
import type { Comparison } from "./comparison.ts";
import { generator } from "./data.ts";

const origin = Date.UTC(2025, 0);

/** Attribution, beside what one writes by hand. */
export const journeyAttribution: readonly Comparison[] = [
  {
    name: "1e6 touches, linear attribution",
    baseline: "Map of float sums, Date.parse, no checks",
    limit: 3,
    prepare: () => {
      const journeys = withTouches(200_000);
      return {
        ours: () => attribution(journeys, { model: "linear" }),
        baseline: () => linear(journeys),
        agree: (ours, plain) =>
          (ours as AttributionResult).credits.every(({ channel, credit }) =>
            near(credit, (plain as Credits).get(channel)!),
          ),
      };
    },
  },
  {
    name: "Markov, 200 channels",
    baseline: "100 sweeps over the chain for each removal",
    limit: 1,
    prepare: () => {
      const paths = withSteps(20_000, 200);
      return {
        ours: () => markovAttribution(paths),
        baseline: () => sweeps(paths),
        agree: (ours, plain) =>
          (ours as MarkovAttributionResult).channels.every(
            ({ channel, removalEffect }) => Math.abs(removalEffect! - (plain as Credits).get(channel)!) < 1e-6,
          ),
      };
    },
  },
];

type Credits = Map<string, number>;

interface Journey {
  readonly touches: readonly { readonly channel: string; readonly at: string }[];
  readonly convertedAt: string;
  readonly value: number;
}

interface Path {
  readonly path: readonly string[];
  readonly conversions: number;
  readonly nulls: number;
}

function withTouches(count: number): Journey[] {
  const next = generator(5);
  const iso = (hour: number): string => new Date(origin + hour * 3_600_000).toISOString();
  return Array.from({ length: count }, () => ({
    touches: Array.from({ length: 5 }, (_, i) => ({ channel: `c${next() % 20}`, at: iso(i * 24 + (next() % 24)) })),
    convertedAt: iso(5 * 24),
    value: next() % 100_000,
  }));
}

function linear(journeys: readonly Journey[]): Credits {
  const credits: Credits = new Map();
  for (const { touches, convertedAt, value } of journeys) {
    const until = Date.parse(convertedAt);
    const counted = touches
      .map(({ channel, at }) => ({ channel, at: Date.parse(at) }))
      .filter(({ at }) => at <= until)
      .sort((a, b) => a.at - b.at);
    for (const { channel } of counted) credits.set(channel, (credits.get(channel) ?? 0) + value / counted.length);
  }
  return credits;
}

function withSteps(count: number, channels: number): Path[] {
  const next = generator(6);
  return Array.from({ length: count }, () => ({
    path: Array.from({ length: 1 + (next() % 8) }, () => `c${next() % channels}`),
    conversions: next() % 3,
    nulls: 1 + (next() % 5),
  }));
}

/** The removal effect of each channel, by letting probabilities flow until little is left to. */
function sweeps(paths: readonly Path[]): Credits {
  const names = [...new Set(paths.flatMap(({ path }) => path))];
  const index = new Map(names.map((name, i) => [name, i]));
  const size = names.length;
  const steps = new Float64Array((size + 1) * (size + 1));
  const out = new Float64Array(size + 1);
  const won = new Float64Array(size + 1);
  for (const { path, conversions, nulls } of paths) {
    let from = size;
    for (const name of path) {
      const to = index.get(name)!;
      steps[from * (size + 1) + to]! += conversions + nulls;
      out[from]! += conversions + nulls;
      from = to;
    }
    won[from]! += conversions;
    out[from]! += conversions + nulls;
  }
  const converts = (removed: number): number => {
    let chances = new Float64Array(size + 1);
    for (let sweep = 0; sweep < 100; sweep += 1) {
      const better = new Float64Array(size + 1);
      for (let from = 0; from <= size; from += 1) {
        if (from === removed) continue;
        let sum = won[from]!;
        for (let to = 0; to < size; to += 1) sum += steps[from * (size + 1) + to]! * chances[to]!;
        better[from] = sum / out[from]!;
      }
      chances = better;
    }
    return chances[size]!;
  };
  const base = converts(-1);
  return new Map(names.map((name, i) => [name, 1 - converts(i) / base]));
}

function near(a: number, b: number): boolean {
  return Math.abs(a - b) <= 1e-9 * Math.abs(b);
}
