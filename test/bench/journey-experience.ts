import {
  compareChannelLatency,
  type ChannelLatencyResult,
  personalityConsistency,
  type PersonalityConsistencyResult,
} from "customer-metrics/journey";
import type { Comparison } from "./comparison.ts";
import { generator } from "./data.ts";

const many = 200_000;
const near = (a: number, b: number): boolean => Math.abs(a - b) <= 1e-9 * (1 + Math.abs(b));

/** Channels and traits, beside what one would write by hand for the same columns. */
export const journeyExperience: readonly Comparison[] = [
  {
    name: "latency of two 2e5 samples",
    baseline: "the built-in sort of both, medians alone",
    prepare: () => {
      const next = generator(7);
      const [slow, fast] = [1.5, 1].map((rate) => Array.from({ length: many }, () => rate * next()));
      return {
        ours: () => compareChannelLatency(slow!, fast!),
        baseline: () => {
          const [a, b] = [Float64Array.from(slow!).sort(), Float64Array.from(fast!).sort()];
          return (a[many / 2 - 1]! + a[many / 2]!) / 2 - (b[many / 2 - 1]! + b[many / 2]!) / 2;
        },
        agree: (ours, difference) => near((ours as ChannelLatencyResult).difference!, difference as number),
      };
    },
  },
  {
    name: "2e5 ratings of 2 traits",
    baseline: "Map of sums by trait and channel, no checks, no intervals",
    prepare: () => {
      const next = generator(8);
      const ratings = Array.from({ length: many }, (_, i) => ({
        traitId: i & 1 ? "warm" : "prompt",
        channel: `c${next() & 7}`,
        score: 1 + (next() % 5),
      }));
      const traits = [{ id: "warm" }, { id: "prompt" }];
      return {
        ours: () => personalityConsistency(traits, ratings, { scale: { min: 1, max: 5 } }),
        baseline: () => consistencyByHand(ratings),
        agree: (ours, consistency) => near((ours as PersonalityConsistencyResult).consistency!, consistency as number),
      };
    },
  },
];

function consistencyByHand(
  ratings: readonly { readonly traitId: string; readonly channel: string; readonly score: number }[],
): number {
  const traits = new Map<string, Map<string, { sum: number; n: number }>>();
  for (const { traitId, channel, score } of ratings) {
    let channels = traits.get(traitId);
    if (channels === undefined) traits.set(traitId, (channels = new Map()));
    let cell = channels.get(channel);
    if (cell === undefined) channels.set(channel, (cell = { sum: 0, n: 0 }));
    cell.sum += score;
    cell.n += 1;
  }
  let total = 0;
  for (const channels of traits.values()) {
    const means = [...channels.values()].map(({ sum, n }) => sum / n);
    total += 1 - (Math.max(...means) - Math.min(...means)) / 4;
  }
  return total / traits.size;
}
