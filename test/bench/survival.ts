import { kaplanMeier, type KaplanMeierResult, logRank, type LogRankResult } from "customer-metrics/churn";
import type { Comparison } from "./comparison.ts";
import { generator, groupCodes } from "./data.ts";

const many = 1_000_000;
const days = 1461;

/** Tenure and whether it ended: two of three have left within four years, the others were last seen at any time. */
function tenures(whole: boolean): { readonly time: Float64Array; readonly event: Uint8Array } {
  const next = generator(5);
  const time = new Float64Array(many);
  const event = new Uint8Array(many);
  for (let i = 0; i < many; i += 1) {
    const end = -600 * Math.log((next() + 1) / 2 ** 24);
    // Two draws make a number that hardly any other has.
    const seen = ((next() + next() / 2 ** 24) / 2 ** 24) * 1460;
    const exit = Math.min(end * (1 + next() / 2 ** 50), seen);
    event[i] = end <= seen ? 1 : 0;
    time[i] = whole ? Math.ceil(exit) : exit;
  }
  return { time, event };
}

const near = (a: number, b: number, tolerance: number): boolean => Math.abs(a - b) <= tolerance * (1 + Math.abs(b));

/** Survival, beside what one would write by hand for the same columns and no others. */
export const survival: readonly Comparison[] = [
  {
    name: "KM of 1e6 whole days",
    baseline: "unchecked count and product, without a band",
    limit: 8,
    prepare: () => {
      const data = tenures(true);
      return {
        ours: () => kaplanMeier(data),
        baseline: () => shareByHand(data),
        agree: (ours, share) => near((ours as KaplanMeierResult).survival.at(-1) as number, share as number, 1e-12),
      };
    },
  },
  {
    name: "KM of 1e6 distinct times",
    baseline: "the built-in sort of the times alone",
    limit: 4,
    prepare: () => {
      const data = tenures(false);
      return {
        ours: () => kaplanMeier(data),
        baseline: () => data.time.slice().sort(),
        agree: (ours, times) => (ours as KaplanMeierResult).time.at(-1) === (times as Float64Array).at(-1),
      };
    },
  },
  {
    name: "log-rank, 4 groups of 1e6",
    baseline: "unchecked counts and sums, whole days only",
    limit: 8,
    prepare: () => {
      const data = tenures(true);
      const codes = groupCodes(many, 4);
      const group = { codes, names: ["a", "b", "c", "d"] };
      return {
        ours: () => logRank({ ...data, group }),
        baseline: () => expectedByHand(data, codes, 4),
        agree: (ours, expected) =>
          (ours as LogRankResult).groups.every((each, at) =>
            near(each.expected, (expected as number[])[at] as number, 1e-9),
          ),
      };
    },
  },
];

function shareByHand({ time, event }: { readonly time: Float64Array; readonly event: Uint8Array }): number {
  const exits = new Uint32Array(days);
  const events = new Uint32Array(days);
  for (let i = 0; i < time.length; i += 1) {
    exits[time[i] as number]! += 1;
    events[time[i] as number]! += event[i] as number;
  }
  let atRisk = time.length;
  let share = 1;
  for (let day = 0; day < days; day += 1) {
    if (atRisk > 0) share *= 1 - (events[day] as number) / atRisk;
    atRisk -= exits[day] as number;
  }
  return share;
}

function expectedByHand(
  { time, event }: { readonly time: Float64Array; readonly event: Uint8Array },
  codes: Uint8Array,
  groups: number,
): number[] {
  const exits = new Uint32Array(days * groups);
  const events = new Uint32Array(days);
  for (let i = 0; i < time.length; i += 1) {
    exits[(time[i] as number) * groups + (codes[i] as number)]! += 1;
    events[time[i] as number]! += event[i] as number;
  }
  const atRisk = new Float64Array(groups);
  const expected = new Array<number>(groups).fill(0);
  for (let day = days - 1; day >= 0; day -= 1) {
    for (let group = 0; group < groups; group += 1) atRisk[group]! += exits[day * groups + group] as number;
    const all = atRisk.reduce((sum, each) => sum + each, 0);
    if (all === 0) continue;
    for (let group = 0; group < groups; group += 1) {
      expected[group]! += ((events[day] as number) * (atRisk[group] as number)) / all;
    }
  }
  return expected;
}
