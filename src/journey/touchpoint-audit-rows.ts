import { fail } from "../core/metric-error.ts";
import type {
  AuditedTouchpoint,
  AuditGap,
  AuditLeftOut,
  AuditLine,
  TouchpointAuditOptions,
} from "./touchpoint-audit.ts";
import { checkObject, rowFields } from "./row-fields.ts";

/** The lines that count, as gaps (also of 0), by touchpoint and by value. */
export interface AuditRows {
  readonly listed: readonly AuditedTouchpoint[];
  readonly byTouchpoint: ReadonlyMap<string, readonly AuditGap[]>;
  readonly byValue: ReadonlyMap<string, readonly AuditGap[]>;
  readonly used: readonly AuditGap[];
  readonly leftOut: AuditLeftOut;
}

/** Reads lines, and counts what cannot be used. */
export function touchpointAuditRows(
  touchpoints: readonly AuditedTouchpoint[],
  lines: readonly AuditLine[],
  { values, audience }: TouchpointAuditOptions,
): AuditRows {
  const leftOut = {
    notAudited: 0,
    unknownTouchpoint: 0,
    unknownValue: 0,
    invalidFinding: 0,
    invalidWeight: 0,
    otherAudience: 0,
    duplicateTouchpoint: 0,
  };
  const listed: AuditedTouchpoint[] = [];
  const byTouchpoint = new Map<string, AuditGap[]>();
  for (const touchpoint of touchpoints) {
    checkObject("touchpoint", touchpoint);
    if (audience !== undefined && (touchpoint.audience ?? "external") !== audience) leftOut.otherAudience += 1;
    else if (byTouchpoint.has(touchpoint.id)) leftOut.duplicateTouchpoint += 1;
    else {
      listed.push(touchpoint);
      byTouchpoint.set(touchpoint.id, []);
    }
  }
  const weights = weightsOf(values ?? []);
  const byValue = new Map<string, AuditGap[]>([...weights.keys()].map((id) => [id, []]));
  const used: AuditGap[] = [];
  for (const line of lines) {
    const { touchpointId, valueId, demonstrated, weight: own } = rowFields(line);
    const weight = own ?? weights.get(valueId) ?? 1;
    const ofTouchpoint = byTouchpoint.get(touchpointId);
    if (ofTouchpoint === undefined) leftOut.unknownTouchpoint += 1;
    else if (values !== undefined && !weights.has(valueId)) leftOut.unknownValue += 1;
    else if (demonstrated === null || demonstrated === undefined) leftOut.notAudited += 1;
    else if (!(typeof demonstrated === "number" && demonstrated >= 0 && demonstrated <= 1)) leftOut.invalidFinding += 1;
    else if (!isWeight(weight)) leftOut.invalidWeight += 1;
    else {
      const line = { touchpointId, valueId, demonstrated, weight, gap: weight * (1 - demonstrated) };
      const ofValue = byValue.get(valueId);
      used.push(line);
      ofTouchpoint.push(line);
      if (ofValue === undefined) byValue.set(valueId, [line]);
      else ofValue.push(line);
    }
  }
  const inOrder = values === undefined ? [...byValue].sort(([a], [b]) => (a < b ? -1 : 1)) : [...byValue];
  return { listed, byTouchpoint, byValue: new Map(inOrder), used, leftOut };
}

function weightsOf(values: NonNullable<TouchpointAuditOptions["values"]>): Map<string, number> {
  const weights = new Map<string, number>();
  for (const { id, weight = 1 } of values) {
    if (!isWeight(weight)) fail("WEIGHT_INVALID", "Cannot use weight as it must be a number from 0 to 1e100", weight);
    weights.set(id, weight);
  }
  return weights;
}

function isWeight(weight: unknown): weight is number {
  return typeof weight === "number" && weight >= 0 && weight <= 1e100;
}
