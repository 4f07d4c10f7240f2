import type { Accumulator } from "../core/accumulator.ts";
import { checkLevel } from "../core/estimate.ts";
import { fail } from "../core/metric-error.ts";
import { checkCount, checkSameKind, type Kinded } from "../core/state.ts";
import { share, type Share } from "../stats/share.ts";
import { addScore } from "../survey/count-scores.ts";
import { mergeScores } from "../survey/merge-scores.ts";
import { nps, type NpsResult, standardNps } from "../survey/nps.ts";
import { emptyScoreState, type ScoreState } from "../survey/score-state.ts";
import {
  compareNps,
  compareShares,
  type CountOf,
  type NpsComparison,
  type ShareComparison,
} from "./promise-comparison.ts";
import { checkObject, rowFields } from "./row-fields.ts";

/** Somebody's promises until then, and what was seen of them. */
export interface PromiseImpactCase {
  /** How many promises had been broken: 0 for who had only kept ones. */
  readonly broken: number;
  /** An answer to "how likely are you to recommend us?", 0 to 10. */
  readonly score?: number | null | undefined;
  /** Whether the customer left. */
  readonly churned?: boolean | null | undefined;
  /** Whether the customer bought again after the first promise, of which `broken` is 1 or 0. */
  readonly returned?: boolean | null | undefined;
}

/** What was seen of those with a number of broken promises. */
export interface PromiseImpactCell {
  /** Their answers. */
  readonly scores: ScoreState;
  /** Those of whom it is known whether they left. */
  customers: number;
  /** Those who left. */
  churned: number;
  /** Those of whom it is known whether they bought again. */
  followed: number;
  /** Those who did. */
  returned: number;
}

/** A cell a number of broken promises, the last for that many or more. Whole counts, so that merging in any order gives the same. */
export interface PromiseImpactState extends Kinded {
  /** `"promise-impact/1 to 3"`. */
  readonly kind: string;
  /** By number of broken promises, from 0. */
  readonly cells: readonly PromiseImpactCell[];
}

/** Answers and customers with a number of broken promises. */
export interface PromiseImpactLevel {
  /** How many promises had been broken. */
  readonly broken: number;
  /** Whether those with more are in it. */
  readonly orMore: boolean;
  /** Their NPS. */
  readonly nps: NpsResult;
  /** The share of them that left. */
  readonly churn: Share;
}

/** What broken promises go with: everywhere `first` is after broken ones and `second` after kept ones alone. */
export interface PromiseImpactComparison {
  /** NPS and mean answer. */
  readonly nps: NpsComparison;
  /** The share of customers who left. */
  readonly churn: ShareComparison;
  /** The share of customers who bought again after their first promise. */
  readonly returned: ShareComparison;
  /** The same by how many had been broken. */
  readonly byBroken: readonly PromiseImpactLevel[];
  /** What kind of finding it is: never more than an association. */
  readonly finding: "association";
  /** The findings in words. */
  readonly reading: readonly string[];
  /** Why it must not be read as cause. */
  readonly caution: string;
}

/** Options of {@link promiseImpactAccumulator}. */
export interface PromiseImpactCaseOptions {
  /**
   * The number of broken promises from which on customers are counted together.
   * @defaultValue `3`
   */
  readonly brokenTo?: number | undefined;
  /**
   * Coverage of the intervals, a proportion in (0, 1).
   * @defaultValue `0.95`
   */
  readonly level?: number | undefined;
}

/**
 * What broken promises go with, from cases that you linked yourself, as an {@link Accumulator}; `promiseImpact` links them.
 *
 * @param options - see {@link PromiseImpactCaseOptions}
 * @throws {@link MetricError} `LEVEL_OUT_OF_RANGE`, `BROKEN_TO_INVALID`; `COUNT_INVALID` for a case whose `broken` is no count;
 *   merging states of another `brokenTo` throws `KIND_MISMATCH`
 *
 * @example
 * ```ts
 * import { fold } from "customer-metrics";
 * import { promiseImpactAccumulator } from "customer-metrics/journey";
 *
 * const accumulator = promiseImpactAccumulator();
 * const state = fold(accumulator, [{ broken: 1, score: 3 }, { broken: 2, score: 9 }, { broken: 0, score: 10 }, { broken: 0, score: 8 }]);
 * const result = accumulator.result(state);
 * result.nps.first.value; // => 0
 * result.nps.second.value; // => 50
 * result.reading[0]; // => "After a broken promise NPS is 50 points lower (95 % interval from 204.9 lower to 104.9 higher), which may be chance."
 * ```
 */
export function promiseImpactAccumulator(
  options: PromiseImpactCaseOptions = {},
): Accumulator<PromiseImpactCase, PromiseImpactState, PromiseImpactComparison> {
  const { brokenTo = 3, level = 0.95 } = options;
  checkLevel(level);
  if (!(Number.isInteger(brokenTo) && brokenTo >= 1 && brokenTo <= 100))
    fail(
      "BROKEN_TO_INVALID",
      "Cannot count broken promises as brokenTo must be a whole number from 1 to 100",
      brokenTo,
    );
  const kind = `promise-impact/1 to ${brokenTo}`;
  return {
    empty: () => ({ kind, cells: Array.from({ length: brokenTo + 1 }, emptyCell) }),
    add: (state, seen) => {
      const { broken, score, churned, returned } = rowFields(seen);
      const cell = state.cells[Math.min(checkCount(broken), brokenTo)]!;
      if (score !== undefined) addScore(cell.scores, score, {});
      if (typeof churned === "boolean") {
        cell.customers += 1;
        if (churned) cell.churned += 1;
      }
      if (typeof returned === "boolean") {
        cell.followed += 1;
        if (returned) cell.returned += 1;
      }
      return state;
    },
    merge: (left, right) => {
      checkSameKind(left, right);
      return { kind, cells: left.cells.map((cell, i) => mergeCells(cell, right.cells[i]!)) };
    },
    result: ({ cells }) => {
      const some = cells.slice(1).reduce(mergeCells, emptyCell());
      return {
        ...comparePromiseGroups({ broken: groupOf(some), kept: groupOf(cells[0]!) }, { level }),
        byBroken: cells.map((cell, broken) => ({
          broken,
          orMore: broken === brokenTo,
          nps: nps(cell.scores, { level }),
          churn: share(cell.churned, cell.customers, { level }),
        })),
      };
    },
  };
}

function emptyCell(): PromiseImpactCell {
  return { scores: emptyScoreState(standardNps().scale), customers: 0, churned: 0, followed: 0, returned: 0 };
}

function mergeCells(left: PromiseImpactCell, right: PromiseImpactCell): PromiseImpactCell {
  return {
    scores: mergeScores(left.scores, right.scores),
    customers: left.customers + right.customers,
    churned: left.churned + right.churned,
    followed: left.followed + right.followed,
    returned: left.returned + right.returned,
  };
}

/** What was seen after broken or after kept promises. */
export interface PromiseGroup {
  /** Answers to the recommend question, 0 to 10, or a state of them. */
  readonly scores?: Iterable<number | null | undefined> | ScoreState | undefined;
  /** How many customers left, of how many. */
  readonly churned?: CountOf | undefined;
  /** How many customers bought again, of how many. */
  readonly returned?: CountOf | undefined;
}

function groupOf({ scores, customers, churned, followed, returned }: PromiseImpactCell): PromiseGroup {
  return { scores, churned: { count: churned, n: customers }, returned: { count: returned, n: followed } };
}

/**
 * Compares what was seen after broken promises with what was seen after kept ones, from figures that you have already.
 *
 * @formula NPS difference ± z · √(SE₁² + SE₂²); mean difference by Welch; risk difference by Newcombe; risk ratio by Katz
 *
 * @param groups - answers and counts after `broken` promises and after `kept` ones alone
 * @returns differences and ratios with intervals, `null` where a group is empty; `byBroken` is empty
 * @throws {@link MetricError} `LEVEL_OUT_OF_RANGE`; `SUCCESSES_EXCEED_N`, `COUNT_INVALID`; as `nps` for the scores
 *
 * @example
 * ```ts
 * import { comparePromiseGroups } from "customer-metrics/journey";
 *
 * const result = comparePromiseGroups({
 *   broken: { scores: [3, 6, 7, 9, 5, 8], churned: { count: 16, n: 40 } },
 *   kept: { scores: [9, 10, 8, 10, 7, 9, 9, 6], churned: { count: 12, n: 60 } },
 * });
 * result.nps.difference.value; // => ≈-83.3333
 * result.churn.ratio; // => { value: 2, interval: { lower: ≈1.0624, upper: ≈3.7649 } }
 * result.reading[1]; // => "Broken promises go with churn of 40 % against 20 %: 2 times as often (95 % interval 1.06 to 3.76)."
 * ```
 */
export function comparePromiseGroups(
  groups: { readonly broken: PromiseGroup; readonly kept: PromiseGroup },
  options: Pick<PromiseImpactCaseOptions, "level"> = {},
): PromiseImpactComparison {
  const { level = 0.95 } = options;
  checkLevel(level);
  checkObject("groups", groups);
  const { broken, kept } = groups;
  checkObject("broken", broken);
  checkObject("kept", kept);
  const none: CountOf = { count: 0, n: 0 };
  const scores = compareNps(scoresOf(broken), scoresOf(kept), level);
  const churn = compareShares(broken.churned ?? none, kept.churned ?? none, level);
  const returned = compareShares(broken.returned ?? none, kept.returned ?? none, level);
  return {
    nps: scores,
    churn,
    returned,
    byBroken: [],
    finding: "association",
    reading: [
      ...npsReading(scores),
      ...shareReading("churn", churn),
      ...shareReading("customers who bought again", returned),
    ],
    caution:
      "These figures go together; they do not say that one causes the other. Customers with a long or difficult history have had more promises that could be broken, and differ in other ways too. Compare like with like before you act on them.",
  };
}

function scoresOf({ scores = [] }: PromiseGroup): ScoreState {
  const { scale } = standardNps();
  if ((scores as Partial<Kinded> | null)?.kind != null)
    return mergeScores(emptyScoreState(scale), scores as ScoreState);
  checkObject("scores", scores);
  const state = emptyScoreState(scale);
  for (const score of scores as Iterable<number | null | undefined>) addScore(state, score, {});
  return state;
}

function npsReading({ difference: { value, interval } }: NpsComparison): string[] {
  if (value === null) return [];
  const side = (points: number): string => `${short(Math.abs(points))} ${points < 0 ? "lower" : "higher"}`;
  const points = `${short(Math.abs(value))} points ${value < 0 ? "lower" : "higher"}`;
  if (interval === null)
    return [`After a broken promise NPS is ${points}; too few or too like answers to say how sure.`];
  const range = `${percent(interval.level)} interval from ${side(interval.lower)} to ${side(interval.upper)}`;
  const open = interval.lower < 0 && interval.upper > 0 ? ", which may be chance" : "";
  return [`After a broken promise NPS is ${points} (${range})${open}.`];
}

function shareReading(what: string, { first, second, ratio }: ShareComparison): string[] {
  if (first.value === null || second.value === null) return [];
  const words = `Broken promises go with ${what} of ${percent(first.value)} against ${percent(second.value)}`;
  if (ratio.value === null || ratio.interval === null) return [`${words}.`];
  const { lower, upper, level } = ratio.interval;
  const open = lower < 1 && upper > 1 ? ", which may be chance" : "";
  return [
    `${words}: ${short(ratio.value)} times as often (${percent(level)} interval ${short(lower)} to ${short(upper)})${open}.`,
  ];
}

function percent(value: number): string {
  return `${short(100 * value)} %`;
}

/** At most three digits: what a sentence can carry; the figures are beside it. */
function short(value: number): string {
  const size = Math.abs(value);
  return String(Number(value.toFixed(size >= 10 ? 1 : 2)));
}
