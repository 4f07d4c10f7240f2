import { fail } from "../core/metric-error.ts";
import type { Dataset } from "../model/dataset.ts";
import { instantToIso, readInstant } from "../time/instant.ts";
import type { Ocel2, OcelEvent, OcelObject, OcelRelationship, OcelValueType } from "./ocel-model.ts";

/** The lists of a data set that become events and objects. */
export type OcelSource = Pick<
  Dataset,
  "customers" | "touchpoints" | "journeys" | "interactions" | "promises" | "complaints"
>;

/** An object-centric event log, and what is not in it. */
export interface OcelWriting {
  /** For `JSON.stringify`. */
  readonly log: Ocel2;
  /** Events whose instant cannot be read. */
  readonly leftOut: { readonly "instant-invalid": number };
  /** Objects that are mentioned and are in no list: they are in the log, without attributes. */
  readonly mentionedOnly: number;
}

/**
 * A data set as an object-centric event log (OCEL 2.0, JSON): interactions, what became of promises and complaints as events;
 * customers, journeys, touchpoints, promises and complaints as objects that they have to do with. Free text is not in it.
 *
 * Ids are prefixed with what they are of, as in `customer:c1`, because OCEL has one name space for all objects and one for all events.
 *
 * @param dataset - lists of a {@link Dataset}; each may be absent
 * @returns a log in which every relationship leads to an object and every value has its declared type
 * @throws {@link MetricError} `SOURCE_INVALID`
 * @see Berti et al., "OCEL (Object-Centric Event Log) 2.0 Specification", 2024.
 *
 * @example
 * ```ts
 * import { toOcel2 } from "customer-metrics/journey";
 *
 * const { log } = toOcel2({
 *   touchpoints: [{ id: "desk", name: "Check-in", kind: "human" }],
 *   interactions: [{ id: "i1", customerId: "c1", touchpointId: "desk", startedAt: "2025-03-09T10:30:00+01:00", emotion: 1 }],
 * });
 * log.events[0]; // => { id: "interaction:i1", type: "Check-in", time: "2025-03-09T09:30:00.000Z", attributes: [{ name: "emotion", value: 1 }] }
 * log.events[0]!.relationships; // => [{ objectId: "customer:c1", qualifier: "customer" }, { objectId: "touchpoint:desk", qualifier: "touchpoint" }]
 * log.objects.map(({ id }) => id); // => ["touchpoint:desk", "customer:c1"]
 * ```
 */
export function toOcel2(dataset: OcelSource): OcelWriting {
  if (typeof dataset !== "object" || dataset === null) {
    fail("SOURCE_INVALID", "Cannot write the log as dataset must be an object of lists", dataset);
  }
  const log = new Writer();
  for (const { id, kind, segment, status } of dataset.customers ?? []) {
    log.object("customer", id, { kind: ["string", kind], segment: ["string", segment], status: ["string", status] });
  }
  for (const { id, kind, ownerTeam } of dataset.touchpoints ?? []) {
    log.object("touchpoint", id, { kind: ["string", kind], ownerTeam: ["string", ownerTeam] });
  }
  for (const { id, customerId, definitionId, status, converted, value } of dataset.journeys ?? []) {
    const attributes = {
      definitionId: ["string", definitionId],
      status: ["string", status],
      converted: ["boolean", converted],
      value: ["float", value],
    } as const;
    log.object("journey", id, attributes, [["customer", customerId]]);
  }
  const names = new Map((dataset.touchpoints ?? []).map(({ id, name }) => [id, name]));
  for (const row of dataset.interactions ?? []) {
    const { id, customerId, touchpointId, journeyId, startedAt } = row;
    const attributes = {
      channel: ["string", row.channel],
      initiator: ["string", row.initiator],
      ownerTeam: ["string", row.ownerTeam],
      endedAt: ["time", row.endedAt],
      emotion: ["integer", row.emotion],
      effort: ["integer", row.effort],
      personalised: ["boolean", row.personalised],
      extraMileMinutes: ["float", row.extraMileMinutes],
    } as const;
    const related = [
      ["customer", customerId],
      ["touchpoint", touchpointId],
      ["journey", journeyId],
    ] as const;
    log.event(`interaction:${id}`, names.get(touchpointId) ?? touchpointId, startedAt, attributes, related);
  }
  for (const row of dataset.promises ?? []) {
    const { id, customerId, touchpointId, journeyId } = row;
    const whose = [
      ["customer", customerId],
      ["touchpoint", touchpointId],
      ["journey", journeyId],
    ] as const;
    log.object("promise", id, { dueAt: ["time", row.dueAt], exceeded: ["boolean", row.exceeded] }, [
      ...whose,
      ["promise", row.renegotiatedFrom, "renegotiatedFrom"],
    ]);
    const related = [["promise", id] as const, ...whose];
    log.event(`promise-made:${id}`, "Promise made", row.madeAt, {}, related);
    if (isGiven(row.fulfilledAt))
      log.event(`promise-fulfilled:${id}`, "Promise fulfilled", row.fulfilledAt, {}, related);
    if (isGiven(row.cancelledAt)) {
      log.event(
        `promise-cancelled:${id}`,
        "Promise cancelled",
        row.cancelledAt,
        { by: ["string", row.cancelledBy] },
        related,
      );
    }
  }
  for (const { id, customerId, area, openedAt, closedAt } of dataset.complaints ?? []) {
    log.object("complaint", id, { area: ["string", area] }, [["customer", customerId]]);
    const related = [
      ["complaint", id],
      ["customer", customerId],
    ] as const;
    log.event(`complaint-opened:${id}`, "Complaint opened", openedAt, {}, related);
    if (isGiven(closedAt)) log.event(`complaint-closed:${id}`, "Complaint closed", closedAt, {}, related);
  }
  return log.written();
}

type Attributes = { readonly [name: string]: readonly [OcelValueType, string | number | boolean | null | undefined] };
/** What kind of object, its id, and as what where that is not its kind. */
type Related = readonly [kind: string, id: string | null | undefined, qualifier?: string];
/** OCEL's writing for what has held since ever. */
const since = "1970-01-01T00:00:00.000Z";

class Writer {
  readonly #objects = new Map<string, OcelObject>();
  readonly #mentioned = new Map<string, string>();
  readonly #events: (OcelEvent & { readonly at: number })[] = [];
  readonly #objectTypes: Types = new Map();
  readonly #eventTypes: Types = new Map();
  #invalid = 0;

  object(kind: string, id: string, attributes: Attributes, related: readonly Related[] = []): void {
    const values = this.#values(this.#objectTypes, kind, attributes).map((each) => ({ ...each, time: since }));
    const object = { id: `${kind}:${id}`, type: kind, attributes: values, relationships: this.#related(related) };
    this.#objects.set(object.id, object);
  }

  event(id: string, type: string, time: string, attributes: Attributes, related: readonly Related[]): void {
    const at = readInstant(time);
    if (at === null) {
      this.#invalid += 1;
      return;
    }
    const values = this.#values(this.#eventTypes, type, attributes);
    const relationships = this.#related(related);
    this.#events.push({ at, id, type, time: instantToIso(at), attributes: values, relationships });
  }

  written(): OcelWriting {
    let mentionedOnly = 0;
    for (const [id, type] of this.#mentioned) {
      if (this.#objects.has(id)) continue;
      mentionedOnly += 1;
      this.#values(this.#objectTypes, type, {});
      this.#objects.set(id, { id, type, attributes: [], relationships: [] });
    }
    const log = {
      objectTypes: typesOf(this.#objectTypes),
      eventTypes: typesOf(this.#eventTypes),
      objects: [...this.#objects.values()],
      events: this.#events.sort((a, b) => a.at - b.at).map(({ at: _, ...event }) => event),
    };
    return { log, leftOut: { "instant-invalid": this.#invalid }, mentionedOnly };
  }

  #values(types: Types, type: string, attributes: Attributes): { name: string; value: string | number | boolean }[] {
    let known = types.get(type);
    if (known === undefined) types.set(type, (known = new Map()));
    const values: { name: string; value: string | number | boolean }[] = [];
    for (const [name, [valueType, given]] of Object.entries(attributes)) {
      const value = typed(given, valueType);
      if (value === null) continue;
      known.set(name, valueType);
      values.push({ name, value });
    }
    return values;
  }

  #related(related: readonly Related[]): OcelRelationship[] {
    const found: OcelRelationship[] = [];
    for (const [kind, id, qualifier = kind] of related) {
      if (!isGiven(id)) continue;
      this.#mentioned.set(`${kind}:${id}`, kind);
      found.push({ objectId: `${kind}:${id}`, qualifier });
    }
    return found;
  }
}

type Types = Map<string, Map<string, OcelValueType>>;

function typesOf(types: Types): { name: string; attributes: { name: string; type: OcelValueType }[] }[] {
  return [...types].map(([name, attributes]) => ({
    name,
    attributes: [...attributes].map(([attribute, type]) => ({ name: attribute, type })),
  }));
}

/** The value if it is of the type, times in UTC; `null` otherwise. */
function typed(
  value: string | number | boolean | null | undefined,
  type: OcelValueType,
): string | number | boolean | null {
  if (value === null || value === undefined) return null;
  if (type === "time") {
    const at = readInstant(value);
    return at === null ? null : instantToIso(at);
  }
  if (type === "integer") return Number.isSafeInteger(value) ? value : null;
  if (type === "float") return Number.isFinite(value) ? value : null;
  return typeof value === type ? value : null;
}

function isGiven<Value>(value: Value | null | undefined): value is Value {
  return value !== null && value !== undefined;
}
