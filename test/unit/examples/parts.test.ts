import { describe, expect, it } from "vitest";
import { axisOf, placeOn } from "../../../examples/demo/axis.ts";
import { formatCount, formatShort, formatValue } from "../../../examples/demo/format.ts";
import { html } from "../../../examples/demo/markup.ts";
import { parseQuestion } from "../../../examples/demo/question-spec.ts";
import { readSettings } from "../../../examples/demo/settings.ts";
import { shellCommand } from "../../../examples/demo/shell-command.ts";
import { fit, textWidth, wrap } from "../../../examples/demo/text-width.ts";

describe("text in columns", () => {
  it("counts what a terminal shows", () => {
    expect(["abc", "Zürich", "東京", "👍", "e\u0301", "👩‍👩‍👧"].map(textWidth)).toEqual([3, 6, 4, 2, 1, 2]);
  });

  it("cuts, fills and breaks by it", () => {
    expect(fit("東京タワー", 6)).toBe("東京… ");
    expect(fit("7", 3, "end")).toBe("  7");
    expect(wrap("one two three", 7)).toEqual(["one two", "three"]);
    expect(wrap("abcdefgh", 3)).toEqual(["abc", "def", "gh"]);
    expect(wrap("", 3)).toEqual([""]);
  });
});

it("figures are rounded for people only at the end", () => {
  expect([formatValue(-2.66, "points"), formatValue(0.7325, "proportion"), formatValue(null, "score")]).toEqual([
    "−2.7",
    "73.3%",
    "–",
  ]);
  expect([
    formatValue(-0.04, "points"),
    formatCount(1234567),
    formatShort(0.4, "proportion"),
    formatShort(3.5, "score"),
  ]).toEqual(["0.0", "1,234,567", "40%", "3.5"]);
});

it("an axis holds its intervals, and nothing that cannot be", () => {
  const estimate = {
    metric: "ces",
    value: 6,
    unit: "score",
    n: 3,
    notes: [],
    interval: { lower: 1.7, upper: 10.3, level: 0.95, method: "t" },
  };
  const axis = axisOf([estimate], { from: 1, to: 7 });
  expect(axis).toEqual({ from: 1.5, to: 7 });
  expect(placeOn(axis, 10.3)).toBe(1);
  expect(axisOf([], { from: 0, to: 1 })).toEqual({ from: 0, to: 1 });
});

it("markup escapes all but markup", () => {
  expect(html`<p title="${`"'`}">${"<&>"}${html`<b>${1}</b>`}${[html`a`, html`b`]}</p>`.markup).toBe(
    '<p title="&quot;&#39;">&lt;&amp;&gt;<b>1</b>ab</p>',
  );
});

describe("the command", () => {
  it("reads questions, also of columns with colons", () => {
    expect(parseQuestion("nps:Us: would you?:0-10")).toEqual({
      metric: "nps",
      column: "Us: would you?",
      scale: { min: 0, max: 10 },
      options: {},
    });
    expect(parseQuestion("csat:Q2:1-10:2,low-is-good").options).toEqual({ topBox: 2, direction: "low-is-good" });
    expect(parseQuestion("ces:Q3:1-10:high-is-easy,easyFrom=8,difficultTo=3,net-easy").options).toEqual({
      direction: "high-is-easy",
      easyFrom: 8,
      difficultTo: 3,
      value: "net-easy",
    });
    for (const wrong of [
      "nps",
      "nps:Q1",
      "nps:Q1:10",
      "xyz:Q1:0-10",
      "nps:Q1:0-10:topBox=2",
      "csat:Q1:1-5:constructor=1",
      "csat:Q1:1-5:easy-share",
    ]) {
      expect(() => parseQuestion(wrong), wrong).toThrow();
    }
  });

  it("reads labels with commas in them", () => {
    expect(readSettings(["f.csv", "--labels", "Yes, very=5, No=1"]).labels).toEqual({ "Yes, very": 5, No: 1 });
    expect(() => readSettings(["f.csv", "--labels", "Yes"])).toThrow("--labels");
  });

  it("can be copied into a shell", () => {
    expect(shellCommand(["it's.csv", "--question", "nps:a b:0-10"])).toEqual([
      "npm run demo --",
      "'it'\\''s.csv'",
      "--question 'nps:a b:0-10'",
    ]);
  });
});
