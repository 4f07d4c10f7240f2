import { fail } from "../core/metric-error.ts";
import { checkCount } from "../core/state.ts";

/**
 * What a churn rate divides by, and which departures it counts.
 *
 * - `openingCohort`: opening customers who have none of their revenue at the close, over opening customers.
 * - `opening`: churn events over opening customers; may be above 1.
 * - `average`: churn events over the mean of opening and closing customers.
 * - `openingPlusNew`: churn events over opening and new customers.
 * - `openingPlusNewAndReactivated`: churn events over opening, new and returned customers.
 * - `dailyAverage`: churn events over the mean of the customers at the start of each day.
 * - `dailySum`: churn events of a day over the customers at its start, summed over the days.
 * - `exposureRate`: churn events per customer and period of time that customers were there.
 * - `lifeTable`: 1 − Π (1 − churned / at risk) over the instants of churn: who joins late is at risk from then on.
 */
export type ChurnDenominator =
  | "openingCohort"
  | "opening"
  | "average"
  | "openingPlusNew"
  | "openingPlusNewAndReactivated"
  | "dailyAverage"
  | "dailySum"
  | "exposureRate"
  | "lifeTable";

/** What happened to customers in a period; a rate needs those that its denominator names. */
export interface ChurnCounts {
  /** Customers at the start of the period. */
  readonly opening?: number | undefined;
  /** Customers at its end. */
  readonly closing?: number | undefined;
  /** Times that somebody became a customer for the first time. */
  readonly new?: number | undefined;
  /** Times that a former customer returned. */
  readonly reactivated?: number | undefined;
  /** Times that a customer left; the same one may leave twice. */
  readonly churned?: number | undefined;
  /** Opening customers who are none at the end. */
  readonly lost?: number | undefined;
  /** Customers at the start of each day, and churn events in it. */
  readonly daily?: { readonly customers: readonly number[]; readonly churned: readonly number[] } | undefined;
  /** Time that customers were there: customers times periods. */
  readonly customerPeriods?: number | undefined;
  /** What the instants of churn come to, each with those who were at risk just before it. */
  readonly lifeTable?: LifeTableCounts | undefined;
}

/** Every count, as a ledger knows them. */
export type AllChurnCounts = { readonly [Name in keyof ChurnCounts]-?: NonNullable<ChurnCounts[Name]> };

/** The churn events of a period, each among those who could have left at that instant. */
export interface LifeTableCounts {
  /** 1 − Π (1 − churned / at risk), or `null` where nobody was at risk. */
  readonly probability: number | null;
  /** Greenwood's Σ churned / (at risk · (at risk − churned)), or `null` where all who were at risk left. */
  readonly greenwood: number | null;
}

/** A rate before its interval. */
export interface ChurnFraction {
  /** The rate, or `null` where nobody could leave. */
  readonly value: number | null;
  readonly numerator: number;
  /** `null` where the rate is no one division. */
  readonly denominator: number | null;
}

/**
 * The rate of counts under a convention.
 *
 * @throws {@link MetricError} `COUNT_REQUIRED`, `COUNT_INVALID`, `EXPOSURE_INVALID`, `LENGTH_MISMATCH`,
 *   `COUNTS_INCONSISTENT`, `DENOMINATOR_UNKNOWN`
 */
export function churnFraction(counts: ChurnCounts, denominator: ChurnDenominator): ChurnFraction {
  const need = (name: "opening" | "closing" | "new" | "reactivated" | "churned" | "lost"): number =>
    checkCount(given(counts, name, denominator));
  switch (denominator) {
    case "openingCohort": {
      const [lost, opening] = [need("lost"), need("opening")];
      if (lost > opening)
        fail("COUNTS_INCONSISTENT", `Cannot lose more than the ${opening} opening customers as lost counts them`, lost);
      return divided(lost, opening);
    }
    case "opening":
      return divided(need("churned"), need("opening"));
    case "average":
      return divided(need("churned"), (need("opening") + need("closing")) / 2);
    case "openingPlusNew":
      return divided(need("churned"), need("opening") + need("new"));
    case "openingPlusNewAndReactivated":
      return divided(need("churned"), need("opening") + need("new") + need("reactivated"));
    case "dailyAverage": {
      const { customers } = dailyOf(counts, denominator);
      return divided(need("churned"), customers.length === 0 ? 0 : sum(customers) / customers.length);
    }
    case "dailySum": {
      const { customers, churned } = dailyOf(counts, denominator);
      const value = sum(customers.map((there, day) => (there === 0 ? 0 : churned[day]! / there)));
      return { value: customers.length === 0 ? null : value, numerator: sum(churned), denominator: null };
    }
    case "exposureRate": {
      const exposure = given(counts, "customerPeriods", denominator);
      if (!(exposure >= 0 && exposure < Infinity))
        fail("EXPOSURE_INVALID", "Cannot use customerPeriods as it must be 0 or more", exposure);
      return divided(need("churned"), exposure);
    }
    case "lifeTable": {
      const { probability } = given(counts, "lifeTable", denominator);
      if (probability !== null && !(probability >= 0 && probability <= 1)) {
        fail("COUNTS_INCONSISTENT", "Cannot use lifeTable as its probability must be in [0, 1]", probability);
      }
      return { value: probability, numerator: need("churned"), denominator: null };
    }
    default:
      return fail(
        "DENOMINATOR_UNKNOWN",
        "Cannot compute churn as denominator must be one of the nine conventions",
        denominator,
      );
  }
}

/** Days of the counts, checked. */
export function dailyOf(counts: ChurnCounts, denominator: ChurnDenominator): NonNullable<ChurnCounts["daily"]> {
  const daily = given(counts, "daily", denominator);
  if (daily.customers.length !== daily.churned.length) {
    fail("LENGTH_MISMATCH", "Cannot use daily counts as there must be churn for every day", [
      daily.customers.length,
      daily.churned.length,
    ]);
  }
  for (const count of [...daily.customers, ...daily.churned]) checkCount(count);
  return daily;
}

function given<Name extends keyof ChurnCounts>(
  counts: ChurnCounts,
  name: Name,
  denominator: ChurnDenominator,
): NonNullable<ChurnCounts[Name]> {
  const count = counts[name];
  return (
    count ?? fail("COUNT_REQUIRED", `Cannot compute churn by ${denominator} as the count ${name} must be given`, count)
  );
}

function divided(numerator: number, denominator: number): ChurnFraction {
  return { value: denominator > 0 ? numerator / denominator : null, numerator, denominator };
}

function sum(values: readonly number[]): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}
