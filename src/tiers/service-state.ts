import { fail } from "../core/metric-error.ts";
import { checkSameKind, type Kinded } from "../core/state.ts";
import { plainLabel, type TierLabel, tierPlaces } from "./tier-labels.ts";

/** What a tier is promised; plain JSON. */
export interface ServicePolicy {
  /** The tier. */
  readonly tier: TierLabel;
  /** Answered in so many seconds or less is within. */
  readonly withinSeconds: number;
  /** The part of all decided events that should be, in [0, 1]. */
  readonly targetShare: number;
}

/** A call, an order, a complaint: how long it took, or how long it has been open. */
export interface ServiceEvent {
  /** The tier of the customer at the time. */
  readonly tier: TierLabel | null | undefined;
  /** Seconds to the answer, 0 or more; `null` while it is open. */
  readonly elapsedSeconds?: number | null | undefined;
  /** Seconds that it has been open; read only where there is no answer. */
  readonly openSeconds?: number | null | undefined;
}

/** Events that were not used, by code. */
export interface ServiceLeftOut {
  /** No object. */
  "row-invalid": number;
  /** No tier. */
  "tier-missing": number;
  /** A tier without a policy. */
  "tier-unknown": number;
  /** Neither answered nor open, or seconds that are negative or no number. */
  "seconds-invalid": number;
}

/** The events of a tier: how many took how many seconds. */
export interface ServiceTierState {
  /** Answered events by seconds. */
  readonly answered: { [seconds: string]: number };
  /** Open events by seconds. */
  readonly open: { [seconds: string]: number };
}

/**
 * Times by tier: plain JSON of whole numbers, exact in any order of merging. One entry for each different time, so round to whole
 * seconds (or minutes) what is measured more finely. It knows no promise: another policy can be tried on the same state.
 */
export interface ServiceState extends Kinded {
  /** `"service/1"` with the tiers. */
  readonly kind: string;
  /** In the order of the policies. */
  readonly tiers: readonly ServiceTierState[];
  /** Events that were used. */
  usedRows: number;
  /** Events that were not used. */
  readonly leftOut: ServiceLeftOut;
}

/** Policies that were checked. */
export interface ServiceRules {
  readonly kind: string;
  readonly policies: readonly ServicePolicy[];
  readonly places: ReadonlyMap<TierLabel, number>;
}

/**
 * @throws {@link MetricError} `TIERS_INVALID`, `POLICIES_INVALID`
 */
export function serviceRules(policies: readonly ServicePolicy[]): ServiceRules {
  const isSound = (policy: ServicePolicy | null): boolean =>
    policy !== null &&
    Number.isFinite(policy?.withinSeconds) &&
    policy.withinSeconds >= 0 &&
    Number.isFinite(policy.targetShare) &&
    policy.targetShare >= 0 &&
    policy.targetShare <= 1;
  if (!Array.isArray(policies) || !policies.every(isSound)) {
    fail(
      "POLICIES_INVALID",
      "Cannot use policies as each must have withinSeconds of 0 or more and a targetShare in [0, 1]",
      policies,
    );
  }
  const places = tierPlaces(policies.map(({ tier }) => tier));
  const checked = policies.map(({ tier, withinSeconds, targetShare }) => ({
    tier: plainLabel(tier),
    withinSeconds: withinSeconds + 0,
    targetShare: targetShare + 0,
  }));
  return { kind: `service/1 ${JSON.stringify(checked.map(({ tier }) => tier))}`, policies: checked, places };
}

/** A state of no events. */
export function emptyService({ kind, policies }: ServiceRules): ServiceState {
  return {
    kind,
    tiers: policies.map(() => ({ answered: {}, open: {} })),
    usedRows: 0,
    leftOut: { "row-invalid": 0, "tier-missing": 0, "tier-unknown": 0, "seconds-invalid": 0 },
  };
}

/** Counts an event into the state, which it owns. */
export function addService(state: ServiceState, event: ServiceEvent | null, { places }: ServiceRules): ServiceState {
  const code = countEvent(state, event, places);
  if (code === null) state.usedRows += 1;
  else state.leftOut[code] += 1;
  return state;
}

/**
 * The state of the events of both sides.
 *
 * @throws {@link MetricError} `KIND_MISMATCH`
 */
export function mergeService(left: ServiceState, right: ServiceState, rules: ServiceRules): ServiceState {
  checkService(left, rules);
  checkService(right, rules);
  const leftOut = emptyService(rules).leftOut;
  for (const code of Object.keys(leftOut) as (keyof ServiceLeftOut)[])
    leftOut[code] = left.leftOut[code] + right.leftOut[code];
  return {
    kind: left.kind,
    tiers: left.tiers.map(({ answered, open }, i) => ({
      answered: sumOf(answered, right.tiers[i]!.answered),
      open: sumOf(open, right.tiers[i]!.open),
    })),
    usedRows: left.usedRows + right.usedRows,
    leftOut,
  };
}

/**
 * Throws unless the state is whole: it may come from a database, or from a file that somebody edited.
 *
 * @throws {@link MetricError} `KIND_MISMATCH`
 */
export function checkService(state: ServiceState, { kind, policies }: ServiceRules): void {
  checkSameKind({ kind }, state ?? {});
  const isCount = (count: unknown): boolean => Number.isSafeInteger(count) && (count as number) >= 0;
  const areCounts = (counts: { readonly [seconds: string]: unknown } | undefined): boolean =>
    typeof counts === "object" &&
    counts !== null &&
    Object.entries(counts).every(([seconds, count]) => isSeconds(Number(seconds)) && isCount(count));
  const isWhole =
    Array.isArray(state.tiers) &&
    state.tiers.length === policies.length &&
    state.tiers.every((tier) => areCounts(tier?.answered) && areCounts(tier?.open)) &&
    isCount(state.usedRows) &&
    Object.keys(emptyService({ kind, policies, places: new Map() }).leftOut).every((code) =>
      isCount(state.leftOut?.[code as keyof ServiceLeftOut]),
    );
  if (!isWhole) fail("KIND_MISMATCH", "Cannot read state as it must have counts of seconds for each tier", kind);
}

function countEvent(
  { tiers }: ServiceState,
  event: ServiceEvent | null,
  places: ReadonlyMap<TierLabel, number>,
): keyof ServiceLeftOut | null {
  if (typeof event !== "object" || event === null) return "row-invalid";
  const { tier, elapsedSeconds, openSeconds } = event;
  if (tier === null || tier === undefined) return "tier-missing";
  const place = places.get(tier);
  if (place === undefined) return "tier-unknown";
  const isAnswered = elapsedSeconds !== null && elapsedSeconds !== undefined;
  const seconds = isAnswered ? elapsedSeconds : openSeconds;
  if (!isSeconds(seconds)) return "seconds-invalid";
  const counts = isAnswered ? tiers[place]!.answered : tiers[place]!.open;
  counts[seconds] = (counts[seconds] ?? 0) + 1;
  return null;
}

function isSeconds(seconds: unknown): seconds is number {
  return typeof seconds === "number" && seconds >= 0 && seconds < Infinity;
}

function sumOf(
  left: { readonly [seconds: string]: number },
  right: { readonly [seconds: string]: number },
): { [seconds: string]: number } {
  const sum = { ...left };
  for (const [seconds, count] of Object.entries(right)) sum[seconds] = (sum[seconds] ?? 0) + count;
  return sum;
}
