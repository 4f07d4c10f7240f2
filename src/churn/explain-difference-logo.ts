import { churnInstants } from "./churn-life-table.ts";
import type { AllChurnCounts, ChurnDenominator } from "./churn-rate-counts.ts";
import type { CustomerFacts } from "./explain-difference-facts.ts";
import { conventionName, type DifferenceRule, short, storyOf } from "./explain-difference-words.ts";
import { lastStart, type MrrRange } from "./mrr-range.ts";
import { CHURN, NEW, REACTIVATION } from "./mrr-movement-type.ts";
import type { RangeTally } from "./mrr-tally.ts";

/** A part of a difference that one customer makes under one rule. */
export interface Part {
  readonly rule: DifferenceRule;
  /** `null` for what customers who did nothing make together. */
  readonly customerId: string | null;
  readonly contribution: number;
  readonly sentence: string;
}

/** All that the parts are made from. */
export interface PeriodFacts {
  readonly customers: readonly CustomerFacts[];
  readonly counts: AllChurnCounts;
  readonly tally: RangeTally;
  readonly range: MrrRange;
  /** The local day of an instant, for people. */
  readonly dayOf: (instant: number) => string;
}

/** A convention as a sum over departures, each with a weight. */
export interface LogoSide {
  readonly name: string;
  /** What every departure is divided by, or `null` where each has a divisor of its own. */
  readonly divisor: number | null;
  /** Whether it counts the customer's departure at that place of its movements. */
  readonly counts: (customer: CustomerFacts, movement: number) => boolean;
  /** What a counted departure adds to the rate. */
  readonly weight: (at: number) => number;
  /** What a customer adds to the divisor. */
  readonly share: (customer: CustomerFacts) => number;
}

/** The convention as a sum over departures. `divisor` is that of the rate itself. */
export function logoSide(denominator: ChurnDenominator, divisor: number | null, facts: PeriodFacts): LogoSide {
  const { range, counts } = facts;
  const weight = weights(denominator, divisor, facts);
  const length = range.boundaries[1]! - range.boundaries[0]!;
  const there = (balance: number): number => (balance > 0 ? 1 : 0);
  const times = ({ movements }: CustomerFacts, kind: number): number =>
    movements.filter(({ type }) => type === kind).length;
  const share = (customer: CustomerFacts): number => {
    const opening = there(customer.opening);
    switch (denominator) {
      case "average":
        return (opening + there(customer.closing)) / 2;
      case "openingPlusNew":
        return opening + times(customer, NEW);
      case "openingPlusNewAndReactivated":
        return opening + times(customer, NEW) + times(customer, REACTIVATION);
      case "dailyAverage":
        return customer.days / counts.daily.customers.length;
      case "exposureRate":
        return customer.ms / length;
      default:
        return opening;
    }
  };
  return {
    name: conventionName({ denominator }),
    divisor,
    counts: (customer, movement) =>
      denominator !== "openingCohort" ||
      (customer.opening > 0 && !(customer.closing > 0) && movement === customer.movements.length - 1),
    weight,
    share,
  };
}

function weights(
  denominator: ChurnDenominator,
  divisor: number | null,
  { range, tally, counts }: PeriodFacts,
): (at: number) => number {
  if (divisor !== null) return () => 1 / divisor;
  if (denominator === "dailySum") {
    return (at) => {
      const there = tally.dayCustomers[lastStart(range.days, at)]!;
      return there > 0 ? 1 / there : 0;
    };
  }
  const byInstant = new Map(
    churnInstants(tally.gained, tally.lost, counts.opening).map((instant) => [
      instant.at,
      instant.survival / instant.atRisk,
    ]),
  );
  return (at) => byInstant.get(at)!;
}

/** Departures that one figure counts and the other does not, then what each divides by. */
export function logoParts(a: LogoSide, b: LogoSide, facts: PeriodFacts): Part[] {
  const parts: Part[] = [];
  let both = 0;
  for (const customer of facts.customers) {
    customer.movements.forEach(({ at, type }, movement) => {
      if (type !== CHURN) return;
      const [inA, inB] = [a.counts(customer, movement), b.counts(customer, movement)];
      if (inA && inB) both += 1;
      if (inA !== inB) {
        const [counting, other] = inB ? [b, a] : [a, b];
        const weight = counting.weight(at);
        const rule = uncounted(customer);
        const sentence = `${customer.customerId} ${storyOf(customer, facts.dayOf)}. "${counting.name}" counts the departure of ${facts.dayOf(at)} (${short(weight)}), "${other.name}" does not.`;
        parts.push({ rule, customerId: customer.customerId, contribution: inB ? weight : -weight, sentence });
      } else if (inA && (a.divisor === null || b.divisor === null)) {
        const [wasWeight, isWeight] = [a.weight(at), b.weight(at)];
        const sentence = `${customer.customerId} left ${facts.dayOf(at)}. That adds ${short(wasWeight)} to "${a.name}" and ${short(isWeight)} to "${b.name}".`;
        parts.push({
          rule: "divisor-at-the-time",
          customerId: customer.customerId,
          contribution: isWeight - wasWeight,
          sentence,
        });
      }
    });
  }
  if (a.divisor !== null && b.divisor !== null && both > 0) parts.push(...divisorParts(a, b, both, facts));
  return parts;
}

/** Why a cohort does not count a departure that others count. */
function uncounted({ opening, closing, movements }: CustomerFacts): DifferenceRule {
  if (opening > 0) return closing > 0 ? "left-and-returned" : "left-again";
  return movements[0]!.type === NEW ? "joined-and-left" : "returned-and-left";
}

/**
 * `both` departures are divided by A in one figure and by B in the other, and B − A is a sum over customers:
 * both/B − both/A = −both / (A · B) · Σ (share in B − share in A).
 */
function divisorParts(a: LogoSide, b: LogoSide, both: number, { customers, range, counts }: PeriodFacts): Part[] {
  const perShare = -both / (a.divisor! * b.divisor!);
  const parts: Part[] = [];
  let movers = 0;
  for (const customer of customers) {
    const [inA, inB] = [a.share(customer), b.share(customer)];
    if (customer.opening > 0) movers += 1;
    if (inA === inB) continue;
    const sentence = `${customer.customerId} is ${short(inA)} of the ${short(a.divisor!)} that "${a.name}" divides by, and ${short(inB)} of the ${short(b.divisor!)} of "${b.name}".`;
    parts.push({
      rule: divisorRule(customer, inA, inB),
      customerId: customer.customerId,
      contribution: perShare * (inB - inA),
      sentence,
    });
  }
  // Customers who did nothing are one each, except in customer-time while the period is not over.
  const observed =
    Math.max(0, Math.min(range.boundaries[1]!, range.asOf) - range.boundaries[0]!) /
    (range.boundaries[1]! - range.boundaries[0]!);
  const stayed = counts.opening - movers;
  const isTime = (side: LogoSide): boolean => side.name === conventionName({ denominator: "exposureRate" });
  const gap = (isTime(b) ? observed : 1) - (isTime(a) ? observed : 1);
  if (gap !== 0 && stayed > 0) {
    const sentence = `${stayed} customers who did nothing have been there for ${short(observed)} of the period so far.`;
    parts.push({ rule: "divisor-unfinished", customerId: null, contribution: perShare * gap * stayed, sentence });
  }
  return parts;
}

function divisorRule({ opening, movements }: CustomerFacts, inA: number, inB: number): DifferenceRule {
  if (opening > 0) return Math.max(inA, inB) > 1 ? "divisor-returned" : "divisor-left";
  return movements[0]!.type === NEW ? "divisor-new" : "divisor-returned";
}
