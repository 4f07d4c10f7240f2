import type * as z from "zod";
import type { Dataset } from "../model/dataset.ts";
import { datasetSchema } from "./dataset-schema.ts";
import { isRecord, type RawRow } from "./raw-row.ts";

/** What {@link redact} lets through. */
export interface RedactOptions {
  /**
   * Names of fields of your own to keep, of `extensions` as of `attributes`, that hold no free text.
   *
   * @defaultValue `[]`
   */
  readonly keep?: readonly string[] | undefined;
}

/**
 * A copy of a data set without free text: what it says of people in their own words is gone, what is counted stays.
 *
 * Notes of evidence and of audits, comments of answers, and all that is not of the model go, however deep it lies: `extensions` and `attributes`
 * may hold anything, so they go too, but for the names in `keep`. What is of another type than the model says (text in place of a
 * number) goes as well. Ids stay, as they are pseudonyms; so does `what`, which is the promise and not what was said. No figure changes, as
 * none is made of free text.
 *
 * @param dataset - a {@link Dataset}; it stays as it was
 *
 * @example
 * ```ts
 * import { redact } from "customer-metrics/schema";
 *
 * const evidence = [{ kind: "quote", ref: "call 7", note: "Ann said that the porter was rude" }];
 * const at = "2024-03-30T10:00:00Z";
 * const interactions = [{ id: "i1", customerId: "c1", touchpointId: "desk", startedAt: at, evidence, extensions: { "acme:shelf": 4, "acme:memo": "Ann" } }];
 * const redacted = redact({ schemaVersion: "1.0", asOf: at, interactions }, { keep: ["acme:shelf"] });
 * redacted.interactions?.[0]?.evidence; // => [{ kind: "quote", ref: "call 7" }]
 * JSON.stringify(redacted).includes("Ann"); // => false
 * redacted.interactions?.[0]?.extensions; // => { "acme:shelf": 4 }
 * ```
 */
export function redact(dataset: Dataset, options: RedactOptions = {}): Dataset {
  const kept = copyOf(dataset, datasetSchema, new Set(options.keep));
  return (kept ?? {}) as Dataset;
}

/** The part of a value that a schema speaks of, without free text; `undefined` where nothing is left. */
function copyOf(value: unknown, schema: z.core.$ZodType, keep: ReadonlySet<string>): unknown {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  switch (def.type) {
    case "optional":
    case "nullable":
      return value === null ? null : copyOf(value, def.innerType, keep);
    case "array":
      if (!Array.isArray(value)) return undefined;
      return value.map((element) => copyOf(element, def.element, keep)).filter((element) => element !== undefined);
    case "object":
      return isRecord(value) ? fieldsOf(value, def.shape, keep) : undefined;
    case "record":
      return isRecord(value) ? namedIn(value, keep) : undefined;
    case "union":
      return def.options.some((option) => isPlainOf(value, option)) ? value : undefined;
    default:
      return isPlainOf(value, schema) ? value : undefined;
  }
}

function fieldsOf(row: RawRow, shape: z.core.$ZodShape, keep: ReadonlySet<string>): RawRow {
  const copy: { [key: string]: unknown } = {};
  for (const key of Object.keys(shape)) {
    if (isFreeText(key) || !Object.hasOwn(row, key)) continue;
    const value = copyOf(row[key], shape[key]!, keep);
    if (value !== undefined) copy[key] = value;
  }
  return copy;
}

/** The fields of the model that hold free text. */
function isFreeText(key: string): boolean {
  return key === "note" || key === "comment";
}

function namedIn(row: RawRow, keep: ReadonlySet<string>): RawRow | undefined {
  const entries = Object.entries(row).filter(([name]) => keep.has(name));
  // By entries, as a name may be `__proto__`.
  return entries.length === 0 ? undefined : structuredCopy(Object.fromEntries(entries));
}

function structuredCopy(row: RawRow): RawRow {
  return JSON.parse(JSON.stringify(row)) as RawRow;
}

/** Whether a value is of the type that a schema of single values takes, whatever its further rules. */
function isPlainOf(value: unknown, schema: z.core.$ZodType): boolean {
  const { type } = schema._zod.def;
  if (type === "string" || type === "enum" || type === "literal") return typeof value === "string";
  return type === "date" ? value instanceof Date : typeof value === type;
}
