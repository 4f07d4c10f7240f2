/**
 * Scores of many days without keeping the answers: a day is a state, states are JSON, and merging them
 * in any order gives what all answers together would have given.
 *
 *     npx tsx examples/merge-days.ts
 */
import { fold, npsAccumulator, type ScoreState } from "customer-metrics";

const accumulator = npsAccumulator();

// Each night the day's answers become a state, which is stored wherever JSON can be.
const stored = [
  [10, 9, 3, 8, null],
  [7, 10, 10, 6],
  [9, 9, 2, 11],
].map((answers) => JSON.stringify(fold(accumulator, answers)));

// Any time later: the score of those days, with its interval and with what was left out.
const days = stored.map((text) => JSON.parse(text) as ScoreState);
const { value, interval, n, leftOut } = accumulator.result(days.reduce(accumulator.merge));

console.log(
  `NPS ${value!.toFixed(1)} (${interval!.lower.toFixed(1)} to ${interval!.upper.toFixed(1)}) of ${n} answers; left out:`,
  leftOut,
);
