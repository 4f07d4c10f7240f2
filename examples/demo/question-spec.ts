import type { ScaleInput } from "customer-metrics";
import { Problem } from "./problem.ts";

/** Which metric a question feeds. */
export type MetricName = "nps" | "enps" | "csat" | "ces";

/** A question as the command names it. */
export interface QuestionSpec {
  readonly metric: MetricName;
  readonly column: string;
  readonly scale: ScaleInput;
  readonly options: MetricOptions;
}

/** Options of the metrics that can be given in a command, by their names in the library. */
export interface MetricOptions {
  readonly detractorTo?: number | undefined;
  readonly passiveTo?: number | undefined;
  readonly topBox?: number | undefined;
  readonly bottomBox?: number | undefined;
  readonly easyFrom?: number | undefined;
  readonly difficultTo?: number | undefined;
  readonly direction?: string | undefined;
  readonly value?: string | undefined;
}

/** The options of each metric: "count" for a whole number, else the words it may be. */
const OPTIONS: { readonly [Metric in MetricName]: { readonly [name: string]: "count" | readonly string[] } } = {
  nps: { detractorTo: "count", passiveTo: "count" },
  enps: { detractorTo: "count", passiveTo: "count" },
  csat: {
    topBox: "count",
    bottomBox: "count",
    direction: ["high-is-good", "low-is-good"],
    value: ["top-box", "net", "mean"],
  },
  ces: {
    easyFrom: "count",
    difficultTo: "count",
    direction: ["high-is-easy", "low-is-easy"],
    value: ["mean", "easy-share", "net-easy"],
  },
};

/** Reads `METRIC:COLUMN:SCALE` or `METRIC:COLUMN:SCALE:OPTIONS`; the column may hold colons. */
export function parseQuestion(text: string): QuestionSpec {
  const parts = /^([^:]*):(.+?):(binary|-?\d+-\d+)(?::([\w=,-]+))?$/s.exec(text);
  if (parts === null)
    throw new Problem(
      2,
      `--question is METRIC:COLUMN:SCALE[:OPTIONS], as in nps:Q1:0-10 or csat:Q2:1-10:2, not "${text}".`,
    );
  const [, metric, column, scale, options = ""] = parts;
  return question(
    metric!,
    column!,
    scale!,
    options.split(",").filter((option) => option !== ""),
  );
}

/** A question from its parts. */
export function question(metric: string, column: string, scale: string, options: readonly string[]): QuestionSpec {
  if (!isMetric(metric))
    throw new Problem(2, `The metric is one of ${Object.keys(OPTIONS).join(", ")}, not "${metric}".`);
  return {
    metric,
    column,
    scale: parseScale(scale),
    options: Object.fromEntries(options.map((option) => parseOption(option, metric))) as MetricOptions,
  };
}

function isMetric(metric: string): metric is MetricName {
  return Object.hasOwn(OPTIONS, metric);
}

function parseScale(text: string): ScaleInput {
  const ends = /^(-?\d+)-(\d+)$/.exec(text);
  if (text === "binary") return "binary";
  if (ends === null) throw new Problem(2, `A scale is written 0-10, 1-5, 1-7 … or binary, not "${text}".`);
  return { min: Number(ends[1]), max: Number(ends[2]) };
}

/** `topBox=2`, or `2` for short; `direction=high-is-easy`, or `high-is-easy`; `value=mean`, or `mean`. */
function parseOption(text: string, metric: MetricName): [string, string | number] {
  const known = OPTIONS[metric];
  const short = /^\d+$/.test(text) ? "topBox" : (Object.keys(known).find((name) => known[name]!.includes(text)) ?? "");
  const [name, value] = text.includes("=") ? (text.split("=", 2) as [string, string]) : [short, text];
  const allowed = Object.hasOwn(known, name) ? known[name]! : [];
  if (allowed === "count" && /^\d+$/.test(value)) return [name, Number(value)];
  if (allowed !== "count" && allowed.includes(value)) return [name, value];
  const list = Object.entries(known).map(([key, words]) => `${key}=${words === "count" ? "NUMBER" : words.join("|")}`);
  throw new Problem(2, `"${text}" is no option of ${metric}, which has ${list.join(", ")}.`);
}
