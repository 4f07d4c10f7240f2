import { describe, expect, expectTypeOf, test } from "vitest";
import type * as z from "zod";
import type { Transaction } from "../../../src/model/transaction.ts";
import { transactionSchema } from "../../../src/schema/transaction-schema.ts";

const least = {
  id: "t1",
  customerId: "c1",
  at: "2025-03-09T10:30:00Z",
  amount: 1250,
  currency: "EUR",
  kind: "purchase",
};
const full = {
  ...least,
  kind: "refund",
  cost: 0,
  orderId: "o1",
  channel: "web",
  segment: "VIP",
  attributes: { sku: "a" },
};

/** The paths of what is wrong. */
const paths = (input: unknown): string[] =>
  transactionSchema.safeParse(input).error?.issues.map(({ path }) => path.join(".")) ?? [];

describe("a transaction", () => {
  test("needs six fields and may have all", () => {
    expect(transactionSchema.parse(least)).toEqual(least);
    expect(transactionSchema.parse(full)).toEqual(full);
    for (const key of Object.keys(least)) expect(paths({ ...least, [key]: undefined })).toEqual([key]);
    expectTypeOf<keyof z.infer<typeof transactionSchema>>().toEqualTypeOf<keyof Transaction>();
  });

  test.each([[0], [2 ** 53 - 1]])("may be of %s minor units", (amount) => {
    expect(paths({ ...least, amount })).toEqual([]);
  });

  test.each<[string, object]>([
    ["id", { id: "" }],
    ["customerId", { customerId: null }],
    ["at", { at: "2025-03-09" }],
    ["amount", { amount: 12.5 }],
    ["amount", { amount: -1 }],
    ["amount", { amount: NaN }],
    ["amount", { amount: 2 ** 53 }],
    ["amount", { amount: "1250" }],
    ["currency", { currency: "eur" }],
    ["currency", { currency: "EURO" }],
    ["currency", { currency: "" }],
    ["kind", { kind: "chargeback" }],
    ["cost", { cost: -1 }],
    ["", { price: 1250 }],
  ])("has an issue at %j for %j", (path, change) => {
    expect(paths({ ...least, ...change })).toEqual([path]);
  });
});
