import {
  nps,
  npsBootstrap,
  type ScoreState,
  scoreSummary,
  tallyScores,
  tallyScoresAsync,
  tallyScoresBy,
} from "customer-metrics/survey";
import Peer from "net-promoter-score";
import { mean, medianSorted, sampleStandardDeviation } from "simple-statistics";
import type { Comparison } from "./comparison.ts";
import { answers, generator, groupCodes } from "./data.ts";

const scale = "0-10";
const many = 10_000_000;
const countsOf = (state: unknown): readonly number[] => (state as ScoreState).counts;
const sameList = (a: ArrayLike<number>, b: ArrayLike<number>): boolean =>
  a.length === b.length && Array.from(a).every((value, i) => value === b[i]);
const near = (a: number, b: number, tolerance: number): boolean => Math.abs(a - b) <= tolerance;

/** The survey metrics, beside what one would write by hand and what else there is on npm. */
export const survey: readonly Comparison[] = [
  {
    name: "Uint8Array of 1e7 to a state",
    baseline: "h[a[i]]++",
    limit: 1,
    prepare: () => {
      const bytes = answers(many);
      return {
        ours: () => tallyScores(bytes, { scale }),
        baseline: () => {
          const counts = new Uint32Array(11);
          for (let i = 0; i < bytes.length; i += 1) counts[bytes[i]!]! += 1;
          return counts;
        },
        agree: (state, counts) => sameList(countsOf(state), counts as Uint32Array),
      };
    },
  },
  {
    name: "number[] of 1e7 to a state",
    baseline: "checked loop",
    limit: 1.3,
    prepare: () => {
      const numbers = Array.from(answers(many));
      return {
        ours: () => tallyScores(numbers, { scale }),
        baseline: () => {
          const counts = new Array<number>(11).fill(0);
          let leftOut = 0;
          for (let i = 0; i < numbers.length; i += 1) {
            const score = numbers[i]!;
            if (Number.isInteger(score) && score >= 0 && score <= 10) counts[score]! += 1;
            else leftOut += 1;
          }
          return { counts, leftOut };
        },
        agree: (state, other) => sameList(countsOf(state), countsOf(other)),
      };
    },
  },
  {
    name: "1e7 answers by 16 segments",
    baseline: "2-D histogram",
    limit: 1.5,
    prepare: () => {
      const bytes = answers(many);
      const codes = groupCodes(many, 16);
      const names = Array.from({ length: 16 }, (_, code) => `segment ${String.fromCharCode(97 + code)}`);
      return {
        ours: () => tallyScoresBy(bytes, { codes, names }, { scale }),
        baseline: () => {
          const counts = new Uint32Array(16 * 11);
          for (let i = 0; i < bytes.length; i += 1) counts[codes[i]! * 11 + bytes[i]!]! += 1;
          return counts;
        },
        agree: (states, counts) =>
          sameList(Object.values(states as { [name: string]: ScoreState }).flatMap(countsOf), counts as Uint32Array),
      };
    },
  },
  {
    name: "1e7 in async chunks of 65536",
    baseline: "sync, in one",
    limit: 1.5,
    prepare: () => {
      const numbers = Array.from(answers(many));
      const chunks = Array.from({ length: Math.ceil(many / 65536) }, (_, i) =>
        numbers.slice(i * 65536, (i + 1) * 65536),
      );
      async function* stream(): AsyncGenerator<number[]> {
        yield* chunks;
      }
      return {
        ours: () => tallyScoresAsync<number>(stream(), { scale }),
        baseline: () => tallyScores(numbers, { scale }),
        agree: (state, other) => sameList(countsOf(state), countsOf(other)),
      };
    },
  },
  {
    name: "bootstrap, 1e4 times 1e4 rows",
    baseline: "resample rows",
    limit: 1 / 30,
    prepare: () => {
      const bytes = answers(10_000);
      const state = tallyScores(bytes, { scale });
      const interval = npsBootstrap({ seed: 1, replicates: 10_000 });
      return {
        ours: () => nps(state, { interval }).interval,
        baseline: () => resampled(bytes, 10_000),
        agree: (ours, baseline) => {
          const [a, b] = [ours, baseline] as { readonly lower: number; readonly upper: number }[];
          return near(a!.lower, b!.lower, 0.3) && near(a!.upper, b!.upper, 0.3);
        },
      };
    },
  },
  {
    name: "nps of 1e5 numbers",
    baseline: "net-promoter-score",
    prepare: () => {
      const numbers = Array.from(answers(100_000));
      return {
        ours: () => nps(numbers).value,
        baseline: () => new Peer(numbers).score,
        agree: (ours, score) => Math.round(ours as number) === score,
      };
    },
  },
  {
    name: "mean, SD, median of 1e5",
    baseline: "simple-statistics",
    prepare: () => {
      const numbers = Array.from(answers(100_000));
      return {
        ours: () => scoreSummary(numbers, { scale }),
        baseline: () => ({
          mean: mean(numbers),
          standardDeviation: sampleStandardDeviation(numbers),
          median: medianSorted(numbers.toSorted((a, b) => a - b)),
        }),
        agree: (ours, other) => {
          const [a, b] = [ours, other] as {
            readonly mean: number;
            readonly standardDeviation: number;
            readonly median: number;
          }[];
          return (
            near(a!.mean, b!.mean, 1e-12) &&
            near(a!.standardDeviation, b!.standardDeviation, 1e-9) &&
            a!.median === b!.median
          );
        },
      };
    },
  },
];

/** Percentile bootstrap as one writes it: draw every row of every replicate. */
function resampled(bytes: Uint8Array, replicates: number): { lower: number; upper: number } {
  const next = generator(3);
  const scores = new Float64Array(replicates);
  for (let replicate = 0; replicate < replicates; replicate += 1) {
    let difference = 0;
    for (let i = 0; i < bytes.length; i += 1) {
      const score = bytes[next() % bytes.length]!;
      if (score >= 9) difference += 1;
      else if (score <= 6) difference -= 1;
    }
    scores[replicate] = (100 * difference) / bytes.length;
  }
  scores.sort();
  return { lower: scores[Math.floor(0.025 * replicates)]!, upper: scores[Math.floor(0.975 * replicates)]! };
}
