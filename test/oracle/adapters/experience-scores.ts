import { type ExpectationAnswer, expectationGap } from "../../../src/journey/expectation-gap.ts";
import { peakEnd, type PeakKind } from "../../../src/journey/peak-end.ts";
import { repurchaseByScore, type RepurchaseRow } from "../../../src/journey/repurchase-by-score.ts";
import type { Share } from "../../../src/stats/share.ts";
import type { Adapter } from "../adapter.ts";

/** `n` is what the file calls `known`. */
export const peakEndOracle: Adapter = ({ inputs }) => {
  const { values, neutral, peak } = inputs as {
    readonly values: readonly (number | null)[];
    readonly neutral?: number;
    readonly peak?: PeakKind;
  };
  const { n: known, ...result } = peakEnd(values, { neutral, peak });
  return { ...result, known };
};

/** Shares are plain numbers there. */
export const expectationGapOracle: Adapter = ({ inputs }) => {
  const { items, weights } = inputs as {
    readonly items: readonly ExpectationAnswer[];
    readonly weights?: { readonly [dimension: string]: number } | null;
  };
  const result = expectationGap(items, { weights });
  const plain = <Row extends { readonly met: Share; readonly exceeded: Share; readonly fellShort: Share }>(
    row: Row,
  ) => ({
    ...row,
    met: row.met.value,
    exceeded: row.exceeded.value,
    fellShort: row.fellShort.value,
  });
  return { ...plain(result), dimensions: result.dimensions.map(plain) };
};

/** Intervals are pairs there. */
export const repurchaseByEffort: Adapter = ({ inputs }) => {
  const { rows, compare } = inputs as {
    readonly rows: readonly RepurchaseRow[];
    readonly compare?: readonly [number, number];
  };
  const { table, comparison } = repurchaseByScore(rows, { compare });
  return {
    table: table.map(({ rate, ...row }) => ({
      ...row,
      rate: rate.value,
      wilson95: rate.interval && [rate.interval.lower, rate.interval.upper],
    })),
    ...comparison,
  };
};
