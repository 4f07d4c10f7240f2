import type { Accumulator } from "../core/accumulator.ts";
import { fold } from "../core/accumulator.ts";
import { checkLevel } from "../core/estimate.ts";
import { fail } from "../core/metric-error.ts";
import { checkSameKind } from "../core/state.ts";
import { share, type Share } from "../stats/share.ts";
import { scoreKind } from "./exact-mean.ts";
import { emptyRepurchase, mergeRepurchase, type RepurchaseState, repurchaseSlot } from "./repurchase-by-score-state.ts";
import { shareDifference, type ShareDifference } from "./share-difference.ts";
import { rowFields } from "./row-fields.ts";

export type { RepurchaseState } from "./repurchase-by-score-state.ts";

/** One respondent. */
export interface RepurchaseRow {
  /** The answer, for example to an effort question; `null`: not answered. */
  readonly score: number | null | undefined;
  /** Whether they bought again; `null`: not known (yet). */
  readonly boughtAgain: boolean | null | undefined;
}

/** Options of {@link repurchaseByScore}. */
export interface RepurchaseOptions {
  /** Two scores to compare, the first with the second: `[8, 7]`. */
  readonly compare?: readonly [number, number] | undefined;
  /**
   * Coverage of the intervals, a proportion in (0, 1).
   * @defaultValue `0.95`
   */
  readonly level?: number | undefined;
}

/** Repurchase of those who gave one score. */
export interface RepurchaseAtScore {
  /** The score. */
  readonly score: number;
  /** Respondents who gave it. */
  readonly n: number;
  /** Those of them who bought again. */
  readonly again: number;
  /** Their share, with Wilson's interval. */
  readonly rate: Share;
}

/** Two scores compared. */
export interface RepurchaseComparison extends ShareDifference {
  /** The score that is compared. */
  readonly score: number;
  /** With which. */
  readonly against: number;
}

/** Repurchase by score. */
export interface RepurchaseResult {
  /** `"repurchase-by-score"`. */
  readonly metric: "repurchase-by-score";
  /** Respondents that were counted. */
  readonly n: number;
  /** A row a score, from low to high. */
  readonly table: readonly RepurchaseAtScore[];
  /** All scores together. */
  readonly overall: Share;
  /** The two scores of `compare`; `null` where none were asked for. */
  readonly comparison: RepurchaseComparison | null;
  /** What was not counted, and why. */
  readonly leftOut: RepurchaseState["leftOut"];
  /** What a careful reader should know: always `"association-not-cause"`. */
  readonly notes: readonly string[];
}

/**
 * Who buys again, by the score they gave: is an 8 for effort worth more than a 7?
 *
 * "10 % more likely" is relative; from 50 % it is 5 points. Both are given, each with its interval. It is an association:
 * those who find it easy may be those who would have come back anyway.
 *
 * @formula rate: again / n; absoluteDifference: rate(a) − rate(b); relativeLift: rate(a) / rate(b) − 1
 *
 * @param source - respondents, or a {@link RepurchaseState} of them
 * @param options - see {@link RepurchaseOptions}
 * @returns rates in [0, 1]; a comparison is `null` where a score has no respondents, its relative lift also where a rate is 0
 * @throws {@link MetricError} `COMPARE_INVALID`, `LEVEL_OUT_OF_RANGE`, `SOURCE_INVALID`
 * @see Newcombe, Statistics in Medicine 17, 1998, 873-890 (difference); Katz et al., Biometrics 34, 1978 (ratio).
 *
 * @example
 * ```ts
 * import { repurchaseByScore } from "customer-metrics/journey";
 *
 * const rows = [
 *   ...Array.from({ length: 80 }, (_, i) => ({ score: 8, boughtAgain: i < 44 })),
 *   ...Array.from({ length: 60 }, (_, i) => ({ score: 7, boughtAgain: i < 30 })),
 * ];
 * const { comparison } = repurchaseByScore(rows, { compare: [8, 7] });
 * comparison?.relativeLift; // => 0.1
 * comparison?.absoluteDifference; // => 0.05
 * comparison?.absoluteInterval; // => { lower: ≈-0.114, upper: ≈0.211 }
 * ```
 */
export function repurchaseByScore(
  source: Iterable<RepurchaseRow> | RepurchaseState,
  options: RepurchaseOptions = {},
): RepurchaseResult {
  const accumulator = repurchaseByScoreAccumulator(options);
  const isState = typeof source === "object" && source !== null && "kind" in source;
  return accumulator.result(isState ? source : fold(accumulator, source));
}

/**
 * {@link repurchaseByScore} as an {@link Accumulator}; its state holds two counts a score.
 *
 * @param options - as for {@link repurchaseByScore}
 * @throws {@link MetricError} `COMPARE_INVALID`, `LEVEL_OUT_OF_RANGE`; merging another kind throws `KIND_MISMATCH`
 *
 * @example
 * ```ts
 * import { fold } from "customer-metrics";
 * import { repurchaseByScoreAccumulator } from "customer-metrics/journey";
 *
 * const accumulator = repurchaseByScoreAccumulator();
 * const monday = fold(accumulator, [{ score: 8, boughtAgain: true }]);
 * const tuesday = fold(accumulator, [{ score: 8, boughtAgain: false }]);
 * accumulator.result(accumulator.merge(monday, tuesday)).table[0]; // => { score: 8, n: 2, again: 1 }
 * ```
 */
export function repurchaseByScoreAccumulator(
  options: RepurchaseOptions = {},
): Accumulator<RepurchaseRow, RepurchaseState, RepurchaseResult> {
  const { compare, level = 0.95 } = options;
  checkLevel(level);
  if (compare !== undefined && !(Array.isArray(compare) && compare.length === 2 && compare.every(Number.isFinite)))
    fail("COMPARE_INVALID", "Cannot use compare as it must be two scores", compare);
  return {
    empty: emptyRepurchase,
    add: (state, row) => {
      const { score, boughtAgain } = rowFields(row);
      const kind = scoreKind(score);
      if (kind === "missing") state.leftOut.missingScore += 1;
      else if (kind === "invalid") state.leftOut.invalidScore += 1;
      else if (boughtAgain === null || boughtAgain === undefined) state.leftOut.outcomeUnknown += 1;
      else if (typeof boughtAgain !== "boolean") state.leftOut.invalidOutcome += 1;
      else {
        const at = repurchaseSlot(state, score! + 0);
        state.counts[at]! += 1;
        if (boughtAgain) state.again[at]! += 1;
      }
      return state;
    },
    merge: mergeRepurchase,
    result: (state) => {
      checkSameKind(emptyRepurchase(), state);
      const table = state.scores.map((score, i) => {
        const [n, again] = [state.counts[i]!, state.again[i]!];
        return { score, n, again, rate: share(again, n, { level }) };
      });
      const n = table.reduce((sum, row) => sum + row.n, 0);
      const again = table.reduce((sum, row) => sum + row.again, 0);
      const of = (score: number): { successes: number; n: number } => {
        const row = table.find((one) => one.score === score);
        return { successes: row?.again ?? 0, n: row?.n ?? 0 };
      };
      return {
        metric: "repurchase-by-score",
        n,
        table,
        overall: share(again, n, { level }),
        comparison:
          compare === undefined
            ? null
            : {
                score: compare[0],
                against: compare[1],
                ...shareDifference(of(compare[0]), of(compare[1]), level),
              },
        leftOut: { ...state.leftOut },
        notes: n === 0 ? ["no-respondents", "association-not-cause"] : ["association-not-cause"],
      };
    },
  };
}
