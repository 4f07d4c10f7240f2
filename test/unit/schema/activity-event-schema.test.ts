import { describe, expect, expectTypeOf, test } from "vitest";
import * as z from "zod";
import type { ActivityEvent } from "../../../src/model/activity-event.ts";
import { activityEventSchema } from "../../../src/schema/activity-event-schema.ts";

const least = { customerId: "c1", at: "2025-03-09T10:30:00+01:00" };
const full = { ...least, id: "e1", name: "login", channel: "app", segment: "VIP", attributes: { version: "2" } };

/** The paths of what is wrong. */
const paths = (input: unknown): string[] =>
  activityEventSchema.safeParse(input).error?.issues.map(({ path }) => path.join(".")) ?? [];

describe("an activity event", () => {
  test("needs two fields and may have all", () => {
    expect(activityEventSchema.parse(least)).toEqual(least);
    expect(activityEventSchema.parse(full)).toEqual(full);
    for (const key of Object.keys(least)) expect(paths({ ...least, [key]: undefined })).toEqual([key]);
    expectTypeOf<keyof z.infer<typeof activityEventSchema>>().toEqualTypeOf<keyof ActivityEvent>();
  });

  test.each([[0], [-8.64e15], [new Date(0)], ["2025-03-09T10:30:00Z"], ["2025-03-09T10:30:00.123-05:00"]])(
    "happens at %s",
    (at) => {
      expect(paths({ ...least, at })).toEqual([]);
    },
  );

  test.each<[string, object]>([
    ["customerId", { customerId: "" }],
    ["customerId", { customerId: 7 }],
    ["at", { at: "2025-03-09" }],
    ["at", { at: "2025-03-09T10:30:00" }],
    ["at", { at: "2025-02-30T10:30:00Z" }],
    ["at", { at: NaN }],
    ["at", { at: 9e15 }],
    ["at", { at: new Date(NaN) }],
    ["id", { id: "" }],
    ["name", { name: 1 }],
    ["attributes.version", { attributes: { version: 2 } }],
    ["", { customer: "c1" }],
  ])("has an issue at %j for %j", (path, change) => {
    expect(paths({ ...least, ...change })).toEqual([path]);
  });

  test("can carry more", () => {
    expect(activityEventSchema.extend({ storeId: z.string() }).parse({ ...least, storeId: "s" })).toEqual({
      ...least,
      storeId: "s",
    });
  });
});
