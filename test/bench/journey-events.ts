import {
  journeyFunnel,
  type JourneyFunnelResult,
  pathFrequency,
  type PathFrequencyResult,
  transitionMatrix,
  type TransitionMatrixResult,
} from "customer-metrics/journey";
import type { Comparison } from "./comparison.ts";
import { generator } from "./data.ts";

const HOUR = 3_600_000;
const events = 1_000_000;
const cases = 150_000;
const names = ["visit", "search", "quote", "call", "book", "pay", "stay", "review"];
const steps = ["visit", "quote", "book", "pay"];
const window = 72;

/** Journeys as rows with ISO instants and as typed columns, beside loops over arrays of codes that trust the data. */
export const journeyEvents: readonly Comparison[] = [
  ...(["rows", "columns"] as const).flatMap((form): Comparison[] => [
    {
      name: `1e6 events, funnel, ${form}`,
      baseline: "the best start a case, codes",
      prepare: () => {
        const log = journeys();
        const source = form === "rows" ? rowsOf(log) : { ...log, stepNames: names };
        return {
          ours: () => journeyFunnel(source, { steps, windowHours: window }),
          baseline: () => plainFunnel(waysOf(log)),
          agree: (ours, reached) =>
            (ours as JourneyFunnelResult).steps.every((step, k) => step.reached === (reached as number[])[k]),
        };
      },
    },
    {
      name: `1e6 events, transitions, ${form}`,
      baseline: "a table of codes",
      prepare: () => {
        const log = journeys();
        const source = form === "rows" ? rowsOf(log) : { ...log, stepNames: names };
        return {
          ours: () => transitionMatrix(source),
          baseline: () => {
            const table = new Float64Array(names.length ** 2);
            for (const way of waysOf(log))
              for (let i = 1; i < way.length; i++) table[way[i - 1]!.step * names.length + way[i]!.step]! += 1;
            return table;
          },
          agree: (ours, table) =>
            (ours as TransitionMatrixResult).transitions.every(
              ({ from, to, count }) =>
                from === null ||
                to === null ||
                count === (table as Float64Array)[names.indexOf(from) * names.length + names.indexOf(to)],
            ),
        };
      },
    },
    {
      name: `1e6 events, paths, ${form}`,
      baseline: "a Map of joined codes",
      prepare: () => {
        const log = journeys();
        const source = form === "rows" ? rowsOf(log) : { ...log, stepNames: names };
        return {
          ours: () => pathFrequency(source, { top: 20 }),
          baseline: () => {
            const counts = new Map<string, number>();
            for (const way of waysOf(log)) {
              const key = way.map(({ step }) => step).join();
              counts.set(key, (counts.get(key) ?? 0) + 1);
            }
            return counts;
          },
          agree: (ours, counts) =>
            (ours as PathFrequencyResult).distinctPaths === (counts as ReadonlyMap<string, number>).size,
        };
      },
    },
  ]),
];

interface Log {
  readonly cases: Int32Array;
  readonly steps: Int32Array;
  readonly at: Float64Array;
}

/** A log in the order of time, cases mixed. */
function journeys(): Log {
  const draw = generator(7);
  const random = (): number => draw() / 2 ** 24;
  const log = { cases: new Int32Array(events), steps: new Int32Array(events), at: new Float64Array(events) };
  const start = Date.UTC(2024, 0, 1);
  for (let i = 0; i < events; i++) {
    log.cases[i] = Math.floor((i / events) * cases * 0.9 + random() * cases * 0.1);
    log.steps[i] = Math.floor(random() ** 1.5 * names.length);
    log.at[i] = start + i * 1000 + Math.floor(random() * HOUR);
  }
  return log;
}

function rowsOf(log: Log): { caseId: string; step: string; at: string }[] {
  return Array.from(log.cases, (code, i) => ({
    caseId: `journey-${code}`,
    step: names[log.steps[i]!]!,
    at: new Date(log.at[i]!).toISOString(),
  }));
}

function waysOf(log: Log): { step: number; at: number }[][] {
  const ways = new Map<number, { step: number; at: number }[]>();
  log.cases.forEach((code, i) => {
    const event = { step: log.steps[i]!, at: log.at[i]! };
    const way = ways.get(code);
    if (way === undefined) ways.set(code, [event]);
    else way.push(event);
  });
  for (const way of ways.values()) way.sort((a, b) => a.at - b.at);
  return [...ways.values()];
}

function plainFunnel(ways: readonly (readonly { step: number; at: number }[])[]): number[] {
  const wanted = steps.map((step) => names.indexOf(step));
  const reached = wanted.map(() => 0);
  for (const way of ways) {
    let best = 0;
    for (let first = 0; first < way.length && best < wanted.length; first++) {
      if (way[first]!.step !== wanted[0]) continue;
      let depth = 1;
      for (let i = first + 1; i < way.length && depth < wanted.length; i++) {
        if (way[i]!.at - way[first]!.at > window * HOUR) break;
        if (way[i]!.step === wanted[depth]) depth += 1;
      }
      best = Math.max(best, depth);
    }
    for (let k = 0; k < best; k++) reached[k]! += 1;
  }
  return reached;
}
