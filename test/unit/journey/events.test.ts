import { describe, expect, test } from "vitest";
import { isMetricError } from "../../../src/core/metric-error.ts";
import { eventCases } from "../../../src/journey/event-cases.ts";
import { interactionEvents } from "../../../src/journey/event-interactions.ts";
import { summariseDurations, wholeMilliseconds } from "../../../src/journey/event-quantiles.ts";
import type { JourneyEvent } from "../../../src/journey/event-row.ts";
import { journeyFunnel, journeyFunnelAccumulator } from "../../../src/journey/funnel.ts";
import { pathFrequency, pathFrequencyAccumulator } from "../../../src/journey/path-frequency.ts";
import { pathDeviation } from "../../../src/journey/planned-path.ts";
import { sankeyData } from "../../../src/journey/sankey-data.ts";
import { timeBetween } from "../../../src/journey/time-between.ts";
import { transitionMatrix } from "../../../src/journey/transition-matrix.ts";

const HOUR = 3_600_000;
const went = (caseId: string, ...path: string[]): JourneyEvent[] =>
  path.map((step, hour) => ({ caseId, step, at: hour * HOUR }));
const codeOf = (call: () => unknown): string => {
  try {
    call();
    return "none";
  } catch (error) {
    return isMetricError(error) ? error.code : "other";
  }
};

describe("reading events", () => {
  test("what cannot be used is counted by reason", () => {
    const rows = [
      null,
      { caseId: "", step: "x", at: 0 },
      { caseId: 7, step: "x", at: 0 },
      { caseId: "a", step: null, at: 0 },
      { caseId: "a", step: "x", at: "2024-03-01" },
      { caseId: "a", step: "x", at: 0, sequence: NaN },
      { caseId: "a", step: "x", at: 11 },
      { caseId: "b", step: "y", at: new Date(10) },
    ] as unknown as JourneyEvent[];
    expect(eventCases(rows, { asOf: 10 })).toMatchObject({
      cases: 1,
      caseIds: ["b"],
      steps: ["y"],
      leftOut: {
        "row-invalid": 1,
        "case-id-invalid": 2,
        "step-invalid": 1,
        "at-invalid": 1,
        "sequence-invalid": 1,
        "after-as-of": 1,
      },
    });
    expect(transitionMatrix(rows, { asOf: 10 }).notes).toEqual(["events-left-out"]);
    expect(codeOf(() => eventCases(rows, { onInvalid: "throw" }))).toBe("EVENT_INVALID");
  });

  test("sequence orders events of one instant, and only those", () => {
    const rows = [
      { caseId: "a", step: "third", at: 5, sequence: 2 },
      { caseId: "a", step: "second", at: 5 },
      { caseId: "a", step: "first", at: 4, sequence: 9 },
    ];
    expect(pathFrequency(rows).paths[0]!.path).toEqual(["first", "second", "third"]);
  });

  test("columns: codes without a name, gaps, text and numbers of one id, uneven lengths", () => {
    const columns = { cases: [1, "1", 4e9, -1, null], steps: [0, 1, 0, 0, 0], stepNames: ["x"], at: [1, 2, 3, 4, 5] };
    expect(eventCases(columns)).toMatchObject({
      caseIds: ["1", "4000000000"],
      leftOut: { "step-invalid": 1, "case-id-invalid": 2 },
    });
    expect(codeOf(() => eventCases({ cases: [1], steps: [], at: [1] }))).toBe("LENGTH_MISMATCH");
    expect(codeOf(() => eventCases({ cases: [1], steps: 1, at: [1] } as never))).toBe("SOURCE_INVALID");
  });

  test("what is no source fails", () => {
    for (const source of [null, undefined, 3, "text", {}])
      expect(codeOf(() => eventCases(source as never))).toBe("SOURCE_INVALID");
    expect(codeOf(() => eventCases([], { onInvalid: "skip" as never }))).toBe("ON_INVALID_UNKNOWN");
    expect(codeOf(() => eventCases([], { asOf: "2024-03-01" }))).toBe("INSTANT_WITHOUT_OFFSET");
  });

  test("interactions are events of journeys or of customers, by touchpoint or by channel", () => {
    const row = {
      customerId: "c",
      journeyId: null,
      touchpointId: "t",
      channel: "web",
      startedAt: "1970-01-01T00:00:00Z",
    };
    expect(eventCases(interactionEvents([row])).leftOut["case-id-invalid"]).toBe(1);
    expect(interactionEvents([row], { caseBy: "customer", stepBy: "channel" })).toMatchObject([
      { caseId: "c", step: "web" },
    ]);
    expect(codeOf(() => interactionEvents([], { caseBy: "team" as never }))).toBe("CASE_BY_UNKNOWN");
    expect(codeOf(() => interactionEvents([], { stepBy: "team" as never }))).toBe("STEP_BY_UNKNOWN");
  });

  test("quantiles of type 7 over counted durations; a third of an hour keeps its last millisecond", () => {
    const summary = summariseDurations(
      [
        [HOUR, 2],
        [3 * HOUR, 1],
        [5 * HOUR, 1],
      ],
      [0, 0.25, 0.9, 1],
    );
    expect(summary).toMatchObject({ n: 4, medianHours: 2, meanHours: 2.5 });
    expect(summary.quantiles.map(({ hours }) => hours)).toEqual([1, 1, expect.closeTo(4.4, 12), 5]);
    // (n − 1) · 0.7 is 7.000000000000001 for 11 durations of 0 to 10 in one arithmetic, 7 in the other.
    const ten = Array.from({ length: 11 }, (_, i) => [i * HOUR, 1] as const);
    expect(summariseDurations(ten, [0.7, 0.1, 0.3]).quantiles.map(({ hours }) => hours)).toEqual([7, 1, 3]);
    expect(wholeMilliseconds(1 / 3)).toBe(1_200_000);
    expect(wholeMilliseconds(0.7 / HOUR)).toBe(0);
  });
});

describe("journeyFunnel", () => {
  const steps = ["a", "b"];

  test("cases that may still come through are said to be open", () => {
    const events = [...went("1", "a", "b"), ...went("2", "a", "x"), ...went("3", "b")];
    const at = (asOf: number, rest: object = {}) =>
      journeyFunnel(events, { steps, windowHours: 4, asOf: asOf * HOUR, ...rest });
    expect(at(3)).toMatchObject({ value: 0.5, open: 1, notes: ["cases-still-open"] });
    expect(at(4)).toMatchObject({ open: 0, notes: [] });
    expect(at(3, { mode: "strict" }).open).toBe(0);
    expect(at(900, { windowHours: null }).open).toBe(1);
    expect(journeyFunnel(events, { steps }).open).toBeNull();
  });

  test("a funnel of one step has no time; names may be anything", () => {
    const odd = ["__proto__", "x,y", "🎉", "constructor"];
    expect(journeyFunnel(went("__proto__", ...odd), { steps: odd })).toMatchObject({
      value: 1,
      n: 1,
      interval: { method: "wilson" },
    });
    expect(journeyFunnel(went("1", "a"), { steps: ["a"] }).timeToConvert).toMatchObject({ n: 0, medianHours: null });
    expect(journeyFunnel([], { steps })).toMatchObject({ value: null, interval: null, notes: ["nobody-entered"] });
    expect(journeyFunnel(went("1", "a"), { steps, interval: "none" }).notes).toEqual(["no-interval"]);
  });

  test("many starts in a window take time in proportion to events", () => {
    const events = Array.from({ length: 200_000 }, (_, i) => ({ caseId: "1", step: i % 2 === 0 ? "a" : "x", at: i }));
    expect(journeyFunnel(events, { steps: ["a", "a", "a", "b"], windowHours: 1 }).steps[2]!.reached).toBe(1);
  });

  test("misuse", () => {
    expect(codeOf(() => journeyFunnel([], { steps: [] }))).toBe("STEPS_INVALID");
    expect(codeOf(() => journeyFunnel([], { steps, mode: "free" as never }))).toBe("MODE_UNKNOWN");
    expect(codeOf(() => journeyFunnel([], { steps, windowHours: NaN }))).toBe("WINDOW_INVALID");
    expect(codeOf(() => journeyFunnel([], { steps, quantiles: [50] }))).toBe("QUANTILE_OUT_OF_RANGE");
    expect(codeOf(() => journeyFunnel([], { steps, quantiles: 0.5 as never }))).toBe("QUANTILE_OUT_OF_RANGE");
    expect(codeOf(() => journeyFunnel([], { steps, level: 95 }))).toBe("LEVEL_OUT_OF_RANGE");
    const state = journeyFunnelAccumulator({ steps, windowHours: 1 }).empty();
    expect(codeOf(() => journeyFunnel(state, { steps }))).toBe("KIND_MISMATCH");
    expect(codeOf(() => journeyFunnel({ ...state, byDepth: null } as never, { steps, windowHours: 1 }))).toBe(
      "STATE_INVALID",
    );
    expect(journeyFunnel(state, { steps, windowHours: 1 }).n).toBe(0);
  });
});

describe("transitionMatrix", () => {
  test("a step called (start) is not the start, and many steps are counted as few are", () => {
    const { transitions } = transitionMatrix(went("1", "(start)", "(end)"));
    expect(transitions.map(({ from, to }) => [from, to])).toEqual([
      ["(end)", null],
      [null, "(start)"],
      ["(start)", "(end)"],
    ]);
    const many = went("1", ...Array.from({ length: 3000 }, (_, i) => `s${i % 2500}`));
    expect(transitionMatrix(many).transitions.find(({ from }) => from === "s0")).toMatchObject({ to: "s1", count: 2 });
    expect(transitionMatrix(many, { interval: "none" }).transitions[0]!.interval).toBeNull();
  });
});

describe("pathFrequency", () => {
  test("misuse, and nothing", () => {
    expect(codeOf(() => pathFrequency([], { top: -1 }))).toBe("TOP_INVALID");
    expect(codeOf(() => pathFrequency([], { transform: "sorted" as never }))).toBe("TRANSFORM_UNKNOWN");
    expect(codeOf(() => pathFrequency(pathFrequencyAccumulator().empty(), { transform: "set" }))).toBe("KIND_MISMATCH");
    expect(pathFrequency([])).toMatchObject({ n: 0, paths: [], notes: ["no-cases"] });
    expect(pathFrequency(went("1", "a"), { top: 0, interval: "none" })).toMatchObject({ paths: [], otherCases: 1 });
  });
});

describe("timeBetween", () => {
  const options = { from: "a", to: "b" };
  test("from the first a to the next b; each time, if asked", () => {
    const events = went("1", "b", "a", "a", "b", "a", "b", "a");
    expect(timeBetween(events, options)).toMatchObject({ value: 2, n: 1, open: 0 });
    expect(timeBetween(events, { ...options, count: "each" })).toMatchObject({
      n: 2,
      value: 1.5,
      open: 1,
      notes: ["no-interval", "open-cases-ignored"],
    });
    expect(timeBetween(events, { from: "a", to: "a", count: "each" }).closed.n).toBe(3);
  });

  test("those still waiting make the median later, or unknown", () => {
    const events = [...went("1", "a", "b"), ...went("2", "a"), ...went("3", "a")];
    const waiting = timeBetween(events, { ...options, asOf: 9 * HOUR, quantiles: [0.2] });
    expect(waiting).toMatchObject({ value: null, n: 3, open: 2, casesStarted: 3, waiting: [{ p: 0.2, hours: 1 }] });
    expect(waiting.notes).toEqual(["median-not-reached"]);
    expect(timeBetween([], { ...options, asOf: 0 }).notes).toEqual(["no-times"]);
    expect(timeBetween(went("1", "x"), options)).toMatchObject({ value: null, notes: ["no-times"], casesStarted: 0 });
    expect(codeOf(() => timeBetween(events, { ...options, count: "all" as never }))).toBe("COUNT_UNKNOWN");
    expect(codeOf(() => timeBetween(events, { from: "a" } as never))).toBe("STEPS_INVALID");
  });
});

describe("sankeyData", () => {
  test("what is beyond top is one node, and what is beyond the last position is said", () => {
    const events = [...went("1", "a", "b", "a"), ...went("2", "a", "c"), ...went("3", "b")];
    const { nodes, links, notes } = sankeyData(events, { positions: 2, top: 1 });
    expect(nodes).toEqual([
      { position: 0, step: "a", value: 2, ended: 0, cut: 0 },
      { position: 0, step: null, value: 1, ended: 1, cut: 0 },
      { position: 1, step: "b", value: 1, ended: 0, cut: 1 },
      { position: 1, step: null, value: 1, ended: 1, cut: 0 },
    ]);
    expect(links).toEqual([
      { source: 0, target: 2, value: 1 },
      { source: 0, target: 3, value: 1 },
    ]);
    expect(notes).toEqual(["paths-cut"]);
    expect(codeOf(() => sankeyData([], { positions: 0 }))).toBe("POSITIONS_INVALID");
    expect(sankeyData([])).toMatchObject({ n: 0, nodes: [], links: [], notes: ["no-cases"] });
  });
});

describe("pathDeviation", () => {
  const planned = ["book", "desk", "room", "bill"];
  test("missing, extra and out of order, by step and by way", () => {
    const events = [...went("1", ...planned), ...went("2", "book", "room", "desk", "complaint", "complaint")];
    const deviation = pathDeviation(events, { planned });
    expect(deviation).toMatchObject({ value: 0.5, conforming: 1, meanCost: 2.5, n: 2 });
    expect(deviation.meanFitness).toBeCloseTo((1 + 4 / 9) / 2, 12);
    expect(deviation.steps.map(({ step, missing, extra, outOfOrder }) => [step, missing, extra, outOfOrder])).toEqual([
      ["book", 0, 0, 0],
      ["desk", 0, 0, 0],
      ["room", 0, 0, 1],
      ["bill", 1, 0, 0],
      ["complaint", 0, 1, 0],
    ]);
    expect(pathDeviation(events, { planned, top: 1 })).toMatchObject({ paths: [{ count: 1 }], distinctPaths: 2 });
  });

  test("nothing, repeats and misuse", () => {
    expect(pathDeviation([], { planned })).toMatchObject({
      value: null,
      meanCost: null,
      meanFitness: null,
      notes: ["no-cases"],
    });
    const twice = went("1", "book", "book", "desk", "room", "bill");
    expect(pathDeviation(twice, { planned }).paths[0]).toMatchObject({ extra: ["book"], cost: 1 });
    expect(pathDeviation(twice, { planned, transform: "collapse" }).value).toBe(1);
    expect(codeOf(() => pathDeviation([], { planned: [] }))).toBe("STEPS_INVALID");
    expect(codeOf(() => pathDeviation([], { planned, transform: "set" as never }))).toBe("TRANSFORM_UNKNOWN");
  });
});
