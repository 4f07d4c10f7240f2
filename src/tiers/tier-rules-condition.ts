import { fail } from "../core/metric-error.ts";
import { isTierLabel, plainLabel, type TierLabel, tierPlaces } from "./tier-labels.ts";

/** What a rule may compare a field with. */
export type TierSignal = string | number | boolean;

/** What is known of a customer, by field; `null` or none where it is not. */
export interface TierSignals {
  /** A signal by its name. */
  readonly [field: string]: unknown;
}

/** A condition on one field. Plain JSON; of several comparisons all must hold, at least one is needed. */
export interface TierCondition {
  /** The name of the field. */
  readonly field: string;
  /** field ≥ this. */
  readonly atLeast?: number | undefined;
  /** field > this. */
  readonly above?: number | undefined;
  /** field ≤ this. */
  readonly atMost?: number | undefined;
  /** field < this. */
  readonly below?: number | undefined;
  /** The field is this: `"3"` is not 3. */
  readonly is?: TierSignal | undefined;
  /** The field is one of these. */
  readonly isOneOf?: readonly TierSignal[] | undefined;
}

/** A rule: its tier, when all its conditions hold. */
export interface TierRule {
  /** The tier that it gives. */
  readonly tier: TierLabel;
  /** All must hold. For "or", write another rule with the same tier. */
  readonly when: readonly TierCondition[];
}

/** Tiers by rules, as plain JSON: the first rule that holds gives the tier. */
export interface TierRulePolicy {
  /** All tiers, the best first. */
  readonly tiers: readonly TierLabel[];
  /** Tried in this order. */
  readonly rules: readonly TierRule[];
  /** The tier of whom no rule names. */
  readonly otherwise: TierLabel;
}

/** A field of a policy: how to read it, and the values that tell its conditions apart. */
export interface TierField {
  /** Whether it is compared by size, so that only a finite number will do. */
  readonly isNumeric: boolean;
  /** One value for each way in which its conditions can come out. */
  readonly representatives: readonly unknown[];
}

/** A policy that was checked. */
export interface ReadTierRules {
  /** A copy as JSON has it. */
  readonly policy: TierRulePolicy;
  readonly places: Map<TierLabel, number>;
  readonly fields: Map<string, TierField>;
}

const sizes = ["atLeast", "above", "atMost", "below"] as const;
const names: readonly string[] = ["field", "is", "isOneOf", "atLeast", "above", "atMost", "below"];

/**
 * Throws unless the policy makes sense; a misspelt comparison must not pass for none.
 *
 * @throws {@link MetricError} `TIERS_INVALID`, `RULES_INVALID`
 */
export function readTierRules(policy: TierRulePolicy): ReadTierRules {
  const { tiers, rules, otherwise } = policy ?? {};
  const places = tierPlaces(tiers);
  if (!Array.isArray(rules)) fail("RULES_INVALID", "Cannot use rules as they must be a list", rules);
  if (!places.has(otherwise)) fail("RULES_INVALID", "Cannot use otherwise as it must be one of tiers", otherwise);
  const conditions = new Map<string, TierCondition[]>();
  for (const rule of rules as readonly TierRule[]) {
    if (!isTierLabel(rule?.tier) || !places.has(rule.tier) || !Array.isArray(rule.when))
      fail("RULES_INVALID", "Cannot use a rule as it must have one of tiers and a list of conditions in when", rule);
    for (const condition of rule.when as readonly TierCondition[]) {
      checkCondition(condition);
      const known = conditions.get(condition.field);
      if (known === undefined) conditions.set(condition.field, [condition]);
      else known.push(condition);
    }
  }
  const plain = {
    tiers: tiers.map(plainLabel),
    rules: rules.map(({ tier, when }) => ({ tier: plainLabel(tier), when: when.map(plainCondition) })),
    otherwise: plainLabel(otherwise),
  };
  return { policy: plain, places, fields: new Map([...conditions].map(([name, all]) => [name, fieldOf(all)])) };
}

/** Whether the condition holds of a value of its field. */
export function holds({ atLeast, above, atMost, below, is, isOneOf }: TierCondition, value: unknown): boolean {
  const x = value as number;
  return (
    (atLeast === undefined || x >= atLeast) &&
    (above === undefined || x > above) &&
    (atMost === undefined || x <= atMost) &&
    (below === undefined || x < below) &&
    (is === undefined || value === is) &&
    (isOneOf === undefined || isOneOf.includes(value as TierSignal))
  );
}

/** The value of a field if its conditions can be told from it, else `null`. */
export function signalOf(signals: TierSignals, name: string, { isNumeric }: TierField): TierSignal | null {
  const value = Object.hasOwn(signals, name) ? signals[name] : null;
  if (typeof value === "number") return Number.isFinite(value) ? value + 0 : null;
  return !isNumeric && (typeof value === "string" || typeof value === "boolean") ? value : null;
}

function checkCondition(condition: TierCondition): void {
  const isText = typeof condition?.field === "string";
  const given = isText ? Object.keys(condition).filter((name) => condition[name as "is"] !== undefined) : [];
  const isSound =
    given.length > 1 &&
    given.every((name) => names.includes(name)) &&
    sizes.every((name) => condition[name] === undefined || Number.isFinite(condition[name])) &&
    (condition.is === undefined || isSignal(condition.is)) &&
    (condition.isOneOf === undefined || (Array.isArray(condition.isOneOf) && condition.isOneOf.every(isSignal)));
  if (!isSound) {
    fail(
      "RULES_INVALID",
      `Cannot use a condition as it must have a field and some of ${names.slice(1).join(", ")}`,
      condition,
    );
  }
}

function isSignal(value: unknown): boolean {
  return typeof value === "string" || typeof value === "boolean" || Number.isFinite(value);
}

function fieldOf(conditions: readonly TierCondition[]): TierField {
  const isNumeric = conditions.some((condition) => sizes.some((name) => condition[name] !== undefined));
  const values = new Set<unknown>();
  for (const { is, isOneOf = [], ...condition } of conditions) {
    for (const value of [is, ...isOneOf, ...sizes.map((name) => condition[name])]) {
      if (value !== undefined && (!isNumeric || typeof value === "number")) values.add(value);
    }
  }
  const candidates = isNumeric ? around([...values] as number[]) : beside([...values]);
  // Of values that no condition tells apart, one will do.
  const kinds = new Map<string, unknown>();
  for (const value of candidates) {
    const kind = conditions.map((condition) => (holds(condition, value) ? "1" : "0")).join("");
    if (!kinds.has(kind)) kinds.set(kind, value);
  }
  // Those of which most holds come first: the better tiers are found sooner.
  const held = ([kind]: readonly [string, unknown]): number => kind.split("1").length;
  const representatives = [...kinds].sort((left, right) => held(right) - held(left)).map(([, value]) => value);
  return { isNumeric, representatives };
}

/** The edges, and a number between each two and beyond the outer ones. */
function around(edges: readonly number[]): number[] {
  const sorted = [...edges].sort((left, right) => left - right);
  const between = sorted.slice(1).map((edge, i) => edge / 2 + sorted[i]! / 2);
  return [...sorted, ...between, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
}

/** The values, and something else: of booleans the other one, of texts and numbers what is none of them. */
function beside(values: readonly unknown[]): unknown[] {
  return values.every((value) => typeof value === "boolean") ? [true, false] : [...values, null];
}

/** A copy of what the condition says, without keys that are `undefined`. */
function plainCondition(condition: TierCondition): TierCondition {
  const copy: { [name: string]: unknown } = {};
  for (const [name, value] of Object.entries(condition)) {
    if (value !== undefined)
      copy[name] = Array.isArray(value) ? [...value] : typeof value === "number" ? value + 0 : value;
  }
  return copy as unknown as TierCondition;
}
