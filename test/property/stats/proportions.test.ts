import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { betaI, betaIUpper } from "../../../src/numeric/incomplete-beta.ts";
import { agrestiCoull, agrestiCoullUnclamped } from "../../../src/stats/agresti-coull.ts";
import { clopperPearson } from "../../../src/stats/clopper-pearson.ts";
import { jeffreys, jeffreysModified } from "../../../src/stats/jeffreys.ts";
import { midP } from "../../../src/stats/mid-p.ts";
import type { ProportionInterval } from "../../../src/stats/proportion.ts";
import { waldProportion, waldProportionUnclamped } from "../../../src/stats/wald-proportion.ts";
import { wilson } from "../../../src/stats/wilson.ts";
import { wilsonContinuity } from "../../../src/stats/wilson-continuity.ts";
import { level, proportion } from "./arbitrary-counts.ts";

const methods: { readonly [name: string]: ProportionInterval } = {
  wald: waldProportion,
  waldUnclamped: waldProportionUnclamped,
  wilson,
  wilsonContinuity,
  agrestiCoull,
  agrestiCoullUnclamped,
  clopperPearson,
  jeffreys,
  jeffreysModified,
  midP,
};
const rounding = 1e-12;

describe.each(Object.keys(methods))("%s", (name) => {
  const interval = methods[name]!;

  test("contains the share (Jeffreys' posterior: unless it is 0 or 1)", () => {
    fc.assert(
      fc.property(proportion, level, ({ successes, n }, any) => {
        const at = Math.max(any, 0.8);
        if (name === "jeffreys" && (successes === 0 || successes === n)) return;
        const { lower, upper } = interval(successes, n, at);
        expect(lower).toBeLessThanOrEqual(successes / n + rounding);
        expect(upper).toBeGreaterThanOrEqual(successes / n - rounding);
      }),
    );
  });

  test("widens with the level", () => {
    // Agresti and Coull's centre moves to a half as the level rises: near 0 its end may move with it, outside of [0, 1].
    if (name === "agrestiCoullUnclamped") return;
    fc.assert(
      fc.property(proportion, level, level, ({ successes, n }, one, other) => {
        const narrow = interval(successes, n, Math.min(one, other));
        const wide = interval(successes, n, Math.max(one, other));
        expect(wide.lower).toBeLessThanOrEqual(narrow.lower + rounding);
        expect(wide.upper).toBeGreaterThanOrEqual(narrow.upper - rounding);
      }),
    );
  });

  test("of failures is one minus that of successes", () => {
    fc.assert(
      fc.property(proportion, level, ({ successes, n }, at) => {
        const { lower, upper } = interval(successes, n, at);
        const mirror = interval(n - successes, n, at);
        expect(Math.abs(lower + mirror.upper - 1)).toBeLessThan(rounding);
        expect(Math.abs(upper + mirror.lower - 1)).toBeLessThan(rounding);
      }),
    );
  });

  test("stays within [0, 1]", () => {
    if (name.endsWith("Unclamped")) return;
    fc.assert(
      fc.property(proportion, level, ({ successes, n }, at) => {
        const { lower, upper } = interval(successes, n, at);
        expect(lower).toBeGreaterThanOrEqual(0);
        expect(upper).toBeLessThanOrEqual(1);
        expect(lower).toBeLessThanOrEqual(upper);
      }),
    );
  });
});

test("Clopper and Pearson's holds mid-P's, and the correction widens Wilson's", () => {
  fc.assert(
    fc.property(proportion, level, ({ successes, n }, at) => {
      for (const [outer, inner] of [
        [clopperPearson, midP],
        [wilsonContinuity, wilson],
      ] as const) {
        expect(outer(successes, n, at).lower).toBeLessThanOrEqual(inner(successes, n, at).lower + rounding);
        expect(outer(successes, n, at).upper).toBeGreaterThanOrEqual(inner(successes, n, at).upper - rounding);
      }
    }),
  );
});

test("Clopper and Pearson's ends leave exactly the tail beyond the result", () => {
  const whole = fc.integer({ min: 1, max: 2000 }).chain((n) => fc.record({ successes: fc.nat(n), n: fc.constant(n) }));
  fc.assert(
    fc.property(whole, level, ({ successes, n }, at) => {
      const { lower, upper } = clopperPearson(successes, n, at);
      const tail = (1 - at) / 2;
      // An end near 1 is a double: what is beyond it cannot be nearer than the end's own last digit allows.
      const near = (end: number): number => Math.max(1e-10, (4 * Number.EPSILON) / (1 - end));
      if (successes > 0)
        expect(Math.abs(betaI(lower, successes, n - successes + 1) / tail - 1)).toBeLessThan(near(lower));
      if (successes < n)
        expect(Math.abs(betaIUpper(upper, successes + 1, n - successes) / tail - 1)).toBeLessThan(near(upper));
    }),
  );
});

test("Clopper and Pearson's coverage is never below its level: every n to 30, every percent", () => {
  for (let n = 1; n <= 30; n++) {
    for (const at of [0.8, 0.95, 0.99]) {
      const intervals = Array.from({ length: n + 1 }, (_, successes) => clopperPearson(successes, n, at));
      for (let percent = 1; percent < 100; percent++) {
        const share = percent / 100;
        let coverage = 0;
        let probability = (1 - share) ** n;
        intervals.forEach(({ lower, upper }, successes) => {
          if (lower <= share && share <= upper) coverage += probability;
          probability *= ((n - successes) / (successes + 1)) * (share / (1 - share));
        });
        expect(coverage, `${n} at ${share}, level ${at}`).toBeGreaterThanOrEqual(at - 1e-12);
      }
    }
  }
});
