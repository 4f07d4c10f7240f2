/** Something that happened in a case: a touchpoint in a journey, a page in a visit, a state of an order. */
export interface JourneyEvent {
  /** What the event belongs to: a journey, a customer, an order. An event without is left out as `case-id-invalid`. */
  readonly caseId: string | null | undefined;
  /** What happened. An event without is left out as `step-invalid`. */
  readonly step: string | null | undefined;
  /** When: epoch milliseconds, a Date, or ISO 8601 with offset. */
  readonly at: number | Date | string | null | undefined;
  /** Order among events of one instant; those without count as 0. */
  readonly sequence?: number | null | undefined;
}

/** Events as columns, one element an event: the fast way in for millions. */
export interface JourneyEventColumns {
  /** Cases as ids, or as whole numbers from 0 (keys, or dictionary codes of Arrow or Parquet). */
  readonly cases: ArrayLike<number | string | null | undefined>;
  /** Steps as names, or as codes of `stepNames`. */
  readonly steps: ArrayLike<number | string | null | undefined>;
  /** Names of steps by code. @defaultValue the code as text */
  readonly stepNames?: ArrayLike<string> | undefined;
  /** Epoch milliseconds, Dates or ISO 8601 with offset. */
  readonly at: ArrayLike<number | Date | string | null | undefined>;
  /** Order among events of one instant; those without count as 0. */
  readonly sequence?: ArrayLike<number | null | undefined> | undefined;
}

/** Events as rows or as columns, in any order. */
export type JourneyEventSource = Iterable<JourneyEvent> | JourneyEventColumns;

/**
 * Why an event was not used: a stable code.
 *
 * - `row-invalid`: no object
 * - `case-id-invalid`: no case id
 * - `step-invalid`: no step, or a code that has no name
 * - `at-invalid`: no instant; a date without offset is none
 * - `sequence-invalid`: no finite number
 * - `after-as-of`: later than `asOf`
 */
export type JourneyEventFindingCode =
  | "row-invalid"
  | "case-id-invalid"
  | "step-invalid"
  | "at-invalid"
  | "sequence-invalid"
  | "after-as-of";

/** How many events were not used, by code. */
export type JourneyEventsLeftOut = { [Code in JourneyEventFindingCode]: number };

/** How events are read. */
export interface JourneyEventOptions {
  /** The last instant that is known: later events are left out and counted. @defaultValue every event is used */
  readonly asOf?: number | Date | string | undefined;
  /** Whether an event that cannot be used is counted, or throws. @defaultValue `"count"` */
  readonly onInvalid?: "count" | "throw" | undefined;
}

/** Nothing left out yet. */
export function noEventsLeftOut(): JourneyEventsLeftOut {
  return {
    "row-invalid": 0,
    "case-id-invalid": 0,
    "step-invalid": 0,
    "at-invalid": 0,
    "sequence-invalid": 0,
    "after-as-of": 0,
  };
}

/** What both sides left out. */
export function sumLeftOut(left: JourneyEventsLeftOut, right: JourneyEventsLeftOut): JourneyEventsLeftOut {
  const sum = noEventsLeftOut();
  for (const code of Object.keys(sum) as JourneyEventFindingCode[]) sum[code] = left[code] + right[code];
  return sum;
}

/** What a careful reader should know of the events. */
export function eventNotes(leftOut: JourneyEventsLeftOut): string[] {
  return Object.values(leftOut).some((count) => count > 0) ? ["events-left-out"] : [];
}
