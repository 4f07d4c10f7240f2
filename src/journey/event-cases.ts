import { checkChoice } from "../core/choice.ts";
import { fail } from "../core/metric-error.ts";
import { readInstant, toInstant } from "../time/instant.ts";
import { type NameCodes, nameCodes } from "./event-names.ts";
import { orderEvents } from "./event-order.ts";
import {
  type JourneyEvent,
  type JourneyEventColumns,
  type JourneyEventFindingCode,
  type JourneyEventOptions,
  type JourneyEventSource,
  type JourneyEventsLeftOut,
  noEventsLeftOut,
} from "./event-row.ts";

/** Events case by case, in order: those of case `c` stand from `starts[c]` to before `starts[c + 1]`. */
export interface EventCases {
  /** How many cases have a usable event. */
  readonly cases: number;
  /** Ids by case, in the order of their first usable events. */
  readonly caseIds: readonly string[];
  /** Names of steps by code. */
  readonly steps: readonly string[];
  /** Where the events of a case begin; one longer than `cases`. */
  readonly starts: Uint32Array;
  /** Codes of steps. */
  readonly step: Int32Array;
  /** Epoch milliseconds. */
  readonly at: Float64Array;
  /** What was not used. */
  readonly leftOut: JourneyEventsLeftOut;
}

/** Somewhere to put usable events in the order in which they come. */
interface Filling {
  readonly caseOf: Int32Array;
  readonly step: Int32Array;
  readonly at: Float64Array;
  sequence: Float64Array | null;
  used: number;
}

/**
 * The events of a source, by case and in order of instant, then `sequence`, then place in the source.
 *
 * @throws {@link MetricError} `SOURCE_INVALID`, `LENGTH_MISMATCH`, `INSTANT_INVALID`, `INSTANT_WITHOUT_OFFSET`,
 *   `ON_INVALID_UNKNOWN`; `EVENT_INVALID` when `onInvalid` is `"throw"`
 */
export function eventCases(source: JourneyEventSource, options: JourneyEventOptions = {}): EventCases {
  const { onInvalid = "count" } = options;
  checkChoice("ON_INVALID_UNKNOWN", "onInvalid", onInvalid, ["count", "throw"]);
  const asOf = options.asOf === undefined ? Infinity : toInstant(options.asOf);
  const columns = isColumns(source) ? checkedColumns(source) : null;
  const rows = columns === null ? rowList(source as Iterable<JourneyEvent>) : null;
  const length = columns === null ? rows!.length : columns.cases.length;
  const caseCodes = nameCodes(length);
  const stepCodes = nameCodes(length, columns?.stepNames);
  const leftOut = noEventsLeftOut();
  const into: Filling = {
    caseOf: new Int32Array(length),
    step: new Int32Array(length),
    at: new Float64Array(length),
    sequence: null,
    used: 0,
  };
  for (let i = 0; i < length; i++) {
    let code: JourneyEventFindingCode | null;
    if (columns !== null) {
      const { cases, steps, at, sequence } = columns;
      code = readEvent(cases[i], steps[i], at[i], sequence?.[i], asOf, caseCodes, stepCodes, into);
    } else {
      const row = rows![i] as JourneyEvent | null;
      code =
        typeof row !== "object" || row === null
          ? "row-invalid"
          : readEvent(textOf(row.caseId), textOf(row.step), row.at, row.sequence, asOf, caseCodes, stepCodes, into);
    }
    if (code !== null) {
      if (onInvalid === "throw")
        fail("EVENT_INVALID", `Cannot use event ${i} as every event must be usable: ${code}`, rows?.[i] ?? i);
      leftOut[code] += 1;
    }
  }
  return inOrder(into, caseCodes, stepCodes.names, leftOut);
}

/** Whether a source is columns. */
function isColumns(source: unknown): source is JourneyEventColumns {
  const columns = source as Partial<JourneyEventColumns> | null | undefined;
  return columns?.cases !== undefined && columns.steps !== undefined && columns.at !== undefined;
}

function checkedColumns(columns: JourneyEventColumns): JourneyEventColumns {
  const { cases, steps, at, sequence } = columns;
  for (const column of [cases, steps, at, sequence ?? at]) {
    if (typeof column !== "object" || !Number.isSafeInteger(column?.length))
      fail("SOURCE_INVALID", "Cannot use columns as each must be a list", column);
    if (column.length !== cases.length)
      fail("LENGTH_MISMATCH", `Cannot read ${cases.length} events as every column must be as long`, column.length);
  }
  return columns;
}

function rowList(rows: Iterable<JourneyEvent>): readonly unknown[] {
  if (typeof rows !== "object" || rows?.[Symbol.iterator] === undefined)
    fail("SOURCE_INVALID", "Cannot use source as it must be rows or columns of events", rows);
  return Array.isArray(rows) ? rows : [...rows];
}

/** A number in a row is no name: 7 and "7" of two systems need not be the same. */
function textOf(cell: unknown): unknown {
  return typeof cell === "number" ? null : cell;
}

/** Adds an event to `into`; returns why it cannot be used, or `null`. */
function readEvent(
  caseId: unknown,
  stepName: unknown,
  at: unknown,
  sequence: unknown,
  asOf: number,
  caseCodes: NameCodes,
  stepCodes: NameCodes,
  into: Filling,
): JourneyEventFindingCode | null {
  // Names are numbered last: a case or a step without a usable event is none.
  if (!isName(caseId)) return "case-id-invalid";
  const instant = readInstant(at);
  if (instant === null) return "at-invalid";
  if (sequence != null && !Number.isFinite(sequence)) return "sequence-invalid";
  if (instant > asOf) return "after-as-of";
  const step = stepCodes.codeOf(stepName);
  if (step < 0) return "step-invalid";
  const i = into.used;
  into.caseOf[i] = caseCodes.codeOf(caseId);
  into.step[i] = step;
  into.at[i] = instant;
  if (sequence != null && sequence !== 0) {
    into.sequence ??= new Float64Array(into.at.length);
    into.sequence[i] = sequence as number;
  }
  into.used += 1;
  return null;
}

function isName(cell: unknown): boolean {
  return typeof cell === "number" ? Number.isSafeInteger(cell) && cell >= 0 : typeof cell === "string" && cell !== "";
}

/** Groups by case, keeping the order of the source, then orders each case. */
function inOrder(
  from: Filling,
  { names: caseIds }: NameCodes,
  steps: readonly string[],
  leftOut: JourneyEventsLeftOut,
): EventCases {
  const { used, caseOf } = from;
  const cases = caseIds.length;
  const starts = new Uint32Array(cases + 1);
  for (let i = 0; i < used; i++) starts[caseOf[i]! + 1]! += 1;
  for (let c = 0; c < cases; c++) starts[c + 1]! += starts[c]!;
  const next = starts.slice(0, cases);
  const events = {
    step: new Int32Array(used),
    at: new Float64Array(used),
    sequence: from.sequence === null ? null : new Float64Array(used),
  };
  for (let i = 0; i < used; i++) {
    const to = next[caseOf[i]!]!++;
    events.step[to] = from.step[i]!;
    events.at[to] = from.at[i]!;
    if (events.sequence !== null) events.sequence[to] = from.sequence![i]!;
  }
  for (let c = 0; c < cases; c++) orderEvents(events, starts[c]!, starts[c + 1]!);
  return { cases, caseIds, steps, starts, step: events.step, at: events.at, leftOut };
}
