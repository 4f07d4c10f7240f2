import type { Evidence } from "./evidence.ts";
import type { Extensions, InstantText } from "./instant-text.ts";

/** A stretch of time that does not count: the customer was asked for something, the shop was closed. */
export interface PromisePause {
  /** First instant. */
  readonly from: InstantText;
  /** First instant after it; absent or `null` while it lasts. */
  readonly to?: InstantText | null | undefined;
}

/**
 * Something promised to a customer, by when, and when it was done.
 *
 * A moved deadline is a new promise that names the old one in `renegotiatedFrom`: the old one keeps its verdict.
 */
export interface CustomerPromise {
  /** Unique in its data set. */
  readonly id: string;
  /** To whom. */
  readonly customerId: string;
  /** In which journey. */
  readonly journeyId?: string | null | undefined;
  /** At which interaction. */
  readonly interactionId?: string | null | undefined;
  /** At which touchpoint. */
  readonly touchpointId: string;
  /** Through which channel. */
  readonly channel?: string | undefined;
  /** In the customer's words. */
  readonly what: string;
  /** When it was made. */
  readonly madeAt: InstantText;
  /** When it is due, not before it was made; absent or `null`: no deadline, which `validateDataset` warns of. */
  readonly dueAt?: InstantText | null | undefined;
  /** When it was done, not before it was made; absent or `null`: not yet, or never. */
  readonly fulfilledAt?: InstantText | null | undefined;
  /** Whether it was more than promised. */
  readonly exceeded?: boolean | undefined;
  /** When it was called off. */
  readonly cancelledAt?: InstantText | null | undefined;
  /** By whom. */
  readonly cancelledBy?: "customer" | "company" | undefined;
  /** The promise whose deadline this one moved. */
  readonly renegotiatedFrom?: string | null | undefined;
  /** Time that does not count. */
  readonly pauses?: readonly PromisePause[] | undefined;
  /** What supports it. */
  readonly evidence?: readonly Evidence[] | undefined;
  /** Fields of your own. */
  readonly extensions?: Extensions | undefined;
}
