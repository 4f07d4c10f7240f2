import fc from "fast-check";
import { expect, test } from "vitest";
import { fold } from "../../../src/core/accumulator.ts";
import { rfmSummaryColumns } from "../../../src/clv/rfm-columns.ts";
import { addExact, type ExactAmount, nearestAmount } from "../../../src/clv/rfm-exact-amount.ts";
import { groupHistories } from "../../../src/clv/rfm-histories.ts";
import { holdoutSplit } from "../../../src/clv/rfm-holdout.ts";
import type { RfmOptions } from "../../../src/clv/rfm-options.ts";
import { orderedRfmAccumulator } from "../../../src/clv/rfm-ordered.ts";
import { rfmSummary, rfmSummaryAccumulator } from "../../../src/clv/rfm-summary.ts";
import type { TransactionRow } from "../../../src/clv/transaction-row.ts";
import { exactSum } from "../../../src/numeric/exact-sum.ts";
import { testAccumulatorLaws } from "../../support/accumulator-laws.ts";
import { notPlainJson } from "../../support/plain-json.ts";

const DAY = 86_400_000;
const start = Date.UTC(2025, 0, 1);

const customerId = fc.constantFrom("a", "b", "c", "__proto__", "toString", "😀", "1", "a,b");
const amount = fc.oneof(fc.nat({ max: 10_000 }), fc.double({ min: 0, max: 1e6, noNaN: true }));
const instant = fc.integer({ min: 0, max: 120 * 24 }).map((hours) => start + hours * (DAY / 24));
const kind = fc.constantFrom("purchase", "purchase", "refund");
const row: fc.Arbitrary<TransactionRow> = fc.record({ customerId, at: instant, amount, kind });
const badRow = fc.oneof(
  { weight: 4, arbitrary: row },
  fc.record({
    customerId: fc.oneof(customerId, fc.constantFrom("", null)),
    at: fc.oneof(instant, fc.constantFrom("2025-02-30", Number.NaN, null, "2025-02-03", "2025-02-03T12:00")),
    amount: fc.oneof(amount, fc.constantFrom(-1, Number.NaN, -0, null, Infinity)),
    kind: fc.constantFrom("purchase", "refund", null, "gift"),
  }),
);

const options = fc.record({
  asOf: fc.constantFrom("2025-03-31", "2025-03-12", "2025-03-30T22:00:00Z", "2025-03-19T13:00:00Z"),
  timeZone: fc.constantFrom("UTC", "Europe/Berlin", "America/Los_Angeles", "Pacific/Auckland"),
  every: fc.constantFrom("day", "day", "week", "month"),
  weekStart: fc.constantFrom(1, 7),
  first: fc.constantFrom("excluded", "included"),
  refunds: fc.constantFrom("ignore", "net-in-period"),
  amounts: fc.constantFrom("required", "required", "ignored"),
}) satisfies fc.Arbitrary<RfmOptions>;

const laws = { asOf: "2025-03-12", timeZone: "Europe/Berlin" } as const;
testAccumulatorLaws("rfmSummary", () => rfmSummaryAccumulator({ ...laws, refunds: "net-in-period" }), badRow);
testAccumulatorLaws(
  "rfmSummary of weeks, first included",
  () => rfmSummaryAccumulator({ ...laws, refunds: "ignore", every: "week", first: "included" }),
  badRow,
);

test("rows, states and columns say the same to the last bit", () => {
  fc.assert(
    fc.property(fc.array(row, { maxLength: 60 }), options, (rows, options) => {
      const summary = rfmSummary(rows, options);
      expect(notPlainJson(summary)).toEqual([]);
      const accumulator = rfmSummaryAccumulator(options);
      expect(accumulator.result(fold(accumulator, rows))).toEqual({ ...summary, findings: [] });

      // A refund of nothing is no column's refund.
      const signed = rows.map(({ amount, kind }) => (kind === "refund" ? -Math.max(amount!, 1) : amount!));
      const same = rfmSummary(
        rows.map((each, i) => ({ ...each, amount: Math.abs(signed[i]!) })),
        options,
      );
      const columns = rfmSummaryColumns(
        {
          customers: rows.map((each) => each.customerId),
          at: rows.map(({ at }) => at as number),
          amounts: Float64Array.from(signed),
        },
        options,
      );
      const found = Array.from(columns.codes, (code, i) => ({
        customerId: columns.names![code]!,
        frequency: columns.frequency[i]!,
        recency: columns.recency[i]!,
        T: columns.T[i]!,
        sinceLast: columns.sinceLast[i]!,
        monetaryValue: columns.frequency[i] === 0 ? null : (columns.monetaryValue?.[i] ?? null),
        spend: columns.spend?.[i] ?? null,
        purchases: columns.purchases[i]!,
      }));
      found.sort((a, b) => (a.customerId < b.customerId ? -1 : 1));
      expect(found).toEqual(same.customers.map(({ first: _, last: __, ...rest }) => rest));
      const { leftOut, notes, usedRows, withoutPurchases, definition } = same;
      expect(columns).toMatchObject({ leftOut, notes, usedRows, withoutPurchases, definition });
    }),
    { numRuns: 200 },
  );
});

test("order, shards and JSON change nothing", () => {
  fc.assert(
    fc.property(
      fc
        .array(badRow, { maxLength: 40 })
        .chain((rows) => fc.tuple(fc.constant(rows), fc.shuffledSubarray(rows, { minLength: rows.length }))),
      options,
      fc.nat({ max: 40 }),
      ([rows, shuffled], options, cut) => {
        const accumulator = rfmSummaryAccumulator(options);
        const { merge, result } = accumulator;
        const merged = merge(fold(accumulator, shuffled.slice(cut)), fold(accumulator, shuffled.slice(0, cut)));
        expect(JSON.stringify(result(merged))).toBe(JSON.stringify(result(fold(accumulator, rows))));
        const { usedRows, leftOut } = result(merged);
        expect(usedRows + Object.values(leftOut).reduce((sum, count) => sum + count, 0)).toBe(rows.length);
      },
    ),
    { numRuns: 100 },
  );
});

test("a log in order needs a few numbers a customer", () => {
  fc.assert(
    fc.property(fc.array(row, { maxLength: 40 }), options, fc.nat({ max: 40 }), (rows, options, cut) => {
      const ordered = [...rows].sort((a, b) => (a.at as number) - (b.at as number));
      const accumulator = orderedRfmAccumulator(options);
      const stored = JSON.parse(JSON.stringify(fold(accumulator, ordered.slice(0, cut)))) as ReturnType<
        typeof accumulator.empty
      >;
      const state = ordered.slice(cut).reduce(accumulator.add, stored);
      const { outOfOrder, ...summary } = accumulator.result(state);
      expect(summary).toEqual({ ...rfmSummary(rows, options), findings: [] });
      expect(outOfOrder).toEqual([]);
    }),
    { numRuns: 100 },
  );
});

test("shards of other customers merge into the whole, in order or not", () => {
  fc.assert(
    fc.property(fc.array(badRow, { maxLength: 60 }), options, (rows, options) => {
      const accumulator = orderedRfmAccumulator(options);
      const isLeft = ({ customerId }: TransactionRow): boolean => (customerId ?? "") < "b";
      const left = fold(accumulator, rows.filter(isLeft));
      const right = fold(
        accumulator,
        rows.filter((each) => !isLeft(each)),
      );
      expect(accumulator.merge(left, right)).toStrictEqual(fold(accumulator, rows));
      expect(accumulator.merge(right, left)).toStrictEqual(accumulator.merge(left, right));
      expect(notPlainJson(accumulator.result(left))).toEqual([]);
    }),
    { numRuns: 100 },
  );
});

test("a split adds up to the summary of the whole", () => {
  fc.assert(
    fc.property(fc.array(row, { maxLength: 40 }), (rows) => {
      const options = { timeZone: "Europe/Berlin", refunds: "ignore" } as const;
      const whole = rfmSummary(rows, { ...options, asOf: "2025-04-30" });
      const known = rfmSummary(rows, { ...options, asOf: "2025-02-28" });
      const split = holdoutSplit(rows, { ...options, calibrationEnd: "2025-02-28", holdoutEnd: "2025-04-30" });
      expect(split.n).toBe(known.n);
      expect(split.n + split.newInHoldout).toBe(whole.n);
      const total = new Map(whole.customers.map((customer) => [customer.customerId, customer]));
      split.customers.forEach((customer, i) => {
        expect(customer).toMatchObject(known.customers[i]!);
        expect(customer.frequency + customer.holdoutFrequency).toBe(total.get(customer.customerId)!.frequency);
        expect(customer.spend! + customer.holdoutSpend!).toBeCloseTo(total.get(customer.customerId)!.spend!, 6);
      });
    }),
    { numRuns: 100 },
  );
});

test("grouping loses nobody, and groups of parts are the groups of all", () => {
  fc.assert(
    fc.property(fc.array(row, { maxLength: 60 }), fc.nat({ max: 8 }), (rows, cut) => {
      const { customers, n } = rfmSummary(rows, {
        timeZone: "UTC",
        asOf: "2025-04-30",
        refunds: "ignore",
        timeUnit: "week",
      });
      const groups = groupHistories(customers);
      expect(groups.count.reduce((sum, count) => sum + count, 0)).toBe(n);
      const rowsOf = ({
        frequency,
        recency,
        T,
        count,
      }: typeof groups): { frequency: number; recency: number; T: number; count: number }[] =>
        frequency.map((x, i) => ({ frequency: x, recency: recency[i]!, T: T[i]!, count: count[i]! }));
      const parts = [customers.slice(0, cut), customers.slice(cut)].flatMap((part) => rowsOf(groupHistories(part)));
      expect(groupHistories(parts)).toEqual(groups);
    }),
    { numRuns: 50 },
  );
});

test("exact amounts have one form, whatever the order", () => {
  const value = fc.oneof(
    fc.integer({ min: -1e6, max: 1e6 }),
    fc.double({ min: -(2 ** 53), max: 2 ** 53, noNaN: true }),
    fc.constantFrom(5e-324, -5e-324, 2 ** 53 - 1, 0.1, 1e-300, 0, -0),
  );
  const sumOf = (values: readonly number[]): ExactAmount => values.reduce<ExactAmount>(addExact, 0);
  fc.assert(
    fc.property(fc.array(value, { maxLength: 20 }), fc.nat({ max: 20 }), (values, cut) => {
      const sum = sumOf(values);
      expect(sumOf([...values].reverse())).toStrictEqual(sum);
      expect(addExact(sumOf(values.slice(cut)), sumOf(values.slice(0, cut)))).toStrictEqual(sum);
      expect(nearestAmount(sum)).toBe(exactSum(values) + 0);
    }),
    { numRuns: 300 },
  );
});
