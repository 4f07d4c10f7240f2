import { type KaplanMeierOptions, kaplanMeierOf, type KaplanMeierResult } from "./kaplan-meier.ts";
import { recordOf } from "./survival-labels.ts";
import type { SurvivalObservation } from "./survival-reading.ts";
import { groupedCountsOf, type GroupedSurvivalSource, type GroupReadingOptions } from "./survival-source.ts";

/**
 * A Kaplan-Meier curve a group: survival by plan, by country, by the month of the start.
 *
 * @param source - columns with `group`, rows, or states by group (of `tallySurvivalBy`)
 * @param options - as for `kaplanMeier`, and `group` for rows
 * @returns curves by group, in the order of their code units
 * @throws {@link MetricError} `GROUP_REQUIRED`, `GROUP_INVALID`, and as `kaplanMeier`
 *
 * @example
 * ```ts
 * import { kaplanMeierBy, survivalAt } from "customer-metrics/churn";
 *
 * const curves = kaplanMeierBy({ time: [2, 6, 3, 9], event: [1, 0, 1, 0], group: ["pro", "pro", "free", "free"] });
 * Object.keys(curves); // => ["free", "pro"]
 * survivalAt(curves["pro"]!, 5).value; // => 0.5
 * ```
 */
export function kaplanMeierBy<Row = SurvivalObservation>(
  source: GroupedSurvivalSource<Row>,
  options: KaplanMeierOptions<Row> & GroupReadingOptions<Row> = {},
): { [group: string]: KaplanMeierResult } {
  const { names, counts } = groupedCountsOf(source, options);
  return recordOf(names, (place) => kaplanMeierOf(counts[place], options));
}
