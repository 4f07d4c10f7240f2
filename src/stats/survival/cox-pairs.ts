import type { CoxSample } from "./cox-sample.ts";

/** Pairs of rows of one stratum, by weight, the one of which is known to have left first. */
export interface PairCounts {
  /** Who left first had the higher risk. */
  readonly concordant: number;
  /** The lower. */
  readonly discordant: number;
  /** The same. */
  readonly tiedRisk: number;
  /** Both left at one time with different risks: not compared. */
  readonly tiedTime: number;
  /** Both left at one time with the same risk: not compared. */
  readonly tiedBoth: number;
}

/**
 * Counts pairs: each event with everybody who was at risk then and lasted longer; who was last seen at that time did.
 *
 * One walk back in time, with the rows at risk in a tree by rank: n · log n.
 *
 * @param ranks - of the predicted risk of each row, from 0
 */
export function comparePairs(sample: CoxSample, ranks: Int32Array): PairCounts {
  const { weight, count, strata, groupFrom, groupEventsTo, leaves, leaving } = sample;
  const atRisk = weightsByRank(ranks);
  const together = new Float64Array(ranks.length);
  let [concordant, discordant, tiedRisk, tiedTime, tiedBoth] = [0, 0, 0, 0, 0];
  for (const { fromGroup, toGroup } of strata) {
    atRisk.clear();
    let gone = groupFrom[fromGroup];
    for (let group = fromGroup; group < toGroup; group++) {
      const [from, eventsTo, to] = [groupFrom[group], groupEventsTo[group], groupFrom[group + 1]];
      if (leaves !== null && leaving !== null) {
        for (; gone < from && leaves[leaving[gone]] <= group; gone++)
          atRisk.add(ranks[leaving[gone]], -weight[leaving[gone]]);
      }
      for (let i = eventsTo; i < to; i++) atRisk.add(ranks[i], weight[i]);
      let seen = 0;
      for (let i = from; i < eventsTo; i++) {
        const below = atRisk.below(ranks[i]);
        const same = atRisk.at(ranks[i]);
        concordant += weight[i] * below;
        discordant += weight[i] * (atRisk.total() - below - same);
        tiedRisk += weight[i] * same;
        tiedBoth +=
          weight[i] * together[ranks[i]] + (count === null ? 0 : (weight[i] * weight[i] * (1 - 1 / count[i])) / 2);
        tiedTime += weight[i] * (seen - together[ranks[i]]);
        together[ranks[i]] += weight[i];
        seen += weight[i];
      }
      for (let i = from; i < eventsTo; i++) {
        together[ranks[i]] = 0;
        atRisk.add(ranks[i], weight[i]);
      }
    }
  }
  return { concordant, discordant, tiedRisk, tiedTime, tiedBoth };
}

/** For each row, over the pairs that it is in: concordant less discordant, and how many, by the other's weight. */
export function influenceOnPairs(
  sample: CoxSample,
  ranks: Int32Array,
): { readonly net: Float64Array; readonly comparable: Float64Array } {
  const { weight, strata, groupFrom, groupEventsTo, leaves, leaving } = sample;
  const net = new Float64Array(ranks.length);
  const comparable = new Float64Array(ranks.length);
  const tree = weightsByRank(ranks);
  const count = (row: number, sign: number): void => {
    const below = tree.below(ranks[row]);
    const same = tree.at(ranks[row]);
    net[row] += sign * (2 * below + same - tree.total());
    comparable[row] += tree.total();
  };
  for (const { fromGroup, toGroup } of strata) {
    // As the one who left first: back in time, with those at risk in the tree.
    tree.clear();
    let gone = groupFrom[fromGroup];
    for (let group = fromGroup; group < toGroup; group++) {
      const [from, eventsTo, to] = [groupFrom[group], groupEventsTo[group], groupFrom[group + 1]];
      if (leaves !== null && leaving !== null) {
        for (; gone < from && leaves[leaving[gone]] <= group; gone++)
          tree.add(ranks[leaving[gone]], -weight[leaving[gone]]);
      }
      for (let i = eventsTo; i < to; i++) tree.add(ranks[i], weight[i]);
      for (let i = from; i < eventsTo; i++) count(i, 1);
      for (let i = from; i < eventsTo; i++) tree.add(ranks[i], weight[i]);
    }
    // As the one who lasted longer: forward in time, with those who have left in the tree.
    tree.clear();
    let late = groupFrom[toGroup] - 1;
    for (let group = toGroup - 1; group >= fromGroup; group--) {
      const [from, eventsTo, to] = [groupFrom[group], groupEventsTo[group], groupFrom[group + 1]];
      for (let i = from; i < eventsTo; i++) count(i, -1);
      for (let i = from; i < eventsTo; i++) tree.add(ranks[i], weight[i]);
      for (let i = eventsTo; i < to; i++) count(i, -1);
      if (leaves === null || leaving === null) continue;
      // Who came under observation now was not there for those who have left by now.
      for (; late >= groupFrom[fromGroup] && leaves[leaving[late]] >= group; late--) {
        if (leaves[leaving[late]] > group) continue;
        const row = leaving[late];
        const below = tree.below(ranks[row]);
        net[row] += 2 * below + tree.at(ranks[row]) - tree.total();
        comparable[row] -= tree.total();
      }
    }
  }
  return { net, comparable };
}

/** Sums of weights by rank, and below a rank, in log n. */
interface WeightsByRank {
  readonly clear: () => void;
  readonly add: (rank: number, weight: number) => void;
  readonly below: (rank: number) => number;
  readonly at: (rank: number) => number;
  readonly total: () => number;
}

/** Fenwick, P. M. (1994). A new data structure for cumulative frequency tables. Software: Practice and Experience 24. */
function weightsByRank(ranks: Int32Array): WeightsByRank {
  const size = ranks.reduce((most, rank) => Math.max(most, rank), -1) + 1;
  const tree = new Float64Array(size + 1);
  const single = new Float64Array(size);
  let total = 0;
  return {
    clear: () => {
      tree.fill(0);
      single.fill(0);
      total = 0;
    },
    add: (rank, weight) => {
      single[rank] += weight;
      total += weight;
      for (let at = rank + 1; at <= size; at += at & -at) tree[at] += weight;
    },
    below: (rank) => {
      let sum = 0;
      for (let at = rank; at > 0; at -= at & -at) sum += tree[at];
      return sum;
    },
    at: (rank) => single[rank],
    total: () => total,
  };
}
