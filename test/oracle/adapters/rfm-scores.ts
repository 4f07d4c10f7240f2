import type { RfmCutPoints } from "../../../src/tiers/rfm-score-cuts.ts";
import { rfmScores, type RfmScoresOptions } from "../../../src/tiers/rfm-scores.ts";
import type { Adapter } from "../adapter.ts";

interface Asked {
  readonly rows: readonly {
    readonly id: string;
    readonly recencyDays: number;
    readonly frequency: number;
    readonly monetary: number;
  }[];
  readonly bins: number;
  readonly method: NonNullable<RfmScoresOptions["method"]>;
  readonly cuts?: RfmCutPoints;
}

/** Recency, frequency and monetary scores. */
export const rfmScoresOracle: Adapter = ({ inputs }) => {
  const { rows, bins, method, cuts } = inputs as unknown as Asked;
  const result = rfmScores(rows, {
    bins,
    method,
    cuts,
    read: ({ id, ...figures }) => ({ customerId: id, ...figures }),
  });
  return { ...result, rows: result.rows.map(({ customerId, ...scores }) => ({ id: customerId, ...scores })) };
};
