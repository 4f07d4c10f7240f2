import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import type { AuditEntry, Dataset, OrganisationValue } from "customer-metrics/journey";
import { migrateDataset, validateDataset } from "customer-metrics/schema";
import { fromTable, touchpointAuditTemplate } from "customer-metrics/journey";
import type { JourneyAudit, JourneyBook, JourneyList } from "./journey-book.ts";
import { loadTable } from "./load-table.ts";
import { Problem } from "./problem.ts";
import { recordsOf } from "./records.ts";
import type { Command } from "./report.ts";
import type { Settings } from "./settings.ts";

type Json = { readonly [key: string]: unknown };

const LISTS: readonly JourneyList[] = [
  "customers",
  "touchpoints",
  "journeyDefinitions",
  "journeys",
  "interactions",
  "promises",
  "responses",
];

/** Reads a data set, brings it to the version of the library, and leaves out the rows with an error. */
export function readJourneys(path: string, settings: Settings, command: Command): JourneyBook {
  const { dataset, ...migrated } = migrateDataset(jsonOf(path));
  const validation = validateDataset(dataset);
  const wrong = validation.findings.filter(({ severity }) => severity === "error");
  const whole = wrong.find(({ index }) => index === null);
  if (whole !== undefined) throw new Problem(2, `${path}: ${whole.message}`);
  const data = Object.fromEntries(
    LISTS.map((list) => {
      const bad = new Set(wrong.filter((finding) => finding.list === list).map(({ index }) => index));
      return [list, ((dataset[list] ?? []) as readonly unknown[]).filter((_, index) => !bad.has(index))];
    }),
  ) as unknown as JourneyBook["data"];
  if (data.promises.length + data.interactions.length === 0)
    throw new Problem(2, `${path} has neither interactions nor promises.`);
  const { asOf, values = [], auditEntries = [] } = dataset as unknown as Dataset;
  const audit =
    settings.audit !== null
      ? readAudit(settings.audit, valuesOf(settings.values, values))
      : auditEntries.length === 0
        ? null
        : { file: path, values, entries: auditEntries, blank: 0, findings: [] };
  const { optionalStages } = settings;
  const stages = new Set(data.journeyDefinitions.flatMap((definition) => definition.stages.map(({ id }) => id)));
  const unknown = optionalStages.find((stage) => !stages.has(stage));
  if (unknown !== undefined)
    throw new Problem(2, `There is no stage "${unknown}": --optional-stages are of ${[...stages].join(", ")}.`);
  return { file: path, command, migrated, validation, data, asOf, optionalStages, audit };
}

/** The empty audit of a data set as CSV: a line for each touchpoint of the business and each value. */
export function auditTemplate(path: string, settings: Settings): readonly (readonly string[])[] {
  const { dataset } = migrateDataset(jsonOf(path));
  const { touchpoints = [], values: own = [] } = dataset as unknown as Dataset;
  const values = valuesOf(settings.values, own);
  if (values.length === 0)
    throw new Problem(2, `${path} names no values: say what you stand for, as in --values respect,promptness.`);
  const ours = touchpoints.filter(({ ownership = "brand" }) => ownership === "brand");
  if (ours.length === 0) throw new Problem(2, `${path} lists no touchpoints of the business.`);
  return [
    ["touchpointId", "touchpoint", "valueId", "value", "questions", "demonstrated", "weight", "note"],
    ...touchpointAuditTemplate(ours, values).map((line) => [
      line.touchpointId,
      line.touchpoint,
      line.valueId,
      line.value,
      line.questions.join(" / "),
      "",
      String(line.weight),
      "",
    ]),
  ];
}

/** A template that somebody has filled in; cells left blank are lines nobody has looked at. */
function readAudit(file: string, values: readonly OrganisationValue[]): JourneyAudit {
  const records = recordsOf(loadTable(file));
  for (const column of ["touchpointId", "valueId", "demonstrated"]) {
    if (!(column in records[0]!)) throw new Problem(2, `${file} has no column ${column}. See --audit-template.`);
  }
  const filled = records.filter(({ demonstrated }) => demonstrated !== "");
  const { rows, findings } = fromTable(filled, {
    list: "auditEntries",
    fields: {
      touchpointId: "touchpointId",
      valueId: "valueId",
      demonstrated: { column: "demonstrated", words: { no: 0, "½": 0.5, partly: 0.5, yes: 1 } },
      weight: "weight",
    },
  });
  const line = (index: number): number => records.indexOf(filled[index]!);
  return {
    file,
    values,
    entries: rows as readonly AuditEntry[],
    blank: records.length - filled.length,
    findings: findings.map(({ index, field, value, reason }) => ({
      index: line(index),
      value: String(value ?? ""),
      reason: `${field ?? "row"}: ${reason}`,
    })),
  };
}

function valuesOf(named: readonly string[], own: readonly OrganisationValue[]): readonly OrganisationValue[] {
  return named.length === 0 ? own : named.map((id) => own.find((value) => value.id === id) ?? { id });
}

/** A file, or a folder with `bundle.json` and, where definitions stand apart, `definitions.json`. */
function jsonOf(path: string): Json {
  if (!(statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false)) return parse(path);
  const bundle = parse(join(path, "bundle.json"));
  const definitions = join(path, "definitions.json");
  if (!existsSync(definitions)) return bundle;
  const defined = parse(definitions);
  const both = (list: string): unknown[] =>
    [defined[list], bundle[list]].flatMap((rows) => (Array.isArray(rows) ? rows : []));
  return { ...defined, ...bundle, journeys: both("journeys"), promises: both("promises") };
}

function parse(file: string): Json {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    throw new Problem(1, `Cannot read ${file}: ${(error as NodeJS.ErrnoException).code}.`);
  }
  try {
    return JSON.parse(text) as Json;
  } catch (error) {
    throw new Problem(1, `${file} is no JSON: ${(error as Error).message}.`);
  }
}
