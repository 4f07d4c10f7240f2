import { fail } from "../core/metric-error.ts";
import { fromDraft } from "./migrate-dataset-draft.ts";
import type { MigrationNote } from "./migrate-dataset-note.ts";
import { isRecord, type RawRow } from "./raw-row.ts";

/** A data set that was brought to another version of the model. */
export interface MigratedDataset {
  /** The data set in the newest version. {@link validateDataset} tells what is wrong with it, and {@link datasetSchema} gives it its type. */
  readonly dataset: {
    /** A list or a field of a `Dataset`, as it came out. */
    readonly [key: string]: unknown;
  };
  /** The version that it had. */
  readonly from: string;
  /** The version that it has. */
  readonly to: "1.0";
  /** The versions that it went through on the way, the newest last; empty where it was the newest already. */
  readonly steps: readonly string[];
  /**
   * What had to be decided on the way: `cancelled-as-made` (the draft did not say when a promise was called off, so it counts from
   * when it was made), `currency-unknown` (amounts were taken to have two decimals), `template-without-touchpoint`
   * (promises that no touchpoint makes are kept in `extensions`).
   */
  readonly notes: readonly MigrationNote[];
}

/**
 * Brings a stored data set to the newest version of the model, version by version.
 *
 * A step renames and rearranges. It repairs nothing and drops nothing: a row that was wrong is still wrong and is found by
 * {@link validateDataset}, and a column that the model does not have goes to `extensions` or `attributes`, under `draft:` and its name.
 * The input stays as it was.
 *
 * `1.0-draft`, the version of the public sample, has one table for journeys and for their definitions (rows with `stages`), one for
 * promises and for what touchpoints promise every time (rows with `withinMinutes`), amounts in major units, and trait ratings and costs to
 * serve as columns.
 *
 * @param json - a data set as it was stored, with its `schemaVersion`
 * @throws MetricError `DATASET_VERSION_UNKNOWN` where it is no object, or of a version that there was not
 *
 * @example
 * ```ts
 * import { migrateDataset, validateDataset } from "customer-metrics/schema";
 *
 * const customers = [{ id: "c1", firstSeen: "2023-01-29T16:34:00+00:00", acquisitionCost: 39.49, status: "active" }];
 * const { dataset, steps } = migrateDataset({ schemaVersion: "1.0-draft", asOf: "2024-12-31T18:00:00+00:00", customers });
 * steps; // => ["1.0"]
 * dataset.customers; // => [{ id: "c1", firstSeenAt: "2023-01-29T16:34:00+00:00", acquisition: { cost: 3949 } }]
 * validateDataset(dataset).isValid; // => true
 * migrateDataset(dataset).steps; // => []
 * ```
 */
export function migrateDataset(json: unknown): MigratedDataset {
  const message = "Cannot migrate the data set as its schemaVersion must be 1.0-draft or 1.0";
  if (!isRecord(json)) return fail("DATASET_VERSION_UNKNOWN", message, json);
  const from = json["schemaVersion"];
  if (from === "1.0") return { dataset: copyOf(json), from, to: "1.0", steps: [], notes: [] };
  if (from !== "1.0-draft") return fail("DATASET_VERSION_UNKNOWN", message, from);
  const notes = new Set<MigrationNote>();
  return {
    dataset: fromDraft(copyOf(json), (note) => notes.add(note)),
    from,
    to: "1.0",
    steps: ["1.0"],
    notes: [...notes].sort(),
  };
}

function copyOf(json: RawRow): RawRow {
  return JSON.parse(JSON.stringify(json)) as RawRow;
}
