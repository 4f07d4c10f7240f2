/**
 * Sorts finite numbers, 0 or more and none of them minus zero, in place, and `beside` along with them.
 *
 * The bits of such numbers are in the order of the numbers, so that they can be dealt out by 16 bits at a time, the
 * lowest first, with no comparison: well under half of the time of the built-in sort for a million. (Knuth 1998, The
 * Art of Computer Programming 3, 5.2.5.)
 */
export function sortTimes(times: Float64Array, beside?: Float64Array): void {
  const { length } = times;
  // The tables of digits cost as much as sorting some ten thousand.
  if (length < 20_000) {
    sortFew(times, beside);
    return;
  }
  const words = new Uint32Array(times.buffer, times.byteOffset, 2 * length);
  const upper = new Uint32Array(new Float64Array([1]).buffer)[1] === 0 ? 0 : 1;
  let [low, high] = [new Uint32Array(length), new Uint32Array(length)];
  let [nextLow, nextHigh] = [new Uint32Array(length), new Uint32Array(length)];
  let load: Float64Array | undefined = beside;
  let nextLoad: Float64Array | undefined = beside && new Float64Array(length);
  const starts = new Uint32Array(4 * 65536);
  for (let i = 0; i < length; i += 1) {
    const lower = words[2 * i + 1 - upper];
    const higher = words[2 * i + upper];
    low[i] = lower;
    high[i] = higher;
    starts[lower & 65535] += 1;
    starts[65536 + (lower >>> 16)] += 1;
    starts[131072 + (higher & 65535)] += 1;
    starts[196608 + (higher >>> 16)] += 1;
  }
  // Four passes, so that what is carried along ends in the array that it came in.
  for (let pass = 0; pass < 4; pass += 1) {
    const table = starts.subarray(65536 * pass, 65536 * (pass + 1));
    for (let digit = 0, start = 0; digit < 65536; digit += 1) {
      const count = table[digit];
      table[digit] = start;
      start += count;
    }
    const key = pass < 2 ? low : high;
    const shift = (pass & 1) * 16;
    for (let i = 0; i < length; i += 1) {
      const digit = (key[i] >>> shift) & 65535;
      const at = table[digit];
      table[digit] = at + 1;
      nextLow[at] = low[i];
      nextHigh[at] = high[i];
      if (load !== undefined && nextLoad !== undefined) nextLoad[at] = load[i];
    }
    [low, nextLow] = [nextLow, low];
    [high, nextHigh] = [nextHigh, high];
    [load, nextLoad] = [nextLoad, load];
  }
  for (let i = 0; i < length; i += 1) {
    words[2 * i + 1 - upper] = low[i];
    words[2 * i + upper] = high[i];
  }
}

function sortFew(times: Float64Array, beside: Float64Array | undefined): void {
  if (beside === undefined) {
    times.sort();
    return;
  }
  const order = new Uint32Array(times.length).map((_, i) => i).sort((a, b) => times[a] - times[b]);
  const sorted = Float64Array.from(order, (i) => times[i]);
  beside.set(Float64Array.from(order, (i) => beside[i]));
  times.set(sorted);
}
