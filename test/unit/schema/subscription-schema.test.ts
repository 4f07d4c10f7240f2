import { describe, expect, test } from "vitest";
import { subscriptionSchema } from "../../../src/schema/subscription-schema.ts";

const least = {
  id: "s1",
  customerId: "c1",
  start: "2024-01-31T00:00:00Z",
  amount: 4900,
  currency: "EUR",
  interval: "month",
};
const full = {
  ...least,
  subscriptionId: "sub",
  end: "2024-02-29T00:00:00+01:00",
  intervalCount: 3,
  quantity: 0,
  status: "past_due",
  plan: "pro",
};

/** The paths of what is wrong. */
const paths = (input: unknown): string[] =>
  subscriptionSchema.safeParse(input).error?.issues.map(({ path }) => path.join(".")) ?? [];

describe("a subscription segment", () => {
  test("needs six fields and may have all", () => {
    expect(subscriptionSchema.parse(least)).toEqual(least);
    expect(subscriptionSchema.parse(full)).toEqual(full);
    expect(subscriptionSchema.parse({ ...least, end: null, start: 0 })).toEqual({ ...least, end: null, start: 0 });
    expect(paths({ ...least, start: new Date(0), end: new Date(0) })).toEqual([]);
    for (const key of Object.keys(least)) expect(paths({ ...least, [key]: undefined })).toEqual([key]);
  });

  test.each<[string, object]>([
    ["id", { id: "" }],
    ["subscriptionId", { subscriptionId: "" }],
    ["start", { start: "2024-01-31" }],
    ["start", { start: "2024-01-31T00:00:00" }],
    ["start", { start: NaN }],
    ["start", { start: 1e16 }],
    ["end", { end: "2024-01-30T23:59:59Z" }],
    ["end", { end: 0 }],
    ["amount", { amount: 49.9 }],
    ["amount", { amount: -1 }],
    ["amount", { amount: "4900" }],
    ["currency", { currency: "eur" }],
    ["interval", { interval: "quarter" }],
    ["intervalCount", { intervalCount: 0 }],
    ["quantity", { quantity: -1 }],
    ["status", { status: "" }],
  ])("%s: %o", (path, wrong) => {
    expect(paths({ ...least, ...wrong })).toEqual([path]);
  });

  test("has no other keys, unless it is extended", () => {
    expect(subscriptionSchema.safeParse({ ...least, price: 49 }).success).toBe(false);
  });
});
