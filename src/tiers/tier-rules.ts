import { fail } from "../core/metric-error.ts";
import { checkChoice } from "../core/choice.ts";
import { checkRows, isCustomerId, plainLabel, type TierLabel } from "./tier-labels.ts";
import {
  holds,
  type ReadTierRules,
  readTierRules,
  signalOf,
  type TierCondition,
  type TierRulePolicy,
  type TierSignal,
  type TierSignals,
} from "./tier-rules-condition.ts";
import { possibleByRules, ruleTruth, type Truth } from "./tier-rules-possible.ts";

/** What to answer where missing fields leave more than one tier: none, the worst, or the best of them. */
export type TierRulesMissing = "strict" | "pessimistic" | "optimistic";

/** Options of {@link tierByRules}. */
export interface TierRulesOptions {
  /** @defaultValue `"strict"` */
  readonly missing?: TierRulesMissing | undefined;
}

/** How a condition came out for a customer. */
export interface TriedCondition extends TierCondition {
  /** What stood in the field; `null` where it is missing. */
  readonly value: TierSignal | null;
  /** Whether it holds; `null` where that cannot be told. */
  readonly holds: boolean | null;
}

/** How a rule came out for a customer. */
export interface TriedRule {
  /** Its place in the policy, from 0. */
  readonly rule: number;
  /** The tier that it gives. */
  readonly tier: TierLabel;
  /** Whether it holds; `null` where that cannot be told. */
  readonly holds: boolean | null;
  /** Its conditions. */
  readonly conditions: readonly TriedCondition[];
}

/**
 * What a tier rests on.
 *
 * - `rule`: a rule holds and none before it does
 * - `otherwise`: no rule holds
 * - `any-completion`: fields are missing, and whatever they are, the tier is this
 * - `assumed`: fields are missing and leave several tiers; `missing` says which is taken
 * - `undecided`: the same, and none is taken
 */
export type TierRulesBasis = "rule" | "otherwise" | "any-completion" | "assumed" | "undecided";

/** The tier of a customer by rules, and what it rests on. */
export interface TierByRules {
  /** The tier; `null` where it is undecided. */
  readonly tier: TierLabel | null;
  /** What it rests on. */
  readonly basis: TierRulesBasis;
  /** The place of the rule that decided, from 0; `null` where none did alone. */
  readonly rule: number | null;
  /** Every tier that some completion of the missing fields gives, the best first. */
  readonly possibleTiers: readonly TierLabel[];
  /** Fields of the policy that are missing, in code-unit order. */
  readonly missing: readonly string[];
}

/** The tier of a customer by rules, and why. */
export interface TierByRulesResult extends TierByRules {
  /** The rules that were tried, up to the first that holds. */
  readonly tried: readonly TriedRule[];
}

/**
 * The tier of a customer by rules of one's own: the first rule that holds gives it.
 *
 * The policy is plain JSON, so that it can be stored, reviewed and given a version. A missing field makes a condition neither true nor
 * false: `possibleTiers` are those that some value of it would give, found by trying one value of every kind that the conditions tell
 * apart (any finite number, text or boolean is thought possible; beyond 50,000 rules tried, all tiers count as possible).
 *
 * @param signals - the customer's own fields; `null`, NaN, or text where a size is asked, is missing
 * @param policy - tiers best first, rules in order, and the tier `otherwise`
 * @param options - see {@link TierRulesOptions}
 * @throws {@link MetricError} `TIERS_INVALID`, `RULES_INVALID`, `SIGNALS_INVALID`, `MISSING_UNKNOWN`
 *
 * @example
 * ```ts
 * import { tierByRules } from "customer-metrics/tiers";
 *
 * const policy = {
 *   tiers: ["gold", "silver", "bronze"],
 *   rules: [
 *     { tier: "bronze", when: [{ field: "fit", is: false }] },
 *     { tier: "gold", when: [{ field: "profit", atLeast: 1000 }, { field: "nps", atLeast: 9 }] },
 *     { tier: "silver", when: [{ field: "profit", above: 0 }] },
 *   ],
 *   otherwise: "bronze",
 * };
 * tierByRules({ fit: true, profit: 1200, nps: 10 }, policy); // => { tier: "gold", basis: "rule", rule: 1 }
 * tierByRules({ fit: true, profit: 1200 }, policy); // => { tier: null, possibleTiers: ["gold", "silver"], missing: ["nps"] }
 * tierByRules({ fit: true, profit: 1200 }, policy, { missing: "pessimistic" }); // => { tier: "silver", basis: "assumed" }
 * tierByRules({ fit: false }, policy); // => { tier: "bronze", basis: "rule", rule: 0, missing: ["nps", "profit"] }
 * ```
 */
export function tierByRules(
  signals: TierSignals,
  policy: TierRulePolicy,
  options: TierRulesOptions = {},
): TierByRulesResult {
  const rules = readTierRules(policy);
  if (typeof signals !== "object" || signals === null)
    fail("SIGNALS_INVALID", "Cannot use signals as they must be fields of a customer", signals);
  const missing = missingOf(options);
  const values = valuesOf(signals, rules);
  return { ...tierOf(values, rules, missing), tried: triedRules(values, rules) };
}

/** A row of {@link tiersByRules}: a customer and what is known of them. */
export interface CustomerTierSignals {
  /** Who. */
  readonly customerId: string;
  /** Their fields. */
  readonly signals: TierSignals;
}

/** How to get customers out of rows of your own. */
export interface TiersByRulesRead<Row> {
  /** The customer of a row and their fields; `null` for a row that has none, which is left out as `row-invalid`. */
  readonly read: (row: Row) => CustomerTierSignals | null;
}

/** A customer whose tier was found by rules. */
export interface CustomerTierByRules extends TierByRules {
  /** Who. */
  readonly customerId: string;
}

/** Tiers of many customers by rules. */
export interface TiersByRulesResult {
  /** In the order of the rows; ready for `tierMigration`. */
  readonly customers: readonly CustomerTierByRules[];
  /** How many customers each tier has, the best first. */
  readonly tiers: readonly { readonly tier: TierLabel; readonly n: number }[];
  /** Customers without a tier. */
  readonly undecided: number;
  /** Rows that were not used. */
  readonly leftOut: {
    readonly "row-invalid": number;
    readonly "customer-id-invalid": number;
    readonly "duplicate-id": number;
  };
}

/**
 * {@link tierByRules} of many customers, with the policy checked once; the rules that were tried it tells of one customer alone.
 *
 * @param customers - rows with `customerId` and `signals`, or rows of any form with `read`. Of rows of one customer the first counts
 * @param policy - as for {@link tierByRules}
 * @param options - as for {@link tierByRules}, and `read`
 * @throws {@link MetricError} `SOURCE_INVALID`, `FUNCTION_REQUIRED`, and as {@link tierByRules}
 *
 * @example
 * ```ts
 * import { tiersByRules } from "customer-metrics/tiers";
 *
 * const policy = { tiers: [1, 2], rules: [{ tier: 1, when: [{ field: "profit", atLeast: 1000 }] }], otherwise: 2 };
 * const rows = [{ id: "Ann", profit: 1500 }, { id: "Bob", profit: 20 }, { id: "Cid", profit: null }];
 * const { customers, tiers, undecided } = tiersByRules(rows, policy, {
 *   read: ({ id, ...signals }) => ({ customerId: id, signals }),
 * });
 * customers.map(({ customerId, tier }) => [customerId, tier]); // => [["Ann", 1], ["Bob", 2], ["Cid", null]]
 * tiers; // => [{ tier: 1, n: 1 }, { tier: 2, n: 1 }]
 * undecided; // => 1
 * ```
 */
export function tiersByRules(
  customers: Iterable<CustomerTierSignals>,
  policy: TierRulePolicy,
  options?: TierRulesOptions,
): TiersByRulesResult;
export function tiersByRules<Row>(
  customers: Iterable<Row>,
  policy: TierRulePolicy,
  options: TierRulesOptions & TiersByRulesRead<Row>,
): TiersByRulesResult;
export function tiersByRules<Row>(
  customers: Iterable<Row>,
  policy: TierRulePolicy,
  options: TierRulesOptions & Partial<TiersByRulesRead<Row>> = {},
): TiersByRulesResult {
  const rules = readTierRules(policy);
  const missing = missingOf(options);
  const { read } = options ?? {};
  checkRows(customers, read);
  const counts = new Map(policy.tiers.map((tier) => [tier, 0]));
  const leftOut = { "row-invalid": 0, "customer-id-invalid": 0, "duplicate-id": 0 };
  const seen = new Set<string>();
  const found: CustomerTierByRules[] = [];
  let undecided = 0;
  for (const row of customers) {
    const { customerId, signals } = (read ? read(row) : (row as CustomerTierSignals | null)) ?? {};
    if (typeof signals !== "object" || signals === null) leftOut["row-invalid"] += 1;
    else if (!isCustomerId(customerId)) leftOut["customer-id-invalid"] += 1;
    else if (seen.has(customerId)) leftOut["duplicate-id"] += 1;
    else {
      seen.add(customerId);
      const result = tierOf(valuesOf(signals, rules), rules, missing);
      if (result.tier === null) undecided += 1;
      else counts.set(result.tier, counts.get(result.tier)! + 1);
      found.push({ customerId, ...result });
    }
  }
  const tiers = policy.tiers.map((tier) => ({ tier: plainLabel(tier), n: counts.get(tier)! }));
  return { customers: found, tiers, undecided, leftOut };
}

function missingOf(options: TierRulesOptions | null): TierRulesMissing {
  const { missing = "strict" } = options ?? {};
  checkChoice("MISSING_UNKNOWN", "missing", missing, ["strict", "pessimistic", "optimistic"]);
  return missing;
}

/** What is known of a customer, by field of the policy. */
function valuesOf(signals: TierSignals, { fields }: ReadTierRules): Map<string, TierSignal> {
  const values = new Map<string, TierSignal>();
  for (const [name, field] of fields) {
    const value = signalOf(signals, name, field);
    if (value !== null) values.set(name, value);
  }
  return values;
}

function tierOf(values: ReadonlyMap<string, TierSignal>, read: ReadTierRules, missing: TierRulesMissing): TierByRules {
  const { rules, otherwise } = read.policy;
  const truths: Truth[] = [];
  for (const { when } of rules) {
    truths.push(ruleTruth(when, values));
    if (truths.at(-1) === true) break;
  }
  const absent = [...read.fields.keys()].filter((name) => !values.has(name)).sort();
  if (!truths.includes(null)) {
    const isRule = truths.at(-1) === true;
    const rule = isRule ? truths.length - 1 : null;
    const tier = rule === null ? otherwise : rules[rule]!.tier;
    return { tier, basis: isRule ? "rule" : "otherwise", rule, possibleTiers: [tier], missing: absent };
  }
  const possible = possibleByRules(read, values);
  const open = { rule: null, possibleTiers: possible, missing: absent };
  if (possible.length === 1) return { tier: possible[0]!, basis: "any-completion", ...open };
  if (missing === "strict") return { tier: null, basis: "undecided", ...open };
  return { tier: possible.at(missing === "optimistic" ? 0 : -1)!, basis: "assumed", ...open };
}

/** How each rule comes out, up to the first that holds. */
function triedRules(values: ReadonlyMap<string, TierSignal>, { policy }: ReadTierRules): TriedRule[] {
  const tried: TriedRule[] = [];
  for (const [rule, { tier, when }] of policy.rules.entries()) {
    const conditions = when.map((condition): TriedCondition => {
      const value = values.get(condition.field) ?? null;
      return { ...condition, value, holds: value === null ? null : holds(condition, value) };
    });
    const truth = ruleTruth(when, values);
    tried.push({ rule, tier, holds: truth, conditions });
    if (truth === true) break;
  }
  return tried;
}
