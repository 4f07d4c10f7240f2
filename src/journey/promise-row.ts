import { readInstant } from "../time/instant.ts";

/** A stretch of time that does not count towards a promise. */
export interface PromisePauseRow {
  /** First instant: ISO 8601 with offset, epoch milliseconds, or a Date. */
  readonly from: number | Date | string;
  /** First instant after it; absent or `null` while it lasts. */
  readonly to?: number | Date | string | null | undefined;
}

/** What the promise metrics read of a promise: a `CustomerPromise`, or any row with these fields. */
export interface PromiseRow {
  /** Unique in its data set; of rows with one id the first is used. */
  readonly id?: string | null | undefined;
  /** To whom. */
  readonly customerId?: string | null | undefined;
  /** In which journey. */
  readonly journeyId?: string | null | undefined;
  /** At which interaction. */
  readonly interactionId?: string | null | undefined;
  /** At which touchpoint. */
  readonly touchpointId?: string | null | undefined;
  /** Through which channel. */
  readonly channel?: string | null | undefined;
  /** In the customer's words. */
  readonly what?: string | null | undefined;
  /** When it was made: ISO 8601 with offset, epoch milliseconds, or a Date. */
  readonly madeAt: number | Date | string;
  /** When it is due; absent or `null`: no deadline, so that it cannot be late. */
  readonly dueAt?: number | Date | string | null | undefined;
  /** When it was done; absent or `null`: not yet, or never. */
  readonly fulfilledAt?: number | Date | string | null | undefined;
  /** Whether it was more than promised. */
  readonly exceeded?: boolean | null | undefined;
  /** When it was called off. */
  readonly cancelledAt?: number | Date | string | null | undefined;
  /** By whom. */
  readonly cancelledBy?: "customer" | "company" | null | undefined;
  /** The promise whose deadline this one moved. */
  readonly renegotiatedFrom?: string | null | undefined;
  /** Time that does not count. */
  readonly pauses?: readonly PromisePauseRow[] | null | undefined;
}

/**
 * Why a promise was not used: a stable code.
 *
 * - `row-invalid`: no object
 * - `made-at-invalid`, `due-at-invalid`, `fulfilled-at-invalid`, `cancelled-at-invalid`: no instant; a date without offset is none
 * - `due-before-made`, `fulfilled-before-made`, `cancelled-before-made`: before the promise was made
 * - `pause-invalid`: a pause without readable ends, or with its end before its beginning
 * - `duplicate-id`: a promise with this id came before (accumulators do not see that)
 */
export type PromiseFault =
  | "row-invalid"
  | "made-at-invalid"
  | "due-at-invalid"
  | "fulfilled-at-invalid"
  | "cancelled-at-invalid"
  | "due-before-made"
  | "fulfilled-before-made"
  | "cancelled-before-made"
  | "pause-invalid"
  | "duplicate-id";

/** How many promises were not used, by code. */
export type PromiseLeftOut = { [Code in PromiseFault]: number };

/** No promise left out yet. */
export function noPromiseLeftOut(): PromiseLeftOut {
  return {
    "row-invalid": 0,
    "made-at-invalid": 0,
    "due-at-invalid": 0,
    "fulfilled-at-invalid": 0,
    "cancelled-at-invalid": 0,
    "due-before-made": 0,
    "fulfilled-before-made": 0,
    "cancelled-before-made": 0,
    "pause-invalid": 0,
    "duplicate-id": 0,
  };
}

/** A pause in epoch milliseconds; one that lasts ends at Infinity. */
export interface ReadPause {
  readonly from: number;
  readonly to: number;
}

/** A promise in epoch milliseconds. */
export interface ReadPromise {
  madeAt: number;
  dueAt: number | null;
  fulfilledAt: number | null;
  cancelledAt: number | null;
  cancelledBy: "customer" | "company" | null;
  exceeded: boolean;
  /** In order, and apart from each other. */
  pauses: readonly ReadPause[];
}

/** Somewhere to read promises into, one at a time. */
export function readPromise(): ReadPromise {
  return {
    madeAt: 0,
    dueAt: null,
    fulfilledAt: null,
    cancelledAt: null,
    cancelledBy: null,
    exceeded: false,
    pauses: noPauses,
  };
}

/** Reads a promise into `into`; returns why it cannot be used, or `null`. Nothing is believed that only a type says. */
export function readPromiseRow(row: PromiseRow, into: ReadPromise): PromiseFault | null {
  if (typeof row !== "object" || row === null) return "row-invalid";
  const { dueAt, fulfilledAt, cancelledAt, cancelledBy, pauses } = row;
  const made = readInstant(row.madeAt);
  if (made === null) return "made-at-invalid";
  const due = dueAt == null ? null : readInstant(dueAt);
  if (due === null && dueAt != null) return "due-at-invalid";
  const fulfilled = fulfilledAt == null ? null : readInstant(fulfilledAt);
  if (fulfilled === null && fulfilledAt != null) return "fulfilled-at-invalid";
  const cancelled = cancelledAt == null ? null : readInstant(cancelledAt);
  if (cancelled === null && cancelledAt != null) return "cancelled-at-invalid";
  if (due !== null && due < made) return "due-before-made";
  if (fulfilled !== null && fulfilled < made) return "fulfilled-before-made";
  if (cancelled !== null && cancelled < made) return "cancelled-before-made";
  const stretches = pauses == null ? noPauses : readPauses(pauses);
  if (stretches === null) return "pause-invalid";
  into.madeAt = made;
  into.dueAt = due;
  into.fulfilledAt = fulfilled;
  into.cancelledAt = cancelled;
  into.cancelledBy = cancelledBy === "customer" || cancelledBy === "company" ? cancelledBy : null;
  into.exceeded = row.exceeded === true;
  into.pauses = stretches;
  return null;
}

const noPauses: readonly ReadPause[] = [];

/** Pauses in order, those that touch or overlap as one, so that no time is taken off twice; `null` where one cannot be read. */
function readPauses(rows: unknown): readonly ReadPause[] | null {
  if (!Array.isArray(rows)) return null;
  const read: ReadPause[] = [];
  for (const row of rows as readonly (Partial<PromisePauseRow> | null)[]) {
    const from = readInstant(row?.from);
    const to = row?.to == null ? Infinity : readInstant(row.to);
    if (from === null || to === null || to < from) return null;
    read.push({ from, to });
  }
  return joinedPauses(read);
}

/** Pauses in order, those that touch or overlap as one. */
export function joinedPauses(pauses: readonly ReadPause[]): readonly ReadPause[] {
  const joined: ReadPause[] = [];
  for (const pause of pauses.toSorted((a, b) => a.from - b.from)) {
    const last = joined.at(-1);
    if (last === undefined || pause.from > last.to) joined.push(pause);
    else if (pause.to > last.to) joined[joined.length - 1] = { from: last.from, to: pause.to };
  }
  return joined;
}
