import fc from "fast-check";
import { fitTierModel } from "../../src/tiers/fit-tier-model.ts";
import { threeTiers } from "../../src/tiers/three-tiers.ts";
import type { TierModel } from "../../src/tiers/tier-model.ts";
import type { CustomerSignals } from "../../src/tiers/tier-signals.ts";

const money = fc.oneof(
  fc.integer({ min: -3000, max: 3000 }),
  fc.integer({ min: -300_000, max: 300_000 }).map((cents) => cents / 100),
);
const halfPoints = fc.integer({ min: 0, max: 20 }).map((halves) => halves / 2);
const hundredths = fc.integer({ min: 0, max: 100 }).map((parts) => parts / 100);

/** Models of all kinds of policies in numbers: negative thresholds, floors above them, no reach at all. */
export const anyTierModel: fc.Arbitrary<TierModel> = fc
  .record({
    highProfit: money,
    profitFloor: fc.oneof(fc.constant(0), money),
    ourAffinityMin: halfPoints,
    theirAffinityMin: halfPoints,
    leaveRiskMax: hundredths,
    problemsMax: fc.nat(3),
    reachMaxUnmet: fc.nat(4),
    reachMaxGap: fc.oneof(fc.constant(0), hundredths, fc.constant(1.5)),
    residualOutOfReach: fc.constantFrom(2 as const, 3 as const),
    misfitVeto: fc.boolean(),
  })
  .map((overrides) => fitTierModel([], threeTiers(overrides)));

/** Customers of whom everything is known. */
export const fullSignals: fc.Arbitrary<Required<Omit<CustomerSignals, "customerId" | "lifetimeValue">>> = fc.record({
  profit: money,
  ourAffinity: halfPoints,
  theirAffinity: fc.oneof(
    halfPoints,
    fc.integer({ min: 0, max: 10_000 }).map((parts) => parts / 1000),
  ),
  leaveRisk: hundredths,
  problems: fc.nat(4),
  fitProduct: fc.integer({ min: 0, max: 9 }).map((digit) => digit > 0),
  fitService: fc.integer({ min: 0, max: 9 }).map((digit) => digit > 0),
  fitCulture: fc.integer({ min: 0, max: 9 }).map((digit) => digit > 0),
});

/** Customers with gaps in what is known. */
export const partialSignals: fc.Arbitrary<CustomerSignals> = fc
  .tuple(fullSignals, fc.array(fc.boolean(), { minLength: 8, maxLength: 8 }))
  .map(
    ([full, isKnown]) =>
      Object.fromEntries(Object.entries(full).filter((_, position) => isKnown[position]!)) as CustomerSignals,
  );
