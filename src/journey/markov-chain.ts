/** A chain of counts: how often each channel was followed by which, and by which end. */
export interface MarkovCounts {
  /** Channels. */
  readonly size: number;
  /** `next[i * size + j]`: how often j came right after i. */
  readonly next: Float64Array;
  /** How often a conversion came right after i. */
  readonly conversions: Float64Array;
  /** How often the path ended after i without one. */
  readonly nulls: Float64Array;
}

/**
 * Of each channel, the share of conversions that are lost when every step into it ends the path.
 *
 * With M = diag(steps out) − steps, P(ever at c) = 1 / (paths · M⁻¹[c,c]), because each channel is left as often as it is
 * entered; and what is lost is P(ever at c) · P(conversion from c). So one elimination serves all removals.
 *
 * The elimination never subtracts: a pivot is the sum of what leaves (Grassmann, Taksar and Heyman 1985), so each figure keeps
 * its digits however long customers go in circles. Steps from a channel to itself never enter it.
 *
 * @param total - conversions of all paths, above 0
 */
export function removalEffects({ size, next, conversions, nulls }: MarkovCounts, total: number): Float64Array {
  const a = next.slice();
  const ends = new Float64Array(size);
  const right = conversions.slice();
  for (let i = 0; i < size; i += 1) ends[i] = conversions[i]! + nulls[i]!;
  const pivots = new Float64Array(size);
  for (let k = 0; k < size; k += 1) {
    let pivot = ends[k]!;
    for (let j = k + 1; j < size; j += 1) pivot += a[k * size + j]!;
    pivots[k] = pivot;
    for (let i = k + 1; i < size; i += 1) {
      if (a[i * size + k] === 0) continue;
      const factor = a[i * size + k]! / pivot;
      a[i * size + k] = factor;
      for (let j = k + 1; j < size; j += 1) a[i * size + j]! += factor * a[k * size + j]!;
      ends[i]! += factor * ends[k]!;
      right[i]! += factor * right[k]!;
    }
  }
  const fromHere = backward(a, pivots, right, size, 0);
  const effects = new Float64Array(size);
  const unit = new Float64Array(size);
  for (let c = 0; c < size; c += 1) {
    unit.fill(0, c);
    unit[c] = 1;
    for (let k = c; k < size; k += 1) {
      if (unit[k] === 0) continue;
      for (let i = k + 1; i < size; i += 1) unit[i]! += a[i * size + k]! * unit[k]!;
    }
    const visits = backward(a, pivots, unit, size, c)[c]!;
    effects[c] = fromHere[c]! / (visits * total);
  }
  return effects;
}

/** Solves the upper triangle for the rows from `first` on. */
function backward(
  a: Float64Array,
  pivots: Float64Array,
  right: Float64Array,
  size: number,
  first: number,
): Float64Array {
  const solution = new Float64Array(size);
  for (let k = size - 1; k >= first; k -= 1) {
    let sum = right[k]!;
    for (let j = k + 1; j < size; j += 1) sum += a[k * size + j]! * solution[j]!;
    solution[k] = sum / pivots[k]!;
  }
  return solution;
}
