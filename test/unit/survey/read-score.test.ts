import { describe, expect, test } from "vitest";
import { isMetricError } from "../../../src/core/metric-error.ts";
import {
  foldText,
  plainNumber,
  readScore,
  type ReadScoreOptions,
  scoreReader,
} from "../../../src/survey/read-score.ts";
import type { ScaleInput } from "../../../src/survey/scale.ts";

/** The score, or why there is none. */
function read(cell: unknown, scale: ScaleInput = "0-10", options: Partial<ReadScoreOptions> = {}): unknown {
  const reading = readScore(cell, { scale, ...options });
  return reading.status === "ok" ? reading.value : reading.status;
}

function codeOf(call: () => unknown): string {
  try {
    call();
    return "none";
  } catch (error) {
    return isMetricError(error) ? error.code : "other";
  }
}

describe("a number", () => {
  test.each([
    [9, 9],
    [9n, 9],
    ["9", 9],
    [" 9 ", 9],
    ["\uFEFF\u00A09\u202F", 9],
    ["\u200B9", 9],
    ["9.0", 9],
    ["9,0", 9],
    ["9.000", 9],
    ["007", 7],
    ["-0", 0],
    [-0, 0],
    ["８", 8],
    ["１０", 10],
    [11, "outOfRange"],
    ["11", "outOfRange"],
    ["-1", "outOfRange"],
    ["\u22121", "outOfRange"],
    [10.5, "outOfRange"],
    ["-0.5", "outOfRange"],
    [Infinity, "outOfRange"],
    [10n ** 400n, "outOfRange"],
    ["9".repeat(500), "outOfRange"],
    [7.5, "nonInteger"],
    ["7,5", "nonInteger"],
    ["6.5", "nonInteger"],
    [NaN, "invalid"],
    ["NaN", "invalid"],
    ["Infinity", "invalid"],
    ["1e1", "invalid"],
    ["0x9", "invalid"],
    ["+8", "invalid"],
    ["80%", "invalid"],
    ["7.", "invalid"],
    [".5", "invalid"],
    ["1.2.3", "invalid"],
    ["1 0", "invalid"],
    ["- 9", "invalid"],
    ["٩", "invalid"],
    ["⑨", "invalid"],
    ["9!", "invalid"],
    ["2025-01-02", "invalid"],
    ["9 of 10", "invalid"],
  ])("%s reads as %s", (cell, expected) => {
    expect(read(cell)).toBe(expected);
  });

  test("with a comma and three digits may be a thousand or one, so it is neither", () => {
    expect(["1,000", "-1,000", "7,500"].map((cell) => read(cell))).toEqual(["invalid", "invalid", "invalid"]);
    expect(read("1,0000")).toBe(1);
  });

  test("may have a fraction where the question allows it, within the scale", () => {
    const fractions = "allow";
    expect(["7,5", 0.5, "10.5", "8.5/10"].map((cell) => read(cell, "0-10", { fractions }))).toEqual([
      7.5,
      0.5,
      "outOfRange",
      8.5,
    ]);
  });

  test("on a scale with negative ends", () => {
    const scale = { min: -2, max: 2 };
    expect(
      ["-1", "\u22122", "-3", "-1 - Poor", "Poor (-1)", "Poor - 1", "1/2"].map((cell) => read(cell, scale)),
    ).toEqual([-1, -2, "outOfRange", -1, -1, 1, 1]);
  });
});

describe("nothing", () => {
  test.each([
    null,
    undefined,
    "",
    "  \t\n",
    "\u00A0",
    "-",
    "N/A",
    "n/a",
    "NA",
    "na",
    "null",
    "NULL",
    "Prefer not to say",
    " prefer  NOT to say ",
    "Don't know",
    "don’t know",
    "(no answer)",
    "offered",
    "Unoffered",
  ])("%j is skipped", (cell) => {
    expect(read(cell)).toBe("skipped");
  });

  test("may be said by a label beside a number", () => {
    expect(["0 - N/A", "99 = Don't know", "Prefer not to say (0)"].map((cell) => read(cell))).toEqual([
      "skipped",
      "skipped",
      "skipped",
    ]);
  });

  test("may be said by codes of the product, as texts or numbers", () => {
    const skip = [-99, "Not applicable"];
    expect(
      ["-99", -99, "-99.0", "-99 - seen", "not  applicable", "-98"].map((cell) => read(cell, "0-10", { skip })),
    ).toEqual([...Array(5).fill("skipped"), "outOfRange"]);
  });

  test.each(["none", "—", "?", "no answer", "undefined", "."])("%j is not known to mean it", (cell) => {
    expect(read(cell)).toBe("invalid");
  });
});

describe("a number with a label", () => {
  test.each([
    ["10 - Extremely likely", 10],
    ["10 – Extremely likely", 10],
    ["10–Extremely likely", 10],
    ["10 — Extremely likely", 10],
    ["Extremely likely - 10", 10],
    ["Extremely likely – 10", 10],
    ["Extremely likely (10)", 10],
    ["Extremely likely [10]", 10],
    ["非常に満足（10）", 10],
    ["(10) Extremely likely", 10],
    ["10 (Extremely likely)", 10],
    ["0=Not at all likely", 0],
    ["Not at all likely = 0", 0],
    ["5 - Neutral - neither", 5],
    ["Non-committal - 5", 5],
    ["5 (neither (really) nor)", 5],
    ["8 - 😀", 8],
    ["8,0 - Likely", 8],
    ["11 - Off the scale", "outOfRange"],
    ["7.5 - Between", "nonInteger"],
    ["10-Extremely likely", "invalid"],
    ["Extremely likely -10", "invalid"],
    ["Extremely likely 10", "invalid"],
    ["10: Extremely likely", "invalid"],
    ["10 -", "invalid"],
    ["=10", "invalid"],
    ["(10)", "invalid"],
    ["10 ()", "invalid"],
    ["10 - !", "invalid"],
    ["=SUM(A1:A9)", "invalid"],
    ["+8 - Likely", "invalid"],
    ["8% - Likely", "invalid"],
  ])("%s reads as %s", (cell, expected) => {
    expect(read(cell)).toBe(expected);
  });

  test("has no second number to choose from", () => {
    expect(
      ["8 - 10", "0 - 10 scale", "10 (top 2)", "3 (4)", "Q1 - 7", "I gave 3 because delivery took 10 days"].map(
        (cell) => read(cell),
      ),
    ).toEqual(Array(6).fill("invalid"));
  });
});

describe("stars and fractions", () => {
  test.each([
    ["⭐⭐⭐", 3],
    ["⭐️⭐️", 2],
    ["★★★★★", 5],
    ["🌟", 1],
    ["★★★★☆", 4],
    ["☆☆☆☆☆", "outOfRange"],
    ["★★★★★★", "outOfRange"],
    ["★★★☆", "invalid"],
    ["☆★★★★", "invalid"],
    ["★★★½", "invalid"],
    ["★ ★", "invalid"],
    ["4 stars", 4],
    ["1 Star", 1],
    ["4,5 stars", "nonInteger"],
    ["6 stars", "outOfRange"],
    ["stars", "invalid"],
    ["four stars", "invalid"],
    ["4/5", 4],
    ["4 / 5", 4],
    ["4 out of 5", 4],
    ["4.0 out of 5.0", 4],
    ["6/5", "outOfRange"],
    ["8/10", "invalid"],
    ["4 out of 10", "invalid"],
    ["4/5/5", "invalid"],
    ["/5", "invalid"],
    ["4 OUT OF 5", 4],
  ])("%s reads as %s", (cell, expected) => {
    expect(read(cell, "1-5")).toBe(expected);
  });
});

describe("words", () => {
  const labels = { "Very satisfied": 5, Satisfied: 4, Neutral: 3, Dissatisfied: 2, "Very dissatisfied": 1 };

  test("are scores only by the labels given", () => {
    expect(read("Very satisfied", "1-5")).toBe("invalid");
    expect(
      [" very SATISFIED ", "Very\u00A0 dissatisfied", "Dissatisfied"].map((cell) => read(cell, "1-5", { labels })),
    ).toEqual([5, 1, 2]);
    expect(["Satisfied!", "Sehr zufrieden"].map((cell) => read(cell, "1-5", { labels }))).toEqual([
      "invalid",
      "invalid",
    ]);
  });

  test("and labels come before every other rule", () => {
    const codes = { 1: 5, 5: 1, "n/a": 3, true: 2 };
    expect(["1", 1, 5n, "N/A", true, "2"].map((cell) => read(cell, "1-5", { labels: codes }))).toEqual([
      5, 5, 1, 3, 2, 2,
    ]);
  });

  test("may be spelled with composed or combining letters", () => {
    expect(read("Tre\u0300s bien", "1-5", { labels: { "Tr\u00E8s bien": 5 } })).toBe(5);
  });

  test("may be any name of a property", () => {
    expect(["toString", "__proto__", "constructor"].map((cell) => read(cell, "1-5", { labels }))).toEqual([
      "invalid",
      "invalid",
      "invalid",
    ]);
    expect(read("__proto__", "1-5", { labels: JSON.parse('{"__proto__":4}') as { [label: string]: number } })).toBe(4);
  });

  test.each([{ "": 1 }, { " ": 1 }, { Top: 6 }, { Top: 4.5 }, { Top: NaN }, { Top: 5, top: 4 }])(
    "labels %j make no sense",
    (bad) => {
      expect(codeOf(() => readScore("x", { scale: "1-5", labels: bad }))).toBe("LABEL_INVALID");
    },
  );

  test("a label may be given twice with the same score, and map to a fraction where these are allowed", () => {
    expect(read("top", "1-5", { labels: { Top: 5, top: 5 } })).toBe(5);
    expect(read("mid", "1-5", { labels: { mid: 2.5 }, fractions: "allow" })).toBe(2.5);
  });
});

describe("yes and no", () => {
  test.each([
    [true, 1],
    [false, 0],
    ["Yes", 1],
    ["no", 0],
    ["TRUE", 1],
    ["False", 0],
    ["good", 1],
    ["Bad", 0],
    ["1", 1],
    [0, 0],
    [2, "outOfRange"],
    ["y", "invalid"],
    ["Bad, I'm unsatisfied", "invalid"],
    ["offered", "skipped"],
    ["yes - 1", 1],
  ])("%s reads as %s on a binary question", (cell, expected) => {
    expect(read(cell, "binary")).toBe(expected);
  });

  test("are no answers elsewhere, not even on 0–1", () => {
    expect([true, "yes", "good", "false"].map((cell) => read(cell, { min: 0, max: 1 }))).toEqual(
      Array(4).fill("invalid"),
    );
  });
});

describe("what is no cell", () => {
  test.each([
    [{}],
    [[]],
    [[9]],
    [new Date(0)],
    [Symbol("9")],
    [() => 9],
    [new Number(9)],
    [new String("9")],
    [{ toString: () => "9" }],
  ])("is invalid", (cell) => {
    expect(read(cell)).toBe("invalid");
  });

  test("is not touched", () => {
    const trap = new Proxy(
      {},
      { get: () => expect.unreachable(), has: () => expect.unreachable(), getPrototypeOf: () => expect.unreachable() },
    );
    expect(read(trap)).toBe("invalid");
  });
});

test("a bad scale is a bad call", () => {
  expect(codeOf(() => readScore("9", { scale: { min: 5, max: 1 } }))).toBe("SCALE_INVALID");
  expect(codeOf(() => scoreReader({ scale: "0-ten" as "0-10" }))).toBe("SCALE_INVALID");
});

test("long texts take time in proportion to their length", () => {
  const million = 1_000_000;
  const texts = [
    "(".repeat(million),
    " - ".repeat(million / 4),
    `${" ".repeat(million)}x`,
    "★".repeat(million),
    "1,".repeat(million / 2),
    `9 ${"a - ".repeat(million / 4)}`,
    "\u200B".repeat(million),
  ];
  const start = performance.now();
  for (const text of texts) readScore(text, { scale: "0-10" });
  expect(performance.now() - start).toBeLessThan(5000);
});

describe("scoreReader", () => {
  test("reads as readScore does, the first time and later", () => {
    const options = { scale: "1-5", labels: { Good: 4 }, skip: [-99] } as const;
    const reader = scoreReader(options);
    for (const cell of ["good", "good", "-99", "3", 3, "3", null, "x", "x", 6n, "4,5"])
      expect(reader(cell)).toEqual(readScore(cell, options));
  });

  test("gives readings that nobody can change for others", () => {
    const reader = scoreReader({ scale: "0-10" });
    const reading = reader("9") as { value: number };
    expect(() => (reading.value = 3)).toThrow(TypeError);
    expect(reader("9")).toEqual({ status: "ok", value: 9 });
  });

  test("does not remember everything", () => {
    const reader = scoreReader({ scale: "0-10" });
    for (let i = 0; i < 5000; i += 1) expect(reader(`comment ${i}`).status).toBe("invalid");
    expect(reader("9")).toEqual({ status: "ok", value: 9 });
  });
});

test("foldText and plainNumber", () => {
  expect(foldText(" Don’t\n KNOW\uFEFF ")).toBe("don't know");
  expect(["1.4", "1,4", "0", "-2", "1e3", "", " 1", "1,000"].map(plainNumber)).toEqual([
    1.4,
    1.4,
    0,
    -2,
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
});
