/** As R has it: the square root of the spacing of float64 numbers at 1. */
export const standardTieTolerance = 1.4901161193847656e-8;

/**
 * The first time of each run of times that count as one.
 *
 * Durations are differences, and 0.1 + 0.2 is not 0.3: without this a tie is torn apart, and what
 * happened at one time is taken for two. From the lowest time up, a time belongs to the run that is
 * open while it is no farther from the run's first than `tolerance` times the mean of all distinct
 * times; so the choice of a unit does not matter. R's `timefix` (package survival, `aeqSurv`) is the same but
 * for two cases that float noise does not make: it chains neighbours, and it also joins times nearer than
 * the tolerance itself, which has a unit.
 *
 * @param times - ascending and distinct, of exits and of late entries
 * @param shortest - the shortest stay of a late entry, which may not become none
 */
export function tieStarts(times: Float64Array, tolerance: number, shortest: number | null): Float64Array {
  let mean = 0;
  for (let i = 0; i < times.length; i += 1) mean += times[i] / times.length;
  const reach = Math.min(tolerance * mean, shortest === null ? Infinity : shortest / 2);
  let runs = 0;
  for (let i = 0, first = -Infinity; i < times.length; i += 1) {
    if (times[i] - first > reach) {
      first = times[i];
      runs += 1;
    }
  }
  if (runs === times.length) return times;
  const starts = new Float64Array(runs);
  for (let i = 0, run = 0, first = -Infinity; i < times.length; i += 1) {
    if (times[i] - first > reach) starts[run++] = first = times[i];
  }
  return starts;
}
