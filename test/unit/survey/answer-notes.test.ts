import { expect, test } from "vitest";
import { answerNotes } from "../../../src/survey/answer-notes.ts";
import { csat } from "../../../src/survey/csat.ts";

const none = { skipped: 0, outOfRange: 0, nonInteger: 0, invalid: 0 };

test.each<[number, object, readonly string[]]>([
  [0, {}, ["no-answers"]],
  [0, { skipped: 9, nonInteger: 9 }, ["no-answers"]],
  [0, { outOfRange: 1 }, ["all-outside-scale"]],
  [0, { invalid: 1 }, ["all-invalid"]],
  [0, { outOfRange: 1, invalid: 9 }, ["all-outside-scale"]],
  [5, {}, []],
  [5, { skipped: 99, nonInteger: 99, outOfRange: 5, invalid: 5 }, []],
  [5, { outOfRange: 6 }, ["mostly-outside-scale"]],
  [5, { invalid: 6 }, ["mostly-invalid"]],
])("%d answers and %j: %j", (n, leftOut, notes) => {
  expect(answerNotes(n, { ...none, ...leftOut })).toEqual(notes);
});

test("a doubt about the column stands beside the figure and its interval, which are given all the same", () => {
  expect(csat([5, 50, 80], { scale: "1-5" })).toMatchObject({
    value: 1,
    n: 1,
    interval: { method: "wilson" },
    notes: ["mostly-outside-scale"],
  });
  expect(csat([5, 50, 80], { scale: "1-5", interval: "none" }).notes).toEqual(["mostly-outside-scale", "no-interval"]);
});
