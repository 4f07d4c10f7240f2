import type { MigrationNote } from "./migrate-dataset-note.ts";
import { isBlank, leftover, moved, nothing } from "./migrate-dataset-row.ts";
import { decimalsOf, minorUnits } from "./migrate-dataset-money.ts";
import { isRecord, listIn, type RawRow, textIn } from "./raw-row.ts";

type Decide = (note: MigrationNote) => void;
type Migrate = (row: RawRow) => RawRow;

/** From 1.0-draft to 1.0. */
export function fromDraft(draft: RawRow, decide: Decide): RawRow {
  const currency = oneCurrency(listIn(draft, "transactions"));
  const toMinor = (amount: unknown): unknown => {
    if (currency === undefined && typeof amount === "number") decide("currency-unknown");
    return minorUnits(amount, decimalsOf(currency));
  };
  const [definitions, journeys] = parted(listIn(draft, "journeys"), (row) => row["stages"] !== undefined);
  const [templates, promises] = parted(listIn(draft, "promises"), (row) => row["withinMinutes"] !== undefined);
  const touchpoints = listIn(draft, "touchpoints").filter(isRecord);
  const homeless = templates.filter((template) => !touchpoints.some(({ id }) => id === template["touchpointId"]));
  if (homeless.length > 0) decide("template-without-touchpoint");
  const migrated: { [key: string]: unknown } = {
    ...pick(draft, ["asOf", "timeZone", "servicePersonality"]),
    schemaVersion: "1.0",
    ...(currency === undefined ? nothing : { currency }),
    ...list("customers", draft["customers"], (row) => customer(row, toMinor)),
    ...list("touchpoints", draft["touchpoints"], (row) => touchpoint(row, templates)),
    ...list("journeyDefinitions", definitions.length > 0 ? definitions : undefined, definition),
    ...list("journeys", Array.isArray(draft["journeys"]) ? journeys : draft["journeys"], (row) =>
      journey(row, toMinor),
    ),
    ...list("interactions", draft["interactions"], interaction),
    ...list("promises", Array.isArray(draft["promises"]) ? promises : draft["promises"], (row) => promise(row, decide)),
    ...list("responses", draft["responses"], response),
    ...list("transactions", draft["transactions"], (row) => transaction(row, toMinor)),
  };
  const costs = listIn(draft, "transactions").flatMap((row) => costToServe(row, toMinor));
  if (costs.length > 0) migrated["costs"] = costs;
  const ratings = listIn(draft, "interactions").flatMap(traitRatings);
  if (ratings.length > 0) migrated["traitRatings"] = ratings;
  const known = [...Object.keys(migrated), "schemaVersion", "journeys", "promises"];
  const rest = leftover(homeless.length > 0 ? { ...draft, promiseTemplates: homeless } : draft, known);
  return { ...migrated, ...rest };
}

function customer(row: RawRow, toMinor: (amount: unknown) => unknown): RawRow {
  const { acquisitionCost: cost, firstSeen, relationship } = row;
  return moved(
    row,
    ["id", "segment", "status", "churnedAt"],
    {
      firstSeenAt: firstSeen,
      relationship: relationship === "dedicated" ? "dedicated-assistance" : relationship,
      acquisition: isBlank(cost) ? null : { cost: toMinor(cost) },
    },
    ["acquisitionCost", "firstSeen", "relationship"],
  );
}

function touchpoint(row: RawRow, templates: readonly RawRow[]): RawRow {
  const own = templates.filter(({ touchpointId }) => touchpointId === row["id"]);
  const promises = own.map(({ what, withinMinutes }, index) => ({
    id: `${String(row["id"])}/${index + 1}`,
    what,
    ...(isBlank(withinMinutes) ? nothing : { within: { amount: withinMinutes, unit: "minute" } }),
  }));
  const { criticalNonEssential } = row;
  const fields = ["id", "name", "kind", "channels", "ownership", "ownerTeam", "journeyDefinitionId", "momentOfTruth"];
  // What is not a critical non-essential may be the core or peripheral: the draft did not say.
  const isCritical = criticalNonEssential === true;
  return moved(
    row,
    [...fields, "audience"],
    {
      stageId: row["stage"],
      essentiality: isCritical ? "critical-non-essential" : null,
      promises: promises.length > 0 ? promises : null,
    },
    isCritical ? ["stage", "criticalNonEssential"] : ["stage"],
  );
}

function definition(row: RawRow): RawRow {
  const stages = listIn(row, "stages").map((stage) => (typeof stage === "string" ? { id: stage } : stage));
  return moved(row, ["id", "version", "name", "goalTouchpointId"], { stages }, ["stages"]);
}

function journey(row: RawRow, toMinor: (amount: unknown) => unknown): RawRow {
  const fields = ["id", "definitionId", "customerId", "startedAt", "endedAt", "status", "converted"];
  return moved(row, fields, { value: toMinor(row["value"]) }, ["value"]);
}

function interaction(row: RawRow): RawRow {
  const fields = ["id", "customerId", "journeyId", "touchpointId", "channel", "initiator", "startedAt", "endedAt"];
  return moved(row, [...fields, "emotion", "effort", "personalised", "extraMileMinutes", "ownerTeam"], nothing, traits);
}

const traits: readonly string[] = ["warm", "prompt", "personal"];

function traitRatings(row: unknown): RawRow[] {
  if (!isRecord(row)) return [];
  return traits.flatMap((traitId) => {
    const score = row[traitId];
    if (isBlank(score)) return [];
    const about = {
      touchpointId: row["touchpointId"],
      interactionId: row["id"],
      channel: row["channel"],
      at: row["startedAt"],
    };
    return [moved({ traitId, score, scale: { min: 1, max: 5 } }, ["traitId", "score", "scale"], about, [])];
  });
}

function promise(row: RawRow, decide: Decide): RawRow {
  const { cancelled, exceededBy, madeAt } = row;
  const fields = ["id", "customerId", "journeyId", "interactionId", "touchpointId", "channel", "what", "madeAt"];
  if (cancelled === true) decide("cancelled-as-made");
  const isExceeded = !isBlank(exceededBy);
  return moved(
    row,
    [...fields, "dueAt", "fulfilledAt"],
    {
      exceeded: isExceeded ? true : null,
      evidence: isExceeded ? [{ kind: "log", note: String(exceededBy) }] : null,
      cancelledAt: cancelled === true ? madeAt : null,
    },
    typeof cancelled === "boolean" ? ["exceededBy", "cancelled"] : ["exceededBy"],
  );
}

function response(row: RawRow): RawRow {
  const { scaleMin: min, scaleMax: max } = row;
  const fields = ["id", "customerId", "journeyId", "interactionId", "metric", "score", "askedAt", "answeredAt"];
  // All scales of the draft run from bad to good: its effort scale ends at "very easy".
  const scale = { min, max, higherIsBetter: true };
  return moved(row, [...fields, "comment"], { scale }, ["scaleMin", "scaleMax"], "attributes");
}

function transaction(row: RawRow, toMinor: (amount: unknown) => unknown): RawRow {
  const { revenue, directCost } = row;
  const isRefund = typeof revenue === "number" && revenue < 0;
  return moved(
    row,
    ["id", "customerId", "at", "currency"],
    {
      amount: toMinor(isRefund ? -revenue : revenue),
      kind: isRefund ? "refund" : "purchase",
      cost: toMinor(directCost),
    },
    ["revenue", "directCost", "costToServe"],
    "attributes",
  );
}

function costToServe(row: unknown, toMinor: (amount: unknown) => unknown): RawRow[] {
  if (!isRecord(row) || isBlank(row["costToServe"])) return [];
  return [{ customerId: row["customerId"], at: row["at"], amount: toMinor(row["costToServe"]), activity: "serve" }];
}

/** A list under its name, its rows migrated. What is no list and what is no row stays, and is found by validation. */
function list(name: string, rows: unknown, migrate: Migrate): RawRow {
  if (rows === undefined) return nothing;
  return { [name]: Array.isArray(rows) ? rows.map((row: unknown) => (isRecord(row) ? migrate(row) : row)) : rows };
}

/** Rows of two kinds that share a table. */
function parted(rows: readonly unknown[], isFirst: (row: RawRow) => boolean): [first: RawRow[], rest: unknown[]] {
  const first: RawRow[] = [];
  const rest: unknown[] = [];
  for (const row of rows) {
    if (isRecord(row) && isFirst(row)) first.push(row);
    else rest.push(row);
  }
  return [first, rest];
}

function pick(row: RawRow, keys: readonly string[]): RawRow {
  return Object.fromEntries(keys.filter((key) => row[key] !== undefined).map((key) => [key, row[key]]));
}

function oneCurrency(transactions: readonly unknown[]): string | undefined {
  const found = new Set(transactions.map((row) => (isRecord(row) ? textIn(row, "currency") : undefined)));
  found.delete(undefined);
  return found.size === 1 ? [...found][0] : undefined;
}
