import type { Subscription } from "customer-metrics";
import type { MrrMovementsResult, MrrLogEntry } from "customer-metrics/churn";
import type { Command } from "./report.ts";

/** Subscriptions that have been read: what the sections of their report are made of. */
export interface SubscriptionBook {
  readonly file: string;
  readonly shape: string;
  readonly command: Command;
  readonly notes: readonly string[];
  readonly rows: readonly SubscriptionRow[];
  readonly currency: string;
  /** Whose calendar days and months are. */
  readonly timeZone: string;
  /** The instant that ends the observation, ISO 8601. */
  readonly asOf: string;
  /** The last complete months, `2025-06`, the earliest first. */
  readonly months: readonly string[];
  /** Movements of all months from the first start to the end of the observation. */
  readonly history: MrrMovementsResult;
  /** The movements one by one. */
  readonly log: readonly MrrLogEntry[];
  readonly customers: readonly Customer[];
}

/** A row of the file: a segment of a subscription, and what the report groups by. */
export interface SubscriptionRow extends Subscription {
  /** A group of customers; `""` where the file has none. */
  readonly segment: string;
  /** Why the segment ended; `""` where the file does not say. */
  readonly reason: string;
}

/** The first stay of a customer, from the first payment until the first time without revenue. */
export interface Customer {
  readonly id: string;
  readonly segment: string;
  readonly days: number;
  readonly hasLeft: boolean;
  /** Why; `null` for those who are still there. */
  readonly cause: string | null;
  /** Whether the first price was for one month. */
  readonly isMonthly: boolean;
}
