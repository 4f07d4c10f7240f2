import type { Estimate } from "../core/estimate.ts";
import { fail } from "../core/metric-error.ts";
import { exactSum } from "../numeric/exact-sum.ts";
import type { OrganisationValue } from "../model/touchpoint-audit.ts";
import type { Touchpoint } from "../model/touchpoint.ts";
import { touchpointAuditRows } from "./touchpoint-audit-rows.ts";

/** What the audit reads of a touchpoint. */
export type AuditedTouchpoint = Pick<Touchpoint, "id"> &
  Partial<Pick<Touchpoint, "name" | "ownership" | "ownerTeam" | "audience" | "auditQuestions">>;

/** One line of a filled-in template; `demonstrated` is `null` where nobody has looked yet. */
export interface AuditLine {
  /** The touchpoint. */
  readonly touchpointId: string;
  /** The value. */
  readonly valueId: string;
  /** 0 no, 0.5 partly, 1 yes, or anything between; `null`: not audited. */
  readonly demonstrated: number | null | undefined;
  /** How much it counts there, 0 or more; the value's weight, or 1, where absent. */
  readonly weight?: number | null | undefined;
}

/** Options of {@link touchpointAudit}. */
export interface TouchpointAuditOptions {
  /** What the organisation stands for: their weights hold for lines without one, and lines on other values are left out. */
  readonly values?: readonly OrganisationValue[] | undefined;
  /** Only touchpoints for customers (`"external"`, also where a touchpoint does not say) or for departments (`"internal"`). */
  readonly audience?: "external" | "internal" | undefined;
}

/** How far one touchpoint shows the values. */
export interface AuditedTouchpointFigure {
  /** The touchpoint. */
  readonly touchpointId: string;
  /** Lines on it. */
  readonly n: number;
  /** Weighted mean of its lines, in [0, 1]; `null`: not audited, or all weights 0. */
  readonly demonstrated: number | null;
  /** Sum of its gaps. */
  readonly gap: number;
}

/** How far one value is shown, wherever it was looked for. */
export interface AuditedValueFigure {
  /** The value. */
  readonly valueId: string;
  /** Lines on it. */
  readonly n: number;
  /** Weighted mean of its lines, in [0, 1]; `null`: not audited, or all weights 0. */
  readonly demonstrated: number | null;
  /** Sum of its gaps. */
  readonly gap: number;
}

/** A value that a touchpoint does not fully show. */
export interface AuditGap {
  /** The touchpoint. */
  readonly touchpointId: string;
  /** The value. */
  readonly valueId: string;
  /** 0 to 1. */
  readonly demonstrated: number;
  /** How much it counts. */
  readonly weight: number;
  /** weight · (1 − demonstrated), above 0. */
  readonly gap: number;
}

/** Lines and touchpoints that were not counted, and why. */
export interface AuditLeftOut {
  /** Lines without a finding yet. */
  readonly notAudited: number;
  /** Lines on a touchpoint that is not in the list (or not of the audience). */
  readonly unknownTouchpoint: number;
  /** Lines on a value that is not in `values`. */
  readonly unknownValue: number;
  /** Lines whose finding is no number from 0 to 1. */
  readonly invalidFinding: number;
  /** Lines whose weight is no number from 0 to 1e100. */
  readonly invalidWeight: number;
  /** Touchpoints of another audience. */
  readonly otherAudience: number;
  /** Touchpoints whose id came before. */
  readonly duplicateTouchpoint: number;
}

/** What an audit of touchpoints found. */
export interface TouchpointAuditResult extends Estimate<"touchpoint-audit", "proportion"> {
  /** The same as `value`: weighted mean of all lines. */
  readonly demonstrated: number | null;
  /** Touchpoints in the list. */
  readonly touchpointCount: number;
  /** Those with at least one line. */
  readonly auditedCount: number;
  /** Their share, or `null` without touchpoints. */
  readonly coverage: number | null;
  /** Touchpoints without a line, in the order of the list: nobody looked, which is not the same as 0. */
  readonly unaudited: readonly string[];
  /** Touchpoints of the business (also where a touchpoint does not say whose) that no team owns. */
  readonly unowned: readonly string[];
  /** Every touchpoint, in the order of the list. */
  readonly touchpoints: readonly AuditedTouchpointFigure[];
  /** Every value, in the order of `values`, or by code unit without them. */
  readonly values: readonly AuditedValueFigure[];
  /** What to mend first: largest gap, then touchpoint, then value by code unit, then place in the list. */
  readonly gaps: readonly AuditGap[];
  /** What was not counted. */
  readonly leftOut: AuditLeftOut;
  /** What the figures mean. */
  readonly definition: {
    /** `"weighted-mean"`. */
    readonly demonstrated: "weighted-mean";
    /** `"weight-times-shortfall"`. */
    readonly gap: "weight-times-shortfall";
    /** The audience, or `"all"`. */
    readonly audience: "all" | "external" | "internal";
  };
}

/**
 * Are the values that the organisation stands for shown at every contact? Coverage, how far they are shown, and the gaps,
 * worst first.
 *
 * An audit is a list of all touchpoints and no sample of them, so that its figures have no interval.
 *
 * @formula demonstrated: Σ weight · demonstrated / Σ weight; gap: weight · (1 − demonstrated)
 *
 * @param touchpoints - all contacts, audited or not
 * @param lines - findings; several on one touchpoint and value (two auditors) all count
 * @param options - see {@link TouchpointAuditOptions}
 * @returns a proportion in [0, 1], or `null` where nothing was audited
 * @throws {@link MetricError} `TOUCHPOINTS_INVALID`, `AUDIT_LINES_INVALID` for what is no list; `WEIGHT_INVALID` for a
 *   value's weight below 0; `AUDIENCE_INVALID`
 * @see Albrecht, "At America's Service", 1988 (moments of truth at every contact).
 *
 * @example
 * ```ts
 * import { touchpointAudit } from "customer-metrics/journey";
 *
 * const audit = touchpointAudit(
 *   [{ id: "queue" }, { id: "payments" }, { id: "letters" }],
 *   [
 *     { touchpointId: "queue", valueId: "respect", demonstrated: 0, weight: 3 },
 *     { touchpointId: "payments", valueId: "promptness", demonstrated: 0.5 },
 *   ],
 * );
 * audit.value; // => 0.125
 * audit.unaudited; // => ["letters"]
 * audit.gaps[0]; // => { touchpointId: "queue", valueId: "respect", gap: 3 }
 * ```
 */
export function touchpointAudit(
  touchpoints: readonly AuditedTouchpoint[],
  lines: readonly AuditLine[],
  options: TouchpointAuditOptions = {},
): TouchpointAuditResult {
  if (!Array.isArray(touchpoints))
    fail("TOUCHPOINTS_INVALID", "Cannot audit touchpoints as they must be a list", touchpoints);
  if (!Array.isArray(lines)) fail("AUDIT_LINES_INVALID", "Cannot audit lines as they must be a list", lines);
  const { audience } = options;
  if (audience !== undefined && audience !== "external" && audience !== "internal")
    fail("AUDIENCE_INVALID", "Cannot use audience as it must be external or internal", audience);
  const { listed, byTouchpoint, byValue, used, leftOut } = touchpointAuditRows(touchpoints, lines, options);

  const demonstrated = demonstratedOf(used);
  const unaudited = listed.filter(({ id }) => byTouchpoint.get(id)!.length === 0).map(({ id }) => id);
  const auditedCount = listed.length - unaudited.length;
  const notes = ["audit-is-no-sample"];
  if (listed.length === 0) notes.push("no-touchpoints");
  if (used.length === 0) notes.push("nothing-audited");
  else if (demonstrated === null) notes.push("all-weights-0");
  return {
    metric: "touchpoint-audit",
    value: demonstrated,
    unit: "proportion",
    n: used.length,
    interval: null,
    demonstrated,
    touchpointCount: listed.length,
    auditedCount,
    coverage: listed.length === 0 ? null : auditedCount / listed.length,
    unaudited,
    unowned: listed
      .filter(({ ownership, ownerTeam }) => (ownership ?? "brand") === "brand" && !ownerTeam)
      .map(({ id }) => id),
    touchpoints: listed.map(({ id }) => ({ touchpointId: id, ...figures(byTouchpoint.get(id)!) })),
    values: [...byValue].map(([valueId, ofValue]) => ({ valueId, ...figures(ofValue) })),
    gaps: used
      .filter(({ gap }) => gap > 0)
      .sort((a, b) => b.gap - a.gap || byCodeUnit(a.touchpointId, b.touchpointId) || byCodeUnit(a.valueId, b.valueId)),
    leftOut,
    definition: { demonstrated: "weighted-mean", gap: "weight-times-shortfall", audience: audience ?? "all" },
    notes,
  };
}

function figures(lines: readonly AuditGap[]): Pick<AuditedValueFigure, "n" | "demonstrated" | "gap"> {
  return { n: lines.length, demonstrated: demonstratedOf(lines), gap: exactSum(lines.map(({ gap }) => gap)) };
}

function demonstratedOf(lines: readonly AuditGap[]): number | null {
  const weight = exactSum(lines.map((line) => line.weight));
  // Rounded products may sum to a bit more than the weights.
  return weight > 0 ? Math.min(1, exactSum(lines.map((line) => line.weight * line.demonstrated)) / weight) : null;
}

function byCodeUnit(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
