import { readHistories } from "./history-reading.ts";
import type { PurchaseHistorySource } from "./history-source.ts";
import type { HoldoutValidation } from "./holdout-validation.ts";
import { inSampleCounts } from "./in-sample-counts.ts";
import { checkHistories } from "./model-check-data.ts";
import { checkFailed, checkFit } from "./model-check-fit.ts";
import { checkHoldout, withoutHoldout } from "./model-check-holdout.ts";
import type { CheckedCode, CheckSeverity, ModelCheckCode, ModelCheckItem } from "./model-check-item.ts";
import { checkSpend } from "./model-check-spend.ts";
import type { PurchaseFit } from "./purchase-fit.ts";
import type { PurchaseModelName } from "./purchase-process.ts";
import type { SpendIndependence } from "./spend-independence.ts";
import { usableModel } from "./usable-fit.ts";

/** What else there is to look at; each brings checks of its own. */
export interface ModelCheckOptions {
  /** The histories that the fit is of. */
  readonly histories?: PurchaseHistorySource | undefined;
  /** What came of predictions for the time after the fit. */
  readonly holdout?: HoldoutValidation | undefined;
  /** Whether spend depends on frequency, where a gamma-gamma model is to tell the spend. */
  readonly spend?: SpendIndependence | undefined;
}

/** What a careful colleague would say of a model, before its figures are used. */
export interface ModelCheck {
  readonly metric: "purchase-model-check";
  readonly model: PurchaseModelName;
  /** Customers of the fit. */
  readonly n: number;
  /** The gravest that was found, or `"none"`. */
  readonly worst: CheckSeverity | "none";
  /** What was found, the gravest first. */
  readonly items: readonly ModelCheckItem[];
  /** What was looked at and found in order. */
  readonly passed: readonly ModelCheckCode[];
}

/**
 * Can this model be trusted? A list of what speaks against it, in plain words, with what to do.
 *
 * Codes are stable; sentences are for people and may change. Nothing here is a proof: a list without entries says that none of
 * the known ways to be wrong was seen.
 *
 * @param fit - any fit, one that failed too
 * @param options - see {@link ModelCheckOptions}; what is not given is not checked, but for the holdout, which is missed
 * @returns what was found, and what was in order
 * @throws {@link MetricError} `MODEL_UNKNOWN`, `TIME_UNIT_UNKNOWN`, `PARAMETER_INVALID` for what is no fit; those of
 *   `inSampleCounts` for `histories` that cannot be read
 *
 * @example
 * ```ts
 * import { checkPurchaseModel, fitBgNbd } from "customer-metrics/clv";
 *
 * const histories = { frequency: [0, 0, 1, 2, 0, 4], recency: [0, 0, 5, 9, 0, 30], T: [39, 30, 38, 39, 35, 36] };
 * const fit = fitBgNbd(histories, { timeUnit: "week" });
 * const { worst, items } = checkPurchaseModel(fit, { histories });
 * worst; // => "problem"
 * items[0]; // => { code: "few-customers", severity: "problem", says: "The fit is of 6 customers." }
 * items.map(({ code }) => code).includes("one-time-buyers-certainly-alive"); // => true
 * ```
 */
export function checkPurchaseModel(fit: PurchaseFit, options: ModelCheckOptions = {}): ModelCheck {
  const { histories, holdout, spend } = options;
  if (fit?.status !== "failed") usableModel(fit);
  const checks: CheckedCode[] = fit.status === "failed" ? checkFailed(fit) : checkFit(fit);
  if (histories !== undefined && fit.status !== "failed") {
    const { model, timeUnit } = fit;
    const reading = { covariates: [], isDiscrete: model === "bg-bb", timeUnit, onInvalid: "count" } as const;
    checks.push(...checkHistories(model, readHistories(histories, reading), inSampleCounts(fit, histories)));
  }
  if (holdout !== undefined) checks.push(...checkHoldout(holdout));
  else if (fit.status !== "failed") checks.push(withoutHoldout);
  if (spend !== undefined) checks.push(...checkSpend(spend));
  const order: readonly CheckSeverity[] = ["problem", "warning", "info"];
  const items = checks.flatMap(([code, found]): ModelCheckItem[] => (found === null ? [] : [{ code, ...found }]));
  items.sort((left, right) => order.indexOf(left.severity) - order.indexOf(right.severity));
  return {
    metric: "purchase-model-check",
    model: fit.model,
    n: fit.n,
    worst: items[0]?.severity ?? "none",
    items,
    passed: checks.filter(([, found]) => found === null).map(([code]) => code),
  };
}
