import { describe, expect, test } from "vitest";
import { rfmScores } from "../../../src/tiers/rfm-scores.ts";
import { lintRfmSegments } from "../../../src/tiers/rfm-segment-lint.ts";
import { defaultRfmSegments } from "../../../src/tiers/rfm-segment-rules.ts";
import { rfmSegments } from "../../../src/tiers/rfm-segments.ts";
import { notPlainJson } from "../../support/plain-json.ts";
import { codeOf } from "../churn/code-of.ts";

const scores = [
  { customerId: "ann", r: 5, f: 5, m: 4 },
  { customerId: "bob", r: 1, f: 5, m: 5 },
  { customerId: "cid", r: 1, f: 1, m: 5 },
];

describe("segments", () => {
  test("the first that holds r, f and m", () => {
    const result = rfmSegments(scores, [
      { name: "__proto__", r: [4, 5] },
      { name: "Late, but good 😀", f: [5, 5] },
    ]);
    expect(result.segments).toEqual([
      { segment: "__proto__", n: 1, share: 1 / 3 },
      { segment: "Late, but good 😀", n: 1, share: 1 / 3 },
      { segment: "Others", n: 1, share: 1 / 3 },
    ]);
    expect(result.rows[2]).toEqual({ customerId: "cid", segment: "Others", code: "115" });
    expect(notPlainJson(result)).toEqual([]);
  });

  test("of nobody, and of rows that are no scores", () => {
    expect(rfmSegments([], [{ name: "All" }])).toMatchObject({
      n: 0,
      notes: ["no-customers"],
      segments: [{ segment: "All", n: 0, share: null }, {}],
    });
    const bad = [null, { customerId: "", r: 1, f: 1, m: 1 }, { customerId: "a", r: 0, f: 1, m: 1 }] as never;
    expect(rfmSegments(bad)).toMatchObject({ n: 0, leftOut: { invalid: 3 } });
  });

  test("the common ones hold every score of 5 bins, and are for those alone", () => {
    const lint = lintRfmSegments(defaultRfmSegments());
    expect(lint.others).toEqual([]);
    expect(lint.segments.flatMap(({ codes }) => codes)).toHaveLength(125);
    expect(lint.findings.filter(({ code }) => code !== "overlap")).toEqual([]);
    const customers = [{ customerId: "a", recencyDays: 1, frequency: 1, monetary: 1 }];
    expect(codeOf(() => rfmSegments(rfmScores(customers, { bins: 3 })))).toBe("SEGMENTS_REQUIRED");
    expect(rfmSegments(rfmScores(customers))).toMatchObject({ rows: [{ segment: "New Customers", code: "511" }] });
  });

  test("codes keep the form that the scores have", () => {
    const many = Array.from({ length: 20 }, (_, i) => ({
      customerId: `c${i}`,
      recencyDays: 9,
      frequency: i,
      monetary: i,
    }));
    const tens = rfmScores(many, { bins: 10 });
    expect(rfmSegments(tens, [{ name: "All" }]).rows[0]!.code).toBe("10-1-1");
    expect(rfmSegments(tens.rows, [{ name: "All" }]).rows[0]!.code).toBe("10-1-1");
  });

  test("bad rules", () => {
    for (const rules of [
      {},
      [null],
      [{ name: "" }],
      [{ name: "a", r: [2, 1] }],
      [{ name: "a", r: 3 }],
      [{ name: "a", x: [1, 2] }],
      [{ name: "a", f: [1.5, 2] }],
    ]) {
      expect(codeOf(() => rfmSegments(scores, rules as never))).toBe("SEGMENTS_INVALID");
    }
    expect(codeOf(() => rfmSegments(5 as never))).toBe("SOURCE_INVALID");
  });
});

describe("lint", () => {
  test("tells what is unreachable, overlaps, lies outside, is named twice", () => {
    const { findings, others, segments } = lintRfmSegments(
      [
        { name: "Good", r: [2, 3] },
        { name: "Best", r: [3, 3], f: [3, 3] },
        { name: "Often", f: [3, 4] },
        { name: "Good", r: [0, 1] },
      ],
      { bins: 3 },
    );
    expect(findings.map(({ code, segment, index, by }) => [code, segment, index, by])).toEqual([
      ["unreachable", "Best", 1, ["Good"]],
      ["overlap", "Often", 2, ["Good"]],
      ["out-of-bins", "Often", 2, []],
      ["overlap", "Good", 3, ["Often"]],
      ["out-of-bins", "Good", 3, []],
      ["name-repeated", "Good", 3, []],
    ]);
    expect(findings[0]!.codes).toEqual(["331", "332", "333"]);
    expect(others).toEqual([]);
    expect(segments.map(({ codes }) => codes.length)).toEqual([24, 0, 3]);
  });

  test("a rule beyond all scores is unreachable by nobody's doing", () => {
    expect(lintRfmSegments([{ name: "Ten", r: [9, 10] }]).findings).toMatchObject([
      { code: "unreachable", by: [] },
      { code: "out-of-bins" },
    ]);
    expect(codeOf(() => lintRfmSegments([], { bins: 21 }))).toBe("BINS_INVALID");
  });
});
