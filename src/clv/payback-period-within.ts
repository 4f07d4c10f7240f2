import { sumError } from "../numeric/sum.ts";
import { annuity, lossPerPeriod, type PeriodChange, retentionOf } from "./formula-lifetime-value-annuity.ts";

/** When within a period its margin comes: evenly over it, or all of it at its end. */
export type MarginWithin = "linear" | "whole-periods";

/** When a cost is paid back, in periods; `null` for never, or not by the margins that are listed. */
export interface PaidBack {
  readonly at: number | null;
  /** Later margins are negative and take the sum below the cost again. */
  readonly isLostAgain: boolean;
}

/**
 * By the same margin in every period. The sum after k periods is margin / (1 + d) · annuity(k), so the periods needed are those
 * in which the annuity reaches cost · (1 + d) / margin; they are found by a logarithm, not by counting.
 */
export function paidBackByConstant(cost: number, margin: number, change: PeriodChange, within: MarginWithin): PaidBack {
  const never = { at: null, isLostAgain: false };
  if (cost === 0) return { at: 0, isLostAgain: margin < 0 };
  const target = (cost / margin) * (1 + change.discount);
  if (!(margin > 0 && target < Infinity)) return never;
  const loss = lossPerPeriod(change);
  if (target > 1 && target * loss >= 1) return never;
  let periods = 1;
  if (target > 1) {
    periods = loss === 0 ? Math.ceil(target) : Math.ceil(Math.log1p(-target * loss) / Math.log1p(-loss));
    // Rounding may have taken the logarithm over a whole number.
    if (annuity(loss, periods)! < target) periods += 1;
    else if (annuity(loss, periods - 1)! >= target) periods -= 1;
  }
  if (periods === Infinity) return never;
  if (within === "whole-periods") return { at: periods, isLostAgain: false };
  const before = periods === 1 ? 0 : annuity(loss, periods - 1)!;
  const share = (target - before) / (1 - loss * before);
  return { at: periods - 1 + Math.min(1, Math.max(0, share)), isLostAgain: false };
}

/** By a margin a period, for as long as they are listed. */
export function paidBackByList(
  cost: number,
  margins: readonly number[],
  change: PeriodChange,
  within: MarginWithin,
): PaidBack {
  const retention = retentionOf(change);
  let at: number | null = cost === 0 ? 0 : null;
  let isLostAgain = false;
  let before = 0;
  let sum = 0;
  let error = 0;
  margins.forEach((margin, i) => {
    const worth = (margin * retention ** i) / (1 + change.discount) ** (i + 1);
    error += sumError(sum, worth, sum + worth);
    sum += worth;
    const after = sum + error;
    if (at === null && after >= cost) at = within === "linear" ? i + Math.min(1, (cost - before) / worth) : i + 1;
    else if (at !== null && after < cost) isLostAgain = true;
    before = after;
  });
  return { at, isLostAgain };
}
