import { checkSameKind } from "../core/state.ts";
import { type EventCases, eventCases } from "./event-cases.ts";
import { addCounted, byCodeUnit, type Counted, mergeCounted } from "./event-counted.ts";
import { type JourneyEventOptions, type JourneyEventSource, noEventsLeftOut, sumLeftOut } from "./event-row.ts";
import { asOfKind, type CasesState } from "./event-state.ts";

/** From where to where; `null` for the start or the end of a case. */
export type TransitionKey = readonly [from: string | null, to: string | null];

/** Counts of transitions: plain JSON, as large as the pairs of steps that follow each other. */
export interface TransitionState extends CasesState {
  /** In order of both names, by code unit. */
  readonly transitions: readonly Counted<TransitionKey>[];
}

/** No case yet. */
export function emptyTransitions(options: JourneyEventOptions): TransitionState {
  return {
    kind: `transitions/1${asOfKind(options)}`,
    cases: 0,
    events: 0,
    leftOut: noEventsLeftOut(),
    transitions: [],
  };
}

/** The state with the cases of `source`. Changes `state`. */
export function addTransitions(
  state: TransitionState,
  source: JourneyEventSource,
  options: JourneyEventOptions,
): TransitionState {
  const events = eventCases(source, options);
  return {
    kind: state.kind,
    cases: state.cases + events.cases,
    events: state.events + events.step.length,
    leftOut: sumLeftOut(state.leftOut, events.leftOut),
    transitions: addCounted(state.transitions as Counted<TransitionKey>[], countTransitions(events), byTransition),
  };
}

/** The cases of both sides. */
export function mergeTransitions(left: TransitionState, right: TransitionState): TransitionState {
  checkSameKind(left, right);
  return {
    kind: left.kind,
    cases: left.cases + right.cases,
    events: left.events + right.events,
    leftOut: sumLeftOut(left.leftOut, right.leftOut),
    transitions: mergeCounted(left.transitions, right.transitions, byTransition),
  };
}

/** In order of names; the start and the end stand where "(start)" and "(end)" would, before steps so called. */
function byTransition(a: TransitionKey, b: TransitionKey): number {
  return byEnd(a[0], b[0], "(start)") || byEnd(a[1], b[1], "(end)");
}

function byEnd(a: string | null, b: string | null, label: string): number {
  return byCodeUnit(a ?? label, b ?? label) || Number(b === null) - Number(a === null);
}

function countTransitions({ cases, starts, step, steps }: EventCases): Counted<TransitionKey>[] {
  // A code more than there are steps stands for both ends of a case: no transition leads from the end or to the start.
  const end = steps.length;
  const width = end + 1;
  const isDense = width <= 2000;
  const table = new Float64Array(isDense ? width * width : 0);
  const rare = new Map<number, number>();
  const count = (key: number): void => {
    if (isDense) table[key]! += 1;
    else rare.set(key, (rare.get(key) ?? 0) + 1);
  };
  for (let c = 0; c < cases; c++) {
    let from = end;
    for (let i = starts[c]!; i < starts[c + 1]!; i++) {
      const to = step[i]!;
      count(from * width + to);
      from = to;
    }
    count(from * width + end);
  }
  const counted: Counted<TransitionKey>[] = [];
  const take = (times: number, key: number): void => {
    const [from, to] = [Math.floor(key / width), key % width];
    if (times > 0) counted.push([[steps[from] ?? null, steps[to] ?? null], times]);
  };
  if (isDense) table.forEach(take);
  else rare.forEach(take);
  return counted.sort((a, b) => byTransition(a[0], b[0]));
}
