import { checkRows, type TierLabel } from "./tier-labels.ts";
import { stateOf, type SteadyTierPolicy, type SteadyTierReason, type SteadyTierState, stepper } from "./steady-tier.ts";

/** A customer's evaluations in a row, and what the policy made of them. */
export interface SteadyTierSeries {
  /** The tier after each evaluation; `null` before the first that told one. */
  readonly tiers: readonly (TierLabel | null)[];
  /** What each evaluation alone says. */
  readonly raw: readonly (TierLabel | null)[];
  /** Why each tier is what it is. */
  readonly reasons: readonly SteadyTierReason[];
  /** How many times the tier changed, from the one at the start too. */
  readonly changes: number;
  /** How many times it would have changed from one evaluation to the next, not counting those that are missing. */
  readonly changesRaw: number;
  /** For the next evaluation. */
  readonly state: SteadyTierState;
}

/** Options of {@link steadyTierSeries}. */
export interface SteadyTierSeriesOptions {
  /**
   * The tier or state before the first evaluation.
   * @defaultValue `null`
   */
  readonly previous?: SteadyTierState | TierLabel | null | undefined;
}

/**
 * {@link steadyTier} over a customer's evaluations in order: what a policy would have done, and how many changes it saves.
 *
 * @param observed - with a margin scores, to be confirmed tiers; `null` where there was no evaluation
 * @param policy - as for {@link steadyTier}
 * @param options - see {@link SteadyTierSeriesOptions}
 * @returns a tier for each evaluation, and the state to go on with
 * @throws {@link MetricError} `SOURCE_INVALID`, and as {@link steadyTier}
 *
 * @example
 * ```ts
 * import { steadyTierSeries } from "customer-metrics/tiers";
 *
 * const bands = [{ tier: 1, min: 80 }, { tier: 2, min: 50 }, { tier: 3, min: null }];
 * const wavering = [79, 81, 79.5, 80.5, 79, 82, 78];
 * steadyTierSeries(wavering, { method: "margin", bands, margin: 5 }); // => { changes: 0, changesRaw: 6 }
 * ```
 */
export function steadyTierSeries(
  observed: Iterable<TierLabel | null | undefined>,
  policy: SteadyTierPolicy,
  options: SteadyTierSeriesOptions = {},
): SteadyTierSeries {
  const { previous = null } = options ?? {};
  checkRows(observed);
  const step = stepper(policy);
  const tiers: (TierLabel | null)[] = [];
  const raw: (TierLabel | null)[] = [];
  const reasons: SteadyTierReason[] = [];
  let state = stateOf(previous);
  for (const each of observed) {
    const { raw: alone, reason, ...next } = step(state, each ?? null);
    tiers.push(next.tier);
    raw.push(alone);
    reasons.push(reason);
    state = next;
  }
  const told = raw.filter((tier) => tier !== null);
  return {
    tiers,
    raw,
    reasons,
    changes: reasons.filter((reason) => reason === "rose" || reason === "fell").length,
    changesRaw: told.filter((tier, i) => i > 0 && tier !== told[i - 1]).length,
    state,
  };
}
