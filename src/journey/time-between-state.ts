import { checkSameKind } from "../core/state.ts";
import { toInstant } from "../time/instant.ts";
import { type EventCases, eventCases } from "./event-cases.ts";
import { addCounted, byNumber, type Counted, countNumbers, mergeCounted } from "./event-counted.ts";
import { type JourneyEventOptions, type JourneyEventSource, noEventsLeftOut, sumLeftOut } from "./event-row.ts";
import { asOfKind, type CasesState } from "./event-state.ts";

/** Which times are taken. */
export interface TimeBetweenReading extends JourneyEventOptions {
  readonly from: string;
  readonly to: string;
  readonly count: "first" | "each";
}

/** Times between two steps: plain JSON, as large as the distinct durations. */
export interface TimeBetweenState extends CasesState {
  /** Cases with the first of the two steps. */
  readonly casesStarted: number;
  /** Durations that ended, in milliseconds. */
  readonly closed: readonly Counted<number>[];
  /** How long those that did not end have lasted at `asOf`; without it, 0 each. */
  readonly open: readonly Counted<number>[];
}

/** No case yet. */
export function emptyTimeBetween(reading: TimeBetweenReading): TimeBetweenState {
  return {
    kind: `time-between/1 ${JSON.stringify([reading.from, reading.to])} ${reading.count}${asOfKind(reading)}`,
    cases: 0,
    events: 0,
    leftOut: noEventsLeftOut(),
    casesStarted: 0,
    closed: [],
    open: [],
  };
}

/** The state with the cases of `source`. Changes `state`. */
export function addTimeBetween(
  state: TimeBetweenState,
  source: JourneyEventSource,
  reading: TimeBetweenReading,
): TimeBetweenState {
  const events = eventCases(source, reading);
  const { casesStarted, closed, open } = takeTimes(events, reading);
  return {
    kind: state.kind,
    cases: state.cases + events.cases,
    events: state.events + events.step.length,
    leftOut: sumLeftOut(state.leftOut, events.leftOut),
    casesStarted: state.casesStarted + casesStarted,
    closed: addCounted(state.closed as Counted<number>[], countNumbers(Float64Array.from(closed)), byNumber),
    open: addCounted(state.open as Counted<number>[], countNumbers(Float64Array.from(open)), byNumber),
  };
}

/** The cases of both sides. */
export function mergeTimeBetween(left: TimeBetweenState, right: TimeBetweenState): TimeBetweenState {
  checkSameKind(left, right);
  return {
    kind: left.kind,
    cases: left.cases + right.cases,
    events: left.events + right.events,
    leftOut: sumLeftOut(left.leftOut, right.leftOut),
    casesStarted: left.casesStarted + right.casesStarted,
    closed: mergeCounted(left.closed, right.closed, byNumber),
    open: mergeCounted(left.open, right.open, byNumber),
  };
}

/** From a first step to the next second step after it; then, if each counts, from the next first step on. */
function takeTimes(
  { cases, starts, step, at, steps }: EventCases,
  { from, to, count, asOf }: TimeBetweenReading,
): { readonly casesStarted: number; readonly closed: readonly number[]; readonly open: readonly number[] } {
  const [first, second] = [steps.indexOf(from), steps.indexOf(to)];
  const known = asOf === undefined ? null : toInstant(asOf);
  const closed: number[] = [];
  const open: number[] = [];
  let casesStarted = 0;
  for (let c = 0; c < cases && first >= 0; c++) {
    let since = NaN;
    let hasStarted = false;
    for (let i = starts[c]!; i < starts[c + 1]!; i++) {
      const isWaiting = !Number.isNaN(since);
      if (isWaiting && step[i] === second) {
        closed.push(at[i]! - since);
        since = NaN;
        if (count === "first") break;
        // Where both steps are one, an end is also the next start.
        if (first === second) since = at[i]!;
      } else if (!isWaiting && step[i] === first) {
        hasStarted = true;
        since = at[i]!;
      }
    }
    if (hasStarted) casesStarted += 1;
    if (!Number.isNaN(since)) open.push(known === null ? 0 : known - since);
  }
  return { casesStarted, closed, open };
}
