import { describe, expect, test } from "vitest";
import { countsOn, countTimes, unionOfTimes } from "../../../../src/stats/survival/survival-times.ts";
import { sortTimes } from "../../../../src/stats/survival/survival-sort.ts";
import { tieStarts } from "../../../../src/stats/survival/tie-tolerance.ts";

/** Numbers in [0, 1) that are the same each time. */
function stream(): () => number {
  let state = 7;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

describe("sorting", () => {
  test("is that of the built-in sort, whatever the size of the numbers", () => {
    const next = stream();
    const times = Float64Array.from({ length: 50_000 }, () => (next() < 0.1 ? 0 : 10 ** (600 * next() - 300)));
    times.set([5e-324, Number.MAX_VALUE, 1, 1, 0.1 + 0.2, 0.3], 100);
    const known = times.slice().sort();
    sortTimes(times);
    expect(times).toEqual(known);
  });

  test("keeps to its part of a buffer", () => {
    const next = stream();
    const buffer = Float64Array.from({ length: 60_000 }, next);
    const [before, after] = [buffer.slice(0, 10_000), buffer.slice(40_000)];
    const known = buffer.slice(10_000, 40_000).sort();
    sortTimes(buffer.subarray(10_000, 40_000));
    expect([buffer.slice(0, 10_000), buffer.slice(40_000)]).toEqual([before, after]);
    expect(buffer.subarray(10_000, 40_000)).toEqual(known);
  });

  test.each([0, 1, 500, 30_000])("takes along what stands beside %d times, ties in their order", (length) => {
    const next = stream();
    const times = Float64Array.from({ length }, () => Math.floor(next() * 200) / 7);
    const rows = times.map((_, row) => row);
    const known = Array.from(rows).sort((a, b) => times[a]! - times[b]! || a - b);
    const sorted = times.slice();
    sortTimes(sorted, rows);
    expect(Array.from(rows)).toEqual(known);
    expect(sorted).toEqual(times.slice().sort());
  });
});

describe("counting", () => {
  test("of whole, of other and of weighted times is one", () => {
    const next = stream();
    const time = Float64Array.from({ length: 3000 }, () => Math.floor(next() * 40));
    const place = Int32Array.from({ length: 3000 }, () => Math.floor(next() * 4) - 1);
    const ones = time.map(() => 1);
    const whole = countTimes(place, 3, time, undefined);
    const halves = countTimes(
      place,
      3,
      time.map((at) => at / 2),
      undefined,
    );
    const weighted = countTimes(
      place,
      3,
      time.map((at) => at / 2),
      ones,
    );
    const doubled = halves.map(({ time, count }) => ({ time: time.map((at) => 2 * at), count }));
    expect(doubled).toEqual(whole);
    expect(weighted).toEqual(halves);
    expect(countTimes(place, 3, time, ones)).toEqual(whole);
  });

  test("of whole times that lie far apart makes no long table", () => {
    const [counted] = countTimes([0, 0, 0], 1, [4e15, 1, 1], undefined);
    expect(counted).toEqual({ time: Float64Array.of(1, 4e15), count: Float64Array.of(2, 1) });
  });

  test("knows no minus zero", () => {
    for (const time of [
      [-0, 1],
      [-0, 0.5],
    ]) {
      for (const weight of [undefined, [1, 1]])
        expect(Object.is(countTimes([0, 0], 1, time, weight)[0]!.time[0], 0)).toBe(true);
    }
  });

  test("on an axis goes to the times that the counts belong to", () => {
    const axis = Float64Array.of(0, 0.3, 2);
    const list = { time: Float64Array.of(0.3, 0.1 + 0.2, 2, 9), count: Float64Array.of(1, 2, 3, 4) };
    expect(countsOn(axis, list)).toEqual(Float64Array.of(0, 3, 7));
  });

  test("the union of lists has each time once", () => {
    const lists = [[1, 3, 5], [], [3, 4], [0, 5, 6]].map((times) => Float64Array.from(times));
    expect(unionOfTimes(lists)).toEqual(Float64Array.of(0, 1, 3, 4, 5, 6));
    expect(unionOfTimes([])).toHaveLength(0);
  });
});

describe("ties", () => {
  const starts = (
    times: readonly number[],
    tolerance = 1.4901161193847656e-8,
    shortest: number | null = null,
  ): number[] => Array.from(tieStarts(Float64Array.from(times), tolerance, shortest));

  test("are what float noise tears apart", () => {
    expect(starts([0.3, 0.1 + 0.2, 1])).toEqual([0.3, 1]);
    expect(starts([0, 7e-12, 45])).toEqual([0, 45]);
    expect(starts([1, 1.001])).toEqual([1, 1.001]);
  });

  test("do not depend on the unit", () => {
    for (const unit of [1, 1e-9, 86_400_000]) expect(starts([0.3 * unit, (0.1 + 0.2) * unit, unit])).toHaveLength(2);
  });

  test("do not run on: all of a run is near its first", () => {
    const step = 1e-8;
    expect(starts([1, 1 + step, 1 + 2 * step, 1 + 3 * step])).toEqual([1, 1 + 2 * step]);
  });

  test("are not wider than a stay, and can be switched off", () => {
    expect(starts([1, 1 + 1e-9, 2], undefined, 1e-9)).toHaveLength(3);
    expect(starts([0.3, 0.1 + 0.2], 0)).toHaveLength(2);
    expect(starts([])).toEqual([]);
  });

  test("of very long times do not overflow", () => {
    expect(starts([1e308, 1.5e308, 1.7e308])).toHaveLength(3);
  });
});
