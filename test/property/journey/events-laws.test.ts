import fc from "fast-check";
import { journeyFunnelAccumulator } from "../../../src/journey/funnel.ts";
import { pathFrequencyAccumulator } from "../../../src/journey/path-frequency.ts";
import { timeBetweenAccumulator } from "../../../src/journey/time-between.ts";
import { transitionMatrixAccumulator } from "../../../src/journey/transition-matrix.ts";
import type { JourneyEvent } from "../../../src/journey/event-row.ts";
import { testAccumulatorLaws } from "../../support/accumulator-laws.ts";

/** The events of a few whole cases, strange ones among them. */
const someCases = fc.array(
  fc.record({
    caseId: fc.constantFrom("a", "b", "__proto__", "", null),
    step: fc.constantFrom("visit", "quote", "book", "__proto__", "visit,quote", "🎉", "(start)", null),
    at: fc.oneof(fc.integer({ min: 0, max: 5 }), fc.constantFrom("1970-01-01T00:00:00.003Z", "1970-01-01", NaN, 1e9)),
    sequence: fc.constantFrom(undefined, null, 1, -2, NaN),
  }),
  { maxLength: 12 },
) as fc.Arbitrary<JourneyEvent[]>;

const steps = ["visit", "quote", "book"];
testAccumulatorLaws("journeyFunnel", () => journeyFunnelAccumulator({ steps, windowHours: 3 / 3_600_000 }), someCases);
testAccumulatorLaws(
  "journeyFunnel, strict",
  () => journeyFunnelAccumulator({ steps, mode: "strict", asOf: 10 }),
  someCases,
);
testAccumulatorLaws("transitionMatrix", () => transitionMatrixAccumulator(), someCases);
testAccumulatorLaws("pathFrequency", () => pathFrequencyAccumulator({ transform: "collapse", top: 3 }), someCases);
testAccumulatorLaws(
  "timeBetween",
  () => timeBetweenAccumulator({ from: "visit", to: "quote", count: "each", asOf: 10 }),
  someCases,
);
