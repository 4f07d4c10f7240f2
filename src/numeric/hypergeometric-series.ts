/** exp(logScale) series: the value may be beyond float64. */
export interface ScaledSeries {
  readonly series: number;
  readonly logScale: number;
  /** How many times larger than the sum the terms are together: the digits lost. */
  readonly cancellation: number;
}

/** A solution of the hypergeometric equation and its derivative at a point, both times exp(-logScale). */
interface Local extends ScaledSeries {
  readonly slope: number;
}

/**
 * 2F1(a, b; c; 1 - y) for 0 < y < start: the solution is continued from 1 - start by Taylor series through the
 * hypergeometric equation, each to halfway between its center and the singularity at 1. Unlike the connection formulas
 * it has no special case where c - a - b is an integer, or almost one.
 */
export function continuedSeries(a: number, b: number, c: number, y: number, start: number): ScaledSeries {
  let local = powerSeries(a, b, c, 1 - start);
  for (let at = start; at > y; at /= 2) local = taylorStep(a, b, c, at, at - Math.max(y, at / 2), local);
  return local;
}

/** 2F1(a, b; c; x) by the defining series, for 0 <= x < 1. */
export function powerSeries(a: number, b: number, c: number, x: number): Local {
  let term = 1;
  let series = 1;
  let slope = 0;
  let size = 1;
  let logScale = 0;
  let n = 0;
  for (; n < mostTerms; n++) {
    term *= (((a + n) * (b + n)) / ((c + n) * (n + 1))) * x;
    series += term;
    slope += (n + 1) * term;
    size += Math.abs(term);
    if (isNegligible(term, series, n * term, slope)) break;
    if (size > huge) {
      [term, series, slope, size] = [term / huge, series / huge, slope / huge, size / huge];
      logScale += logHuge;
    }
  }
  return { series, slope: slope / x, logScale, cancellation: n < mostTerms ? size / Math.abs(series) : Infinity };
}

/** From 1 - y to 1 - y + step. */
function taylorStep(a: number, b: number, c: number, y: number, step: number, from: Local): Local {
  const x = 1 - y;
  const tilt = (a + b + 1) * x - c;
  const ratio = step / (x * y);
  let { logScale } = from;
  let before = from.series;
  let term = from.slope * step;
  let series = before + term;
  let slope = term;
  let size = Math.abs(before) + Math.abs(term);
  for (let n = 0; n < mostTerms; n++) {
    const next = (ratio * (((a + n) * (b + n) * step * before) / (n + 1) + (tilt + n * (1 - 2 * y)) * term)) / (n + 2);
    before = term;
    term = next;
    series += term;
    slope += (n + 2) * term;
    size += Math.abs(term);
    if (isNegligible(Math.abs(term) + Math.abs(before), series, n * (Math.abs(term) + Math.abs(before)), slope)) break;
    if (size > huge) {
      [before, term, series, slope, size] = [before / huge, term / huge, series / huge, slope / huge, size / huge];
      logScale += logHuge;
    }
  }
  return { series, slope: slope / step, logScale, cancellation: Math.max(from.cancellation, size / Math.abs(series)) };
}

function isNegligible(term: number, series: number, slopeTerm: number, slope: number): boolean {
  return !(Math.abs(term) > 1e-17 * Math.abs(series) || Math.abs(slopeTerm) > 1e-17 * Math.abs(slope));
}

/** What is left after so many may be anything: all digits lost. */
const mostTerms = 1e6;
const huge = 1e200;
const logHuge = 460.51701859880916;
