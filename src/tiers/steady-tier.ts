import { fail } from "../core/metric-error.ts";
import { bandPlace, checkBands, type TierBand } from "./tier-bands.ts";
import { isTierLabel, plainLabel, type TierLabel, tierPlaces } from "./tier-labels.ts";

/** A border has a width: up at min + margin, down below min − margin. */
export interface MarginPolicy {
  /** Which of the two policies this is. */
  readonly method: "margin";
  /** As for `tierByBand`. */
  readonly bands: readonly TierBand[];
  /** 0 or more, in the unit of the score. */
  readonly margin: number;
}

/** Another tier has to be seen several times in a row. */
export interface ConfirmPolicy {
  /** Which of the two policies this is. */
  readonly method: "confirm";
  /** All tiers, the best first. */
  readonly tiers: readonly TierLabel[];
  /** How many evaluations in a row lift a customer: a whole number from 1. */
  readonly confirmUp: number;
  /** How many let a customer fall. */
  readonly confirmDown: number;
}

/** How a tier is kept from flapping; plain JSON. */
export type SteadyTierPolicy = MarginPolicy | ConfirmPolicy;

/** What is kept of a customer between evaluations; plain JSON. */
export interface SteadyTierState {
  /** The tier now; `null` before the first evaluation that told one. */
  readonly tier: TierLabel | null;
  /** Another tier that has been seen and is not confirmed; `null` for none, and always with a margin. */
  readonly candidate: TierLabel | null;
  /** How many times in a row it has been seen. */
  readonly seen: number;
}

/**
 * Why a steady tier is what it is.
 *
 * - `first`: there was none before
 * - `same`: the evaluation says the same
 * - `rose`, `fell`: it changed
 * - `held`: the evaluation says another tier, which is not far enough, or not seen often enough
 * - `not-evaluated`: there was nothing to evaluate
 */
export type SteadyTierReason = "first" | "same" | "rose" | "fell" | "held" | "not-evaluated";

/** A customer's tier after an evaluation: the state for the next, and what happened. */
export interface SteadyTierStep extends SteadyTierState {
  /** What the evaluation alone says. */
  readonly raw: TierLabel | null;
  /** Why the tier is what it is. */
  readonly reason: SteadyTierReason;
}

/** One evaluation of a customer. */
export interface SteadyTierInput {
  /** What the last step returned (or the tier alone); `null` for a customer without a tier. */
  readonly previous: SteadyTierState | TierLabel | null;
  /** With a margin the score; to be confirmed, the tier that was found. `null`: not evaluated, the tier stays. */
  readonly observed: TierLabel | null | undefined;
  /** How the tier is kept from flapping. */
  readonly policy: SteadyTierPolicy;
}

/**
 * The tier of a customer after an evaluation, so that a score that wavers about a border does not move the customer every month.
 *
 * State in, state out: store what it returns and give it back next time. With `margin` a customer rises to a tier at its min + margin,
 * and leaves a tier downwards below its min − margin, each tier on the way by itself: who has fallen to tier 2 is kept there by its
 * margin like anyone who was in tier 2 before. The first score is judged by the plain bands.
 * With `confirm` another tier counts once it has been seen `confirmUp` (better) or `confirmDown` (worse) times in a row; any other tier
 * starts the count again. An evaluation that is missing neither counts nor starts again.
 *
 * @param input - see {@link SteadyTierInput}
 * @returns the new state, what the evaluation alone says, and why
 * @throws {@link MetricError} `BANDS_INVALID`, `TIERS_INVALID`, `MARGIN_INVALID`, `CONFIRM_INVALID`, `POLICY_UNKNOWN`; `TIER_UNKNOWN` for
 *   a tier that the policy does not have; `STATE_INVALID`
 *
 * @example
 * ```ts
 * import { steadyTier } from "customer-metrics/tiers";
 *
 * const bands = [{ tier: 1, min: 80 }, { tier: 2, min: 50 }, { tier: 3, min: null }];
 * const policy = { method: "margin", bands, margin: 5 } as const;
 * steadyTier({ previous: 2, observed: 84, policy }); // => { tier: 2, raw: 1, reason: "held" }
 * steadyTier({ previous: 2, observed: 85, policy }); // => { tier: 1, raw: 1, reason: "rose" }
 *
 * const confirm = { method: "confirm", tiers: [1, 2, 3], confirmUp: 2, confirmDown: 3 } as const;
 * const april = steadyTier({ previous: 2, observed: 1, policy: confirm });
 * april; // => { tier: 2, candidate: 1, seen: 1, reason: "held" }
 * steadyTier({ previous: april, observed: 1, policy: confirm }); // => { tier: 1, candidate: null, seen: 0, reason: "rose" }
 * ```
 */
export function steadyTier(input: SteadyTierInput): SteadyTierStep {
  const { previous, observed, policy } = input ?? {};
  return stepper(policy)(stateOf(previous), observed ?? null);
}

/**
 * A step of a policy that was checked.
 *
 * @throws {@link MetricError} as {@link steadyTier}
 */
export function stepper(
  policy: SteadyTierPolicy,
): (previous: SteadyTierState, observed: TierLabel | null) => SteadyTierStep {
  if (policy?.method === "margin") return marginStepper(policy);
  if (policy?.method === "confirm") return confirmStepper(policy);
  return fail("POLICY_UNKNOWN", "Cannot use policy as its method must be margin or confirm", policy);
}

/**
 * The state of a tier, or of none.
 *
 * @throws {@link MetricError} `STATE_INVALID`
 */
export function stateOf(previous: SteadyTierState | TierLabel | null): SteadyTierState {
  if (previous === null || isTierLabel(previous)) return { tier: previous, candidate: null, seen: 0 };
  const { tier, candidate, seen } = (previous ?? {}) as SteadyTierState;
  const isLabel = (label: unknown): boolean => label === null || isTierLabel(label);
  if (!isLabel(tier) || !isLabel(candidate) || !Number.isSafeInteger(seen) || seen < 0)
    fail("STATE_INVALID", "Cannot use previous as it must be a tier, null, or what the last step returned", previous);
  return { tier, candidate, seen };
}

function marginStepper({ bands, margin }: MarginPolicy): ReturnType<typeof stepper> {
  const places = checkBands(bands);
  if (!(Number.isFinite(margin) && margin >= 0))
    fail("MARGIN_INVALID", "Cannot use margin as it must be 0 or more", margin);
  const labels = bands.map(({ tier }) => plainLabel(tier));
  return ({ tier }, score) => {
    const now = tier === null ? null : placeOf(places, tier);
    const raw = bandPlace(score, bands, 0);
    const settled = { candidate: null, seen: 0, raw: raw === null ? null : labels[raw]! };
    if (raw === null) return { tier: now === null ? null : labels[now]!, ...settled, reason: "not-evaluated" };
    if (now === null) return { tier: labels[raw]!, ...settled, reason: "first" };
    // The tier that the score would keep with the margin forgiven, and the one that it reaches with the margin on top.
    const kept = bandPlace(score, bands, -margin)!;
    const reached = bandPlace(score, bands, margin)!;
    const next = Math.max(kept, Math.min(reached, now));
    return { tier: labels[next]!, ...settled, reason: reasonOf(now, next, raw) };
  };
}

function confirmStepper({ tiers, confirmUp, confirmDown }: ConfirmPolicy): ReturnType<typeof stepper> {
  const places = tierPlaces(tiers);
  for (const times of [confirmUp, confirmDown]) {
    if (!(Number.isSafeInteger(times) && times >= 1))
      fail("CONFIRM_INVALID", "Cannot use confirmUp and confirmDown as they must be whole numbers from 1", times);
  }
  return ({ tier, candidate, seen }, observed) => {
    const now = tier === null ? null : placeOf(places, tier);
    if (candidate !== null) placeOf(places, candidate);
    if (observed === null) return { tier, candidate, seen, raw: null, reason: "not-evaluated" };
    const found = placeOf(places, observed);
    const raw = plainLabel(observed);
    const settled = { candidate: null, seen: 0, raw };
    if (now === null) return { tier: raw, ...settled, reason: "first" };
    if (found === now) return { tier, ...settled, reason: "same" };
    const times = candidate === raw ? seen + 1 : 1;
    if (times < (found < now ? confirmUp : confirmDown))
      return { tier, candidate: raw, seen: times, raw, reason: "held" };
    return { tier: raw, ...settled, reason: found < now ? "rose" : "fell" };
  };
}

function reasonOf(now: number, next: number, raw: number): SteadyTierReason {
  if (next !== now) return next < now ? "rose" : "fell";
  return raw === now ? "same" : "held";
}

function placeOf(places: ReadonlyMap<TierLabel, number>, tier: TierLabel): number {
  return places.get(tier) ?? fail("TIER_UNKNOWN", "Cannot use a tier as it must be one of the policy", tier);
}
