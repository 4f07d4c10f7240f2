import type { Money } from "./money.ts";
import type { MrrLedger } from "./mrr-ledger.ts";
import { lastStart, type MrrRange } from "./mrr-range.ts";
import { movementOf } from "./mrr-movement-type.ts";

/** A movement within the period. */
export interface MovementFact {
  readonly at: number;
  /** A place in `movementTypes`. */
  readonly type: number;
  readonly amount: Money;
}

/** What one customer did in the period. */
export interface CustomerFacts {
  readonly customerId: string;
  readonly opening: Money;
  readonly closing: Money;
  /** At least one. */
  readonly movements: readonly MovementFact[];
  /** Days at whose start it had revenue. */
  readonly days: number;
  /** Milliseconds during which it had revenue. */
  readonly ms: number;
}

/** The customers whose revenue changed in the one period of a range, by id. */
export function customerFacts(ledger: MrrLedger, range: MrrRange): CustomerFacts[] {
  const { customers, first, at, before, after, unit } = ledger;
  const [start, end] = [range.boundaries[0]!, range.boundaries[1]!];
  const observedEnd = Math.min(end, range.asOf);
  const facts: CustomerFacts[] = [];
  customers.forEach((customerId, customer) => {
    const [from, to] = [first[customer]!, first[customer + 1]!];
    let change = from;
    while (change < to && at[change]! < start) change++;
    if (change === to || at[change]! >= end) return;
    const opening = before[change]!;
    let closing = unit.zero;
    let days = 0;
    let ms = 0;
    let since = opening > 0 ? start : null;
    let daysBefore = 0;
    const movements: MovementFact[] = [];
    const leave = (instant: number, daysBegun: number): void => {
      if (since !== null) ms += instant - since;
      if (since !== null) days += daysBegun - daysBefore;
      since = null;
    };
    for (; change < to && at[change]! < end; change++) {
      const [was, is, instant] = [before[change]!, after[change]!, at[change]!];
      // Who leaves at the start of a day was there just before it, and who comes then was not.
      const daysBegun = lastStart(range.days, instant) + 1;
      if (!(is > 0)) leave(instant, daysBegun);
      else if (!(was > 0)) [since, daysBefore] = [instant, daysBegun];
      movements.push({ at: instant, type: movementOf(was, is, change > from), amount: is > was ? is - was : was - is });
      closing = is;
    }
    leave(observedEnd, range.days.length);
    facts.push({ customerId, opening, closing, movements, days, ms });
  });
  return facts.sort((a, b) => (a.customerId < b.customerId ? -1 : 1));
}
