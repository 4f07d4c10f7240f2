import type { Accumulator } from "../core/accumulator.ts";
import type { PeriodCalendar } from "../time/periods.ts";
import type { ActivityFrame } from "./activity-options.ts";
import { findingOf, offendingCell, readActivity, readActivityRow, type ActivityRow } from "./activity-row.ts";
import { activityKind, addActivity, emptyActivityState, mergeActivity, type ActivityState } from "./activity-state.ts";

/**
 * An accumulator over {@link ActivityState}; the metrics differ only in how they read it.
 *
 * It cannot see that an id repeats: for that it would have to keep them all.
 */
export function activityAccumulator<Result>(
  { rules }: ActivityFrame,
  calendar: PeriodCalendar | null,
  result: (state: ActivityState) => Result,
): Accumulator<ActivityRow, ActivityState, Result> {
  const kind = activityKind(calendar);
  const read = readActivity();
  return {
    empty: () => emptyActivityState(kind, rules.currency ?? null),
    add: (state, row) => {
      const code = readActivityRow(row, rules, read);
      if (code === null) addActivity(state, read, calendar === null ? read.at : calendar.bucket(read.at));
      else {
        findingOf(state.usedRows, code, offendingCell(row, code), rules);
        state.leftOut[code] += 1;
      }
      return state;
    },
    merge: mergeActivity,
    result,
  };
}
