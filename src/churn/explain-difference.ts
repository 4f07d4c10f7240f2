import { fail } from "../core/metric-error.ts";
import type { Subscription } from "../model/subscription.ts";
import { compensatedSum } from "../numeric/sum.ts";
import { instantToIso } from "../time/instant.ts";
import { periodCalendar } from "../time/periods.ts";
import type { MrrChurnDefinition } from "./churn-presets.ts";
import type { ChurnDefinition } from "./churn-rate.ts";
import { churnFraction } from "./churn-rate-counts.ts";
import { customerFacts } from "./explain-difference-facts.ts";
import { logoParts, logoSide, type LogoSide, type Part, type PeriodFacts } from "./explain-difference-logo.ts";
import type { ChurnDifference, DifferenceByRule, ExplainedFigure } from "./explain-difference-result.ts";
import { mixedParts, mrrChurnOf, revenueParts } from "./explain-difference-revenue.ts";
import {
  type ChurnConvention,
  conventionName,
  type DifferenceRule,
  ruleSentence,
  summaryOf,
} from "./explain-difference-words.ts";
import { toMinor } from "./money.ts";
import { churnCounts } from "./mrr-figures.ts";
import { mrrLedger, type MrrLedger } from "./mrr-ledger.ts";
import type { MrrOptions } from "./mrr-options.ts";
import { mrrRange } from "./mrr-range.ts";
import type { MrrState } from "./mrr-state.ts";
import { tally } from "./mrr-tally.ts";

/**
 * Why two churn figures of the same customers and the same month differ: which customers, by which rule,
 * and by how much. The parts add up to the difference.
 *
 * First come the departures that only one figure counts, each with all that it adds to that figure; then,
 * for the departures that both count, what they are divided by, split over the customers who are more of
 * the one divisor than of the other. Revenue figures are compared movement by movement, heads with revenue
 * customer by customer. Exchanging the figures turns every sign and nothing else.
 *
 * @formula b − a = Σ departures only b counts − Σ departures only a counts + Σ over customers of what both
 *   departures' divisors differ by
 *
 * @param source - segments, or an `MrrState` of them
 * @param a - the one convention: of `churnPresets`, of `mrrChurnPresets`, or your own
 * @param b - the other
 * @param options - as for `mrrMovements`, with one period
 * @returns both figures, the difference in the unit of the rates, and its parts by rule and by customer
 * @throws {@link MetricError} `ONE_PERIOD_REQUIRED`; `CONVENTION_INVALID`; and as `mrrMovements`
 * @see mrrMovements, which has all these figures
 *
 * @example Why does Stripe show 50 % and ChartMogul none?
 * ```ts
 * import { churnPresets, explainDifference } from "customer-metrics/churn";
 *
 * const plan = { currency: "EUR", interval: "month", amount: 1000 } as const;
 * const segments = [
 *   { ...plan, id: "a", customerId: "Ann", start: "2024-01-01T00:00:00Z" },
 *   { ...plan, id: "b", customerId: "Bob", start: "2024-05-03T00:00:00Z", end: "2024-05-28T00:00:00Z" },
 * ];
 * const { rules, parts, summary } = explainDifference(segments, churnPresets.chartmogul, churnPresets.stripe, {
 *   currency: "EUR",
 *   timeZone: "UTC",
 *   from: "2024-05",
 * });
 * summary;
 * // => '"opening cohort" is 0 (0 / 1), "events over opening and new customers" is 0.5 (1 / 2). The difference of +0.5 is +0.5 joined-and-left (1 customer).'
 * rules.map(({ rule, contribution }) => [rule, contribution]); // => [["joined-and-left", 0.5]]
 * parts[0]!.sentence;
 * // => 'Bob was not there at the opening, joined 2024-05-03, left 2024-05-28. "events over opening and new customers" counts the departure of 2024-05-28 (0.5), "opening cohort" does not.'
 * ```
 */
export function explainDifference(
  source: Iterable<Subscription> | MrrState,
  a: ChurnConvention,
  b: ChurnConvention,
  options: MrrOptions,
): ChurnDifference {
  const range = mrrRange(options);
  if (range.keys.length !== 1)
    fail("ONE_PERIOD_REQUIRED", "Cannot explain a difference as there must be one period", range.keys.length);
  const ledger = mrrLedger(source, options);
  const sums = tally(ledger, range);
  const counts = churnCounts(sums, range, 0);
  const calendar = periodCalendar({ every: "day", timeZone: options.timeZone });
  const facts: PeriodFacts = {
    customers: customerFacts(ledger, range),
    counts,
    tally: sums,
    range,
    dayOf: (instant) => calendar.key(calendar.bucket(instant)),
  };
  const [figureA, figureB] = [figureOf(a, facts, ledger), figureOf(b, facts, ledger)];
  const isKnown = figureA.value !== null && figureB.value !== null;
  const difference = isKnown ? figureB.value - figureA.value : null;
  const parts = isKnown
    ? partsOf(figureA, figureB, facts, ledger).filter(({ contribution }) => contribution !== 0)
    : [];
  if (difference !== null) checkSum(parts, difference, Math.abs(figureA.value!) + Math.abs(figureB.value!));
  const { findings } = ledger.selected;
  const rules = byRule(parts);
  const place = new Map(rules.map(({ rule }, i) => [rule, i]));
  const notes: string[] = [];
  if (!isKnown) notes.push("no-customers");
  else if (parts.length === 0) notes.push("same-figure");
  if (range.boundaries[1]! > range.asOf) notes.push("incomplete-period");
  if (findings.length > 0) notes.push("rows-left-out");
  return {
    metric: "churnDifference",
    unit: "proportion",
    period: range.keys[0]!,
    start: instantToIso(range.boundaries[0]!),
    end: instantToIso(range.boundaries[1]!),
    a: figureA,
    b: figureB,
    difference,
    summary: summaryOf(figureA, figureB, difference, rules),
    rules,
    parts: [...parts].sort((left, right) => place.get(left.rule)! - place.get(right.rule)!),
    findings,
    definition: ledger.definition,
    notes,
  };
}

function figureOf(
  convention: ChurnConvention,
  { counts, tally: { periods } }: PeriodFacts,
  { unit }: MrrLedger,
): ExplainedFigure {
  if (
    typeof convention !== "object" ||
    convention === null ||
    !("mrrChurn" in convention || "denominator" in convention)
  ) {
    fail(
      "CONVENTION_INVALID",
      "Cannot explain a figure as its convention must have a denominator or mrrChurn, as presets have",
      convention,
    );
  }
  const name = conventionName(convention);
  if ("mrrChurn" in convention) {
    const sums = periods[0]!;
    if (name === undefined)
      fail("CONVENTION_INVALID", "Cannot explain a figure as its mrrChurn must be one of the four", convention);
    const { numerator, value } = mrrChurnOf(convention.mrrChurn, sums);
    return {
      name,
      definition: { mrrChurn: convention.mrrChurn },
      value,
      numerator: toMinor(numerator, unit),
      denominator: toMinor(sums.opening, unit),
    };
  }
  const { denominator } = convention;
  return { name, definition: { denominator }, ...churnFraction(counts, denominator) };
}

function partsOf(a: ExplainedFigure, b: ExplainedFigure, facts: PeriodFacts, { unit }: MrrLedger): Part[] {
  const opening = facts.tally.periods[0]!.opening;
  const [mrrA, mrrB] = [mrrChurnIn(a.definition), mrrChurnIn(b.definition)];
  const side = ({ definition, denominator }: ExplainedFigure): LogoSide =>
    logoSide((definition as ChurnDefinition).denominator, denominator, facts);
  if (mrrA !== null && mrrB !== null) return revenueParts(mrrA, mrrB, facts, opening, unit);
  if (mrrB !== null) return mixedParts(side(a), mrrB, facts, opening, unit.zero);
  if (mrrA === null) return logoParts(side(a), side(b), facts);
  return mixedParts(side(b), mrrA, facts, opening, unit.zero).map((part) => ({
    ...part,
    contribution: -part.contribution,
  }));
}

function mrrChurnIn(convention: ChurnConvention): MrrChurnDefinition["mrrChurn"] | null {
  return "mrrChurn" in convention ? convention.mrrChurn : null;
}

function byRule(parts: readonly Part[]): DifferenceByRule[] {
  const groups = new Map<DifferenceRule, Part[]>();
  for (const part of parts) {
    const known = groups.get(part.rule);
    if (known === undefined) groups.set(part.rule, [part]);
    else known.push(part);
  }
  const rules = [...groups].map(([rule, group]) => ({
    rule,
    contribution: compensatedSum(group.map(({ contribution }) => contribution)),
    customers: new Set(group.map(({ customerId }) => customerId)).size,
    sentence: ruleSentence(rule),
  }));
  return rules.sort(
    (left, right) => Math.abs(right.contribution) - Math.abs(left.contribution) || (left.rule < right.rule ? -1 : 1),
  );
}

/** A difference that does not add up explains nothing. */
function checkSum(parts: readonly Part[], difference: number, scale: number): void {
  const rest = compensatedSum(parts.map(({ contribution }) => contribution)) - difference;
  if (!(Math.abs(rest) <= 1e-10 * Math.max(1, scale))) {
    fail(
      "LEDGER_INCONSISTENT",
      "Cannot report a difference as its parts must add up to it: please report this; rest",
      rest,
    );
  }
}
