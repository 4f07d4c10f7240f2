/** A moment as text: ISO 8601 with seconds and an offset, as in `"2025-03-09T10:30:00+01:00"`; never a Date. */
export type InstantText = string;

/** Further fields of your own, under names with a prefix, as in `"acme:shelf"`; carried along. */
export interface Extensions {
  /** Any JSON value. */
  readonly [prefixedName: `${string}:${string}`]: unknown;
}
