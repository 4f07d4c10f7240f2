import type { Accumulator } from "../../core/accumulator.ts";
import { fail } from "../../core/metric-error.ts";
import { namesAskedFor, readRow } from "./cox-reading.ts";
import { coxRegression } from "./cox-regression.ts";
import type { CoxRegressionOptions, CoxRegressionResult } from "./cox-result.ts";
import type { CoxRow } from "./cox-rows.ts";
import { addReading, type CoxState, emptyCoxState, mergeCoxStates } from "./cox-state.ts";
import { checkResolution } from "./survival-reading.ts";

/**
 * Cox regression as an {@link Accumulator}: for streams and shards.
 *
 * The fit of merged states is the fit of all rows. Coefficients of shards must never be averaged, so a state holds
 * the rows themselves, those alike folded: keep covariates coarse, and times with `resolution`.
 *
 * @param options - as for {@link coxRegression}; `covariates` must be given
 * @returns an accumulator of rows with a {@link CoxState}
 * @throws {@link MetricError} `COVARIATES_REQUIRED`, and as {@link coxRegression}
 *
 * @example Two shards, merged
 * ```ts
 * import { fold } from "customer-metrics";
 * import { coxRegressionAccumulator } from "customer-metrics/churn";
 *
 * type Row = { months: number; left: boolean; annual: boolean };
 * const accumulator = coxRegressionAccumulator({
 *   time: (row: Row) => row.months,
 *   event: (row) => row.left,
 *   covariates: { annual: (row) => row.annual },
 * });
 * const east = fold(accumulator, [{ months: 3, left: true, annual: false }, { months: 9, left: false, annual: true }]);
 * const west = fold(accumulator, [{ months: 5, left: true, annual: true }, { months: 7, left: true, annual: false }]);
 * const fit = accumulator.result(accumulator.merge(east, west));
 * fit; // => { status: "converged", n: 4, events: 3 }
 * ```
 */
export function coxRegressionAccumulator<Row = CoxRow>(
  options: CoxRegressionOptions<Row> & Required<Pick<CoxRegressionOptions<Row>, "covariates">>,
): Accumulator<Row, CoxState, CoxRegressionResult> {
  const names =
    namesAskedFor(options) ?? fail("COVARIATES_REQUIRED", "Cannot count rows as covariates must be given", undefined);
  const resolution = checkResolution(options.resolution);
  return {
    empty: () => emptyCoxState(names, resolution),
    add: (state, row) => addReading(state, readRow(row, names, options), options.onInvalid),
    merge: mergeCoxStates,
    result: (state) => coxRegression(state, options),
  };
}
