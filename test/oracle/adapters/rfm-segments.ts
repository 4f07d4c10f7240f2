import { lintRfmSegments } from "../../../src/tiers/rfm-segment-lint.ts";
import type { RfmSegment } from "../../../src/tiers/rfm-segment-rules.ts";
import type { Adapter } from "../adapter.ts";

interface Asked {
  readonly segments: readonly RfmSegment[];
  readonly bins: number;
}

/** Which scores are in which segment; the file lists those that have any, by name. */
export const rfmSegmentsOracle: Adapter = ({ inputs }) => {
  const { segments, bins } = inputs as unknown as Asked;
  const lint = lintRfmSegments(segments, { bins });
  const all = [...lint.segments, { segment: "Others", codes: lint.others }];
  return {
    codesBySegment: all
      .filter(({ codes }) => codes.length > 0)
      .sort((left, right) => (left.segment < right.segment ? -1 : 1))
      .map(({ segment, codes }) => ({ segment, count: codes.length, codes })),
  };
};
