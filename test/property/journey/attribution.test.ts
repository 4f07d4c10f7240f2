import fc from "fast-check";
import { expect, test } from "vitest";
import { attribution, attributionAccumulator } from "../../../src/journey/attribution.ts";
import type { AttributionJourney } from "../../../src/journey/attribution-journey.ts";
import type { AttributionModel, AttributionOptions } from "../../../src/journey/attribution-rules.ts";
import { markovAttribution, markovAttributionAccumulator } from "../../../src/journey/markov-attribution.ts";
import type { ConversionPath } from "../../../src/journey/markov-paths.ts";
import { shapleyAttribution, shapleyAttributionAccumulator } from "../../../src/journey/shapley-attribution.ts";
import { shapleyValue } from "../../../src/journey/shapley-game.ts";
import { exactSum } from "../../../src/numeric/exact-sum.ts";
import { testAccumulatorLaws } from "../../support/accumulator-laws.ts";

const channel = fc.constantFrom("direct", "a", "b", "c,d", "__proto__", "🚲");
const touch = fc.record({ channel, at: fc.integer({ min: 0, max: 1e9 }) });
const journey: fc.Arbitrary<AttributionJourney> = fc.oneof(
  {
    weight: 9,
    arbitrary: fc.record({
      touches: fc.array(touch, { maxLength: 8 }),
      convertedAt: fc.option(fc.integer({ min: 0, max: 1e9 })),
      value: fc.oneof(fc.integer({ min: -1000, max: 100_000 }), fc.double({ min: -1e9, max: 1e9, noNaN: true })),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      null,
      { touches: [], convertedAt: "x" },
      { touches: [null] },
    ) as unknown as fc.Arbitrary<AttributionJourney>,
  },
);
const models: readonly AttributionModel[] = ["first", "last", "lastNonDirect", "linear", "position", "timeDecay"];
const options = (model: AttributionModel): AttributionOptions =>
  model === "timeDecay" ? { model, halfLifeHours: 10 } : { model };
const path: fc.Arbitrary<ConversionPath> = fc.oneof(
  {
    weight: 9,
    arbitrary: fc.record({
      path: fc.array(channel, { maxLength: 6 }),
      conversions: fc.nat({ max: 9 }),
      nulls: fc.nat({ max: 9 }),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ path: ["a"], conversions: 0.5 }) },
);

for (const model of models) {
  testAccumulatorLaws(`attribution ${model}`, () => attributionAccumulator(options(model)), journey);
}
testAccumulatorLaws("markovAttribution", () => markovAttributionAccumulator(), path);
testAccumulatorLaws("shapleyAttribution", () => shapleyAttributionAccumulator(), path);

test.each(models)("credits by %s conserve value: in the state exactly, in the result to a rounding each", (model) => {
  fc.assert(
    fc.property(fc.array(journey, { maxLength: 30 }), (journeys) => {
      const accumulator = attributionAccumulator(options(model));
      const state = journeys.reduce((before, each) => accumulator.add(before, each), accumulator.empty());
      const credits = Object.values(state.channels).flatMap(({ credit }) => credit);
      expect(exactSum([...credits, ...state.unattributed, ...state.total.map((part) => -part)])).toBe(0);
      const whole = attribution(journeys, options(model));
      expect(whole).toStrictEqual(accumulator.result(state));
      expect(attribution(journeys.toReversed(), options(model)).total).toBe(whole.total);
    }),
  );
});

test.each(models)("whole values by %s come out as whole credits that add up", (model) => {
  const cents = fc.record({
    touches: fc.array(touch, { minLength: 1, maxLength: 8 }),
    convertedAt: fc.constant(1e9),
    value: fc.nat({ max: 1e6 }),
  });
  fc.assert(
    fc.property(fc.array(cents, { minLength: 1, maxLength: 30 }), (journeys) => {
      const { total, credits } = attribution(journeys, options(model));
      expect(credits.reduce((sum, { wholeCredit }) => sum + wholeCredit!, 0)).toBe(total);
      for (const { credit, wholeCredit } of credits) expect(Math.abs(credit - wholeCredit!)).toBeLessThanOrEqual(1);
    }),
  );
});

test("Markov: removal effects are what the chain loses, and repeats change nothing", () => {
  fc.assert(
    fc.property(fc.array(path, { maxLength: 12 }), (paths) => {
      const result = markovAttribution(paths);
      for (const { channel: removed, removalEffect } of result.channels) {
        if (removalEffect === null) continue;
        const left = pushed(result.transitions, removed) / pushed(result.transitions, null);
        expect(Math.abs(removalEffect - (1 - left))).toBeLessThan(1e-9);
      }
      const collapsed = paths.map((row) => ({ ...row, path: row.path.filter((name, i) => name !== row.path[i - 1]) }));
      expect(markovAttribution(collapsed).channels).toEqual(result.channels);
      const sum = exactSum(result.channels.map(({ conversions }) => conversions));
      expect(Math.abs(sum + result.unattributed - result.conversions)).toBeLessThanOrEqual(1e-12 * result.conversions);
    }),
  );
});

/** P(conversion) by pushing mass step by step until none is left, with steps into `removed` lost. */
function pushed(steps: ReturnType<typeof markovAttribution>["transitions"], removed: string | null): number {
  let mass = new Map<string | null, number>([[null, 1]]);
  let converted = 0;
  for (let round = 0; round < 3000 && mass.size > 0; round += 1) {
    const next = new Map<string | null, number>();
    for (const { from, to, end, probability } of steps) {
      const moved = (mass.get(from) ?? 0) * probability;
      if (moved < 1e-18) continue;
      if (end === "conversion") converted += moved;
      else if (end === null && to !== removed) next.set(to, (next.get(to) ?? 0) + moved);
    }
    mass = next;
  }
  return converted;
}

test("Shapley: the equal split is the value of the game of coalitions", () => {
  fc.assert(
    fc.property(fc.array(path, { maxLength: 10 }), (paths) => {
      const { values, total } = shapleyAttribution(paths);
      const players = values.map((value) => value.channel);
      const usable = paths.filter(({ path: way, conversions }) => way.length > 0 && Number.isInteger(conversions));
      const table = Array.from({ length: 2 ** players.length }, (_, mask) => {
        const coalition = players.filter((_player, i) => (mask & (1 << i)) !== 0);
        const inside = usable.filter(({ path: way }) => way.every((name) => coalition.includes(name)));
        return { coalition, worth: inside.reduce((sum, { conversions = 0 }) => sum + conversions, 0) };
      });
      const game = shapleyValue(players, table);
      expect(game.total).toBe(total);
      game.values.forEach(({ value }, i) => expect(Math.abs(value - values[i]!.value)).toBeLessThan(1e-9));
    }),
    { numRuns: 50 },
  );
});
