import { fail } from "../core/metric-error.ts";
import { exactSum } from "../numeric/exact-sum.ts";
import { checkTierOptions, isFigure, isMissing, isRow, readTierRows, type TierFinding } from "./tier-economics-rows.ts";
import { isCustomerId } from "./tier-labels.ts";
import type { CustomerSignals } from "./tier-signals.ts";

/** Who likes to work with whom; `unknown` where a missing affinity could decide. */
export type MutualAffinity = "mutual" | "only-ours" | "only-theirs" | "neither" | "unknown";

/** What is earned with a customer. */
export type ProfitClass = "highly-profitable" | "profitable" | "not-profitable";

/** Why a customer was not used. */
export type AffinityProfitCode =
  | "row-invalid"
  | "customer-id-invalid"
  | "duplicate-customer"
  | "profit-invalid"
  | "affinity-invalid";

/** Options of {@link affinityProfit}. */
export interface AffinityProfitOptions {
  /** From which profit on a customer is highly profitable, above 0; such as `highProfit` of a tier model. */
  readonly highProfit: number;
  /**
   * From which affinity on we love to work with them, in [0, 10].
   * @defaultValue `8`
   */
  readonly ourAffinityMin?: number | undefined;
  /**
   * From which affinity on they love to work with us, in [0, 10].
   * @defaultValue `9`
   */
  readonly theirAffinityMin?: number | undefined;
}

/** The customers of a field of the table. */
export interface AffinityProfitCell {
  readonly affinity: MutualAffinity;
  readonly profitClass: ProfitClass;
  readonly customers: number;
  /** Of all customers that were used; `null` without any. */
  readonly shareOfCustomers: number | null;
  readonly profit: number;
}

/** Customers of one affinity. */
export interface AffinityProfitRow {
  readonly affinity: MutualAffinity;
  readonly customers: number;
  readonly profit: number;
  /** `null` without customers. */
  readonly profitPerCustomer: number | null;
  /** Those highly profitable among them; `null` without customers. */
  readonly shareHighlyProfitable: number | null;
}

/** Affinity by profit. */
export interface AffinityProfitResult {
  readonly metric: "affinity-profit";
  /** Customers that were used. */
  readonly n: number;
  /** All fifteen fields, the best first. */
  readonly cells: readonly AffinityProfitCell[];
  /** The best affinity first. */
  readonly rows: readonly AffinityProfitRow[];
  /** Customers that were not used. */
  readonly leftOut: { readonly [Code in AffinityProfitCode]: number };
  /** Which these are. */
  readonly findings: readonly TierFinding<AffinityProfitCode>[];
  readonly definition: {
    readonly highProfit: number;
    readonly ourAffinityMin: number;
    readonly theirAffinityMin: number;
  };
  /** Stable codes: `no-customers`, `customers-left-out`, `affinity-unknown` (of some). */
  readonly notes: readonly string[];
}

/**
 * Does it pay to work with those one loves to work with? Customers by who likes whom and by what is earned with them.
 *
 * A table says what goes together, not what causes what.
 *
 * @formula mutual: our affinity ≥ ourAffinityMin and theirs ≥ theirAffinityMin; highly profitable: profit ≥ highProfit; not profitable: profit ≤ 0
 *
 * @param customers - each once; the signals of the tier classifier will do
 * @param options - see {@link AffinityProfitOptions}
 * @throws {@link MetricError} `SOURCE_INVALID`, `OPTIONS_INVALID`, `HIGH_PROFIT_INVALID`, `AFFINITY_INVALID`
 *
 * @example
 * ```ts
 * import { affinityProfit } from "customer-metrics/tiers";
 *
 * const { rows, cells } = affinityProfit(
 *   [
 *     { customerId: "ann", profit: 900, ourAffinity: 9, theirAffinity: 10 },
 *     { customerId: "bo", profit: 50, ourAffinity: 9, theirAffinity: 4 },
 *     { customerId: "cy", profit: -70, ourAffinity: 2, theirAffinity: null },
 *   ],
 *   { highProfit: 500 },
 * );
 * rows[0]; // => { affinity: "mutual", customers: 1, profit: 900, shareHighlyProfitable: 1 }
 * cells.filter(({ customers }) => customers > 0).map(({ affinity, profitClass }) => [affinity, profitClass]);
 * // => [["mutual", "highly-profitable"], ["only-ours", "profitable"], ["unknown", "not-profitable"]]
 * ```
 */
export function affinityProfit(
  customers: Iterable<CustomerSignals>,
  options: AffinityProfitOptions,
): AffinityProfitResult {
  const definition = readOptions(options);
  const seen = new Set<string>();
  const used: { readonly affinity: MutualAffinity; readonly profitClass: ProfitClass; readonly profit: number }[] = [];
  const cells = {
    "row-invalid": null,
    "customer-id-invalid": "customerId",
    "duplicate-customer": "customerId",
    "profit-invalid": "profit",
    "affinity-invalid": null,
  };
  const { leftOut, findings } = readTierRows<CustomerSignals, AffinityProfitCode>(customers, cells, (row) => {
    if (!isRow(row)) return "row-invalid";
    const { customerId, profit, ourAffinity, theirAffinity } = row as CustomerSignals;
    if (!isCustomerId(customerId)) return "customer-id-invalid";
    if (!isFigure(profit)) return "profit-invalid";
    if (!isAffinity(ourAffinity) || !isAffinity(theirAffinity)) return "affinity-invalid";
    if (seen.has(customerId)) return "duplicate-customer";
    seen.add(customerId);
    const affinity = mutualAffinity(ourAffinity, theirAffinity, definition);
    const profitClass =
      profit >= definition.highProfit ? "highly-profitable" : profit > 0 ? "profitable" : "not-profitable";
    used.push({ affinity, profitClass, profit });
    return null;
  });
  const affinities: MutualAffinity[] = ["mutual", "only-ours", "only-theirs", "neither", "unknown"];
  const classes: ProfitClass[] = ["highly-profitable", "profitable", "not-profitable"];
  const n = used.length;
  const notes: string[] = [];
  if (n === 0) notes.push("no-customers");
  if (findings.length > 0) notes.push("customers-left-out");
  if (used.some(({ affinity }) => affinity === "unknown")) notes.push("affinity-unknown");
  return {
    metric: "affinity-profit",
    n,
    cells: affinities.flatMap((affinity) =>
      classes.map((profitClass) => {
        const own = used.filter((each) => each.affinity === affinity && each.profitClass === profitClass);
        return {
          affinity,
          profitClass,
          customers: own.length,
          shareOfCustomers: n === 0 ? null : own.length / n,
          profit: profitOf(own),
        };
      }),
    ),
    rows: affinities.map((affinity) => {
      const own = used.filter((each) => each.affinity === affinity);
      const high = own.filter(({ profitClass }) => profitClass === "highly-profitable").length;
      const profit = profitOf(own);
      return {
        affinity,
        customers: own.length,
        profit,
        profitPerCustomer: own.length === 0 ? null : profit / own.length,
        shareHighlyProfitable: own.length === 0 ? null : high / own.length,
      };
    }),
    leftOut,
    findings,
    definition,
    notes,
  };
}

function mutualAffinity(
  ours: number | null | undefined,
  theirs: number | null | undefined,
  { ourAffinityMin, theirAffinityMin }: AffinityProfitResult["definition"],
): MutualAffinity {
  if (isMissing(ours) || isMissing(theirs)) return "unknown";
  if (ours >= ourAffinityMin) return theirs >= theirAffinityMin ? "mutual" : "only-ours";
  return theirs >= theirAffinityMin ? "only-theirs" : "neither";
}

function profitOf(customers: readonly { readonly profit: number }[]): number {
  return exactSum(customers.map(({ profit }) => profit)) + 0;
}

function readOptions(options: AffinityProfitOptions): AffinityProfitResult["definition"] {
  checkTierOptions(options);
  const { highProfit, ourAffinityMin = 8, theirAffinityMin = 9 } = options;
  if (!isFigure(highProfit) || highProfit <= 0) {
    fail("HIGH_PROFIT_INVALID", "Cannot use highProfit as it must be above 0", highProfit);
  }
  for (const least of [ourAffinityMin, theirAffinityMin]) {
    if (isMissing(least) || !isAffinity(least)) {
      fail("AFFINITY_INVALID", "Cannot use affinity minimum as it must be in [0, 10]", least);
    }
  }
  return { highProfit, ourAffinityMin: ourAffinityMin + 0, theirAffinityMin: theirAffinityMin + 0 };
}

function isAffinity(value: number | null | undefined): boolean {
  return isMissing(value) || (isFigure(value) && value >= 0 && value <= 10);
}
