import { expect, test } from "vitest";
import { rfmSummaryColumns } from "../../../src/clv/rfm-columns.ts";
import type { RfmCustomer } from "../../../src/clv/rfm-customer.ts";
import { rfmSummary } from "../../../src/clv/rfm-summary.ts";
import { rfmSummaryOracle } from "../../oracle/adapters/rfm-summary.ts";
import { checkFile } from "../../oracle/check-file.ts";
import { readOracleFiles } from "../../oracle/oracle-files.ts";

const buy = (at: string | number | Date): { customerId: string; at: string | number | Date; amount: number } => ({
  customerId: "a",
  at,
  amount: 100,
});
const of = (timeZone: string, asOf: string, ...at: (string | number | Date)[]): RfmCustomer | undefined =>
  rfmSummary(at.map(buy), { timeZone, asOf }).customers[0];

test("known answers hold whatever the zone of the host", () => {
  const files = readOracleFiles("test/oracle/cases/clv").filter(({ topic }) => topic === "rfm-summary");
  expect(files).toHaveLength(1);
  const { cases } = checkFile(files[0]!, { "rfm-summary": rfmSummaryOracle });
  expect(cases.map(({ status, differences }) => ({ status, differences }))).toEqual([
    { status: "passed", differences: [] },
  ]);
});

test("a purchase is on the day of the zone that is named", () => {
  const instants = ["2025-03-09T23:30:00Z", "2025-03-10T00:30:00Z"] as const;
  expect(of("UTC", "2025-03-31", ...instants)).toMatchObject({ frequency: 1, recency: 1, first: "2025-03-09" });
  expect(of("Europe/Berlin", "2025-03-31", ...instants)).toMatchObject({ frequency: 0, T: 21, first: "2025-03-10" });
  expect(of("Asia/Kathmandu", "2025-03-31", ...instants)).toMatchObject({ frequency: 0, first: "2025-03-10" });
  expect(of("America/Los_Angeles", "2025-03-31", ...instants)).toMatchObject({
    frequency: 0,
    T: 22,
    first: "2025-03-09",
  });
  expect(of("Pacific/Auckland", "2025-03-31", ...instants)).toMatchObject({ frequency: 0, first: "2025-03-10" });
});

test("days of 23 and of 25 hours are days", () => {
  // Clocks go forward on 30 March 2025 and back on 26 October.
  expect(of("Europe/Berlin", "2025-03-31", "2025-03-29T22:30:00Z", "2025-03-30T21:30:00Z")).toMatchObject({
    frequency: 1,
    recency: 1,
    T: 2,
  });
  expect(of("Europe/Berlin", "2025-10-27", "2025-10-25T22:00:00Z", "2025-10-26T22:59:59Z")).toMatchObject({
    frequency: 0,
    T: 1,
  });
  expect(of("America/Los_Angeles", "2025-03-10", "2025-03-09T08:00:00Z", "2025-03-10T06:59:59Z")).toMatchObject({
    frequency: 0,
    T: 1,
  });
});

test("epoch milliseconds, Dates, offsets, dates and local times say the same", () => {
  const instant = Date.parse("2025-03-09T22:30:00Z");
  const texts = ["2025-03-09T23:30:00+01:00", "2025-03-09T18:30:00-04:00", "2025-03-09", "2025-03-09T00:00:00"];
  expect(of("Europe/Berlin", "2025-03-31", instant, new Date(instant), ...texts)).toMatchObject({
    frequency: 0,
    purchases: 6,
    first: "2025-03-09",
    T: 22,
  });
});

test("a local time that clocks skip or show twice is on its day", () => {
  expect(of("America/New_York", "2025-03-31", "2025-03-09T02:30:00")).toMatchObject({ first: "2025-03-09" });
  expect(of("America/New_York", "2025-11-30", "2025-11-02T01:30:00")).toMatchObject({ first: "2025-11-02" });
});

test("columns are cut at the same midnight", () => {
  const at = [
    "2025-10-25T21:59:59.999Z",
    "2025-10-25T22:00:00Z",
    "2025-10-26T22:59:59.999Z",
    "2025-10-26T23:00:00Z",
  ].map((text) => Date.parse(text));
  const options = { timeZone: "Europe/Berlin", asOf: "2025-10-26" };
  const { customers, leftOut } = rfmSummary(at.map(buy), options);
  expect(customers[0]).toMatchObject({ frequency: 1, recency: 1, T: 1, purchases: 3 });
  expect(leftOut["after-as-of"]).toBe(1);
  const columns = rfmSummaryColumns({ customers: [0, 0, 0, 0], at, amounts: [1, 1, 1, 1] }, options);
  expect([columns.frequency[0], columns.T[0], columns.leftOut["after-as-of"]]).toEqual([1, 1, 1]);
});
