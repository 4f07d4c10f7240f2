/** The events of one case: places from `start` to before `end`. */
export interface FunnelCase {
  readonly step: Int32Array;
  readonly at: Float64Array;
  readonly start: number;
  readonly end: number;
}

/** Finds how deep a case goes. */
export interface FunnelMatcher {
  /** The deepest attempt's steps reached; where they were matched stands in `places` then. */
  readonly match: (events: FunnelCase) => number;
  /** Places of the matched events of the last case, one a step reached. */
  readonly places: Int32Array;
}

/**
 * In order, with other events between: the earliest of the deepest attempts, each step matched as early as possible.
 *
 * A later start never has an earlier match of a step, so every step needs to look at every event once: time in
 * proportion to events times steps, also where each event could start an attempt.
 *
 * @param wanted - codes of the steps; one that no event has is −1
 * @param windowMs - from the first matched event to the last, inclusive
 */
export function looseMatcher(wanted: Int32Array, windowMs: number): FunnelMatcher {
  const depth = wanted.length;
  const places = new Int32Array(depth);
  const next = new Int32Array(depth);
  return {
    places,
    match: ({ step, at, start, end }) => {
      next.fill(start);
      let best = 0;
      for (let first = start; first < end; first++) {
        if (step[first] !== wanted[0]) continue;
        next[0] = first;
        let reached = 1;
        const last = at[first]! + windowMs;
        while (reached < depth) {
          let place = Math.max(next[reached]!, next[reached - 1]! + 1);
          const code = wanted[reached]!;
          while (place < end && step[place] !== code && at[place]! <= last) place += 1;
          next[reached] = place;
          if (place >= end || at[place]! > last) break;
          reached += 1;
        }
        if (reached > best) {
          best = reached;
          for (let k = 0; k < best; k++) places[k] = next[k]!;
        }
        // Without a window an earlier start can do all that a later one can.
        if (best === depth || windowMs === Infinity) break;
      }
      return best;
    },
  };
}

/** As {@link looseMatcher}, with nothing between: the matched events follow each other. */
export function strictMatcher(wanted: Int32Array, windowMs: number): FunnelMatcher {
  const depth = wanted.length;
  const places = new Int32Array(depth);
  return {
    places,
    match: ({ step, at, start, end }) => {
      let best = 0;
      for (let first = start; first < end && best < depth; first++) {
        if (step[first] !== wanted[0]) continue;
        const last = at[first]! + windowMs;
        let reached = 1;
        while (
          reached < depth &&
          first + reached < end &&
          step[first + reached] === wanted[reached] &&
          at[first + reached]! <= last
        )
          reached += 1;
        if (reached > best) {
          best = reached;
          for (let k = 0; k < best; k++) places[k] = first + k;
        }
      }
      return best;
    },
  };
}

/** Whether a case that is not through may still be: an attempt of it has time left after the last instant known. */
export function mayStillComplete(
  { step, at, start, end }: FunnelCase,
  wanted: Int32Array,
  windowMs: number,
  asOf: number,
  isStrict: boolean,
): boolean {
  for (let first = end - 1; first >= start; first--) {
    if (at[first]! + windowMs <= asOf) return false;
    if (step[first] !== wanted[0]) continue;
    if (!isStrict) return true;
    let k = 1;
    while (first + k < end && k < wanted.length && step[first + k] === wanted[k]) k += 1;
    if (first + k === end) return true;
  }
  return false;
}
