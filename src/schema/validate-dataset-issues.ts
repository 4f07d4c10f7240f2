import type * as z from "zod";
import type { RowRule } from "./row-rule.ts";
import { type DatasetFindingCode, type Fault, pathText } from "./validate-dataset-finding.ts";
import { isPersonalKey, personalFault } from "./validate-dataset-personal.ts";

type Issue = z.core.$ZodIssue;

/** The faults of a row that Zod has issues with, one a key where keys are unknown. */
export function faultsOf(issue: Issue, row: unknown): Fault[] {
  if (issue.code === "unrecognized_keys") {
    const within = valueAt(row, issue.path) as { readonly [key: string]: unknown };
    return issue.keys.map((key) => {
      const path = pathText([...issue.path, key]);
      if (isPersonalKey(key)) return personalFault(path);
      return { path, code: "unknown-key", saying: "is no field of the model", value: within[key] };
    });
  }
  const value = valueAt(row, issue.path);
  return [{ path: pathText(issue.path), ...codeAndSaying(issue, value), value }];
}

/** The rules between fields that a row breaks, asked whatever else is wrong with it but the fields themselves. */
export function ruleFaults(schema: z.ZodType, row: unknown, issues: readonly Issue[]): Fault[] {
  const ofFields = issues.filter(({ code, path }) => code !== "custom" && path.length > 0);
  return (schema._zod.def.checks ?? []).flatMap((check) => {
    const { fn, when, path, params } = check._zod.def as unknown as RuleCheck;
    if (params === undefined || !when({ value: row, issues: ofFields }) || fn(row)) return [];
    return [
      {
        path: pathText(path),
        code: params.code as DatasetFindingCode,
        saying: params.saying,
        value: valueAt(row, path),
      },
    ];
  });
}

/** What Zod keeps of a rule; a check of another kind has no `params`. */
interface RuleCheck extends Pick<RowRule<object>[1], "path" | "when"> {
  readonly fn: (row: unknown) => boolean;
  readonly params: RowRule<object>[1]["params"] | undefined;
}

type Said = Pick<Fault, "code" | "saying">;

function codeAndSaying(issue: Issue, value: unknown): Said {
  if (value === undefined) return say("missing", "is missing");
  if (value === null) return say("null-not-allowed", "may not be null");
  switch (issue.code) {
    case "invalid_type":
      return typeSaid(issue.expected, value);
    case "invalid_value":
      return valueSaid(issue.values, value);
    case "too_small":
      if (issue.origin === "string") return say("empty-string", "may not be empty");
      return say("out-of-range", `must be ${issue.inclusive ? "at least" : "above"} ${issue.minimum}`);
    case "too_big":
      return say("out-of-range", `must be ${issue.inclusive ? "at most" : "below"} ${issue.maximum}`);
    case "invalid_format":
      return issue.format === "datetime" ? instantSaid(value) : say("wrong-format", issue.message);
    case "invalid_union":
      // The only unions of the model are instants that may also be numbers or Dates.
      return instantSaid(value);
    case "invalid_key":
      return say("no-prefix", 'must have a name with a prefix, such as "acme:shelf"');
    case "custom":
      return say((issue.params?.["code"] as DatasetFindingCode | undefined) ?? "out-of-range", issue.message);
    default:
      return say("wrong-type", issue.message);
  }
}

function typeSaid(expected: string, value: unknown): Said {
  const isNumber = expected === "number" || expected === "int";
  if (isNumber && (typeof value === "number" ? !Number.isFinite(value) : isNotFiniteText(value))) {
    return say("not-finite", "must be a finite number");
  }
  if (isNumber && typeof value === "number") return say("not-integer", "must be a whole number");
  return say("wrong-type", `must be ${nameOf(expected)}`);
}

function nameOf(expected: string): string {
  if (expected === "int") return "a whole number";
  if (expected === "record" || expected === "object") return "an object";
  return expected === "array" ? "a list" : expected === "string" ? "text" : `a ${expected}`;
}

/** What programs write for a number that is none. */
function isNotFiniteText(value: unknown): boolean {
  return typeof value === "string" && /^\s*[+-]?(?:nan|inf(?:inity)?)\s*$/i.test(value);
}

function valueSaid(values: readonly unknown[], value: unknown): Said {
  if (values.length === 1) {
    return say("unsupported-version", `must be ${JSON.stringify(values[0])}; migrateDataset makes it so`);
  }
  if (typeof value !== "string") return say("wrong-type", "must be text");
  return value === ""
    ? say("empty-string", "may not be empty")
    : say("unknown-enum", `must be one of ${values.join(", ")}`);
}

/** An instant without offset is of the machine that reads it: it could be right, and is not known. */
function instantSaid(value: unknown): Said {
  if (value === "") return say("empty-string", "may not be empty");
  if (typeof value === "number" || value instanceof Date) return say("invalid-date", "is no instant");
  if (typeof value !== "string") return say("wrong-type", "must be text: ISO 8601 with offset");
  const form = "must be ISO 8601 with seconds and offset, such as 2025-03-09T10:30:00Z";
  const parts = /^(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?(.*)$/s.exec(value);
  if (parts === null) return say("invalid-date", form);
  const [year, month, day, hour, minute, second] = parts.slice(1, 7).map((digits) => Number(digits ?? 0)) as Civil;
  const isDay = month >= 1 && month <= 12 && day >= 1 && day <= daysOf(year, month);
  if (!isDay || hour > 23 || minute > 59 || second > 59)
    return say("invalid-date", "is no date and time that there is");
  return parts[7] === "" ? say("no-offset", "must have an offset, such as Z or +01:00") : say("invalid-date", form);
}

type Civil = [year: number, month: number, day: number, hour: number, minute: number, second: number];

function daysOf(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

function say(code: DatasetFindingCode, saying: string): Said {
  return { code, saying };
}

function valueAt(row: unknown, path: readonly PropertyKey[]): unknown {
  let value = row;
  for (const part of path) {
    if (typeof value !== "object" || value === null) return undefined;
    value = (value as { readonly [key: PropertyKey]: unknown })[part];
  }
  return value;
}
