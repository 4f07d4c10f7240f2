import type { CoxTable } from "./cox-table.ts";
import { groupsOf, leavesOf, orderOf } from "./cox-order.ts";
import { standardised } from "./cox-standardised.ts";
import { distinctTimes, timeCodes } from "./cox-times.ts";

/**
 * The rows of a regression in the order in which risk sets grow: by stratum, then by time, the last first,
 * and of one time the events first. All rows of a stratum and time are a group.
 *
 * Row i is at risk at the times of the groups from its own up to (not including) `leaves[i]`.
 */
export interface CoxSample {
  readonly names: readonly string[];
  /** Covariates. */
  readonly size: number;
  /** Rows as given: each stands for itself, or for `count`. */
  readonly n: number;
  readonly events: number;
  readonly strata: readonly CoxStratum[];
  /** Distinct times, ascending; those within the tie tolerance are one. */
  readonly times: Float64Array;
  /** Each group's place in `times`. */
  readonly groupTime: Int32Array;
  /** Where the rows of each group begin, and at the end the number of rows. */
  readonly groupFrom: Int32Array;
  /** Where its events end. */
  readonly groupEventsTo: Int32Array;
  /** How many events it has, and what they weigh. */
  readonly deaths: Float64Array;
  readonly deathWeight: Float64Array;
  /** The covariates row by row, less the stratum's centre, over `scale`. */
  readonly x: Float64Array;
  /** Scale of each covariate: its standard deviation within strata; 0 for one that is constant in each. */
  readonly scale: Float64Array;
  /** 1 for a row that ended with the event. */
  readonly event: Uint8Array;
  /** What each row weighs: its weight times its count. */
  readonly weight: Float64Array;
  readonly count: Float64Array | null;
  /** The first group in which a row is not at risk any more; `null` without delayed entry. */
  readonly leaves: Int32Array | null;
  /** Rows by `leaves`, ascending. */
  readonly leaving: Int32Array | null;
  /** Cluster of each row, −1 for a row that is its own; `null` when all are. */
  readonly cluster: Int32Array | null;
  readonly clusters: number;
  /** Place of each row in the table. */
  readonly order: Int32Array;
  readonly table: CoxTable;
}

/** A stratum: its groups, and the covariates at which its `x` is 0. */
export interface CoxStratum {
  /** `null` when there are no strata. */
  readonly label: string | null;
  readonly fromGroup: number;
  readonly toGroup: number;
  readonly center: Float64Array;
}

/** Orders and centres the rows of a table. */
export function coxSample(table: CoxTable, tieTolerance: number): CoxSample {
  const times = distinctTimes(table.time, table.entry, tieTolerance);
  const timeCode = timeCodes(table.time, times);
  const { names, event, stratum, count } = table;
  const rows = table.time.length;
  const strata = Math.max(1, stratum?.labels.length ?? 1);
  const order = orderOf(timeCode, times.length, event, stratum?.codes ?? null, strata);
  const weight = new Float64Array(rows);
  for (let i = 0; i < rows; i++) {
    const at = order[i];
    weight[i] = (table.weight === null ? 1 : table.weight[at]) * (count === null ? 1 : count[at]);
  }
  const orderedCount = count && Float64Array.from(order, (at) => count[at]);
  const groups = groupsOf(order, timeCode, event, stratum?.codes ?? null, strata);
  const { groupFrom, groupEventsTo, groupTime, groupsTo } = groups;

  const size = names.length;
  const groupCount = groupTime.length;
  const deaths = new Float64Array(groupCount);
  const deathWeight = new Float64Array(groupCount);
  let events = 0;
  for (let group = 0; group < groupCount; group++) {
    for (let i = groupFrom[group]; i < groupEventsTo[group]; i++) {
      deaths[group] += orderedCount === null ? 1 : orderedCount[i];
      deathWeight[group] += weight[i];
    }
    events += deaths[group];
  }
  const rowTo = Array.from(groupsTo, (group) => groupFrom[group]);
  const { x, centers, scale } = standardised(table.covariates, order, orderedCount, rowTo);
  const { leaves, leaving } = table.entry
    ? leavesOf(table.entry, timeCodes(table.entry, times), order, groupTime, groupFrom, groupsTo)
    : { leaves: null, leaving: null };
  const { cluster } = table;
  return {
    names,
    size,
    n: orderedCount === null ? rows : orderedCount.reduce((sum, copies) => sum + copies, 0),
    events,
    strata: Array.from({ length: strata }, (_, s) => ({
      label: stratum?.labels[s] ?? null,
      fromGroup: s === 0 ? 0 : groupsTo[s - 1],
      toGroup: groupsTo[s],
      center: centers.subarray(s * size, (s + 1) * size),
    })),
    times,
    groupTime,
    groupFrom,
    groupEventsTo,
    deaths,
    deathWeight,
    x,
    scale,
    event: Uint8Array.from(order, (at) => event[at]),
    weight,
    count: orderedCount,
    leaves,
    leaving,
    cluster: cluster && Int32Array.from(order, (at) => cluster.codes[at]),
    clusters: cluster?.labels.length ?? 0,
    order,
    table,
  };
}
