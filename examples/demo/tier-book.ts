import type { HistoricValueRow } from "customer-metrics/clv";
import type { TierClassification, TierCounts, TierModel } from "customer-metrics/tiers";
import type { Command } from "./report.ts";

/** Customers that have been read: what the sections of their report are made of. */
export interface TierBook {
  readonly file: string;
  readonly shape: string;
  readonly command: Command;
  readonly notes: readonly string[];
  /** Rows below the header. */
  readonly given: number;
  /** Rows that are no customer of their own. */
  readonly findings: readonly RowFinding[];
  readonly currency: string;
  /** By id. */
  readonly customers: readonly TierCustomerRow[];
  readonly model: TierModel;
  /** In the order of the customers. */
  readonly classified: readonly TierClassification[];
  readonly counts: TierCounts;
  /** Which part of the cost to serve ends with a customer who is let go. */
  readonly avoidable: number;
}

/** A row that was left out. */
export interface RowFinding {
  /** Counted from 0. */
  readonly index: number;
  readonly value: string;
  readonly reason: string;
}

/** What is known of a customer; amounts in major units, `null` where they are not known. */
export interface TierCustomerRow {
  readonly customerId: string;
  readonly revenue: number | null;
  readonly directCost: number | null;
  readonly costToServe: number | null;
  readonly acquisitionCost: number | null;
  readonly profit: number | null;
  readonly signals: Signals;
}

/** The rest of what the classifier looks at, as it stands in the cells: numbers and flags where they are such. */
export type Signals = { readonly [Field in SignalField]: string | number | boolean | null };

/** What a row may say of a customer besides money. */
export type SignalField = (typeof signalFields)[number];

/** The fields of {@link Signals}. */
export const signalFields = [
  "ourAffinity",
  "theirAffinity",
  "leaveRisk",
  "problems",
  "fitProduct",
  "fitService",
  "fitCulture",
] as const;

/** Customers as a table or a folder has them: their money one amount at a time, and what else is known. */
export interface CustomerRecords {
  readonly shape: string;
  readonly notes: readonly string[];
  readonly given: number;
  readonly findings: readonly RowFinding[];
  /** In minor units. */
  readonly amounts: readonly HistoricValueRow[];
  readonly signals: ReadonlyMap<string, Signals>;
}
