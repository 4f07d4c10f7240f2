import { fail } from "../core/metric-error.ts";
import { checkSameKind, type Kinded } from "../core/state.ts";
import { rowCurrency, sharedCurrency } from "./amount-figure.ts";
import {
  addAmounts,
  type AmountLeftOut,
  type AmountRowCode,
  type AmountRowOptions,
  type AmountRules,
  amountRules,
  isAmount,
  nothingLeftOut,
  readAt,
  windowOf,
} from "./amount-rows.ts";
import { addLeftOut, isCount, isCounted } from "./left-out.ts";
import { spanIn, type TimeSpan } from "./time-unit.ts";
import { byCodeUnit, own, put } from "./user-keys.ts";

/** A row of what was spent to win customers, or of a customer who was won. */
export interface AcquisitionRow {
  /** `"cost"`: money spent; `"acquired"`: a customer bought, or signed, for the first time. */
  readonly kind: "cost" | "acquired";
  /** Of a cost: whole minor units, 0 or more. */
  readonly amount?: number | null | undefined;
  /** Of a cost: ISO 4217 code. */
  readonly currency?: string | null | undefined;
  /** Of a cost: for what, for example `"media"` or `"salaries"`. @defaultValue `"unspecified"` */
  readonly costKind?: string | null | undefined;
  /** Who was won, as text. Several rows of one customer count once: the earliest, so that shards may overlap. */
  readonly customerId?: string | null | undefined;
  /** Where it was spent, or where the customer came from. */
  readonly channel?: string | null | undefined;
  /** When: epoch milliseconds, a Date, or ISO 8601 with offset. Needed for a window. */
  readonly at?: number | Date | string | null | undefined;
}

/** Options of reading acquisition rows. */
export interface AcquisitionReadingOptions extends AmountRowOptions {
  /**
   * How long before its customers money is spent: costs are taken from a window that lies so much earlier. A number is days.
   * @defaultValue `0`
   */
  readonly lag?: TimeSpan | undefined;
}

/** When and where a customer was won. */
export interface Acquired {
  readonly at: number | null;
  readonly channel: string | null;
}

/** What was spent and who was won: plain JSON of whole numbers, exact in any order of merging. */
export interface AcquisitionState extends Kinded {
  /** `"acquisition-cost/1"` with the window. */
  readonly kind: string;
  currency: string | null;
  /** Minor units by kind of cost, then by channel; `""` for none. */
  readonly spend: { [costKind: string]: { [channel: string]: number } };
  /** The first acquisition of every customer, also where it was before the window. */
  readonly customers: { [customerId: string]: Acquired };
  /** Rows that were used. */
  usedRows: number;
  /** Rows that were not used. */
  readonly leftOut: AmountLeftOut;
}

/** How rows are read. */
export interface AcquisitionRules extends AmountRules {
  readonly kind: string;
  readonly lagDays: number;
}

/**
 * @throws {@link MetricError} `INSTANT_INVALID`, `INSTANT_WITHOUT_OFFSET`, `WINDOW_EMPTY`, `TIME_SPAN_INVALID`; `WINDOW_REQUIRED`
 *   for a lag without one
 */
export function acquisitionRules(options: AcquisitionReadingOptions): AcquisitionRules {
  const rules = amountRules(options);
  const lagDays = spanIn("day", options.lag ?? 0, "lag") + 0;
  if (lagDays > 0 && !rules.needsInstant) {
    fail("WINDOW_REQUIRED", "Cannot use lag as from or asOf must say which window it moves", options.lag);
  }
  const { from, asOf } = windowOf(rules);
  const window = rules.needsInstant ? ` ${from ?? ".."}/${asOf ?? ".."} lag ${lagDays}` : "";
  return { ...rules, lagDays, kind: `acquisition-cost/1${window}` };
}

/** A state of no rows. */
export function emptyAcquisition({ kind, currency }: AcquisitionRules): AcquisitionState {
  return { kind, currency, spend: {}, customers: {}, usedRows: 0, leftOut: nothingLeftOut() };
}

/**
 * Counts a row into the state, which it owns; returns why it cannot be used, or `null`.
 *
 * @throws {@link MetricError} `CURRENCY_MIXED`, `AMOUNT_TOO_LARGE`
 */
export function addAcquisition(
  state: AcquisitionState,
  row: AcquisitionRow,
  rules: AcquisitionRules,
): AmountRowCode | null {
  if (typeof row !== "object" || row === null) return "row-invalid";
  const { kind, amount, customerId } = row;
  if (kind !== "cost" && kind !== "acquired") return "kind-unknown";
  if (kind === "acquired" && (typeof customerId !== "string" || customerId === "")) return "customer-id-invalid";
  if (kind === "cost" && !isAmount(amount)) return "amount-invalid";
  const at = readAt(row.at, rules.needsInstant);
  if (at === "at-invalid") return at;
  const channel = nameOf(row.channel);
  if (kind === "acquired") {
    if (at !== null && at >= rules.asOf) return "after-as-of";
    const known = own(state.customers, customerId!);
    put(state.customers, customerId!, known === undefined ? { at, channel } : earlier(known, { at, channel }));
  } else {
    const currency = rowCurrency(row.currency, rules.currency);
    if (currency === undefined) return "other-currency";
    const lag = rules.lagDays * 86_400_000;
    if (at !== null && at < rules.from - lag) return "before-from";
    if (at !== null && at >= rules.asOf - lag) return "after-as-of";
    state.currency = sharedCurrency(state.currency, currency);
    addSpend(state.spend, nameOf(row.costKind) ?? "unspecified", channel ?? "", amount!);
  }
  state.usedRows += 1;
  return null;
}

/**
 * The state of the rows of both sides.
 *
 * @throws {@link MetricError} `KIND_MISMATCH`, `CURRENCY_MIXED`, `AMOUNT_TOO_LARGE`
 */
export function mergeAcquisition(left: AcquisitionState, right: AcquisitionState): AcquisitionState {
  checkSameKind(left, right);
  const merged: AcquisitionState = {
    kind: left.kind,
    currency: sharedCurrency(left.currency, right.currency),
    spend: {},
    customers: {},
    usedRows: left.usedRows + right.usedRows,
    leftOut: addLeftOut(left.leftOut, right.leftOut),
  };
  for (const { spend, customers } of [left, right]) {
    for (const [costKind, channels] of Object.entries(spend)) {
      for (const [channel, amount] of Object.entries(channels)) addSpend(merged.spend, costKind, channel, amount);
    }
    for (const [customerId, acquired] of Object.entries(customers)) {
      const known = own(merged.customers, customerId);
      put(merged.customers, customerId, known === undefined ? { ...acquired } : earlier(known, acquired));
    }
  }
  return merged;
}

/**
 * Throws unless the state is whole: it may come from a database, or from a file that somebody edited.
 *
 * @throws {@link MetricError} `KIND_MISMATCH`
 */
export function checkAcquisition(state: AcquisitionState, { kind, needsInstant }: AcquisitionRules): void {
  checkSameKind({ kind }, state);
  const isAcquired = (each: Acquired | null): boolean =>
    each !== null &&
    (each.at === null ? !needsInstant : Number.isFinite(each.at)) &&
    (each.channel === null || typeof each.channel === "string");
  const isWhole =
    isCounted(state, nothingLeftOut()) &&
    isRecord(state.spend) &&
    Object.values(state.spend).every((channels) => isRecord(channels) && Object.values(channels).every(isCount)) &&
    isRecord(state.customers) &&
    Object.values(state.customers).every(isAcquired);
  if (!isWhole) fail("KIND_MISMATCH", "Cannot read state as it must have whole amounts and customers", kind);
}

function isRecord(value: unknown): boolean {
  return typeof value === "object" && value !== null;
}

function nameOf(cell: unknown): string | null {
  return typeof cell === "string" && cell !== "" ? cell : null;
}

function addSpend(spend: AcquisitionState["spend"], costKind: string, channel: string, amount: number): void {
  let channels = own(spend, costKind);
  if (channels === undefined) put(spend, costKind, (channels = {}));
  // Adding 0 turns -0 into 0.
  put(channels, channel, addAmounts(own(channels, channel) ?? 0, amount + 0));
}

/** The earlier of two, those without date last; of two at once the first by channel, those without last: the same in any order. */
function earlier(left: Acquired, right: Acquired): Acquired {
  const [leftAt, rightAt] = [left.at ?? Infinity, right.at ?? Infinity];
  if (leftAt !== rightAt) return leftAt < rightAt ? left : right;
  if (left.channel === null || right.channel === null) return left.channel === null ? right : left;
  return byCodeUnit(left.channel, right.channel) <= 0 ? left : right;
}
