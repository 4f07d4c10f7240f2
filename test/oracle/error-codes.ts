/** What the oracles call a bad call, and the codes of MetricError that say the same. */
export const errorCodes: { readonly [text: string]: readonly string[] } = {
  "confidence must be in (0,1)": ["LEVEL_OUT_OF_RANGE"],
  "counts must be integers unless weighted": ["COUNT_INVALID"],
  "length mismatch": ["LENGTH_MISMATCH"],
  "negative count": ["COUNT_INVALID"],
  "topBoxes must be less than the number of scale points": ["TOP_BOX_OUT_OF_RANGE"],
  "unsafe integer count": ["COUNT_INVALID"],
};
