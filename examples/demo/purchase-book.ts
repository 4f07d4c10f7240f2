import type {
  DiscountRate,
  GammaGammaFit,
  HoldoutValidation,
  ModelCheck,
  PurchaseFit,
  RfmSummary,
} from "customer-metrics/clv";
import type { Command } from "./report.ts";

/** Purchases that have been read: what the sections of their report are made of. */
export interface PurchaseBook {
  readonly file: string;
  readonly shape: string;
  readonly command: Command;
  readonly notes: readonly string[];
  /** Rows below the header. */
  readonly given: number;
  readonly currency: string;
  /** The last day that counts. */
  readonly asOf: string;
  /** Frequency, recency, T and mean spend of each customer. */
  readonly summary: RfmSummary;
  readonly fit: PurchaseFit;
  readonly spend: GammaGammaFit;
  /** A fit to the first part of the time, against the rest; `null` where there is nothing to cut. */
  readonly holdout: Holdout | null;
  readonly check: ModelCheck;
  readonly assumptions: Assumptions;
}

/** What is given, not found in the data. */
export interface Assumptions {
  /** What is left of a purchase, a proportion of its amount. */
  readonly margin: number;
  readonly discount: DiscountRate;
  /** What a new customer costs, in minor units; `null` where it is not said. */
  readonly acquisitionCost: number | null;
}

/** How a model of the first part of the time did on the rest. */
export interface Holdout {
  /** The last day of the first part. */
  readonly calibrationEnd: string;
  /** Weeks after it. */
  readonly weeks: number;
  /** Customers who came after it: nothing could be predicted of them. */
  readonly newCustomers: number;
  readonly validation: HoldoutValidation;
}
