import { checkSameKind } from "../core/state.ts";
import { eventCases } from "./event-cases.ts";
import { addCounted, byPath, type Counted, mergeCounted } from "./event-counted.ts";
import { type JourneyEventOptions, type JourneyEventSource, noEventsLeftOut, sumLeftOut } from "./event-row.ts";
import { asOfKind, type CasesState } from "./event-state.ts";
import { countPaths, type PathTransform } from "./path-transform.ts";

/** How paths are read. */
export interface PathReading extends JourneyEventOptions {
  readonly transform: PathTransform;
}

/** Counts of paths: plain JSON, as large as the distinct paths. */
export interface PathState extends CasesState {
  /** In order of paths, element by element by code unit; one that another begins with comes before it. */
  readonly paths: readonly Counted<readonly string[]>[];
}

/** No case yet. */
export function emptyPaths(reading: PathReading): PathState {
  const kind = `paths/1 ${reading.transform}${asOfKind(reading)}`;
  return { kind, cases: 0, events: 0, leftOut: noEventsLeftOut(), paths: [] };
}

/** The state with the cases of `source`. Changes `state`. */
export function addPaths(state: PathState, source: JourneyEventSource, reading: PathReading): PathState {
  const events = eventCases(source, reading);
  const added = countPaths(events, reading.transform);
  return {
    kind: state.kind,
    cases: state.cases + events.cases,
    events: state.events + events.step.length,
    leftOut: sumLeftOut(state.leftOut, events.leftOut),
    paths: addCounted(state.paths as Counted<readonly string[]>[], added, byPath),
  };
}

/** The cases of both sides. */
export function mergePaths(left: PathState, right: PathState): PathState {
  checkSameKind(left, right);
  return {
    kind: left.kind,
    cases: left.cases + right.cases,
    events: left.events + right.events,
    leftOut: sumLeftOut(left.leftOut, right.leftOut),
    paths: mergeCounted(left.paths, right.paths, byPath),
  };
}
