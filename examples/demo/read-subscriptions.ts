import { periodOf } from "customer-metrics";
import { mrrLog, mrrMovements, type MrrLogEntry } from "customer-metrics/churn";
import type { LoadedTable } from "./load-table.ts";
import { Problem } from "./problem.ts";
import { recordsOf } from "./records.ts";
import type { Command } from "./report.ts";
import type { Customer, SubscriptionBook, SubscriptionRow } from "./subscription-book.ts";
import type { Settings } from "./settings.ts";

const REQUIRED = ["id", "customerId", "start", "amount", "currency", "interval"];
const NUMBERS = ["amount", "quantity", "intervalCount"];
const DAY_MS = 86_400_000;
/** How many months the movements are shown for. */
const MONTHS = 6;

/** Reads segments of subscriptions in the columns of `Subscription`, with `segment` and `reason` if they are there. */
export function readSubscriptions(table: LoadedTable, settings: Settings, command: Command): SubscriptionBook {
  const { file, shape, notes } = table;
  const { timeZone } = settings;
  if (settings.asOf === null)
    throw new Problem(2, "--as-of is missing: when the data end is never guessed. For example --as-of 2025-12-19.");
  if (timeZone === null)
    throw new Problem(2, "--time-zone is missing: whose months are meant is never guessed. For example Europe/Berlin.");
  const rows = rowsOf(table);
  const currency = settings.currency ?? onlyCurrency(rows);
  if (!/^[A-Z]{3}$/.test(currency))
    throw new Problem(2, `The currency must be a code of three letters, such as EUR, not "${currency}".`);
  const asOf = instantOf(settings.asOf, timeZone, currency);
  const lastMonth = monthOf(Date.parse(asOf) - 1, timeZone);
  const starts = rows.map(({ start }) => Date.parse(String(start))).filter((start) => start < Date.parse(asOf));
  // Spread into Math.min, a long column would overflow the stack.
  const first = monthOf(
    starts.reduce((left, right) => Math.min(left, right), Date.parse(asOf) - 1),
    timeZone,
  );
  const options = { currency, timeZone, asOf, from: first, periods: monthsBetween(first, lastMonth) + 1 };
  const history = mrrMovements(rows, options);
  const complete = history.periods.filter((period) => period.complete).map(({ period }) => period!);
  if (complete.length === 0) throw new Problem(2, `${file} has no complete month before ${settings.asOf}.`);
  const log = mrrLog(rows, options);
  return {
    file,
    shape,
    command,
    notes,
    rows,
    currency,
    timeZone,
    asOf,
    months: complete.slice(-MONTHS),
    history,
    log,
    customers: customersOf(rows, log, Date.parse(asOf)),
  };
}

function rowsOf(table: LoadedTable): SubscriptionRow[] {
  const { file } = table;
  const records = recordsOf(table);
  const names = Object.keys(records[0]!);
  const missing = REQUIRED.filter((name) => !names.includes(name));
  if (missing.length > 0) throw new Problem(2, `${file} has no column ${missing.join(", ")}. See --help.`);
  // The library reads whatever a cell holds, and lists what cannot be used.
  return records.map(
    (record) =>
      ({
        segment: "",
        reason: "",
        ...Object.fromEntries(
          Object.entries(record)
            .filter(([, cell]) => cell !== "")
            .map(([name, cell]) => [name, NUMBERS.includes(name) ? numberOf(cell) : cell]),
        ),
      }) as SubscriptionRow,
  );
}

/** Whole numbers as numbers; "29.00" stays a text, which the library finds. */
function numberOf(cell: unknown): unknown {
  return typeof cell === "string" && /^\d{1,15}$/.test(cell) ? Number(cell) : cell;
}

function onlyCurrency(rows: readonly SubscriptionRow[]): string {
  const currencies = [...new Set(rows.map(({ currency }) => currency))];
  if (currencies.length === 1) return currencies[0]!;
  throw new Problem(2, `--currency is missing: the file has ${currencies.join(" and ")}, which do not add.`);
}

/** An instant as it is; of a day its first instant on the calendar of the zone. */
function instantOf(asOf: string, timeZone: string, currency: string): string {
  if (/^\d{4}-\d\d-\d\d$/.test(asOf))
    return mrrMovements([], { currency, timeZone, every: "day", from: asOf }).periods[0]!.start;
  const { asOf: read } = mrrMovements([], { currency, timeZone, from: "2000-01", asOf }).definition;
  return read!;
}

function monthOf(instant: number, timeZone: string): string {
  return periodOf({ every: "month", timeZone })(instant);
}

function monthsBetween(from: string, to: string): number {
  const count = (month: string): number => Number(month.slice(0, -3)) * 12 + Number(month.slice(-2));
  return count(to) - count(from);
}

/** First stays, out of the same movements as the revenue figures. */
function customersOf(rows: readonly SubscriptionRow[], log: readonly MrrLogEntry[], asOf: number): Customer[] {
  const rowsBy = byCustomer(rows);
  const joined = new Map<string, number>();
  const left = new Map<string, number>();
  for (const { customerId, type, at } of log) {
    if (type === "new") joined.set(customerId, Date.parse(at));
    if (type === "churn" && !left.has(customerId)) left.set(customerId, Date.parse(at));
  }
  return [...joined].map(([id, from]) => {
    const own = rowsBy.get(id)!;
    const until = left.get(id);
    const first = own.find(({ start }) => Date.parse(String(start)) === from) ?? own[0]!;
    const last = own.find(({ end }) => until !== undefined && Date.parse(String(end)) === until);
    return {
      id,
      segment: first.segment || first.plan || "all",
      days: ((until ?? asOf) - from) / DAY_MS,
      hasLeft: until !== undefined,
      cause: until === undefined ? null : last?.reason || "reason unknown",
      isMonthly: first.interval === "month" && (first.intervalCount ?? 1) === 1,
    };
  });
}

function byCustomer(rows: readonly SubscriptionRow[]): Map<string, SubscriptionRow[]> {
  const groups = new Map<string, SubscriptionRow[]>();
  for (const row of rows) {
    const group = groups.get(row.customerId);
    if (group === undefined) groups.set(row.customerId, [row]);
    else group.push(row);
  }
  return groups;
}
