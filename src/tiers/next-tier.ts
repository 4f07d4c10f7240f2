import { checkChoice } from "../core/choice.ts";
import { compensatedSum } from "../numeric/sum.ts";
import { capital, listed, nameOf } from "./classify-tier-explanation.ts";
import { figures } from "./tier-figures.ts";
import { changesToTierOne, changesToTierTwo, regionsAfter, type TierChange } from "./next-tier-changes.ts";
import { openFields } from "./next-tier-open-fields.ts";
import { outcomesOf, tiersOf } from "./possible-tiers-outcomes.ts";
import { MISFIT } from "./possible-tiers-regions.ts";
import type { TierModel } from "./tier-model.ts";
import { rulesOf, type TierRules } from "./tier-model-rules.ts";
import type { TierNumber } from "./tier-policy.ts";
import type { CustomerSignals, TierSignalField } from "./tier-signals.ts";
import { type ReadSignals, readSignals } from "./tier-signals-reading.ts";

/** Options of {@link nextTier}. */
export interface NextTierOptions {
  /**
   * Which tier to reach.
   * @defaultValue the one above the worst that the customer may be in
   */
  readonly targetTier?: TierNumber | undefined;
}

/** Why there are no changes that bring a tier. */
export type NextTierObstacle = "misfit" | "already-there" | "missing-data" | "no-threshold";

/** What would move a customer up. */
export interface NextTier {
  /** Whose, or `null` where none was given. */
  readonly customerId: string | null;
  /** The tier now; `null` while it is not decided. */
  readonly currentTier: TierNumber | null;
  /** The tier to reach. */
  readonly targetTier: TierNumber;
  /** Whether the changes bring the tier, or a better one, whatever is not known turns out to be; `null` where it depends on that. */
  readonly possible: boolean | null;
  /** Why not: the customer does not fit, is there already, too little is known, or nobody can be highly profitable by this model. */
  readonly obstacle: NextTierObstacle | null;
  /** What would have to be different, all of it; with missing data, what is known to be needed. */
  readonly changes: readonly TierChange[];
  /** The sum of the gaps, for tier 1; `null` where one is undefined, for other tiers, and with an obstacle. */
  readonly totalGap: number | null;
  /** What to find out first: missing fields that decide whether the changes are enough, where that is the obstacle. */
  readonly missing: readonly TierSignalField[];
  /** The same in English sentences. */
  readonly explanation: readonly string[];
  /** The model that decided, as it names itself. */
  readonly modelId: string | null;
  /** Its version. */
  readonly version: string | null;
}

/**
 * The smallest change that moves a customer up: with all of it they are in the tier or a better one, and with anything less they
 * are not. Where `possible` is true both hold whatever is not known turns out to be.
 * A calculation on the model, no promise: which of the changes can be brought about, and what that costs, it does not know.
 *
 * @formula tier 1: exactly the unmet conditions, each moved to its threshold. Tier 2: the value above the floor and problems
 *   down to `problemsMax`; where customers out of reach are in tier 3, also each unmet condition within `reachMaxGap`, and as
 *   many as exceed `reachMaxUnmet` to their threshold, those with the least left to it
 *
 * @param customer - signals; each may be missing
 * @param model - from `fitTierModel`, or from storage
 * @param options - see {@link NextTierOptions}
 * @returns plain JSON. With an obstacle `possible` is false and there are no changes; with missing data it is `null`, and
 *   `changes` are those that are needed even if all that is not known is as good as it can be
 * @throws {@link MetricError} `TIER_UNKNOWN`, and as `classifyTier`
 *
 * @example
 * ```ts
 * import { fitTierModel, nextTier, threeTiers } from "customer-metrics/tiers";
 *
 * const model = fitTierModel([], threeTiers({ highProfit: 1000 }));
 * const fit = { problems: 0, fitProduct: true, fitService: true, fitCulture: true };
 * const next = nextTier({ profit: 900, ourAffinity: 9, theirAffinity: 8, leaveRisk: 0.02, ...fit }, model);
 * next; // => { currentTier: 2, targetTier: 1, possible: true, totalGap: ≈0.2 }
 * next.changes[0]; // => { field: "profit", from: 900, to: 1000, delta: 100, gap: 0.1, exclusive: false }
 * next.explanation[1]; // => "Their affinity to us up from 8 to 9."
 * nextTier({ profit: -50, ...fit }, model).changes; // => [{ field: "profit", to: 0, exclusive: true }]
 * nextTier({ ...fit, fitCulture: false }, model); // => { possible: false, obstacle: "misfit" }
 * ```
 */
export function nextTier(customer: CustomerSignals, model: TierModel, options: NextTierOptions = {}): NextTier {
  const rules = rulesOf(model);
  const signals = readSignals(customer, rules);
  const tiers = tiersOf(outcomesOf(signals.bits, rules));
  const worst = tiers[tiers.length - 1]!;
  const { targetTier = worst === 3 ? 2 : 1 } = options ?? {};
  checkChoice("TIER_UNKNOWN", "targetTier", targetTier, [1, 2, 3]);
  const needed = changesTo(rules, signals, targetTier);
  const open = openFields(rules, regionsAfter(rules, signals, needed), targetTier);
  const obstacle = obstacleOf(rules, signals, targetTier, worst, open);
  const missing = obstacle === "missing-data" ? open : [];
  const changes = obstacle === null || obstacle === "missing-data" ? needed : [];
  const gaps = changes.map(({ gap }) => gap);
  const isSummed = obstacle === null && targetTier === 1 && !gaps.includes(null);
  const possible = obstacle === null ? true : obstacle === "missing-data" ? null : false;
  return {
    customerId: signals.customerId,
    currentTier: tiers.length === 1 ? worst : null,
    targetTier,
    possible,
    obstacle,
    changes,
    totalGap: isSummed ? compensatedSum(gaps as number[]) : null,
    missing,
    explanation: sentences(targetTier, obstacle, changes, missing),
    modelId: rules.modelId,
    version: rules.version,
  };
}

function changesTo(rules: TierRules, signals: ReadSignals, target: TierNumber): readonly TierChange[] {
  return target === 3 ? [] : (target === 1 ? changesToTierOne : changesToTierTwo)(rules, signals);
}

function obstacleOf(
  rules: TierRules,
  { regions }: ReadSignals,
  target: TierNumber,
  worst: TierNumber,
  missing: readonly TierSignalField[],
): NextTierObstacle | null {
  if (worst <= target) return "already-there";
  if (regions.slice(5).includes(MISFIT)) return "misfit";
  if (rules.highProfit === null && (target === 1 || rules.residualOutOfReach === 3)) return "no-threshold";
  return missing.length > 0 ? "missing-data" : null;
}

function sentences(
  target: TierNumber,
  obstacle: NextTierObstacle | null,
  changes: readonly TierChange[],
  missing: readonly TierSignalField[],
): string[] {
  if (obstacle === "already-there") return [`In tier ${target} or a better one already.`];
  if (obstacle === "misfit") return [`No change of figures leads to tier ${target}, as they are not a fit.`];
  if (obstacle === "no-threshold")
    return [`Tier ${target} is out of reach for everybody: nobody was above 0 when the model was made.`];
  const known = changes.map(({ field, from, to, exclusive }) => {
    const direction = to >= from ? "up" : "down";
    const [now, then] = figures(from, to);
    return `${capital(nameOf(field))} ${direction} from ${now} to ${exclusive ? "more than " : ""}${then}.`;
  });
  if (obstacle === null) return known;
  return [`What it takes to reach tier ${target} depends on ${listed(missing.map(nameOf))}.`, ...known];
}
