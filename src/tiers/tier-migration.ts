import type { Accumulator } from "../core/accumulator.ts";
import { checkRows, isCustomerId, type TierLabel, type TierOfCustomer } from "./tier-labels.ts";
import { migrationResult, type TierMigrationLevels, type TierMigrationResult } from "./tier-migration-result.ts";
import {
  ABSENT,
  addMigration,
  checkMigration,
  emptyMigration,
  mergeMigration,
  migrationRules,
  placeCode,
  sameOrContradicted,
  type TierMigrationRow,
  type TierMigrationState,
} from "./tier-migration-state.ts";

/** Options of {@link tierMigration}. */
export interface TierMigrationOptions extends TierMigrationLevels {
  /** All tiers, the best first. */
  readonly tiers: readonly TierLabel[];
}

/** How to get a customer and their tier out of rows of your own. */
export interface TierOfCustomerRead<Row> {
  /** The customer and the tier of a row; `null` for a row that has none, which is left out as `row-invalid`. */
  readonly read: (row: Row) => TierOfCustomer | null;
}

/**
 * Where customers went between two dates: from tier to tier, out, and in. Customers are matched by id; the order of rows does not matter.
 *
 * A customer whose tier is not known at one of the dates (undecided, not in the list, or two rows that contradict each other) is left
 * out of all figures and counted: they have not left.
 *
 * @formula rates: moves / customers of the tier before; net upward share: (up − down) / in both; retention: 1 − exits / customers before
 *
 * @param before - the tier of each customer then
 * @param after - the tier of each customer now
 * @param options - see {@link TierMigrationOptions} and {@link TierOfCustomerRead}
 * @returns `value` is the net upward share, in [−1, 1], with the adjusted Wald interval of a difference of two shares of one sample;
 *   `null` where nobody was there both times (`nobody-in-both`). `stability` and `retentionByTier` have intervals of their own
 * @throws {@link MetricError} `TIERS_INVALID`, `SOURCE_INVALID`, `FUNCTION_REQUIRED`, `LEVEL_OUT_OF_RANGE`, `INTERVAL_INVALID`
 * @see interval: Rocks, "Interval Estimation for the Net Promoter Score", The American Statistician 70(4), 2016; a net share is one
 *   figure there and here.
 *
 * @example
 * ```ts
 * import { tierMigration } from "customer-metrics/tiers";
 *
 * const then = [{ customerId: "Ann", tier: 1 }, { customerId: "Bob", tier: 2 }, { customerId: "Cid", tier: 2 }];
 * const now = [{ customerId: "Bob", tier: 1 }, { customerId: "Ann", tier: 1 }, { customerId: "Dee", tier: 2 }];
 * const result = tierMigration(then, now, { tiers: [1, 2] });
 * result; // => { value: 0.5, counts: [[1, 0], [1, 0]], exits: [0, 1], entries: [0, 1] }
 * result.retentionByTier[1]; // => { tier: 2, value: 0.5, interval: { lower: ≈0.0945, upper: ≈0.9055, method: "wilson" } }
 * ```
 */
export function tierMigration(
  before: Iterable<TierOfCustomer>,
  after: Iterable<TierOfCustomer>,
  options: TierMigrationOptions,
): TierMigrationResult;
export function tierMigration<Row>(
  before: Iterable<Row>,
  after: Iterable<Row>,
  options: TierMigrationOptions & TierOfCustomerRead<Row>,
): TierMigrationResult;
export function tierMigration<Row>(
  before: Iterable<Row>,
  after: Iterable<Row>,
  options: TierMigrationOptions & Partial<TierOfCustomerRead<Row>>,
): TierMigrationResult {
  const rules = migrationRules(options?.tiers);
  const { read } = options;
  const customers = new Map<string, [number, number]>();
  const leftOut = { "row-invalid": 0, "customer-id-invalid": 0 };
  let usedRows = 0;
  for (const [side, rows] of [before, after].entries()) {
    checkRows(rows, read);
    for (const row of rows) {
      const found = read === undefined ? (row as TierOfCustomer | null) : read(row);
      if (typeof found !== "object" || found === null) leftOut["row-invalid"] += 1;
      else if (!isCustomerId(found.customerId)) leftOut["customer-id-invalid"] += 1;
      else {
        const { customerId, tier } = found;
        const codes = customers.get(customerId) ?? [ABSENT, ABSENT];
        codes[side] = sameOrContradicted(codes[side]!, placeCode(tier, rules));
        customers.set(customerId, codes);
        usedRows += 1;
      }
    }
  }
  return migrationResult(rules.tiers, { pairs: customers.values(), usedRows, leftOut }, options);
}

/**
 * {@link tierMigration} of rows that come one at a time or in parts. The state has an entry for each customer.
 *
 * @param options - as for {@link tierMigration}
 * @throws {@link MetricError} as {@link tierMigration}; `AT_UNKNOWN` for a row of neither date, `KIND_MISMATCH`
 *
 * @example Two regions
 * ```ts
 * import { fold } from "customer-metrics";
 * import { tierMigrationAccumulator } from "customer-metrics/tiers";
 *
 * const accumulator = tierMigrationAccumulator({ tiers: ["gold", "silver"] });
 * const north = fold(accumulator, [
 *   { customerId: "Ann", tier: "silver", at: "before" },
 *   { customerId: "Ann", tier: "gold", at: "after" },
 * ]);
 * const south = fold(accumulator, [{ customerId: "Bob", tier: "gold", at: "before" }]);
 * accumulator.result(accumulator.merge(north, south)); // => { value: 1, n: 1, movedUp: 1, exits: [1, 0] }
 * ```
 */
export function tierMigrationAccumulator(
  options: TierMigrationOptions,
): Accumulator<TierMigrationRow, TierMigrationState, TierMigrationResult> {
  const rules = migrationRules(options?.tiers);
  const nothing = { pairs: [], usedRows: 0, leftOut: { "row-invalid": 0, "customer-id-invalid": 0 } };
  migrationResult(rules.tiers, nothing, options);
  return {
    empty: () => emptyMigration(rules),
    add: (state, row) => addMigration(state, row, rules),
    merge: (left, right) => mergeMigration(left, right, rules),
    result: (state) => {
      checkMigration(state, rules);
      const { customers, usedRows, leftOut } = state;
      return migrationResult(rules.tiers, { pairs: Object.values(customers), usedRows, leftOut }, options);
    },
  };
}
