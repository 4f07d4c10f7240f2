import { expect, test } from "vitest";
import { checkTimeZone } from "../../../src/time/zone.ts";
import { codeOf } from "./code-of.ts";

test.each([
  "UTC",
  "Etc/UTC",
  "GMT",
  "EST",
  "CET",
  "NZ",
  "Europe/Berlin",
  "europe/berlin",
  "America/Argentina/Buenos_Aires",
  "Etc/GMT+5",
  "EST5EDT",
])("%s is a time zone", (timeZone) => {
  expect(codeOf(() => checkTimeZone(timeZone))).toBe("nothing thrown");
});

test.each<unknown>([
  "Mars/Base",
  "Mars/Base+01",
  "+05:30",
  "-0800",
  "GMT+5",
  "IST",
  "pst",
  "SystemV/AST4",
  "local",
  "Z",
  "",
  " UTC",
  "constructor",
  "__proto__",
  undefined,
  null,
  0,
  ["Europe/Berlin"],
])("%s is none", (timeZone) => {
  expect(codeOf(() => checkTimeZone(timeZone as string))).toBe("TIME_ZONE_UNKNOWN");
});
