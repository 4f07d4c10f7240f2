import { rfmCutsOf } from "./fit-rfm-cuts.ts";
import { cutsBelow, type RfmCuts, type RfmCutsPlan } from "./rfm-score-cuts.ts";
import { ntiles } from "./rfm-score-ntile.ts";
import type { RfmUsable } from "./rfm-score-row.ts";
import { valueRuns } from "./value-runs.ts";

/** Customers by score: the first number is of score 1. */
export interface RfmDistribution {
  readonly recency: readonly number[];
  readonly frequency: readonly number[];
  readonly monetary: readonly number[];
}

/** Scores of usable customers in their order. */
export interface AssignedScores {
  readonly r: Uint8Array;
  readonly f: Uint8Array;
  readonly m: Uint8Array;
  readonly cuts: RfmCuts | null;
  readonly distribution: RfmDistribution;
  readonly notes: readonly string[];
}

/** Finds cut points where they are not given, and scores by them; or by NTILE. */
export function assignScores(usable: RfmUsable, plan: RfmCutsPlan): AssignedScores {
  const { n, recency, frequency, monetary } = usable;
  const { bins } = plan;
  const notes = new Set<string>();
  if (n === 0) notes.add("no-customers");
  const cuts =
    plan.method === "ntile"
      ? null
      : (plan.given ?? rfmCutsOf(valueRuns(recency), valueRuns(frequency), valueRuns(monetary), plan));
  const scored = (column: Float64Array, points: readonly number[] | undefined, isReversed: boolean): Uint8Array => {
    if (points === undefined) {
      const { scores, splitsTies } = dealt(column, bins, isReversed);
      if (splitsTies) notes.add("ties-split");
      return scores;
    }
    const scores = new Uint8Array(n);
    for (let i = 0; i < n; i++) {
      const below = cutsBelow(column[i]!, points);
      scores[i] = isReversed ? bins - below : 1 + below;
    }
    return scores;
  };
  const fromNobody = cuts?.n === 0;
  if (fromNobody && n > 0) notes.add("cuts-of-nobody");
  const score = fromNobody ? (): Uint8Array => new Uint8Array(n) : scored;
  const r = score(recency, cuts?.recency, true);
  const f = score(frequency, cuts?.frequency, false);
  const m = score(monetary, cuts?.monetary, false);
  const distribution = {
    recency: countsOf(r, bins),
    frequency: countsOf(f, bins),
    monetary: countsOf(m, bins),
  };
  for (const [name, column] of Object.entries({ recency, frequency, monetary })) {
    if (n > 1 && column.every((value) => value === column[0])) notes.add(`${name}-tied`);
  }
  if (n >= bins && Object.values(distribution).some((counts) => counts.includes(0))) notes.add("scores-empty");
  return { r, f, m, cuts, distribution, notes: [...notes] };
}

/** NTILE buckets as scores; of recency the greatest come first. */
function dealt(
  column: Float64Array,
  bins: number,
  isReversed: boolean,
): { readonly scores: Uint8Array; readonly splitsTies: boolean } {
  const ascending = isReversed ? column.map((value) => -value) : column;
  const { buckets, splitsTies } = ntiles(ascending, ascending.slice().sort(), bins);
  return { scores: buckets.map((bucket) => bucket + 1), splitsTies };
}

function countsOf(scores: Uint8Array, bins: number): number[] {
  const counts = new Array<number>(bins).fill(0);
  for (let i = 0; i < scores.length; i++) if (scores[i]! > 0) counts[scores[i]! - 1]!++;
  return counts;
}
