import { touchpointAudit } from "../../../src/journey/touchpoint-audit.ts";
import type { Adapter } from "../adapter.ts";

interface Inputs {
  readonly touchpoints: readonly { readonly id: string }[];
  readonly entries: readonly {
    readonly touchpointId: string;
    readonly value: string;
    readonly demonstrated: number;
    readonly weight?: number;
  }[];
}

/** Lines name the value `value`. */
export const touchpointAuditOracle: Adapter = ({ inputs }) => {
  const { touchpoints, entries } = inputs as Inputs;
  const result = touchpointAudit(
    touchpoints,
    entries.map(({ value, ...line }) => ({ ...line, valueId: value })),
  );
  return { ...result, gaps: result.gaps.map(({ valueId, ...gap }) => ({ ...gap, value: valueId })) };
};
