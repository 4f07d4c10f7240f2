import { checkChoice } from "../core/choice.ts";
import { fail } from "../core/metric-error.ts";
import type { Kinded } from "../core/state.ts";
import type { RfmSpend } from "./rfm-score-row.ts";
import type { ValueRuns } from "./value-cell.ts";
import { commonUnits, numberOf } from "./value-decimal.ts";

/** Cut points of each figure, ascending: bins − 1 of them. */
export interface RfmCutPoints {
  /** In the unit of `recencyDays`. */
  readonly recency: readonly number[];
  readonly frequency: readonly number[];
  readonly monetary: readonly number[];
}

/** Cut points with what they are: plain JSON to store, so that tomorrow's customers are scored as today's. */
export interface RfmCuts extends Kinded, RfmCutPoints {
  /** `"rfm-cuts/1"`. */
  readonly kind: string;
  /** How they came about. */
  readonly method: "quantile" | "range" | "cuts";
  /** Scores go from 1 to this. */
  readonly bins: number;
  /** Which spend of `rfmSummary` customers they are for. */
  readonly spend: RfmSpend;
  /** Customers whose figures they are of; `null` for cut points that were given. With 0 there are no cut points. */
  readonly n: number | null;
}

/** How to find cut points. */
export interface RfmCutsOptions {
  /**
   * Scores go from 1 to this, 2 to 99. With `cuts` it may be left out.
   * @defaultValue `5`
   */
  readonly bins?: number | undefined;
  /**
   * `"quantile"`: cut points that part customers into equal numbers (type 7, as R and NumPy); `"range"`: that part the range from
   * least to greatest into equal widths; `"cuts"`: given ones.
   * @defaultValue `"quantile"`, or `"cuts"` where those are given
   */
  readonly method?: "quantile" | "range" | "cuts" | undefined;
  /** Given cut points, or stored {@link RfmCuts}, which know their `bins` and `spend`. */
  readonly cuts?: RfmCutPoints | RfmCuts | undefined;
  /**
   * Which spend of an `rfmSummary` customer is scored: `"total"` is `spend`; `"mean"` is `monetaryValue`, which customers without
   * repeat purchases do not have: they are left out.
   * @defaultValue `"total"`
   */
  readonly spend?: RfmSpend | undefined;
}

/** The options, checked. */
export interface RfmCutsPlan {
  readonly method: "quantile" | "range" | "cuts" | "ntile";
  readonly bins: number;
  readonly spend: RfmSpend;
  /** Where they need not be found. */
  readonly given: RfmCuts | null;
}

/**
 * @param methods - what `method` may be
 * @throws {@link MetricError} `METHOD_UNKNOWN`, `BINS_INVALID`, `SPEND_UNKNOWN`, `CUTS_REQUIRED`, `CUTS_INVALID`, `CUTS_DIFFER`
 */
export function rfmCutsPlan(
  options: Omit<RfmCutsOptions, "method"> & { readonly method?: RfmCutsPlan["method"] | undefined },
  methods: readonly RfmCutsPlan["method"][],
): RfmCutsPlan {
  const { cuts, method = cuts === undefined ? "quantile" : "cuts" } = options;
  checkChoice("METHOD_UNKNOWN", "method", method, methods);
  if (options.bins !== undefined) checkBins(options.bins);
  if (options.spend !== undefined) checkChoice("SPEND_UNKNOWN", "spend", options.spend, ["total", "mean"]);
  if (method !== "cuts") {
    if (cuts !== undefined)
      fail("CUTS_DIFFER", 'Cannot use cuts as method must be "cuts" or left out with them', method);
    return { method, bins: options.bins ?? 5, spend: options.spend ?? "total", given: null };
  }
  if (cuts === undefined)
    fail("CUTS_REQUIRED", 'Cannot score customers as cuts must be given with method "cuts"', cuts);
  const given = givenCuts(cuts, options.bins, options.spend);
  for (const name of ["bins", "spend"] as const) {
    if (options[name] !== undefined && options[name] !== given[name]) {
      fail("CUTS_DIFFER", `Cannot use ${name} as it must be that of the cuts, ${given[name]}`, options[name]);
    }
  }
  return { method, bins: given.bins, spend: given.spend, given };
}

/** Whole numbers from 2: a score needs two values at least, and a code of three must stay readable. */
export function checkBins(bins: number): void {
  if (!(Number.isInteger(bins) && bins >= 2 && bins <= 99)) {
    fail("BINS_INVALID", "Cannot use bins as they must be a whole number from 2 to 99", bins);
  }
}

/**
 * Throws unless stored cuts are whole: they may come from a database, or from a file that somebody edited.
 *
 * @throws {@link MetricError} `CUTS_INVALID`
 */
export function checkRfmCuts(cuts: RfmCuts): void {
  if (typeof cuts !== "object" || cuts === null || cuts.kind !== "rfm-cuts/1") {
    fail("CUTS_INVALID", "Cannot use cuts as their kind must be rfm-cuts/1", cuts);
  }
  checkBins(cuts.bins);
  checkChoice("CUTS_INVALID", "spend of cuts", cuts.spend, ["total", "mean"]);
  checkChoice("CUTS_INVALID", "method of cuts", cuts.method, ["quantile", "range", "cuts"]);
  const length = cuts.n === 0 ? 0 : cuts.bins - 1;
  if (!isCutPoints(cuts) || figures.some((figure) => cuts[figure].length !== length)) {
    fail("CUTS_INVALID", `Cannot use cuts as each figure must have ${length} in ascending order`, cuts);
  }
}

const figures = ["recency", "frequency", "monetary"] as const;

function givenCuts(cuts: RfmCutPoints | RfmCuts, bins: number | undefined, spend: RfmSpend | undefined): RfmCuts {
  if (typeof cuts === "object" && cuts !== null && "kind" in cuts) {
    checkRfmCuts(cuts);
    return copyOf(cuts);
  }
  if (!isCutPoints(cuts)) {
    fail("CUTS_INVALID", "Cannot use cuts as each figure must have numbers in ascending order", cuts);
  }
  const { recency, frequency, monetary } = cuts;
  const own = { kind: "rfm-cuts/1", method: "cuts", spend: spend ?? "total", n: null } as const;
  const given = copyOf({ ...own, bins: bins ?? recency.length + 1, recency, frequency, monetary });
  checkRfmCuts(given);
  return given;
}

function copyOf({ kind, method, bins, spend, n, recency, frequency, monetary }: RfmCuts): RfmCuts {
  return { kind, method, bins, spend, n, recency: [...recency], frequency: [...frequency], monetary: [...monetary] };
}

function isCutPoints(cuts: RfmCutPoints): boolean {
  return (
    typeof cuts === "object" &&
    cuts !== null &&
    figures.every((figure) => {
      const points: unknown = cuts[figure];
      return (
        Array.isArray(points) &&
        points.every((point, i) => Number.isFinite(point) && (i === 0 || points[i - 1] <= point))
      );
    })
  );
}

/**
 * Cut points between values, as decimals, so that a value which is one is also found to be.
 *
 * Hyndman, R. J. and Fan, Y. (1996). Sample quantiles in statistical packages. The American Statistician 50, 361-365: type 7.
 */
export function cutPoints(runs: ValueRuns, method: "quantile" | "range", bins: number): number[] {
  const { values, n } = runs;
  if (n === 0) return [];
  const last = values[values.length - 1]!;
  return Array.from({ length: bins - 1 }, (_, i) => {
    if (method === "range") return between(values[0]!, last, i + 1, bins);
    const scaled = (i + 1) * (n - 1);
    const below = Math.floor(scaled / bins);
    const part = scaled - below * bins;
    return part === 0 ? valueAt(runs, below) : between(valueAt(runs, below), valueAt(runs, below + 1), part, bins);
  });
}

/** The value of rank `rank`, from 0. */
function valueAt({ values, counts }: ValueRuns, rank: number): number {
  let i = 0;
  for (let left = rank - counts[0]!; left >= 0; left -= counts[++i]!);
  return values[i]!;
}

/** low + (high − low) · part / of. */
function between(low: number, high: number, part: number, of: number): number {
  if (low === high) return low;
  const { units, exponent } = commonUnits([low, high]);
  return numberOf(units[0]! * BigInt(of - part) + units[1]! * BigInt(part), exponent, of) + 0;
}

/** How many cut points each value is above, counted from 0: equal to one is below it. */
export function cutsBelow(value: number, cuts: ArrayLike<number>): number {
  let count = 0;
  while (count < cuts.length && cuts[count]! < value) count++;
  return count;
}
