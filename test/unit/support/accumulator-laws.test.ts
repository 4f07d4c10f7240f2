import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Accumulator, combine, groupBy } from "../../../src/core/accumulator.ts";
import { accumulatorLaws, testAccumulatorLaws } from "../../support/accumulator-laws.ts";
import { notPlainJson } from "../../support/plain-json.ts";

type Mean = { n: number; sum: number };
type MeanAccumulator<Input> = Accumulator<Input, Mean, { readonly mean: number | null }>;

const meanOf = <Input>(read: (input: Input) => number): MeanAccumulator<Input> => ({
  empty: () => ({ n: 0, sum: 0 }),
  add: (state, input) => {
    state.n += 1;
    state.sum += read(input);
    return state;
  },
  merge: (left, right) => ({ n: left.n + right.n, sum: left.sum + right.sum }),
  result: ({ n, sum }) => ({ mean: n === 0 ? null : sum / n }),
});
const mean = (): MeanAccumulator<number> => meanOf((value: number) => value);

testAccumulatorLaws("a mean", mean, fc.nat(10));
testAccumulatorLaws("combine", () => combine({ one: mean(), two: mean() }), fc.nat(10));
testAccumulatorLaws(
  "groupBy, by strange keys",
  () =>
    groupBy(
      meanOf((row: { key: string; value: number }) => row.value),
      (row) => row.key,
    ),
  fc.record({ key: fc.constantFrom("a", "b", "__proto__", "toString", "1", ""), value: fc.nat(10) }),
);

describe("a broken accumulator is caught", () => {
  const shared: Mean = { n: 0, sum: 0 };
  const broken: { readonly [law: string]: MeanAccumulator<number> } = {
    "however states are bracketed, their merge is the same": {
      ...mean(),
      merge: (left, right) => ({ n: left.n + right.n, sum: left.sum - right.sum }),
    },
    "whichever state comes first, their merge is the same": { ...mean(), merge: (left) => ({ ...left }) },
    "merging with nothing changes nothing, from either side": {
      ...mean(),
      merge: (left, right) => ({ n: left.n + right.n + 1, sum: left.sum + right.sum }),
    },
    "the merged states of parts are the state of the whole": {
      ...mean(),
      merge: (left, right) => ({ n: Math.max(left.n, right.n), sum: left.sum + right.sum }),
    },
    "a merged state can be added to": {
      ...mean(),
      merge: (left, right) => Object.freeze({ n: left.n + right.n, sum: left.sum + right.sum }),
    },
    "a state is plain JSON and comes back from text as it was": { ...mean(), empty: () => ({ n: 0, sum: -0 }) },
    "a result is plain JSON: no NaN, Infinity, undefined, Date, Map or class": {
      ...mean(),
      result: ({ n, sum }) => ({ mean: sum / n }),
    },
    "merge and result leave both sides as they were": {
      ...mean(),
      merge: (left, right) => Object.assign(left, { n: left.n + right.n, sum: left.sum + right.sum }),
    },
    "every empty state is a new one": { ...mean(), empty: () => shared },
  };

  test.each(Object.entries(broken))("%s", (law, accumulator) => {
    expect(() => fc.assert(accumulatorLaws(() => accumulator, fc.nat(10))[law]!)).toThrow();
  });

  test("two of the same options understand each other", () => {
    let made = 0;
    const differing = (): MeanAccumulator<number> => {
      made += 1;
      const step = made;
      return meanOf((value) => value + step);
    };
    const property = accumulatorLaws(differing, fc.nat(10))["two of the same options understand each other"]!;
    expect(() => fc.assert(property)).toThrow();
  });
});

test.each([
  [Number.NaN, "$: NaN"],
  [{ a: [1, Number.POSITIVE_INFINITY] }, "$.a[1]: Infinity"],
  [{ a: undefined }, "$.a: undefined"],
  [{ at: new Date(0) }, "$.at: Date"],
  [{ groups: new Map() }, "$.groups: Map"],
  [{ counts: new Float64Array(1) }, "$.counts: Float64Array"],
  [{ n: -0 }, "$.n: -0"],
  [{ n: 1n }, "$.n: bigint"],
])("plain JSON does not hold %o", (value, found) => {
  expect(notPlainJson(value)).toEqual([found]);
});
