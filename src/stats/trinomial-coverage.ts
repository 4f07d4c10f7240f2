import type { Bounds } from "./bounds.ts";
import type { TrinomialCounts } from "./trinomial.ts";

/**
 * How often `interval` holds the true difference of `shares` (which add up to 1), by trying every
 * sample of `n`. A limit that the truth meets to 1e-12 holds it.
 */
export function exactCoverage(
  n: number,
  shares: TrinomialCounts,
  interval: (counts: TrinomialCounts) => Bounds | null,
): number {
  const truth = shares.up - shares.down;
  const logFactorials = [0];
  for (let k = 1; k <= n; k++) logFactorials.push(logFactorials[k - 1]! + Math.log(k));
  // 0 of a share of 0 is certain: 0 log 0 is 0 here.
  const logPart = (count: number, share: number): number =>
    count === 0 ? 0 : count * Math.log(share) - logFactorials[count]!;

  let coverage = 0;
  for (let up = 0; up <= n; up++) {
    for (let down = 0; down <= n - up; down++) {
      const middle = n - up - down;
      const bounds = interval({ up, middle, down });
      if (!bounds || truth < bounds.lower - 1e-12 || truth > bounds.upper + 1e-12) continue;
      coverage += Math.exp(
        logFactorials[n]! + logPart(up, shares.up) + logPart(middle, shares.middle) + logPart(down, shares.down),
      );
    }
  }
  return coverage;
}
