import type { Interval } from "../core/estimate.ts";
import { fail } from "../core/metric-error.ts";
import { agrestiCoull } from "./agresti-coull.ts";
import { trinomialWald } from "./trinomial.ts";
import { waldProportion } from "./wald-proportion.ts";
import { wilson } from "./wilson.ts";

/** A way to say how sure a share is: `clopperPearson`, `jeffreys`, `midP`, or your own. Ends are proportions. */
export type ShareIntervalMethod = (successes: number, n: number, level: number) => Interval;

/** The closed forms by name, the others by value, so that what is not used is not shipped. */
export type ShareInterval = "wilson" | "wald" | "agresti-coull" | "none" | ShareIntervalMethod;

/** The interval of a share of `n` answers, `n` ≥ 1. */
export function shareInterval(successes: number, n: number, level: number, method: Exclude<ShareInterval, "none">): Interval {
  if (typeof method === "function") return method(successes, n, level);
  const { lower, upper } =
    method === "wilson" ? wilson(successes, n, level)
    : method === "wald" ? waldProportion(successes, n, level)
    : method === "agresti-coull" ? agrestiCoull(successes, n, level)
    : fail("INTERVAL_UNKNOWN", "Cannot compute an interval as the method must be one of the names or a function", method);
  return { lower, upper, level, method };
}

/** Adjusted Wald interval of a top share less a bottom share, times `unit`, clamped to what it can be. */
export function netInterval(top: number, middle: number, bottom: number, level: number, unit: number): Interval {
  const { lower, upper } = trinomialWald({ up: top, middle, down: bottom }, level, { up: 0.75, middle: 1.5, down: 0.75 });
  return { lower: Math.max(-unit, unit * lower), upper: Math.min(unit, unit * upper), level, method: "adjusted-wald" };
}
