import { fail } from "./metric-error.ts";

/**
 * A summary of many inputs that can be built one at a time, in parts, and on different machines.
 *
 * The laws, tested for every accumulator of the library: `merge` is associative and commutative,
 * `empty()` is its identity, folding the parts of a split and merging them gives what folding the
 * whole gives, and a state survives `JSON.parse(JSON.stringify(state))`.
 *
 * @typeParam Input - one observation
 * @typeParam State - a plain JSON value: counts and sums, never a class, a Map or a Date
 * @typeParam Result - what the state means
 */
export interface Accumulator<Input, State, Result> {
  /** A new state of no observations. */
  readonly empty: () => State;
  /** Counts one observation. It owns `state`: it may update it in place, and returns it. */
  readonly add: (state: State, input: Input) => State;
  /** A new state of the observations of both sides. Changes neither. */
  readonly merge: (left: State, right: State) => State;
  /** What the state means. Changes nothing. */
  readonly result: (state: State) => Result;
}

/**
 * The state of `inputs`, added in order to an empty one.
 *
 * @throws {@link MetricError} `SOURCE_INVALID` when `inputs` cannot be iterated; and what the accumulator throws
 *
 * @example
 * ```ts
 * import { fold, npsAccumulator } from "customer-metrics";
 *
 * const accumulator = npsAccumulator();
 * const monday = fold(accumulator, [10, 9, 3]);
 * const tuesday = fold(accumulator, [8, 10]);
 * accumulator.result(accumulator.merge(monday, tuesday)).value; // => 40
 * ```
 */
export function fold<Input, State>(accumulator: Accumulator<Input, State, unknown>, inputs: Iterable<Input>): State {
  if (!(inputs as Iterable<Input> | undefined)?.[Symbol.iterator]) {
    fail(
      "SOURCE_INVALID",
      "Cannot fold inputs as they must be iterable (an async source has its own functions)",
      inputs,
    );
  }
  let state = accumulator.empty();
  for (const input of inputs) state = accumulator.add(state, input);
  return state;
}

/**
 * The same accumulator, reading another kind of input.
 *
 * @param read - how to get what the accumulator wants out of a row
 * @throws {@link MetricError} `FUNCTION_REQUIRED` when `read` is none
 *
 * @example
 * ```ts
 * import { fold, mapInput, npsAccumulator } from "customer-metrics";
 *
 * const ofRows = mapInput(npsAccumulator(), (row: { score: number }) => row.score);
 * ofRows.result(fold(ofRows, [{ score: 10 }, { score: 2 }])).value; // => 0
 * ```
 */
export function mapInput<Row, Input, State, Result>(
  accumulator: Accumulator<Input, State, Result>,
  read: (row: Row) => Input,
): Accumulator<Row, State, Result> {
  checkFunction("read", read);
  return { ...accumulator, add: (state, row) => accumulator.add(state, read(row)) };
}

/**
 * One accumulator a key, for results by segment, channel or period.
 *
 * Groups come out in the order of their keys (by code unit), whatever order they came in, so that
 * the same rows give the same bytes. Any string is a safe key, `__proto__` too.
 *
 * @param key - the group of a row
 * @throws {@link MetricError} `FUNCTION_REQUIRED` when `key` is none: write `(row) => row.plan`, not `"plan"`
 *
 * @example
 * ```ts
 * import { fold, groupBy, mapInput, npsAccumulator } from "customer-metrics";
 *
 * type Row = { plan: string; score: number };
 * const bySegment = groupBy(mapInput(npsAccumulator(), (row: Row) => row.score), (row) => row.plan);
 * const state = fold(bySegment, [{ plan: "pro", score: 10 }, { plan: "free", score: 3 }, { plan: "pro", score: 8 }]);
 * bySegment.result(state)["pro"]!.value; // => 50
 * ```
 */
export function groupBy<Row, State, Result>(
  accumulator: Accumulator<Row, State, Result>,
  key: (row: Row) => string,
): Accumulator<Row, { [group: string]: State }, { [group: string]: Result }> {
  checkFunction("key", key);
  return {
    empty: () => ({}),
    add: (states, row) => {
      const group = key(row);
      const known = Object.hasOwn(states, group);
      const state = accumulator.add(known ? states[group]! : accumulator.empty(), row);
      if (known && group !== "__proto__") states[group] = state;
      else put(states, group, state);
      return states;
    },
    merge: (left, right) => {
      const merged: { [group: string]: State } = {};
      for (const group of [...new Set([...Object.keys(left), ...Object.keys(right)])].sort()) {
        const onLeft = Object.hasOwn(left, group) ? left[group]! : accumulator.empty();
        const onRight = Object.hasOwn(right, group) ? right[group]! : accumulator.empty();
        put(merged, group, accumulator.merge(onLeft, onRight));
      }
      return merged;
    },
    result: (states) => {
      const results: { [group: string]: Result } = {};
      for (const group of Object.keys(states).sort()) put(results, group, accumulator.result(states[group]!));
      return results;
    },
  };
}

/**
 * Several accumulators over one pass of the same inputs.
 *
 * @param accumulators - a record of them; states and results come out under the same names
 *
 * @example NPS and the same answers' top box, read once
 * ```ts
 * import { combine, csatAccumulator, fold, npsAccumulator } from "customer-metrics";
 *
 * const both = combine({ nps: npsAccumulator(), top: csatAccumulator({ scale: "0-10", topBox: 2 }) });
 * const result = both.result(fold(both, [10, 9, 3, 8]));
 * [result.nps.value, result.top.value]; // => [25, 0.5]
 * ```
 */
export function combine<Parts extends { readonly [name: string]: AnyAccumulator }>(
  accumulators: Parts,
): Accumulator<
  CombinedInput<Parts>,
  { [Name in keyof Parts]: StateOf<Parts[Name]> },
  { [Name in keyof Parts]: ResultOf<Parts[Name]> }
> {
  type Any = Accumulator<unknown, unknown, unknown>;
  const parts = Object.entries(accumulators) as unknown as (readonly [string, Any])[];
  const build = (value: (part: Any, name: string) => unknown): never => {
    const out: { [name: string]: unknown } = {};
    for (const [name, part] of parts) put(out, name, value(part, name));
    return out as never;
  };
  type Named = { [name: string]: unknown };
  return {
    empty: () => build((part) => part.empty()),
    add: (state, input) => {
      for (const [name, part] of parts) put(state as Named, name, part.add((state as Named)[name], input));
      return state;
    },
    merge: (left, right) => build((part, name) => part.merge((left as Named)[name], (right as Named)[name])),
    result: (state) => build((part, name) => part.result((state as Named)[name])),
  };
}

/**
 * An accumulator of whatever input, state and result. It has no `add`, or the compiler would take its
 * `never` for the input of a part that is written in place.
 */
export interface AnyAccumulator {
  /** A new state of no observations. */
  readonly empty: () => unknown;
  /** A new state of the observations of both sides. */
  readonly merge: (left: never, right: never) => unknown;
  /** What the state means. */
  readonly result: (state: never) => unknown;
}

/** What reads observations of whatever kind. */
export interface AnyReader {
  /** Counts one observation. */
  readonly add: (state: never, input: never) => unknown;
}

/** The state type of an accumulator. */
export type StateOf<Part> = Part extends AnyAccumulator ? ReturnType<Part["empty"]> : never;

/** The result type of an accumulator. */
export type ResultOf<Part> = Part extends AnyAccumulator ? ReturnType<Part["result"]> : never;

/** What every part of {@link combine} can read. */
export type CombinedInput<Parts> = {
  [Name in keyof Parts]: Parts[Name] extends AnyReader ? (input: Parameters<Parts[Name]["add"]>[1]) => void : never;
}[keyof Parts] extends (input: infer Input) => void
  ? Input
  : never;

function checkFunction(name: string, value: unknown): void {
  if (typeof value !== "function")
    fail("FUNCTION_REQUIRED", `Cannot use ${name} as it must be a function of a row`, value);
}

/** Sets an own key, whatever its name: a segment may be called `__proto__`. */
function put(record: { [key: string]: unknown }, key: string, value: unknown): void {
  Object.defineProperty(record, key, { value, writable: true, enumerable: true, configurable: true });
}
