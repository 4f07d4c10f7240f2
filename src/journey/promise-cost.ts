import { checkChoice } from "../core/choice.ts";
import { checkLevel } from "../core/estimate.ts";
import type { Share } from "../stats/share.ts";
import { addScore } from "../survey/count-scores.ts";
import { standardNps } from "../survey/nps.ts";
import { emptyScoreState, type ScoreState } from "../survey/score-state.ts";
import { compareNps, compareShares, type NpsComparison, type ShareComparison } from "./promise-comparison.ts";
import { noPromises, type PromiseCounts, verdictRates } from "./promise-counts.ts";
import type { PromiseImpactData } from "./promise-impact.ts";
import {
  type AnswersLeftOut,
  linkAnswers,
  type LinkedPromise,
  linkPromises,
  type PromiseLinkDefinition,
  type PromiseLinkOptions,
  verdictsUntil,
} from "./promise-links.ts";
import type { PromiseLeftOut } from "./promise-row.ts";
import { readInstant } from "../time/instant.ts";
import { outcomeOf } from "./verdict.ts";
import type { VerdictDefinition } from "./verdict-rules.ts";
import { checkObject, rowFields } from "./row-fields.ts";
import { checkRows } from "./promise-outcomes.ts";

/** Options of {@link promisesThatCostMost}. */
export interface PromiseCostOptions extends Omit<PromiseLinkOptions, "compareWith"> {
  /**
   * What the list is sorted by, the most first: broken promises, or those times the NPS points by which answers are lower
   * after them.
   * @defaultValue `"broken-times-nps"`
   */
  readonly sortBy?: "broken" | "broken-times-nps" | undefined;
  /**
   * How many are listed.
   * @defaultValue all
   */
  readonly top?: number | undefined;
}

/** One kind of promise, and what goes with breaking it. */
export interface CostlyPromise {
  /** Where it is made, or `null` where the rows do not say. */
  readonly touchpointId: string | null;
  /** What is promised, or `null`. */
  readonly what: string | null;
  /** Promises of this kind by how they stand. */
  readonly counts: PromiseCounts;
  /** Kept and exceeded ones of those judged. */
  readonly keptRate: Share;
  /** Answers after one of this kind was broken (`first`) beside those after it was only kept (`second`). */
  readonly nps: NpsComparison;
  /** Customers who left, with one of this kind broken beside those with only kept ones. */
  readonly churn: ShareComparison;
  /** Broken promises times NPS points by which answers are lower after them, or `null` without answers on both sides: a rank, not money. */
  readonly weight: number | null;
  /** Whether the interval of the NPS difference lies below 0 altogether; `false` where a side has fewer than two answers or all of one kind (`nps.notes`). */
  readonly isClear: boolean;
}

/** Kinds of promises, those first whose breaking weighs most. */
export interface PromisesThatCostMostResult {
  /** Which analysis this is. */
  readonly metric: "promises-that-cost-most";
  /** The kinds, sorted; ties by touchpoint, then `what`, in the order of their code units. */
  readonly promises: readonly CostlyPromise[];
  /** Kinds in all. */
  readonly kinds: number;
  /** What kind of finding it is: never more than an association. */
  readonly finding: "association";
  /** Why it must not be read as cause. */
  readonly caution: string;
  /** What was not used. */
  readonly leftOut: { readonly promises: PromiseLeftOut; readonly answers: AnswersLeftOut };
  /** The rules. */
  readonly definition: VerdictDefinition &
    Omit<PromiseLinkDefinition, "compareWith"> & { readonly sortBy: "broken" | "broken-times-nps" };
  /** `"association-not-cause"`; `"no-answers-to-compare"`: sorted by broken promises alone; `"no-interval"`: some kind has too few answers, or all alike, to have one. */
  readonly notes: readonly string[];
}

/**
 * Which promises cost most when they are broken: how often that was, and by how much NPS is lower after it.
 *
 * A place to start asking, no proof: the broken promises of one customer share their answers, and some kinds are made to
 * customers who answer lower anyway. Kinds without answers on both sides come last, by how often they were broken.
 *
 * @formula weight = broken · max(0, NPS after kept − NPS after broken)
 *
 * @param data - promises with answers and customers, as far as there are any
 * @param options - `asOf`, how to judge and how to link; see {@link PromiseCostOptions}
 * @throws {@link MetricError} as `promiseImpact`; `SORT_INVALID`
 *
 * @example
 * ```ts
 * import { promisesThatCostMost } from "customer-metrics/journey";
 *
 * const made = { madeAt: "2024-06-01T09:00:00Z", dueAt: "2024-06-02T09:00:00Z", touchpointId: "desk" };
 * const kept = { ...made, fulfilledAt: "2024-06-01T12:00:00Z" };
 * const promises = [
 *   { ...made, what: "room ready", customerId: "a" },
 *   { ...kept, what: "room ready", customerId: "b" },
 *   { ...kept, what: "call back", customerId: "a" },
 *   { ...made, what: "call back", customerId: "b" },
 * ];
 * const answer = (customerId: string, score: number) => ({ metric: "nps", customerId, score, answeredAt: "2024-06-10T09:00:00Z" });
 * const result = promisesThatCostMost({ promises, responses: [answer("a", 3), answer("b", 9)] }, { asOf: "2024-06-30T00:00:00Z" });
 * result.promises.map(({ what, weight }) => [what, weight]); // => [["room ready", 200], ["call back", 0]]
 * ```
 */
export function promisesThatCostMost(
  data: Omit<PromiseImpactData, "transactions">,
  options: PromiseCostOptions,
): PromisesThatCostMostResult {
  const { level = 0.95, sortBy = "broken-times-nps", top = Infinity } = options;
  checkLevel(level);
  checkChoice("SORT_INVALID", "sortBy", sortBy, ["broken", "broken-times-nps"]);
  checkObject("data", data);
  const links = linkPromises(data.promises, options);
  const { rules, definition } = links;
  const kinds = new Map<string, Kind>();
  const kindOf = ({ row }: LinkedPromise): Kind => {
    const [touchpointId, what] = [row.touchpointId ?? null, row.what ?? null];
    const key = JSON.stringify([touchpointId, what]);
    let kind = kinds.get(key);
    if (kind === undefined) kinds.set(key, (kind = newKind(touchpointId, what)));
    return kind;
  };
  for (const linked of links.all) kindOf(linked).counts[outcomeOf(linked.promise, rules)] += 1;

  const { answers, leftOut } = linkAnswers(data.responses ?? [], links);
  for (const { score, asOf, promises } of answers) {
    let judged = 0;
    for (const [kind, ofKind] of byKind(promises, kindOf)) {
      const { broken, kept } = verdictsUntil(ofKind, rules, asOf);
      judged += broken + kept;
      if (broken + kept > 0) addScore(broken > 0 ? kind.afterBroken : kind.afterKept, score, {});
    }
    if (judged === 0) leftOut.noVerdict += 1;
  }
  const customers = data.customers ?? [];
  checkRows("customers", customers);
  for (const row of customers) {
    const { id, status, churnedAt } = rowFields(row);
    const left = status === "churned" ? readInstant(churnedAt) : null;
    const churned = status === "churned" && !(left !== null && left > rules.asOf);
    if (status === "prospect" || (churned && left === null && definition.when === "before")) continue;
    const asOf = churned && definition.when === "before" ? left! : rules.asOf;
    for (const [kind, ofKind] of byKind(links.ofCustomer(id), kindOf)) {
      const { broken, kept } = verdictsUntil(ofKind, rules, asOf);
      if (broken + kept === 0) continue;
      const side = broken > 0 ? kind.customersBroken : kind.customersKept;
      side.n += 1;
      if (churned) side.count += 1;
    }
  }

  const listed = [...kinds.values()].map((kind) => costOf(kind, level));
  const byBroken = (a: CostlyPromise, b: CostlyPromise): number => b.counts.broken - a.counts.broken;
  const byWeight = (a: CostlyPromise, b: CostlyPromise): number => (b.weight ?? -1) - (a.weight ?? -1);
  listed.sort(
    (a, b) =>
      (sortBy === "broken" ? 0 : byWeight(a, b)) ||
      byBroken(a, b) ||
      inOrder(a.touchpointId, b.touchpointId) ||
      inOrder(a.what, b.what),
  );
  const notes = ["association-not-cause"];
  if (listed.every(({ weight }) => weight === null)) notes.push("no-answers-to-compare");
  if (listed.some(({ nps: { difference } }) => difference.value !== null && difference.interval === null))
    notes.push("no-interval");
  return {
    metric: "promises-that-cost-most",
    promises: listed.slice(0, top),
    kinds: listed.length,
    finding: "association",
    caution:
      "NPS and churn are lower or higher after these promises were broken; that does not say that keeping them would change it. Kinds of promises are made to different customers, and one customer may have had several broken.",
    leftOut: { promises: links.leftOut, answers: leftOut },
    definition: { ...rules.definition, linkBy: definition.linkBy, when: definition.when, sortBy },
    notes,
  };
}

interface Kind {
  readonly touchpointId: string | null;
  readonly what: string | null;
  readonly counts: PromiseCounts;
  readonly afterBroken: ScoreState;
  readonly afterKept: ScoreState;
  readonly customersBroken: { count: number; n: number };
  readonly customersKept: { count: number; n: number };
}

function newKind(touchpointId: string | null, what: string | null): Kind {
  const { scale } = standardNps();
  return {
    touchpointId,
    what,
    counts: noPromises(),
    afterBroken: emptyScoreState(scale),
    afterKept: emptyScoreState(scale),
    customersBroken: { count: 0, n: 0 },
    customersKept: { count: 0, n: 0 },
  };
}

function byKind(
  promises: readonly LinkedPromise[],
  kindOf: (linked: LinkedPromise) => Kind,
): Map<Kind, LinkedPromise[]> {
  const groups = new Map<Kind, LinkedPromise[]>();
  for (const linked of promises) {
    const kind = kindOf(linked);
    const known = groups.get(kind);
    if (known === undefined) groups.set(kind, [linked]);
    else known.push(linked);
  }
  return groups;
}

function costOf(kind: Kind, level: number): CostlyPromise {
  const { touchpointId, what, counts } = kind;
  const nps = compareNps(kind.afterBroken, kind.afterKept, level);
  const { value, interval } = nps.difference;
  return {
    touchpointId,
    what,
    counts,
    keptRate: verdictRates(counts, level).keptRate,
    nps,
    churn: compareShares(kind.customersBroken, kind.customersKept, level),
    weight: value === null ? null : counts.broken * Math.max(0, -value),
    isClear: interval !== null && nps.notes.length === 0 && interval.upper < 0,
  };
}

/** Code-unit order; `null` first. */
function inOrder(a: string | null, b: string | null): number {
  if (a === b) return 0;
  return a === null || (b !== null && a < b) ? -1 : 1;
}
