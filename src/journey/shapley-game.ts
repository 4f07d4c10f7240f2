import { byCodeUnit } from "../clv/user-keys.ts";
import { fail } from "../core/metric-error.ts";
import { sumError } from "../numeric/sum.ts";
import { checkRows } from "./promise-outcomes.ts";

/** What some players are worth together. */
export interface CoalitionWorth {
  /** Who, in any order. */
  readonly coalition: readonly string[];
  /** How much, finite. */
  readonly worth: number;
}

/** What each player gets. */
export interface ShapleyGameResult {
  /** Which figure this is. */
  readonly metric: "shapley-value";
  /** What values are: shared out by a game. What a player brought about, only an experiment tells. */
  readonly meaning: "allocation, not cause";
  /** The game. */
  readonly definition: { readonly game: "table"; readonly missingCoalitions: "worth-0" };
  /** Players. */
  readonly n: number;
  /** The worth of all together. */
  readonly total: number;
  /** In code-unit order; they add up to `total`. */
  readonly values: readonly { readonly channel: string; readonly value: number }[];
  /** Coalitions that the table does not name, and that count as worth 0. */
  readonly missingCoalitions: number;
  /** `coalitions-missing`; `no-players` */
  readonly notes: readonly string[];
}

/**
 * The Shapley value of a game given as a table: what each player adds, on average over the orders in which they could join.
 * Exact, so its time doubles with each player; 20 are allowed.
 *
 * @formula value(c) = Σ over S without c of |S|! (n − |S| − 1)! / n! · (worth(S + c) − worth(S))
 *
 * @param players - names, each once, at most 20
 * @param table - the worth of each coalition; one that is missing is worth 0, and the empty one is
 * @returns in the unit of the worths; a value may be negative
 * @throws {@link MetricError} `SOURCE_INVALID`; `PLAYERS_INVALID`, `TABLE_TOO_LARGE` (more than 20 players), `COALITION_INVALID` (a stranger, a
 *   player twice, a coalition twice, or an empty one that is worth something), `WORTH_INVALID`
 * @see Shapley, "A value for n-person games", Contributions to the Theory of Games II, 1953.
 *
 * @example One right glove, two left ones; only a pair is worth anything
 * ```ts
 * import { shapleyValue } from "customer-metrics/journey";
 *
 * const { values } = shapleyValue(["L1", "L2", "R"], [
 *   { coalition: ["L1", "R"], worth: 1 },
 *   { coalition: ["L2", "R"], worth: 1 },
 *   { coalition: ["L1", "L2", "R"], worth: 1 },
 * ]);
 * values; // => [{ channel: "L1", value: ≈0.1667 }, { channel: "L2", value: ≈0.1667 }, { channel: "R", value: ≈0.6667 }]
 * ```
 */
export function shapleyValue(players: readonly string[], table: Iterable<CoalitionWorth>): ShapleyGameResult {
  const names = checkPlayers(players);
  const size = names.length;
  const { worth, missing } = readTable(names, table);
  const all = worth.length - 1;
  const sizes = new Uint8Array(worth.length);
  for (let mask = 1; mask <= all; mask += 1) sizes[mask] = sizes[mask >> 1]! + (mask & 1);
  const weights = orderWeights(size);
  const values = names.map((channel, player) => {
    const bit = 1 << player;
    let sum = 0;
    let error = 0;
    for (let mask = 0; mask <= all; mask += 1) {
      if ((mask & bit) !== 0) continue;
      const term = weights[sizes[mask]!]! * (worth[mask | bit]! - worth[mask]!);
      const next = sum + term;
      error += sumError(sum, term, next);
      sum = next;
    }
    return { channel, value: sum + error };
  });
  return {
    metric: "shapley-value",
    meaning: "allocation, not cause",
    definition: { game: "table", missingCoalitions: "worth-0" },
    n: size,
    total: worth[all]!,
    values,
    missingCoalitions: missing,
    notes: [...(size === 0 ? ["no-players"] : []), ...(missing > 0 ? ["coalitions-missing"] : [])],
  };
}

function checkPlayers(players: readonly string[]): string[] {
  if (!Array.isArray(players) || !players.every((name) => typeof name === "string")) {
    fail("PLAYERS_INVALID", "Cannot play the game as players must be a list of names", players);
  }
  if (new Set(players).size !== players.length)
    fail("PLAYERS_INVALID", "Cannot play the game as each player must be named once", players);
  if (players.length > 20)
    fail("TABLE_TOO_LARGE", "Cannot play the game as there must be at most 20 players", players.length);
  return [...players].sort(byCodeUnit);
}

/** Worth by coalition, a bit a player; how many of the coalitions that are not empty are missing. */
function readTable(
  names: readonly string[],
  table: Iterable<CoalitionWorth>,
): { worth: Float64Array; missing: number } {
  const bits = new Map(names.map((name, i) => [name, 1 << i]));
  const worth = new Float64Array(2 ** names.length);
  const seen = new Uint8Array(worth.length);
  let missing = worth.length - 1;
  checkRows("table", table);
  for (const row of table) {
    if (!Array.isArray(row?.coalition))
      fail("COALITION_INVALID", "Cannot read the coalition as it must be a list of players", row);
    let mask = 0;
    for (const name of row.coalition) {
      const bit =
        bits.get(name) ?? fail("COALITION_INVALID", "Cannot read the coalition as it must be of players", name);
      if ((mask & bit) !== 0)
        fail("COALITION_INVALID", "Cannot read the coalition as it must have each player once", name);
      mask |= bit;
    }
    if (seen[mask] === 1)
      fail("COALITION_INVALID", "Cannot read the table as it must have each coalition once", row.coalition);
    if (!(Math.abs(row.worth) <= Number.MAX_SAFE_INTEGER)) {
      fail("WORTH_INVALID", "Cannot use worth as it must be a number within 2^53", row.worth);
    }
    if (mask === 0 && row.worth !== 0)
      fail("COALITION_INVALID", "Cannot play the game as nobody must be worth 0", row.worth);
    seen[mask] = 1;
    if (mask !== 0) missing -= 1;
    worth[mask] = row.worth;
  }
  return { worth, missing };
}

/** |S|! (n − |S| − 1)! / n! by |S|: 1 / (n · C(n − 1, |S|)). */
function orderWeights(size: number): number[] {
  const weights: number[] = [];
  let choose = 1;
  for (let others = 0; others < size; others += 1) {
    weights.push(1 / (size * choose));
    choose = (choose * (size - 1 - others)) / (others + 1);
  }
  return weights;
}
