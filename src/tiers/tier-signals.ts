/**
 * What is known of a customer. Every field may be left out or `null`: what is not known is never taken for 0,
 * for it may decide the tier.
 *
 * What cannot be (an affinity of 11, text, NaN) is reported as invalid and then treated as not known.
 */
export interface CustomerSignals {
  /** Who; any name, repeated in results. */
  readonly customerId?: string | null | undefined;
  /** What was earned with the customer in a period, after all that they cost; negative for a loss. */
  readonly profit?: number | null | undefined;
  /** What will be earned with the customer, in the same money; read instead of `profit` by a policy of lifetime values. */
  readonly lifetimeValue?: number | null | undefined;
  /** How gladly we work with them, 0 to 10; half points and finer are fine. */
  readonly ourAffinity?: number | null | undefined;
  /** How gladly they work with us, 0 to 10, such as their latest answer to the recommendation question. */
  readonly theirAffinity?: number | null | undefined;
  /** The risk that they leave, 0 (only under dire circumstances) to 1. */
  readonly leaveRisk?: number | null | undefined;
  /** How many problems they caused, a whole number. */
  readonly problems?: number | null | undefined;
  /** Whether they fit the products. */
  readonly fitProduct?: boolean | null | undefined;
  /** Whether they fit the services. */
  readonly fitService?: boolean | null | undefined;
  /** Whether they fit the culture. */
  readonly fitCulture?: boolean | null | undefined;
}

/** The field that says what a customer is worth. */
export type TierValueField = "profit" | "lifetimeValue";

/** A field that the classifier reads. */
export type TierSignalField = Exclude<keyof CustomerSignals, "customerId">;
