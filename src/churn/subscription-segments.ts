import type { Subscription } from "../model/subscription.ts";
import { fail } from "../core/metric-error.ts";
import { idOf, isMrrState, throwInvalid, type MrrState } from "./mrr-state.ts";
import {
  compareSegments,
  readSubscription,
  type SubscriptionFindingCode,
  type SubscriptionSegment,
} from "./subscription-reading.ts";

/** A segment that is not used, and why. */
export interface SubscriptionFinding {
  /** The rule that it breaks. */
  readonly code: SubscriptionFindingCode;
  /** Its id, or `""` where it has none. */
  readonly id: string;
  /** Its place in the rows given, from 0; `null` where a state was given. */
  readonly index: number | null;
  /** For a duplicate or an overlap, the id of the segment that is used instead; else `null`. */
  readonly usedInstead: string | null;
}

/** What was read, before any choice of a metric. */
interface Gathered {
  readonly segments: SubscriptionSegment[];
  /** The row of each segment, or `null` for a state. */
  readonly rows: number[] | null;
  readonly findings: SubscriptionFinding[];
  /** Rows given. */
  readonly given: number;
}

/** Segments that a metric uses, and the rest of what it was given. */
export interface SelectedSegments {
  readonly segments: readonly SubscriptionSegment[];
  /** Everything given that is not among `segments`, in the order given (of a state: by code and id). */
  readonly findings: readonly SubscriptionFinding[];
  readonly given: number;
}

/** Which segments a metric is about. */
export interface Selection {
  readonly currency: string;
  readonly statuses: ReadonlySet<string>;
  /** Epoch milliseconds, or Infinity. */
  readonly asOf: number;
  readonly onInvalid: "count" | "throw";
}

/**
 * The segments of one currency with what is wrong left out and listed: in = used + listed.
 *
 * Which of two duplicates or overlapping segments is used follows from the segments alone, so that
 * neither the order of rows nor the way they were split into shards changes a figure.
 */
export function selectSegments(source: Iterable<Subscription> | MrrState, selection: Selection): SelectedSegments {
  const { segments, rows, findings, given } = isMrrState(source) ? gatherState(source) : gatherRows(source, selection);
  const usedInstead = new Map<number, { readonly code: SubscriptionFindingCode; readonly other: number | null }>();
  const leaveOut = (at: number, code: SubscriptionFindingCode, other: number | null = null): void => {
    usedInstead.set(at, { code, other });
  };
  leaveOutDuplicates(segments, leaveOut);
  const { currency, statuses, asOf } = selection;
  let hasSubscriptions = false;
  segments.forEach((segment, at) => {
    if (usedInstead.size > 0 && usedInstead.has(at)) return;
    if (!statuses.has(segment.status)) leaveOut(at, "status-unknown");
    else if (segment.currency !== currency) leaveOut(at, "other-currency");
    else if (segment.start >= asOf) leaveOut(at, "starts-after-as-of");
    else if (segment.subscriptionId !== null) hasSubscriptions = true;
  });
  if (hasSubscriptions) leaveOutOverlaps(segments, (at) => usedInstead.has(at), leaveOut);
  if (usedInstead.size === 0) return { segments, findings, given };
  for (const [at, { code, other }] of usedInstead) {
    const segment = segments[at]!;
    if (selection.onInvalid === "throw" && code !== "other-currency" && code !== "starts-after-as-of")
      throwInvalid(code, segment);
    findings.push({
      code,
      id: segment.id,
      index: rows === null ? null : rows[at]!,
      usedInstead: other === null ? null : segments[other]!.id,
    });
  }
  findings.sort(rows === null ? byCodeAndId : byIndex);
  return { segments: segments.filter((_, at) => !usedInstead.has(at)), findings, given };
}

function gatherRows(source: Iterable<Subscription>, { onInvalid }: Selection): Gathered {
  if (
    typeof (source as Partial<Iterable<unknown>> | null | undefined)?.[Symbol.iterator] !== "function" ||
    typeof source === "string"
  ) {
    fail("SOURCE_INVALID", "Cannot read subscriptions as they must be rows that can be iterated, or a state", source);
  }
  const segments: SubscriptionSegment[] = [];
  const rows: number[] = [];
  const findings: SubscriptionFinding[] = [];
  let given = 0;
  for (const row of source) {
    const read = readSubscription(row);
    if (typeof read !== "string") {
      segments.push(read);
      rows.push(given);
    } else {
      if (onInvalid === "throw") throwInvalid(read, row);
      findings.push({ code: read, id: idOf(row), index: given, usedInstead: null });
    }
    given += 1;
  }
  return { segments, rows, findings, given };
}

function gatherState(state: MrrState): Gathered {
  if (state.kind !== "mrr/1") fail("KIND_MISMATCH", "Cannot use state as it must be mrr/1", state.kind);
  const segments = Object.values(state.segments).flat();
  const findings: SubscriptionFinding[] = [];
  for (const [code, ids] of Object.entries(state.unread)) {
    for (const [id, count] of Object.entries(ids)) {
      for (let i = 0; i < count; i++)
        findings.push({ code: code as SubscriptionFindingCode, id, index: null, usedInstead: null });
    }
  }
  findings.sort(byCodeAndId);
  return { segments, rows: null, findings, given: segments.length + findings.length };
}

type LeaveOut = (at: number, code: SubscriptionFindingCode, other: number) => void;

function leaveOutDuplicates(segments: readonly SubscriptionSegment[], leaveOut: LeaveOut): void {
  const firstOf = new Map<string, number>();
  let duplicated: Map<string, number[]> | undefined;
  segments.forEach(({ id }, at) => {
    const first = firstOf.get(id);
    if (first === undefined) {
      firstOf.set(id, at);
      return;
    }
    duplicated ??= new Map();
    const all = duplicated.get(id);
    if (all === undefined) duplicated.set(id, [first, at]);
    else all.push(at);
  });
  for (const all of duplicated?.values() ?? []) {
    const [used, ...others] = all.sort((a, b) => compareSegments(segments[a]!, segments[b]!) || a - b);
    for (const at of others) leaveOut(at, "duplicate-id", used!);
  }
}

/** Of the segments of one subscription, one that begins before an earlier one has ended is left out. */
function leaveOutOverlaps(
  segments: readonly SubscriptionSegment[],
  isOut: (at: number) => boolean,
  leaveOut: LeaveOut,
): void {
  const bySubscription = new Map<string, number[]>();
  segments.forEach(({ subscriptionId, start, end }, at) => {
    if (subscriptionId === null || end === start || isOut(at)) return;
    const known = bySubscription.get(subscriptionId);
    if (known === undefined) bySubscription.set(subscriptionId, [at]);
    else known.push(at);
  });
  for (const stretch of bySubscription.values()) {
    if (stretch.length === 1) continue;
    stretch.sort((a, b) => compareSegments(segments[a]!, segments[b]!));
    let last = stretch[0]!;
    for (const at of stretch.slice(1)) {
      if (segments[at]!.start < (segments[last]!.end ?? Infinity)) leaveOut(at, "overlap", last);
      else last = at;
    }
  }
}

function byIndex(left: SubscriptionFinding, right: SubscriptionFinding): number {
  return left.index! - right.index!;
}

function byCodeAndId(left: SubscriptionFinding, right: SubscriptionFinding): number {
  if (left.code !== right.code) return left.code < right.code ? -1 : 1;
  return left.id < right.id ? -1 : left.id > right.id ? 1 : 0;
}
