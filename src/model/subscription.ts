/** The lengths of a billing interval. */
export type BillingInterval = "day" | "week" | "month" | "year";

/**
 * What a subscription is doing during a segment. `active` and `past_due` bring recurring revenue
 * unless a metric is told otherwise, the others do not; a word that is none of these is found and listed.
 */
export type SubscriptionStatus =
  | "active"
  | "past_due"
  | "trialing"
  | "paused"
  | "unpaid"
  | "incomplete"
  | "incomplete_expired"
  | "canceled"
  | (string & {});

/**
 * A stretch of time during which a customer's subscription has one price and one status.
 *
 * A change of plan, quantity, price or status is the end of one segment and the start of the next at
 * the same instant; a pause is a segment of its own, or a gap. It ends when the revenue ends: with the
 * paid period, or at the cancellation, whichever your books say.
 */
export interface Subscription {
  /** Unique in its data set. */
  readonly id: string;
  /** The subscription that this is a stretch of; stretches of one subscription must not overlap. */
  readonly subscriptionId?: string;
  /** A pseudonymous customer id, never a name or an e-mail address. */
  readonly customerId: string;
  /** First instant of the segment: ISO 8601 with offset, epoch milliseconds, or a Date. */
  readonly start: number | Date | string;
  /** First instant after it; `null` or absent while it runs. */
  readonly end?: number | Date | string | null;
  /** Price of one unit for one interval, in whole minor units (cents), after discounts and before tax. */
  readonly amount: number;
  /** ISO 4217 code, for example `"EUR"`. */
  readonly currency: string;
  /** The unit of the billing interval. */
  readonly interval: BillingInterval;
  /** How many of these units one price buys: 3 with `"month"` is a quarter. 1 where absent. */
  readonly intervalCount?: number;
  /** How many are bought: seats, licences. 1 where absent. */
  readonly quantity?: number;
  /** `"active"` where absent. */
  readonly status?: SubscriptionStatus;
  /** The plan or product, carried along. */
  readonly plan?: string;
}
