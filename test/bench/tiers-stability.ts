import {
  abcClasses,
  type RankedTiersResult,
  serviceAttainment,
  type ServiceAttainmentResult,
  tierMigration,
  type TierMigrationResult,
} from "customer-metrics/tiers";
import type { Comparison } from "./comparison.ts";
import { generator } from "./data.ts";

const tiers = ["gold", "silver", "bronze"];

/** Classes, migration and service levels, beside loops that know that rows are sound and give bare figures. */
export const tiersStability: readonly Comparison[] = [
  {
    name: "1e5 customers, ABC classes",
    baseline: "sort, float sum, no tie rule, no checks",
    limit: 3,
    prepare: () => {
      const next = generator(11);
      const rows = Array.from({ length: 100_000 }, (_, i) => ({ customerId: `c${i}`, value: (next() % 1e6) / 100 }));
      return {
        ours: () => abcClasses(rows),
        baseline: () => classes(rows),
        agree: (ours, plain) =>
          (ours as RankedTiersResult).tiers.every(({ n }, i) => Math.abs(n - (plain as number[])[i]!) < 50),
      };
    },
  },
  {
    name: "1e5 customers, tier migration",
    baseline: "Map of tiers before, counts alone",
    limit: 3,
    prepare: () => {
      const [before, after] = [assignments(12), assignments(13)];
      return {
        ours: () => tierMigration(before, after, { tiers }),
        baseline: () => moves(before, after),
        agree: (ours, plain) => JSON.stringify((ours as TierMigrationResult).counts) === JSON.stringify(plain),
      };
    },
  },
  {
    name: "1e5 events, service level",
    baseline: "arrays of times by tier, sorted; counts",
    limit: 4,
    prepare: () => {
      const next = generator(14);
      const policies = tiers.map((tier, i) => ({ tier, withinSeconds: 3600 * 4 ** i, targetShare: 0.9 }));
      const events = Array.from({ length: 100_000 }, () => ({
        tier: tiers[next() % 3]!,
        elapsedSeconds: next() % 90_000,
      }));
      return {
        ours: () => serviceAttainment(events, policies),
        baseline: () =>
          policies.map(({ tier, withinSeconds }) => {
            const times = events.filter((event) => event.tier === tier).map(({ elapsedSeconds }) => elapsedSeconds);
            times.sort((left, right) => left - right);
            return [times.filter((seconds) => seconds <= withinSeconds).length, times[times.length >> 1]];
          }),
        agree: (ours, plain) =>
          (ours as ServiceAttainmentResult).tiers.every(({ within }, i) => within === (plain as number[][])[i]![0]),
      };
    },
  },
];

type Row = { readonly customerId: string; readonly tier: string };

/** Nine of ten of the same customers, in another order. */
function assignments(seed: number): Row[] {
  const next = generator(seed);
  const rows = Array.from({ length: 100_000 }, (_, i) => ({ customerId: `c${i}`, tier: tiers[next() % 3]! }));
  return rows.filter(() => next() % 10 > 0).sort((left, right) => left.tier.length - right.tier.length);
}

function classes(rows: readonly { readonly customerId: string; readonly value: number }[]): number[] {
  const sorted = [...rows].sort((left, right) => right.value - left.value);
  let total = 0;
  for (const { value } of sorted) total += value;
  const counts = [0, 0, 0];
  let before = 0;
  for (const { value } of sorted) {
    counts[before < 0.8 * total ? 0 : before < 0.95 * total ? 1 : 2]! += 1;
    before += value;
  }
  return counts;
}

function moves(before: readonly Row[], after: readonly Row[]): number[][] {
  const known = new Map(before.map(({ customerId, tier }) => [customerId, tier]));
  const counts = tiers.map(() => tiers.map(() => 0));
  for (const { customerId, tier } of after) {
    const from = known.get(customerId);
    if (from !== undefined) counts[tiers.indexOf(from)]![tiers.indexOf(tier)]! += 1;
  }
  return counts;
}
