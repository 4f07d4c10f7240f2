import { expect, test } from "vitest";
import { type Random, seededRandom } from "../../../src/numeric/random.ts";
import { sampleNormal } from "../../../src/numeric/sample-continuous.ts";
import { gini } from "../../../src/tiers/gini.ts";
import { topShare } from "../../../src/tiers/top-share.ts";
import type { Interval } from "../../../src/core/estimate.ts";

const exponential = (random: Random): number => -Math.log(1 - random.next());
const logNormal = (random: Random): number => Math.exp(sampleNormal(random));

/** How many of 2000 samples have an interval that holds the truth; its own standard error is half a point. */
function coverage(
  draw: (random: Random) => number,
  n: number,
  truth: number,
  intervalOf: (values: Float64Array) => Interval | null,
): number {
  const random = seededRandom(20);
  const samples = 2000;
  let held = 0;
  for (let sample = 0; sample < samples; sample++) {
    const { lower, upper } = intervalOf(Float64Array.from({ length: n }, () => draw(random)))!;
    if (lower <= truth && truth <= upper) held++;
  }
  return (100 * held) / samples;
}

// The Gini of a log-normal is erf(σ / 2).
test.each([
  ["exponential, 20", exponential, 20, 0.5, 94, 97],
  ["exponential, 200", exponential, 200, 0.5, 93.5, 96.5],
  ["log-normal, 50: too short, as documented", logNormal, 50, 0.5204998778130465, 87, 92],
  ["log-normal, 1000", logNormal, 1000, 0.5204998778130465, 92.5, 96],
] as const)("the interval of Gini holds the truth: %s", (_, draw, n, truth, least, most) => {
  const held = coverage(draw, n, truth, (values) => gini(values).interval);
  expect(held).toBeGreaterThan(least);
  expect(held).toBeLessThan(most);
});

// Of an exponential the top p have p (1 − ln p).
test.each([
  ["exponential, 50", 50, 91, 94.5],
  ["exponential, 200", 200, 93, 96.5],
] as const)("the interval of the top share holds the truth: %s", (_, n, least, most) => {
  const held = coverage(exponential, n, 0.2 * (1 - Math.log(0.2)), (values) => topShare(values, 0.2).interval);
  expect(held).toBeGreaterThan(least);
  expect(held).toBeLessThan(most);
});
