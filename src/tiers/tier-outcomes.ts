import { fold } from "../core/accumulator.ts";
import { checkLevel, type Estimate } from "../core/estimate.ts";
import { exactSum } from "../numeric/exact-sum.ts";
import { meanAccumulator } from "../stats/mean.ts";
import { checkIntervalMethod, type ShareIntervalMethod } from "../stats/share-interval.ts";
import { share, type Share } from "../stats/share.ts";
import { checkRows, isCustomerId, plainLabel, type TierLabel, type TierOfCustomer, tierPlaces } from "./tier-labels.ts";

/** What became of a customer after they had been given a tier. */
export interface CustomerOutcome {
  /** Who. */
  readonly customerId: string;
  /** Whether they are still a customer; `null` where that is not known. */
  readonly retained?: boolean | null | undefined;
  /** What they brought since, in any unit, in [−1e100, 1e100]; `null` where that is not known. */
  readonly profit?: number | null | undefined;
}

/** Options of {@link tierOutcomes}. */
export interface TierOutcomesOptions {
  /** All tiers, the best first. */
  readonly tiers: readonly TierLabel[];
  /**
   * Coverage of the intervals, a proportion in (0, 1).
   * @defaultValue `0.95`
   */
  readonly level?: number | undefined;
  /**
   * How the intervals of retention are computed.
   * @defaultValue `wilson`
   */
  readonly interval?: ShareIntervalMethod | "none" | undefined;
}

/** How to get assignments and outcomes out of rows of your own. */
export interface TierOutcomesRead<Assignment, Outcome> {
  /** The customer and the tier of a row; `null` for a row that has none. */
  readonly read: (row: Assignment) => TierOfCustomer | null;
  /** The customer and what became of them; `null` for a row that has none. */
  readonly readOutcome: (row: Outcome) => CustomerOutcome | null;
}

/** Mean profit of a tier's customers since. */
export interface TierProfit extends Estimate<"mean-profit", "value"> {
  /** Sum over the customers whose profit is known. */
  readonly total: number;
  /** Sample standard deviation; `null` for fewer than two customers. */
  readonly standardDeviation: number | null;
}

/** What became of a tier. */
export interface TierOutcome {
  /** The tier that they had been given. */
  readonly tier: TierLabel;
  /** Customers who had been given it. */
  readonly customers: number;
  /** The part of them that stayed, of those of whom it is known. */
  readonly retention: Share;
  /** What they brought, of those of whom it is known. */
  readonly profit: TierProfit;
}

/** What became of customers by the tier that they had been given. */
export interface TierOutcomesResult {
  /** The tiers, the best first. */
  readonly tiers: readonly TierOutcome[];
  /** Pairs of tiers that came out the wrong way round: the better one did worse. */
  readonly inversions: {
    /** By the part that stayed. */
    readonly retention: readonly (readonly [better: TierLabel, worse: TierLabel])[];
    /** By mean profit. */
    readonly profit: readonly (readonly [better: TierLabel, worse: TierLabel])[];
  };
  /** Outcomes of customers who had no assignment: they came later, or are missing. */
  readonly outcomesWithoutTier: number;
  /** Rows that were not used. */
  readonly leftOut: TierOutcomesLeftOut;
  /** `no-customers`, `inversions` (see there), `outcomes-unknown` (of some customers). */
  readonly notes: readonly string[];
}

/** Rows of assignments and outcomes that were not used, by code. Of rows of one customer the first counts. */
export interface TierOutcomesLeftOut {
  readonly "row-invalid": number;
  readonly "customer-id-invalid": number;
  readonly "duplicate-id": number;
  /** Assignments without a tier. */
  readonly "tier-missing": number;
  /** Assignments to a tier that is not in the list. */
  readonly "tier-unknown": number;
}

/**
 * Whether tiers were worth giving: what became of the customers of each. Tiers that cannot tell who will stay and who will pay are
 * decoration; the pairs in `inversions` are where to look.
 *
 * Tiers must be from before the outcomes: of tiers that were given afterwards it says nothing.
 *
 * @formula retention: stayed / known; profit: Σ profit / known
 *
 * @param assignments - the tier of each customer then
 * @param outcomes - what became of them since; who has no row is not known, and not lost
 * @param options - see {@link TierOutcomesOptions}; with `read` and `readOutcome` rows of any form
 * @returns for each tier retention with its interval and mean profit with Student's t interval, `null` where nothing is known
 * @throws {@link MetricError} `TIERS_INVALID`, `SOURCE_INVALID`, `FUNCTION_REQUIRED`, `LEVEL_OUT_OF_RANGE`, `INTERVAL_INVALID`
 *
 * @example
 * ```ts
 * import { tierOutcomes } from "customer-metrics/tiers";
 *
 * const lastYear = [{ customerId: "Ann", tier: 1 }, { customerId: "Bob", tier: 1 }, { customerId: "Cid", tier: 2 }];
 * const since = [
 *   { customerId: "Ann", retained: true, profit: 900 },
 *   { customerId: "Bob", retained: false, profit: -100 },
 *   { customerId: "Cid", retained: true, profit: 250 },
 * ];
 * const { tiers, inversions } = tierOutcomes(lastYear, since, { tiers: [1, 2] });
 * tiers[0]!.retention; // => { value: 0.5, interval: { lower: ≈0.0945, upper: ≈0.9055 } }
 * tiers[0]!.profit; // => { value: 400, n: 2, total: 800 }
 * inversions; // => { retention: [[1, 2]], profit: [] }
 * ```
 */
export function tierOutcomes(
  assignments: Iterable<TierOfCustomer>,
  outcomes: Iterable<CustomerOutcome>,
  options: TierOutcomesOptions,
): TierOutcomesResult;
export function tierOutcomes<Assignment, Outcome>(
  assignments: Iterable<Assignment>,
  outcomes: Iterable<Outcome>,
  options: TierOutcomesOptions & Partial<TierOutcomesRead<Assignment, Outcome>>,
): TierOutcomesResult;
export function tierOutcomes<Assignment, Outcome>(
  assignments: Iterable<Assignment>,
  outcomes: Iterable<Outcome>,
  options: TierOutcomesOptions & Partial<TierOutcomesRead<Assignment, Outcome>>,
): TierOutcomesResult {
  const { tiers, level = 0.95, interval, read, readOutcome } = options ?? {};
  const places = tierPlaces(tiers);
  checkLevel(level);
  checkIntervalMethod(interval ?? "none");
  checkRows(assignments, read);
  checkRows(outcomes, readOutcome);
  const leftOut = {
    "row-invalid": 0,
    "customer-id-invalid": 0,
    "duplicate-id": 0,
    "tier-missing": 0,
    "tier-unknown": 0,
  };
  const placeOf = new Map<string, number>();
  const groups: Group[] = tiers.map(() => ({ customers: 0, known: 0, retained: 0, profits: [] }));
  for (const { customerId, tier } of rowsOf(assignments, read, leftOut)) {
    const place = tier === null || tier === undefined ? undefined : places.get(tier);
    if (place !== undefined) groups[place]!.customers += 1;
    else leftOut[tier === null || tier === undefined ? "tier-missing" : "tier-unknown"] += 1;
    placeOf.set(customerId, place ?? -1);
  }
  let outcomesWithoutTier = 0;
  for (const { customerId, retained, profit } of rowsOf(outcomes, readOutcome, leftOut)) {
    const group = groups[placeOf.get(customerId) ?? -1];
    if (group === undefined) outcomesWithoutTier += 1;
    else {
      if (typeof retained === "boolean") {
        group.known += 1;
        group.retained += retained ? 1 : 0;
      }
      if (typeof profit === "number" && Math.abs(profit) <= 1e100) group.profits.push(profit);
    }
  }
  const found = groups.map(
    ({ customers, known, retained, profits }, i): TierOutcome => ({
      tier: plainLabel(tiers[i]!),
      customers,
      retention: share(retained, known, { level, interval }),
      profit: profitOf(profits, level),
    }),
  );
  const inversions = {
    retention: inverted(found, ({ retention }) => retention.value),
    profit: inverted(found, ({ profit }) => profit.value),
  };
  const isUnknown = groups.some(({ customers, known, profits }) => known < customers || profits.length < customers);
  return {
    tiers: found,
    inversions,
    outcomesWithoutTier,
    leftOut,
    notes: [
      ...(groups.every(({ customers }) => customers === 0) ? ["no-customers"] : []),
      ...(isUnknown ? ["outcomes-unknown"] : []),
      ...(inversions.retention.length + inversions.profit.length > 0 ? ["inversions"] : []),
    ],
  };
}

/** What is known of the customers of a tier. */
interface Group {
  customers: number;
  /** Those of whom it is known whether they stayed. */
  known: number;
  retained: number;
  readonly profits: number[];
}

/** The rows that name a customer, of each the first. */
function* rowsOf<Row, Read extends { readonly customerId: string | null }>(
  rows: Iterable<Row>,
  read: ((row: Row) => Read | null) | undefined,
  leftOut: { "row-invalid": number; "customer-id-invalid": number; "duplicate-id": number },
): Generator<Read & { readonly customerId: string }> {
  const seen = new Set<string>();
  for (const row of rows) {
    const found = read === undefined ? (row as unknown as Read | null) : read(row);
    const customerId = found?.customerId;
    if (typeof found !== "object" || found === null) leftOut["row-invalid"] += 1;
    else if (!isCustomerId(customerId)) leftOut["customer-id-invalid"] += 1;
    else if (seen.has(customerId)) leftOut["duplicate-id"] += 1;
    else {
      seen.add(customerId);
      yield found as Read & { readonly customerId: string };
    }
  }
}

function profitOf(profits: readonly number[], level: number): TierProfit {
  const n = profits.length;
  const total = exactSum(profits);
  const moments = meanAccumulator({ level });
  // Sorted, so that the order of the rows does not show in the last bits.
  const { standardDeviation, interval, notes } = moments.result(
    fold(
      moments,
      [...profits].sort((left, right) => left - right),
    ),
  );
  const value = n === 0 ? null : total / n + 0;
  return { metric: "mean-profit", value, unit: "value", n, interval, total: total + 0, standardDeviation, notes };
}

function inverted(
  tiers: readonly TierOutcome[],
  figure: (tier: TierOutcome) => number | null,
): (readonly [TierLabel, TierLabel])[] {
  return tiers.flatMap((better, i) =>
    tiers.slice(i + 1).flatMap((worse) => {
      const [first, second] = [figure(better), figure(worse)];
      return first !== null && second !== null && first < second ? [[better.tier, worse.tier] as const] : [];
    }),
  );
}
