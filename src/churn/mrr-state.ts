import type { Accumulator } from "../core/accumulator.ts";
import { fail } from "../core/metric-error.ts";
import { checkSameKind, type Kinded } from "../core/state.ts";
import type { Subscription } from "../model/subscription.ts";
import {
  compareSegments,
  readSubscription,
  type SubscriptionFindingCode,
  type SubscriptionSegment,
} from "./subscription-reading.ts";

/**
 * The subscription segments behind revenue metrics, by id: plain JSON that merges across files, shards
 * and workers, also where one customer, one subscription or one id is in several of them.
 *
 * It holds what was read and nothing computed, so that any currency, period, time zone and convention
 * can be asked of it later, and so that the same id from two shards is seen.
 */
export interface MrrState extends Kinded {
  /** `"mrr/1"`. */
  readonly kind: string;
  /** Segments by id, for almost every id one; several are the duplicates that a result lists. */
  readonly segments: { [id: string]: SubscriptionSegment[] };
  /** Rows that could not be read: how many, by code and by id (`""` where they have none). */
  readonly unread: { [code: string]: { [id: string]: number } };
}

/** Whether a source is a state, and not rows. */
export function isMrrState(source: unknown): source is MrrState {
  return typeof (source as Kinded | null | undefined)?.kind === "string";
}

/** The accumulator of {@link MrrState}; the metrics differ only in how they read it. */
export function mrrStates<Result>(
  onInvalid: "count" | "throw",
  result: (state: MrrState) => Result,
): Accumulator<Subscription, MrrState, Result> {
  return {
    empty: emptyMrrState,
    add: (state, row) => {
      const read = readSubscription(row);
      if (typeof read !== "string") {
        insert(state.segments, read);
        return state;
      }
      if (onInvalid === "throw") throwInvalid(read, row);
      count(state.unread, read, idOf(row), 1);
      return state;
    },
    merge: (left, right) => {
      checkSameKind(emptyMrrState(), left);
      checkSameKind(left, right);
      const merged = emptyMrrState();
      for (const id of sortedKeys(left.segments, right.segments)) {
        for (const side of [left, right]) {
          for (const segment of own(side.segments, id) ?? []) insert(merged.segments, segment);
        }
      }
      for (const code of sortedKeys(left.unread, right.unread)) {
        for (const { unread } of [left, right]) {
          const ids = own(unread, code) ?? {};
          for (const id of Object.keys(ids)) count(merged.unread, code, id, ids[id]!);
        }
      }
      return merged;
    },
    result,
  };
}

/** Throws for a row under `onInvalid: "throw"`. */
export function throwInvalid(code: SubscriptionFindingCode, row: unknown): never {
  return fail("SUBSCRIPTION_INVALID", `Cannot use the subscription as it breaks the rule ${code}`, row);
}

/** The id of a row that could not be read, or `""`. */
export function idOf(row: unknown): string {
  const id = (row as { readonly id?: unknown } | null | undefined)?.id;
  return typeof id === "string" ? id : "";
}

function emptyMrrState(): MrrState {
  return { kind: "mrr/1", segments: {}, unread: {} };
}

/** Keeps segments of one id in their own order, so that states are equal whatever order rows came in. */
function insert(segments: MrrState["segments"], segment: SubscriptionSegment): void {
  const known = own(segments, segment.id);
  if (known === undefined) {
    put(segments, segment.id, [segment]);
    return;
  }
  let at = known.length;
  while (at > 0 && compareSegments(known[at - 1]!, segment) > 0) at -= 1;
  known.splice(at, 0, segment);
}

function count(unread: MrrState["unread"], code: string, id: string, rows: number): void {
  const ids = own(unread, code) ?? {};
  put(ids, id, (own(ids, id) ?? 0) + rows);
  put(unread, code, ids);
}

function own<Value>(record: { readonly [key: string]: Value }, key: string): Value | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}

/** Sets an own key, whatever its name: an id may be `__proto__`. */
function put<Value>(record: { [key: string]: Value }, key: string, value: Value): void {
  if (key !== "__proto__") record[key] = value;
  else Object.defineProperty(record, key, { value, writable: true, enumerable: true, configurable: true });
}

function sortedKeys(left: object, right: object): string[] {
  return [...new Set([...Object.keys(left), ...Object.keys(right)])].sort();
}
