import type { MrrChurnDefinition } from "./churn-presets.ts";
import type { CustomerFacts, MovementFact } from "./explain-difference-facts.ts";
import type { LogoSide, Part, PeriodFacts } from "./explain-difference-logo.ts";
import { conventionName, movementName, short, storyOf } from "./explain-difference-words.ts";
import { type Money, type MoneyUnit, quotient, toMinor } from "./money.ts";
import { CHURN, CONTRACTION, EXPANSION, REACTIVATION } from "./mrr-movement-type.ts";
import type { PeriodTally } from "./mrr-tally.ts";

type Figure = MrrChurnDefinition["mrrChurn"];

/** The figure, over opening revenue, or `null` where there is none. */
export function mrrChurnOf(
  figure: Figure,
  { opening, movements, kept, keptAtMost }: PeriodTally,
): { readonly numerator: Money; readonly value: number | null } {
  const mrr = movements.mrr;
  const losses = mrr[CHURN]! + mrr[CONTRACTION]!;
  const numerator = {
    grossMovements: losses,
    netMovements: losses - mrr[EXPANSION]! - mrr[REACTIVATION]!,
    grossCohort: opening - keptAtMost,
    netCohort: opening - kept,
  }[figure];
  return { numerator, value: quotient(numerator, opening) };
}

/** Both figures divide by opening revenue, so that they differ by what they count of each customer. */
export function revenueParts(a: Figure, b: Figure, facts: PeriodFacts, opening: Money, unit: MoneyUnit): Part[] {
  const [nameA, nameB] = [conventionName({ mrrChurn: a }), conventionName({ mrrChurn: b })];
  const money = (amount: Money): string => `${short(toMinor(amount, unit))} minor units`;
  const parts: Part[] = [];
  for (const customer of facts.customers) {
    const add = (rule: Part["rule"], amount: Money, what: string): void => {
      if (isZero(amount)) return;
      const sentence = `${customer.customerId} ${storyOf(customer, facts.dayOf)}. ${what}`;
      parts.push({ rule, customerId: customer.customerId, contribution: quotient(amount, opening)!, sentence });
    };
    const outside = !(customer.opening > 0) && isCohort(a) !== isCohort(b);
    if (outside || !(isCohort(a) || isCohort(b))) {
      for (const movement of customer.movements) {
        const amount = countedOf(b, movement, unit.zero) - countedOf(a, movement, unit.zero);
        const counting = isZero(countedOf(b, movement, unit.zero)) ? nameA : nameB;
        const rule = outside ? "not-in-opening-cohort" : "growth-against-losses";
        add(
          rule,
          amount,
          `Only "${counting}" counts the ${movementName(movement)} of ${money(movement.amount)} on ${facts.dayOf(movement.at)}.`,
        );
      }
    } else if (customer.opening > 0) {
      const [lossA, lossB] = [totalOf(a, customer, unit.zero), totalOf(b, customer, unit.zero)];
      const rule = isGross(a) === isGross(b) ? "regained" : "growth-against-losses";
      add(rule, lossB - lossA, `It lost ${money(lossA)} for "${nameA}" and ${money(lossB)} for "${nameB}".`);
    }
  }
  return parts;
}

/** Heads against revenue, customer by customer: what it adds to the one rate and to the other. */
export function mixedParts(logo: LogoSide, figure: Figure, facts: PeriodFacts, opening: Money, zero: Money): Part[] {
  const name = conventionName({ mrrChurn: figure });
  const parts: Part[] = [];
  for (const customer of facts.customers) {
    let heads = 0;
    customer.movements.forEach(({ at, type }, movement) => {
      if (type === CHURN && logo.counts(customer, movement)) heads += logo.weight(at);
    });
    const revenue = quotient(totalOf(figure, customer, zero), opening)!;
    if (heads === revenue) continue;
    const rule = mixedRule(heads, revenue, customer.opening > 0);
    const sentence = `${customer.customerId} ${storyOf(customer, facts.dayOf)}. That adds ${short(heads)} to "${logo.name}" and ${short(revenue)} to "${name}".`;
    parts.push({ rule, customerId: customer.customerId, contribution: revenue - heads, sentence });
  }
  return parts;
}

function mixedRule(heads: number, revenue: number, wasThere: boolean): Part["rule"] {
  if (revenue > 0) return heads > 0 ? "weighed-by-revenue" : "loss-without-leaving";
  if (revenue < 0) return "growth-against-losses";
  return wasThere ? "regained" : "not-in-opening-cohort";
}

function isCohort(figure: Figure): boolean {
  return figure === "grossCohort" || figure === "netCohort";
}

function isGross(figure: Figure): boolean {
  return figure === "grossMovements" || figure === "grossCohort";
}

/** What a figure counts of a customer: above 0 for a loss. */
function totalOf(figure: Figure, customer: CustomerFacts, zero: Money): Money {
  const { opening, closing, movements } = customer;
  if (isCohort(figure)) {
    if (!(opening > 0)) return zero;
    return figure === "grossCohort" && closing > opening ? zero : opening - closing;
  }
  let total = zero;
  for (const movement of movements) total += countedOf(figure, movement, zero);
  return total;
}

/** What a figure by movements counts of one of them; a cohort counts none by itself. */
function countedOf(figure: Figure, { type, amount }: MovementFact, zero: Money): Money {
  if (isCohort(figure)) return zero;
  if (type === CHURN || type === CONTRACTION) return amount;
  return figure === "netMovements" && (type === EXPANSION || type === REACTIVATION) ? zero - amount : zero;
}

function isZero(amount: Money): boolean {
  return !(amount > 0) && !(amount < 0);
}
