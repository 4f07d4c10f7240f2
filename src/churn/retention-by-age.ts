import type { Interval } from "../core/estimate.ts";
import type { RetentionCells } from "./retention-cells.ts";
import type { RetentionPlan } from "./retention-options.ts";

/** All cohorts at one age, each customer weighing the same. */
export interface RetentionByAge {
  /** The age, or the first of a bracket. */
  readonly from: number;
  /** The last age of a bracket, else the same age; `null` in mode `"unbounded"`, which means any later. */
  readonly to: number | null;
  /** Cohorts with customers whose cell is complete; on the elapsed clock, with customers whose window has ended. */
  readonly cohorts: number;
  /** Customers in those cells. */
  readonly n: number;
  /** How many of them were active. */
  readonly retained: number;
  /** retained / n, or `null` where no cohort has come to this age. */
  readonly share: number | null;
  /** How sure `share` is, or `null` as `share`, if none was asked for, and for recurring cohorts, where one customer counts often. */
  readonly interval: Interval | null;
  /** Mean of the cohorts' shares, each cohort weighing the same: the average that small cohorts move most. */
  readonly meanShare: number | null;
  /** Revenue in those cells in minor units, or `null` where no row has an amount. */
  readonly revenue: number | null;
}

/** Adds up the columns of a table over the cells that are complete. */
export function retentionByAge(cells: RetentionCells, plan: RetentionPlan): RetentionByAge[] {
  const { definition, slotCalendar, lastComplete, intervalOf } = plan;
  const { cohorts, ranges, observed } = cells;
  const isRecurring = definition.cohorts === "recurring";
  return ranges.map(([from, to], column) => {
    const sum = { cohorts: 0, n: 0, retained: 0, shares: 0, revenue: 0 };
    for (let row = 0; row < cohorts.length; row++) {
      const at = row * ranges.length + column;
      const n = observed[at]!;
      if (n === 0 || (slotCalendar !== null && cohorts[row]! + to > lastComplete)) continue;
      sum.cohorts += 1;
      sum.n += n;
      sum.retained += cells.retained[at]!;
      sum.shares += cells.retained[at]! / n;
      sum.revenue += cells.revenue?.[at] ?? 0;
    }
    return {
      from,
      to: definition.mode === "unbounded" ? null : to,
      cohorts: sum.cohorts,
      n: sum.n,
      retained: sum.retained,
      share: sum.n === 0 ? null : sum.retained / sum.n,
      interval: isRecurring ? null : intervalOf(sum.retained, sum.n),
      meanShare: sum.cohorts === 0 ? null : sum.shares / sum.cohorts,
      revenue: cells.revenue === null ? null : sum.revenue,
    };
  });
}
