import type { Dataset } from "../model/dataset.ts";

/** The lists of a {@link Dataset}. */
export type DatasetList =
  | "customers"
  | "channels"
  | "touchpoints"
  | "journeyDefinitions"
  | "journeys"
  | "interactions"
  | "promises"
  | "responses"
  | "transactions"
  | "costs"
  | "complaints"
  | "traitRatings"
  | "values"
  | "auditEntries";

/** What may be wrong with a {@link Dataset}. Codes are stable. */
export type DatasetFindingCode =
  | "missing"
  | "null-not-allowed"
  | "empty-string"
  | "wrong-type"
  | "wrong-format"
  | "not-finite"
  | "not-integer"
  | "out-of-range"
  | "wrong-scale"
  | "unknown-enum"
  | "unsupported-version"
  | "invalid-date"
  | "no-offset"
  | "unknown-key"
  | "no-prefix"
  | "personal-data"
  | "duplicate-id"
  | "unknown-reference"
  | "circular-reference"
  | "other-customer"
  | "channel-not-allowed"
  | "currency-mismatch"
  | "in-the-future"
  | "end-before-start"
  | "due-before-made"
  | "fulfilled-before-made"
  | "cancelled-before-made"
  | "answered-before-asked"
  | "churned-before-first-seen"
  | "churned-at-without-churn"
  | "open-with-end"
  | "promise-without-deadline"
  | "touchpoint-without-owner";

/** Something that is wrong with a {@link Dataset}, or that somebody should look at. */
export interface DatasetFinding {
  /** In which list; `null`: in what stands beside the lists. */
  readonly list: DatasetList | null;
  /** In which row of it, from 0; `null` where it is not about a row. */
  readonly index: number | null;
  /** Which field, as one would write it: `emotion`, `evidence[0].note`, `extensions["acme:shelf"]`; empty: the row as a whole. */
  readonly path: string;
  /** What is wrong. */
  readonly code: DatasetFindingCode;
  /** An error makes figures wrong or impossible; a warning may have its reason. */
  readonly severity: "error" | "warning";
  /** For people. */
  readonly message: string;
  /** What stands there, as JSON; `null` where there is nothing, and for personal data, which a report should not spread. */
  readonly value: string | number | boolean | null;
}

/** What {@link validateDataset} found in a list. */
export interface CheckedList {
  /** Which list. */
  readonly list: DatasetList;
  /** Its rows. */
  readonly rows: number;
  /** Rows of which there is nothing to say, not even a warning. */
  readonly clean: number;
}

/** What {@link validateDataset} found. */
export interface DatasetValidation {
  /** Whether there is no error. */
  readonly isValid: boolean;
  /** Findings that are errors. */
  readonly errors: number;
  /** Findings that are warnings. */
  readonly warnings: number;
  /** The lists that are there, in the order of the model. */
  readonly lists: readonly CheckedList[];
  /** All of them: first what stands beside the lists, then by list and row. */
  readonly findings: readonly DatasetFinding[];
}

/** A fault of a row, before it is known of which. */
export interface Fault {
  readonly path: string;
  readonly code: DatasetFindingCode;
  /** The message without its subject. */
  readonly saying: string;
  readonly value: unknown;
}

/** A finding of a fault. */
export function findingOf(list: DatasetList | null, index: number | null, fault: Fault): DatasetFinding {
  const { path, code, saying, value } = fault;
  return {
    list,
    index,
    path,
    code,
    severity: isWarning(code) ? "warning" : "error",
    message: `${path || (index === null ? (list ?? "the data set") : "the row")} ${saying}`,
    value: code === "personal-data" ? null : plainValue(value),
  };
}

function isWarning(code: DatasetFindingCode): boolean {
  switch (code) {
    case "unknown-key":
    case "unknown-reference":
    case "other-customer":
    case "channel-not-allowed":
    case "currency-mismatch":
    case "in-the-future":
    case "promise-without-deadline":
    case "touchpoint-without-owner":
      return true;
    default:
      return false;
  }
}

/** A value as plain JSON. Objects are not looked into: they may be large, and may hold what a report should not. */
function plainValue(value: unknown): DatasetFinding["value"] {
  if (typeof value === "string") return value.length > 200 ? `${value.slice(0, 199)}…` : value;
  if (typeof value === "boolean") return value;
  if (typeof value === "number") return Number.isFinite(value) ? value + 0 : String(value);
  if (value === null || value === undefined) return null;
  return Array.isArray(value) ? "(array)" : `(${typeof value})`;
}

/** A path as one would write it in a program, so that a key with a dot in it is no two keys. */
export function pathText(path: readonly PropertyKey[]): string {
  let text = "";
  for (const part of path) {
    if (typeof part === "number") text += `[${part}]`;
    else if (/^[A-Za-z_$][\w$]*$/.test(String(part))) text += text === "" ? String(part) : `.${String(part)}`;
    else text += `[${JSON.stringify(String(part))}]`;
  }
  return text;
}
