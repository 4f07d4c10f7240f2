import { checkChoice } from "../core/choice.ts";
import { fail } from "../core/metric-error.ts";
import { readInstant } from "../time/instant.ts";
import { type Every, periodCalendar } from "../time/periods.ts";
import type { MomentInteractionRow, MomentResponseRow, MomentTouchpointRow } from "./moment-of-truth-facts.ts";
import type { PromiseRow } from "./promise-row.ts";

/** What the lines of a scorecard are. */
export type ScorecardBy = "touchpoint" | "stage" | "channel" | "team" | "tier" | "period" | "moment";

/** How facts are sorted into the lines of a scorecard. */
export interface ScorecardGrouping {
  /** What the lines are; `"moment"` is the `momentOfTruth` of the touchpoint. */
  readonly by: ScorecardBy;
  /** The tier of a customer, for `by: "tier"`: a function or a Map. */
  readonly tierOf?:
    | ((customerId: string) => string | null | undefined)
    | ReadonlyMap<string, string | null | undefined>
    | undefined;
  /** The length of a period, for `by: "period"`. */
  readonly every?: Every | undefined;
  /** IANA name of the zone of the periods. */
  readonly timeZone?: string | undefined;
  /** The day that weeks start on, 1 = Monday … 7 = Sunday. @defaultValue `1` */
  readonly weekStart?: number | undefined;
}

/** The line of each kind of fact, or `null` for none. */
export interface ScorecardGroups {
  readonly ofInteraction: (row: MomentInteractionRow, startedAt: number | null) => string | null;
  readonly ofPromise: (row: PromiseRow, madeAt: number, interaction: MomentInteractionRow | undefined) => string | null;
  readonly ofResponse: (row: MomentResponseRow, interaction: MomentInteractionRow | undefined) => string | null;
  /** Whether promises need the interaction that they name. */
  readonly promisesNeedInteraction: (row: PromiseRow) => boolean;
}

/**
 * How to find the line of a fact.
 *
 * @throws {@link MetricError} `BY_INVALID`, `TOUCHPOINTS_REQUIRED`, `TIER_REQUIRED`, `PERIOD_UNKNOWN`, `TIME_ZONE_UNKNOWN`,
 *   `WEEK_START_OUT_OF_RANGE`
 */
export function scorecardGroups(
  options: ScorecardGrouping,
  touchpoints: ReadonlyMap<string, MomentTouchpointRow>,
): ScorecardGroups {
  const { by } = options;
  checkChoice("BY_INVALID", "by", by, ["touchpoint", "stage", "channel", "team", "tier", "period", "moment"]);
  if ((by === "stage" || by === "moment") && touchpoints.size === 0)
    fail("TOUCHPOINTS_REQUIRED", "Cannot group by stage or moment as touchpoints must be given", by);
  const always = (): boolean => true;
  const never = (): boolean => false;
  const lacksTouchpoint = (row: PromiseRow): boolean => row.touchpointId == null;
  const named = (value: unknown): string | null => (typeof value === "string" && value !== "" ? value : null);

  if (by === "channel") {
    return {
      ofInteraction: (row) => named(row.channel),
      ofPromise: (row, _, interaction) => named(row.channel) ?? named(interaction?.channel),
      // The channel of an answer is how it was asked, not what it is about.
      ofResponse: (_, interaction) => named(interaction?.channel),
      promisesNeedInteraction: (row) => row.channel == null,
    };
  }
  if (by === "tier") {
    const tierOf = tierLookup(options.tierOf);
    const ofCustomer = (customerId: unknown): string | null =>
      typeof customerId === "string" ? named(tierOf(customerId)) : null;
    return {
      ofInteraction: (row) => ofCustomer(row.customerId),
      ofPromise: (row, _, interaction) => ofCustomer(row.customerId ?? interaction?.customerId),
      ofResponse: (row, interaction) => ofCustomer(row.customerId ?? interaction?.customerId),
      promisesNeedInteraction: (row) => row.customerId == null,
    };
  }
  if (by === "period") {
    const { every, timeZone, weekStart = 1 } = options;
    const calendar = periodCalendar({ every: every as Every, timeZone: timeZone as string, weekStart });
    const names = new Map<number, string>();
    const periodOf = (instant: number | null): string | null => {
      if (instant === null) return null;
      const bucket = calendar.bucket(instant);
      let name = names.get(bucket);
      if (name === undefined) names.set(bucket, (name = calendar.key(bucket)));
      return name;
    };
    return {
      ofInteraction: (_, startedAt) => periodOf(startedAt),
      ofPromise: (_, madeAt) => periodOf(madeAt),
      ofResponse: (row, interaction) => periodOf(readInstant(interaction?.startedAt ?? row.answeredAt)),
      promisesNeedInteraction: never,
    };
  }
  const fieldOf = (touchpointId: unknown): string | null => {
    if (by === "touchpoint") return named(touchpointId);
    const touchpoint = touchpoints.get(touchpointId as string);
    if (by === "team") return named(touchpoint?.ownerTeam);
    return named(by === "stage" ? touchpoint?.stageId : touchpoint?.momentOfTruth);
  };
  const teamOf = (row: MomentInteractionRow | undefined): string | null =>
    by === "team" ? named(row?.ownerTeam) : null;
  return {
    ofInteraction: (row) => teamOf(row) ?? fieldOf(row.touchpointId),
    ofPromise: (row, _, interaction) => teamOf(interaction) ?? fieldOf(row.touchpointId ?? interaction?.touchpointId),
    ofResponse: (row, interaction) => teamOf(interaction) ?? fieldOf(row.touchpointId ?? interaction?.touchpointId),
    promisesNeedInteraction: by === "team" ? always : lacksTouchpoint,
  };
}

function tierLookup(tierOf: ScorecardGrouping["tierOf"]): (customerId: string) => string | null | undefined {
  if (typeof tierOf === "function") return tierOf;
  const tiers = tierOf;
  if (typeof tiers?.get !== "function")
    return fail("TIER_REQUIRED", "Cannot group by tier as tierOf must be a function or a Map", tierOf);
  return (customerId) => tiers.get(customerId);
}
