import { expectTypeOf, test } from "vitest";
import {
  type Accumulator,
  combine,
  fold,
  groupBy,
  mapInput,
  type ResultOf,
  type StateOf,
} from "../../src/core/accumulator.ts";
import { isMetricError } from "../../src/core/metric-error.ts";

type Count = { n: number };

const counting = (): Accumulator<number, Count, number> => ({
  empty: () => ({ n: 0 }),
  add: (state) => ({ n: state.n + 1 }),
  merge: (left, right) => ({ n: left.n + right.n }),
  result: ({ n }) => n,
});

const naming = (): Accumulator<number | string, { names: string[] }, string> => ({
  empty: () => ({ names: [] }),
  add: ({ names }, name) => ({ names: [...names, String(name)] }),
  merge: (left, right) => ({ names: [...left.names, ...right.names] }),
  result: ({ names }) => names.join(),
});

test("an accumulator says what it counts and means", () => {
  expectTypeOf(fold(counting(), [1])).toEqualTypeOf<Count>();
  expectTypeOf<StateOf<ReturnType<typeof counting>>>().toEqualTypeOf<Count>();
  expectTypeOf<ResultOf<ReturnType<typeof counting>>>().toEqualTypeOf<number>();
  // @ts-expect-error an accumulator of numbers does not count text
  fold(counting(), ["1"]);
});

test("mapInput reads another kind of row", () => {
  const ofRows = mapInput(counting(), (row: { score: number }) => row.score);
  expectTypeOf(ofRows).toEqualTypeOf<Accumulator<{ score: number }, Count, number>>();
  // @ts-expect-error what is read must be what is counted
  mapInput(counting(), (row: { score: string }) => row.score);
});

test("groupBy has a state and a result a group", () => {
  const grouped = groupBy(counting(), (value) => `${value}`);
  expectTypeOf(fold(grouped, [1])).toEqualTypeOf<{ [group: string]: Count }>();
  expectTypeOf(grouped.result).returns.toEqualTypeOf<{ [group: string]: number }>();
});

test("combine reads what all its parts can read, and keeps their names", () => {
  const both = combine({ count: counting(), name: naming() });
  expectTypeOf(both.add).parameter(1).toEqualTypeOf<number>();
  expectTypeOf(fold(both, [1])).toEqualTypeOf<{ count: Count; name: { names: string[] } }>();
  expectTypeOf(both.result).returns.toEqualTypeOf<{ count: number; name: string }>();
  // @ts-expect-error counting() cannot read text, though naming() can
  fold(both, ["1"]);
});

test("isMetricError tells the code", () => {
  const error: unknown = null;
  if (isMetricError(error)) expectTypeOf(error.code).toEqualTypeOf<string>();
});
