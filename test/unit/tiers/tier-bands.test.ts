import { describe, expect, test } from "vitest";
import { tierByBand, type TierBand } from "../../../src/tiers/tier-bands.ts";

const bands: readonly TierBand[] = [
  { tier: "gold", min: 80 },
  { tier: "silver", min: 50 },
  { tier: "bronze", min: null },
];

describe("tierByBand", () => {
  test("a least score belongs to its tier", () => {
    expect([80, 79.999, 50, 49.999, -1e300].map((score) => tierByBand(score, bands))).toEqual([
      "gold",
      "silver",
      "silver",
      "bronze",
      "bronze",
    ]);
  });

  test.each([null, undefined, NaN, Infinity, "90" as never])("%s is no score", (score) => {
    expect(tierByBand(score, bands)).toBeNull();
  });

  test("one band takes all", () => {
    expect(tierByBand(-5, [{ tier: 0, min: null }])).toBe(0);
  });

  test("a number and its text are two tiers", () => {
    expect(
      tierByBand(1, [
        { tier: 1, min: 0 },
        { tier: "1", min: null },
      ]),
    ).toBe(1);
  });

  test.each([
    [[]],
    [null],
    [[{ tier: 1, min: 5 }]],
    [
      [
        { tier: 1, min: 5 },
        { tier: 2, min: 5 },
        { tier: 3, min: null },
      ],
    ],
    [
      [
        { tier: 1, min: 5 },
        { tier: 2, min: 9 },
        { tier: 3, min: null },
      ],
    ],
    [
      [
        { tier: 1, min: null },
        { tier: 2, min: null },
      ],
    ],
    [
      [
        { tier: 1, min: NaN },
        { tier: 2, min: null },
      ],
    ],
    [[null, { tier: 2, min: null }]],
  ])("bands that do not fall to null are none: %j", (wrong) => {
    expect(() => tierByBand(1, wrong as never)).toThrow(expect.objectContaining({ code: "BANDS_INVALID" }));
  });

  test.each([[["a", "a"]], [["", "b"]], [[NaN, 1]], [[{}, 1]]])(
    "tiers must be labels, each once: %j",
    ([best, last]) => {
      const wrong = [
        { tier: best, min: 1 },
        { tier: last, min: null },
      ];
      expect(() => tierByBand(1, wrong as never)).toThrow(expect.objectContaining({ code: "TIERS_INVALID" }));
    },
  );
});
