import { expect, test } from "vitest";
import { fold } from "../../../src/core/accumulator.ts";
import { orderedRfmAccumulator } from "../../../src/clv/rfm-ordered.ts";
import { rfmSummary } from "../../../src/clv/rfm-summary.ts";
import type { TransactionRow } from "../../../src/clv/transaction-row.ts";
import { codeOf } from "../churn/code-of.ts";

const asOf = "2025-03-31";
const buy = (customerId: string, at: string, amount = 100): TransactionRow => ({ customerId, at, amount });
const accumulator = orderedRfmAccumulator({ asOf });

test("rows in order give what rows in any order give", () => {
  const rows = [buy("a", "2025-03-01"), buy("b", "2025-03-02"), buy("a", "2025-03-08", 50), buy("a", "2025-03-08", 7)];
  const { outOfOrder, ...summary } = accumulator.result(fold(accumulator, rows));
  expect(summary).toEqual(rfmSummary(rows, { asOf }));
  expect(outOfOrder).toEqual([]);
});

test("the state of a customer is a few numbers, however often he buys", () => {
  const rows = Array.from({ length: 300 }, (_, i) =>
    buy("a", new Date(Date.UTC(2024, 0, i + 1)).toISOString().slice(0, 10)),
  );
  expect(JSON.stringify(fold(accumulator, rows)).length).toBeLessThan(450);
});

test("order matters between periods alone", () => {
  const rows = [
    buy("a", "2025-03-01T20:00"),
    buy("a", "2025-03-01T08:00"),
    buy("b", "2025-02-01"),
    buy("a", "2025-03-02"),
  ];
  expect(accumulator.result(fold(accumulator, rows)).leftOut["out-of-order"]).toBe(0);
});

test("a row out of order is counted and listed, and changes nothing else", () => {
  const rows = [buy("a", "2025-03-01"), buy("a", "2025-03-20"), buy("a", "2025-03-08"), buy("b", "2025-03-08")];
  const summary = accumulator.result(fold(accumulator, rows));
  expect(summary).toMatchObject({
    usedRows: 3,
    leftOut: { "out-of-order": 1 },
    outOfOrder: [{ customerId: "a", period: Date.UTC(2025, 2, 8) / 86_400_000 }],
  });
  expect(summary.customers).toEqual(rfmSummary(rows.toSpliced(2, 1), { asOf }).customers);
  const strict = orderedRfmAccumulator({ asOf, onInvalid: "throw" });
  expect(codeOf(() => fold(strict, rows))).toBe("TRANSACTION_INVALID");
});

test("ten are listed, by customer and period, whichever shard they come from", () => {
  const late = (customer: string): TransactionRow[] => [
    buy(customer, "2025-03-30"),
    ...Array.from({ length: 8 }, (_, i) => buy(customer, `2025-03-0${8 - i}`)),
  ];
  const { merge, result } = accumulator;
  const [a, b] = [fold(accumulator, late("a")), fold(accumulator, late("b"))];
  expect(merge(a, b)).toEqual(merge(b, a));
  expect(merge(a, b)).toEqual(fold(accumulator, [...late("b"), ...late("a")]));
  const { outOfOrder, leftOut } = result(merge(b, a));
  expect(leftOut["out-of-order"]).toBe(16);
  expect(outOfOrder.map(({ customerId }) => customerId).join("")).toBe("aaaaaaaabb");
});

test("refunds before the first purchase, in its period and after it", () => {
  const refund = (at: string, amount: number): TransactionRow => ({ ...buy("a", at, amount), kind: "refund" });
  const rows = [
    refund("2025-02-01", 1),
    refund("2025-03-01T08:00", 2),
    buy("a", "2025-03-01T09:00", 10),
    refund("2025-03-01T10:00", 3),
    buy("a", "2025-03-05", 30),
    refund("2025-03-09", 4),
    { ...buy("b", "2025-03-09", 4), kind: "refund" },
  ];
  for (const first of ["excluded", "included"] as const) {
    const options = { asOf, refunds: "net-in-period", first } as const;
    const net = orderedRfmAccumulator(options);
    const { outOfOrder: _, ...summary } = net.result(fold(net, rows));
    expect(summary).toEqual(rfmSummary(rows, options));
  }
});

test("a stored state goes on; what is merged has no customer in common", () => {
  const [first, ...rest] = [buy("a", "2025-03-01"), buy("__proto__", "2025-03-02"), buy("a", "2025-03-08")];
  const stored = JSON.parse(JSON.stringify(fold(accumulator, [first!]))) as ReturnType<typeof accumulator.empty>;
  const state = rest.reduce(accumulator.add, stored);
  expect(accumulator.result(state).customers).toEqual(rfmSummary([first!, ...rest], { asOf }).customers);
  expect(codeOf(() => accumulator.merge(state, fold(accumulator, [first!])))).toBe("CUSTOMER_IN_BOTH");
  expect(accumulator.merge(state, accumulator.empty())).toEqual(state);
});

test("a state is read by its own options, and only when whole", () => {
  const state = fold(accumulator, [buy("a", "2025-03-01")]);
  expect(codeOf(() => rfmSummary(state as never, { asOf }))).toBe("KIND_MISMATCH");
  expect(codeOf(() => orderedRfmAccumulator({ asOf, every: "week" }).result(state))).toBe("KIND_MISMATCH");
  expect(codeOf(() => orderedRfmAccumulator({ asOf: "2025-02-01" }).result(state))).toBe("STATE_AFTER_AS_OF");
  const edited = { ...state, customers: { a: { ...state.customers["a"]!, periods: 0 } } };
  expect(codeOf(() => accumulator.result(edited))).toBe("KIND_MISMATCH");
});

test("an edited state is not read", () => {
  const state = fold(accumulator, [buy("a", "2025-03-01")]);
  for (const edited of [{ customers: { a: null } }, { customers: null }, { leftOut: null }, { usedRows: 0.5 }]) {
    expect(codeOf(() => accumulator.result({ ...state, ...edited } as never))).toBe("KIND_MISMATCH");
  }
});
