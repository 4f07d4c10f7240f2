import { checkLevel } from "../core/estimate.ts";
import type { Interaction } from "../model/interaction.ts";
import { type ScoreMean, scoreKind, scoreMean } from "./exact-mean.ts";
import { inTimeOrder, type PlacedInteraction, type PlacedLeftOut } from "./hand-off-order.ts";
import { peakEndDefinition, peakEndOf, type PeakEndDefinition, type PeakEndOptions } from "./peak-end.ts";

/** What is read of an interaction. */
export type FeltInteraction = PlacedInteraction & Pick<Interaction, "emotion">;

/** Options of {@link peakEndByJourney}. */
export interface PeakEndByJourneyOptions extends PeakEndOptions {
  /**
   * Coverage of the intervals, a proportion in (0, 1).
   * @defaultValue `0.95`
   */
  readonly level?: number | undefined;
}

/** Peak and end of one journey. */
export interface JourneyPeakEnd {
  /** The journey. */
  readonly journeyId: string;
  /** Interactions whose emotion is known. */
  readonly known: number;
  /** The peak, or `null` where no emotion is known; so are the other figures. */
  readonly peak: number | null;
  /** The last known emotion. */
  readonly end: number | null;
  /** (peak + end) / 2. */
  readonly peakEnd: number | null;
  /** Mean of the known emotions. */
  readonly mean: number | null;
}

/** How journeys are remembered. */
export interface PeakEndByJourneyResult {
  /** `"peak-end-by-journey"`. */
  readonly metric: "peak-end-by-journey";
  /** Every journey, by code unit of its id. */
  readonly journeys: readonly JourneyPeakEnd[];
  /** Journeys with an emotion. */
  readonly journeysWithEmotion: number;
  /** Mean peak-end score over journeys, each counted once. */
  readonly meanPeakEnd: ScoreMean;
  /** Mean over journeys of their mean emotions. */
  readonly meanOfMeans: ScoreMean;
  /** Mean over journeys of peak-end less mean: below 0 where journeys are remembered as worse than they were. */
  readonly memoryGap: ScoreMean;
  /** Interactions that were not counted. */
  readonly leftOut: PlacedLeftOut & {
    /** Without an emotion. */
    readonly missing: number;
    /** The emotion is no number. */
    readonly invalid: number;
  };
  /** What the figures mean. */
  readonly definition: PeakEndDefinition;
  /** What a careful reader should know. */
  readonly notes: readonly string[];
}

/**
 * Peak-end score of every journey, from the emotions of its interactions in order of instant, `sequence` and place in the
 * list.
 *
 * @param interactions - rows with `journeyId`, `startedAt` and `emotion`
 * @param options - see {@link PeakEndByJourneyOptions}
 * @returns scores on the scale of the emotions, with Student's intervals over journeys
 * @throws {@link MetricError} `SOURCE_INVALID`; `NEUTRAL_INVALID`, `PEAK_INVALID`, `LEVEL_OUT_OF_RANGE`
 *
 * @example
 * ```ts
 * import { peakEndByJourney } from "customer-metrics/journey";
 *
 * const result = peakEndByJourney([
 *   { journeyId: "a", startedAt: "2025-03-09T12:00:00Z", emotion: 2 },
 *   { journeyId: "a", startedAt: "2025-03-09T11:00:00Z", emotion: -1 },
 *   { journeyId: "b", startedAt: "2025-03-09T11:00:00Z", emotion: null },
 * ]);
 * result.meanPeakEnd.value; // => 2
 * result.journeysWithEmotion; // => 1
 * ```
 */
export function peakEndByJourney(
  interactions: Iterable<FeltInteraction>,
  options: PeakEndByJourneyOptions = {},
): PeakEndByJourneyResult {
  const { level = 0.95 } = options;
  checkLevel(level);
  const definition = peakEndDefinition(options);
  const { byJourney, leftOut } = inTimeOrder(interactions);
  const dropped = { ...leftOut, missing: 0, invalid: 0 };
  const journeys = byJourney.map(([journeyId, events]): JourneyPeakEnd => {
    for (const { emotion } of events) {
      const kind = scoreKind(emotion);
      if (kind !== "score") dropped[kind] += 1;
    }
    const { n, peak, end, value, mean } = peakEndOf(
      events.map(({ emotion }) => emotion),
      definition,
    );
    return { journeyId, known: n, peak, end, peakEnd: value, mean };
  });
  const felt = journeys.filter(({ known }) => known > 0);
  return {
    metric: "peak-end-by-journey",
    journeys,
    journeysWithEmotion: felt.length,
    meanPeakEnd: scoreMean(
      felt.map((journey) => journey.peakEnd!),
      level,
    ),
    meanOfMeans: scoreMean(
      felt.map((journey) => journey.mean!),
      level,
    ),
    memoryGap: scoreMean(
      felt.map((journey) => journey.peakEnd! - journey.mean!),
      level,
    ),
    leftOut: dropped,
    definition,
    notes: felt.length === 0 ? ["no-scores"] : [],
  };
}
