import type { NpsCounts } from "./nps.ts";
import { roundShares } from "./rounding.ts";

/** The three shares of an NPS in percent, as a chart or a table shows them. */
export interface NpsShares {
  readonly promoters: number;
  readonly passives: number;
  readonly detractors: number;
}

/**
 * Promoters, passives and detractors in percent, rounded so that they add up to 100.
 *
 * For display only: the score is never computed from rounded shares. Ties go to the passives, then the promoters.
 *
 * @param counts - the three counts, or a result of `nps`
 * @param options - `digits`: decimals, default 0
 * @returns percent, or `null` when nobody answered
 * @throws {@link MetricError} `COUNT_INVALID`, `DIGITS_OUT_OF_RANGE`
 *
 * @example
 * ```ts
 * import { npsShares } from "customer-metrics";
 *
 * npsShares({ promoters: 1, passives: 1, detractors: 1 }); // => { promoters: 33, passives: 34, detractors: 33 }
 * ```
 */
export function npsShares(
  { promoters, passives, detractors }: NpsCounts,
  options: { readonly digits?: number | undefined } = {},
): NpsShares | null {
  const shares = roundShares([passives, promoters, detractors], options);
  return shares && { promoters: shares[1]!, passives: shares[0]!, detractors: shares[2]! };
}
