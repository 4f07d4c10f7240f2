import { type Accumulator, groupBy } from "../../core/accumulator.ts";
import { fail } from "../../core/metric-error.ts";
import { chiSquareSurvival } from "../../numeric/chi-square.ts";
import { quadraticForm } from "./log-rank-statistic.ts";
import { compareGroups, emptyComparison } from "./log-rank-sums.ts";
import { type StratifiedSource, stratifiedCountsOf, type StratumReadingOptions } from "./log-rank-source.ts";
import { hasFractions } from "./survival-counts.ts";
import { checkGroup } from "./survival-labels.ts";
import {
  checkTieTolerance,
  noneLeftOut,
  reasons,
  type SurvivalCurveOptions,
  type SurvivalLeftOut,
  type SurvivalObservation,
} from "./survival-reading.ts";
import type { SurvivalState } from "./survival-state.ts";
import { axisOf } from "./survival-table.ts";
import { survivalAccumulator } from "./survival-tally.ts";

/** Options of {@link logRank}. */
export interface LogRankOptions<Row = SurvivalObservation>
  extends StratumReadingOptions<Row>,
    Pick<SurvivalCurveOptions, "tieTolerance"> {
  /**
   * How much more early differences count: each event has the weight S(t−)^rho, with S the survival of all groups.
   * 0 is the log-rank test, 1 Peto and Peto's modification of the Wilcoxon test.
   * @defaultValue `0`
   */
  readonly rho?: number | undefined;
}

/** What a group did and what it would have done like all others. */
export interface LogRankGroup {
  readonly group: string;
  /** Observations, each as many as its weight says. */
  readonly n: number;
  /** Events. */
  readonly events: number;
  /** Events, weighted by S(t−)^rho. */
  readonly observed: number;
  /** What would be expected if all groups left alike, weighted in the same way. */
  readonly expected: number;
}

/** A test of whether groups leave at different times. */
export interface LogRankResult {
  readonly metric: "log-rank";
  /** The statistic, or `null` when there is nothing to compare. */
  readonly chiSquare: number | null;
  /** Its degrees of freedom: groups that were at risk with others at an event, less one. */
  readonly degreesOfFreedom: number;
  /** How likely a statistic as large is if all groups leave alike, or `null`. */
  readonly pValue: number | null;
  /** Observations of all groups. */
  readonly n: number;
  /** The groups, in the order of their code units. */
  readonly groups: readonly LogRankGroup[];
  /** Covariance of observed less expected, in the order of `groups`. */
  readonly variance: readonly (readonly number[])[];
  /** Rows of data counted. */
  readonly rows: number;
  /** What was not counted, and why. */
  readonly leftOut: SurvivalLeftOut;
  /** What the test follows. */
  readonly definition: {
    readonly rho: number;
    readonly strata: number;
    readonly tieTolerance: number;
    readonly resolution: number | null;
  };
  /** `"one-group"`, `"no-events"`, `"never-at-risk-together"`. */
  readonly notes: readonly string[];
}

/** A {@link SurvivalState} by stratum and group; without strata, the one stratum is `""`. */
export type LogRankState = { [stratum: string]: { [group: string]: SurvivalState } };

/**
 * The log-rank test and its relatives (G-rho): do groups leave at different times?
 *
 * At each time of an event it compares who left with who was at risk, within strata if there are any.
 *
 * @formula (O − E)' V⁻ (O − E), with the hypergeometric covariance V of the events at each time
 *
 * @param source - columns with `group` (and `stratum`), rows, states by group (of `tallySurvivalBy`), or a
 *   {@link LogRankState}
 * @param options - see {@link LogRankOptions}
 * @returns the statistic and its p-value, with its digits far into the tail (0 below 1e-308); both `null` when nothing can be compared
 * @throws {@link MetricError} `RHO_INVALID`, `GROUP_REQUIRED`, `GROUP_INVALID`, and as `kaplanMeier`
 * @see Mantel, "Evaluation of Survival Data and Two New Rank Order Statistics", Cancer Chemotherapy Reports 50, 1966;
 *   Harrington and Fleming, "A Class of Rank Test Procedures for Censored Survival Data", Biometrika 69, 1982.
 *
 * @example
 * ```ts
 * import { logRank } from "customer-metrics/churn";
 *
 * const data = {
 *   time: [1, 2, 3, 4, 6, 7, 8, 9],
 *   event: [1, 1, 1, 1, 1, 0, 1, 0],
 *   group: ["basic", "basic", "basic", "pro", "basic", "pro", "pro", "pro"],
 * };
 * const test = logRank(data);
 * test; // => { chiSquare: ≈4.9176, degreesOfFreedom: 1, pValue: ≈0.0266 }
 * test.groups[0]; // => { group: "basic", n: 4, events: 4, observed: 4, expected: ≈1.7119 }
 * ```
 */
export function logRank<Row = SurvivalObservation>(
  source: StratifiedSource<Row>,
  options: LogRankOptions<Row> = {},
): LogRankResult {
  const { rho = 0 } = options;
  if (!(rho >= 0 && rho < Infinity)) fail("RHO_INVALID", "Cannot weigh events as rho must be finite, >= 0", rho);
  const tieTolerance = checkTieTolerance(options.tieTolerance);
  const { names, strata } = stratifiedCountsOf(source, options);
  const all = strata.flat();
  const axis = axisOf(all, tieTolerance);
  const sums = emptyComparison(names.length);
  for (const stratum of strata) compareGroups(sums, stratum, axis, rho);

  const { chiSquare, rank } = quadraticForm(
    sums.observed.map((observed, i) => observed - sums.expected[i]),
    sums.variance,
  );
  const fractional = all.some(hasFractions) ? ["fractional-weights"] : [];
  const exposed = sums.expected.filter((expected) => expected > 0).length;
  const leftOut = noneLeftOut();
  for (const counts of all) for (const reason of reasons) leftOut[reason] += counts.leftOut[reason];
  return {
    metric: "log-rank",
    chiSquare: rank > 0 ? chiSquare : null,
    degreesOfFreedom: rank,
    pValue: rank > 0 ? chiSquareSurvival(chiSquare, rank) : null,
    n: sums.n.reduce((sum, each) => sum + each, 0),
    groups: names.map((group, i) => ({
      group,
      n: sums.n[i],
      events: sums.events[i],
      observed: sums.observed[i],
      expected: sums.expected[i],
    })),
    variance: sums.variance,
    rows: all.reduce((sum, { rows }) => sum + rows, 0),
    leftOut,
    definition: { rho, strata: strata.length, tieTolerance, resolution: all[0]?.resolution ?? null },
    notes:
      names.length < 2
        ? ["one-group"]
        : exposed === 0
          ? ["no-events"]
          : [...(rank === 0 || rank < exposed - 1 ? ["never-at-risk-together"] : []), ...fractional],
  };
}

/**
 * {@link logRank} as an {@link Accumulator} of rows.
 *
 * @param options - as for {@link logRank}
 *
 * @example
 * ```ts
 * import { fold } from "customer-metrics";
 * import { logRankAccumulator } from "customer-metrics/churn";
 *
 * type Row = { days: number; churned: boolean; plan: string };
 * const accumulator = logRankAccumulator({ time: (row: Row) => row.days, event: (row) => row.churned, group: (row) => row.plan });
 * const rows = [{ days: 3, churned: true, plan: "free" }, { days: 9, churned: true, plan: "pro" }];
 * accumulator.result(fold(accumulator, rows)).chiSquare; // => 1
 * ```
 */
export function logRankAccumulator<Row = SurvivalObservation>(
  options: LogRankOptions<Row> = {},
): Accumulator<Row, LogRankState, LogRankResult> {
  const {
    group = (row: Row) => (row as SurvivalObservation | null)?.group,
    stratum = (row: Row) => (row as SurvivalObservation | null)?.stratum,
  } = options;
  logRank({}, options as LogRankOptions);
  const states = survivalAccumulator(options, (state) => state);
  return {
    ...groupBy(
      groupBy(states, (row) => checkGroup(group(row))),
      (row) => checkGroup(stratum(row) ?? ""),
    ),
    result: (state) => logRank(state, options as LogRankOptions),
  };
}
