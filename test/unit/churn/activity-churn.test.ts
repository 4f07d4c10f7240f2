import { describe, expect, test } from "vitest";
import { fold } from "../../../src/core/accumulator.ts";
import {
  activityChurn,
  activityChurnAccumulator,
  type ActivityChurnOptions,
} from "../../../src/churn/activity-churn.ts";
import type { ActivityRow } from "../../../src/churn/activity-row.ts";
import { share } from "../../../src/stats/share.ts";
import { midP } from "../../../src/stats/share-methods.ts";
import { notPlainJson } from "../../support/plain-json.ts";
import { codeOf } from "./code-of.ts";

const DAY = 86_400_000;
const from = Date.parse("2025-03-01T00:00:00Z");
const at = from + 30 * DAY;
const options: ActivityChurnOptions = { from, at, inactivityDays: 30 };
const visit = (customerId: string, instant: number): ActivityRow => ({ customerId, at: instant });

describe("the windows", () => {
  test("are open at their start and closed at their end", () => {
    const active = (instant: number): number[] => {
      const { activeAtStart, activeAtEnd } = activityChurn([visit("a", instant)], options);
      return [activeAtStart, activeAtEnd];
    };
    expect(active(from - 30 * DAY)).toEqual([0, 0]);
    expect(active(from - 30 * DAY + 1)).toEqual([1, 0]);
    expect(active(from)).toEqual([1, 0]);
    expect(active(from + 1)).toEqual([0, 1]);
    expect(active(at)).toEqual([0, 1]);
    expect(activityChurn([visit("a", at + 1)], options).findings).toEqual([
      { code: "after-as-of", index: 0, value: at + 1 },
    ]);
  });

  test("are of 24 hours a day, whatever clocks do", () => {
    // Clocks went forward in Berlin on 30 March: a week of wall clock time would be an hour shorter.
    const week = { from: "2025-03-30T12:00:00+02:00", at: "2025-04-06T12:00:00+02:00", inactivityDays: 7 };
    const edge = Date.parse("2025-03-23T11:00:00+01:00");
    expect(activityChurn([visit("a", edge)], week).n).toBe(0);
    expect(activityChurn([visit("a", edge + 1)], week).n).toBe(1);
  });

  test("may overlap: with a window longer than the time between, one visit may be active at both", () => {
    const close: ActivityChurnOptions = { from, at: from + DAY, inactivityDays: 30 };
    expect(activityChurn([visit("a", from - DAY), visit("b", from - 30 * DAY + 1)], close)).toMatchObject({
      n: 2,
      retained: 1,
      churned: 1,
    });
  });

  test("lie one after the other unless told otherwise", () => {
    const { definition } = activityChurn([], { at, inactivityDays: 30 });
    expect(definition).toEqual({
      from: "2025-03-01T00:00:00.000Z",
      at: "2025-03-31T00:00:00.000Z",
      inactivityDays: 30,
    });
  });
});

test("customers are churned, retained, back or new, and it adds up", () => {
  const rows = [
    visit("stays", from - DAY),
    visit("stays", at),
    visit("leaves", from - DAY),
    visit("leaves too", from - 29 * DAY),
    visit("back", from - 99 * DAY),
    visit("back", at - DAY),
    visit("new", at - 2 * DAY),
    visit("long gone", from - 200 * DAY),
  ];
  const result = activityChurn(rows, options);
  expect(result).toMatchObject({
    value: 2 / 3,
    n: 3,
    activeAtStart: 3,
    activeAtEnd: 3,
    churned: 2,
    retained: 1,
    reactivated: 1,
    new: 1,
    usedRows: 8,
    notes: [],
  });
  expect(result.interval).toEqual(share(2, 3).interval);
  expect(activityChurn(rows, { ...options, interval: midP }).interval).toEqual(
    share(2, 3, { interval: midP }).interval,
  );
  expect(activityChurn(rows, { ...options, interval: "none" })).toMatchObject({
    interval: null,
    notes: ["no-interval"],
  });
  expect(notPlainJson(result)).toEqual([]);
});

test("firstSeen tells who is back and who is new", () => {
  const rows = [visit("old", at), visit("young", at)];
  const result = activityChurn(rows, { ...options, firstSeen: { old: from, young: from + 1, silent: from } });
  expect(result).toMatchObject({ reactivated: 1, new: 1, activeAtEnd: 2, activeAtStart: 0 });
  const accumulator = activityChurnAccumulator({ ...options, firstSeen: new Map([["old", from]]) });
  expect(accumulator.result(fold(accumulator, rows))).toMatchObject({ reactivated: 1, new: 1 });
  expect(
    activityChurn({ customers: ["young", "old"], at: [at, at] }, { ...options, firstSeen: { old: from } }),
  ).toMatchObject({ reactivated: 1, new: 1 });
});

test("a refund is no activity, and two currencies do not matter", () => {
  const rows: ActivityRow[] = [
    { customerId: "a", at: from, amount: 10, currency: "EUR" },
    { customerId: "a", at, amount: 10, currency: "USD", kind: "refund" },
  ];
  expect(activityChurn(rows, options)).toMatchObject({ value: 1, usedRows: 2 });
  expect(activityChurn({ customers: [0, 0], at: [from, at], amounts: [10, -10] }, options)).toMatchObject({
    value: 1,
    usedRows: 2,
  });
});

test("a log that starts within the first window is noted: some who were active then are not in it", () => {
  expect(activityChurn([visit("a", from - 30 * DAY + 1)], options).notes).toEqual(["log-starts-late"]);
  expect(activityChurn([visit("a", from - 30 * DAY)], options).notes).toEqual(["no-active-customers"]);
});

test("nobody active gives no rate", () => {
  expect(activityChurn([], options)).toMatchObject({
    value: null,
    n: 0,
    interval: null,
    notes: ["no-active-customers"],
  });
});

test("rows, columns and states say the same; what is wrong is listed", () => {
  const rows = [
    visit("a", from),
    visit("b", at),
    visit("a", at - DAY),
    visit("", at),
    visit("c", NaN),
    visit("b", at + 1),
  ];
  const result = activityChurn(rows, options);
  expect(result.findings.map(({ code, index }) => [index, code])).toEqual([
    [3, "customer-id-invalid"],
    [4, "at-invalid"],
    [5, "after-as-of"],
  ]);
  const columns = { customers: rows.map(({ customerId }) => customerId), at: rows.map((row) => row.at as number) };
  expect(activityChurn(columns, options)).toEqual(result);
  const accumulator = activityChurnAccumulator(options);
  const state = fold(accumulator, rows);
  expect(activityChurn(state, options)).toEqual({ ...result, findings: [] });
  expect(state).toMatchObject({ usedRows: 3, earliest: from, customers: { a: 7, b: 4 } });
  expect(codeOf(() => fold(activityChurnAccumulator({ ...options, onInvalid: "throw" }), rows))).toBe("ROW_INVALID");
});

test("the definition as options gives the same again", () => {
  const rows = [visit("a", from), visit("b", at)];
  const result = activityChurn(rows, options);
  expect(activityChurn(rows, result.definition)).toEqual(result);
});

describe("calls that break a rule", () => {
  test.each<[string, Partial<{ [Option in keyof ActivityChurnOptions]: unknown }>]>([
    ["INACTIVITY_INVALID", { inactivityDays: 0 }],
    ["INACTIVITY_INVALID", { inactivityDays: undefined }],
    ["INACTIVITY_INVALID", { inactivityDays: Infinity }],
    ["WINDOWS_REVERSED", { from: at }],
    ["INSTANT_INVALID", { at: undefined }],
    ["INSTANT_WITHOUT_OFFSET", { from: "2025-01-01" }],
    ["LEVEL_OUT_OF_RANGE", { level: 1 }],
    ["FIRST_SEEN_INVALID", { firstSeen: "a" }],
  ])("throw %s for %j", (code, change) => {
    expect(codeOf(() => activityChurn([], { ...options, ...change } as ActivityChurnOptions))).toBe(code);
  });

  test.each([[8], [-1], [0.5], ["7"]])("a state whose bits are %s is damaged", (bits) => {
    const state = { ...fold(activityChurnAccumulator(options), []), customers: { a: bits as number } };
    expect(codeOf(() => activityChurn(state, options))).toBe("KIND_MISMATCH");
  });

  test("states of other windows do not mix", () => {
    const state = fold(activityChurnAccumulator(options), []);
    expect(codeOf(() => activityChurn(state, { ...options, inactivityDays: 31 }))).toBe("KIND_MISMATCH");
    expect(
      codeOf(() =>
        activityChurnAccumulator(options).merge(state, fold(activityChurnAccumulator({ at, inactivityDays: 29 }), [])),
      ),
    ).toBe("KIND_MISMATCH");
  });
});
