import { checkLevel, type Estimate } from "../core/estimate.ts";
import type { Interaction } from "../model/interaction.ts";
import type { Touchpoint } from "../model/touchpoint.ts";
import { share, type Share } from "../stats/share.ts";
import { type ScoreMean, scoreMean } from "./exact-mean.ts";
import { inTimeOrder, type PlacedInteraction, type PlacedLeftOut } from "./hand-off-order.ts";
import { shareDifference, type ShareDifference } from "./share-difference.ts";
import { rowFields } from "./row-fields.ts";
import { checkRows } from "./promise-outcomes.ts";

/** What is read of an interaction. */
export type HandedInteraction = PlacedInteraction &
  Pick<Interaction, "touchpointId" | "ownerTeam"> &
  Partial<Pick<Interaction, "id">>;

/** How a promise came out, and at which interaction it was made. */
export interface InteractionOutcome {
  /** The interaction; an outcome of none is left out. */
  readonly interactionId?: string | null | undefined;
  /** `"broken"`, `"kept"` and `"exceeded"` are judged; all others are not. */
  readonly outcome: string | null | undefined;
}

/** Options of {@link handOffs}. */
export interface HandOffOptions {
  /** Who owns which touchpoint, for interactions that name no team. */
  readonly touchpoints?: Iterable<Pick<Touchpoint, "id" | "ownerTeam" | "ownership">> | undefined;
  /** How promises came out, for the broken rate at hand-offs. */
  readonly outcomes?: Iterable<InteractionOutcome> | undefined;
  /**
   * Coverage of the intervals, a proportion in (0, 1).
   * @defaultValue `0.95`
   */
  readonly level?: number | undefined;
}

/** One journey. */
export interface JourneyHandOffs {
  /** The journey. */
  readonly journeyId: string;
  /** Its interactions. */
  readonly interactions: number;
  /** Those whose team is known. */
  readonly known: number;
  /** How often the team changed. */
  readonly handOffs: number;
  /** Different teams. */
  readonly teams: number;
}

/** Hand-offs from one team to another. */
export interface HandOffPair {
  /** Who gave. */
  readonly from: string;
  /** Who took. */
  readonly to: string;
  /** How often. */
  readonly count: number;
  /** Broken promises over judged ones, at the interactions at which it was taken. */
  readonly broken: Share;
}

/** Hand-offs between teams; as one figure, their mean a journey. */
export interface HandOffResult extends Estimate<"hand-offs-per-journey", "hand-offs"> {
  /** All hand-offs. */
  readonly handOffs: number;
  /** Hand-offs a journey, over journeys with an interaction whose team is known: `value` with its spread. */
  readonly perJourney: ScoreMean;
  /** Of those journeys, the share without any. */
  readonly withoutHandOff: Share;
  /** Every journey, by code unit of its id. */
  readonly journeys: readonly JourneyHandOffs[];
  /** Most frequent first, then by code unit. */
  readonly pairs: readonly HandOffPair[];
  /** Broken promises over judged ones, at interactions that begin with a hand-off. */
  readonly brokenAtHandOffs: Share;
  /** The same, at all others in a journey. */
  readonly brokenElsewhere: Share;
  /** The first less the second: an association, no cause. */
  readonly brokenDifference: ShareDifference;
  /** Touchpoints of the business (also where one does not say whose) that no team owns, in the order given. */
  readonly unownedTouchpoints: readonly string[];
  /** What was not counted. */
  readonly leftOut: PlacedLeftOut & {
    /** Interactions whose team is not known: passed over, A, unknown, B is one hand-off. */
    readonly unknownTeam: number;
    /** Outcomes of no interaction in a journey. */
    readonly outcomesElsewhere: number;
    /** Outcomes that are not judged. */
    readonly outcomesNotJudged: number;
  };
  /** What a careful reader should know. */
  readonly notes: readonly string[];
}

interface Judged {
  successes: number;
  n: number;
}

/**
 * How often are customers handed from team to team, and does it go wrong there?
 *
 * A hand-off is an interaction whose team is not that of the one before in the journey, in order of instant, `sequence` and
 * place in the list. The team is that of the interaction, or else of its touchpoint.
 *
 * @formula value: Σ team changes / journeys
 *
 * @param interactions - rows with `journeyId`, `startedAt`, `touchpointId`; `id` for outcomes
 * @param options - see {@link HandOffOptions}
 * @returns hand-offs a journey with Student's interval, or `null` where no journey has a known team
 * @throws {@link MetricError} `SOURCE_INVALID`; `LEVEL_OUT_OF_RANGE`
 *
 * @example
 * ```ts
 * import { handOffs } from "customer-metrics/journey";
 *
 * const at = (hour: number) => `2025-03-09T${hour}:00:00Z`;
 * const result = handOffs(
 *   [
 *     { id: "1", journeyId: "j", touchpointId: "quote", ownerTeam: "sales", startedAt: at(10) },
 *     { id: "2", journeyId: "j", touchpointId: "repair", startedAt: at(11) },
 *     { id: "3", journeyId: "j", touchpointId: "invoice", startedAt: at(12) },
 *   ],
 *   {
 *     touchpoints: [{ id: "quote" }, { id: "repair", ownerTeam: "workshop" }, { id: "invoice", ownerTeam: "workshop" }],
 *     outcomes: [{ interactionId: "2", outcome: "broken" }, { interactionId: "3", outcome: "kept" }],
 *   },
 * );
 * result.value; // => 1
 * result.pairs[0]; // => { from: "sales", to: "workshop", count: 1 }
 * result.brokenDifference.absoluteDifference; // => 1
 * result.unownedTouchpoints; // => ["quote"]
 * ```
 */
export function handOffs(interactions: Iterable<HandedInteraction>, options: HandOffOptions = {}): HandOffResult {
  const { outcomes = [], level = 0.95 } = options;
  checkLevel(level);
  checkRows("touchpoints", options.touchpoints ?? []);
  checkRows("outcomes", outcomes);
  const touchpoints = [...(options.touchpoints ?? [])].map(rowFields);
  const owners = new Map(touchpoints.map(({ id, ownerTeam }) => [id, ownerTeam]));
  const { byJourney, leftOut: unplaced } = inTimeOrder(interactions);
  const leftOut = { ...unplaced, unknownTeam: 0, outcomesElsewhere: 0, outcomesNotJudged: 0 };
  const [atHandOffs, elsewhere]: Judged[] = [none(), none()];
  const pairs = new Map<string, Map<string, { count: number; judged: Judged }>>();
  const judgedAt = new Map<string, readonly Judged[]>();

  const journeys = byJourney.map(([journeyId, events]): JourneyHandOffs => {
    let team: string | null = null;
    let [known, changes] = [0, 0];
    const teams = new Set<string>();
    for (const event of events) {
      const next: string | null = event.ownerTeam || owners.get(event.touchpointId) || null;
      const counts = [elsewhere!];
      if (next === null) leftOut.unknownTeam += 1;
      else {
        known += 1;
        teams.add(next);
        if (team !== null && team !== next) {
          changes += 1;
          const pair = pairOf(pairs, team, next);
          pair.count += 1;
          counts.splice(0, 1, atHandOffs!, pair.judged);
        }
        team = next;
      }
      if (event.id !== undefined) judgedAt.set(event.id, counts);
    }
    return { journeyId, interactions: events.length, known, handOffs: changes, teams: teams.size };
  });
  for (const row of outcomes) {
    const { interactionId, outcome } = rowFields(row);
    const counts = typeof interactionId === "string" ? judgedAt.get(interactionId) : undefined;
    if (counts === undefined) leftOut.outcomesElsewhere += 1;
    else if (outcome !== "broken" && outcome !== "kept" && outcome !== "exceeded") leftOut.outcomesNotJudged += 1;
    else {
      for (const judged of counts) {
        judged.n += 1;
        if (outcome === "broken") judged.successes += 1;
      }
    }
  }
  const shareOf = ({ successes, n }: Judged): Share => share(successes, n, { level });
  const counted = journeys.filter(({ known }) => known > 0);
  const perJourney = scoreMean(
    counted.map((journey) => journey.handOffs),
    level,
  );
  const notes = ["association-not-cause"];
  if (counted.length === 0) notes.push("no-known-teams");
  else if (leftOut.unknownTeam > 0) notes.push("unknown-teams-passed-over");
  if (counted.length === 1) notes.push("one-journey-has-no-spread");
  return {
    metric: "hand-offs-per-journey",
    value: perJourney.value,
    unit: "hand-offs",
    n: perJourney.n,
    interval: perJourney.interval,
    handOffs: journeys.reduce((sum, journey) => sum + journey.handOffs, 0),
    perJourney,
    withoutHandOff: share(counted.filter((journey) => journey.handOffs === 0).length, counted.length, { level }),
    journeys,
    pairs: [...pairs]
      .flatMap(([from, taken]) =>
        [...taken].map(([to, { count, judged }]): HandOffPair => ({ from, to, count, broken: shareOf(judged) })),
      )
      .sort((a, b) => b.count - a.count || byCodeUnit(a.from, b.from) || byCodeUnit(a.to, b.to)),
    brokenAtHandOffs: shareOf(atHandOffs!),
    brokenElsewhere: shareOf(elsewhere!),
    brokenDifference: shareDifference(atHandOffs!, elsewhere!, level),
    unownedTouchpoints: touchpoints
      .filter(({ ownership, ownerTeam }) => (ownership ?? "brand") === "brand" && !ownerTeam)
      .map(({ id }) => id),
    leftOut,
    notes,
  };
}

function none(): Judged {
  return { successes: 0, n: 0 };
}

function pairOf(
  pairs: Map<string, Map<string, { count: number; judged: Judged }>>,
  from: string,
  to: string,
): { count: number; judged: Judged } {
  let taken = pairs.get(from);
  if (taken === undefined) pairs.set(from, (taken = new Map()));
  let pair = taken.get(to);
  if (pair === undefined) taken.set(to, (pair = { count: 0, judged: none() }));
  return pair;
}

function byCodeUnit(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
