import { describe, expect, test } from "vitest";
import type { PromiseRow } from "../../../src/journey/promise-row.ts";
import { promiseVerdict } from "../../../src/journey/promise-verdict.ts";

const asOf = "2024-06-30T00:00:00Z";
const made = { madeAt: "2024-06-03T09:00:00Z", dueAt: "2024-06-03T10:00:00Z" };
const at = (time: string): string => `2024-06-03T${time}Z`;
const outcome = (row: PromiseRow, options: object = {}) => promiseVerdict(row, { asOf, ...options }).outcome;

describe("pauses stop the clock", () => {
  const pause = (from: string, to: string | null): PromiseRow["pauses"] => [{ from: at(from), to: to && at(to) }];

  test.each([
    ["within the time, for as long as they last", "10:30:00", "09:10:00", "09:40:00", "kept"],
    ["and no longer", "10:30:00.001", "09:10:00", "09:40:00", "broken"],
    ["only after the promise was made", "10:10:00", "08:30:00", "09:10:00", "kept"],
    ["only after the promise was made, a moment later", "10:10:00.001", "08:30:00", "09:10:00", "broken"],
    ["at the deadline itself", "11:00:00", "10:00:00", "11:00:00", "kept"],
    ["not after the deadline", "11:00:00", "10:00:00.001", "11:00:00", "broken"],
    ["not before the promise was made", "10:00:00.001", "08:00:00", "08:30:00", "broken"],
  ])("%s", (_, done, from, to, expected) => {
    expect(outcome({ ...made, fulfilledAt: at(done), pauses: pause(from, to) })).toBe(expected);
  });

  test("that overlap count once", () => {
    const pauses = [
      ...pause("09:10:00", "09:30:00")!,
      ...pause("09:20:00", "09:40:00")!,
      ...pause("09:15:00", "09:16:00")!,
    ];
    expect(outcome({ ...made, fulfilledAt: at("10:30:00"), pauses })).toBe("kept");
    expect(outcome({ ...made, fulfilledAt: at("10:30:00.001"), pauses })).toBe("broken");
  });

  test("one that moves the deadline reaches the next", () => {
    const pauses = [...pause("09:30:00", "10:30:00")!, ...pause("10:45:00", "11:45:00")!];
    const result = promiseVerdict({ ...made, fulfilledAt: at("12:00:00"), pauses }, { asOf });
    expect(result).toMatchObject({ outcome: "kept", inTimeUntil: "2024-06-03T12:00:00.000Z", lateSeconds: 0 });
  });

  test("one that lasts keeps the promise pending for ever", () => {
    const result = promiseVerdict({ ...made, pauses: pause("09:30:00", null) }, { asOf });
    expect(result).toMatchObject({ outcome: "pending", inTimeUntil: null, notes: ["paused"], elapsedSeconds: 1800 });
  });

  test("one that begins after asOf is not known yet", () => {
    const result = promiseVerdict({ ...made, pauses: pause("09:30:00", "09:45:00") }, { asOf: at("09:20:00") });
    expect(result).toMatchObject({ outcome: "pending", inTimeUntil: "2024-06-03T10:00:00.000Z", notes: [] });
  });

  test("in the time of grace too", () => {
    const row = { ...made, fulfilledAt: at("10:40:00"), pauses: pause("10:05:00", "10:35:00") };
    expect(outcome(row, { graceSeconds: 600 })).toBe("kept");
    expect(outcome(row, { graceSeconds: 240 })).toBe("broken");
  });

  test("an early end is early by the clock of the promise", () => {
    const row = { ...made, fulfilledAt: at("09:50:00"), pauses: pause("09:10:00", "09:40:00") };
    expect(outcome(row, { exceededIfEarlierByShare: 0.66 })).toBe("exceeded");
    expect(outcome({ ...row, pauses: [] }, { exceededIfEarlierByShare: 0.66 })).toBe("kept");
  });
});

describe("calling off", () => {
  test("before it was done is withdrawal, whoever did it", () => {
    expect(outcome({ ...made, cancelledAt: at("09:10:00"), fulfilledAt: at("09:20:00") })).toBe("withdrawn");
    expect(outcome({ ...made, cancelledAt: at("09:20:00"), fulfilledAt: at("09:20:00") })).toBe("kept");
    expect(outcome({ ...made, cancelledAt: at("09:10:00"), cancelledBy: "company" })).toBe("withdrawn");
  });

  test("by the company may be taken for breaking", () => {
    const strict = { companyCancellation: "broken" };
    expect(outcome({ ...made, cancelledAt: at("09:10:00"), cancelledBy: "company" }, strict)).toBe("broken");
    expect(outcome({ ...made, cancelledAt: at("09:10:00"), cancelledBy: "customer" }, strict)).toBe("withdrawn");
    expect(outcome({ ...made, cancelledAt: at("09:10:00") }, strict)).toBe("withdrawn");
  });

  test("when it was late already is withdrawal with a note", () => {
    const result = promiseVerdict({ ...made, cancelledAt: at("10:00:00.001") }, { asOf });
    expect(result).toMatchObject({ outcome: "withdrawn", notes: ["overdue-when-called-off"] });
  });

  test("after asOf is not known yet", () => {
    expect(outcome({ ...made, cancelledAt: at("09:30:00") }, { asOf: at("09:20:00") })).toBe("pending");
  });
});

test("a share is compared as the decimal that it is", () => {
  // 0.07 · 100 is 7.000000000000001.
  const row = { madeAt: 0, dueAt: 100, fulfilledAt: 93 };
  expect(outcome(row, { exceededIfEarlierByShare: 0.07 })).toBe("exceeded");
  expect(outcome({ ...row, fulfilledAt: 94 }, { exceededIfEarlierByShare: 0.07 })).toBe("kept");
});

test("instants are compared, not their texts", () => {
  expect(outcome({ ...made, dueAt: "2024-06-03T12:00:00+02:00", fulfilledAt: at("10:00:00") })).toBe("kept");
  expect(outcome({ ...made, madeAt: new Date(at("09:00:00")), fulfilledAt: Date.parse(at("10:00:01")) })).toBe(
    "broken",
  );
});

test.each([
  [null, "row-invalid"],
  [7, "row-invalid"],
  [{}, "made-at-invalid"],
  [{ madeAt: "2024-06-03" }, "made-at-invalid"],
  [{ ...made, dueAt: "soon" }, "due-at-invalid"],
  [{ ...made, fulfilledAt: "2024-02-30T10:00:00Z" }, "fulfilled-at-invalid"],
  [{ ...made, cancelledAt: true }, "cancelled-at-invalid"],
  [{ ...made, dueAt: at("08:00:00") }, "due-before-made"],
  [{ ...made, fulfilledAt: at("08:59:59") }, "fulfilled-before-made"],
  [{ ...made, cancelledAt: at("08:59:59") }, "cancelled-before-made"],
  [{ ...made, pauses: [{ from: at("09:30:00"), to: at("09:10:00") }] }, "pause-invalid"],
  [{ ...made, pauses: [null] }, "pause-invalid"],
  [{ ...made, pauses: "none" }, "pause-invalid"],
])("bad data is said, not thrown: %j", (row, fault) => {
  expect(promiseVerdict(row as PromiseRow, { asOf })).toMatchObject({ outcome: null, fault });
});

test.each([
  [{ asOf: "2024-06-30" }, "INSTANT_WITHOUT_OFFSET"],
  [{ asOf: "later" }, "INSTANT_INVALID"],
  [{ asOf, graceSeconds: -1 }, "GRACE_INVALID"],
  [{ asOf, graceSeconds: "60" }, "GRACE_INVALID"],
  [{ asOf, exceededIfEarlierByShare: 50 }, "EARLIER_SHARE_OUT_OF_RANGE"],
  [{ asOf, exceededIfEarlierByShare: 0 }, "EARLIER_SHARE_OUT_OF_RANGE"],
  [{ asOf, companyCancellation: "kept" }, "COMPANY_CANCELLATION_INVALID"],
])("a bad call throws: %j", (options, code) => {
  expect(() => promiseVerdict(made, options as never)).toThrow(expect.objectContaining({ code }));
});

test("without a deadline nothing can be late", () => {
  expect(promiseVerdict({ madeAt: made.madeAt }, { asOf })).toMatchObject({
    outcome: "pending",
    inTimeUntil: null,
    lateSeconds: null,
    notes: ["no-deadline"],
  });
  expect(outcome({ madeAt: made.madeAt, fulfilledAt: at("23:00:00") }, { exceededIfEarlierByShare: 0.5 })).toBe("kept");
});
