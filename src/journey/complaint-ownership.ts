import type { Estimate } from "../core/estimate.ts";
import { fail } from "../core/metric-error.ts";
import type { Complaint } from "../model/complaint.ts";
import { readInstant } from "../time/instant.ts";
import { periodCalendar } from "../time/periods.ts";

/** A manager, and what they answer for. */
export interface ComplaintManager {
  /** The pseudonym that `handledBy` names. */
  readonly id: string;
  /** The parts of the business that they answer for. */
  readonly areas: readonly string[];
}

/** What is read of a complaint. */
export interface HandledComplaint extends Pick<Complaint, "area" | "handledBy"> {
  /** When it was settled: ISO 8601 with offset, epoch milliseconds, or a Date; absent or `null`: not yet. */
  readonly closedAt?: number | Date | string | null | undefined;
}

/** Options of {@link complaintOwnership}. */
export interface ComplaintOwnershipOptions {
  /** The month, as `"2024-05"`. */
  readonly month: string;
  /** IANA name of the zone whose calendar it is. */
  readonly timeZone: string;
}

/** One manager's month. */
export interface ManagerOwnership {
  /** The manager. */
  readonly managerId: string;
  /** Complaints of their areas that they handled personally and that were closed in the month. */
  readonly handled: number;
  /** Whether that is at least one. */
  readonly met: boolean;
}

/** Complaints that counted for nobody: each under the first reason that holds. */
export interface ComplaintLeftOut {
  /** Not closed yet. */
  readonly open: number;
  /** `closedAt` is no instant. */
  readonly invalidInstant: number;
  /** Closed in another month. */
  readonly otherMonth: number;
  /** Nobody dealt with it personally. */
  readonly handledByNobody: number;
  /** Somebody did who is no manager of the list. */
  readonly handledByOthers: number;
  /** A manager did for whom it was not of their area. */
  readonly otherArea: number;
}

/** How many managers dealt with a complaint themselves. */
export interface ComplaintOwnershipResult extends Estimate<"complaint-ownership", "proportion"> {
  /** The same as `value`: managers who met the rule over all. */
  readonly coverage: number | null;
  /** Managers who met it. */
  readonly met: number;
  /** Every manager, in the order of the list. */
  readonly managers: readonly ManagerOwnership[];
  /** Complaints that count. */
  readonly complaints: number;
  /** Areas of complaints closed in the month that no manager answers for, by code unit. */
  readonly areasWithoutManager: readonly string[];
  /** Complaints that do not count. */
  readonly leftOut: ComplaintLeftOut;
  /** What the figure means. */
  readonly definition: ComplaintOwnershipOptions;
}

/**
 * Does every senior manager deal personally with at least one complaint a month that involves their area?
 *
 * All managers are asked and no sample of them, so that the share has no interval.
 *
 * @formula coverage: managers with a complaint of their area, handled by them and closed in the month / managers
 *
 * @param managers - all who the rule holds for, with their areas
 * @param complaints - of any time; those that do not count are in `leftOut`
 * @param options - the month, and the zone whose calendar it is of
 * @returns a proportion in [0, 1], or `null` without managers
 * @throws {@link MetricError} `MANAGER_DUPLICATE`; `PERIOD_KEY_INVALID` for what is no month; `TIME_ZONE_UNKNOWN`
 *
 * @example
 * ```ts
 * import { complaintOwnership } from "customer-metrics/journey";
 *
 * const result = complaintOwnership(
 *   [{ id: "m1", areas: ["front-desk"] }, { id: "m2", areas: ["kitchen"] }],
 *   [
 *     { handledBy: "m1", area: "front-desk", closedAt: "2024-05-03T10:00:00Z" },
 *     { handledBy: "m2", area: "front-desk", closedAt: "2024-05-03T10:00:00Z" },
 *   ],
 *   { month: "2024-05", timeZone: "UTC" },
 * );
 * result.coverage; // => 0.5
 * result.leftOut.otherArea; // => 1
 * ```
 */
export function complaintOwnership(
  managers: readonly ComplaintManager[],
  complaints: Iterable<HandledComplaint>,
  options: ComplaintOwnershipOptions,
): ComplaintOwnershipResult {
  const { month, timeZone } = options;
  const calendar = periodCalendar({ every: "month", timeZone });
  const index = calendar.parseKey(month);
  const [from, to] = [calendar.start(index), calendar.end(index)];
  const handledBy = new Map<string, number>();
  const areasOf = new Map<string, ReadonlySet<string>>();
  for (const { id, areas } of managers) {
    if (areasOf.has(id)) fail("MANAGER_DUPLICATE", "Cannot use managers as their ids must differ", id);
    areasOf.set(id, new Set(areas));
    handledBy.set(id, 0);
  }
  const owned = new Set(managers.flatMap(({ areas }) => areas));
  const unowned = new Set<string>();
  const leftOut = {
    open: 0,
    invalidInstant: 0,
    otherMonth: 0,
    handledByNobody: 0,
    handledByOthers: 0,
    otherArea: 0,
  };
  let counted = 0;
  for (const { area, closedAt, handledBy: by } of complaints) {
    if (closedAt === null || closedAt === undefined) {
      leftOut.open += 1;
      continue;
    }
    const at = readInstant(closedAt);
    if (at === null) leftOut.invalidInstant += 1;
    else if (at < from || at >= to) leftOut.otherMonth += 1;
    else {
      if (!owned.has(area)) unowned.add(area);
      const areas = by === null || by === undefined ? undefined : areasOf.get(by);
      if (by === null || by === undefined) leftOut.handledByNobody += 1;
      else if (areas === undefined) leftOut.handledByOthers += 1;
      else if (!areas.has(area)) leftOut.otherArea += 1;
      else {
        counted += 1;
        handledBy.set(by, handledBy.get(by)! + 1);
      }
    }
  }
  const figures = managers.map(({ id }): ManagerOwnership => {
    const handled = handledBy.get(id)!;
    return { managerId: id, handled, met: handled > 0 };
  });
  const met = figures.filter((manager) => manager.met).length;
  const n = figures.length;
  const coverage = n === 0 ? null : met / n;
  return {
    metric: "complaint-ownership",
    value: coverage,
    unit: "proportion",
    n,
    interval: null,
    coverage,
    met,
    managers: figures,
    complaints: counted,
    areasWithoutManager: [...unowned].sort(),
    leftOut,
    definition: { month, timeZone },
    notes: [n === 0 ? "no-managers" : "all-managers-are-no-sample"],
  };
}
