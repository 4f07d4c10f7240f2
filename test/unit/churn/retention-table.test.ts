import { describe, expect, test } from "vitest";
import { retentionTable, type RetentionTableResult } from "../../../src/churn/retention-table.ts";
import type { RetentionTableOptions } from "../../../src/churn/retention-options.ts";
import type { ActivityRow } from "../../../src/churn/activity-row.ts";
import { cohortMembers } from "../../../src/churn/cohort-members.ts";
import { clopperPearson } from "../../../src/stats/share-methods.ts";
import { share } from "../../../src/stats/share.ts";
import { notPlainJson } from "../../support/plain-json.ts";
import { codeOf } from "./code-of.ts";

const utcMonths = { every: "month", timeZone: "UTC", asOf: "2025-04-01T00:00:00Z" } as const;

/** `"a 2025-01-05T12:00Z 1000"`: customer, instant, amount. */
function log(...lines: readonly string[]): ActivityRow[] {
  return lines.map((line) => {
    const [customerId, at, amount] = line.split(" ");
    return { customerId: customerId!, at: at!, ...(amount === undefined ? {} : { amount: Number(amount) }) };
  });
}

const retained = ({ cohorts }: RetentionTableResult): number[][] =>
  cohorts.map(({ cells }) => cells.map((cell) => cell.retained));
const sizes = ({ cohorts }: RetentionTableResult): (readonly [string, number])[] =>
  cohorts.map(({ cohort, size }) => [cohort, size]);

describe("what counts as retained", () => {
  const rows = log(
    "a 2025-01-05T12:00Z",
    "a 2025-03-05T12:00Z",
    "b 2025-01-06T12:00Z",
    "b 2025-02-06T12:00Z",
    "c 2025-02-07T12:00Z",
  );

  test("classic: active in that period", () => {
    const table = retentionTable(rows, utcMonths);
    expect(retained(table)).toEqual([[2, 1, 1], [1, 0], [0]]);
    expect(sizes(table)).toEqual([
      ["2025-01", 2],
      ["2025-02", 1],
      ["2025-03", 0],
    ]);
    expect(table.n).toBe(3);
  });

  test("unbounded: active in that period or later", () => {
    const table = retentionTable(rows, { ...utcMonths, mode: "unbounded" });
    expect(retained(table)).toEqual([[2, 2, 1], [1, 0], [0]]);
    expect(table.cohorts[0]!.cells[1]).toMatchObject({ from: 1, to: null });
    expect(table.byAge[1]).toMatchObject({ from: 1, to: null, share: 2 / 3 });
  });

  test("bracket: active at least once in the range, ranges may overlap and come in any order", () => {
    const brackets = [
      [1, 2],
      [0, 0],
      [0, 1],
    ] as const;
    const table = retentionTable(rows, { ...utcMonths, mode: "bracket", brackets });
    expect(table.cohorts[0]!.cells.map(({ from, to, retained, complete }) => [from, to, retained, complete])).toEqual([
      [1, 2, 2, true],
      [0, 0, 2, true],
      [0, 1, 2, true],
    ]);
    // February comes to age 1 only: its [1, 2] has begun and is not over. March is at age 0.
    expect(table.cohorts[1]!.cells.map(({ from, to, complete }) => [from, to, complete])).toEqual([
      [1, 2, false],
      [0, 0, true],
      [0, 1, true],
    ]);
    expect(table.cohorts[2]!.cells.map(({ from }) => from)).toEqual([0, 0]);
    expect(table.byAge.map(({ n, retained }) => [n, retained])).toEqual([
      [2, 2],
      [3, 3],
      [3, 3],
    ]);
  });

  test("all cohorts together weigh customers; the mean of shares weighs cohorts; empty cohorts weigh nothing", () => {
    const { byAge } = retentionTable(rows, utcMonths);
    expect(byAge[1]).toMatchObject({ cohorts: 2, n: 3, retained: 1, share: 1 / 3, meanShare: 0.25 });
    expect(byAge[0]).toMatchObject({ cohorts: 2, n: 3, share: 1 });
  });

  test("ages limits the columns", () => {
    const table = retentionTable(rows, { ...utcMonths, ages: 2 });
    expect(retained(table)).toEqual([[2, 1], [1, 0], [0]]);
    expect(table.byAge).toHaveLength(2);
    expect(table.definition.ages).toBe(2);
    expect(retentionTable(rows, { ...utcMonths, ages: 99 }).byAge).toHaveLength(3);
  });
});

describe("periods", () => {
  test("an event at midnight belongs to the day that begins, in the zone", () => {
    const rows = log(
      "a 2025-03-30T22:59:59.999Z",
      "b 2025-03-30T23:00Z",
      "c 2025-03-31T21:59:59.999Z",
      "d 2025-03-31T22:00Z",
    );
    // Berlin is at +01:00 until 01:00 UTC of 30 March, then at +02:00.
    const days = retentionTable(rows, { every: "day", timeZone: "Europe/Berlin", asOf: "2025-04-01T00:00:00+02:00" });
    expect(sizes(days)).toEqual([["2025-03-31", 3]]);
    expect(days.leftOut["after-as-of"]).toBe(1);
  });

  test("the week starts when it is told to", () => {
    const rows = log("sunday 2025-03-02T12:00Z", "monday 2025-03-03T12:00Z");
    const options = { every: "week", timeZone: "UTC", asOf: "2025-03-09T00:00:00Z" } as const;
    expect(sizes(retentionTable(rows, options))).toEqual([
      ["2025-W09", 1],
      ["2025-W10", 1],
    ]);
    expect(sizes(retentionTable(rows, { ...options, weekStart: 7 }))).toEqual([["2025-03-02", 2]]);
  });

  test("a day that a zone skipped is an empty cohort, and an age at which nobody could come", () => {
    // Apia went from 29 to 31 December 2011.
    const rows = log("a 2011-12-29T20:00:00-10:00", "a 2011-12-31T08:00:00+14:00");
    const table = retentionTable(rows, { every: "day", timeZone: "Pacific/Apia", asOf: "2012-01-01T00:00:00+14:00" });
    expect(sizes(table)).toEqual([
      ["2011-12-29", 1],
      ["2011-12-30", 0],
      ["2011-12-31", 0],
    ]);
    expect(retained(table)[0]).toEqual([1, 0, 1]);
    expect(table.cohorts[1]).toMatchObject({ start: table.cohorts[1]!.end });
  });

  test("quarters and years", () => {
    const rows = log("a 2023-12-31T23:59Z", "a 2024-07-01T00:00Z", "a 2025-01-01T00:00Z");
    const options = { timeZone: "UTC", asOf: "2025-01-01T00:00:00.001Z" } as const;
    expect(retained(retentionTable(rows, { ...options, every: "quarter" }))[0]).toEqual([1, 0, 0, 1, 0, 1]);
    expect(retained(retentionTable(rows, { ...options, every: "year" }))[0]).toEqual([1, 1, 1]);
  });
});

describe("what is not over", () => {
  const rows = log("a 2025-01-05T12:00Z", "a 2025-02-05T12:00Z", "b 2025-02-06T12:00Z");

  test("a period that ends at asOf is complete, a millisecond before it is not", () => {
    const at = (asOf: string): boolean[] =>
      retentionTable(rows, { ...utcMonths, asOf }).cohorts[0]!.cells.map(({ complete }) => complete);
    expect(at("2025-03-01T00:00:00Z")).toEqual([true, true]);
    expect(at("2025-02-28T23:59:59.999Z")).toEqual([true, false]);
    expect(at("2025-03-01T00:00:00.001Z")).toEqual([true, true, false]);
  });

  test("it is flagged, has a share and no interval, and is left out of the ages", () => {
    const table = retentionTable(rows, { ...utcMonths, asOf: "2025-02-20T00:00:00Z" });
    expect(table.cohorts[0]!.cells[1]).toMatchObject({ n: 1, retained: 1, share: 1, interval: null, complete: false });
    expect(table.byAge[1]).toMatchObject({
      cohorts: 0,
      n: 0,
      retained: 0,
      share: null,
      interval: null,
      meanShare: null,
    });
    expect(table.byAge[0]).toMatchObject({ cohorts: 1, n: 1 });
  });

  test("what happens at asOf is after it", () => {
    const table = retentionTable(log("a 2025-04-01T00:00Z", "a 2025-03-31T23:59:59.999Z"), utcMonths);
    expect(table).toMatchObject({
      usedRows: 1,
      findings: [{ code: "after-as-of", index: 0, value: "2025-04-01T00:00Z" }],
    });
  });
});

describe("how sure a share is", () => {
  const rows = log("a 2025-01-05T12:00Z", "a 2025-02-05T12:00Z", "b 2025-01-06T12:00Z", "c 2025-01-07T12:00Z");

  test("by Wilson unless told otherwise", () => {
    const { cohorts, byAge } = retentionTable(rows, utcMonths);
    expect(cohorts[0]!.cells[1]!.interval).toEqual(share(1, 3).interval);
    expect(byAge[1]!.interval).toEqual(share(1, 3).interval);
    const narrower = retentionTable(rows, { ...utcMonths, level: 0.8 }).byAge[1]!.interval;
    expect(narrower).toEqual(share(1, 3, { level: 0.8 }).interval);
    expect(retentionTable(rows, { ...utcMonths, interval: clopperPearson }).byAge[1]!.interval).toMatchObject({
      method: "clopper-pearson",
    });
    expect(retentionTable(rows, { ...utcMonths, interval: "none" }).byAge[1]!.interval).toBeNull();
  });

  test("a cohort without customers has neither share nor interval", () => {
    expect(retentionTable(rows, utcMonths).cohorts[1]!.cells[0]).toMatchObject({
      n: 0,
      share: null,
      interval: null,
      complete: true,
    });
  });
});

describe("old customers", () => {
  const rows = log("old 2024-12-20T12:00Z", "old 2025-01-05T12:00Z", "old 2025-02-05T12:00Z", "new 2025-01-06T12:00Z");

  test("are kept out of the cohorts when the log or firstSeen shows them before knownSince", () => {
    const byLog = retentionTable(rows, { ...utcMonths, knownSince: "2025-01-01T00:00:00Z" });
    expect(sizes(byLog)[0]).toEqual(["2025-01", 1]);
    expect(byLog.outside).toEqual({ leftCensored: 1, leftCensoredEvents: 3, refundsOnly: 0, revenue: null });
    expect(byLog.usedRows).toBe(4);

    const inWindow = rows.slice(1);
    const byTable = retentionTable(inWindow, {
      ...utcMonths,
      knownSince: "2025-01-01T00:00:00Z",
      firstSeen: { old: "2020-05-05T00:00:00Z" },
    });
    expect(byTable.cohorts).toEqual(byLog.cohorts);
    expect(byTable.outside).toMatchObject({ leftCensored: 1, leftCensoredEvents: 2 });
    // Without either, the log makes a new customer of an old one.
    expect(sizes(retentionTable(inWindow, utcMonths))[0]).toEqual(["2025-01", 2]);
  });

  test("knownSince itself is known", () => {
    const at = "2025-01-01T00:00:00Z";
    expect(retentionTable(log("a 2025-01-01T00:00:00Z"), { ...utcMonths, knownSince: at }).n).toBe(1);
    expect(retentionTable(log("a 2024-12-31T23:59:59.999Z"), { ...utcMonths, knownSince: at })).toMatchObject({
      n: 0,
      notes: ["no-customers"],
    });
  });

  test("without knownSince they open the cohort of firstSeen, whose cells before the log are empty, and a note says so", () => {
    const table = retentionTable(log("a 2025-02-05T12:00Z", "b 2025-02-06T12:00Z"), {
      ...utcMonths,
      firstSeen: { a: "2025-01-31T23:00:00Z" },
    });
    expect(sizes(table)).toEqual([
      ["2025-01", 1],
      ["2025-02", 1],
      ["2025-03", 0],
    ]);
    expect(retained(table)[0]).toEqual([0, 1, 0]);
    expect(table.notes).toEqual(["cohorts-before-log"]);
  });

  test("firstSeen later than the first activity changes nothing, and null is not known", () => {
    const plain = retentionTable(rows, utcMonths);
    expect(retentionTable(rows, { ...utcMonths, firstSeen: { old: "2025-03-01T00:00:00Z", new: null } })).toEqual(
      plain,
    );
  });

  test("customers of firstSeen without activity are members of their cohort, once they have come", () => {
    const firstSeen = new Map<string, number | string>([
      ["silent", "2025-01-10T00:00:00Z"],
      ["later", Date.parse("2025-04-01T00:00:00Z")],
      ["before", "2024-01-01T00:00:00Z"],
    ]);
    const table = retentionTable(log("a 2025-01-05T12:00Z"), {
      ...utcMonths,
      firstSeen,
      knownSince: "2025-01-01T00:00:00Z",
    });
    expect(table.cohorts[0]).toMatchObject({
      size: 2,
      cells: [
        { retained: 1, n: 2 },
        { retained: 0, n: 2 },
        { retained: 0, n: 2 },
      ],
    });
    expect(table.outside).toMatchObject({ leftCensored: 1, leftCensoredEvents: 0 });
  });

  test("a customer may be called __proto__, constructor or toString", () => {
    const names = ["__proto__", "constructor", "toString", "a,b", "🙂"];
    const firstSeen = JSON.parse(`{"__proto__": "2025-01-01T00:00:00Z", "toString": "2025-01-02T00:00:00Z"}`) as {
      [id: string]: string;
    };
    const table = retentionTable(
      names.map((customerId) => ({ customerId, at: "2025-02-05T12:00:00Z" })),
      { ...utcMonths, firstSeen },
    );
    expect(sizes(table).slice(0, 2)).toEqual([
      ["2025-01", 2],
      ["2025-02", 3],
    ]);
  });
});

describe("recurring cohorts", () => {
  test("every period with activity opens one", () => {
    const rows = log(
      "a 2025-01-05T12:00Z",
      "a 2025-01-25T12:00Z",
      "a 2025-02-05T12:00Z",
      "b 2025-02-06T12:00Z",
      "b 2025-03-06T12:00Z",
    );
    const table = retentionTable(rows, { ...utcMonths, cohorts: "recurring" });
    expect(sizes(table)).toEqual([
      ["2025-01", 1],
      ["2025-02", 2],
      ["2025-03", 1],
    ]);
    expect(retained(table)).toEqual([[1, 1, 0], [2, 1], [1]]);
    expect(table.n).toBe(4);
    // One customer in several cohorts: the sum has a share, and no interval that would take them for many.
    expect(table.byAge[1]).toMatchObject({ n: 3, retained: 2, interval: null });
    expect(table.cohorts[1]!.cells[1]!.interval).not.toBeNull();
  });

  test("on the elapsed clock age 0 starts at the first activity of the period", () => {
    const rows = log("a 2025-01-05T12:00Z", "a 2025-02-05T12:00Z", "a 2025-02-06T11:59Z", "a 2025-02-06T12:00Z");
    const table = retentionTable(rows, {
      ...utcMonths,
      cohorts: "recurring",
      clock: "elapsed",
      windowHours: 24,
      ages: 2,
    });
    expect(sizes(table)).toEqual([
      ["2025-01", 1],
      ["2025-02", 1],
    ]);
    expect(retained(table)).toEqual([
      [1, 0],
      [1, 1],
    ]);
  });

  test("do not go with firstSeen and knownSince", () => {
    expect(codeOf(() => retentionTable([], { ...utcMonths, cohorts: "recurring", knownSince: 0 }))).toBe(
      "COHORTS_RECURRING",
    );
    expect(codeOf(() => retentionTable([], { ...utcMonths, cohorts: "recurring", firstSeen: {} }))).toBe(
      "COHORTS_RECURRING",
    );
  });
});

describe("the elapsed clock", () => {
  const options = {
    every: "month",
    timeZone: "Europe/Berlin",
    asOf: "2025-04-01T00:00:00Z",
    clock: "elapsed",
    windowHours: 24,
    ages: 3,
  } as const;

  test("counts exact hours, also over a change of clocks", () => {
    // 2025-03-30 has 23 hours in Berlin: the same wall clock a day later is 23 hours later.
    const rows = log(
      "a 2025-03-29T12:00:00+01:00",
      "a 2025-03-30T12:00:00+02:00",
      "b 2025-03-29T12:00:00+01:00",
      "b 2025-03-30T13:00:00+02:00",
    );
    expect(retained(retentionTable(rows, options))).toEqual([[2, 1, 0]]);
    expect(retained(retentionTable(rows, { every: "day", timeZone: "Europe/Berlin", asOf: options.asOf }))[0]).toEqual([
      2, 2, 0, 0,
    ]);
  });

  test("counts only customers whose window has ended by asOf, and lists only cohorts with customers", () => {
    const rows = log(
      "a 2025-01-05T12:00Z",
      "a 2025-01-06T12:00Z",
      "b 2025-03-30T00:00Z",
      "b 2025-03-31T12:00Z",
      "c 2025-03-30T00:00:00.001Z",
      "c 2025-03-31T12:00Z",
    );
    const table = retentionTable(rows, options);
    expect(sizes(table)).toEqual([
      ["2025-01", 1],
      ["2025-03", 2],
    ]);
    expect(table.cohorts[1]!.cells.map(({ n, retained, complete }) => [n, retained, complete])).toEqual([
      [2, 2, true],
      [1, 1, false],
      [0, 0, false],
    ]);
    expect(table.cohorts[1]!.cells[1]!.interval).toEqual(share(1, 1).interval);
    expect(table.cohorts[1]!.cells[2]).toMatchObject({ share: null, interval: null });
    expect(table.byAge[1]).toMatchObject({ cohorts: 2, n: 2, retained: 2 });
    expect(table.byAge[2]).toMatchObject({ cohorts: 1, n: 1, retained: 0 });
  });

  test("in mode unbounded, what happens in an open window counts for those before it", () => {
    const rows = log("a 2025-03-29T00:00Z", "a 2025-03-31T23:00Z");
    const table = retentionTable(rows, { ...options, mode: "unbounded", ages: 4 });
    expect(table.cohorts[0]!.cells.map(({ n, retained }) => [n, retained])).toEqual([
      [1, 1],
      [1, 1],
      [1, 1],
      [0, 0],
    ]);
  });

  test("in mode bracket, needs the last window of the bracket to have ended", () => {
    const rows = log("a 2025-03-29T00:00Z", "a 2025-03-31T12:00Z", "b 2025-03-29T12:00Z", "b 2025-03-30T13:00Z");
    const table = retentionTable(rows, {
      ...options,
      mode: "bracket",
      brackets: [
        [1, 2],
        [0, 1],
      ],
    });
    expect(
      table.cohorts[0]!.cells.map(({ from, to, n, retained, complete }) => [from, to, n, retained, complete]),
    ).toEqual([
      [1, 2, 1, 1, false],
      [0, 1, 2, 2, true],
    ]);
  });

  test("has windows of its own length for each unit, and as many as have begun", () => {
    const hours = (every: RetentionTableOptions["every"]): number | undefined =>
      retentionTable([], { every, timeZone: "UTC", asOf: 0, clock: "elapsed" }).definition.windowHours;
    expect((["day", "week", "month", "quarter", "year"] as const).map(hours)).toEqual([24, 168, 720, 2160, 8760]);
    const rows = log("a 2025-03-01T00:00Z");
    const begun = (asOf: string): number => retentionTable(rows, { ...options, asOf, ages: undefined }).byAge.length;
    expect([
      begun("2025-03-01T00:00:00.001Z"),
      begun("2025-03-02T00:00:00Z"),
      begun("2025-03-02T00:00:00.001Z"),
    ]).toEqual([1, 1, 2]);
  });

  test("keeps fractions of a millisecond out", () => {
    const columns = { customers: [0, 0], at: [0.9, 86_400_000.2] };
    expect(retained(retentionTable(columns, { ...options, asOf: 864e5 * 9 }))).toEqual([[1, 1, 0]]);
  });
});

describe("revenue", () => {
  const refund = (customerId: string, at: string, amount: number): ActivityRow => ({
    customerId,
    at,
    amount,
    currency: "EUR",
    kind: "refund",
  });

  test("is added up by cell, refunds taken off; a refund is no activity", () => {
    const rows = [
      ...log("a 2025-01-05T12:00Z 1000", "a 2025-01-06T12:00Z 500", "b 2025-01-07T12:00Z 0"),
      refund("a", "2025-02-05T12:00:00Z", 300),
    ];
    const table = retentionTable(rows, { ...utcMonths, currency: "EUR" });
    expect(table.cohorts[0]!.cells.map(({ retained, revenue }) => [retained, revenue])).toEqual([
      [2, 1500],
      [0, -300],
      [0, 0],
    ]);
    expect(table.byAge.map(({ revenue }) => revenue)).toEqual([1500, -300, 0]);
    expect(table).toMatchObject({ currency: "EUR", outside: { revenue: 0 } });
  });

  test("of refunds before the first purchase, and of customers with refunds alone, is in no cell", () => {
    const rows = [
      refund("a", "2025-01-02T00:00:00Z", 100),
      ...log("a 2025-02-05T12:00Z 1000"),
      refund("b", "2025-02-02T00:00:00Z", 70),
    ];
    const table = retentionTable(rows, utcMonths);
    expect(sizes(table)).toEqual([
      ["2025-02", 1],
      ["2025-03", 0],
    ]);
    expect(table.outside).toEqual({ leftCensored: 0, leftCensoredEvents: 0, refundsOnly: 1, revenue: -170 });
    const recurring = retentionTable(rows, { ...utcMonths, cohorts: "recurring" });
    expect(recurring.outside).toEqual(table.outside);
    expect(recurring.cohorts[0]!.cells[0]!.revenue).toBe(1000);
  });

  test("is null where no row has an amount, and a row without one brings none where others do", () => {
    expect(retentionTable(log("a 2025-01-05T12:00Z"), utcMonths).cohorts[0]!.cells[0]!.revenue).toBeNull();
    expect(
      retentionTable(log("a 2025-01-05T12:00Z", "b 2025-01-05T12:00Z 7"), utcMonths).cohorts[0]!.cells[0]!.revenue,
    ).toBe(7);
  });

  test("by bracket, and in mode unbounded of the age alone", () => {
    const rows = log("a 2025-01-05T12:00Z 1", "a 2025-02-05T12:00Z 10", "a 2025-03-05T12:00Z 100");
    const revenue = (options: Partial<RetentionTableOptions>): (number | null)[] =>
      retentionTable(rows, { ...utcMonths, ...options }).cohorts[0]!.cells.map((cell) => cell.revenue);
    expect(
      revenue({
        mode: "bracket",
        brackets: [
          [0, 0],
          [1, 2],
        ],
      }),
    ).toEqual([1, 110]);
    expect(revenue({ mode: "unbounded" })).toEqual([1, 10, 100]);
    expect(revenue({ clock: "elapsed", windowHours: 720 })).toEqual([1, 110, 0]);
  });
});

test("members are listed by cohort, the silent and the recurring too", () => {
  const rows = log("b 2025-01-05T12:00Z", "a 2025-01-06T12:00Z", "a 2025-02-05T12:00Z");
  const firstSeen = { silent: "2025-01-09T00:00:00Z", b: "2024-12-01T00:00:00Z" };
  expect(cohortMembers(rows, { ...utcMonths, firstSeen })).toEqual([
    { cohort: "2024-12", customers: ["b"] },
    { cohort: "2025-01", customers: ["a", "silent"] },
  ]);
  expect(cohortMembers(rows, { ...utcMonths, cohorts: "recurring" })).toEqual([
    { cohort: "2025-01", customers: ["a", "b"] },
    { cohort: "2025-02", customers: ["a"] },
  ]);
});

test("the definition as options gives the same table again", () => {
  const rows = log("a 2025-01-05T12:00Z", "b 2025-02-05T12:00Z", "a 2025-03-05T12:00Z");
  const cases: Partial<RetentionTableOptions>[] = [
    {},
    { mode: "unbounded", ages: 2, knownSince: "2025-01-10T00:00:00Z" },
    { mode: "bracket", brackets: [[0, 1]], every: "week", weekStart: 3 },
    { clock: "elapsed", windowHours: 36, cohorts: "recurring" },
  ];
  for (const options of cases) {
    const table = retentionTable(rows, { ...utcMonths, ...options });
    expect(retentionTable(rows, table.definition)).toEqual(table);
    expect(notPlainJson(table)).toEqual([]);
  }
});

test("no rows give no cohorts and no ages", () => {
  expect(retentionTable([], utcMonths)).toMatchObject({
    n: 0,
    cohorts: [],
    byAge: [],
    usedRows: 0,
    currency: null,
    notes: ["no-customers"],
  });
});

describe("calls that break a rule", () => {
  test.each<[string, unknown]>([
    ["PERIOD_UNKNOWN", { every: "decade" }],
    ["TIME_ZONE_UNKNOWN", { timeZone: "Mars/Base" }],
    ["TIME_ZONE_UNKNOWN", { timeZone: undefined }],
    ["WEEK_START_OUT_OF_RANGE", { weekStart: 0 }],
    ["INSTANT_INVALID", { asOf: undefined }],
    ["INSTANT_INVALID", { asOf: "soon" }],
    ["INSTANT_WITHOUT_OFFSET", { asOf: "2025-01-01" }],
    ["INSTANT_WITHOUT_OFFSET", { knownSince: "2025-01-01" }],
    ["RETENTION_MODE_UNKNOWN", { mode: "rolling" }],
    ["RETENTION_CLOCK_UNKNOWN", { clock: "wall" }],
    ["COHORTS_UNKNOWN", { cohorts: "all" }],
    ["BRACKETS_INVALID", { mode: "bracket" }],
    ["BRACKETS_INVALID", { mode: "bracket", brackets: [] }],
    ["BRACKETS_INVALID", { mode: "bracket", brackets: [[2, 1]] }],
    ["BRACKETS_INVALID", { mode: "bracket", brackets: [[0, Infinity]] }],
    ["BRACKETS_INVALID", { mode: "bracket", brackets: [[0]] }],
    ["WINDOW_INVALID", { clock: "elapsed", windowHours: 0 }],
    ["WINDOW_INVALID", { clock: "elapsed", windowHours: NaN }],
    ["AGES_INVALID", { ages: 0 }],
    ["AGES_INVALID", { ages: 1.5 }],
    ["LEVEL_OUT_OF_RANGE", { level: 95 }],
    ["FIRST_SEEN_INVALID", { firstSeen: "2025" }],
    ["INSTANT_WITHOUT_OFFSET", { firstSeen: { a: "2025-01-01" } }],
  ])("throw %s for %j", (code, change) => {
    expect(codeOf(() => retentionTable([], { ...utcMonths, ...(change as object) }))).toBe(code);
  });

  test("a stray date does not make a table of millions of cells", () => {
    const rows = log("a 1970-01-01T00:00Z", "b 2025-03-01T00:00Z");
    expect(codeOf(() => retentionTable(rows, { ...utcMonths, every: "day" }))).toBe("TABLE_TOO_LARGE");
    expect(retentionTable(rows, { ...utcMonths, every: "day", ages: 30 }).n).toBe(2);
    expect(codeOf(() => retentionTable(rows, { ...utcMonths, clock: "elapsed", windowHours: 0.01 }))).toBe(
      "TABLE_TOO_LARGE",
    );
    expect(retentionTable(rows, { ...utcMonths, every: "day", knownSince: "2025-01-01T00:00:00Z" }).n).toBe(1);
    expect(codeOf(() => retentionTable(log("a -270000-01-01T00:00Z"), { ...utcMonths, every: "day", ages: 1 }))).toBe(
      "TABLE_TOO_LARGE",
    );
  });
});
