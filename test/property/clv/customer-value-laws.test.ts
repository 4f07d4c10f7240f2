import fc from "fast-check";
import { customerAcquisitionCost, customerAcquisitionCostAccumulator } from "../../../src/clv/acquisition-cost.ts";
import type { AcquisitionRow } from "../../../src/clv/acquisition-cost-state.ts";
import { historicValue, historicValueAccumulator } from "../../../src/clv/historic-value.ts";
import type { HistoricValueRow } from "../../../src/clv/historic-value-state.ts";
import { describe, expect, test } from "vitest";
import { testAccumulatorLaws } from "../../support/accumulator-laws.ts";

const DAY = 86_400_000;
const start = Date.parse("2025-01-01T00:00:00Z");

/** Mostly the first, now and then what no row should have. */
const mostly = (good: fc.Arbitrary<unknown>, ...bad: unknown[]): fc.Arbitrary<unknown> =>
  fc.oneof({ weight: 8, arbitrary: good }, { weight: 1, arbitrary: fc.constantFrom(...bad) });

const id = fc.constantFrom("a", "b", "c", "__proto__", "toString");
const at = mostly(
  fc.integer({ min: 0, max: 90 }).map((days) => start + days * DAY),
  null,
  "2025-02-30",
  NaN,
  "2025-02-01T00:00:00+05:45",
);
const amount = mostly(fc.integer({ min: 0, max: 5000 }), null, -1, 0.5, NaN, -0);
const currency = fc.constantFrom("EUR", "EUR", null, undefined);

const historicRow = fc.record(
  {
    customerId: mostly(id, "", null),
    amount,
    currency,
    kind: mostly(
      fc.constantFrom("purchase", "purchase", "refund", "cost-to-serve", "acquisition-cost", undefined),
      "gift",
    ),
    cost: mostly(fc.integer({ min: 0, max: 900 }), null, undefined, -1),
    at,
  },
  { requiredKeys: ["customerId", "amount"] },
) as fc.Arbitrary<HistoricValueRow>;

const acquisitionRow = fc.record(
  {
    kind: mostly(fc.constantFrom("cost", "acquired", "acquired"), "refund"),
    amount,
    currency,
    costKind: fc.constantFrom("media", "salaries", "__proto__", null, ""),
    customerId: mostly(id, "", null),
    channel: fc.constantFrom("search", "friends", "__proto__", null, undefined, ""),
    at,
  },
  { requiredKeys: ["kind"] },
) as fc.Arbitrary<AcquisitionRow>;

const window = { from: start + 10 * DAY, asOf: start + 70 * DAY };

testAccumulatorLaws("historicValue", () => historicValueAccumulator(), historicRow);
testAccumulatorLaws(
  "historicValue, discounted in a window",
  () =>
    historicValueAccumulator({
      ...window,
      currency: "EUR",
      discount: { rate: 0.1, per: "year" },
      missingCost: { grossMargin: 0.3 },
    }),
  historicRow,
);
testAccumulatorLaws("customerAcquisitionCost", () => customerAcquisitionCostAccumulator(), acquisitionRow);
testAccumulatorLaws(
  "customerAcquisitionCost of paid channels in a window, with a lag",
  () => customerAcquisitionCostAccumulator({ ...window, lag: { weeks: 2 }, customers: "paid", costs: ["media"] }),
  acquisitionRow,
);

const shuffled = <Row>(row: fc.Arbitrary<Row>): fc.Arbitrary<readonly [Row[], Row[]]> =>
  fc
    .array(row, { maxLength: 40 })
    .chain((rows) => fc.tuple(fc.constant(rows), fc.shuffledSubarray(rows, { minLength: rows.length })));

describe("the order of rows", () => {
  test("moves no historic value, discounted or not", () => {
    const discounted = { asOf: window.asOf, discount: { rate: 0.1, per: "year" }, missingCost: "zero" } as const;
    fc.assert(
      fc.property(shuffled(historicRow), fc.constantFrom({}, discounted), ([rows, others], options) => {
        const { findings: one, ...result } = historicValue(rows, options);
        const { findings: other, ...same } = historicValue(others, options);
        expect(same).toStrictEqual(result);
        expect(other.length).toBe(one.length);
      }),
    );
  });

  test("moves no acquisition cost", () => {
    fc.assert(
      fc.property(shuffled(acquisitionRow), ([rows, others]) => {
        const { findings: _, ...result } = customerAcquisitionCost(rows, window);
        const { findings: __, ...same } = customerAcquisitionCost(others, window);
        expect(same).toStrictEqual(result);
      }),
    );
  });
});

describe("historic value", () => {
  test("adds up, and no row gets lost", () => {
    fc.assert(
      fc.property(fc.array(historicRow, { maxLength: 40 }), (rows) => {
        const { total, customers, usedRows, leftOut, findings } = historicValue(rows, { missingCost: "zero" });
        const sum = (of: (customer: (typeof customers)[number]) => number): number =>
          customers.reduce((all, customer) => all + of(customer), 0);
        expect(sum(({ contribution }) => contribution!)).toBe(total.contribution);
        expect(sum(({ revenue }) => revenue)).toBe(total.revenue);
        expect(total.contribution).toBe(total.purchases - total.refunds - total.directCost! - total.costToServe);
        expect(usedRows + findings.length).toBe(rows.length);
        expect(Object.values(leftOut).reduce((all, each) => all + each)).toBe(findings.length);
      }),
    );
  });
});

describe("acquisition cost", () => {
  test("of channels adds up to that of all, and no row gets lost", () => {
    fc.assert(
      fc.property(fc.array(acquisitionRow, { maxLength: 40 }), (rows) => {
        const { channels, spend, newCustomers, usedRows, findings } = customerAcquisitionCost(rows);
        expect(channels.reduce((sum, channel) => sum + channel.spend, 0)).toBe(spend);
        expect(channels.reduce((sum, channel) => sum + channel.newCustomers, 0)).toBe(newCustomers);
        expect(usedRows + findings.length).toBe(rows.length);
      }),
    );
  });
});
