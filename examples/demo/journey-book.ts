import type { AuditEntry, Dataset, OrganisationValue } from "customer-metrics/journey";
import type { MigratedDataset, DatasetValidation } from "customer-metrics/schema";
import type { Command } from "./report.ts";
import type { RowFinding } from "./tier-book.ts";

/** A data set of touchpoints, journeys and promises that has been read: what the sections of its report are made of. */
export interface JourneyBook {
  readonly file: string;
  readonly command: Command;
  /** The version that it came in, and what had to be decided to read it. */
  readonly migrated: Pick<MigratedDataset, "from" | "to" | "notes">;
  readonly validation: DatasetValidation;
  /** The rows without an error; every list is there. */
  readonly data: { readonly [List in JourneyList]-?: NonNullable<Dataset[List]> };
  readonly asOf: string;
  /** Stages that customers may leave out. */
  readonly optionalStages: readonly string[];
  readonly audit: JourneyAudit | null;
}

/** The lists that the report reads. */
export type JourneyList =
  | "customers"
  | "touchpoints"
  | "journeyDefinitions"
  | "journeys"
  | "interactions"
  | "promises"
  | "responses";

/** An audit of touchpoints that somebody has filled in. */
export interface JourneyAudit {
  /** Where it stood. */
  readonly file: string;
  readonly values: readonly OrganisationValue[];
  readonly entries: readonly AuditEntry[];
  /** Lines that nobody has filled in yet. */
  readonly blank: number;
  readonly findings: readonly RowFinding[];
}
