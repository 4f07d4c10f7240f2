import { fail } from "../core/metric-error.ts";
import type { NeedsRead, ScoreCell } from "./count-scores.ts";
import { nps, type NpsCounts, type NpsOptions, type NpsResult } from "./nps.ts";
import type { ScoreState } from "./score-state.ts";

/** Options of {@link enps}. */
export interface EnpsOptions<Row = ScoreCell> extends NpsOptions<Row> {
  /**
   * The fewest answers that may be shown, skipped ones not among them: below it, every figure that could tell who said what is `null`.
   * @defaultValue `5`
   */
  readonly anonymityMinimum?: number | undefined;
}

/** An employee NPS; when fewer answered than may be shown, all but `n` and `notes` is `null`. */
export type EnpsResult = {
  readonly [Field in keyof NpsResult]: Field extends "promoters" | "passives" | "detractors" | "leftOut"
    ? NpsResult[Field] | null
    : NpsResult[Field];
};

/**
 * Employee Net Promoter Score: NPS that keeps small groups anonymous.
 *
 * Hiding one group is not enough where the total and all other groups are shown: the rest can be
 * subtracted. Merge small groups, or leave out the next smallest too. Nor is a minimum enough where all
 * of a group answered alike: a score of −100 says who was a detractor.
 *
 * @param source - as for {@link nps}
 * @param options - as for {@link nps}, and the anonymity minimum
 * @returns as {@link nps}; below the minimum `value`, interval, counts and what was left out are `null`
 *   and `notes` says `"below-anonymity-minimum"`
 * @throws {@link MetricError} `ANONYMITY_MINIMUM_INVALID` unless it is a whole number of 1 or more; and as {@link nps}
 *
 * @example
 * ```ts
 * import { enps } from "customer-metrics";
 *
 * enps([10, 9, 3]).promoters; // => null
 * enps([10, 9, 3]).notes; // => ["below-anonymity-minimum"]
 * enps([10, 9, 3, 8, 9]).value; // => 40
 * ```
 */
export function enps(source: Iterable<ScoreCell> | ScoreState | NpsCounts, options?: EnpsOptions): EnpsResult;
/**
 * Employee Net Promoter Score of rows, with `read` to get the answer out of each.
 *
 * @example
 * ```ts
 * import { enps } from "customer-metrics";
 *
 * enps([{ score: 10 }, { score: 3 }], { read: (row) => row.score, anonymityMinimum: 2 }).value; // => 0
 * ```
 */
export function enps<Row>(source: Iterable<Row>, options: EnpsOptions<Row> & NeedsRead<Row>): EnpsResult;
export function enps<Row>(source: Iterable<Row> | ScoreState | NpsCounts, options: EnpsOptions<Row> = {}): EnpsResult {
  const { anonymityMinimum = 5 } = options;
  if (!(Number.isSafeInteger(anonymityMinimum) && anonymityMinimum >= 1)) {
    fail(
      "ANONYMITY_MINIMUM_INVALID",
      "Cannot keep answers anonymous as anonymityMinimum must be a whole number of 1 or more",
      anonymityMinimum,
    );
  }
  const result = nps(source as Iterable<ScoreCell>, options as EnpsOptions);
  // Where skipped answers are in n, they hide nobody.
  const answers = result.n - (result.definition.denominator === "responses" ? result.leftOut.skipped : 0);
  if (answers >= anonymityMinimum) return result;
  return {
    ...result,
    value: null,
    interval: null,
    standardError: null,
    promoters: null,
    passives: null,
    detractors: null,
    leftOut: null,
    notes: ["below-anonymity-minimum"],
  };
}
