import type { InstantText } from "./instant-text.ts";

/** A customer said that something was wrong. */
export interface Complaint {
  /** Unique in its data set. */
  readonly id: string;
  /** Who. */
  readonly customerId: string;
  /** About which interaction. */
  readonly interactionId?: string | null | undefined;
  /** The part of the business that it concerns. */
  readonly area: string;
  /** When it came in. */
  readonly openedAt: InstantText;
  /** When it was settled, not before it came in. */
  readonly closedAt?: InstantText | null | undefined;
  /** Who dealt with it personally: a pseudonym. */
  readonly handledBy?: string | null | undefined;
}
