import { describe, expect, test } from "vitest";
import { type Accumulator, combine, fold, groupBy, mapInput } from "../../../src/core/accumulator.ts";

type Sum = { n: number; sum: number };
const adding = (): Accumulator<number, Sum, number | null> => ({
  empty: () => ({ n: 0, sum: 0 }),
  add: (state, value) => {
    state.n += 1;
    state.sum += value;
    return state;
  },
  merge: (left, right) => ({ n: left.n + right.n, sum: left.sum + right.sum }),
  result: ({ n, sum }) => (n === 0 ? null : sum),
});
const immutable = (): Accumulator<number, Sum, number | null> => ({
  ...adding(),
  add: ({ n, sum }, value) => Object.freeze({ n: n + 1, sum: sum + value }),
});

describe("fold", () => {
  test("nothing is the empty state, and any iterable will do", () => {
    expect(fold(adding(), [])).toEqual({ n: 0, sum: 0 });
    expect(fold(adding(), new Set([1, 2]))).toEqual({ n: 2, sum: 3 });
    expect(
      fold(
        adding(),
        (function* () {
          yield 4;
        })(),
      ),
    ).toEqual({ n: 1, sum: 4 });
  });

  test("takes an accumulator that returns new states", () => {
    expect(fold(immutable(), [1, 2, 3])).toEqual({ n: 3, sum: 6 });
    expect(
      fold(
        groupBy(immutable(), () => "a"),
        [1, 2],
      ),
    ).toEqual({ a: { n: 2, sum: 3 } });
    expect(fold(combine({ a: immutable() }), [1, 2])).toEqual({ a: { n: 2, sum: 3 } });
  });
});

test("mapInput reads a row once and leaves the rest as it is", () => {
  let reads = 0;
  const ofRows = mapInput(adding(), (row: { value: number }) => {
    reads += 1;
    return row.value;
  });
  const state = fold(ofRows, [{ value: 2 }, { value: 3 }]);
  expect(reads).toBe(2);
  expect(ofRows.result(ofRows.merge(state, fold(adding(), [5])))).toBe(10);
});

describe("groupBy", () => {
  const byKey = groupBy(
    mapInput(adding(), (row: readonly [string, number]) => row[1]),
    (row) => row[0],
  );

  test("no rows, no groups", () => {
    expect(byKey.result(byKey.empty())).toEqual({});
  });

  test.each(["__proto__", "constructor", "toString", "hasOwnProperty", "", " ", "a,b", "🙂", "0", "é", "e\u0301"])(
    "%o is a group like any other",
    (name) => {
      const state = fold(byKey, [
        [name, 1],
        ["other", 5],
        [name, 2],
      ]);
      const merged = byKey.merge(JSON.parse(JSON.stringify(state)), fold(byKey, [[name, 4]]));
      expect(Object.entries(byKey.result(merged)).toSorted()).toEqual(
        [
          [name, 7],
          ["other", 5],
        ].toSorted(),
      );
      expect(Object.getPrototypeOf(merged)).toBe(Object.prototype);
      expect(({} as { n?: number }).n).toBeUndefined();
    },
  );

  test("results and merged states are in the order of code units, whatever order they came in", () => {
    const state = fold(byKey, [
      ["b", 1],
      ["ä", 2],
      ["B", 3],
      ["a", 4],
    ]);
    expect(Object.keys(byKey.result(state))).toEqual(["B", "a", "b", "ä"]);
    expect(Object.keys(byKey.merge(byKey.empty(), state))).toEqual(["B", "a", "b", "ä"]);
  });

  test("merging does not share states with either side", () => {
    const [left, right] = [fold(byKey, [["a", 1]]), fold(byKey, [["b", 2]])];
    const merged = byKey.merge(left, right);
    byKey.add(merged, ["a", 10]);
    byKey.add(merged, ["b", 10]);
    expect([left, right]).toEqual([{ a: { n: 1, sum: 1 } }, { b: { n: 1, sum: 2 } }]);
  });
});

describe("combine", () => {
  test("every part sees every input, under its own name", () => {
    const both = combine({ all: adding(), doubled: mapInput(adding(), (value: number) => 2 * value) });
    const state = fold(both, [1, 2]);
    expect(state).toEqual({ all: { n: 2, sum: 3 }, doubled: { n: 2, sum: 6 } });
    expect(both.result(both.merge(state, fold(both, [10])))).toEqual({ all: 13, doubled: 26 });
  });

  test("of nothing is nothing", () => {
    const none = combine({});
    expect(none.result(fold(none, [] as never[]))).toEqual({});
  });

  test("a part may be called __proto__", () => {
    const parts = JSON.parse('{"__proto__": null}') as { [name: string]: Accumulator<number, Sum, number | null> };
    Object.defineProperty(parts, "__proto__", { value: adding(), enumerable: true });
    const odd = combine(parts);
    expect(Object.entries(odd.result(fold(odd, [3])))).toEqual([["__proto__", 3]]);
  });
});
