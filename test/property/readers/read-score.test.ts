import fc from "fast-check";
import { expect, test } from "vitest";
import { readScore, scoreReader } from "../../../src/survey/read-score.ts";
import type { ScaleInput } from "../../../src/survey/scale.ts";
import { tallyScores } from "../../../src/survey/tally-scores.ts";

const scale = fc.oneof(
  fc.constantFrom<ScaleInput>("0-10", "1-3", "1-5", "1-7", "1-10", "binary"),
  fc
    .record({ min: fc.integer({ min: -20, max: 20 }), points: fc.integer({ min: 1, max: 100 }) })
    .map(({ min, points }) => ({ min, max: min + points })),
);

/** Anything at all, and much that is nearly an answer. */
const cell = fc.oneof(
  fc.anything({
    withBigInt: true,
    withDate: true,
    withMap: true,
    withNullPrototype: true,
    withObjectString: true,
    withSparseArray: true,
    withTypedArray: true,
  }),
  fc.string({ unit: "binary", maxLength: 40 }),
  fc
    .array(
      fc.constantFrom(
        "1",
        "9",
        "10",
        "0",
        ".",
        ",",
        "-",
        " - ",
        "–",
        "=",
        "(",
        ")",
        "/",
        " out of ",
        "★",
        "☆",
        "⭐",
        " stars",
        "a",
        "N/A",
        "yes",
        " ",
        "\u00A0",
        "％",
        "５",
        "½",
      ),
      { maxLength: 8 },
    )
    .map((parts) => parts.join("")),
  fc.double(),
  fc.bigInt(),
  fc.constantFrom(Symbol("9"), new Proxy({}, {}), () => 9),
);

const STATUSES = ["ok", "skipped", "outOfRange", "nonInteger", "invalid"];

test("any cell has a reading, and a score is a number on the scale", () => {
  fc.assert(
    fc.property(cell, scale, fc.constantFrom("reject" as const, "allow" as const), (raw, on, fractions) => {
      const reading = readScore(raw, { scale: on, fractions });
      expect(STATUSES).toContain(reading.status);
      if (reading.status !== "ok") return;
      const { min, max } =
        typeof on === "object"
          ? on
          : on === "binary"
            ? { min: 0, max: 1 }
            : { min: Number(on.split("-")[0]), max: Number(on.split("-")[1]) };
      expect(reading.value >= min && reading.value <= max && !Object.is(reading.value, -0)).toBe(true);
      if (fractions === "reject") expect(Number.isInteger(reading.value)).toBe(true);
    }),
    { numRuns: 2000 },
  );
});

test("a reader of a column reads as one of a cell", () => {
  fc.assert(
    fc.property(fc.array(cell, { maxLength: 20 }), scale, (cells, on) => {
      const reader = scoreReader({ scale: on });
      for (const raw of [...cells, ...cells]) expect(reader(raw)).toEqual(readScore(raw, { scale: on }));
    }),
  );
});

test("a number reads the same bare, in text, and with a label on either side", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: -30, max: 30 }),
      fc.constantFrom("Likely", "Very – much", "sehr gut", "非常"),
      scale,
      (score, label, on) => {
        const bare = readScore(score, { scale: on });
        for (const text of [
          `${score}`,
          ` ${score}.0 `,
          `${score} - ${label}`,
          `${label} - ${score}`,
          `${label} (${score})`,
          `${score} (${label})`,
          `${score}=${label}`,
        ]) {
          expect(readScore(text, { scale: on }), text).toEqual(bare);
        }
      },
    ),
  );
});

test("every cell is counted once", () => {
  fc.assert(
    fc.property(fc.array(cell, { maxLength: 30 }), (cells) => {
      const { counts, leftOut } = tallyScores(cells, { scale: "0-10", read: scoreReader({ scale: "0-10" }) });
      expect([...counts, ...Object.values(leftOut)].reduce((sum, count) => sum + count, 0)).toBe(cells.length);
    }),
  );
});
