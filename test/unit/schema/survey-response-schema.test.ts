import { describe, expect, expectTypeOf, test } from "vitest";
import * as z from "zod";
import type { Scale } from "../../../src/model/scale.ts";
import type { SurveyResponse } from "../../../src/model/survey-response.ts";
import { readSurveyTable } from "../../../src/readers/index.ts";
import { type ObjectSchema, type ObjectShape, scaleSchema, surveyResponseSchema } from "../../../src/schema/index.ts";

const least = { id: "r1", metric: "nps", score: 9, scale: { min: 0, max: 10, higherIsBetter: true } };
const full = {
  ...least,
  submissionId: "r",
  answeredAt: "2025-03-09T10:30:00.123Z",
  askedAt: "2025-03-09T01:30:00-05:00",
  customerId: "c",
  interactionId: "i",
  touchpointId: "t",
  journeyId: "j",
  channel: "web",
  segment: "VIP",
  comment: "",
  weight: 0,
  attributes: { plan: "pro" },
};

/** The paths of what is wrong. */
const paths = (input: unknown): string[] =>
  surveyResponseSchema.safeParse(input).error?.issues.map(({ path }) => path.join(".")) ?? [];

describe("a survey response", () => {
  test("needs five fields and may have all", () => {
    expect(surveyResponseSchema.parse(least)).toEqual(least);
    expect(surveyResponseSchema.parse(full)).toEqual(full);
    for (const key of Object.keys(least)) expect(paths({ ...least, [key]: undefined })).toEqual([key]);
  });

  test.each<[string, object]>([
    ["id", { id: "" }],
    ["metric", { metric: "" }],
    ["score", { score: 11 }],
    ["score", { score: -1 }],
    ["score", { score: "9" }],
    ["score", { score: NaN }],
    ["scale.max", { scale: { min: 10, max: 0, higherIsBetter: true } }],
    ["scale.max", { scale: { min: 9, max: 9, higherIsBetter: true } }],
    ["scale.min", { scale: { min: 0.5, max: 10, higherIsBetter: true } }],
    ["scale.higherIsBetter", { scale: { min: 0, max: 10 } }],
    ["scale", { scale: { min: 0, max: 10, higherIsBetter: true, step: 1 } }],
    ["answeredAt", { answeredAt: "2025-03-09T10:30:00" }],
    ["answeredAt", { answeredAt: "2025-03-09" }],
    ["answeredAt", { answeredAt: "2025-02-30T10:30:00Z" }],
    ["askedAt", { askedAt: 1741335480 }],
    ["customerId", { customerId: "" }],
    ["weight", { weight: -1 }],
    ["weight", { weight: Infinity }],
    ["attributes.plan", { attributes: { plan: 1 } }],
    ["comment", { comment: null }],
    ["", { comentario: "ok" }],
  ])("has an issue at %j for %j", (path, change) => {
    expect(paths({ ...least, ...change })).toEqual([path]);
  });

  test("lists everything that is wrong at once", () => {
    expect(paths({ ...least, id: 1, weight: "1", answeredAt: "soon" }).sort()).toEqual(["answeredAt", "id", "weight"]);
    expect([null, [], "x", undefined].map(paths)).toEqual([[""], [""], [""], [""]]);
  });

  test("keeps fractions on the scale, and can be extended without losing its rules", () => {
    expect(paths({ ...least, score: 7.5 })).toEqual([]);
    const extended = surveyResponseSchema.safeExtend({ storeId: z.string() });
    expect(extended.parse({ ...least, storeId: "s1" }).storeId).toBe("s1");
    expect(extended.safeParse({ ...least, storeId: "s1", score: 11 }).success).toBe(false);
  });

  test("is what the readers write", () => {
    const { responses } = readSurveyTable([{ nps: 9, at: "2025-03-09 10:30", w: "1,5" }], {
      answeredAt: "at",
      timeZone: "Asia/Kathmandu",
      weight: "w",
      attributes: ["at"],
      questions: { nps: { column: "nps", scale: "0-10" } },
    });
    expect(responses.map((response) => surveyResponseSchema.parse(response))).toEqual(responses);
  });

  test("is parsed fast: 100,000 rows in well under a second", () => {
    const rows = Array.from({ length: 100_000 }, (_, i) => ({ ...full, id: `r${i}`, score: i % 11 }));
    const start = performance.now();
    expect(rows.every((row) => surveyResponseSchema.safeParse(row).success)).toBe(true);
    expect(performance.now() - start).toBeLessThan(3000);
  });
});

test("a scale is two whole numbers in order", () => {
  expect(scaleSchema.parse({ min: -2, max: 2 })).toEqual({ min: -2, max: 2 });
  const bad = [
    { min: 5, max: 1 },
    { min: 1, max: 1 },
    { min: 1 },
    { min: 0, max: 1.5 },
    { min: 0, max: Infinity },
    { min: 0, max: 10, higherIsBetter: true },
  ];
  expect(bad.map((scale) => scaleSchema.safeParse(scale).success)).toEqual(bad.map(() => false));
});

test("schemas and interfaces are held together by the compiler", () => {
  expectTypeOf(surveyResponseSchema).toEqualTypeOf<ObjectSchema<SurveyResponse>>();
  expectTypeOf(scaleSchema).toEqualTypeOf<ObjectSchema<Scale>>();
  expectTypeOf<keyof z.infer<typeof surveyResponseSchema>>().toEqualTypeOf<keyof SurveyResponse>();
  const number = z.number();
  // @ts-expect-error a key of the interface is missing
  z.strictObject<ObjectShape<Scale>>({ min: number });
  // @ts-expect-error the interface has no such key
  z.strictObject<ObjectShape<Scale>>({ min: number, max: number, step: number });
  // @ts-expect-error a required key must not be optional
  z.strictObject<ObjectShape<Scale>>({ min: number, max: number.optional() });
  // @ts-expect-error an optional key must be optional
  z.strictObject<ObjectShape<{ plan?: string }>>({ plan: z.string() });
  // @ts-expect-error the key has another type
  z.strictObject<ObjectShape<Scale>>({ min: number, max: z.string() });
});
