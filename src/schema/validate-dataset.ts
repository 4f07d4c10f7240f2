import * as z from "zod";
import { datasetSchema } from "./dataset-schema.ts";
import { rowChecks } from "./validate-dataset-by-list.ts";
import { datasetContext } from "./validate-dataset-context.ts";
import {
  type CheckedList,
  type DatasetFinding,
  type DatasetList,
  type DatasetValidation,
  type Fault,
  findingOf,
} from "./validate-dataset-finding.ts";
import { faultsOf, ruleFaults } from "./validate-dataset-issues.ts";
import { listRules, type ListRules } from "./validate-dataset-lists.ts";
import { personalFaults } from "./validate-dataset-personal.ts";
import { isRecord, type RawRow, textIn } from "./raw-row.ts";
import { checkAgainstDataset, checkDuplicates, type Note } from "./validate-dataset-rules.ts";

/**
 * All that is wrong with a data set, row by row and between rows: one bad row hides no other, one bad field no other field.
 *
 * Rows are held to the schemas of their kinds, then to each other: ids are unique, and references lead somewhere (where the list that they
 * lead to is there); what happened is not after `asOf`; journeys and interactions end no sooner than they begin, compared as instants;
 * channels are those of their touchpoint; scores are on their scales; amounts are in one currency. A promise without a deadline and a
 * touchpoint of the brand without a team are warnings. Keys that look like personal data are errors, and so are ids that are
 * e-mail addresses. Nothing is repaired, and bad data never throws.
 *
 * @param dataset - a `Dataset` of version 1.0, or what is thought to be one; {@link migrateDataset} brings older ones there
 * @returns plain JSON; `isValid` where there is no error, whatever the warnings
 *
 * @example A touchpoint that there is not, a wall clock that went back, a misspelt key, and a good row
 * ```ts
 * import { validateDataset } from "customer-metrics/schema";
 *
 * const row = { customerId: "c1", touchpointId: "desk", startedAt: "2024-10-27T01:45:00+01:00" };
 * const { findings, lists, isValid } = validateDataset({
 *   schemaVersion: "1.0",
 *   asOf: "2024-12-31T18:00:00+00:00",
 *   touchpoints: [{ id: "desk", name: "Check-in", kind: "human" }],
 *   interactions: [
 *     { ...row, id: "i1", touchpointId: "roof" },
 *     { ...row, id: "i2", endedAt: "2024-10-27T00:30:00+00:00" },
 *     { ...row, id: "i3", emotoin: 2 },
 *     { ...row, id: "i4", endedAt: "2024-10-27T01:30:00+00:00" },
 *   ],
 * });
 * findings.map(({ index, path, code, severity }) => `${index} ${path} ${code} ${severity}`);
 * // => ["0 touchpointId unknown-reference warning", "1 endedAt end-before-start error", "2 emotoin unknown-key warning"]
 * lists; // => [{ list: "touchpoints", rows: 1, clean: 1 }, { list: "interactions", rows: 4, clean: 1 }]
 * isValid; // => false
 * ```
 */
export function validateDataset(dataset: unknown): DatasetValidation {
  const findings: DatasetFinding[] = [];
  const lists: CheckedList[] = [];
  const allRules = listRules();
  const beside = faultsBeside(dataset, allRules);
  for (const { list, fault } of beside) findings.push(findingOf(list, null, fault));
  if (isRecord(dataset)) {
    const hasAsOf = !beside.some(({ list, fault }) => list === null && fault.path === "asOf");
    const context = datasetContext(dataset, allRules, hasAsOf ? textIn(dataset, "asOf") : undefined);
    const checks = rowChecks(context);
    for (const rules of allRules) {
      const { list } = rules;
      const rows = dataset[list];
      if (!Array.isArray(rows)) continue;
      const seen = new Set<string>();
      let clean = 0;
      for (let index = 0; index < rows.length; index += 1) {
        const row: unknown = rows[index];
        const faults = schemaFaults(rules, row);
        if (isRecord(row)) {
          const note = noteInto(faults);
          if (list !== "journeyDefinitions") checkId(row, seen, note);
          checkAgainstDataset(row, rules, context, note);
          checks[list]?.(row, note);
        }
        if (faults.length === 0) clean += 1;
        for (const fault of faults) findings.push(findingOf(list, index, fault));
      }
      lists.push({ list, rows: rows.length, clean });
    }
  }
  const warnings = findings.filter(({ severity }) => severity === "warning").length;
  const errors = findings.length - warnings;
  return { isValid: errors === 0, errors, warnings, lists, findings };
}

/** What is wrong with all but the rows. */
function faultsBeside(
  dataset: unknown,
  allRules: readonly ListRules[],
): { readonly list: DatasetList | null; readonly fault: Fault }[] {
  const lists: { [list: string]: z.ZodType } = {};
  const anyList = z.custom(Array.isArray, { error: "must be a list", params: { code: "wrong-type" } }).optional();
  for (const { list } of allRules) lists[list] = anyList;
  const { error } = z.strictObject({ ...datasetSchema.shape, ...lists }).safeParse(dataset);
  const faults = error?.issues.flatMap((issue) => faultsOf(issue, dataset)) ?? [];
  const found = faults.map((fault) => {
    const list = allRules.find((rules) => rules.list === fault.path)?.list ?? null;
    return { list, fault: list === null ? fault : { ...fault, path: "" } };
  });
  if (!isRecord(dataset)) return found;
  const note: Note = (path, code, saying, value) => found.push({ list: null, fault: { path, code, saying, value } });
  const personality = dataset["servicePersonality"];
  if (isRecord(personality)) {
    checkDuplicates(personality, "traits", new Set(), (path, ...rest) => note(`servicePersonality.${path}`, ...rest));
  }
  for (const fault of personalFaults(dataset["extensions"], ["extensions"])) found.push({ list: null, fault });
  return found;
}

function schemaFaults({ list, schema }: ListRules, row: unknown): Fault[] {
  const { error } = schema.safeParse(row);
  if (error === undefined) return [];
  // Whether a score is on its scale is asked below, where another issue of the row does not keep it from being asked.
  const issues = error.issues.filter(
    ({ code, path }) => !(list === "responses" && code === "custom" && path[0] === "score"),
  );
  const faults = issues.flatMap((issue) => faultsOf(issue, row));
  const note = noteInto(faults);
  for (const { path, code, saying, value } of ruleFaults(schema, row, issues)) note(path, code, saying, value);
  return faults;
}

function checkId(row: RawRow, seen: Set<string>, note: Note): void {
  const id = textIn(row, "id");
  if (id === undefined) return;
  if (seen.has(id)) note("id", "duplicate-id", "is not unique in its list", id);
  else seen.add(id);
}

/** Adds faults to those of a row: each once, and nothing about when an instant is that is none. */
function noteInto(faults: Fault[]): Note {
  return (path, code, saying, value) => {
    const isKnown = faults.some(
      (known) =>
        known.path === path &&
        (known.code === code ||
          (code === "in-the-future" && (known.code === "invalid-date" || known.code === "no-offset"))),
    );
    if (!isKnown) faults.push({ path, code, saying, value });
  };
}
