import { fail } from "../../core/metric-error.ts";

/**
 * How a pointwise band is made: on which scale the normal approximation is trusted.
 *
 * `"log-log"` (R's and Kalbfleisch and Prentice's complementary log-log) keeps to (0, 1) and holds its level
 * best in small samples; `"log"` is R's default; `"plain"` and `"log"` are cut at 1, `"plain"` also at 0.
 */
export type SurvivalBandMethod = "log-log" | "log" | "plain" | "logit" | "arcsin";

/** Coverage and method of a band. */
export interface SurvivalBand {
  /** Coverage, a proportion in (0, 1). */
  readonly level: number;
  /** How it was computed. */
  readonly method: SurvivalBandMethod;
}

/**
 * An end of a band around a probability in (0, 1): `z` standard errors away, below for a negative `z`.
 * `logStandardError` is that of the logarithm of the probability.
 */
export type BandEnd = (probability: number, logStandardError: number, z: number) => number;

/**
 * The function of a method.
 *
 * Borgan, Ø. and Liestøl, K. (1990). A note on confidence intervals and bands for the survival function based on
 * transformations. Scandinavian Journal of Statistics 17, 35-41.
 *
 * @throws {@link MetricError} `INTERVAL_UNKNOWN`
 */
export function bandEnd(method: SurvivalBandMethod): BandEnd {
  const isKnown = Object.hasOwn(ends, method);
  return isKnown
    ? ends[method]
    : fail("INTERVAL_UNKNOWN", `Cannot make a band as interval must be "none" or one of ${Object.keys(ends)}`, method);
}

const ends: { readonly [Method in SurvivalBandMethod]: BandEnd } = {
  "log-log": (p, se, z) => {
    const log = Math.log(p);
    return Math.exp(log * Math.exp((z * se) / log));
  },
  log: (p, se, z) => Math.min(1, p * Math.exp(z * se)),
  plain: (p, se, z) => Math.min(1, Math.max(0, p + z * p * se)),
  logit: (p, se, z) => {
    const odds = (p / (1 - p)) * Math.exp((z * se) / (1 - p));
    return odds === Infinity ? 1 : odds / (1 + odds);
  },
  arcsin: (p, se, z) => {
    const angle = Math.asin(Math.sqrt(p)) + (z * se * Math.sqrt(p / (1 - p))) / 2;
    return Math.sin(Math.min(1.5707963267948966, Math.max(0, angle))) ** 2;
  },
};

/** Both ends around a probability, or `null` where there is no standard error. */
export function bandAround(
  probability: number,
  logStandardError: number | null,
  { level, method }: SurvivalBand,
  z: number,
): { lower: number; upper: number; level: number; method: string } | null {
  if (logStandardError === null) return null;
  const end = bandEnd(method);
  const isFlat = logStandardError === 0;
  const [lower, upper] = isFlat
    ? [probability, probability]
    : [end(probability, logStandardError, -z), end(probability, logStandardError, z)];
  return { lower, upper, level, method };
}
