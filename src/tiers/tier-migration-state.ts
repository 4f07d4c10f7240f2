import { own, put } from "../clv/user-keys.ts";
import { checkChoice } from "../core/choice.ts";
import { fail } from "../core/metric-error.ts";
import { checkSameKind, type Kinded } from "../core/state.ts";
import { isCustomerId, plainLabel, type TierLabel, tierPlaces } from "./tier-labels.ts";

/** A customer's tier at one of the two dates. */
export interface TierMigrationRow {
  /** Who. */
  readonly customerId: string;
  /** Their tier; `null` where it could not be decided: such a customer is there, and is no exit. */
  readonly tier: TierLabel | null | undefined;
  /** Which of the dates. */
  readonly at: "before" | "after";
}

/** Rows that were not used, by code. */
export interface TierRowsLeftOut {
  /** No object. */
  "row-invalid": number;
  /** No id, or an empty one. */
  "customer-id-invalid": number;
}

/** The tiers of customers at two dates: plain JSON of whole numbers, exact in any order of merging. */
export interface TierMigrationState extends Kinded {
  /** `"tier-migration/1"` with the tiers. */
  readonly kind: string;
  /**
   * Of each customer the place of the tier before and after, 0 the best; −1 where there is no row of that date, −2 for an undecided
   * tier, −3 for one that is not in the list, −4 for rows that contradict each other.
   */
  readonly customers: { [customerId: string]: readonly [number, number] };
  /** Rows that were used. */
  usedRows: number;
  /** Rows that were not used. */
  readonly leftOut: TierRowsLeftOut;
}

/** No row of a date. */
export const ABSENT = -1;
/** A row without a tier. */
export const UNDECIDED = -2;
/** A tier that is not in the list. */
export const UNLISTED = -3;
/** Two rows of one date that contradict each other. */
export const CONTRADICTED = -4;

/** How rows are read. */
export interface MigrationRules {
  readonly kind: string;
  readonly tiers: readonly TierLabel[];
  readonly places: ReadonlyMap<TierLabel, number>;
}

/**
 * @throws {@link MetricError} `TIERS_INVALID`
 */
export function migrationRules(tiers: readonly TierLabel[]): MigrationRules {
  const places = tierPlaces(tiers);
  const labels = tiers.map(plainLabel);
  return { kind: `tier-migration/1 ${JSON.stringify(labels)}`, tiers: labels, places };
}

/** A state of no rows. */
export function emptyMigration({ kind }: MigrationRules): TierMigrationState {
  return { kind, customers: {}, usedRows: 0, leftOut: { "row-invalid": 0, "customer-id-invalid": 0 } };
}

/** The place of a tier, or why it has none. */
export function placeCode(tier: unknown, { places }: MigrationRules): number {
  return tier === null || tier === undefined ? UNDECIDED : (places.get(tier as TierLabel) ?? UNLISTED);
}

/** What two rows of one date say together. */
export function sameOrContradicted(left: number, right: number): number {
  return left === right || right === ABSENT ? left : left === ABSENT ? right : CONTRADICTED;
}

/**
 * Counts a row into the state, which it owns.
 *
 * @throws {@link MetricError} `AT_UNKNOWN`
 */
export function addMigration(
  state: TierMigrationState,
  row: TierMigrationRow,
  rules: MigrationRules,
): TierMigrationState {
  if (typeof row !== "object" || row === null) state.leftOut["row-invalid"] += 1;
  else if (!isCustomerId(row.customerId)) state.leftOut["customer-id-invalid"] += 1;
  else {
    checkChoice("AT_UNKNOWN", "at", row.at, ["before", "after"]);
    const code = placeCode(row.tier, rules);
    join(state.customers, row.customerId, row.at === "before" ? [code, ABSENT] : [ABSENT, code]);
    state.usedRows += 1;
  }
  return state;
}

/**
 * The state of the rows of both sides.
 *
 * @throws {@link MetricError} `KIND_MISMATCH`
 */
export function mergeMigration(
  left: TierMigrationState,
  right: TierMigrationState,
  rules: MigrationRules,
): TierMigrationState {
  checkMigration(left, rules);
  checkMigration(right, rules);
  const customers: TierMigrationState["customers"] = {};
  for (const side of [left, right])
    for (const [id, codes] of Object.entries(side.customers)) join(customers, id, codes);
  return {
    kind: left.kind,
    customers,
    usedRows: left.usedRows + right.usedRows,
    leftOut: {
      "row-invalid": left.leftOut["row-invalid"] + right.leftOut["row-invalid"],
      "customer-id-invalid": left.leftOut["customer-id-invalid"] + right.leftOut["customer-id-invalid"],
    },
  };
}

/**
 * Throws unless the state is whole: it may come from a database, or from a file that somebody edited.
 *
 * @throws {@link MetricError} `KIND_MISMATCH`
 */
export function checkMigration(state: TierMigrationState, { kind, tiers }: MigrationRules): void {
  checkSameKind({ kind }, state ?? {});
  const isCode = (code: unknown): boolean =>
    Number.isSafeInteger(code) && (code as number) >= CONTRADICTED && (code as number) < tiers.length;
  const isWhole =
    typeof state.customers === "object" &&
    state.customers !== null &&
    Object.values(state.customers).every(
      // Who has no row of either date has no entry.
      (codes) =>
        Array.isArray(codes) && codes.length === 2 && codes.every(isCode) && codes.some((code) => code !== ABSENT),
    ) &&
    [state.usedRows, state.leftOut?.["row-invalid"], state.leftOut?.["customer-id-invalid"]].every(
      (count) => Number.isSafeInteger(count) && count >= 0,
    );
  if (!isWhole) fail("KIND_MISMATCH", "Cannot read state as it must have two places for each customer", kind);
}

function join(
  customers: TierMigrationState["customers"],
  id: string,
  [before, after]: readonly [number, number],
): void {
  const [knownBefore, knownAfter] = own(customers, id) ?? [ABSENT, ABSENT];
  put(customers, id, [sameOrContradicted(knownBefore, before), sameOrContradicted(knownAfter, after)] as const);
}
