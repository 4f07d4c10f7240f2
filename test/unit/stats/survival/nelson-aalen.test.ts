import { describe, expect, test } from "vitest";
import { nelsonAalen } from "../../../../src/stats/survival/nelson-aalen.ts";
import { tieCorrectedHazard } from "../../../../src/stats/survival/nelson-aalen-ties.ts";
import { codeOf } from "./code-of.ts";

const data = { time: [1, 1, 2, 3], event: [1, 1, 0, 1] };

describe("a cumulative hazard", () => {
  test("adds events by those at risk, with the survival that belongs to it", () => {
    const { hazard, standardError, survival } = nelsonAalen(data);
    expect(hazard).toEqual([0.5, 0.5, 1.5]);
    expect(standardError[0]).toBeCloseTo(Math.sqrt(2 / 16), 15);
    expect(survival[2]).toBeCloseTo(Math.exp(-1.5), 15);
  });

  test("corrected for ties takes one event after the other", () => {
    const { hazard, standardError, definition } = nelsonAalen(data, { estimator: "fleming-harrington" });
    expect(hazard[0]).toBeCloseTo(1 / 4 + 1 / 3, 15);
    expect(standardError[0]).toBeCloseTo(Math.sqrt(1 / 16 + 1 / 9), 15);
    expect(definition.estimator).toBe("fleming-harrington");
  });

  test("lies within its band, on the scale that was asked for", () => {
    const log = nelsonAalen(data);
    expect(log.lower[0]! * log.upper[0]!).toBeCloseTo(0.25, 14);
    const plain = nelsonAalen(data, { interval: "plain", level: 0.99 });
    expect(plain.lower[0]).toBe(0);
    expect(plain.upper[0]).toBeCloseTo(0.5 + 2.575829303548901 * Math.sqrt(1 / 8), 13);
    expect(nelsonAalen(data, { interval: "none" })).toMatchObject({ lower: [], upper: [], band: null });
  });

  test("of nobody, and of nobody who left", () => {
    expect(nelsonAalen([])).toMatchObject({ hazard: [], n: 0, notes: ["no-observations"] });
    expect(nelsonAalen({ time: [1, 2], event: [0, 0] })).toMatchObject({
      hazard: [0, 0],
      lower: [0, 0],
      upper: [0, 0],
      notes: ["no-events"],
    });
  });

  test("wants what there is", () => {
    expect(codeOf(() => nelsonAalen(data, { estimator: "breslow" as never }))).toBe("ESTIMATOR_UNKNOWN");
    expect(codeOf(() => nelsonAalen(data, { interval: "log-log" as never }))).toBe("INTERVAL_UNKNOWN");
    expect(codeOf(() => nelsonAalen(data, { level: 1 }))).toBe("LEVEL_OUT_OF_RANGE");
  });
});

describe("ties one after the other", () => {
  const byHand = (atRisk: number, events: number): [number, number] => {
    let [hazard, variance] = [0, 0];
    for (let gone = events - 1; gone >= 0; gone -= 1) {
      hazard += 1 / (atRisk - gone);
      variance += 1 / (atRisk - gone) ** 2;
    }
    return [hazard, variance];
  };

  test.each([
    [10, 0],
    [10, 10],
    [2000, 1001],
    [2000, 2000],
    [1001, 1001],
    [1e6, 5e5],
    [3e6, 3e6],
    [1e9, 2e3],
  ])("of %d at risk, %d events, in one formula or many terms", (atRisk, events) => {
    const [hazard, variance] = tieCorrectedHazard(atRisk, events);
    const [sum, square] = byHand(atRisk, events);
    expect(Math.abs(hazard - sum)).toBeLessThanOrEqual(1e-12 * sum);
    expect(Math.abs(variance - square)).toBeLessThanOrEqual(1e-12 * square);
  });

  test("of part of an event is that part of the next term", () => {
    expect(tieCorrectedHazard(4, 1.5)[0]).toBeCloseTo(1 / 4 + 0.5 / 3, 15);
    expect(tieCorrectedHazard(1.5, 1.5)[0]).toBeCloseTo(1 / 1.5 + 0.5 / 0.5, 15);
  });
});
