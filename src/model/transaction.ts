/** Which way the money went: to the business, or back to the customer. */
export type TransactionKind = "purchase" | "refund";

/**
 * Money that changed hands with a customer, once.
 *
 * Amounts are whole numbers of the currency's minor unit (cents of EUR, yen of JPY), so that sums are
 * exact. They are never negative: `kind` says which way the money went.
 */
export interface Transaction {
  /** Unique in its data set. */
  readonly id: string;
  /** A pseudonymous customer id, never a name or an e-mail address. */
  readonly customerId: string;
  /** When it happened: ISO 8601 with offset, epoch milliseconds, or a Date. */
  readonly at: number | Date | string;
  /** How much, in minor units of `currency`, 0 or more. */
  readonly amount: number;
  /** ISO 4217 code: `"EUR"`. Amounts of two currencies do not add. */
  readonly currency: string;
  /** Which way the money went. */
  readonly kind: TransactionKind;
  /** What providing it cost, in minor units of `currency`, where margins are known. */
  readonly cost?: number;
  /** The order that it pays, or pays back. */
  readonly orderId?: string;
  /** The channel through which it was bought. */
  readonly channel?: string;
  /** A group of customers, for example `"enterprise"`. */
  readonly segment?: string;
  /** Further columns of the source row. */
  readonly attributes?: { readonly [name: string]: string };
}
