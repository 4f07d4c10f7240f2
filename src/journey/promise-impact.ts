import type { Estimate } from "../core/estimate.ts";
import { fail } from "../core/metric-error.ts";
import { fold } from "../core/accumulator.ts";
import { share, type Share } from "../stats/share.ts";
import { readInstant } from "../time/instant.ts";
import {
  type PromiseImpactCase,
  type PromiseImpactCaseOptions,
  type PromiseImpactComparison,
  promiseImpactAccumulator,
} from "./promise-impact-state.ts";
import {
  type AnswersLeftOut,
  judgedAt,
  linkAnswers,
  linkPromises,
  type PromiseAnswerRow,
  type PromiseLinkDefinition,
  type PromiseLinkOptions,
  type PromiseLinks,
  verdictsUntil,
} from "./promise-links.ts";
import { checkRows } from "./promise-outcomes.ts";
import type { PromiseLeftOut, PromiseRow } from "./promise-row.ts";
import { outcomeOf } from "./verdict.ts";
import type { VerdictDefinition } from "./verdict-rules.ts";
import { checkObject, rowFields } from "./row-fields.ts";

/** What is read of a customer: a `Customer`, or a row with its fields. */
export interface PromiseCustomerRow {
  /** Who. */
  readonly id: string;
  /** Where the relationship stands; prospects are left out. */
  readonly status: string;
  /** When they left: ISO 8601 with offset, epoch milliseconds, or a Date. */
  readonly churnedAt?: number | Date | string | null | undefined;
}

/** What is read of a transaction: a `Transaction`, or a row with its fields. */
export interface PromisePurchaseRow {
  /** Who. */
  readonly customerId: string;
  /** When: ISO 8601 with offset, epoch milliseconds, or a Date. */
  readonly at: number | Date | string;
  /** A refund is no return of the customer. */
  readonly kind?: string | null | undefined;
}

/** What {@link promiseImpact} looks at; lists may be absent. */
export interface PromiseImpactData {
  /** What was promised. */
  readonly promises: Iterable<PromiseRow>;
  /** What customers answered. */
  readonly responses?: Iterable<PromiseAnswerRow> | undefined;
  /** Who left. */
  readonly customers?: Iterable<PromiseCustomerRow> | undefined;
  /** Who bought when. */
  readonly transactions?: Iterable<PromisePurchaseRow> | undefined;
}

/** Options of {@link promiseImpact}. */
export interface PromiseImpactOptions extends PromiseLinkOptions, PromiseImpactCaseOptions {
  /**
   * A customer returned who bought within these days of 24 hours after the first promise came out.
   * @defaultValue `365`
   */
  readonly returnWithinDays?: number | undefined;
}

/** What broken promises go with; as one figure, the NPS after broken ones less that after kept ones. */
export interface PromiseImpactResult extends Estimate<"promise-impact", "points">, PromiseImpactComparison {
  /** The share of customers who bought again, by how their first promise came out. */
  readonly returnedAfter: { readonly exceeded: Share; readonly kept: Share; readonly broken: Share };
  /** What was not used. */
  readonly leftOut: {
    /** Promises, by code. */
    readonly promises: PromiseLeftOut;
    /** Answers. */
    readonly answers: AnswersLeftOut;
    /** Customers: prospects, without a promise that had a verdict by then, and without readable `churnedAt`. */
    readonly customers: { readonly prospects: number; readonly noVerdict: number; readonly undated: number };
    /** Customers whose days after the first promise are not over. */
    readonly notFollowedLongEnough: number;
  };
  /** The rules. */
  readonly definition: VerdictDefinition & PromiseLinkDefinition & { readonly returnWithinDays: number };
}

/**
 * What broken promises go with: NPS, churn and return after broken promises, beside those after kept ones alone.
 *
 * It is an association: the result says so in `finding` and `caution`, and its words in `reading` do not say more. An answer
 * counts the promises with a verdict before it, a customer those before leaving. For return, each customer counts once, by the
 * first promise that came out, so that nobody is sorted by what came later.
 *
 * @param data - promises with answers, customers, transactions, as far as there are any
 * @param options - `asOf`, how to judge and how to link; see {@link PromiseImpactOptions}
 * @returns the difference of NPS in points with its interval, `null` where one side has no answers; `notes` has
 *   `"association-not-cause"`, `"no-answers-to-compare"`, `"repeated-respondents"` (intervals are too narrow), `"rows-left-out"`
 * @throws {@link MetricError} as `promiseOutcomes`, and `LINK_INVALID`, `WHEN_INVALID`, `COMPARISON_INVALID`,
 *   `BROKEN_TO_INVALID`, `RETURN_DAYS_INVALID`
 * @see Welch, Biometrika 34, 1947; Newcombe, Statistics in Medicine 17, 1998; Katz et al., Biometrics 34, 1978.
 *
 * @example
 * ```ts
 * import { promiseImpact } from "customer-metrics/journey";
 *
 * const promises = [
 *   { customerId: "a", madeAt: "2024-06-01T09:00:00Z", dueAt: "2024-06-02T09:00:00Z" },
 *   { customerId: "b", madeAt: "2024-06-01T09:00:00Z", dueAt: "2024-06-02T09:00:00Z", fulfilledAt: "2024-06-01T12:00:00Z" },
 *   { customerId: "c", madeAt: "2024-06-01T09:00:00Z", dueAt: "2024-06-02T09:00:00Z", fulfilledAt: "2024-06-01T12:00:00Z" },
 * ];
 * const answer = (customerId: string, score: number) => ({ metric: "nps", customerId, score, answeredAt: "2024-06-10T09:00:00Z" });
 * const responses = [answer("a", 5), answer("b", 9), answer("c", 7)];
 * const result = promiseImpact({ promises, responses }, { asOf: "2024-06-30T00:00:00Z" });
 * result.value; // => -150
 * result.finding; // => "association"
 * result.byBroken[1]!.nps.n; // => 1
 * ```
 */
export function promiseImpact(data: PromiseImpactData, options: PromiseImpactOptions): PromiseImpactResult {
  const { returnWithinDays = 365 } = options;
  if (!(typeof returnWithinDays === "number" && returnWithinDays > 0 && returnWithinDays < Infinity))
    fail("RETURN_DAYS_INVALID", "Cannot tell who returned as returnWithinDays must be above 0", returnWithinDays);
  const accumulator = promiseImpactAccumulator(options);
  checkObject("data", data);
  const links = linkPromises(data.promises, options);
  const { cases, respondents, leftOut: answersLeftOut } = answerCases(data.responses ?? [], links);
  const customers = customerCases(data.customers ?? [], links);
  const returns = returnCases(data.transactions ?? [], links, returnWithinDays * 86_400_000);
  const comparison = accumulator.result(fold(accumulator, [...cases, ...customers.cases, ...returns.cases]));
  const { value, interval } = comparison.nps.difference;
  const notes = ["association-not-cause"];
  if (value === null) notes.push("no-answers-to-compare");
  notes.push(...comparison.nps.notes);
  if (respondents < cases.length) notes.push("repeated-respondents");
  if (Object.values(links.leftOut).some((count) => count > 0)) notes.push("rows-left-out");
  const { level = 0.95 } = options;
  return {
    metric: "promise-impact",
    value,
    unit: "points",
    n: comparison.nps.first.n + comparison.nps.second.n,
    interval,
    ...comparison,
    returnedAfter: {
      exceeded: share(returns.after.exceeded.returned, returns.after.exceeded.n, { level }),
      kept: share(returns.after.kept.returned, returns.after.kept.n, { level }),
      broken: share(returns.after.broken.returned, returns.after.broken.n, { level }),
    },
    leftOut: {
      promises: links.leftOut,
      answers: answersLeftOut,
      customers: customers.leftOut,
      notFollowedLongEnough: returns.notFollowedLongEnough,
    },
    definition: { ...links.rules.definition, ...links.definition, returnWithinDays },
    notes,
  };
}

function answerCases(
  rows: Iterable<PromiseAnswerRow>,
  links: PromiseLinks,
): { cases: PromiseImpactCase[]; respondents: number; leftOut: AnswersLeftOut } {
  const { answers, leftOut } = linkAnswers(rows, links);
  const cases: PromiseImpactCase[] = [];
  const respondents = new Set<string | number>();
  for (const { score, customerId, asOf, promises } of answers) {
    const { broken, kept } = verdictsUntil(promises, links.rules, asOf);
    if (broken + kept === 0 && links.definition.compareWith === "only-kept") leftOut.noVerdict += 1;
    else {
      cases.push({ broken, score });
      respondents.add(customerId ?? cases.length);
    }
  }
  return { cases, respondents: respondents.size, leftOut };
}

function customerCases(
  rows: Iterable<PromiseCustomerRow>,
  { rules, definition, ofCustomer }: PromiseLinks,
): { cases: PromiseImpactCase[]; leftOut: { prospects: number; noVerdict: number; undated: number } } {
  checkRows("customers", rows);
  const cases: PromiseImpactCase[] = [];
  const leftOut = { prospects: 0, noVerdict: 0, undated: 0 };
  for (const row of rows) {
    const { id, status, churnedAt } = rowFields(row);
    const left = status === "churned" ? readInstant(churnedAt) : null;
    // Who left after asOf had not left yet.
    const churned = status === "churned" && !(left !== null && left > rules.asOf);
    if (status === "prospect") leftOut.prospects += 1;
    else if (churned && left === null && definition.when === "before") leftOut.undated += 1;
    else {
      const asOf = churned && definition.when === "before" ? left! : rules.asOf;
      const { broken, kept } = verdictsUntil(ofCustomer(id), rules, asOf);
      const isCase = typeof id === "string" && (broken + kept > 0 || definition.compareWith !== "only-kept");
      if (!isCase) leftOut.noVerdict += 1;
      else cases.push({ broken, churned });
    }
  }
  return { cases, leftOut };
}

interface Returns {
  n: number;
  returned: number;
}

function returnCases(
  rows: Iterable<PromisePurchaseRow>,
  { all, rules }: PromiseLinks,
  window: number,
): {
  cases: PromiseImpactCase[];
  after: { exceeded: Returns; kept: Returns; broken: Returns };
  notFollowedLongEnough: number;
} {
  checkRows("transactions", rows);
  const purchases = new Map<string, number[]>();
  for (const row of rows) {
    const { customerId, at, kind } = rowFields(row);
    const instant = readInstant(at);
    if (instant === null || instant > rules.asOf || kind === "refund") continue;
    const known = purchases.get(customerId);
    if (known === undefined) purchases.set(customerId, [instant]);
    else known.push(instant);
  }
  const after = {
    exceeded: { n: 0, returned: 0 },
    kept: { n: 0, returned: 0 },
    broken: { n: 0, returned: 0 },
  };
  const cases: PromiseImpactCase[] = [];
  let notFollowedLongEnough = 0;
  // Without transactions nothing is known of anybody's return.
  if (purchases.size === 0) return { cases, after, notFollowedLongEnough };
  const first = new Map<string, { at: number; outcome: "exceeded" | "kept" | "broken" }>();
  for (const { row, promise } of all) {
    const at = judgedAt(promise, rules);
    if (at === null || typeof row.customerId !== "string") continue;
    const outcome = outcomeOf(promise, rules) as "exceeded" | "kept" | "broken";
    const known = first.get(row.customerId);
    // Of promises that came out at the same instant, the worst counts.
    if (known === undefined || at < known.at || (at === known.at && outcome === "broken"))
      first.set(row.customerId, { at, outcome });
  }
  for (const [customerId, { at, outcome }] of first) {
    if (at + window > rules.asOf) {
      notFollowedLongEnough += 1;
      continue;
    }
    const returned = (purchases.get(customerId) ?? []).some((instant) => instant > at && instant <= at + window);
    after[outcome].n += 1;
    if (returned) after[outcome].returned += 1;
    cases.push({ broken: outcome === "broken" ? 1 : 0, returned });
  }
  return { cases, after, notFollowedLongEnough };
}
