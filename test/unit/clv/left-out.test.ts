import { describe, expect, test } from "vitest";
import { customerAcquisitionCost, customerAcquisitionCostAccumulator } from "../../../src/clv/acquisition-cost.ts";
import type { AcquisitionRow } from "../../../src/clv/acquisition-cost-state.ts";
import { historicValue, historicValueAccumulator } from "../../../src/clv/historic-value.ts";
import { leftOutNotes } from "../../../src/clv/left-out.ts";
import { rfmSummaryColumns } from "../../../src/clv/rfm-columns.ts";
import { holdoutSplit } from "../../../src/clv/rfm-holdout.ts";
import { orderedRfmAccumulator } from "../../../src/clv/rfm-ordered.ts";
import { rfmSummary, rfmSummaryAccumulator } from "../../../src/clv/rfm-summary.ts";
import type { TransactionRow } from "../../../src/clv/transaction-row.ts";
import { fold } from "../../../src/core/accumulator.ts";

const asOf = "2025-03-31";
const buy = (amount: unknown, more: object = {}): TransactionRow =>
  ({ customerId: "a", at: "2025-03-01", amount, ...more }) as TransactionRow;
const notWanted = "before-from, after-as-of and refund-ignored";

describe("what a reader should know of rows that were not used", () => {
  test.each<[string[], number, { [code: string]: number }]>([
    [[], 0, {}],
    [[], 5, { "amount-invalid": 0 }],
    [["rows-left-out"], 5, { "amount-invalid": 1 }],
    [["rows-left-out"], 5, { "amount-invalid": 3, "at-invalid": 2 }],
    [["mostly-left-out"], 5, { "amount-invalid": 3, "at-invalid": 3 }],
    [["all-left-out"], 0, { "amount-invalid": 1 }],
    // Nothing is wrong with these, but where no row is left the reader wants to know.
    [[], 1, { "before-from": 9, "after-as-of": 9, "refund-ignored": 9 }],
    [["rows-left-out"], 1, { "after-as-of": 9, "kind-unknown": 1 }],
    [["all-left-out"], 0, { "after-as-of": 9 }],
  ])(`%j of %d used, %j left out; ${notWanted} are not wrong`, (notes, usedRows, leftOut) => {
    expect(leftOutNotes({ usedRows, leftOut })).toEqual(notes);
  });
});

describe("a log that is hardly read says so in every form", () => {
  const logs: [string, TransactionRow[], string[]][] = [
    ["text for amounts", [buy("5"), buy("7")], ["no-customers", "all-left-out"]],
    ["a kind of its own", [buy(5, { kind: "sale" })], ["no-customers", "all-left-out"]],
    ["other column names", [{ customer: "a" } as never], ["no-customers", "all-left-out"]],
    ["ids that are numbers", [buy(5, { customerId: 7 })], ["no-customers", "all-left-out"]],
    ["many refunds as negative amounts", [buy(5), buy(-1), buy(-2)], ["mostly-left-out"]],
    ["some", [buy(5), buy(5), buy(-2)], ["rows-left-out"]],
  ];
  test.each(logs)("%s", (_, rows, notes) => {
    expect(rfmSummary(rows, { asOf }).notes).toEqual(notes);
    const accumulators = [rfmSummaryAccumulator({ asOf }), orderedRfmAccumulator({ asOf })];
    for (const { empty, add, result } of accumulators) {
      const state = rows.reduce((sum, row) => add(sum as never, row), empty());
      expect(result(state as never).notes).toEqual(notes);
    }
    const split = { calibrationEnd: asOf, holdoutEnd: "2025-04-30" };
    expect(holdoutSplit(rows, split).notes).toEqual(notes);
    expect(holdoutSplit(fold(rfmSummaryAccumulator({ asOf }), rows), split).notes).toEqual(notes);
  });

  test("columns", () => {
    const of = (amounts: unknown[]): readonly string[] =>
      rfmSummaryColumns({ customers: amounts.map(() => "a"), days: amounts.map(() => 1), amounts } as never, { asOf })
        .notes;
    expect(of([1, "2", "3"])).toEqual(["mostly-left-out"]);
    expect(of([1, 2, "3"])).toEqual(["rows-left-out"]);
    expect(of(["1"])).toEqual(["no-customers", "all-left-out"]);
  });

  test("what comes after the end is not wrong", () => {
    expect(rfmSummary([buy(5), buy(5, { at: "2025-04-01" }), buy(5, { at: "2025-04-02" })], { asOf }).notes).toEqual(
      [],
    );
  });
});

test("an id is text: a number is listed as one", () => {
  const rows = [{ customerId: 7, at: "2025-03-01", amount: 5 }];
  const { findings } = rfmSummary(rows as never, { asOf });
  expect(findings).toEqual([{ code: "customer-id-invalid", index: 0, value: 7 }]);
  expect(historicValue(rows as never).findings).toEqual(findings);
  expect(customerAcquisitionCost([{ kind: "acquired", customerId: 7 }] as never).findings).toEqual(findings);
  expect(holdoutSplit(rows as never, { calibrationEnd: asOf, holdoutEnd: "2025-04-30" }).findings).toEqual(findings);
  const read = (row: { customerId: number }) => ({ ...rows[0]!, customerId: String(row.customerId) });
  expect(rfmSummary(rows, { asOf, read }).customers[0]!.customerId).toBe("7");
});

test("so do historic values and acquisition costs", () => {
  const good = { customerId: "a", amount: 100, cost: 50 };
  const bad = { customerId: "a", amount: 12.5 };
  expect(historicValue([good, bad, bad]).notes).toContain("mostly-left-out");
  expect(historicValue([good, good, bad]).notes).toContain("rows-left-out");
  expect(historicValue([bad]).notes).toEqual(["no-customers", "all-left-out"]);
  const historic = historicValueAccumulator();
  expect(historic.result(fold(historic, [good, bad, bad])).notes).toContain("mostly-left-out");

  const won = { kind: "acquired", customerId: "a", channel: "search" } as const;
  const unreadable = { kind: "cost", amount: 12.5 } as const;
  const spent = { kind: "cost", amount: 12, channel: "search" } as const;
  const rows: AcquisitionRow[] = [won, spent, unreadable];
  expect(customerAcquisitionCost(rows).notes).toEqual(["rows-left-out"]);
  expect(customerAcquisitionCost([...rows, unreadable, unreadable]).notes).toEqual(["mostly-left-out"]);
  expect(customerAcquisitionCost([unreadable]).notes).toEqual(["no-costs", "all-left-out"]);
  const cost = customerAcquisitionCostAccumulator();
  expect(cost.result(fold(cost, rows)).notes).toEqual(["rows-left-out"]);
  expect(customerAcquisitionCost({ spend: 12, newCustomers: 1 }).notes).toEqual([]);
});
