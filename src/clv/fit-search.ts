import { maximise, type Maximum, type Smooth } from "../numeric/maximise.ts";

/**
 * Up to so many distinct histories (and opportunities) all starts are tried, as the likelihood of few customers may have several maxima. That of
 * many has one, and the first start that leads to it will do.
 */
export const fewHistories = 200;

/**
 * The highest maximum that starts lead to, or the first; without any, the highest point that was seen.
 *
 * Bounds are so wide that a parameter beyond them has left for a limit: logarithms of parameters in units of the data's own
 * times, then coefficients of covariates of standard deviation 1. A start that is far out has room about it.
 */
export function searchFrom(
  f: Smooth,
  starts: readonly (readonly number[])[],
  parameters: number,
  which: "all" | "first",
): Maximum {
  let best: Maximum | null = null;
  for (const start of starts) {
    const upper = start.map((_, i) => (i < parameters ? 20 : widestEffect));
    const lower = start.map((log, i) => (i < parameters ? Math.min(-20, 8 * log) : -widestEffect));
    const options = { lower, upper, maxIterations: 100 };
    const found = maximise(f, start, options);
    if (found.status === "converged" && which === "first") return found;
    best = better(best, found);
  }
  return best!;
}

/** The higher of two; of two as high, the one that is a maximum. */
export function better(one: Maximum | null, other: Maximum): Maximum {
  if (one === null || !Number.isFinite(one.value)) return other;
  const isTie = Math.abs(one.value - other.value) <= 1e-9 * Math.max(1, Math.abs(one.value));
  return (isTie ? other.status === "converged" && one.status !== "converged" : other.value > one.value) ? other : one;
}

/** A coefficient beyond it, of a covariate of standard deviation 1, says that there is no end to it. */
const widestEffect = 15;
