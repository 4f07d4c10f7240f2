/**
 * What `events` of one time add to the tie-corrected hazard of `atRisk`, and to its variance.
 *
 * Each event has one fewer at risk: Σ 1 / (n − j) and Σ 1 / (n − j)² over j below `events`; of a fraction of an
 * event (weights), that fraction of the next term. Frequency weights may stand for millions of events, so that long
 * sums are the integral with the correction of Euler and Maclaurin (Abramowitz and Stegun, 1964, 23.1.30), exact to
 * rounding from 32 on.
 */
export function tieCorrectedHazard(atRisk: number, events: number): readonly [hazard: number, variance: number] {
  const whole = Math.floor(events);
  const part = events - whole;
  const left = atRisk - whole;
  let hazard = part > 0 ? part / left : 0;
  let variance = part > 0 ? part / left / left : 0;
  const long = whole > 1000 ? Math.max(left, left + Math.ceil(32 - left)) : atRisk;
  for (let under = left + 1; under <= Math.min(long, atRisk); under += 1) {
    hazard += 1 / under;
    variance += 1 / under / under;
  }
  if (long >= atRisk) return [hazard, variance];
  const [n, a] = [atRisk, long];
  hazard += Math.log1p((n - a) / a);
  hazard += (1 / n - 1 / a) / 2 - (n ** -2 - a ** -2) / 12 + (n ** -4 - a ** -4) / 120 - (n ** -6 - a ** -6) / 252;
  variance +=
    (n - a) / n / a +
    (n ** -2 - a ** -2) / 2 -
    (n ** -3 - a ** -3) / 6 +
    (n ** -5 - a ** -5) / 30 -
    (n ** -7 - a ** -7) / 42;
  return [hazard, variance];
}
