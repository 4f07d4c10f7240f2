import { fail } from "../core/metric-error.ts";
import type { ScoreCell, ScoreOptions } from "./count-scores.ts";
import { resolveScale } from "./scale.ts";
import { emptyScoreState, type ScoreState } from "./score-state.ts";
import { tallyCell, tallyInto, type ScoreSource, type TallyOptions } from "./tally-scores.ts";

/**
 * Counts answers as they arrive: from a stream of answers, or, much faster, of chunks of answers
 * (arrays, typed arrays, Arrow vectors).
 *
 * @param source - an async iterable of answers or of chunks of them; both may be mixed
 * @returns a promise of the state; it is rejected with what is thrown
 * @throws {@link MetricError} as `tallyScores`, and whatever `source` throws
 *
 * @example
 * ```ts
 * import { nps, tallyScoresAsync } from "customer-metrics";
 *
 * async function* pages() {
 *   yield Uint8Array.of(10, 9, 3);
 *   yield [8, null, 10];
 * }
 * const state = await tallyScoresAsync(pages(), { scale: "0-10" });
 * nps(state).value; // => 40
 * ```
 */
export async function tallyScoresAsync<Row = ScoreCell>(
  source: AsyncIterable<Row | ScoreSource<Row>>,
  options: TallyOptions<Row> & ScoreOptions<Row>,
): Promise<ScoreState> {
  const state = emptyScoreState(resolveScale(options?.scale));
  const { read } = options;
  if (!(Object(source) === source && (Symbol.asyncIterator in source || Symbol.iterator in source))) {
    fail("SOURCE_INVALID", "Cannot use source as it must be an async iterable", source);
  }
  for await (const part of source) {
    if (isChunk<Row>(part)) tallyInto(state, part, options);
    else tallyCell(state, read ? read(part as Row) : part, options);
  }
  return state;
}

/** A chunk is a list or a vector; a row may be any other object, iterable ones too. */
function isChunk<Row>(part: unknown): part is ScoreSource<Row> {
  return (
    Array.isArray(part) ||
    ArrayBuffer.isView(part) ||
    typeof (part as { toArray?: unknown } | null)?.toArray === "function"
  );
}
