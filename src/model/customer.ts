import type { Extensions, InstantText } from "./instant-text.ts";

/** How a business deals with a customer, from a person who knows them to nobody at all. */
export type RelationshipType =
  | "transactional"
  | "long-term"
  | "personal-assistance"
  | "dedicated-assistance"
  | "self-service"
  | "automated"
  | "community"
  | "co-creation"
  | (string & {});

/** Who is served. A pseudonymous id stands for them: the model has no name, no e-mail address, no telephone number. */
export interface Customer {
  /** Unique in its data set, and pseudonymous. */
  readonly id: string;
  /** `internal`: another department. `"person"` where absent. */
  readonly kind?: "person" | "organisation" | "internal" | undefined;
  /** A group of customers, for example `"enterprise"`. */
  readonly segment?: string | undefined;
  /** How the business deals with them. */
  readonly relationship?: RelationshipType | undefined;
  /** When they were first heard of. */
  readonly firstSeenAt?: InstantText | undefined;
  /** Where the relationship stands. */
  readonly status: "prospect" | "active" | "churned";
  /** When they left: with `status` `"churned"` alone, and not before `firstSeenAt`. */
  readonly churnedAt?: InstantText | undefined;
  /** Through which channel they came, when, and what that cost, in minor units of the data set's currency. */
  readonly acquisition?:
    | {
        readonly channelId?: string | undefined;
        readonly cost?: number | undefined;
        readonly at?: InstantText | undefined;
      }
    | undefined;
  /** People at the customer that the business knows, and people of the business that know the customer. */
  readonly contacts?: number | undefined;
  /** Fields of your own. */
  readonly extensions?: Extensions | undefined;
}
