import type { InstantText } from "./instant-text.ts";

/** What serving a customer cost, once. */
export interface CostEntry {
  /** For whom. */
  readonly customerId: string;
  /** When. */
  readonly at: InstantText;
  /** How much, in minor units of the data set's currency. */
  readonly amount: number;
  /** What was done. */
  readonly activity: string;
  /** At which touchpoint. */
  readonly touchpointId?: string | undefined;
}
