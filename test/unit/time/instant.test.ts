import { runInNewContext } from "node:vm";
import { describe, expect, test } from "vitest";
import { checkInstant, instantToIso, MAX_INSTANT, readInstant, toInstant } from "../../../src/time/instant.ts";
import { codeOf } from "./code-of.ts";

const noon = Date.UTC(2025, 2, 9, 12);

describe("an instant", () => {
  test.each<[number | Date | string, number]>([
    [noon, noon],
    [new Date(noon), noon],
    [0, 0],
    [-1, -1],
    [MAX_INSTANT, MAX_INSTANT],
    [-MAX_INSTANT, -MAX_INSTANT],
    ["2025-03-09T12:00:00Z", noon],
    ["2025-03-09T12:00:00.000Z", noon],
    ["2025-03-09T12:00Z", noon],
    ["2025-03-09T14:00:00+02:00", noon],
    ["2025-03-09T14:00:00+0200", noon],
    ["2025-03-09T14:00:00+02", noon],
    ["2025-03-09T07:00:00-05:00", noon],
    ["2025-03-09T17:45:00+05:45", noon],
    ["2025-03-10T02:00:00+14:00", noon],
    ["2025-03-09T12:00:00-00:00", noon],
    ["2025-03-09 12:00:00Z", noon],
    ["2025-03-09t12:00:00z", noon],
    ["2025-03-09 12:00:00.123456+00:00", noon + 123],
    ["2025-03-09T12:00:00,5Z", noon + 500],
    ["2025-03-09T12:00:00.9999999999Z", noon + 999],
    ["1969-12-31T23:59:59.9999Z", -1],
    ["1970-01-01T00:00:00Z", 0],
    ["2024-02-29T00:00:00Z", Date.UTC(2024, 1, 29)],
    ["1883-11-18T12:03:57-04:56:02", Date.UTC(1883, 10, 18, 16, 59, 59)],
    ["0000-01-01T00:00:00Z", -62_167_219_200_000],
    ["-000001-12-31T23:59:59.999Z", -62_167_219_200_001],
    ["+010000-01-01T00:00:00Z", Date.UTC(10_000, 0, 1)],
    ["+275760-09-13T00:00:00Z", MAX_INSTANT],
    ["+275760-09-13T01:00:00+01:00", MAX_INSTANT],
    ["-271821-04-20T00:00:00Z", -MAX_INSTANT],
  ])("%s is %d", (value, expected) => {
    expect(toInstant(value)).toBe(expected);
    expect(readInstant(value)).toBe(expected);
  });

  test("is cut to the millisecond towards the past, on both sides of 1970", () => {
    expect([1.9, -0.1, -1.5].map(toInstant)).toEqual([1, -1, -2]);
  });

  test("is never minus zero", () => {
    expect(Object.is(toInstant(-0), 0)).toBe(true);
    expect(Object.is(toInstant("1970-01-01T00:00:00-00:00"), 0)).toBe(true);
  });

  test("may be a Date of another realm", () => {
    expect(toInstant(runInNewContext(`new Date(${noon})`) as Date)).toBe(noon);
  });
});

describe("without an offset there is no instant", () => {
  test.each([
    "2025-03-09",
    "1970-01-01",
    "2025-03-09T12:00",
    "2025-03-09T12:00:00",
    "2025-03-09 12:00:00.123456",
    "1970-01-01T00:00:00",
    "+012025-03-09T12:00:00",
  ])("%s", (text) => {
    expect(codeOf(() => toInstant(text))).toBe("INSTANT_WITHOUT_OFFSET");
    expect(readInstant(text)).toBeNull();
  });
});

describe("no instant", () => {
  test.each<unknown>([
    "2025-02-29T00:00:00Z",
    "2025-02-30T12:00:00Z",
    "2025-02-30",
    "2025-04-31T00:00:00Z",
    "2025-13-01T00:00:00Z",
    "2025-00-10T00:00:00Z",
    "2025-03-00T00:00:00Z",
    "2025-03-09T24:00:00Z",
    "2025-03-09T24:00:00",
    "2025-03-09T12:60:00Z",
    "2016-12-31T23:59:60Z",
    "2025-03-09T12Z",
    "2025-03-09T12:00:00.Z",
    "2025-03-09T12:00:00.5.5Z",
    "2025-03-09T12:00:00+24:00",
    "2025-03-09T12:00:00+02:60",
    "2025-03-09T12:00:00+02:00:60",
    "2025-03-09T12:00:00+2",
    "2025-03-09T12:00:00+02:0",
    "2025-03-09T12:00:00+02-00",
    "2025-03-09T12:00:00+02:00-00",
    "2025-03-09T12:00:00+ab",
    "2025-03-09T12:00:00 Z",
    "2025-03-09T12:00:00ZZ",
    "2025-03-09T12:00:00Z ",
    " 2025-03-09T12:00:00Z",
    "2025-03-09T12:00:00Z[UTC]",
    "2025-03-09T12:00:00 UTC",
    "2025-03-09x12:00:00Z",
    "2025/03/09T12:00:00Z",
    "2025-3-9T12:00:00Z",
    "20250309T120000Z",
    "2025-W10-7T12:00:00Z",
    "2025-068T12:00:00Z",
    "2025-03",
    "Sun Mar 09 2025 12:00:00 GMT+0000",
    "03/09/2025",
    "abcd-03-09T12:00:00Z",
    "+abcdef-03-09T12:00:00Z",
    "-000000-03-09T12:00:00Z",
    "+02025-03-09T12:00:00Z",
    "٢٠٢٥-٠٣-٠٩T12:00:00Z",
    "+275760-09-13T00:00:00.001Z",
    "+275761-01-01T00:00:00Z",
    "-271821-04-19T23:59:59Z",
    "1741521600000",
    "",
    "now",
    NaN,
    Infinity,
    -Infinity,
    MAX_INSTANT + 1,
    -MAX_INSTANT - 2,
    new Date(NaN),
    null,
    undefined,
    true,
    10n,
    {},
    [],
    Symbol("instant"),
  ])("%s", (value) => {
    expect(codeOf(() => toInstant(value as number))).toBe("INSTANT_INVALID");
    expect(readInstant(value)).toBeNull();
  });
});

test("what only looks like a Date is no instant", () => {
  expect(readInstant({ [Symbol.toStringTag]: "Date", getTime: () => 0, valueOf: () => 0 })).toBeNull();
  expect(readInstant(Object.create(Date.prototype))).toBeNull();
});

describe("the ISO string of an instant", () => {
  test.each([
    [noon, "2025-03-09T12:00:00.000Z"],
    [-1, "1969-12-31T23:59:59.999Z"],
    [-0.5, "1969-12-31T23:59:59.999Z"],
    [MAX_INSTANT, "+275760-09-13T00:00:00.000Z"],
    [-MAX_INSTANT, "-271821-04-20T00:00:00.000Z"],
  ])("of %d is %s, and reads back", (instant, text) => {
    expect(instantToIso(instant)).toBe(text);
    expect(toInstant(text)).toBe(Math.floor(instant));
  });

  test.each([NaN, Infinity, MAX_INSTANT + 1])("of %d there is none", (instant) => {
    expect(codeOf(() => instantToIso(instant))).toBe("INSTANT_INVALID");
    expect(codeOf(() => checkInstant(instant))).toBe("INSTANT_INVALID");
  });
});
