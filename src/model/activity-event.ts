/**
 * Something that a customer did: opened the app, came to the shop, placed an order.
 *
 * Retention is counted from these; money is in a `Transaction`.
 */
export interface ActivityEvent {
  /** Unique in its data set, so that a row that comes twice is seen. */
  readonly id?: string;
  /** A pseudonymous customer id, never a name or an e-mail address. */
  readonly customerId: string;
  /** When it happened: ISO 8601 with offset, epoch milliseconds, or a Date. */
  readonly at: number | Date | string;
  /** What happened, for example `"login"`. */
  readonly name?: string;
  /** The channel through which it happened. */
  readonly channel?: string;
  /** A group of customers, for example `"enterprise"`. */
  readonly segment?: string;
  /** Further columns of the source row. */
  readonly attributes?: { readonly [name: string]: string };
}
