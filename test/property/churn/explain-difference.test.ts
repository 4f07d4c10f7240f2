import fc from "fast-check";
import { expect, test } from "vitest";
import { churnPresets, mrrChurnPresets } from "../../../src/churn/churn-presets.ts";
import { explainDifference } from "../../../src/churn/explain-difference.ts";
import type { ChurnConvention } from "../../../src/churn/explain-difference-words.ts";
import { mrrMovements } from "../../../src/churn/mrr-movements.ts";
import { notPlainJson } from "../../support/plain-json.ts";
import { soundSegment } from "./arbitrary-subscriptions.ts";

const convention = fc.constantFrom<ChurnConvention>(
  ...Object.values(churnPresets),
  ...Object.values(mrrChurnPresets),
  { denominator: "openingPlusNewAndReactivated" },
  { denominator: "exposureRate" },
);
const ledger = fc.array(soundSegment, { maxLength: 30 });
const asOf = fc.constantFrom(undefined, Date.UTC(2024, 2, 20, 7));

test("the parts of a difference add up to it, whatever the two conventions and the ledger", () => {
  fc.assert(
    fc.property(ledger, convention, convention, asOf, fc.boolean(), (sound, a, b, until, isLarge) => {
      // A price that takes the ledger beyond 2^53 units, in a year that does not matter.
      const giant = {
        id: "giant",
        customerId: "Z",
        start: Date.UTC(2023, 0),
        end: Date.UTC(2023, 1),
        amount: 2 ** 52,
        quantity: 7,
        interval: "day",
        currency: "EUR",
      } as const;
      const rows = isLarge ? [...sound, giant] : sound;
      const options = { currency: "EUR", timeZone: "America/New_York", from: "2024-03", asOf: until };
      const found = explainDifference(rows, a, b, options);
      expect(notPlainJson(found)).toEqual([]);
      const [period] = mrrMovements(rows, options).periods;
      for (const figure of [found.a, found.b]) {
        if ("denominator" in figure.definition)
          expect(figure.value).toBe(period!.logoChurn[figure.definition.denominator]);
      }
      if (found.difference === null) {
        expect(found.parts).toEqual([]);
        return;
      }
      const sum = (list: readonly { readonly contribution: number }[]): number =>
        list.reduce((total, { contribution }) => total + contribution, 0);
      // A rate of a tiny opening MRR may be 400,000, whose last digit is 6e-11: rounding goes with what is added up.
      const size = (list: readonly { readonly contribution: number }[]): number =>
        list.reduce((total, { contribution }) => total + Math.abs(contribution), 1);
      expect(Math.abs(sum(found.parts) - found.difference)).toBeLessThan(1e-12 * size(found.parts));
      expect(Math.abs(sum(found.rules) - found.difference)).toBeLessThan(1e-12 * size(found.rules));
      const opposite = explainDifference(rows, b, a, options);
      const signs = (list: typeof found.parts, sign: number): string[] =>
        list.map((part) => JSON.stringify([part.rule, part.customerId, sign * part.contribution])).sort();
      expect(signs(opposite.parts, -1)).toEqual(signs(found.parts, 1));
    }),
    { numRuns: 400 },
  );
});

test("a convention does not differ from itself", () => {
  fc.assert(
    fc.property(ledger, convention, (rows, a) => {
      const found = explainDifference(rows, a, { ...a }, { currency: "EUR", timeZone: "UTC", from: "2024-03" });
      expect(found.parts).toEqual([]);
      expect(found.difference ?? 0).toBe(0);
    }),
  );
});
