import type { Subscription } from "../../../src/model/subscription.ts";

/** A fraction of whole numbers, never reduced: slow and exact. */
interface Fraction {
  readonly over: bigint;
  readonly under: bigint;
}

const none: Fraction = { over: 0n, under: 1n };
const plus = (a: Fraction, b: Fraction): Fraction => ({
  over: a.over * b.under + b.over * a.under,
  under: a.under * b.under,
});
const minus = (a: Fraction, b: Fraction): Fraction => plus(a, { over: -b.over, under: b.under });
const isMore = (a: Fraction, b: Fraction): boolean => a.over * b.under > b.over * a.under;
const float = ({ over, under }: Fraction): number => Number((over * 10n ** 30n) / under) / 1e30;

const perYear = { day: 365n, week: 52n, month: 12n, year: 1n };

/** A segment's revenue a month. */
function mrrOf({ amount, quantity = 1, interval, intervalCount = 1, status = "active" }: Subscription): Fraction {
  if (status !== "active" && status !== "past_due") return none;
  return { over: BigInt(amount) * BigInt(quantity) * perYear[interval], under: 12n * BigInt(intervalCount) };
}

/** A customer's revenue just before an instant: every segment that runs then, added up anew. */
function balanceBefore(segments: readonly Subscription[], instant: number): Fraction {
  const running = segments.filter(
    ({ start, end }) => (start as number) < instant && (end === null || (end as number) >= instant),
  );
  return running.map(mrrOf).reduce(plus, none);
}

/** Movements of one customer in [start, end) by definition, and balances at both ends. */
export interface PlainMovements {
  readonly opening: number;
  readonly closing: number;
  readonly mrr: { readonly [type: string]: number };
  readonly events: { readonly [type: string]: number };
}

/** What the ledger of one customer comes to in a period, straight from the definitions. */
export function plainMovements(segments: readonly Subscription[], start: number, end: number): PlainMovements {
  const types = ["new", "expansion", "contraction", "churn", "reactivation"];
  const mrr: { [type: string]: Fraction } = Object.fromEntries(types.map((type) => [type, none]));
  const events: { [type: string]: number } = Object.fromEntries(types.map((type) => [type, 0]));
  const instants = [
    ...new Set(segments.flatMap((row) => [row.start as number, (row.end ?? row.start) as number])),
  ].sort((a, b) => a - b);
  let paid = false;
  for (const instant of instants) {
    const before = balanceBefore(segments, instant);
    const after = balanceBefore(segments, instant + 0.5);
    paid ||= isMore(before, none);
    const [more, less] = [isMore(after, before), isMore(before, after)];
    if ((more || less) && instant >= start && instant < end) {
      const type = !isMore(before, none)
        ? paid
          ? "reactivation"
          : "new"
        : !isMore(after, none)
          ? "churn"
          : more
            ? "expansion"
            : "contraction";
      mrr[type] = plus(mrr[type]!, more ? minus(after, before) : minus(before, after));
      events[type]! += 1;
    }
    paid ||= isMore(after, none);
  }
  return {
    opening: float(balanceBefore(segments, start)),
    closing: float(balanceBefore(segments, end)),
    mrr: Object.fromEntries(types.map((type) => [type, float(mrr[type]!)])),
    events,
  };
}
