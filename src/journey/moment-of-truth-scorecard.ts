import { readInstant } from "../time/instant.ts";
import { latencyOfColumns, type MomentLatency, momentResult, type MomentOfTruthResult } from "./moment-of-truth.ts";
import type { MomentInteractionRow, MomentResponseRow, MomentTouchpointRow } from "./moment-of-truth-facts.ts";
import {
  addMomentInteraction,
  addMomentResponse,
  elapsedIfDone,
  emptyMoment,
  mergeMoments,
  type MomentOfTruthOptions,
  type MomentOfTruthState,
  type MomentPlan,
  momentPlan,
} from "./moment-of-truth-state.ts";
import { compareShares, type GroupDifference, type ShareComparison } from "./promise-comparison.ts";
import { addOutcome, checkRows, forEachPromise } from "./promise-outcomes.ts";
import type { PromiseRow } from "./promise-row.ts";
import { type ScorecardBy, type ScorecardGrouping, type ScorecardGroups, scorecardGroups } from "./scorecard-groups.ts";
import { outcomeOf } from "./verdict.ts";
import type { VerdictDefinition } from "./verdict-rules.ts";
import { checkObject } from "./row-fields.ts";

/** What {@link momentOfTruthScorecard} counts: parts of a `Dataset`; lists may be absent. */
export interface ScorecardData {
  /** What happened. */
  readonly interactions?: Iterable<MomentInteractionRow> | undefined;
  /** What was promised. */
  readonly promises?: Iterable<PromiseRow> | undefined;
  /** What customers answered. */
  readonly responses?: Iterable<MomentResponseRow> | undefined;
  /** Where it happened: for stages, teams, critical non-essentials, and to choose an audience. */
  readonly touchpoints?: Iterable<MomentTouchpointRow> | undefined;
}

/** Options of {@link momentOfTruthScorecard}. */
export interface ScorecardOptions extends MomentOfTruthOptions, ScorecardGrouping {
  /**
   * Only touchpoints for this audience; all where absent.
   * @defaultValue all
   */
  readonly audience?: "external" | "internal" | undefined;
  /**
   * Only touchpoints of this journey definition.
   * @defaultValue all
   */
  readonly journeyDefinitionId?: string | undefined;
}

/** One line of a scorecard. */
export interface ScorecardLine extends MomentOfTruthResult {
  /** The touchpoint, stage, channel, team, tier, period or moment. */
  readonly group: string;
  /** With `by: "period"`, the kept rate less that of the line before; else `null`. Newcombe's interval. */
  readonly change: GroupDifference | null;
}

/** Promises at critical non-essentials, beside all others. */
export interface CriticalNonEssentials {
  /** Of all broken promises, the share at critical non-essentials. */
  readonly shareOfBroken: number | null;
  /** Broken promises of those judged: at critical non-essentials (`first`), and elsewhere. */
  readonly broken: ShareComparison;
}

/** Moments of truth, line by line. */
export interface ScorecardResult {
  /** Which analysis this is. */
  readonly metric: "moment-of-truth-scorecard";
  /** The lines, in the order of their code units; periods in the order of time. */
  readonly lines: readonly ScorecardLine[];
  /** All of it. */
  readonly overall: MomentOfTruthResult;
  /** What belongs to no line, or `null` when everything does. */
  readonly ungrouped: MomentOfTruthResult | null;
  /** What decides how the thing bought felt; `null` unless touchpoints say so. */
  readonly criticalNonEssentials: CriticalNonEssentials | null;
  /** Facts at touchpoints of another audience or journey than asked for: not counted. */
  readonly filteredOut: number;
  /** The rules. */
  readonly definition: VerdictDefinition & { readonly by: ScorecardBy };
  /** `"some-ungrouped"`; `"nothing-judged"`. */
  readonly notes: readonly string[];
}

/**
 * The scorecard of moments of truth: by touchpoint, stage, channel, team, tier or period, how promises came out, how long they
 * took, how it felt, and what customers answered.
 *
 * A promise or answer belongs to the line of its own fields, or else of the interaction that it names. What belongs to no line
 * is in `ungrouped`, never dropped. Interaction ids are taken to be unique, as `validateDataset` checks.
 *
 * @formula keptRate: (exceeded + kept) / judged; winBlowBalance: (exceeded − broken) / judged
 *
 * @param data - interactions, promises, answers, touchpoints, as far as there are any
 * @param options - `asOf` and `by`; see {@link ScorecardOptions}
 * @returns a line a group, each with counts, shares and intervals; what is not known is `null`
 * @throws {@link MetricError} as `promiseOutcomes`; `BY_INVALID`; `TOUCHPOINTS_REQUIRED`; `TIER_REQUIRED`; `SCALE_INVALID`;
 *   `DIRECTION_INVALID`; `PERIOD_UNKNOWN`, `TIME_ZONE_UNKNOWN`, `WEEK_START_OUT_OF_RANGE` with `by: "period"`
 *
 * @example
 * ```ts
 * import { momentOfTruthScorecard } from "customer-metrics/journey";
 *
 * const made = { customerId: "a", madeAt: "2024-06-03T09:00:00Z", dueAt: "2024-06-03T10:00:00Z" };
 * const scorecard = momentOfTruthScorecard(
 *   {
 *     interactions: [{ id: "i1", touchpointId: "desk", startedAt: "2024-06-03T09:00:00Z", emotion: 1 }],
 *     promises: [
 *       { ...made, touchpointId: "desk", fulfilledAt: "2024-06-03T09:30:00Z" },
 *       { ...made, touchpointId: "room" },
 *     ],
 *     responses: [{ metric: "nps", score: 10, interactionId: "i1" }],
 *   },
 *   { asOf: "2024-06-30T00:00:00Z", by: "touchpoint" },
 * );
 * scorecard.lines.map(({ group, value }) => [group, value]); // => [["desk", 1], ["room", 0]]
 * scorecard.lines[0]!.nps.value; // => 100
 * scorecard.overall.keptRate.value; // => 0.5
 * ```
 */
export function momentOfTruthScorecard(data: ScorecardData, options: ScorecardOptions): ScorecardResult {
  const plan = momentPlan(options);
  checkObject("data", data);
  const { interactions = [], promises = [], responses = [], touchpoints: touchpointRows = [] } = data;
  checkRows("interactions", interactions);
  checkRows("responses", responses);
  checkRows("touchpoints", touchpointRows);
  const touchpoints = new Map<string, MomentTouchpointRow>();
  for (const touchpoint of touchpointRows) if (touchpoint) touchpoints.set(touchpoint.id, touchpoint);
  const groups = scorecardGroups(options, touchpoints);
  const isAsked = touchpointFilter(options, touchpoints);
  const promiseList = listOf(promises);
  const responseList = listOf(responses);
  const named = namedInteractions(promiseList, responseList, groups);
  const cells = cellsOf(plan);
  let filteredOut = 0;

  for (const row of interactions) {
    const startedAt = readInstant(row?.startedAt);
    if (row != null && named.size > 0 && named.has(row.id as string)) named.set(row.id as string, row);
    if (isAsked === null || isAsked(row?.touchpointId))
      addMomentInteraction(
        cells.of(row == null ? null : groups.ofInteraction(row, startedAt)).state,
        row ?? nothing,
        startedAt,
        plan,
      );
    else filteredOut += 1;
  }
  const critical = { count: 0, n: 0 };
  const other = { count: 0, n: 0 };
  forEachPromise(promiseList, (row, read, fault) => {
    const interaction = interactionOf(row?.interactionId, named);
    const touchpointId = row?.touchpointId ?? interaction?.touchpointId;
    if (isAsked !== null && !isAsked(touchpointId)) {
      filteredOut += 1;
      return;
    }
    const group = fault === null ? groups.ofPromise(row, read.madeAt, interaction) : null;
    const cell = cells.of(group);
    addOutcome(cell.state.promises, row, read, fault, plan.rules);
    const elapsed = fault === null ? elapsedIfDone(read, plan.rules) : null;
    if (elapsed !== null) cell.times.push(elapsed);
    if (fault !== null || touchpoints.size === 0) return;
    const outcome = outcomeOf(read, plan.rules);
    if (outcome !== "broken" && outcome !== "kept" && outcome !== "exceeded") return;
    const isCritical = touchpoints.get(touchpointId as string)?.essentiality === "critical-non-essential";
    const side = isCritical ? critical : other;
    side.n += 1;
    if (outcome === "broken") side.count += 1;
  });
  for (const row of responseList) {
    const interaction = interactionOf(row?.interactionId, named);
    if (isAsked !== null && !isAsked(row?.touchpointId ?? interaction?.touchpointId)) filteredOut += 1;
    else addMomentResponse(cells.of(row == null ? null : groups.ofResponse(row, interaction)).state, row, plan);
  }
  return scorecardResult(cells, plan, options, filteredOut, isMarked(touchpoints) ? { critical, other } : null);
}

const nothing: MomentInteractionRow = { startedAt: "" };

/** A line in the making. Its times are a list and not the histogram of the state, which is slow where most are distinct. */
interface Cell {
  readonly state: MomentOfTruthState;
  /** Milliseconds that promises took. */
  readonly times: number[];
}

/** The lines in the making. */
interface Cells {
  readonly byGroup: ReadonlyMap<string, Cell>;
  /** What belongs to no line. */
  readonly ungrouped: () => Cell | null;
  /** The cell of a line. */
  readonly of: (group: string | null) => Cell;
}

function cellsOf(plan: MomentPlan): Cells {
  const byGroup = new Map<string, Cell>();
  let ungrouped: Cell | null = null;
  const newCell = (): Cell => ({ state: emptyMoment(plan), times: [] });
  return {
    byGroup,
    ungrouped: () => ungrouped,
    of: (group) => {
      if (group === null) return (ungrouped ??= newCell());
      let cell = byGroup.get(group);
      if (cell === undefined) byGroup.set(group, (cell = newCell()));
      return cell;
    },
  };
}

function listOf<Row>(rows: Iterable<Row>): readonly Row[] {
  checkRows("promises", rows);
  return Array.isArray(rows) ? (rows as readonly Row[]) : [...rows];
}

/** The interactions that answers, and promises that cannot do without, name: to be found in the one pass over all. */
function namedInteractions(
  promises: readonly PromiseRow[],
  responses: readonly MomentResponseRow[],
  groups: ScorecardGroups,
): Map<string, MomentInteractionRow | null> {
  const named = new Map<string, MomentInteractionRow | null>();
  const add = (id: unknown): void => {
    if (typeof id === "string" && id !== "") named.set(id, null);
  };
  for (const row of promises) if (row != null && groups.promisesNeedInteraction(row)) add(row.interactionId);
  for (const row of responses) add(row?.interactionId);
  return named;
}

function interactionOf(
  id: string | null | undefined,
  named: ReadonlyMap<string, MomentInteractionRow | null>,
): MomentInteractionRow | undefined {
  return id == null ? undefined : (named.get(id) ?? undefined);
}

function touchpointFilter(
  { audience, journeyDefinitionId }: ScorecardOptions,
  touchpoints: ReadonlyMap<string, MomentTouchpointRow>,
): ((touchpointId: string | null | undefined) => boolean) | null {
  if (audience === undefined && journeyDefinitionId === undefined) return null;
  const asked = new Set<string>();
  for (const { id, audience: mine, journeyDefinitionId: journey } of touchpoints.values()) {
    if (audience !== undefined && (mine ?? "external") !== audience) continue;
    if (journeyDefinitionId === undefined || journey === journeyDefinitionId) asked.add(id);
  }
  return (touchpointId) => touchpointId != null && asked.has(touchpointId);
}

function isMarked(touchpoints: ReadonlyMap<string, MomentTouchpointRow>): boolean {
  for (const { essentiality } of touchpoints.values()) if (essentiality === "critical-non-essential") return true;
  return false;
}

function scorecardResult(
  cells: Cells,
  plan: MomentPlan,
  { by }: ScorecardOptions,
  filteredOut: number,
  sides: { critical: { count: number; n: number }; other: { count: number; n: number } } | null,
): ScorecardResult {
  const { byGroup } = cells;
  const ungrouped = cells.ungrouped();
  let all = ungrouped?.state ?? emptyMoment(plan);
  const allTimes = [ungrouped?.times ?? []];
  const lines: ScorecardLine[] = [];
  for (const group of [...byGroup.keys()].sort()) {
    const { state, times } = byGroup.get(group)!;
    all = mergeMoments(all, state);
    allTimes.push(times);
    const line = momentResult(state, plan, latencyOfTimes([times]));
    const before = lines.at(-1);
    lines.push({
      group,
      ...line,
      change: by === "period" && before !== undefined ? changeOf(line, before, plan.level) : null,
    });
  }
  const overall = momentResult(all, plan, latencyOfTimes(allTimes));
  const notes: string[] = [];
  if (ungrouped !== null) notes.push("some-ungrouped");
  if (overall.judged === 0) notes.push("nothing-judged");
  const broken = sides === null ? 0 : sides.critical.count + sides.other.count;
  return {
    metric: "moment-of-truth-scorecard",
    lines,
    overall,
    ungrouped: ungrouped && momentResult(ungrouped.state, plan, latencyOfTimes([ungrouped.times])),
    criticalNonEssentials: sides && {
      shareOfBroken: broken === 0 ? null : sides.critical.count / broken,
      broken: compareShares(sides.critical, sides.other, plan.level),
    },
    filteredOut,
    definition: { ...plan.rules.definition, by },
    notes,
  };
}

/** What lists of milliseconds come to. */
function latencyOfTimes(lists: readonly (readonly number[])[]): MomentLatency {
  const times = new Float64Array(lists.reduce((sum, { length }) => sum + length, 0));
  let filled = 0;
  for (const list of lists) {
    times.set(list, filled);
    filled += list.length;
  }
  times.sort();
  const values: number[] = [];
  const counts: number[] = [];
  for (const time of times) {
    if (time === values.at(-1)) counts[counts.length - 1]! += 1;
    else {
      values.push(time);
      counts.push(1);
    }
  }
  return latencyOfColumns(values, counts);
}

function changeOf(now: MomentOfTruthResult, before: MomentOfTruthResult, level: number): GroupDifference {
  const countOf = ({ keptRate: { successes, n } }: MomentOfTruthResult): { count: number; n: number } => ({
    count: successes,
    n,
  });
  return compareShares(countOf(now), countOf(before), level).difference;
}
