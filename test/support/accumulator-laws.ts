import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Accumulator, fold } from "../../src/core/accumulator.ts";
import { notPlainJson } from "./plain-json.ts";

/** What the laws may be told about an accumulator. */
export interface LawOptions<State> {
  /**
   * Asserts that two states say the same. Left out, they must be equal to the last bit; give one only
   * for float states, with the tolerance that their documentation states.
   */
  readonly sameState?: (actual: State, expected: State) => void;
  /** How many observations a generated state may hold. */
  readonly maxInputs?: number;
}

/**
 * Tests the laws that every accumulator of the library obeys.
 *
 * @param name - heads the tests
 * @param make - builds the accumulator; called anew, so that two of the same options are seen to agree
 * @param input - its observations, the strange ones too
 */
export function testAccumulatorLaws<Input, State, Result>(
  name: string,
  make: () => Accumulator<Input, State, Result>,
  input: fc.Arbitrary<Input>,
  options: LawOptions<State> = {},
): void {
  describe(`${name} obeys the laws of accumulators`, () => {
    for (const [law, property] of Object.entries(accumulatorLaws(make, input, options))) {
      test(law, () => fc.assert(property));
    }
  });
}

/** The laws by name, each a property that fails for an accumulator that breaks it. */
export function accumulatorLaws<Input, State, Result>(
  make: () => Accumulator<Input, State, Result>,
  input: fc.Arbitrary<Input>,
  { sameState = sameBits, maxInputs = 30 }: LawOptions<State> = {},
): { readonly [law: string]: fc.IRawProperty<unknown> } {
  const accumulator = make();
  const { empty, add, merge, result } = accumulator;
  const anyInputs = fc.array(input, { maxLength: maxInputs });
  const someInputs = fc.array(input, { minLength: 1, maxLength: 5 });
  const stateOf = (inputs: readonly Input[]): State => fold(accumulator, inputs);
  const anyState = anyInputs.map(stateOf);

  return {
    "however states are bracketed, their merge is the same": fc.property(anyState, anyState, anyState, (a, b, c) => {
      sameState(merge(merge(a, b), c), merge(a, merge(b, c)));
    }),

    "whichever state comes first, their merge is the same": fc.property(anyState, anyState, (a, b) => {
      sameState(merge(a, b), merge(b, a));
    }),

    "merging with nothing changes nothing, from either side": fc.property(anyState, (state) => {
      sameState(merge(state, empty()), state);
      sameState(merge(empty(), state), state);
    }),

    "the merged states of parts are the state of the whole": fc.property(
      fc.array(anyInputs, { maxLength: 5 }),
      (parts) => {
        sameState(parts.map(stateOf).reduce(merge, empty()), stateOf(parts.flat()));
      },
    ),

    "a merged state can be added to": fc.property(anyInputs, anyInputs, input, (left, right, last) => {
      sameState(add(merge(stateOf(left), stateOf(right)), last), stateOf([...left, ...right, last]));
    }),

    "a state is plain JSON and comes back from text as it was": fc.property(anyState, anyState, (state, other) => {
      expect(notPlainJson(state)).toEqual([]);
      const stored = JSON.parse(JSON.stringify(state)) as State;
      expect(stored).toStrictEqual(state);
      expect(result(stored)).toStrictEqual(result(state));
      expect(merge(stored, other)).toStrictEqual(merge(state, other));
    }),

    "a result is plain JSON: no NaN, Infinity, undefined, Date, Map or class": fc.property(anyState, (state) => {
      expect(notPlainJson(result(state))).toEqual([]);
      expect(notPlainJson(result(empty()))).toEqual([]);
    }),

    "merge and result leave both sides as they were": fc.property(anyState, anyState, input, (a, b, last) => {
      const before = JSON.stringify([a, b]);
      const merged = merge(a, b);
      result(a);
      result(merged);
      expect(JSON.stringify([a, b])).toBe(before);
      add(merged, last);
      expect(JSON.stringify([a, b])).toBe(before);
    }),

    "every empty state is a new one": fc.property(someInputs, (inputs) => {
      const untouched = JSON.stringify(empty());
      stateOf(inputs);
      expect(JSON.stringify(empty())).toBe(untouched);
      expect(JSON.stringify(make().empty())).toBe(untouched);
    }),

    "two of the same options understand each other": fc.property(anyInputs, anyInputs, (left, right) => {
      const other = make();
      sameState(other.merge(stateOf(left), fold(other, right)), stateOf([...left, ...right]));
      expect(other.result(stateOf(left))).toStrictEqual(result(stateOf(left)));
    }),
  };
}

function sameBits(actual: unknown, expected: unknown): void {
  expect(actual).toStrictEqual(expected);
}
