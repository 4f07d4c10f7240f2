import { fail } from "../core/metric-error.ts";
import { exactSum } from "../numeric/exact-sum.ts";
import { checkTierOptions, isFigure, isRow, readTierRows, slackOf, type TierFinding } from "./tier-economics-rows.ts";
import { isCustomerId } from "./tier-labels.ts";

/** What a customer is worth, and what serving them takes. */
export interface ValuedServedCustomer {
  /** Who. */
  readonly customerId: string | null | undefined;
  /** What they are worth: profit of the period, or a lifetime value. */
  readonly profit: number | null | undefined;
  /** What they paid. */
  readonly revenue: number | null | undefined;
  /** What serving them cost. */
  readonly costToServe: number | null | undefined;
}

/** Where a customer stands: high or low value, simple or complex. */
export type ValueComplexityQuadrant = "cash-cow" | "demanding-star" | "small-and-easy" | "problem-child";

/**
 * Why a customer was not used: no object, no id, an id that came before, or a figure that is missing or not a number within ±1e100.
 */
export type ValueComplexityCode =
  | "row-invalid"
  | "customer-id-invalid"
  | "duplicate-customer"
  | "profit-invalid"
  | "revenue-invalid"
  | "cost-to-serve-invalid";

/** Options of {@link valueComplexity}. */
export interface ValueComplexityOptions {
  /** From which profit on a customer is of high value. */
  readonly minValue: number;
  /** Up to which cost to serve / revenue a customer is simple, 0 or more. */
  readonly maxComplexity: number;
}

/** A customer's place. */
export interface CustomerQuadrant {
  readonly customerId: string;
  /** Cost to serve / revenue; `null` where revenue is not above 0, which counts as complex. */
  readonly complexity: number | null;
  readonly quadrant: ValueComplexityQuadrant;
}

/** Customers of a quadrant together. */
export interface QuadrantSums {
  readonly customers: number;
  readonly profit: number;
  readonly revenue: number;
  readonly costToServe: number;
}

/** Value by complexity. */
export interface ValueComplexityResult {
  readonly metric: "value-complexity";
  /** Customers that were used. */
  readonly n: number;
  /** In the order of the source. */
  readonly customers: readonly CustomerQuadrant[];
  readonly quadrants: { readonly [Quadrant in ValueComplexityQuadrant]: QuadrantSums };
  /** Customers that were not used. */
  readonly leftOut: { readonly [Code in ValueComplexityCode]: number };
  /** Which these are. */
  readonly findings: readonly TierFinding<ValueComplexityCode>[];
  readonly definition: {
    readonly complexity: "costToServe / revenue";
    readonly minValue: number;
    readonly maxComplexity: number;
  };
  /** Stable codes: `no-customers`, `customers-left-out`, `revenue-not-positive` (some have no complexity). */
  readonly notes: readonly string[];
}

/**
 * Cash cow or problem child: customers by what they are worth and by how much of what they pay goes into serving them.
 *
 * At a limit a customer is of high value, and simple. A ratio that exceeds its limit by no more than the rounding of its decimals is
 * at the limit.
 *
 * @formula complexity = cost to serve / revenue; high value: profit ≥ minValue; complex: complexity > maxComplexity, or no revenue
 *
 * @param customers - each once, amounts of one period in one currency
 * @param options - see {@link ValueComplexityOptions}
 * @throws {@link MetricError} `SOURCE_INVALID`, `OPTIONS_INVALID`, `MIN_VALUE_INVALID`, `MAX_COMPLEXITY_INVALID`
 * @see Kaplan and Narayanan, "Measuring and Managing Customer Profitability", Journal of Cost Management 15(5), 2001.
 *
 * @example
 * ```ts
 * import { valueComplexity } from "customer-metrics/tiers";
 *
 * const { customers, quadrants } = valueComplexity(
 *   [
 *     { customerId: "ann", profit: 900, revenue: 2000, costToServe: 100 },
 *     { customerId: "bo", profit: 900, revenue: 2000, costToServe: 600 },
 *     { customerId: "cy", profit: -80, revenue: 100, costToServe: 150 },
 *   ],
 *   { minValue: 500, maxComplexity: 0.2 },
 * );
 * customers.map(({ quadrant }) => quadrant); // => ["cash-cow", "demanding-star", "problem-child"]
 * quadrants["demanding-star"]; // => { customers: 1, profit: 900, costToServe: 600 }
 * ```
 */
export function valueComplexity(
  customers: Iterable<ValuedServedCustomer>,
  options: ValueComplexityOptions,
): ValueComplexityResult {
  checkTierOptions(options);
  const { minValue, maxComplexity } = options;
  if (!isFigure(minValue)) {
    fail("MIN_VALUE_INVALID", "Cannot use minValue as it must be a number within 1e100", minValue);
  }
  if (!isFigure(maxComplexity) || maxComplexity < 0) {
    fail("MAX_COMPLEXITY_INVALID", "Cannot use maxComplexity as it must be 0 or more", maxComplexity);
  }
  const seen = new Set<string>();
  const placed: CustomerQuadrant[] = [];
  const members: { [Quadrant in ValueComplexityQuadrant]: ValuedServedCustomer[] } = {
    "cash-cow": [],
    "demanding-star": [],
    "small-and-easy": [],
    "problem-child": [],
  };
  const { leftOut, findings } = readTierRows(customers, rowCells(), (row) => {
    const wrong = wrongWith(row);
    if (wrong !== null) return wrong;
    const customerId = row.customerId!;
    if (seen.has(customerId)) return "duplicate-customer";
    seen.add(customerId);
    const [profit, revenue, costToServe] = [row.profit!, row.revenue!, row.costToServe!];
    const quadrant = quadrantOf(profit >= minValue, isComplex(costToServe, revenue, maxComplexity));
    placed.push({ customerId, complexity: complexityOf(costToServe, revenue), quadrant });
    members[quadrant].push(row);
    return null;
  });
  const notes: string[] = [];
  if (placed.length === 0) notes.push("no-customers");
  if (findings.length > 0) notes.push("customers-left-out");
  if (placed.some(({ complexity }) => complexity === null)) notes.push("revenue-not-positive");
  return {
    metric: "value-complexity",
    n: placed.length,
    customers: placed,
    quadrants: {
      "cash-cow": sumsOf(members["cash-cow"]),
      "demanding-star": sumsOf(members["demanding-star"]),
      "small-and-easy": sumsOf(members["small-and-easy"]),
      "problem-child": sumsOf(members["problem-child"]),
    },
    leftOut,
    findings,
    definition: { complexity: "costToServe / revenue", minValue: minValue + 0, maxComplexity: maxComplexity + 0 },
    notes,
  };
}

function complexityOf(costToServe: number, revenue: number): number | null {
  const complexity = costToServe / revenue + 0;
  return revenue > 0 && Number.isFinite(complexity) ? complexity : null;
}

function isComplex(costToServe: number, revenue: number, maxComplexity: number): boolean {
  if (!(revenue > 0)) return true;
  const most = maxComplexity * revenue;
  return costToServe - most > slackOf(Math.abs(costToServe) + most);
}

function quadrantOf(isHigh: boolean, isHard: boolean): ValueComplexityQuadrant {
  if (isHigh) return isHard ? "demanding-star" : "cash-cow";
  return isHard ? "problem-child" : "small-and-easy";
}

function sumsOf(customers: readonly ValuedServedCustomer[]): QuadrantSums {
  const sum = (name: "profit" | "revenue" | "costToServe"): number =>
    exactSum(customers.map((customer) => customer[name]!)) + 0;
  return {
    customers: customers.length,
    profit: sum("profit"),
    revenue: sum("revenue"),
    costToServe: sum("costToServe"),
  };
}

function wrongWith(row: unknown): ValueComplexityCode | null {
  if (!isRow(row)) return "row-invalid";
  if (!isCustomerId(row["customerId"])) return "customer-id-invalid";
  if (!isFigure(row["profit"])) return "profit-invalid";
  if (!isFigure(row["revenue"])) return "revenue-invalid";
  return isFigure(row["costToServe"]) ? null : "cost-to-serve-invalid";
}

function rowCells(): { readonly [Code in ValueComplexityCode]: string | null } {
  return {
    "row-invalid": null,
    "customer-id-invalid": "customerId",
    "duplicate-customer": "customerId",
    "profit-invalid": "profit",
    "revenue-invalid": "revenue",
    "cost-to-serve-invalid": "costToServe",
  };
}
