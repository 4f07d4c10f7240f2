import type { DatasetContext } from "./validate-dataset-context.ts";
import type { DatasetFindingCode, Fault } from "./validate-dataset-finding.ts";
import { pathText } from "./validate-dataset-finding.ts";
import type { ListRules } from "./validate-dataset-lists.ts";
import { hasEmail, personalFault, personalFaults } from "./validate-dataset-personal.ts";
import { isRecord, listIn, type RawRow, recordIn, textIn } from "./raw-row.ts";

/** Notes a fault of the row at hand. */
export type Note = (path: string, code: DatasetFindingCode, saying: string, value: unknown) => void;

/** What holds between a row and the rest of the data set, whichever list it is in. */
export function checkAgainstDataset(row: RawRow, rules: ListRules, context: DatasetContext, note: Note): void {
  for (const [field, to] of rules.references) checkReference(row, field, to, context, note);
  for (const field of rules.happened) checkHappened(row[field], field, context, note);
  for (const field of rules.pseudonyms) {
    const id = row[field];
    if (typeof id === "string" && hasEmail(id)) noteFault(note, personalFault(field));
  }
  if (row["evidence"] !== undefined) checkEvidence(row, context, note);
  for (const field of ["extensions", "attributes"]) {
    if (row[field] === undefined) continue;
    for (const fault of personalFaults(row[field], [field])) noteFault(note, fault);
  }
}

function noteFault(note: Note, { path, code, saying, value }: Fault): void {
  note(path, code, saying, value);
}

function checkReference(
  row: RawRow,
  field: string,
  to: ListRules["references"][number][1],
  context: DatasetContext,
  note: Note,
): void {
  const id = textIn(row, field);
  if (id === undefined) return;
  const rows = context.rowsById.get(to);
  if (rows === undefined) return;
  const target = rows.get(id);
  if (target === undefined) {
    noteUnknown(field, to, id, note);
  } else if (to === "journeys" || to === "interactions" || to === "promises") {
    const [own, other] = [textIn(row, "customerId"), textIn(target, "customerId")];
    if (own !== undefined && other !== undefined && own !== other) {
      note(field, "other-customer", `is of another customer, ${JSON.stringify(other)}`, id);
    }
  }
}

/** Says that an id is of no row. */
export function noteUnknown(field: string, to: string, id: string, note: Note): void {
  note(field, "unknown-reference", `is the id of none of the ${to}`, id);
}

function checkHappened(value: unknown, path: string, { asOf, surelyPast }: DatasetContext, note: Note): void {
  if (value === undefined || value === null || (typeof value === "string" && value < surelyPast)) return;
  const ms = typeof value === "string" ? Date.parse(value) : value instanceof Date ? value.getTime() : value;
  if (typeof ms === "number" && ms > asOf) note(path, "in-the-future", "is after asOf", value);
}

function checkEvidence(row: RawRow, context: DatasetContext, note: Note): void {
  for (const [index, evidence] of listIn(row, "evidence").entries()) {
    if (isRecord(evidence)) checkHappened(evidence["at"], `evidence[${index}].at`, context, note);
  }
}

/** Notes ids that come a second time in a list within a row. */
export function checkDuplicates(row: RawRow, field: string, seen: Set<string>, note: Note): void {
  for (const [index, part] of listIn(row, field).entries()) {
    const id = isRecord(part) ? textIn(part, "id") : undefined;
    if (id === undefined) continue;
    if (seen.has(id)) note(`${field}[${index}].id`, "duplicate-id", "is not unique", id);
    else seen.add(id);
  }
}

/** Notes a channel through which its touchpoint does not happen. */
export function checkChannel(row: RawRow, context: DatasetContext, note: Note): void {
  const [channel, touchpointId] = [textIn(row, "channel"), textIn(row, "touchpointId")];
  if (channel === undefined || touchpointId === undefined) return;
  const touchpoint = context.rowsById.get("touchpoints")?.get(touchpointId);
  if (touchpoint === undefined) return;
  const channels = listIn(touchpoint, "channels");
  if (channels.length > 0 && !channels.includes(channel)) {
    note("channel", "channel-not-allowed", `is none of the channels of ${JSON.stringify(touchpointId)}`, channel);
  }
}

/** Notes a score that is off its scale, whole or not. */
export function checkRange(value: unknown, path: string, [min, max]: readonly [number, number], note: Note): void {
  if (typeof value !== "number" || !Number.isFinite(value) || (value >= min && value <= max)) return;
  note(path, "out-of-range", `must be from ${min} to ${max}`, value);
}

/** Notes ids in a list of ids that are of no row. */
export function checkIdList(
  row: RawRow,
  field: string,
  known: ReadonlyMap<string, unknown> | undefined,
  to: string,
  note: Note,
): void {
  if (known === undefined) return;
  for (const [index, id] of listIn(row, field).entries()) {
    if (typeof id === "string" && id !== "" && !known.has(id)) noteUnknown(pathText([field, index]), to, id, note);
  }
}

/** The acquisition of a customer: a channel that there is, and no later than observed. */
export function checkAcquisition(row: RawRow, context: DatasetContext, note: Note): void {
  const acquisition = recordIn(row, "acquisition");
  if (acquisition === undefined) return;
  checkHappened(acquisition["at"], "acquisition.at", context, note);
  const id = textIn(acquisition, "channelId");
  const channels = context.rowsById.get("channels");
  if (id !== undefined && channels !== undefined && !channels.has(id)) {
    noteUnknown("acquisition.channelId", "channels", id, note);
  }
}
