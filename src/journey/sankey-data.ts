import { fail } from "../core/metric-error.ts";
import {
  eventNotes,
  type JourneyEventOptions,
  type JourneyEventSource,
  type JourneyEventsLeftOut,
} from "./event-row.ts";
import { byCodeUnit } from "./event-counted.ts";
import { isCasesState } from "./event-state.ts";
import { checkTop, checkTransform } from "./path-frequency.ts";
import { addPaths, emptyPaths, type PathState } from "./path-state.ts";
import type { PathTransform } from "./path-transform.ts";

/** Options of {@link sankeyData}. */
export interface SankeyDataOptions extends JourneyEventOptions {
  /** What becomes of the steps of a case first. @defaultValue `"collapse"` */
  readonly transform?: PathTransform | undefined;
  /** How many steps of a case are drawn, 1 or more. @defaultValue 5 */
  readonly positions?: number | undefined;
  /** At most so many steps a position, the most frequent; the others are one node. @defaultValue all */
  readonly top?: number | null | undefined;
}

/** A step at its place in the way. */
export interface SankeyNode {
  /** The place, from 0: `x` of the drawing. */
  readonly position: number;
  /** The step, or `null` for all beyond `top` together. */
  readonly step: string | null;
  /** Cases that were here. */
  readonly value: number;
  /** Those of them that went no further. */
  readonly ended: number;
  /** Those of them that went further, where it is no longer drawn. */
  readonly cut: number;
}

/** Cases that went from a node to one of the next position. */
export interface SankeyLink {
  /** Index of the node before. */
  readonly source: number;
  /** Index of the node after. */
  readonly target: number;
  /** How many cases. */
  readonly value: number;
}

/** Nodes and links as d3-sankey takes them. */
export interface SankeyDataResult {
  /** Which metric this is. */
  readonly metric: "sankey-data";
  /** Cases with a usable event. */
  readonly n: number;
  /** By position, then most frequent first, then by name; what stands for the others comes last. */
  readonly nodes: readonly SankeyNode[];
  /** By source, then by target. */
  readonly links: readonly SankeyLink[];
  /** Usable events. */
  readonly events: number;
  /** Events that were not used. */
  readonly leftOut: JourneyEventsLeftOut;
  /** The convention that the figures follow. */
  readonly definition: {
    /** What became of the steps of a case. */
    readonly transform: PathTransform;
    /** How many steps are drawn. */
    readonly positions: number;
    /** The most steps a position, or `null` for all. */
    readonly top: number | null;
  };
  /** What a careful reader should know: `"no-cases"`, `"paths-cut"`, `"events-left-out"`. */
  readonly notes: readonly string[];
}

/**
 * The ways of all cases as nodes and links for a Sankey diagram.
 *
 * A step is another node at each position, so that the flow has no cycles, whatever customers do.
 *
 * @formula value(node) = Σ links out + ended + cut, and beyond position 0 = Σ links in
 *
 * @param source - events as rows or columns in any order, or a `PathState` of the same `transform`
 * @param options - see {@link SankeyDataOptions}
 * @returns counts of cases; indexes of `nodes` in the links
 * @throws {@link MetricError} `POSITIONS_INVALID`; `TOP_INVALID`; `TRANSFORM_UNKNOWN`; `SOURCE_INVALID`; `LENGTH_MISMATCH`;
 *   `KIND_MISMATCH` or `STATE_INVALID` for a state; `INSTANT_INVALID` or `INSTANT_WITHOUT_OFFSET` for `asOf`;
 *   `EVENT_INVALID` when `onInvalid` is `"throw"`
 * @see Schmidt, "The Sankey Diagram in Energy and Material Flow Management", Journal of Industrial Ecology 12, 2008.
 *
 * @example Back and forth, and no cycle
 * ```ts
 * import { sankeyData } from "customer-metrics/journey";
 *
 * const { nodes, links } = sankeyData([
 *   { caseId: "a", step: "web", at: 1 },
 *   { caseId: "a", step: "desk", at: 2 },
 *   { caseId: "a", step: "web", at: 3 },
 *   { caseId: "b", step: "web", at: 1 },
 * ]);
 * nodes.map(({ position, step, value }) => [position, step, value]); // => [[0, "web", 2], [1, "desk", 1], [2, "web", 1]]
 * links; // => [{ source: 0, target: 1, value: 1 }, { source: 1, target: 2, value: 1 }]
 * ```
 */
export function sankeyData(source: JourneyEventSource | PathState, options: SankeyDataOptions = {}): SankeyDataResult {
  const { transform = "collapse", positions = 5, top = null } = options;
  checkTransform(transform);
  checkTop(top);
  if (!(Number.isSafeInteger(positions) && positions >= 1))
    fail("POSITIONS_INVALID", "Cannot use positions as it must be a whole number of 1 or more", positions);
  const reading = { ...options, transform };
  const empty = emptyPaths(reading);
  const { cases, events, leftOut, paths } = isCasesState(source, empty) ? source : addPaths(empty, source, reading);
  const places = nodesOf(paths, positions, top);
  const nodes = places.flatMap(({ listed }) => listed);
  const links = new Map<number, Map<number, number>>();
  for (const [path, count] of paths) {
    const drawn = Math.min(path.length, positions);
    for (let position = 1; position < drawn; position++) {
      const from = places[position - 1]!.indexOf(path[position - 1]!);
      const to = places[position]!.indexOf(path[position]!);
      const targets = links.get(from) ?? new Map<number, number>();
      links.set(from, targets.set(to, (targets.get(to) ?? 0) + count));
    }
    const last = nodes[places[drawn - 1]!.indexOf(path[drawn - 1]!)]!;
    if (path.length > positions) last.cut += count;
    else last.ended += count;
  }
  return {
    metric: "sankey-data",
    n: cases,
    nodes,
    links: [...links]
      .flatMap(([from, targets]) => [...targets].map(([to, value]) => ({ source: from, target: to, value })))
      .sort((a, b) => a.source - b.source || a.target - b.target),
    events,
    leftOut,
    definition: { transform, positions, top },
    notes: [
      ...(cases === 0 ? ["no-cases"] : []),
      ...(nodes.some(({ cut }) => cut > 0) ? ["paths-cut"] : []),
      ...eventNotes(leftOut),
    ],
  };
}

type Filled = { -readonly [Field in keyof SankeyNode]: SankeyNode[Field] };

/** The nodes of one position. */
interface Place {
  readonly listed: readonly Filled[];
  /** Among the nodes of all positions. */
  readonly indexOf: (step: string) => number;
}

function nodesOf(paths: PathState["paths"], positions: number, top: number | null): Place[] {
  const counts: Map<string, number>[] = [];
  for (const [path, count] of paths) {
    for (let position = 0; position < path.length && position < positions; position++) {
      counts[position] ??= new Map();
      const here = counts[position]!;
      here.set(path[position]!, (here.get(path[position]!) ?? 0) + count);
    }
  }
  let before = 0;
  return counts.map((here, position) => {
    const ordered = [...here].sort((a, b) => b[1] - a[1] || byCodeUnit(a[0], b[0]));
    const kept = top === null ? ordered : ordered.slice(0, top);
    const listed: Filled[] = kept.map(([step, value]) => ({ position, step, value, ended: 0, cut: 0 }));
    const others = ordered.slice(kept.length).reduce((sum, [, count]) => sum + count, 0);
    if (others > 0) listed.push({ position, step: null, value: others, ended: 0, cut: 0 });
    const start = before;
    before += listed.length;
    const indexes = new Map(kept.map(([step], index) => [step, start + index]));
    return { listed, indexOf: (step) => indexes.get(step) ?? start + kept.length };
  });
}
