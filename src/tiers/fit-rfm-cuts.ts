import type { Accumulator } from "../core/accumulator.ts";
import { fail } from "../core/metric-error.ts";
import { checkSameKind, type Kinded } from "../core/state.ts";
import { addLeftOut, isCount } from "../clv/left-out.ts";
import {
  nothingUnscored,
  readRfmRow,
  type RfmReading,
  type RfmScoreLeftOut,
  type RfmScoreRead,
  type RfmScoreRow,
  usableRfmRows,
} from "./rfm-score-row.ts";
import { cutPoints, type RfmCuts, type RfmCutsOptions, type RfmCutsPlan, rfmCutsPlan } from "./rfm-score-cuts.ts";
import type { ValueRuns } from "./value-cell.ts";
import { valueRuns } from "./value-runs.ts";
import { addValue, emptyValues, isKinded, mergeValues, readValueState, type ValueState } from "./value-state.ts";

/** How many customers have each recency, frequency and spend: what cut points are made of, exact in any order of merging. */
export interface RfmPopulationState extends Kinded {
  /** `"rfm-population/1 total"`, or `"… mean"`: which spend it holds. */
  readonly kind: string;
  readonly recency: ValueState;
  readonly frequency: ValueState;
  readonly monetary: ValueState;
  /** Rows that could not be used. */
  readonly leftOut: RfmScoreLeftOut;
}

/**
 * Cut points of a population, to store and to score by, today and next year: a score then changes because the customer did, not
 * because the others did.
 *
 * @formula quantile: cut k = the k/bins quantile, type 7; range: least + k (greatest − least) / bins; k = 1 … bins − 1
 *
 * @param population - customers of `rfmSummary`, {@link RfmFigures}, any rows with `read`, or an {@link RfmPopulationState}. One row a
 *   customer; ids are not needed
 * @param options - see {@link RfmCutsOptions}
 * @returns plain JSON; without usable customers no cut points, and `n` is 0. Rows that could not be used are counted by
 *   `rfmScores`, and in the state of {@link rfmCutsAccumulator}
 * @throws {@link MetricError} `METHOD_UNKNOWN`, `BINS_INVALID`, `SPEND_UNKNOWN`, `CUTS_REQUIRED`, `CUTS_INVALID`, `CUTS_DIFFER`,
 *   `SOURCE_INVALID`, `FUNCTION_REQUIRED`, `KIND_MISMATCH`, `STATE_INVALID`
 *
 * @example
 * ```ts
 * import { fitRfmCuts, rfmScore } from "customer-metrics/tiers";
 *
 * const january = [3, 10, 17, 24, 31].map((recencyDays, i) => ({
 *   customerId: `c${i}`, recencyDays, frequency: 5 - i, monetary: 100 * (5 - i),
 * }));
 * const cuts = fitRfmCuts(january, { bins: 3 });
 * cuts.frequency; // => [≈2.3333, ≈3.6667]
 * const stored = JSON.parse(JSON.stringify(cuts));
 * rfmScore({ customerId: "new", recencyDays: 2, frequency: 1, monetary: 290 }, stored); // => { r: 3, f: 1, m: 2, code: "312" }
 * ```
 */
export function fitRfmCuts(population: Iterable<RfmScoreRow> | RfmPopulationState, options?: RfmCutsOptions): RfmCuts;
export function fitRfmCuts<Row>(
  population: Iterable<Row> | RfmPopulationState,
  options: RfmCutsOptions & RfmScoreRead<Row>,
): RfmCuts;
export function fitRfmCuts<Row>(
  population: Iterable<Row> | RfmPopulationState,
  options: RfmCutsOptions & Partial<RfmScoreRead<Row>> = {},
): RfmCuts {
  const plan = rfmCutsPlan(options, ["quantile", "range", "cuts"]);
  if (isKinded(population)) return cutsOfState(population as Kinded as RfmPopulationState, plan);
  const { recency, frequency, monetary } = usableRfmRows(population as Iterable<Row>, plan.spend, false, options.read);
  return rfmCutsOf(valueRuns(recency), valueRuns(frequency), valueRuns(monetary), plan);
}

/**
 * {@link fitRfmCuts} as an {@link Accumulator}, for populations in shards. The state is as large as there are different values.
 *
 * @param options - as for {@link fitRfmCuts}
 * @returns an accumulator of rows with an {@link RfmPopulationState}
 * @throws {@link MetricError} as {@link fitRfmCuts}
 *
 * @example
 * ```ts
 * import { fold } from "customer-metrics";
 * import { rfmCutsAccumulator } from "customer-metrics/tiers";
 *
 * const accumulator = rfmCutsAccumulator({ bins: 2 });
 * const north = fold(accumulator, [{ customerId: "ann", recencyDays: 3, frequency: 4, monetary: 100 }]);
 * const south = fold(accumulator, [{ customerId: "bob", recencyDays: 9, frequency: 1, monetary: 50 }]);
 * accumulator.result(accumulator.merge(north, south)); // => { recency: [6], frequency: [2.5], monetary: [75], n: 2 }
 * ```
 */
export function rfmCutsAccumulator(
  options: RfmCutsOptions = {},
): Accumulator<RfmScoreRow, RfmPopulationState, RfmCuts> {
  const plan = rfmCutsPlan(options, ["quantile", "range", "cuts"]);
  const into: RfmReading = { customerId: "", recency: 0, frequency: 0, monetary: 0 };
  return {
    empty: () => emptyPopulation(plan),
    add: (state, row) => {
      const code = readRfmRow(row, plan.spend, false, into);
      if (code !== null) state.leftOut[code]++;
      else {
        addValue(state.recency, into.recency);
        addValue(state.frequency, into.frequency);
        addValue(state.monetary, into.monetary);
      }
      return state;
    },
    merge: (left, right) => {
      checkSameKind(left, right);
      return {
        kind: left.kind,
        recency: mergeValues(left.recency, right.recency),
        frequency: mergeValues(left.frequency, right.frequency),
        monetary: mergeValues(left.monetary, right.monetary),
        leftOut: addLeftOut({ ...left.leftOut }, { ...right.leftOut }),
      };
    },
    result: (state) => cutsOfState(state, plan),
  };
}

/** The cut points of three sorted figures. */
export function rfmCutsOf(
  recency: ValueRuns,
  frequency: ValueRuns,
  monetary: ValueRuns,
  { method, bins, spend, given }: RfmCutsPlan,
): RfmCuts {
  if (given !== null) return given;
  const how = method as "quantile" | "range";
  return {
    kind: "rfm-cuts/1",
    method: how,
    bins,
    spend,
    n: recency.n,
    recency: cutPoints(recency, how, bins),
    frequency: cutPoints(frequency, how, bins),
    monetary: cutPoints(monetary, how, bins),
  };
}

function emptyPopulation({ spend }: RfmCutsPlan): RfmPopulationState {
  return {
    kind: `rfm-population/1 ${spend}`,
    recency: emptyValues(),
    frequency: emptyValues(),
    monetary: emptyValues(),
    leftOut: nothingUnscored(),
  };
}

function cutsOfState(state: RfmPopulationState, plan: RfmCutsPlan): RfmCuts {
  const empty = emptyPopulation(plan);
  checkSameKind(empty, state);
  const isLeftOut = Object.keys(empty.leftOut).every((code) => isCount(state.leftOut?.[code as keyof RfmScoreLeftOut]));
  if (!isLeftOut || ![state.recency, state.frequency, state.monetary].every(isKinded)) {
    fail("STATE_INVALID", "Cannot read the state as it must hold counts by value", state);
  }
  const [recency, frequency, monetary] = [state.recency, state.frequency, state.monetary].map(readValueState) as [
    ValueRuns,
    ValueRuns,
    ValueRuns,
  ];
  if (recency.n !== frequency.n || recency.n !== monetary.n) {
    fail("STATE_INVALID", "Cannot read the state as each figure must be of as many customers", state);
  }
  return rfmCutsOf(recency, frequency, monetary, plan);
}
