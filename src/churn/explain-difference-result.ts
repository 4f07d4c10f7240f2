import type { ChurnConvention, DifferenceRule } from "./explain-difference-words.ts";
import type { MrrDefinition } from "./mrr-options.ts";
import type { SubscriptionFinding } from "./subscription-segments.ts";

/** One of the two figures. */
export interface ExplainedFigure {
  /** The convention in a few words. */
  readonly name: string;
  /** The convention. */
  readonly definition: ChurnConvention;
  /** The rate, or `null` where it divides by 0. */
  readonly value: number | null;
  /** What it counts: departures, or minor units a month. */
  readonly numerator: number;
  /** What it divides by, or `null` where that is no one number. */
  readonly denominator: number | null;
}

/** What one customer does to a difference under one rule. */
export interface DifferencePart {
  /** Why. */
  readonly rule: DifferenceRule;
  /** Whose doing it is; `null` for what customers who did nothing make together. */
  readonly customerId: string | null;
  /** Its part of `difference`, in the same unit. */
  readonly contribution: number;
  /** What happened, for people. */
  readonly sentence: string;
}

/** What one rule makes of a difference, over all customers. */
export interface DifferenceByRule {
  /** Which rule. */
  readonly rule: DifferenceRule;
  /** The sum of its parts. */
  readonly contribution: number;
  /** Distinct customers. */
  readonly customers: number;
  /** What the rule is about, for people. */
  readonly sentence: string;
}

/** Why two churn figures of one period differ; everything adds up to `difference`. */
export interface ChurnDifference {
  /** Which metric this is. */
  readonly metric: "churnDifference";
  /** Rates as proportions. */
  readonly unit: "proportion";
  /** `2024-01`, or `null` for boundaries of your own. */
  readonly period: string | null;
  /** First instant of the period, ISO 8601. */
  readonly start: string;
  /** First instant after it. */
  readonly end: string;
  /** The first figure. */
  readonly a: ExplainedFigure;
  /** The second figure. */
  readonly b: ExplainedFigure;
  /** The second less the first, or `null` where one of them is. */
  readonly difference: number | null;
  /** Both figures and what makes them differ, for people. */
  readonly summary: string;
  /** By rule, the largest first. */
  readonly rules: readonly DifferenceByRule[];
  /** By rule in that order, and by customer. */
  readonly parts: readonly DifferencePart[];
  /** Rows left out, each with its reason. */
  readonly findings: readonly SubscriptionFinding[];
  /** The rules that the ledger follows. */
  readonly definition: MrrDefinition;
  /** `"no-customers"`, `"same-figure"`, `"incomplete-period"`, `"rows-left-out"`. */
  readonly notes: readonly string[];
}
