import { checkChoice } from "../core/choice.ts";
import { fail } from "../core/metric-error.ts";
import { exactSum } from "../numeric/exact-sum.ts";
import { sumError } from "../numeric/sum.ts";
import type { TierBand } from "./tier-bands.ts";
import { checkRows, isCustomerId, plainLabel, type TierLabel, tierPlaces } from "./tier-labels.ts";

/** A customer (or whatever else has a value) to be ranked. */
export interface RankedValueRow {
  /** Who, or what. */
  readonly customerId: string;
  /** Their value, higher is better; in [−1e100, 1e100]. */
  readonly value: number | null | undefined;
}

/** How to get what is ranked out of rows of your own. */
export interface RankedValueRead<Row> {
  /** The id and the value of a row; `null` for a row that has none, which is left out as `row-invalid`. */
  readonly read: (row: Row) => RankedValueRow | null;
}

/** What to do with equal values at a border: `together`: all have the tier of the first of them; `split`: by id. */
export type TierTies = "together" | "split";

/** A customer with their tier. */
export interface RankedTier {
  /** Who. */
  readonly customerId: string;
  /** Their value. */
  readonly value: number;
  /** Their tier. */
  readonly tier: TierLabel;
}

/** What is in a tier. */
export interface RankedTierSummary {
  /** The tier. */
  readonly tier: TierLabel;
  /** Customers in it. */
  readonly n: number;
  /** Their part of all; `null` for no customers at all. */
  readonly shareOfCustomers: number | null;
  /** The sum of their values, exact and rounded once. */
  readonly value: number;
  /** Their part of the sum of all positive values; `null` where none is positive. */
  readonly shareOfValue: number | null;
  /** The least of their values; `null` for nobody. */
  readonly min: number | null;
  /** The greatest. */
  readonly max: number | null;
}

/** What ranked tiers mean. */
export interface RankedTiersDefinition {
  /** What is shared out: value (positive values only), or the customers themselves. */
  readonly by: "cumulative-value" | "customers";
  /** Cumulative shares at which tiers end. */
  readonly cuts: readonly number[];
  /** What happens to equal values. */
  readonly ties: TierTies;
}

/** Tiers of customers by their rank. */
export interface RankedTiersResult {
  /** The most valuable first, ties by id. */
  readonly customers: readonly RankedTier[];
  /** The tiers, the best first. */
  readonly tiers: readonly RankedTierSummary[];
  /** The borders as scores, for `tierByBand` and `steadyTier`: who comes tomorrow is judged by today's. `null` with ties split. */
  readonly bands: readonly TierBand[] | null;
  /** Customers. */
  readonly n: number;
  /** The sum of the positive values. */
  readonly totalPositive: number;
  /** Rows that were not used. */
  readonly leftOut: RankedLeftOut;
  /** What the tiers mean. */
  readonly definition: RankedTiersDefinition;
  /** `no-customers`, `nobody-positive`. */
  readonly notes: readonly string[];
}

/** Rows that were not used, by code; of rows of one customer the first counts. */
export interface RankedLeftOut {
  readonly "row-invalid": number;
  readonly "customer-id-invalid": number;
  readonly "value-invalid": number;
  readonly "duplicate-id": number;
}

/** Options as given, to be checked. */
interface RankedOptions<Row> extends RankedTiersDefinition {
  readonly tiers: readonly TierLabel[];
  readonly read: ((row: Row) => RankedValueRow | null) | undefined;
}

/**
 * The running sum of decimals is off by their rounding and no more: every term is at least 0, so the relative error of the sum is at
 * most that of a term. Eight roundings of 2^-53 meet in the comparison; shares that differ by less than 2^-49 of theirs count as equal.
 */
const NEARLY_ONE = 0.9999999999999982;

/**
 * Tiers by the part of all that goes before a customer.
 *
 * @throws {@link MetricError} `SOURCE_INVALID`, `FUNCTION_REQUIRED`, `CUTS_INVALID`, `TIERS_INVALID`, `TIES_UNKNOWN`
 */
export function rankedTiers<Row>(rows: Iterable<Row>, options: RankedOptions<Row>): RankedTiersResult {
  const { by, cuts, ties, read } = options;
  checkRows(rows, read);
  checkChoice("TIES_UNKNOWN", "ties", ties, ["together", "split"]);
  // Of its type first: a symbol cannot be compared, and text compares as the number that it spells.
  const isRising = (cut: unknown, i: number): boolean =>
    typeof cut === "number" && cut > (i === 0 ? 0 : cuts[i - 1]!) && cut <= 1;
  if (!Array.isArray(cuts) || !cuts.every(isRising))
    fail("CUTS_INVALID", "Cannot use cuts as they must rise, above 0 and up to 1", cuts);
  tierPlaces(options.tiers);
  if (options.tiers.length !== cuts.length + 1)
    fail("TIERS_INVALID", "Cannot use tiers as there must be one more than cuts", options.tiers);
  const tiers = options.tiers.map(plainLabel);

  const { sorted, leftOut } = readValues(rows, read);
  const totalPositive = exactSum(sorted.map(({ value }) => Math.max(value, 0)));
  const places = placesOf(sorted, options, totalPositive);
  const inTier: number[][] = tiers.map(() => []);
  const customers = sorted.map(({ customerId, value }, i): RankedTier => {
    inTier[places[i]!]!.push(value);
    return { customerId, value, tier: tiers[places[i]!]! };
  });
  return {
    customers,
    tiers: tiers.map((tier, place) => {
      const own = inTier[place]!;
      return {
        tier,
        n: own.length,
        shareOfCustomers: sorted.length === 0 ? null : own.length / sorted.length,
        value: exactSum(own),
        shareOfValue: totalPositive > 0 ? exactSum(own.map((value) => Math.max(value, 0))) / totalPositive : null,
        min: own.at(-1) ?? null,
        max: own[0] ?? null,
      };
    }),
    bands: ties === "split" ? null : bandsOf(tiers, inTier),
    n: sorted.length,
    totalPositive,
    leftOut,
    definition: { by, cuts: [...cuts], ties },
    notes: sorted.length === 0 ? ["no-customers"] : totalPositive === 0 ? ["nobody-positive"] : [],
  };
}

/** The place of the tier of each, in order. */
function placesOf(
  sorted: readonly RankedValue[],
  { by, cuts, ties }: RankedTiersDefinition,
  totalPositive: number,
): number[] {
  const ofCustomers = by === "customers";
  const total = ofCustomers ? sorted.length : totalPositive;
  let place = 0;
  let before = 0;
  let error = 0;
  return sorted.map(({ value }, i) => {
    const isTie = i > 0 && ties === "together" && value === sorted[i - 1]!.value;
    if (!ofCustomers && value <= 0) place = cuts.length;
    else if (!isTie) while (place < cuts.length && before + error >= cuts[place]! * total * NEARLY_ONE) place += 1;
    const weight = ofCustomers ? 1 : value;
    const next = before + weight;
    error += sumError(before, weight, next);
    before = next;
    return place;
  });
}

function bandsOf(tiers: readonly TierLabel[], inTier: readonly (readonly number[])[]): TierBand[] {
  const last = tiers.length - 1;
  return tiers.flatMap((tier, place) =>
    place === last ? { tier, min: null } : inTier[place]!.length === 0 ? [] : { tier, min: inTier[place]!.at(-1)! },
  );
}

/** A usable row. */
interface RankedValue {
  readonly customerId: string;
  readonly value: number;
}

/** The usable rows, the greatest value first, ties by id. */
function readValues<Row>(
  rows: Iterable<Row>,
  read: ((row: Row) => RankedValueRow | null) | undefined,
): { readonly sorted: readonly RankedValue[]; readonly leftOut: RankedLeftOut } {
  const leftOut = { "row-invalid": 0, "customer-id-invalid": 0, "value-invalid": 0, "duplicate-id": 0 };
  const seen = new Set<string>();
  const sorted: RankedValue[] = [];
  for (const row of rows) {
    const found = read === undefined ? (row as RankedValueRow | null) : read(row);
    if (typeof found !== "object" || found === null) leftOut["row-invalid"] += 1;
    else if (!isCustomerId(found.customerId)) leftOut["customer-id-invalid"] += 1;
    else if (!(typeof found.value === "number" && Math.abs(found.value) <= 1e100)) leftOut["value-invalid"] += 1;
    else if (seen.has(found.customerId)) leftOut["duplicate-id"] += 1;
    else {
      seen.add(found.customerId);
      sorted.push({ customerId: found.customerId, value: found.value + 0 });
    }
  }
  sorted.sort((left, right) => right.value - left.value || (left.customerId < right.customerId ? -1 : 1));
  return { sorted, leftOut };
}
