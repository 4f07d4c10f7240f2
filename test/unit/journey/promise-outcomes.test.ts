import { describe, expect, test } from "vitest";
import { fold } from "../../../src/core/accumulator.ts";
import { promiseCommitments } from "../../../src/journey/promise-commitments.ts";
import { promiseLatency, promiseLatencyAccumulator } from "../../../src/journey/promise-latency.ts";
import { promiseOutcomes, promiseOutcomesAccumulator } from "../../../src/journey/promise-outcomes.ts";

const asOf = "2024-06-30T00:00:00Z";
const day = (date: number): string => `2024-06-${String(date).padStart(2, "0")}T09:00:00Z`;

describe("promiseOutcomes", () => {
  test("counts what it could not use, and repeated ids once", () => {
    const row = { id: "a", madeAt: day(1), fulfilledAt: day(2) };
    const result = promiseOutcomes([row, row, { madeAt: "soon" }, null as never], { asOf });
    expect(result).toMatchObject({ promises: 1, n: 1, value: 1 });
    expect(result.leftOut).toMatchObject({ "duplicate-id": 1, "made-at-invalid": 1, "row-invalid": 1 });
    expect(result.notes).toEqual(["promises-without-deadline", "rows-left-out"]);
  });

  test("says who called promises off, and whether they were late by then", () => {
    const off = { madeAt: day(1), dueAt: day(5) };
    const result = promiseOutcomes(
      [
        { ...off, cancelledAt: day(2), cancelledBy: "customer" },
        { ...off, cancelledAt: day(6), cancelledBy: "company" },
        { ...off, cancelledAt: day(6) },
      ],
      { asOf },
    );
    expect(result.withdrawnBy).toEqual({ customer: 1, company: 1, unknown: 1, overdue: 2 });
    expect(result).toMatchObject({ value: null, interval: null, notes: ["nothing-judged", "withdrawn-when-overdue"] });
  });

  test("reads its own states and no others", () => {
    const accumulator = promiseOutcomesAccumulator({ asOf });
    const state = fold(accumulator, [{ madeAt: day(1), fulfilledAt: day(2) }]);
    expect(promiseOutcomes(state, { asOf })).toEqual(accumulator.result(state));
    expect(() => promiseOutcomes(state, { asOf, graceSeconds: 1 })).toThrow(
      expect.objectContaining({ code: "KIND_MISMATCH" }),
    );
  });

  test.each([[null], [7], ["text"], [undefined]])("throws for %j instead of rows", (rows) => {
    expect(() => promiseOutcomes(rows as never, { asOf })).toThrow(expect.objectContaining({ code: "SOURCE_INVALID" }));
  });

  test("throws for a level that is none", () => {
    expect(() => promiseOutcomes([], { asOf, level: 95 })).toThrow(
      expect.objectContaining({ code: "LEVEL_OUT_OF_RANGE" }),
    );
  });
});

describe("promiseCommitments", () => {
  const chain = [
    { id: "c", renegotiatedFrom: "b", madeAt: day(8), dueAt: day(12), fulfilledAt: day(11) },
    { id: "a", madeAt: day(1), dueAt: day(5), cancelledAt: day(4), cancelledBy: "company" as const },
    { id: "b", renegotiatedFrom: "a", madeAt: day(4), dueAt: day(9) },
  ];

  test("judges a chain by its first and its last deadline, in whatever order it comes", () => {
    for (const rows of [chain, chain.toReversed()]) {
      const result = promiseCommitments([...rows, { id: "d", madeAt: day(1), dueAt: day(2), fulfilledAt: day(2) }], {
        asOf,
      });
      expect(result).toMatchObject({ commitments: 2, renegotiated: 1, mostMoves: 2, circular: 0, notes: [] });
      expect(result.firstDeadline.counts).toMatchObject({ kept: 1, broken: 1 });
      expect(result.lastDeadline.counts).toMatchObject({ kept: 2, broken: 0 });
    }
  });

  test("each promise of the chain keeps its own verdict in the counts", () => {
    expect(promiseOutcomes(chain, { asOf })).toMatchObject({
      renegotiations: 2,
      counts: { kept: 1, broken: 1, withdrawn: 1 },
    });
  });

  test("done before the first deadline keeps both", () => {
    const rows = [
      { id: "a", madeAt: day(1), dueAt: day(5) },
      { id: "b", renegotiatedFrom: "a", madeAt: day(2), dueAt: day(9), fulfilledAt: day(4) },
    ];
    const result = promiseCommitments(rows, { asOf });
    expect([result.firstDeadline.keptRate.value, result.lastDeadline.keptRate.value]).toEqual([1, 1]);
  });

  test("a move that is not made yet is not known", () => {
    const result = promiseCommitments(chain, { asOf: day(6) });
    expect(result).toMatchObject({ commitments: 1, mostMoves: 1 });
    expect(result.lastDeadline.counts.pending).toBe(1);
    expect(result.firstDeadline.counts.broken).toBe(1);
  });

  test("circles, unknown parents and branches are counted", () => {
    const rows = [
      { id: "x", renegotiatedFrom: "y", madeAt: day(1) },
      { id: "y", renegotiatedFrom: "x", madeAt: day(1) },
      { id: "self", renegotiatedFrom: "self", madeAt: day(1) },
      { id: "orphan", renegotiatedFrom: "gone", madeAt: day(1), fulfilledAt: day(2) },
      { id: "root", madeAt: day(1), dueAt: day(2) },
      { id: "one", renegotiatedFrom: "root", madeAt: day(2), dueAt: day(3) },
      { id: "two", renegotiatedFrom: "root", madeAt: day(3), dueAt: day(9), fulfilledAt: day(8) },
    ];
    const result = promiseCommitments(rows, { asOf });
    expect(result).toMatchObject({ commitments: 2, circular: 3, unknownParents: 1, branches: 1 });
    expect(result.notes).toEqual(["circular", "unknown-parents", "branches"]);
    expect(result.lastDeadline.keptRate.value).toBe(1);
  });
});

describe("promiseLatency", () => {
  test("takes pauses off, and counts who was called off until then", () => {
    const result = promiseLatency(
      [
        { madeAt: day(1), fulfilledAt: day(3), pauses: [{ from: day(2), to: day(3) }] },
        { madeAt: day(1), cancelledAt: day(2) },
        { madeAt: day(1) },
        { madeAt: "2024-07-01T00:00:00Z" },
      ],
      { asOf, probabilities: [0.3] },
    );
    expect(result).toMatchObject({
      fulfilled: 1,
      withdrawn: 1,
      open: 1,
      notYetMade: 1,
      unfulfilled: 2,
      meanSeconds: 86_400,
    });
    expect(result.quantiles[0]).toMatchObject({ linear: 86_400, kaplanMeier: 86_400 });
    expect(result.attainment.value).toBeNull();
    expect(result.notes).toContain("many-open");
  });

  test("reads its own states", () => {
    const accumulator = promiseLatencyAccumulator({ asOf });
    const rows = [{ madeAt: day(1), fulfilledAt: day(3), dueAt: day(2) }];
    expect(promiseLatency(fold(accumulator, rows), { asOf })).toEqual(promiseLatency(rows, { asOf }));
    expect(() => promiseLatency(fold(accumulator, rows), { asOf: day(1) })).toThrow(
      expect.objectContaining({ code: "KIND_MISMATCH" }),
    );
  });

  test("of nothing is null", () => {
    expect(promiseLatency([], { asOf })).toMatchObject({
      value: null,
      n: 0,
      meanSeconds: null,
      medianLatenessSeconds: null,
      notes: ["no-promises"],
    });
  });

  test.each([[0], [1], [90], [Number.NaN], ["0.5"]])("throws for the probability %j", (probability) => {
    expect(() => promiseLatency([], { asOf, probabilities: [probability as number] })).toThrow(
      expect.objectContaining({ code: "PROBABILITY_OUT_OF_RANGE" }),
    );
  });
});
