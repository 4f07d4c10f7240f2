import type { BillingInterval } from "../model/subscription.ts";
import { readInstant } from "../time/instant.ts";

/** Why a subscription segment is not used: a stable code. */
export type SubscriptionFindingCode =
  | "row-invalid"
  | "id-invalid"
  | "subscription-id-invalid"
  | "customer-id-invalid"
  | "start-invalid"
  | "end-invalid"
  | "end-before-start"
  | "amount-invalid"
  | "quantity-invalid"
  | "interval-invalid"
  | "interval-count-invalid"
  | "currency-invalid"
  | "status-invalid"
  | "status-unknown"
  | "other-currency"
  | "starts-after-as-of"
  | "duplicate-id"
  | "overlap";

/** A subscription segment as it was read: instants in epoch milliseconds, defaults filled in. Plain JSON. */
export interface SubscriptionSegment {
  /** Unique in its data set. */
  readonly id: string;
  /** The subscription that it is a stretch of, or `null` where the row does not say. */
  readonly subscriptionId: string | null;
  /** Whose subscription it is. */
  readonly customerId: string;
  /** First instant, epoch milliseconds. */
  readonly start: number;
  /** First instant after it, or `null` while it runs. */
  readonly end: number | null;
  /** Whole minor units per billing interval and unit bought. */
  readonly amount: number;
  /** ISO 4217 code. */
  readonly currency: string;
  /** The unit of the billing interval. */
  readonly interval: BillingInterval;
  /** Units an interval. */
  readonly intervalCount: number;
  /** How many are bought. */
  readonly quantity: number;
  /** What it is doing. */
  readonly status: string;
}

/**
 * A row of data as a segment, or the code of the first rule that it breaks. Rows come from files and
 * databases, so nothing is believed that only a type says.
 */
export function readSubscription(row: unknown): SubscriptionSegment | SubscriptionFindingCode {
  if (typeof row !== "object" || row === null) return "row-invalid";
  const { id, customerId, amount, currency, interval, start: startsAt } = row as { readonly [key: string]: unknown };
  const {
    subscriptionId = null,
    end: endsAt = null,
    intervalCount = 1,
    quantity = 1,
    status = "active",
  } = row as { readonly [key: string]: unknown };
  if (!isName(id)) return "id-invalid";
  if (subscriptionId !== null && !isName(subscriptionId)) return "subscription-id-invalid";
  if (!isName(customerId)) return "customer-id-invalid";
  const start = readInstant(startsAt);
  if (start === null) return "start-invalid";
  const end = endsAt === null ? null : readInstant(endsAt);
  if (end === null && endsAt !== null) return "end-invalid";
  if (end !== null && end < start) return "end-before-start";
  if (!isWhole(amount)) return "amount-invalid";
  if (!isWhole(quantity)) return "quantity-invalid";
  if (interval !== "month" && interval !== "year" && interval !== "week" && interval !== "day")
    return "interval-invalid";
  if (!isWhole(intervalCount) || intervalCount === 0) return "interval-count-invalid";
  if (!isName(currency)) return "currency-invalid";
  if (!isName(status)) return "status-invalid";
  // Adding 0 turns -0 into 0: JSON has one zero.
  return {
    id,
    subscriptionId,
    customerId,
    start,
    end,
    amount: amount + 0,
    currency,
    interval,
    intervalCount,
    quantity: quantity + 0,
    status,
  };
}

/**
 * Order of segments with one id, so that which of them is used does not hang on the order of rows or
 * shards: by start, then by end (running last: a later export knows an end that an earlier one did not),
 * then by everything else.
 */
export function compareSegments(left: SubscriptionSegment, right: SubscriptionSegment): number {
  if (left.start !== right.start) return left.start - right.start;
  const [leftEnd, rightEnd] = [left.end ?? Infinity, right.end ?? Infinity];
  if (leftEnd !== rightEnd) return leftEnd < rightEnd ? -1 : 1;
  if (left.id !== right.id) return left.id < right.id ? -1 : 1;
  const [leftText, rightText] = [restOf(left), restOf(right)];
  return leftText < rightText ? -1 : leftText > rightText ? 1 : 0;
}

function restOf(segment: SubscriptionSegment): string {
  const { customerId, subscriptionId, amount, currency, interval, intervalCount, quantity, status } = segment;
  return JSON.stringify([customerId, subscriptionId, amount, currency, interval, intervalCount, quantity, status]);
}

function isName(value: unknown): value is string {
  return typeof value === "string" && value.length > 0;
}

function isWhole(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}
