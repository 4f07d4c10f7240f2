/**
 * Whole units for figures that add up to a whole total: each gets its floor, and the units left over go to the largest
 * remainders (Hamilton's method), earlier ones first where they are equal. `null` where the total is not whole.
 */
export function wholeUnits(figures: readonly number[], total: number): number[] | null {
  if (!Number.isSafeInteger(total) || figures.length === 0) return null;
  const units = figures.map((figure) => Math.floor(figure) + 0);
  const rest = total - units.reduce((sum, unit) => sum + unit, 0);
  // A whole figure that came out one rounding below itself has the largest remainder, so it gets its unit back.
  const order = figures.map((figure, i) => ({ i, remainder: figure - units[i]! }));
  order.sort((a, b) => b.remainder - a.remainder || a.i - b.i);
  // Figures that do not add up to the total beyond rounding have no such allotment.
  if (rest < 0 || rest > figures.length) return null;
  for (let given = 0; given < rest; given += 1) units[order[given]!.i]! += 1;
  return units;
}
