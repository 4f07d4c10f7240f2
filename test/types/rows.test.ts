import { expectTypeOf, test } from "vitest";
import { csat, enps, nps, type NpsResult, scoreSummary, tallyScores } from "../../src/index.ts";

const rows = [{ score: 10 }, { score: 3 }];

test("rows need a way to read them", () => {
  expectTypeOf(nps(rows, { read: (row) => row.score })).toEqualTypeOf<NpsResult>();
  expectTypeOf(nps([10, null, undefined, 3])).toEqualTypeOf<NpsResult>();
  // @ts-expect-error text is no list of answers
  expect(() => nps("10"));
  // @ts-expect-error cells of text are read by readScore first
  nps(["10", "9"]);
  // @ts-expect-error a row is no answer
  nps(rows);
  // @ts-expect-error nor with options
  nps(rows, { level: 0.9 });
  // @ts-expect-error the same for the others
  csat(rows, { scale: "0-10", topBox: 2 });
  // @ts-expect-error the same for the others
  scoreSummary(rows, { scale: "0-10" });
  // @ts-expect-error the same for the others
  tallyScores(rows, { scale: "0-10" });
  // @ts-expect-error the same for the others
  enps(rows);
});

function expect(_call: () => unknown): void {}
