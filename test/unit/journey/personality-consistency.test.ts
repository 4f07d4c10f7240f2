import { describe, expect, test } from "vitest";
import { personalityConsistency } from "../../../src/journey/personality-consistency.ts";
import { notPlainJson } from "../../support/plain-json.ts";

const scale = { min: 1, max: 5 };
const rating = { traitId: "warm", channel: "desk", score: 4, scale };

describe("personalityConsistency", () => {
  test("every rating is used or counted, whatever scale comes first", () => {
    const rows = [
      { ...rating, scale: { min: 0, max: 10 } },
      rating,
      { ...rating, channel: "web", score: 2 },
      { ...rating, channel: null, score: 5 },
      { ...rating, score: null },
      { ...rating, score: Number.NaN },
      { ...rating, score: 6 },
      { ...rating, traitId: "prompt" },
    ];
    const result = personalityConsistency([{ id: "warm" }], rows);
    expect(result).toMatchObject({ n: 3, value: 0.5, definition: { scale } });
    expect(result.leftOut).toEqual({ missing: 1, invalid: 1, outOfRange: 1, otherScale: 1, unknownTrait: 1 });
    expect(result.notes).toContain("ratings-on-other-scales");
    expect(personalityConsistency([{ id: "warm" }], rows.toReversed())).toEqual(result);
    expect(notPlainJson(result)).toEqual([]);
  });

  test("ties for weakest and strongest go to the first name", () => {
    const rows = ["web", "__proto__", "desk"].map((channel) => ({ ...rating, channel }));
    expect(personalityConsistency([{ id: "warm" }], rows).traits[0]).toMatchObject({
      weakestChannel: "__proto__",
      strongestChannel: "__proto__",
      consistency: 1,
    });
  });

  test("channels with few ratings are named", () => {
    const result = personalityConsistency([{ id: "warm" }], [rating, rating, { ...rating, channel: "web" }], {
      minPerChannel: 2,
    });
    expect(result.traits[0]).toMatchObject({ channelsLeftOut: ["web"], consistency: null });
    expect(result.notes).toContain("fewer-than-two-channels");
  });

  test("traits that weigh nothing leave no figure", () => {
    const rows = [rating, { ...rating, channel: "web" }];
    const result = personalityConsistency([{ id: "warm", weight: 0 }], rows);
    expect(result.consistency).toBeNull();
    expect(result.notes).toContain("all-weights-0");
  });

  test("a bad call says so", () => {
    const call =
      (options: object, traits = [{ id: "warm" }]) =>
      () =>
        personalityConsistency(traits, [], options);
    expect(call({ level: 95 })).toThrow("Cannot use level");
    expect(call({ minPerChannel: 0 })).toThrow("Cannot use minPerChannel");
    expect(call({ scale: { min: 5, max: 1 } })).toThrow("Cannot use scale");
    expect(call({}, [{ id: "warm" }, { id: "warm" }])).toThrow("Cannot use traits");
    expect(call({}, [{ id: "warm", weight: -1 } as { id: string }])).toThrow("Cannot use weight");
    expect(() => personalityConsistency([{ id: "warm" }], [{ traitId: "warm", score: 4 }])).toThrow("Cannot compare");
  });
});
