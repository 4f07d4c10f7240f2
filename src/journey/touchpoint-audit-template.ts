import { fail } from "../core/metric-error.ts";
import type { OrganisationValue } from "../model/touchpoint-audit.ts";
import type { AuditedTouchpoint, AuditLine } from "./touchpoint-audit.ts";
import { checkObject } from "./row-fields.ts";

/** A line of the template, to be filled in. */
export interface AuditTemplateLine extends AuditLine {
  /** What people call the touchpoint. */
  readonly touchpoint: string;
  /** What people call the value. */
  readonly value: string;
  /** What to ask there: the touchpoint's questions, if it has any. */
  readonly questions: readonly string[];
  /** To be replaced by 0, 0.5 or 1. */
  readonly demonstrated: null;
  /** How much the value counts; change it where it counts more or less. */
  readonly weight: number;
}

/**
 * An empty audit: one line for each touchpoint and value, to be filled in and given to `touchpointAudit`.
 *
 * @param touchpoints - all contacts
 * @param values - what the organisation stands for
 * @returns lines in the order of the touchpoints, then of the values
 * @throws {@link MetricError} `TOUCHPOINTS_INVALID`, `SOURCE_INVALID` for what is no list
 *
 * @example
 * ```ts
 * import { touchpointAudit, touchpointAuditTemplate } from "customer-metrics/journey";
 *
 * const touchpoints = [{ id: "queue", name: "Standing in line" }];
 * const template = touchpointAuditTemplate(touchpoints, [{ id: "respect", weight: 3 }, { id: "promptness" }]);
 * template[0]; // => { touchpointId: "queue", touchpoint: "Standing in line", valueId: "respect", demonstrated: null, weight: 3 }
 * const filledIn = template.map((line) => ({ ...line, demonstrated: line.valueId === "respect" ? 1 : 0.5 }));
 * touchpointAudit(touchpoints, filledIn).value; // => 0.875
 * ```
 */
export function touchpointAuditTemplate(
  touchpoints: readonly AuditedTouchpoint[],
  values: readonly OrganisationValue[],
): readonly AuditTemplateLine[] {
  if (!Array.isArray(touchpoints))
    fail("TOUCHPOINTS_INVALID", "Cannot list audit lines as touchpoints must be a list", touchpoints);
  if (!Array.isArray(values)) fail("SOURCE_INVALID", "Cannot list audit lines as values must be a list", values);
  for (const row of [...touchpoints, ...values]) checkObject("row", row);
  return touchpoints.flatMap((touchpoint) =>
    values.map((value) => ({
      touchpointId: touchpoint.id,
      touchpoint: touchpoint.name ?? touchpoint.id,
      valueId: value.id,
      value: value.name ?? value.id,
      questions: touchpoint.auditQuestions ?? [],
      demonstrated: null,
      weight: value.weight ?? 1,
    })),
  );
}
