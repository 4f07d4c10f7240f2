import { momentOfTruthScorecard, type ScorecardResult } from "customer-metrics/journey";
import type { Comparison } from "./comparison.ts";
import { generator } from "./data.ts";

const HOUR = 3_600_000;
const origin = Date.UTC(2024, 0);
const asOf = "2024-12-31T18:00:00Z";

/** A scorecard of a year, beside a loop that knows that rows are sound, promises have no pauses, and everything is to be used. */
export const journeyScorecard: readonly Comparison[] = [
  {
    name: "1e6 interactions, scorecard",
    baseline: "Map of counts, Date.parse, no checks",
    limit: 3,
    prepare: () => {
      const data = year(1_000_000);
      return {
        ours: () => momentOfTruthScorecard(data, { asOf, by: "touchpoint" }),
        baseline: () => counted(data),
        agree: (ours, baseline) =>
          (ours as ScorecardResult).lines.every(({ group, keptRate, emotion }) => {
            const line = (baseline as Map<string, Line>).get(group)!;
            return keptRate.successes === line.kept && emotion.value === line.emotion / line.felt;
          }),
      };
    },
  },
];

interface Line {
  interactions: number;
  emotion: number;
  felt: number;
  judged: number;
  kept: number;
  times: number[];
}

type Year = ReturnType<typeof year>;

/** Interactions at 40 touchpoints; every third makes a promise, every twentieth is asked about. */
function year(count: number) {
  const next = generator(7);
  const iso = (instant: number): string => new Date(instant).toISOString();
  const interactions = Array.from({ length: count }, (_, i) => ({
    id: `ix-${i}`,
    customerId: `c-${next() % 100_000}`,
    touchpointId: `touchpoint ${next() % 40}`,
    startedAt: iso(origin + (next() % 8700) * HOUR + (next() % 3_600_000)),
    emotion: next() % 4 === 0 ? null : (next() % 5) - 2,
    initiator: next() % 3 === 0 ? ("company" as const) : ("customer" as const),
  }));
  const some = (every: number) => interactions.filter((_, i) => i % every === 0);
  const promises = some(3).map(({ id, customerId, touchpointId, startedAt }) => {
    const made = Date.parse(startedAt);
    return {
      id: `pr-${id}`,
      customerId,
      touchpointId,
      interactionId: id,
      madeAt: startedAt,
      dueAt: iso(made + 24 * HOUR),
      fulfilledAt: iso(made + (next() % 96_000) * 1000),
    };
  });
  const responses = some(20).map(({ id }) => ({
    metric: "nps",
    score: next() % 11,
    interactionId: id,
    answeredAt: asOf,
  }));
  return { interactions, promises, responses };
}

function counted({ interactions, promises, responses }: Year): Map<string, Line> {
  const lines = new Map<string, Line>();
  const end = Date.parse(asOf);
  const lineOf = (touchpointId: string): Line => {
    let line = lines.get(touchpointId);
    if (line === undefined)
      lines.set(touchpointId, (line = { interactions: 0, emotion: 0, felt: 0, judged: 0, kept: 0, times: [] }));
    return line;
  };
  const asked = new Map<string, string>();
  for (const { interactionId } of responses) asked.set(interactionId, "");
  for (const { id, touchpointId, startedAt, emotion } of interactions) {
    if (asked.has(id)) asked.set(id, touchpointId);
    if (Date.parse(startedAt) > end) continue;
    const line = lineOf(touchpointId);
    line.interactions += 1;
    if (emotion === null) continue;
    line.felt += 1;
    line.emotion += emotion;
  }
  for (const { touchpointId, madeAt, dueAt, fulfilledAt } of promises) {
    const [made, due, done] = [Date.parse(madeAt), Date.parse(dueAt), Date.parse(fulfilledAt)];
    if (made > end) continue;
    const line = lineOf(touchpointId);
    if (done <= end) {
      line.judged += 1;
      if (done <= due) line.kept += 1;
      line.times.push(done - made);
    } else if (end > due) line.judged += 1;
  }
  for (const line of lines.values()) line.times.sort((a, b) => a - b);
  return lines;
}
