import { checkChoice } from "../core/choice.ts";
import { checkLevel, type Estimate, type Interval } from "../core/estimate.ts";
import { fail } from "../core/metric-error.ts";
import { checkCount } from "../core/state.ts";
import { exactSum } from "../numeric/exact-sum.ts";
import { exactPoisson } from "../stats/exact-poisson.ts";
import {
  type AcquisitionReadingOptions,
  type AcquisitionRow,
  type AcquisitionRules,
  type AcquisitionState,
  checkAcquisition,
} from "./acquisition-cost-state.ts";
import { sharedCurrency } from "./amount-figure.ts";
import { type AmountFinding, type AmountLeftOut, nothingLeftOut, windowOf } from "./amount-rows.ts";
import { leftOutNotes } from "./left-out.ts";
import { byCodeUnit } from "./user-keys.ts";

/** What was spent, in sums that somebody made. */
export interface AcquisitionSpend {
  /** Money, 0 or more, in the money you count in. */
  readonly amount: number;
  /** For what, for example `"media"`, `"salaries"`, `"tools"`. */
  readonly kind: string;
}

/** Spend and new customers of a time, in sums that somebody made. */
export interface AcquisitionTotals {
  /** By kind of cost; or one amount, of a kind called `"unspecified"`. */
  readonly spend: number | readonly AcquisitionSpend[];
  /** Customers won, counted; apart where it is known who came by a paid channel. */
  readonly newCustomers: number | { readonly paid: number; readonly organic: number };
}

/** Where an acquisition cost comes from: sums, rows, or a state of rows. */
export type AcquisitionSource = AcquisitionTotals | Iterable<AcquisitionRow> | AcquisitionState;

/** What an acquisition cost includes. */
export interface AcquisitionCostChoice {
  /**
   * Kinds of costs that count. `"all"` is "fully loaded" if all costs of sales and marketing were given; `["media"]` is not.
   * @defaultValue `"all"`
   */
  readonly costs?: "all" | readonly string[] | undefined;
  /**
   * Whose cost: of `"all"` new customers ("blended"), or of those who came by a `"paid"` channel, which in rows is one with costs.
   * @defaultValue `"all"`
   */
  readonly customers?: "all" | "paid" | undefined;
}

/** Options of {@link customerAcquisitionCost}. */
export interface AcquisitionCostOptions extends AcquisitionCostChoice, AcquisitionReadingOptions {
  /**
   * Coverage of the intervals, a proportion in (0, 1).
   * @defaultValue `0.95`
   */
  readonly level?: number | undefined;
  /**
   * `exactPoisson`, your own interval of a count per exposure, or none.
   * @defaultValue `exactPoisson`
   */
  readonly interval?: ((events: number, exposure: number, level: number) => Interval) | "none" | undefined;
}

/** What an acquisition cost means. */
export interface AcquisitionCostDefinition {
  /** Kinds of costs that are in it. */
  readonly costs: readonly string[];
  /** Kinds that were given and are not in it. */
  readonly costsLeftOut: readonly string[];
  /** Whose cost; `"as-given"` for one number of new customers. */
  readonly customers: "all" | "paid" | "as-given";
  /** The window of the new customers; `null` where it is open. */
  readonly from: string | null;
  readonly asOf: string | null;
  /** By how many days the window of the costs lies earlier. */
  readonly lagDays: number;
}

/** What was spent on a kind of cost. */
export interface SpendOfKind {
  readonly kind: string;
  readonly amount: number;
  readonly included: boolean;
}

/** A channel's own costs and customers. */
export interface ChannelAcquisitionCost {
  /** `null` for what has none: costs that all channels share, customers of whom nobody knows where they came from. */
  readonly channel: string | null;
  /** Included costs of this channel alone; nothing is shared out. */
  readonly spend: number;
  readonly newCustomers: number;
  /** Spend a new customer; `null` without customers or costs of its own, and of `null`. */
  readonly value: number | null;
  readonly interval: Interval | null;
}

/** Cost of a new customer. */
export interface CustomerAcquisitionCostResult extends Estimate<"customer-acquisition-cost", "money"> {
  /** ISO 4217 code, or `null` where none was given. */
  readonly currency: string | null;
  /** The included costs. */
  readonly spend: number;
  readonly newCustomers: number;
  /** Every kind that was given, by name. */
  readonly spendByKind: readonly SpendOfKind[];
  /** By name, what has no channel last; empty for sums. */
  readonly channels: readonly ChannelAcquisitionCost[];
  /** Customers of the rows who were won before the window: they are not new in it. */
  readonly acquiredBefore: number;
  /** Rows that were used; 0 for sums. */
  readonly usedRows: number;
  /** Rows that were not used. */
  readonly leftOut: AmountLeftOut;
  /** Which these are; empty for a state, which counts and does not list. */
  readonly findings: readonly AmountFinding[];
  readonly definition: AcquisitionCostDefinition;
}

/** Options, read. */
export interface AcquisitionReading {
  readonly rules: AcquisitionRules;
  readonly costs: "all" | readonly string[];
  readonly customers: "all" | "paid";
  readonly intervalOf: (spend: number, newCustomers: number) => Interval | null;
}

/**
 * @throws {@link MetricError} `LEVEL_OUT_OF_RANGE`, `CUSTOMERS_UNKNOWN`, `COST_KINDS_INVALID`, `INTERVAL_UNKNOWN`
 */
export function acquisitionReading(options: AcquisitionCostOptions, rules: AcquisitionRules): AcquisitionReading {
  const { costs = "all", customers = "all", level = 0.95, interval = exactPoisson } = options;
  checkLevel(level);
  checkChoice("CUSTOMERS_UNKNOWN", "customers", customers, ["all", "paid"]);
  if (costs !== "all" && !Array.isArray(costs)) {
    fail("COST_KINDS_INVALID", 'Cannot use costs as they must be "all" or a list of kinds', costs);
  }
  if (interval !== "none" && typeof interval !== "function") {
    fail("INTERVAL_UNKNOWN", 'Cannot use interval as it must be a function such as exactPoisson, or "none"', interval);
  }
  const intervalOf = (spend: number, newCustomers: number): Interval | null => {
    if (interval === "none" || newCustomers === 0 || spend === 0) return null;
    const around = interval(newCustomers, 1, level);
    const [lower, upper] = [spend / around.upper, spend / around.lower];
    return lower <= upper && upper < Infinity ? { ...around, lower, upper } : null;
  };
  return { rules, costs, customers, intervalOf };
}

/** What sums mean. */
export function resultOfTotals(
  { spend, newCustomers }: AcquisitionTotals,
  options: AcquisitionCostChoice,
  reading: AcquisitionReading,
): CustomerAcquisitionCostResult {
  const entries: unknown = typeof spend === "number" ? [{ kind: "unspecified", amount: spend }] : spend;
  const rule = 'it must be 0 or more, or a list such as [{ kind: "media", amount: 12000 }]';
  if (!Array.isArray(entries)) fail("SPEND_INVALID", `Cannot use spend as ${rule}`, spend);
  const byKind = new Map<string, number[]>();
  for (const entry of entries as (AcquisitionSpend | null)[]) {
    const { kind, amount } = entry ?? {};
    if (!(typeof kind === "string" && typeof amount === "number" && amount >= 0 && amount < Infinity)) {
      fail("SPEND_INVALID", `Cannot use spend as ${rule}`, typeof spend === "number" ? spend : entry);
    }
    const amounts = byKind.get(kind);
    if (amounts === undefined) byKind.set(kind, [amount + 0]);
    else amounts.push(amount + 0);
  }
  const kinds = [...byKind].map(([kind, amounts]) => ({ kind, amount: exactSum(amounts) }));
  const isSplit = typeof newCustomers === "object" && newCustomers !== null;
  const { paid, organic } = isSplit ? newCustomers : { paid: newCustomers as number, organic: 0 };
  checkCount(organic);
  const count = checkCount(paid) + (reading.customers === "paid" ? 0 : organic) + 0;
  const whose = isSplit || options.customers !== undefined ? reading.customers : "as-given";
  return resultOf(reading, kinds, count, whose, {
    currency: reading.rules.currency,
    channels: [],
    acquiredBefore: 0,
    usedRows: 0,
    leftOut: nothingLeftOut(),
    channelNotes: [],
  });
}

/** What a state of rows means. */
export function resultOfState(state: AcquisitionState, reading: AcquisitionReading): CustomerAcquisitionCostResult {
  const { rules, costs, intervalOf } = reading;
  checkAcquisition(state, rules);
  const kinds: { kind: string; amount: number }[] = [];
  const channelSpend = new Map<string, number>();
  for (const [kind, channels] of Object.entries(state.spend)) {
    const isIncluded = costs === "all" || costs.includes(kind);
    kinds.push({ kind, amount: exactSum(Object.values(channels)) });
    for (const [channel, amount] of Object.entries(channels)) {
      channelSpend.set(channel, (channelSpend.get(channel) ?? 0) + (isIncluded ? amount : 0));
    }
  }
  const won = new Map<string, number>();
  let acquiredBefore = 0;
  for (const { at, channel } of Object.values(state.customers)) {
    if (at !== null && at < rules.from) acquiredBefore += 1;
    else won.set(channel ?? "", (won.get(channel ?? "") ?? 0) + 1);
  }
  const names = [...new Set([...channelSpend.keys(), ...won.keys()])].filter((name) => name !== "").sort(byCodeUnit);
  const hasNameless = channelSpend.has("") || won.has("");
  const channels = [...names, ...(hasNameless ? [""] : [])].map((name): ChannelAcquisitionCost => {
    const [spend, newCustomers] = [channelSpend.get(name) ?? 0, won.get(name) ?? 0];
    const isChannel = name !== "" && newCustomers > 0 && spend > 0;
    return {
      channel: name === "" ? null : name,
      spend,
      newCustomers,
      value: isChannel ? spend / newCustomers : null,
      interval: isChannel ? intervalOf(spend, newCustomers) : null,
    };
  });
  const counted =
    reading.customers === "paid" ? channels.filter(({ channel, spend }) => channel !== null && spend > 0) : channels;
  const channelNotes: string[] = [];
  if ((channelSpend.get("") ?? 0) > 0) channelNotes.push("shared-costs-not-in-channels");
  if (won.has("")) channelNotes.push("customers-without-channel");
  const count = counted.reduce((sum, { newCustomers }) => sum + newCustomers, 0);
  return resultOf(reading, kinds, count, reading.customers, {
    currency: sharedCurrency(rules.currency, state.currency),
    channels,
    acquiredBefore,
    usedRows: state.usedRows,
    leftOut: { ...state.leftOut },
    channelNotes,
  });
}

function resultOf(
  { rules, costs, intervalOf }: AcquisitionReading,
  kinds: readonly { readonly kind: string; readonly amount: number }[],
  newCustomers: number,
  customers: AcquisitionCostDefinition["customers"],
  {
    channelNotes,
    ...rest
  }: Pick<CustomerAcquisitionCostResult, "currency" | "channels" | "acquiredBefore" | "usedRows" | "leftOut"> & {
    readonly channelNotes: readonly string[];
  },
): CustomerAcquisitionCostResult {
  const spendByKind = kinds
    .map(({ kind, amount }) => ({ kind, amount, included: costs === "all" || costs.includes(kind) }))
    .sort((a, b) => byCodeUnit(a.kind, b.kind));
  const namesOf = (included: boolean): string[] =>
    spendByKind.filter((each) => each.included === included).map(({ kind }) => kind);
  const included = namesOf(true);
  const spend = exactSum(spendByKind.filter(({ included }) => included).map(({ amount }) => amount));
  if (!kinds.every(({ amount }) => amount < Infinity) || spend === Infinity) {
    fail("SPEND_INVALID", "Cannot add spend as sums must stay finite", spend);
  }
  const value = newCustomers === 0 || included.length === 0 ? null : spend / newCustomers;
  const interval = value === null ? null : intervalOf(spend, newCustomers);
  const notes: string[] = [];
  if (included.length === 0) notes.push("no-costs");
  else if (value === null) notes.push("no-new-customers");
  else if (spend === 0) notes.push("no-spend");
  else if (interval === null) notes.push("no-interval");
  const left = namesOf(false);
  if (left.length > 0) notes.push("costs-left-out");
  if (costs !== "all" && costs.some((kind) => !included.includes(kind))) notes.push("costs-not-found");
  return {
    metric: "customer-acquisition-cost",
    value,
    unit: "money",
    n: newCustomers,
    interval,
    spend,
    newCustomers,
    spendByKind,
    ...rest,
    findings: [],
    definition: { costs: included, costsLeftOut: left, customers, ...windowOf(rules), lagDays: rules.lagDays },
    notes: [...notes, ...leftOutNotes(rest), ...channelNotes],
  };
}
