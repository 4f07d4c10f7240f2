/** What became of one answer that could not be counted. */
export type LeftOutReason = "skipped" | "outOfRange" | "nonInteger" | "invalid";

/** One cell read as a score: the score, or why it is none. */
export type ScoreReading = { readonly status: "ok"; readonly value: number } | { readonly status: LeftOutReason };
