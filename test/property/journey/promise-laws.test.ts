import fc from "fast-check";
import { expect, test } from "vitest";
import { momentOfTruthAccumulator } from "../../../src/journey/moment-of-truth.ts";
import type {
  MomentFact,
  MomentInteractionRow,
  MomentResponseRow,
} from "../../../src/journey/moment-of-truth-facts.ts";
import { type PromiseImpactCase, promiseImpactAccumulator } from "../../../src/journey/promise-impact-state.ts";
import { promiseLatencyAccumulator } from "../../../src/journey/promise-latency.ts";
import { promiseOutcomesAccumulator } from "../../../src/journey/promise-outcomes.ts";
import type { PromiseRow } from "../../../src/journey/promise-row.ts";
import { promiseVerdict } from "../../../src/journey/promise-verdict.ts";
import { type ThreeRulesFact, threeRulesAccumulator } from "../../../src/journey/three-rules.ts";
import { testAccumulatorLaws } from "../../support/accumulator-laws.ts";

const asOf = 50_000;
const instant = fc.integer({ min: 0, max: 60_000 });
const maybe = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: null });
const promise: fc.Arbitrary<PromiseRow> = fc.record({
  madeAt: fc.oneof({ weight: 9, arbitrary: instant }, fc.constant("soon")),
  dueAt: maybe(instant),
  fulfilledAt: maybe(instant),
  cancelledAt: maybe(instant),
  cancelledBy: fc.constantFrom("customer" as const, "company" as const, null),
  exceeded: fc.boolean(),
  renegotiatedFrom: fc.constantFrom("other", null),
  pauses: fc.array(fc.record({ from: instant, to: maybe(instant) }), { maxLength: 2 }),
});
const interaction: fc.Arbitrary<MomentInteractionRow> = fc.record({
  startedAt: fc.oneof({ weight: 9, arbitrary: instant }, fc.constant("never")),
  endedAt: maybe(instant),
  emotion: fc.constantFrom(-2, -1, 0, 1, 2, 3, 0.5, null),
  initiator: fc.constantFrom("customer" as const, "company" as const, "system" as const, null),
  personalised: fc.constantFrom(true, false, null),
  extraMileMinutes: fc.constantFrom(0, 1, 5.5, null),
});
const response: fc.Arbitrary<MomentResponseRow> = fc.record({
  metric: fc.constantFrom("nps", "csat", "ces", "mood"),
  score: fc.constantFrom(0, 3, 5, 10, 11, null),
  answeredAt: maybe(instant),
});
const fact: fc.Arbitrary<MomentFact> = fc.oneof(
  interaction.map((row) => ({ interaction: row })),
  promise.map((row) => ({ promise: row })),
  response.map((row) => ({ response: row })),
);
const ruleFact: fc.Arbitrary<ThreeRulesFact> = fc.oneof(
  fc.record({ interaction, npsScores: fc.array(fc.integer({ min: 0, max: 10 }), { maxLength: 2 }) }),
  promise.map((row) => ({ promise: row })),
);
const impactCase: fc.Arbitrary<PromiseImpactCase> = fc.record({
  broken: fc.nat(5),
  score: fc.constantFrom(0, 7, 10, null, undefined),
  churned: fc.constantFrom(true, false, null),
  returned: fc.constantFrom(true, false, null),
});

const rules = { asOf, graceSeconds: 2, exceededIfEarlierByShare: 0.5 };
testAccumulatorLaws("promiseOutcomesAccumulator", () => promiseOutcomesAccumulator(rules), promise);
testAccumulatorLaws("promiseLatencyAccumulator", () => promiseLatencyAccumulator({ asOf, graceSeconds: 2 }), promise);
testAccumulatorLaws("momentOfTruthAccumulator", () => momentOfTruthAccumulator(rules), fact);
testAccumulatorLaws("threeRulesAccumulator", () => threeRulesAccumulator(rules), ruleFact);
testAccumulatorLaws("promiseImpactAccumulator", () => promiseImpactAccumulator(), impactCase);

test("a verdict is what the clock of the promise says, millisecond by millisecond", () => {
  const small = fc.integer({ min: 0, max: 60 });
  const row = fc.record({
    madeAt: small,
    length: small,
    taken: maybe(small),
    grace: fc.nat(10),
    pauses: fc.array(fc.record({ from: small, length: fc.nat(20) }), { maxLength: 3 }),
  });
  fc.assert(
    fc.property(row, fc.integer({ min: 0, max: 150 }), ({ madeAt, length, taken, grace, pauses }, now) => {
      const stretches = pauses.map(({ from, length: long }) => ({ from, to: from + long }));
      const fulfilledAt = taken === null ? null : madeAt + taken;
      const options = { asOf: now, graceSeconds: grace / 1000 };
      const { outcome } = promiseVerdict({ madeAt, dueAt: madeAt + length, fulfilledAt, pauses: stretches }, options);
      let ticks = 0;
      const end = fulfilledAt !== null && fulfilledAt <= now ? fulfilledAt : now;
      for (let ms = madeAt; ms < end; ms += 1) if (!stretches.some(({ from, to }) => from <= ms && ms < to)) ticks += 1;
      const isLate = ticks > length + grace;
      const isDone = fulfilledAt !== null && fulfilledAt <= now;
      const expected = madeAt > now ? "not-yet-made" : isLate ? "broken" : isDone ? "kept" : "pending";
      expect(outcome).toBe(expected);
    }),
  );
});

test("once broken, always broken: later knowledge does not mend a promise that was not called off", () => {
  const uncancelled = promise.map((row) => ({ ...row, cancelledAt: null }));
  fc.assert(
    fc.property(uncancelled, instant, fc.nat(10_000), (row, now, later) => {
      const before = promiseVerdict(row, { asOf: now }).outcome;
      if (before === "broken") expect(promiseVerdict(row, { asOf: now + later }).outcome).toBe("broken");
    }),
  );
});
