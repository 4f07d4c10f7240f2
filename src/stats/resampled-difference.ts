import type { TrinomialCounts } from "./trinomial.ts";

/**
 * Distribution function of up - down in a resample of whole `counts`, by Fourier inversion on the
 * lattice, to about 1e-14; its argument must be within `reach` of the mean, and beyond `reach` on
 * either side there must be next to nothing.
 *
 * (down e^-iv + middle + up e^iv)^n in shares is the characteristic function of that difference. Its
 * values at evenly spaced angles around the circle give the distribution wrapped at as many steps, here
 * four times the reach. All but some sixty of them, near 0 and, with few in the middle, where every
 * other difference is rare, near half a turn, are too small to matter.
 *
 * Angles are kept as whole parts of a turn, reduced before they are multiplied by a count, and the
 * most frequent answer is taken as origin: large counts then cost no digits.
 */
export function resampledDifference(counts: TrinomialCounts, reach: number): (k: number) => number {
  const points = 4 * Math.ceil(reach);
  const half = points / 2;
  const n = counts.up + counts.middle + counts.down;
  const up = counts.up / n;
  const middle = counts.middle / n;
  const down = counts.down / n;
  const origin = middle >= Math.max(up, down) ? 0 : up > down ? 1 : -1;

  const angle = (steps: number): number => {
    const part = steps % points;
    return (2 * Math.PI * (part > half ? part - points : part < -half ? part + points : part)) / points;
  };
  const terms: Term[] = [];
  const addTerm = (step: number): boolean => {
    const lost =
      4 * middle * (up + down) * Math.sin(angle(step) / 2) ** 2 + 4 * up * down * Math.sin(angle(2 * step) / 2) ** 2;
    const size = lost < 1 ? Math.exp((n / 2) * Math.log1p(-lost)) : 0;
    if (size < 1e-18) return false;
    const angles = { up: angle((1 - origin) * step), middle: angle(-origin * step), down: angle((-1 - origin) * step) };
    const real = up * Math.cos(angles.up) + middle * Math.cos(angles.middle) + down * Math.cos(angles.down);
    const imaginary = up * Math.sin(angles.up) + middle * Math.sin(angles.middle) + down * Math.sin(angles.down);
    terms.push({
      step,
      size: ((step === half ? 1 : 2) * size) / (2 * Math.sin(angle(step) / 2)),
      phase: n * Math.atan2(imaginary, real) - angle(step) / 2,
    });
    return true;
  };
  let near = 1;
  while (near <= half && addTerm(near)) near++;
  let far = half;
  while (far > near && addTerm(far)) far--;

  return (k) => {
    const turns = (k - origin * n) % points;
    let sum = counts.up - counts.down - k - 0.5;
    for (const { step, size, phase } of terms) sum += size * Math.sin(phase - angle(turns * step));
    return 0.5 - sum / points;
  };
}

interface Term {
  readonly step: number;
  readonly size: number;
  readonly phase: number;
}
