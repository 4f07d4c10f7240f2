import { whaleCurve } from "../../../src/tiers/whale-curve.ts";
import type { Adapter } from "../adapter.ts";

interface Asked {
  readonly customers: readonly { readonly id: string; readonly profit: number }[];
}

/** Cumulative profit, the best customers first. */
export const whaleCurveOracle: Adapter = ({ inputs }) => {
  const { customers } = inputs as unknown as Asked;
  const result = whaleCurve(customers, { read: ({ id, profit }) => ({ customerId: id, profit }) });
  return { ...result, points: result.points.map(({ customerId, ...point }) => ({ id: customerId, ...point })) };
};
