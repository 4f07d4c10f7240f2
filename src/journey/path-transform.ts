import type { EventCases } from "./event-cases.ts";
import { byCodeUnit, type Counted } from "./event-counted.ts";

/**
 * What becomes of the steps of a case before cases are compared.
 *
 * - `raw`: every step
 * - `collapse`: of equal steps right after each other, one
 * - `first`: of each step its first time
 * - `last`: of each step its last time
 * - `set`: the steps that happened, in order of their names
 */
export type PathTransform = "raw" | "collapse" | "first" | "last" | "set";

/** How often each path was gone, in order of paths. */
export function countPaths(events: EventCases, transform: PathTransform): Counted<readonly string[]>[] {
  const { cases, starts, step } = events;
  // Codes in the order of names, so that paths can be put in order without comparing names.
  const names = [...events.steps].sort(byCodeUnit);
  const rankOf = new Map(names.map((name, rank) => [name, rank]));
  const ranks = Int32Array.from(events.steps, (name) => rankOf.get(name)!);
  const tree = pathTree(names.length);
  const seen = new Int32Array(names.length).fill(-1);
  const path: number[] = [];
  for (let c = 0; c < cases; c++) {
    const [start, end] = [starts[c]!, starts[c + 1]!];
    if (transform === "raw" || transform === "collapse") {
      let node = 0;
      let previous = -1;
      for (let i = start; i < end; i++) {
        const rank = ranks[step[i]!]!;
        if (rank !== previous || transform === "raw") node = tree.child(node, rank);
        previous = rank;
      }
      tree.end(node);
      continue;
    }
    path.length = 0;
    const isLast = transform === "last";
    for (let k = 0; k < end - start; k++) {
      const rank = ranks[step[isLast ? end - 1 - k : start + k]!]!;
      if (seen[rank] === c) continue;
      seen[rank] = c;
      path.push(rank);
    }
    if (isLast) path.reverse();
    else if (transform === "set") path.sort((a, b) => a - b);
    tree.end(path.reduce(tree.child, 0));
  }
  return tree.paths(names);
}

/** Paths that begin alike share their beginning: each event is one step down, however long the path. */
interface PathTree {
  readonly child: (node: number, rank: number) => number;
  readonly end: (node: number) => void;
  readonly paths: (names: readonly string[]) => Counted<readonly string[]>[];
}

function pathTree(width: number): PathTree {
  const children = new Map<number, number>();
  const parents = [-1];
  const ranks = [-1];
  const counts = [0];
  return {
    child: (node, rank) => {
      const key = node * width + rank;
      let child = children.get(key);
      if (child === undefined) {
        child = parents.length;
        children.set(key, child);
        parents.push(node);
        ranks.push(rank);
        counts.push(0);
      }
      return child;
    },
    end: (node) => {
      counts[node]! += 1;
    },
    paths: (names) => {
      // Children before their next siblings in order of rank, by a counting sort: no two paths are compared.
      const byRank: number[][] = names.map(() => []);
      for (let node = 1; node < ranks.length; node++) byRank[ranks[node]!]!.push(node);
      const firstChild = new Int32Array(ranks.length);
      const nextSibling = new Int32Array(ranks.length);
      for (const nodes of byRank.reverse()) {
        for (const node of nodes) {
          nextSibling[node] = firstChild[parents[node]!]!;
          firstChild[parents[node]!] = node;
        }
      }
      const found: Counted<readonly string[]>[] = [];
      const path: string[] = [];
      let node = firstChild[0]!;
      while (node > 0) {
        path.push(names[ranks[node]!]!);
        if (counts[node]! > 0) found.push([[...path], counts[node]!]);
        if (firstChild[node]! > 0) {
          node = firstChild[node]!;
          continue;
        }
        while (node > 0 && nextSibling[node] === 0) {
          path.pop();
          node = parents[node]!;
        }
        path.pop();
        node = nextSibling[Math.max(node, 0)]!;
      }
      return found;
    },
  };
}
