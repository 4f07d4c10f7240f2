import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { inSampleCounts } from "../../../src/clv/in-sample-counts.ts";
import type { PurchaseModelName } from "../../../src/clv/purchase-process.ts";
import { trackingTable } from "../../../src/clv/tracking-table.ts";

const folder = "../shared/oracle/clv";
const files: readonly (readonly [string, PurchaseModelName])[] = [
  ["bgnbd-cdnow", "bg-nbd"],
  ["mbgnbd-cdnow", "mbg-nbd"],
  ["paretonbd-cdnow", "pareto-nbd"],
];

/** Columns of a table of whole numbers. */
function columnsOf(path: string): { [name: string]: number[] } {
  const [header, ...lines] = readFileSync(path, "utf8").trim().split("\n");
  const rows = lines.map((line) => line.split(",").map(Number));
  return Object.fromEntries(header!.split(",").map((name, at) => [name, rows.map((row) => row[at]!)]));
}

/** Largest error relative to what is known. */
function worst(got: readonly number[], known: readonly number[]): number {
  expect(got.length).toBe(known.length);
  return Math.max(...known.map((value, i) => Math.abs(got[i]! / value - 1)));
}

// The data may not be copied into this repository, so a fresh clone has none.
describe.skipIf(!existsSync(folder))("known answers of 50 digits", () => {
  it.each(files)("%s: tracking and customers by repeat purchases", (file, model) => {
    const { inputs, expected } = JSON.parse(readFileSync(`${folder}/${file}.json`, "utf8"));
    const { x, t_x_days, T_days, n } = columnsOf(`${folder}/${inputs.data}`);
    const weeks = (days: readonly number[] | undefined): number[] => days!.map((day) => day / 7);
    const histories = { frequency: x!, recency: weeks(t_x_days), T: weeks(T_days), count: n! };
    const fit = { model, timeUnit: "week", parameters: expected.mle.params } as const;

    const tracking = trackingTable(fit, histories, { until: { weeks: 78 } });
    const cumulative = tracking.rows.map(({ expectedCumulative }) => expectedCumulative);
    expect(worst(cumulative, expected.tracking_cumulative_weeks_1_to_78)).toBeLessThan(1e-10);
    expect(tracking.definition.observed).toBe(272 / 7);

    const { rows, n: customers } = inSampleCounts(fit, histories);
    expect(rows.map(({ actual }) => actual)).toEqual(expected.in_sample.actual_customers);
    expect(
      worst(
        rows.map((row) => row.expected),
        expected.in_sample.expected_customers,
      ),
    ).toBeLessThan(1e-10);
    expect(customers).toBe(inputs.n_customers);
  });

  it("bgbb-donations: donors by years with a gift", () => {
    const { inputs, expected } = JSON.parse(readFileSync(`${folder}/bgbb-donations.json`, "utf8"));
    const { x, t_x, n_opportunities, n_donors } = columnsOf(`${folder}/${inputs.data}`);
    const histories = { frequency: x!, recency: t_x!, T: n_opportunities!, count: n_donors! };
    const fit = { model: "bg-bb", timeUnit: "opportunity", parameters: expected.mle.params } as const;
    const { rows } = inSampleCounts(fit, histories, { upTo: 6 });
    expect(
      worst(
        rows.map((row) => row.expected),
        expected.in_sample_expected_donors_by_x_0_to_6,
      ),
    ).toBeLessThan(1e-10);
  });
});
