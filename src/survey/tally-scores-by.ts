import { fail } from "../core/metric-error.ts";
import { byteHistogramBy } from "./byte-histogram.ts";
import type { ScoreCell, ScoreOptions } from "./count-scores.ts";
import { resolveScale } from "./scale.ts";
import { emptyScoreState, type ScoreState } from "./score-state.ts";
import { tallyCell, type TallyOptions } from "./tally-scores.ts";

/** The group of each answer: names (what is no text becomes one: 1 and "1" are one group), or whole numbers from 0 with their names. */
export type GroupKeys = ArrayLike<string> | { readonly codes: ArrayLike<number>; readonly names: ArrayLike<string> };

/** Which group has which state, in the order of the names. */
export type ScoreStates = { [group: string]: ScoreState };

/**
 * Counts two columns, answers and their groups, into a {@link ScoreState} a group.
 *
 * Rows with the group inside need no columns: `groupBy(npsAccumulator({ read }), key)`.
 *
 * @param scores - the answers: an array, a typed array or an Arrow vector
 * @param keys - the group of each answer; dictionary-coded columns (Arrow, Parquet) as `{ codes, names }` are fastest
 * @throws {@link MetricError} `LENGTH_MISMATCH`; `GROUP_CODE_INVALID` at a code that has no name; `GROUP_NAMES_REPEATED`;
 *   `SOURCE_INVALID` for what is no column; and as `tallyScores`
 *
 * @example
 * ```ts
 * import { nps, tallyScoresBy } from "customer-metrics";
 *
 * const states = tallyScoresBy([10, 2, 9, 8], ["pro", "free", "pro", "pro"], { scale: "0-10" });
 * Object.keys(states); // => ["free", "pro"]
 * nps(states["pro"]!).n; // => 3
 * ```
 */
export function tallyScoresBy<Row = ScoreCell>(
  scores: ArrayLike<Row>,
  keys: GroupKeys,
  options: TallyOptions<Row> & ScoreOptions<Row>,
): ScoreStates {
  const answers = columnOf(scores);
  const { codes, names } = groupsOf(keys);
  if (codes.length !== answers.length) {
    fail("LENGTH_MISMATCH", `Cannot group ${answers.length} answers as there must be a key for each`, codes.length);
  }
  if (new Set(names).size !== names.length)
    fail("GROUP_NAMES_REPEATED", "Cannot group answers as names must be distinct", names);
  const scale = resolveScale(options?.scale);
  const states = names.map(() => emptyScoreState(scale));
  if (answers instanceof Uint8Array && codes instanceof Uint8Array && !options.read && options.onInvalid !== "throw")
    tallyBytesBy(states, answers, codes);
  else tallyRowsBy(states, answers, codes, options);
  return Object.fromEntries(
    names.map((name, group) => [name, states[group]!] as const).sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

/** Counts two columns of bytes. */
function tallyBytesBy(states: readonly ScoreState[], scores: Uint8Array, codes: Uint8Array): void {
  byteHistogramBy(scores, codes).forEach((count, place) => {
    if (count === 0) return;
    const state = states[place >> 8] ?? noSuchGroup(place >> 8, states);
    const at = (place & 255) - state.min;
    if (at in state.counts) state.counts[at]! += count;
    else state.leftOut.outOfRange += count;
  });
}

/** Counts two columns of whatever they hold. */
function tallyRowsBy<Row>(
  states: readonly ScoreState[],
  scores: ArrayLike<Row>,
  codes: ArrayLike<number>,
  options: TallyOptions<Row>,
): void {
  const { read } = options;
  const min = states[0]?.min ?? 0;
  const points = states[0]?.counts.length ?? 0;
  // One flat table: states are filled from it at the end, because one store a row is what there is time for.
  const table = new Uint32Array(states.length * points);
  for (let i = 0; i < scores.length; i += 1) {
    const cell = read ? read(scores[i]!) : scores[i];
    const group = codes[i]! >>> 0;
    if (group !== codes[i] || group >= states.length) noSuchGroup(codes[i], states);
    if (typeof cell === "number") {
      const at = (cell - min) >>> 0;
      if (at < points && at + min === cell) {
        table[group * points + at]! += 1;
        continue;
      }
    }
    tallyCell(states[group]!, cell, options);
  }
  table.forEach((count, place) => {
    states[Math.floor(place / points)]!.counts[place % points]! += count;
  });
}

function noSuchGroup(code: unknown, states: readonly ScoreState[]): never {
  fail("GROUP_CODE_INVALID", `Cannot group an answer as codes must be whole numbers below ${states.length}`, code);
}

/** The groups as codes into a list of names. */
function groupsOf(keys: GroupKeys): { readonly codes: ArrayLike<number>; readonly names: readonly string[] } {
  if (Object(keys) === keys && "codes" in keys)
    return { codes: columnOf(keys.codes), names: Array.from(columnOf(keys.names), String) };
  return coded(columnOf(keys as ArrayLike<string>));
}

/** Names as codes into the list of distinct names. */
function coded(keys: ArrayLike<string>): { codes: Uint32Array; names: string[] } {
  const known = new Map<string, number>();
  const codes = new Uint32Array(keys.length);
  for (let i = 0; i < keys.length; i += 1) {
    const name = String(keys[i]);
    let code = known.get(name);
    if (code === undefined) known.set(name, (code = known.size));
    codes[i] = code;
  }
  return { codes, names: [...known.keys()] };
}

/** A column that can be read by index: an Arrow vector has a length and cannot. */
function columnOf<Cell>(column: ArrayLike<Cell>): ArrayLike<Cell> {
  const { toArray, nullCount, length } = Object(column) as {
    readonly toArray?: unknown;
    readonly nullCount?: number;
    readonly length?: number;
  };
  if (typeof column === "string" || length === undefined)
    fail("SOURCE_INVALID", "Cannot use column as it must have a length", column);
  if (typeof toArray !== "function") return column;
  return nullCount ? Array.from(column as ArrayLike<Cell> & Iterable<Cell>) : (toArray.call(column) as ArrayLike<Cell>);
}
