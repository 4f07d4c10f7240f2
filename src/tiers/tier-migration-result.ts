import type { Estimate, Interval } from "../core/estimate.ts";
import { checkLevel } from "../core/estimate.ts";
import { netInterval, type ShareIntervalMethod } from "../stats/share-interval.ts";
import { share, type Share } from "../stats/share.ts";
import type { TierLabel } from "./tier-labels.ts";
import { ABSENT, CONTRADICTED, type TierRowsLeftOut, UNDECIDED, UNLISTED } from "./tier-migration-state.ts";

/** How sure the shares of a migration are. */
export interface TierMigrationLevels {
  /**
   * Coverage of the intervals, a proportion in (0, 1).
   * @defaultValue `0.95`
   */
  readonly level?: number | undefined;
  /**
   * How the intervals of shares are computed.
   * @defaultValue `wilson`
   */
  readonly interval?: ShareIntervalMethod | "none" | undefined;
}

/** Customers who could not be counted, each once: their tier at one of the dates is not known. They are neither exits nor entries. */
export interface TierCustomersLeftOut {
  /** The tier was not decided. */
  readonly "tier-missing": number;
  /** A tier that is not in the list. */
  readonly "tier-unknown": number;
  /** Rows of one date that contradict each other. */
  readonly "tier-contradicted": number;
}

/** Where customers went between two dates. `value` is the net upward share. */
export interface TierMigrationResult extends Estimate<"tier-migration", "proportion"> {
  /** The tiers, the best first: the order of all lists below. */
  readonly tiers: readonly TierLabel[];
  /** Customers by tier before (rows) and after (columns). */
  readonly counts: readonly (readonly number[])[];
  /** The same as parts of the tier before; a row and its exit rate add up to 1. `null` for a tier that had nobody. */
  readonly rates: readonly (readonly (number | null)[])[];
  /** Customers who were there before and not after, by tier before. */
  readonly exits: readonly number[];
  /** The same as parts of the tier before. */
  readonly exitRates: readonly (number | null)[];
  /** Customers who came, by tier after. */
  readonly entries: readonly number[];
  /** Customers before. */
  readonly startSizes: readonly number[];
  /** Customers after. */
  readonly endSizes: readonly number[];
  /** Customers who were there both times. */
  readonly inBoth: number;
  /** Those of them in the same tier. */
  readonly stayed: number;
  /** Those in a better one. */
  readonly movedUp: number;
  /** Those in a worse one. */
  readonly movedDown: number;
  /** stayed / in both. */
  readonly stability: Share;
  /** Of each tier before, the part that was still there, in whatever tier. */
  readonly retentionByTier: readonly TierRetention[];
  /** Rows that were used. */
  readonly usedRows: number;
  /** Rows that were not used. */
  readonly leftOut: TierRowsLeftOut;
  /** Customers who were not counted. */
  readonly customersLeftOut: TierCustomersLeftOut;
  /** What the figures mean. */
  readonly definition: { readonly value: "netUpwardShare"; readonly formula: "(movedUp - movedDown) / inBoth" };
}

/** Retention of a tier. */
export interface TierRetention extends Share {
  /** The tier before. */
  readonly tier: TierLabel;
}

/** What a migration counts. */
export interface MigrationTally {
  /** By place before and after. */
  readonly pairs: Iterable<readonly [number, number]>;
  readonly usedRows: number;
  readonly leftOut: TierRowsLeftOut;
}

/**
 * What the pairs of places mean.
 *
 * @throws {@link MetricError} `LEVEL_OUT_OF_RANGE`, `INTERVAL_INVALID`
 */
export function migrationResult(
  tiers: readonly TierLabel[],
  { pairs, usedRows, leftOut }: MigrationTally,
  { level = 0.95, interval }: TierMigrationLevels,
): TierMigrationResult {
  checkLevel(level);
  const counts = tiers.map(() => tiers.map(() => 0));
  const [exits, entries] = [tiers.map(() => 0), tiers.map(() => 0)];
  const lost = { [UNDECIDED]: 0, [UNLISTED]: 0, [CONTRADICTED]: 0 };
  for (const [before, after] of pairs) {
    const worst = Math.min(before, after);
    if (worst >= 0) counts[before]![after]! += 1;
    else if (worst < ABSENT) lost[worst as keyof typeof lost] += 1;
    else if (after === ABSENT) exits[before]! += 1;
    else entries[after]! += 1;
  }
  const sizes = (own: (i: number) => Iterable<number>): number[] => tiers.map((_, i) => total(own(i)));
  const startSizes = sizes((i) => [...counts[i]!, exits[i]!]);
  const endSizes = sizes((i) => [...counts.map((row) => row[i]!), entries[i]!]);
  const where = (holds: (before: number, after: number) => boolean): number =>
    total(counts.flatMap((row, before) => row.filter((_, after) => holds(before, after))));
  const stayed = where((before, after) => before === after);
  const movedUp = where((before, after) => after < before);
  const movedDown = where((before, after) => after > before);
  const inBoth = stayed + movedUp + movedDown;
  const options = { level, interval };
  const rate = (count: number, i: number): number | null => (startSizes[i] === 0 ? null : count / startSizes[i]!);
  const customersLeftOut = {
    "tier-missing": lost[UNDECIDED],
    "tier-unknown": lost[UNLISTED],
    "tier-contradicted": lost[CONTRADICTED],
  };
  const net: Interval | null =
    inBoth === 0 || interval === "none" ? null : netInterval(movedUp, stayed, movedDown, level, 1);
  return {
    metric: "tier-migration",
    value: inBoth === 0 ? null : (movedUp - movedDown) / inBoth,
    unit: "proportion",
    n: inBoth,
    interval: net,
    tiers,
    counts,
    rates: counts.map((row, i) => row.map((count) => rate(count, i))),
    exits,
    exitRates: exits.map(rate),
    entries,
    startSizes,
    endSizes,
    inBoth,
    stayed,
    movedUp,
    movedDown,
    stability: share(stayed, inBoth, options),
    retentionByTier: tiers.map((tier, i) => ({ tier, ...share(startSizes[i]! - exits[i]!, startSizes[i]!, options) })),
    usedRows,
    leftOut: { ...leftOut },
    customersLeftOut,
    definition: { value: "netUpwardShare", formula: "(movedUp - movedDown) / inBoth" },
    notes: [
      ...(inBoth === 0 ? ["nobody-in-both"] : interval === "none" ? ["no-interval"] : []),
      ...(total(Object.values(customersLeftOut)) > 0 ? ["customers-left-out"] : []),
    ],
  };
}

function total(values: Iterable<number>): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum;
}
