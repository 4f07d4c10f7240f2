import { fail } from "../core/metric-error.ts";
import type { Interaction } from "../model/interaction.ts";
import type { Touchpoint } from "../model/touchpoint.ts";
import { instantToIso, readInstant } from "../time/instant.ts";
import { checkRows } from "./promise-outcomes.ts";
import { rowFields } from "./row-fields.ts";

/** A row under the names of the XES standard extensions, as process mining tools read them. */
export interface EventLogRow {
  /** The case. */
  readonly "case:concept:name": string;
  /** The activity: the touchpoint's name. */
  readonly "concept:name": string;
  /** ISO 8601, UTC. */
  readonly "time:timestamp": string;
  /** Where the interaction has an end, `start` and `complete`; `complete` alone where it has none. */
  readonly "lifecycle:transition": "start" | "complete";
  /** The pair that `start` and `complete` belong to: the interaction's id. */
  readonly "concept:instance": string;
  /** Who did it, where known. */
  readonly "org:resource"?: string;
  /** Which team did, where known. */
  readonly "org:group"?: string;
  /** Through which channel, where known. */
  readonly channel?: string;
  /** Whose. */
  readonly customerId: string;
}

/** What a case is, and how activities are called. */
export interface EventLogOptions {
  /**
   * What interactions are put together by.
   * @defaultValue `"journey"`
   */
  readonly case?: "journey" | "customer" | undefined;
  /** Names of touchpoints; ids stand for those that are missing. */
  readonly touchpoints?: readonly Pick<Touchpoint, "id" | "name">[] | undefined;
  /**
   * Whether interactions with an end have a row for it.
   * @defaultValue `true`
   */
  readonly lifecycle?: boolean | undefined;
}

/** Rows for a process mining tool. */
export interface EventLog {
  /** By case in order of first appearance, then by instant, `sequence` and place. */
  readonly rows: readonly EventLogRow[];
  /** Cases. */
  readonly cases: number;
  /** Interactions without a case, or with an instant that cannot be read. */
  readonly leftOut: { readonly "no-case": number; readonly "instant-invalid": number };
}

/**
 * Interactions as the rows of an event log, under the names that XES gives them: case, activity, timestamp, lifecycle, resource.
 *
 * @param interactions - in any order
 * @param options - see {@link EventLogOptions}
 * @throws {@link MetricError} `OPTIONS_INVALID`, `SOURCE_INVALID`
 * @see IEEE Std 1849-2023, eXtensible Event Stream (XES).
 *
 * @example
 * ```ts
 * import { toEventLog } from "customer-metrics/journey";
 *
 * const { rows } = toEventLog(
 *   [{ id: "i1", customerId: "c1", journeyId: "j1", touchpointId: "desk", startedAt: "2025-03-09T10:30:00+01:00", ownerTeam: "front" }],
 *   { touchpoints: [{ id: "desk", name: "Check-in" }] },
 * );
 * rows[0]; // => { "case:concept:name": "j1", "concept:name": "Check-in", "time:timestamp": "2025-03-09T09:30:00.000Z", "org:group": "front" }
 * ```
 */
export function toEventLog(interactions: Iterable<Interaction>, options: EventLogOptions = {}): EventLog {
  const { case: by = "journey", touchpoints = [], lifecycle = true } = options;
  if (by !== "journey" && by !== "customer") {
    fail("OPTIONS_INVALID", 'Cannot write the log as case must be "journey" or "customer"', by);
  }
  if (typeof interactions !== "object" || interactions?.[Symbol.iterator] === undefined) {
    fail("SOURCE_INVALID", "Cannot write the log as interactions must be iterable", interactions);
  }
  checkRows("touchpoints", touchpoints);
  const names = new Map(Array.from(touchpoints, rowFields).map(({ id, name }) => [id, name]));
  const cases = new Map<string, Placed[]>();
  const leftOut = { "no-case": 0, "instant-invalid": 0 };
  for (const interaction of interactions) {
    const id = by === "journey" ? interaction?.journeyId : interaction?.customerId;
    const at = readInstant(interaction?.startedAt);
    const endedAt = interaction?.endedAt ?? null;
    const end = endedAt === null ? null : readInstant(endedAt);
    if (typeof id !== "string") leftOut["no-case"] += 1;
    else if (at === null || (endedAt !== null && end === null)) leftOut["instant-invalid"] += 1;
    else {
      let events = cases.get(id);
      if (events === undefined) cases.set(id, (events = []));
      const hasEnd = lifecycle && end !== null;
      events.push({ interaction, at, step: hasEnd ? "start" : "complete" });
      if (hasEnd) events.push({ interaction, at: end, step: "complete" });
    }
  }
  const rows: EventLogRow[] = [];
  for (const [id, events] of cases) {
    // The sort is stable, so events of one instant and sequence keep their place.
    events.sort((a, b) => a.at - b.at || (a.interaction.sequence ?? 0) - (b.interaction.sequence ?? 0));
    for (const { interaction, at, step } of events) {
      const { touchpointId, employeeId, ownerTeam, channel, customerId } = interaction;
      rows.push({
        "case:concept:name": id,
        "concept:name": names.get(touchpointId) ?? touchpointId,
        "time:timestamp": instantToIso(at),
        "lifecycle:transition": step,
        "concept:instance": interaction.id,
        ...(employeeId === undefined ? {} : { "org:resource": employeeId }),
        ...(ownerTeam === undefined ? {} : { "org:group": ownerTeam }),
        ...(channel === undefined ? {} : { channel }),
        customerId,
      });
    }
  }
  return { rows, cases: cases.size, leftOut };
}

interface Placed {
  readonly interaction: Interaction;
  readonly at: number;
  readonly step: "start" | "complete";
}
