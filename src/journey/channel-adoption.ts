import { checkLevel, type Estimate } from "../core/estimate.ts";
import { fail } from "../core/metric-error.ts";
import { instantToIso, readInstant, toInstant } from "../time/instant.ts";
import { share, type Share } from "../stats/share.ts";
import { type ChannelUseLeftOut, channelUses, type ChannelUses } from "./channel-uses.ts";

export type { ChannelUseLeftOut } from "./channel-uses.ts";

/** One use of one channel for the need. */
export interface ChannelUse {
  /** Who. */
  readonly customerId: string;
  /** Through which channel. */
  readonly channel: string | null | undefined;
  /** When: ISO 8601 with offset, epoch milliseconds, or a Date. */
  readonly at: number | Date | string;
  /** Order among uses of one instant; 0 where absent. */
  readonly sequence?: number | undefined;
}

/** Options of {@link channelAdoption}. */
export interface ChannelAdoptionOptions {
  /** The channel whose adoption is asked for. */
  readonly newChannel: string;
  /**
   * Bounds of periods, from early to late: n + 1 instants make n periods [from, to).
   * @defaultValue none
   */
  readonly periods?: readonly (number | Date | string)[] | undefined;
  /**
   * Coverage of the intervals, a proportion in (0, 1).
   * @defaultValue `0.95`
   */
  readonly level?: number | undefined;
}

/** One period. */
export interface AdoptionPeriod {
  /** First instant, ISO 8601 in UTC. */
  readonly from: string;
  /** First instant after it. */
  readonly to: string;
  /** Uses of any channel. */
  readonly uses: number;
  /** Share of uses that went through the new channel, or `null` without uses. No interval: a customer's uses go together. */
  readonly newChannelShare: number | null;
  /** Customers with a use. */
  readonly customers: number;
  /** Those with a use of the new channel. */
  readonly adoptingCustomers: number;
  /** Their share, with Wilson's interval. */
  readonly adoptingShare: Share;
}

/** How a new channel is taken up. */
export interface ChannelAdoptionResult extends Estimate<"channel-adoption", "proportion"> {
  /** Customers with a use of any channel, the same as `n`. */
  readonly customers: number;
  /** Those who used the new channel at least once. */
  readonly everAdopted: number;
  /** Their share, the same as `value`. */
  readonly adoptionRate: number | null;
  /** Customers who used it twice or more. */
  readonly repeatedUse: number;
  /** Of those who ever adopted, the share who came again. */
  readonly repeatedUseShare: Share;
  /** Customers who used it and whose last use is of another channel. */
  readonly wentBack: number;
  /** Of those who ever adopted, the share who went back. */
  readonly wentBackShare: Share;
  /** Figures by period. */
  readonly periods: readonly AdoptionPeriod[];
  /** Uses in none of the periods: they count for the customers, and in no period. 0 without periods. */
  readonly usesOutsidePeriods: number;
  /** Uses that were not counted. */
  readonly leftOut: ChannelUseLeftOut;
  /** What the figures mean. */
  readonly definition: {
    /** The channel whose adoption is asked for. */
    readonly newChannel: string;
  };
}

/**
 * Is the new way used, again, or tried and left? Uses of several channels for one need, such as paying an invoice.
 *
 * A customer's uses are in order of instant, `sequence` and place in the list. Those seen last have had less time to come
 * again or to go back.
 *
 * @formula adoptionRate: customers who ever used the new channel / customers
 *
 * @param uses - of all channels for the same need
 * @param options - see {@link ChannelAdoptionOptions}
 * @returns a proportion in [0, 1] with Wilson's interval, or `null` without customers
 * @throws {@link MetricError} `SOURCE_INVALID`; `CHANNEL_INVALID`; `PERIODS_INVALID` unless bounds ascend; `INSTANT_INVALID`,
 *   `INSTANT_WITHOUT_OFFSET` for a bound that is none; `LEVEL_OUT_OF_RANGE`
 *
 * @example
 * ```ts
 * import { channelAdoption } from "customer-metrics/journey";
 *
 * const result = channelAdoption(
 *   [
 *     { customerId: "a", channel: "post", at: "2024-01-05T12:00:00Z" },
 *     { customerId: "a", channel: "web", at: "2024-02-05T12:00:00Z" },
 *     { customerId: "a", channel: "post", at: "2024-03-05T12:00:00Z" },
 *     { customerId: "b", channel: "post", at: "2024-02-09T12:00:00Z" },
 *   ],
 *   { newChannel: "web", periods: ["2024-02-01T00:00:00Z", "2024-03-01T00:00:00Z"] },
 * );
 * result.adoptionRate; // => 0.5
 * result.wentBack; // => 1
 * result.periods[0]; // => { uses: 2, newChannelShare: 0.5, customers: 2, adoptingCustomers: 1 }
 * ```
 */
export function channelAdoption(uses: Iterable<ChannelUse>, options: ChannelAdoptionOptions): ChannelAdoptionResult {
  const { newChannel, periods: given = [], level = 0.95 } = options;
  checkLevel(level);
  if (typeof newChannel !== "string")
    fail("CHANNEL_INVALID", "Cannot use newChannel as it must be the name of a channel", newChannel);
  const bounds = given.map(toInstant);
  if (bounds.length === 1 || bounds.some((bound, i) => i > 0 && bound <= bounds[i - 1]!))
    fail("PERIODS_INVALID", "Cannot use periods as their bounds must ascend, and be none or two at least", given);
  const read = channelUses(uses, newChannel, readInstant);
  const { newUses, endsElsewhere, leftOut } = read;
  let everAdopted = 0;
  let repeatedUse = 0;
  let wentBack = 0;
  for (let i = 0; i < newUses.length; i += 1) {
    if (newUses[i] === 0) continue;
    everAdopted += 1;
    if (newUses[i]! > 1) repeatedUse += 1;
    if (endsElsewhere[i] === 1) wentBack += 1;
  }
  const customers = newUses.length;
  const adopted = share(everAdopted, customers, { level });
  const { periods, outside } = byPeriod(read, bounds, level);
  return {
    metric: "channel-adoption",
    value: adopted.value,
    unit: "proportion",
    n: customers,
    interval: adopted.interval,
    customers,
    everAdopted,
    adoptionRate: adopted.value,
    repeatedUse,
    repeatedUseShare: share(repeatedUse, everAdopted, { level }),
    wentBack,
    wentBackShare: share(wentBack, everAdopted, { level }),
    periods,
    usesOutsidePeriods: outside,
    leftOut,
    definition: { newChannel },
    notes: customers === 0 ? ["no-uses"] : everAdopted === 0 ? ["nobody-adopted"] : [],
  };
}

/** Uses are gone through period by period, so that one stamp a customer tells whether they were met before. */
function byPeriod(
  { customer, at, isNew, newUses }: ChannelUses,
  bounds: readonly number[],
  level: number,
): { readonly periods: AdoptionPeriod[]; readonly outside: number } {
  const count = Math.max(0, bounds.length - 1);
  if (count === 0) return { periods: [], outside: 0 };
  const rows: number[][] = Array.from({ length: count }, () => []);
  let outside = 0;
  for (let i = 0; i < at.length; i += 1) {
    const period = upperBound(bounds, at[i]!) - 1;
    if (period < 0 || period >= count) outside += 1;
    else rows[period]!.push(i);
  }
  const met = new Int32Array(newUses.length).fill(-1);
  const metNew = new Int32Array(newUses.length).fill(-1);
  const periods = rows.map((ofPeriod, period): AdoptionPeriod => {
    let ofNew = 0;
    let customers = 0;
    let adoptingCustomers = 0;
    for (const i of ofPeriod) {
      const code = customer[i]!;
      if (met[code] !== period) {
        met[code] = period;
        customers += 1;
      }
      if (isNew[i] === 0) continue;
      ofNew += 1;
      if (metNew[code] !== period) {
        metNew[code] = period;
        adoptingCustomers += 1;
      }
    }
    return {
      from: instantToIso(bounds[period]!),
      to: instantToIso(bounds[period + 1]!),
      uses: ofPeriod.length,
      newChannelShare: ofPeriod.length === 0 ? null : ofNew / ofPeriod.length,
      customers,
      adoptingCustomers,
      adoptingShare: share(adoptingCustomers, customers, { level }),
    };
  });
  return { periods, outside };
}

/** How many bounds are not after the instant. */
function upperBound(bounds: readonly number[], instant: number): number {
  let low = 0;
  let high = bounds.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (bounds[middle]! <= instant) low = middle + 1;
    else high = middle;
  }
  return low;
}
