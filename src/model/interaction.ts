import type { Evidence } from "./evidence.ts";
import type { Extensions, InstantText } from "./instant-text.ts";

/** Who began it. */
export type Initiator = "customer" | "company" | "partner" | "system";

/**
 * A touchpoint that happened, once, to one customer.
 *
 * Interactions are in order of their instant, then `sequence`, then place in the list.
 */
export interface Interaction {
  /** Unique in its data set. */
  readonly id: string;
  /** To whom. */
  readonly customerId: string;
  /** In which journey. */
  readonly journeyId?: string | null | undefined;
  /** At which touchpoint. */
  readonly touchpointId: string;
  /** Through which channel. */
  readonly channel?: string | undefined;
  /** Who began it. */
  readonly initiator?: Initiator | undefined;
  /** When it began. */
  readonly startedAt: InstantText;
  /** When it ended, as an instant not before it began. */
  readonly endedAt?: InstantText | null | undefined;
  /** Order among interactions of one instant. */
  readonly sequence?: number | undefined;
  /** Who answered for it. */
  readonly ownerTeam?: string | undefined;
  /** A pseudonym, never a name. */
  readonly employeeId?: string | undefined;
  /** How it felt, a whole number on the data set's scale, -2 to 2 unless it says otherwise; `null`: not known. */
  readonly emotion?: number | null | undefined;
  /** Who says so. */
  readonly emotionSource?: "self" | "observed" | "inferred" | undefined;
  /** How easy it was, a whole number on the data set's scale, 1 to 7 (very easy) unless it says otherwise; `null`: not known. */
  readonly effort?: number | null | undefined;
  /** Whether it was made for this customer. */
  readonly personalised?: boolean | null | undefined;
  /** Minutes given beyond what was promised, 0 or more. */
  readonly extraMileMinutes?: number | null | undefined;
  /** What supports it. */
  readonly evidence?: readonly Evidence[] | undefined;
  /** Fields of your own. */
  readonly extensions?: Extensions | undefined;
}
