import { parseArgs } from "node:util";
import type { Every } from "customer-metrics";
import type { DateFormat } from "customer-metrics/readers";
import { Problem } from "./problem.ts";
import { parseQuestion, question, type QuestionSpec } from "./question-spec.ts";

/** What the command asks for. */
export interface Settings {
  readonly files: readonly string[];
  /** A file of subscriptions, instead of surveys. */
  readonly subscriptions: string | null;
  /** A log of purchases, instead of surveys. */
  readonly transactions: string | null;
  /** A table of customers, or a folder of what is known of them, instead of surveys. */
  readonly tiers: string | null;
  /** A data set of touchpoints, journeys and promises, instead of surveys. */
  readonly journeys: string | null;
  /** A filled-in audit of its touchpoints. */
  readonly audit: string | null;
  /** Whether an empty audit is asked for, and no report. */
  readonly auditTemplate: boolean;
  /** What the organisation stands for. */
  readonly values: readonly string[];
  /** Stages that a journey may do without. */
  readonly optionalStages: readonly string[];
  /** What is left of a sale, a proportion. */
  readonly margin: number | null;
  /** Of a year, a proportion. */
  readonly discountRate: number | null;
  /** Of a new customer, in the currency. */
  readonly acquisitionCost: number | null;
  /** The last day that models are tried on the time after. */
  readonly calibrationEnd: string | null;
  /** Which part of the cost to serve ends with a customer who is let go, a proportion. */
  readonly avoidable: number | null;
  /** What the tiers of the report differ by from those of the library. */
  readonly thresholds: Thresholds;
  /** Touchpoints at which a customer comes with a problem. */
  readonly problems: readonly string[];
  readonly asOf: string | null;
  readonly currency: string | null;
  readonly html: string | null;
  readonly help: boolean;
  readonly format: string | null;
  readonly questions: readonly QuestionSpec[];
  readonly segment: string | null;
  readonly date: string | null;
  readonly dateFormats: readonly DateFormat[];
  readonly timeZone: string | null;
  readonly every: Every;
  readonly id: string | null;
  readonly count: string | null;
  readonly labels: { readonly [label: string]: number };
  readonly skip: readonly string[];
}

/** Where tiers begin; `null` where the command does not say. */
export interface Thresholds {
  /** Which part of the customers is highly profitable. */
  readonly highProfit: number | null;
  readonly ourAffinity: number | null;
  readonly theirAffinity: number | null;
  readonly leaveRisk: number | null;
}

const text = { type: "string" } as const;
const texts = { type: "string", multiple: true } as const;
const options = {
  help: { type: "boolean", short: "h" },
  html: text,
  format: text,
  question: texts,
  metric: text,
  column: text,
  scale: text,
  top: text,
  direction: text,
  segment: text,
  date: text,
  "date-format": text,
  "time-zone": text,
  every: text,
  id: text,
  count: text,
  labels: texts,
  skip: texts,
  subscriptions: text,
  transactions: text,
  margin: text,
  "discount-rate": text,
  "acquisition-cost": text,
  "calibration-end": text,
  tiers: text,
  avoidable: text,
  "high-profit": text,
  "our-affinity": text,
  "their-affinity": text,
  "leave-risk": text,
  problems: texts,
  journeys: text,
  audit: text,
  "audit-template": { type: "boolean" },
  values: texts,
  "optional-stages": texts,
  "as-of": text,
  currency: text,
} as const;

/** What reports of no surveys take; everything else is about surveys. */
const KINDS = {
  subscriptions: ["subscriptions", "as-of", "currency", "time-zone"],
  transactions: [
    "transactions",
    "as-of",
    "currency",
    "time-zone",
    "margin",
    "discount-rate",
    "acquisition-cost",
    "calibration-end",
  ],
  tiers: [
    "tiers",
    "as-of",
    "currency",
    "avoidable",
    "high-profit",
    "our-affinity",
    "their-affinity",
    "leave-risk",
    "problems",
  ],
  journeys: ["journeys", "audit", "audit-template", "values", "optional-stages"],
} as const;

type Kind = keyof typeof KINDS;

/** Reads the arguments of the command; anything that it cannot read is a {@link Problem}. */
export function readSettings(args: readonly string[]): Settings {
  const { values, positionals } = parse(args);
  for (const [name, value] of Object.entries(values)) {
    if ([value].flat().includes("")) throw new Problem(2, `--${name} is empty.`);
  }
  checkKind(values, positionals);
  const isAboutFiles = Object.keys(values).some((name) => name !== "html" && name !== "help");
  if (isAboutFiles && positionals.length === 0 && kindOf(values) === null)
    throw new Problem(2, "These options need a FILE. See --help.");
  return {
    files: positionals,
    subscriptions: values.subscriptions ?? null,
    transactions: values.transactions ?? null,
    margin: numberOf("margin", values.margin),
    discountRate: numberOf("discount-rate", values["discount-rate"]),
    acquisitionCost: numberOf("acquisition-cost", values["acquisition-cost"]),
    tiers: values.tiers ?? null,
    journeys: values.journeys ?? null,
    audit: values.audit ?? null,
    auditTemplate: values["audit-template"] ?? false,
    values: listOf(values.values ?? []),
    optionalStages: listOf(values["optional-stages"] ?? []),
    calibrationEnd: values["calibration-end"] ?? null,
    avoidable: numberOf("avoidable", values.avoidable),
    thresholds: {
      highProfit: numberOf("high-profit", values["high-profit"]),
      ourAffinity: numberOf("our-affinity", values["our-affinity"]),
      theirAffinity: numberOf("their-affinity", values["their-affinity"]),
      leaveRisk: numberOf("leave-risk", values["leave-risk"]),
    },
    problems: listOf(values.problems ?? []),
    asOf: values["as-of"] ?? null,
    currency: values.currency ?? null,
    html: values.html ?? null,
    help: values.help ?? false,
    format: values.format ?? null,
    questions: questionsOf(values),
    segment: values.segment ?? null,
    date: values.date ?? null,
    // The library refuses formats, periods and zones that it does not know.
    dateFormats: listOf([values["date-format"] ?? ""]) as DateFormat[],
    timeZone: values["time-zone"] ?? null,
    every: (values.every ?? "month") as Every,
    id: values.id ?? null,
    count: values.count ?? null,
    labels: Object.assign({}, ...(values.labels ?? []).map(parseLabels)) as { [label: string]: number },
    skip: listOf(values.skip ?? []),
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (error) {
    const [firstSentence] = (error as Error).message.split(/\. |\n/);
    throw new Problem(2, `${firstSentence}. See --help.`);
  }
}

type Values = ReturnType<typeof parse>["values"];

/** What the report is about, where it is not surveys. */
function kindOf(values: Values): Kind | null {
  return (Object.keys(KINDS) as Kind[]).find((kind) => values[kind] !== undefined) ?? null;
}

/** Surveys, subscriptions, purchases, tiers and journeys are different reports. */
function checkKind(values: Values, files: readonly string[]): void {
  const names = Object.keys(values).filter((name) => name !== "html" && name !== "help");
  const kind = kindOf(values);
  if (kind === null) {
    const stray = names.find((name) => name !== "time-zone" && kindsThatTake(name).length > 0);
    if (stray === undefined) return;
    const owners = kindsThatTake(stray).map((owner) => `--${owner} FILE`);
    throw new Problem(2, `--${stray} goes with ${owners.join(" or ")}. See --help.`);
  }
  if (files.length > 0) throw new Problem(2, `--${kind} takes one FILE and no surveys. See --help.`);
  const stray = names.find((name) => !kindsThatTake(name).includes(kind));
  if (stray === undefined) return;
  const isOther = kindsThatTake(stray).length > 0;
  throw new Problem(2, `--${stray} is about ${isOther ? "another report" : "surveys"}, not --${kind}. See --help.`);
}

function kindsThatTake(name: string): Kind[] {
  return (Object.keys(KINDS) as Kind[]).filter((kind) => (KINDS[kind] as readonly string[]).includes(name));
}

/** A number of 0 or more, as shares and prices are. */
function numberOf(name: string, value: string | undefined): number | null {
  if (value === undefined) return null;
  if (!/^\d+(\.\d+)?$/.test(value)) throw new Problem(2, `--${name} is a number such as 0.4, not "${value}".`);
  return Number(value);
}

/** `--question`, as often as wanted, and the long form of one question. */
function questionsOf(values: Values): QuestionSpec[] {
  const specs = (values.question ?? []).map(parseQuestion);
  const { metric, column, scale, top, direction } = values;
  if ([metric, column, scale, top, direction].every((value) => value === undefined)) return specs;
  if (metric === undefined || column === undefined) throw new Problem(2, "--metric, --column and --scale go together.");
  if (scale === undefined)
    throw new Problem(
      2,
      `--scale is missing: a scale is never guessed. For example --metric ${metric} --column ${column} --scale 0-10.`,
    );
  const extra = [
    top === undefined ? [] : `topBox=${top}`,
    direction === undefined ? [] : `direction=${direction}`,
  ].flat();
  return [...specs, question(metric, column, scale, extra)];
}

/** `Low=1,Medium=2,High=3`; a label may hold commas. */
function parseLabels(list: string): { [label: string]: number } {
  const pairs = [...list.matchAll(/\s*([^=]+?)\s*=\s*(-?\d+(?:\.\d+)?)\s*(?:,|$)/gy)];
  const read = pairs.reduce((length, [pair]) => length + pair.length, 0);
  if (read !== list.length) throw new Problem(2, `--labels is a list like "Low=1,Medium=2,High=3", not "${list}".`);
  return Object.fromEntries(pairs.map(([, label, score]) => [label!, Number(score)]));
}

function listOf(lists: readonly string[]): string[] {
  return lists
    .flatMap((list) => list.split(","))
    .map((item) => item.trim())
    .filter((item) => item !== "");
}
