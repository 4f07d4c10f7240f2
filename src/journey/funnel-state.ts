import { checkSameKind } from "../core/state.ts";
import { toInstant } from "../time/instant.ts";
import { type EventCases, eventCases } from "./event-cases.ts";
import { addCounted, byNumber, type Counted, countNumbers, mergeCounted } from "./event-counted.ts";
import { type JourneyEventSource, noEventsLeftOut, sumLeftOut } from "./event-row.ts";
import { asOfKind, type CasesState } from "./event-state.ts";
import type { FunnelRules } from "./funnel-options.ts";
import { looseMatcher, mayStillComplete, strictMatcher } from "./funnel-match.ts";

/** Counts of a funnel: plain JSON, its size does not grow with the cases except for distinct durations. */
export interface FunnelState extends CasesState {
  /** Cases by how many steps they reached at best; the first is those that did not enter. */
  readonly byDepth: readonly number[];
  /** Cases that are not through and may still be; 0 without `asOf`. */
  readonly open: number;
  /** Durations from the step before, in milliseconds, one list for each step after the first. */
  readonly durations: readonly (readonly Counted<number>[])[];
  /** Durations from the first step to the last. */
  readonly conversions: readonly Counted<number>[];
}

/** No case yet. */
export function emptyFunnel(rules: FunnelRules): FunnelState {
  const { steps, mode, windowMs } = rules;
  const window = windowMs === Infinity ? "any time" : `${windowMs} ms`;
  return {
    kind: `funnel/1 ${JSON.stringify(steps)} ${mode} ${window}${asOfKind(rules)}`,
    cases: 0,
    events: 0,
    leftOut: noEventsLeftOut(),
    byDepth: steps.map(() => 0).concat(0),
    open: 0,
    durations: steps.slice(1).map(() => []),
    conversions: [],
  };
}

/** The state with the cases of `source`. Changes `state`. */
export function addToFunnel(state: FunnelState, source: JourneyEventSource, rules: FunnelRules): FunnelState {
  const added = tally(eventCases(source, rules), rules);
  const { byDepth, durations, conversions } = state;
  return {
    kind: state.kind,
    cases: state.cases + added.cases,
    events: state.events + added.events,
    leftOut: sumLeftOut(state.leftOut, added.leftOut),
    byDepth: byDepth.map((count, depth) => count + added.byDepth[depth]!),
    open: state.open + added.open,
    durations: durations.map((list, k) => addCounted(list as Counted<number>[], added.durations[k]!, byNumber)),
    conversions: addCounted(conversions as Counted<number>[], added.conversions, byNumber),
  };
}

/** The cases of both sides. */
export function mergeFunnels(left: FunnelState, right: FunnelState): FunnelState {
  checkSameKind(left, right);
  return {
    kind: left.kind,
    cases: left.cases + right.cases,
    events: left.events + right.events,
    leftOut: sumLeftOut(left.leftOut, right.leftOut),
    byDepth: left.byDepth.map((count, depth) => count + right.byDepth[depth]!),
    open: left.open + right.open,
    durations: left.durations.map((list, k) => mergeCounted(list, right.durations[k]!, byNumber)),
    conversions: mergeCounted(left.conversions, right.conversions, byNumber),
  };
}

function tally(events: EventCases, rules: FunnelRules): Omit<FunnelState, "kind"> {
  const { cases, starts, step, at } = events;
  const { steps, windowMs, asOf } = rules;
  const depth = steps.length;
  const codes = new Map(events.steps.map((name, code) => [name, code]));
  const wanted = Int32Array.from(steps, (name) => codes.get(name) ?? -1);
  const isStrict = rules.mode === "strict";
  const { match, places } = (isStrict ? strictMatcher : looseMatcher)(wanted, windowMs);
  const known = asOf === undefined ? null : toInstant(asOf);
  const byDepth = new Array<number>(depth + 1).fill(0);
  const durations = steps.slice(1).map(() => new Float64Array(cases));
  const ends = new Int32Array(depth);
  const conversions = new Float64Array(cases);
  let through = 0;
  let open = 0;
  for (let c = 0; c < cases; c++) {
    const events = { step, at, start: starts[c]!, end: starts[c + 1]! };
    const reached = match(events);
    byDepth[reached]! += 1;
    for (let k = 1; k < reached; k++) durations[k - 1]![ends[k]!++] = at[places[k]!]! - at[places[k - 1]!]!;
    if (reached === depth) conversions[through++] = at[places[depth - 1]!]! - at[places[0]!]!;
    else if (known !== null && reached > 0 && mayStillComplete(events, wanted, windowMs, known, isStrict)) open += 1;
  }
  return {
    cases,
    events: step.length,
    leftOut: events.leftOut,
    byDepth,
    open,
    durations: durations.map((list, k) => countNumbers(list.subarray(0, ends[k + 1]!))),
    conversions: countNumbers(conversions.subarray(0, through)),
  };
}
