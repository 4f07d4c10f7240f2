import { zOfLevel } from "../numeric/z-of-level.ts";
import { findRoot } from "../numeric/root.ts";
import type { Bounds } from "./bounds.ts";
import type { TrinomialCounts } from "./trinomial.ts";

/**
 * The score interval for the difference of shares: all differences D that a score test does not reject,
 * |up - down - n D| <= z sqrt(n v(D)), with v(D) the variance of one observation at the most likely
 * shares of which the difference is D. `null` without counts. Always within [-1, 1].
 *
 * Tango, T. (1998). Equivalence test and confidence interval for the difference in proportions for the
 * paired-sample design. Statistics in Medicine 17, 891-908.
 */
export function trinomialScoreInterval({ up, middle, down }: TrinomialCounts, level: number): Bounds | null {
  const n = up + middle + down;
  if (!(n > 0)) return null;
  const shares = { up: up / n, middle: middle / n, down: down / n };
  const z = zOfLevel(level);
  const difference = (up - down) / n;
  return {
    lower: Math.max(-1, difference - reach(shares, z / Math.sqrt(n))),
    upper: Math.min(
      1,
      difference + reach({ up: shares.down, middle: shares.middle, down: shares.up }, z / Math.sqrt(n)),
    ),
  };
}

/** How far below the observed difference the lower end is: its distance, not its place, so that large n cost no digits. */
function reach(shares: TrinomialCounts, scaledZ: number): number {
  const square = scaledZ * scaledZ;
  if (shares.down === 1) return 0;
  if (shares.middle === 1) return square / (1 + square);
  if (shares.up === 1) return (2 * square) / (1 + square);
  const excess = (distance: number): number => distance - scaledZ * Math.sqrt(constrainedVariance(shares, distance));
  return findRoot(excess, 0, 2 * shares.up + shares.middle);
}

/** Variance of one observation at the most likely shares of which the difference is `distance` below the observed one. */
function constrainedVariance({ up, middle, down }: TrinomialCounts, distance: number): number {
  const difference = up - down - distance;
  if (difference < 0) return constrainedVariance({ up: down, middle, down: up }, -distance);
  // 2 q^2 + b q - down D (1 - D) = 0 for the share q of down. Near D = 1 and near D = 0 other terms of b cancel.
  const gap = middle + 2 * down;
  const rest = gap + distance;
  const b = difference > 0.5 ? middle - distance - rest * gap : 2 * difference - (up + down) - difference * (up - down);
  const root = Math.sqrt(b * b + 8 * down * difference * rest);
  const q = b > 0 ? (2 * down * difference * rest) / (b + root) : (root - b) / 4;
  return 2 * q + difference * rest;
}
