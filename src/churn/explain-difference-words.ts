import type { MrrChurnDefinition } from "./churn-presets.ts";
import type { ChurnDefinition } from "./churn-rate.ts";
import type { ChurnDenominator } from "./churn-rate-counts.ts";
import { movementTypes } from "./mrr-movement-type.ts";
import type { CustomerFacts, MovementFact } from "./explain-difference-facts.ts";

/** A convention for churn: of customers (`churnPresets`) or of revenue (`mrrChurnPresets`). */
export type ChurnConvention = ChurnDefinition | MrrChurnDefinition;

/** Why two churn figures differ. */
export type DifferenceRule =
  | "joined-and-left"
  | "returned-and-left"
  | "left-and-returned"
  | "left-again"
  | "divisor-new"
  | "divisor-returned"
  | "divisor-left"
  | "divisor-unfinished"
  | "divisor-at-the-time"
  | "not-in-opening-cohort"
  | "regained"
  | "growth-against-losses"
  | "weighed-by-revenue"
  | "loss-without-leaving";

/** What each rule is about, in a sentence. */
export function ruleSentence(rule: DifferenceRule): string {
  const sentences: { readonly [Rule in DifferenceRule]: string } = {
    "joined-and-left":
      "New customers who left within the period: one figure counts them, the other looks only at customers of the opening.",
    "returned-and-left":
      "Former customers who returned and left again within the period: one figure counts them, the other looks only at customers of the opening.",
    "left-and-returned":
      "Customers who left and were back at the close: one figure counts the departure, the other only who is gone at the close.",
    "left-again":
      "Customers who left more than once: one figure counts every departure, the other only that the customer is gone.",
    "divisor-new": "Customers who were new in the period are weighed differently in what the figures divide by.",
    "divisor-returned": "Customers who returned in the period are weighed differently in what the figures divide by.",
    "divisor-left": "Customers who left during the period are weighed differently in what the figures divide by.",
    "divisor-unfinished": "The period is not over: customer-time grows with it, customer counts do not.",
    "divisor-at-the-time":
      "One figure divides each departure by the customers of its day or instant, not all of them by one number.",
    "not-in-opening-cohort":
      "Movements of customers who had no revenue at the opening: outside the cohort of the other figure.",
    regained:
      "What a customer lost and regained within the period: one figure counts the loss, the other sets the return off against it.",
    "growth-against-losses":
      "Growth of customers: one figure sets it off against losses, the other counts losses alone.",
    "weighed-by-revenue": "One figure counts heads, the other the revenue that they stand for.",
    "loss-without-leaving": "Customers who pay less and stay: a loss of revenue, and no departure.",
  };
  return sentences[rule];
}

/** A convention in a few words. */
export function conventionName(convention: ChurnConvention): string {
  if ("mrrChurn" in convention) {
    return {
      grossMovements: "gross MRR churn by movements",
      netMovements: "net MRR churn by movements",
      grossCohort: "gross MRR churn of the opening cohort",
      netCohort: "net MRR churn of the opening cohort",
    }[convention.mrrChurn];
  }
  const names: { readonly [Denominator in ChurnDenominator]: string } = {
    openingCohort: "opening cohort",
    opening: "events over opening customers",
    average: "events over average customers",
    openingPlusNew: "events over opening and new customers",
    openingPlusNewAndReactivated: "events over opening, new and returned customers",
    dailyAverage: "events over daily average customers",
    dailySum: "sum of daily rates",
    exposureRate: "events per customer-period",
    lifeTable: "life table",
  };
  return names[convention.denominator];
}

/** What a customer did, in the order of time: "joined 2024-05-02, left 2024-05-08". */
export function storyOf({ movements, opening }: CustomerFacts, dayOf: (instant: number) => string): string {
  const verbs = ["joined", "paid more from", "paid less from", "left", "returned"];
  const steps = movements.map(({ at, type }) => `${verbs[type]!} ${dayOf(at)}`);
  return `${opening > 0 ? "was there at the opening" : "was not there at the opening"}, ${steps.join(", ")}`;
}

/** The kind of a movement in words. */
export function movementName({ type }: MovementFact): string {
  return movementTypes[type]!;
}

/** Both figures and what makes them differ, in a few sentences. */
export function summaryOf(
  a: NamedRate,
  b: NamedRate,
  difference: number | null,
  rules: readonly { readonly rule: DifferenceRule; readonly contribution: number; readonly customers: number }[],
): string {
  const figures = `"${a.name}" is ${rate(a)}, "${b.name}" is ${rate(b)}.`;
  if (difference === null) return `${figures} Where nobody could leave, there is nothing to compare.`;
  if (rules.length === 0) return `${figures} No customer is counted differently.`;
  const causes = rules.map(
    ({ rule, contribution, customers }) =>
      `${signed(contribution)} ${rule} (${customers} ${customers === 1 ? "customer" : "customers"})`,
  );
  return `${figures} The difference of ${signed(difference)} is ${causes.join(", ")}.`;
}

interface NamedRate {
  readonly name: string;
  readonly value: number | null;
  readonly numerator: number;
  readonly denominator: number | null;
}

function rate({ value, numerator, denominator }: NamedRate): string {
  if (value === null) return "undefined";
  return denominator === null ? short(value) : `${short(value)} (${short(numerator)} / ${short(denominator)})`;
}

function signed(value: number): string {
  return value > 0 ? `+${short(value)}` : short(value);
}

/** A number for a sentence: four digits, no zeros at the end. */
export function short(value: number): string {
  return String(Number(value.toPrecision(4)));
}
