import type { Estimate } from "../core/estimate.ts";
import { share, type Share } from "../stats/share.ts";
import { netInterval } from "../stats/share-interval.ts";
import { trinomialWald } from "../stats/trinomial.ts";
import type { PromiseOutcome } from "./verdict.ts";

/** Promises by how they stand. */
export type PromiseCounts = { [Outcome in PromiseOutcome]: number };

/** No promise counted yet. */
export function noPromises(): PromiseCounts {
  return { exceeded: 0, kept: 0, broken: 0, pending: 0, withdrawn: 0, "not-yet-made": 0 };
}

/** The share of moments won less the share blown. */
export interface WinBlowBalance extends Estimate<"win-blow-balance", "proportion"> {
  /** √((pE + pB − balance²) / n), or `null` without verdicts. */
  readonly standardError: number | null;
}

/** What counts of verdicts come to; every share is `null` where nothing was judged. */
export interface VerdictRates {
  /** Promises with a verdict: exceeded + kept + broken. */
  readonly judged: number;
  /** Kept and exceeded ones of those judged. */
  readonly keptRate: Share;
  /** Exceeded ones of those judged. */
  readonly exceededRate: Share;
  /** Broken ones of those judged. */
  readonly brokenRate: Share;
  /** Exceeded less broken, of those judged: −1 all blown, 1 all won. */
  readonly winBlowBalance: WinBlowBalance;
}

/** The rates of counts of verdicts. */
export function verdictRates(
  { exceeded, kept, broken }: Pick<PromiseCounts, "exceeded" | "kept" | "broken">,
  level: number,
): VerdictRates {
  const judged = exceeded + kept + broken;
  return {
    judged,
    keptRate: share(exceeded + kept, judged, { level }),
    exceededRate: share(exceeded, judged, { level }),
    brokenRate: share(broken, judged, { level }),
    winBlowBalance: {
      metric: "win-blow-balance",
      value: judged === 0 ? null : (exceeded - broken) / judged,
      unit: "proportion",
      n: judged,
      interval: judged === 0 ? null : netInterval(exceeded, kept, broken, level, 1),
      standardError: judged === 0 ? null : trinomialWald(exceeded, kept, broken, level)[1],
      notes: judged === 0 ? ["nothing-judged"] : [],
    },
  };
}
