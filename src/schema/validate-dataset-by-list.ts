import type { DatasetContext } from "./validate-dataset-context.ts";
import type { DatasetList } from "./validate-dataset-finding.ts";
import { isRecord, listIn, type RawRow, recordIn, textIn } from "./raw-row.ts";
import {
  checkAcquisition,
  checkChannel,
  checkDuplicates,
  checkIdList,
  checkRange,
  type Note,
  noteUnknown,
} from "./validate-dataset-rules.ts";

/** Looks at a row for what concerns its list alone. */
export type RowCheck = (row: RawRow, note: Note) => void;

/** The checks of each list that has its own. They are made for one pass: they remember which ids they saw. */
export function rowChecks(context: DatasetContext): { readonly [List in DatasetList]?: RowCheck } {
  const templateIds = new Set<string>();
  const versionsSeen = new Map<string, Set<unknown>>();
  return {
    customers: (row, note) => checkAcquisition(row, context, note),
    touchpoints: (row, note) => checkTouchpoint(row, templateIds, context, note),
    journeyDefinitions: (row, note) => checkJourneyDefinition(row, versionsSeen, context, note),
    journeys: (row, note) => checkJourney(row, context, note),
    interactions: (row, note) => {
      checkChannel(row, context, note);
      checkRange(row["emotion"], "emotion", context.scales.emotion, note);
      checkRange(row["effort"], "effort", context.scales.effort, note);
    },
    promises: (row, note) => checkPromise(row, context, note),
    responses: checkResponse,
    transactions: (row, note) => checkTransaction(row, context, note),
    traitRatings: (row, note) => {
      const id = textIn(row, "traitId");
      if (id !== undefined && context.traitIds !== null && !context.traitIds.has(id)) {
        noteUnknown("traitId", "traits", id, note);
      }
    },
  };
}

function checkTouchpoint(row: RawRow, templateIds: Set<string>, context: DatasetContext, note: Note): void {
  if (row["ownership"] === "brand" && (row["ownerTeam"] === undefined || row["ownerTeam"] === null)) {
    note("ownerTeam", "touchpoint-without-owner", "is missing: no team answers for it", row["ownerTeam"]);
  }
  checkIdList(row, "channels", context.rowsById.get("channels"), "channels", note);
  checkDuplicates(row, "promises", templateIds, note);
  for (const [index, template] of listIn(row, "promises").entries()) {
    if (isRecord(template) && template["within"] === undefined) {
      note(`promises[${index}].within`, "promise-without-deadline", "is missing: it can never be broken", null);
    }
  }
  checkStage(row, context, note);
}

function checkStage(row: RawRow, { versionsById }: DatasetContext, note: Note): void {
  const [stageId, journeyId] = [textIn(row, "stageId"), textIn(row, "journeyDefinitionId")];
  const versions = journeyId === undefined ? undefined : versionsById.get(journeyId);
  if (stageId === undefined || versions === undefined) return;
  const isStage = (part: unknown): boolean => isRecord(part) && part["id"] === stageId;
  if (!versions.some((version) => listIn(version, "stages").some(isStage))) {
    noteUnknown("stageId", "stages of its journey", stageId, note);
  }
}

function checkJourneyDefinition(
  row: RawRow,
  seen: Map<string, Set<unknown>>,
  context: DatasetContext,
  note: Note,
): void {
  const { version } = row;
  const id = textIn(row, "id");
  if (id !== undefined && typeof version === "number") {
    const versions = seen.get(id);
    if (versions === undefined) seen.set(id, new Set([version]));
    else if (versions.has(version))
      note("version", "duplicate-id", "is not unique among those of its journey", version);
    else versions.add(version);
  }
  checkDuplicates(row, "stages", new Set(), note);
  checkIdList(row, "plannedPath", context.rowsById.get("touchpoints"), "touchpoints", note);
}

function checkJourney(row: RawRow, { versionsById }: DatasetContext, note: Note): void {
  const { definitionVersion } = row;
  const versions = versionsById.get(textIn(row, "definitionId") ?? "");
  if (versions === undefined || typeof definitionVersion !== "number") return;
  if (!versions.some(({ version }) => version === definitionVersion)) {
    note("definitionVersion", "unknown-reference", "is no version of its journey", definitionVersion);
  }
}

function checkPromise(row: RawRow, context: DatasetContext, note: Note): void {
  if (row["dueAt"] === undefined || row["dueAt"] === null) {
    note("dueAt", "promise-without-deadline", "is missing: it can never be broken", null);
  }
  checkChannel(row, context, note);
  const first = textIn(row, "renegotiatedFrom");
  if (first === undefined) return;
  const promises = context.rowsById.get("promises");
  const own = textIn(row, "id");
  const passed = new Set<string>();
  for (let id: string | undefined = first; id !== undefined && !passed.has(id); ) {
    if (id === own) {
      note("renegotiatedFrom", "circular-reference", "comes back to the promise itself", first);
      return;
    }
    passed.add(id);
    const earlier: RawRow | undefined = promises?.get(id);
    id = earlier === undefined ? undefined : textIn(earlier, "renegotiatedFrom");
  }
}

function checkResponse(row: RawRow, note: Note): void {
  const { score, metric } = row;
  const scale = recordIn(row, "scale");
  const { min, max } = scale ?? {};
  const isRange = typeof min === "number" && typeof max === "number" && min < max;
  if (isRange) checkRange(score, "score", [min, max], note);
  if (metric !== "nps") return;
  if (isRange && (min !== 0 || max !== 10)) note("scale", "wrong-scale", "must be 0 to 10 for nps", `${min} to ${max}`);
  if (!isRange) checkRange(score, "score", [0, 10], note);
  if (typeof score === "number" && Number.isFinite(score) && !Number.isInteger(score)) {
    note("score", "not-integer", "must be a whole number for nps", score);
  }
}

function checkTransaction(row: RawRow, context: DatasetContext, note: Note): void {
  const currency = textIn(row, "currency");
  if (currency !== undefined && context.currency !== undefined && currency !== context.currency) {
    note("currency", "currency-mismatch", `is not ${context.currency}: their amounts do not add`, currency);
  }
}
