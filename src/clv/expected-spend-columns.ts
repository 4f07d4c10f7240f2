import { checkChoice } from "../core/choice.ts";
import { fail } from "../core/metric-error.ts";
import { type ExpectedSpendDefinition, meanSpend, type UsableSpendFit } from "./expected-spend.ts";
import { usableSpend } from "./spend-usable-fit.ts";

/** Customers' spend as parallel columns, one entry a customer. */
export interface ExpectedSpendInput {
  /** Repeat purchases. */
  readonly frequency: ArrayLike<number>;
  /** Mean spend of a repeat purchase, 0 or more; not used where there were none. */
  readonly monetaryValue: ArrayLike<number | null>;
}

/** Options of {@link expectedSpendColumns}. */
export interface ExpectedSpendColumnsOptions {
  /**
   * What to do about customers that cannot be: count them, or throw.
   * @defaultValue `"count"`
   */
  readonly onInvalid?: "count" | "throw" | undefined;
}

/** Customers without an expected spend, by reason. */
export interface ExpectedSpendLeftOut {
  /** In all. */
  readonly rows: number;
  /** Frequency is not a whole number of 0 or more. */
  readonly frequencyInvalid: number;
  /** There were repeat purchases, but their mean spend is missing, negative or not finite. */
  readonly spendInvalid: number;
  /** Nothing is wrong with the customer, but the mean does not exist: p x + q is 1 or less. */
  readonly infiniteMean: number;
  /** All their positions, in order. */
  readonly positions: readonly number[];
}

/** Expected spend of many customers, in their order. */
export interface ExpectedSpendColumns {
  /** Of a purchase; 0 for customers in `leftOut`. */
  readonly expectedSpend: Float64Array;
  /** Customers with a figure. */
  readonly n: number;
  readonly currency: string | null;
  readonly leftOut: ExpectedSpendLeftOut;
  readonly definition: Omit<ExpectedSpendDefinition, "ownWeight">;
}

/**
 * {@link expectedSpend} of many customers at once, without intervals; a million take some 10 ms.
 *
 * @formula p (v + x m) / (p x + q − 1)
 *
 * @param fit - a fit that did not fail, or `{ p, q, v }`
 * @param columns - arrays or typed arrays of the same length
 * @param options - see {@link ExpectedSpendColumnsOptions}
 * @returns amounts in the unit of the fit as a typed array; never NaN
 * @throws {@link MetricError} `COLUMNS_UNEQUAL`, `FIT_FAILED`, `SPEND_PARAMETERS_INVALID`, `ON_INVALID_UNKNOWN`;
 *   `CUSTOMER_INVALID` where `onInvalid` is `"throw"`
 *
 * @example
 * ```ts
 * import { expectedSpendColumns } from "customer-metrics/clv";
 *
 * const columns = { frequency: [2, 0, 1], monetaryValue: [22.35, 0, -4] };
 * const { expectedSpend, leftOut } = expectedSpendColumns({ p: 6.25, q: 3.74, v: 15.44 }, columns);
 * Array.from(expectedSpend); // => [≈24.664, ≈35.219, 0]
 * leftOut; // => { rows: 1, spendInvalid: 1, positions: [2] }
 * ```
 */
export function expectedSpendColumns(
  fit: UsableSpendFit,
  columns: ExpectedSpendInput,
  options: ExpectedSpendColumnsOptions = {},
): ExpectedSpendColumns {
  const { onInvalid = "count" } = options;
  checkChoice("ON_INVALID_UNKNOWN", "onInvalid", onInvalid, ["count", "throw"]);
  const { parameters, currency } = usableSpend(fit);
  const { frequency, monetaryValue } = columns ?? {};
  const n = frequency?.length;
  if (typeof n !== "number" || monetaryValue?.length !== n) {
    fail("COLUMNS_UNEQUAL", "Cannot predict as columns must be as long as each other", monetaryValue?.length);
  }
  const amounts = new Float64Array(n);
  const leftOut = { frequencyInvalid: 0, spendInvalid: 0, infiniteMean: 0 };
  const positions: number[] = [];
  for (let i = 0; i < n; i++) {
    const purchases = frequency[i]!;
    const total = purchases === 0 ? 0 : purchases * (monetaryValue[i] ?? -1);
    const isCustomer = Number.isSafeInteger(purchases) && purchases >= 0 && total >= 0 && total < Infinity;
    const value = isCustomer ? meanSpend(parameters, purchases, total) : null;
    if (value !== null) {
      amounts[i] = value;
      continue;
    }
    const isCount = Number.isSafeInteger(purchases) && purchases >= 0;
    const reason = isCustomer ? "infiniteMean" : isCount ? "spendInvalid" : "frequencyInvalid";
    if (onInvalid === "throw" && !isCustomer) {
      fail("CUSTOMER_INVALID", `Cannot predict for customer ${i} as there must be no ${reason}`, [
        purchases,
        monetaryValue[i],
      ]);
    }
    leftOut[reason]++;
    positions.push(i);
  }
  return {
    expectedSpend: amounts,
    n: n - positions.length,
    currency,
    leftOut: { rows: positions.length, ...leftOut, positions },
    definition: { model: "gamma-gamma", parameters },
  };
}
