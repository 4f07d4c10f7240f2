import { fail } from "../core/metric-error.ts";
import { type KnownFigure, type ReadFigure, readFigure } from "./amount-figure.ts";

/**
 * A share of customers a period: a proportion, or an estimate of one, such as `retentionRate(…)` or `churnRate(…)` of
 * `customer-metrics/churn`, or `share(80, 100)`. Of a rate per time (churn by `exposureRate`) its probability is taken.
 */
export type RateFigure = number | RateEstimate;

/** An estimated rate. */
export interface RateEstimate extends KnownFigure {
  /** The chance of leaving in a period, where `value` is a rate per time. */
  readonly probability?: number | null | undefined;
  /** Which metric it is: `"churnRate"` is not taken for a retention, nor the other way round. */
  readonly metric?: string | undefined;
  /** Its convention, where it has one: two of churn are rates per time. */
  readonly definition?: object | undefined;
}

/** Retention a period, given as it is or as its complement: of a churn of 1e-20 only the complement has the digits. */
export interface Stay {
  readonly kind: "retention" | "churn";
  readonly of: ReadFigure;
}

/**
 * Reads the one of two that is given.
 *
 * @throws {@link MetricError} `RETENTION_REQUIRED`: neither or both; `RATE_OF_OTHER_KIND`; `RATE_OUT_OF_RANGE`; `INTERVAL_INVALID`,
 *   `LEVEL_OUT_OF_RANGE`, `COUNT_INVALID`
 */
export function readStay(retention: RateFigure | undefined, churn: RateFigure | undefined): Stay {
  if ((retention === undefined) === (churn === undefined)) {
    fail("RETENTION_REQUIRED", "Cannot tell who stays as either retention or churn must be given", {
      retention,
      churn,
    });
  }
  const [kind, rate] = retention === undefined ? (["churn", churn!] as const) : (["retention", retention] as const);
  const metric = typeof rate === "object" && rate !== null ? rate.metric : undefined;
  if (metric === (kind === "churn" ? "retentionRate" : "churnRate")) {
    fail("RATE_OF_OTHER_KIND", `Cannot use ${kind} as it must not be a ${metric}`, rate);
  }
  return { kind, of: readRate(rate) };
}

function readRate(rate: RateFigure): ReadFigure {
  if (typeof rate === "object" && rate !== null && isPerTime(rate)) {
    const { value, interval, n } = readFigure(rate, (x) => x >= 0, "RATE_OUT_OF_RANGE", "a rate must be 0 or more");
    const leaving = (perTime: number): number => -Math.expm1(-perTime) + 0;
    return {
      value: leaving(value!),
      interval: interval && { ...interval, lower: leaving(interval.lower), upper: leaving(interval.upper) },
      n,
    };
  }
  const read = readFigure(rate, () => true, "RATE_OUT_OF_RANGE", "a rate must be a proportion in [0, 1]");
  if (read.value !== null && !(read.value >= 0 && read.value <= 1)) {
    fail("RATE_OUT_OF_RANGE", "Cannot use rate as it must be a proportion in [0, 1]", read.value);
  }
  // Symmetric intervals of small samples go beyond what a share can be.
  const share = (end: number): number => Math.min(1, Math.max(0, end));
  const { interval } = read;
  return { ...read, interval: interval && { ...interval, lower: share(interval.lower), upper: share(interval.upper) } };
}

/** Rates per time carry the probability that they come to; of a share both are the same, as they are of no departures. */
function isPerTime({ value, probability, definition }: RateEstimate): boolean {
  if (typeof value !== "number" || typeof probability !== "number") return false;
  const { denominator } = (definition ?? {}) as { readonly denominator?: unknown };
  return probability !== value || denominator === "exposureRate" || denominator === "dailySum";
}
