import { checkLevel } from "../core/estimate.ts";
import { noPromises, type PromiseCounts, type VerdictRates, verdictRates } from "./promise-counts.ts";
import { forEachPromise, type PromiseOutcomesOptions } from "./promise-outcomes.ts";
import {
  joinedPauses,
  noPromiseLeftOut,
  type PromiseLeftOut,
  type PromiseRow,
  type ReadPromise,
} from "./promise-row.ts";
import { outcomeOf } from "./verdict.ts";
import { type VerdictDefinition, verdictRules } from "./verdict-rules.ts";

/** Counts and rates of commitments against one of their deadlines. */
export interface CommitmentRates extends VerdictRates {
  /** Commitments by how they stand. */
  readonly counts: PromiseCounts;
}

/** What customers were promised, however often the date was moved. */
export interface PromiseCommitmentsResult {
  /** Which analysis this is. */
  readonly metric: "promise-commitments";
  /** Commitments: promises with all that moved their deadline counted as one. */
  readonly commitments: number;
  /** Those whose deadline was moved at least once. */
  readonly renegotiated: number;
  /** The most often that one was moved. */
  readonly mostMoves: number;
  /** Judged by the deadline that was promised first: what the customer was told to begin with. */
  readonly firstDeadline: CommitmentRates;
  /** Judged by the deadline that was promised last. */
  readonly lastDeadline: CommitmentRates;
  /** Promises that name themselves or, through others, go round in a circle: not used. */
  readonly circular: number;
  /** Promises that name one that is not there: they begin a commitment. */
  readonly unknownParents: number;
  /** Promises that were moved more than once by others side by side: the one made last goes on, the others are not used. */
  readonly branches: number;
  /** Promises that were not used, by code. */
  readonly leftOut: PromiseLeftOut;
  /** The rules of the verdicts. */
  readonly definition: VerdictDefinition;
  /** `"nothing-judged"`, `"circular"`, `"unknown-parents"`, `"branches"`, `"rows-left-out"`. */
  readonly notes: readonly string[];
}

/**
 * Kept rates of what was promised to begin with, and of what was promised in the end.
 *
 * A promise whose deadline was moved is followed by a new one that names it in `renegotiatedFrom`. The chain is one commitment:
 * done when any of its promises was, called off when the last was. A business that moves every date keeps its last deadlines
 * and not its first.
 *
 * @param promises - all of them: chains must be whole
 * @param options - as for `promiseOutcomes`
 * @throws {@link MetricError} as `promiseOutcomes`
 *
 * @example Promised for the 5th, moved to the 9th, done on the 8th
 * ```ts
 * import { promiseCommitments } from "customer-metrics/journey";
 *
 * const promises = [
 *   { id: "a", madeAt: "2024-06-01T09:00:00Z", dueAt: "2024-06-05T09:00:00Z" },
 *   { id: "b", renegotiatedFrom: "a", madeAt: "2024-06-04T09:00:00Z", dueAt: "2024-06-09T09:00:00Z", fulfilledAt: "2024-06-08T09:00:00Z" },
 * ];
 * const result = promiseCommitments(promises, { asOf: "2024-06-30T00:00:00Z" });
 * result.commitments; // => 1
 * result.firstDeadline.keptRate.value; // => 0
 * result.lastDeadline.keptRate.value; // => 1
 * ```
 */
export function promiseCommitments(
  promises: Iterable<PromiseRow>,
  options: PromiseOutcomesOptions,
): PromiseCommitmentsResult {
  const rules = verdictRules(options);
  const { level = 0.95 } = options;
  checkLevel(level);
  const leftOut = noPromiseLeftOut();
  const links: Link[] = [];
  const byId = new Map<string, Link>();
  forEachPromise(promises, (row, read, fault) => {
    if (fault !== null) leftOut[fault] += 1;
    else if (read.madeAt <= rules.asOf) {
      const link: Link = { id: row.id ?? null, parent: row.renegotiatedFrom ?? null, promise: { ...read }, next: null };
      links.push(link);
      if (link.id !== null) byId.set(link.id, link);
    }
  });
  const { roots, unknownParents, branches } = chain(links, byId);
  const first = noPromises();
  const last = noPromises();
  let used = 0;
  let renegotiated = 0;
  let mostMoves = 0;
  for (const root of roots) {
    const members = membersOf(root);
    used += members.length;
    if (members.length > 1) renegotiated += 1;
    mostMoves = Math.max(mostMoves, members.length - 1);
    first[outcomeOf(commitment(members, members[0]!), rules)] += 1;
    last[outcomeOf(commitment(members, members.at(-1)!), rules)] += 1;
  }
  const circular = links.length - used - branches.unused;
  const notes: string[] = [];
  if (verdictRates(last, level).judged === 0) notes.push("nothing-judged");
  if (circular > 0) notes.push("circular");
  if (unknownParents > 0) notes.push("unknown-parents");
  if (branches.points > 0) notes.push("branches");
  if (Object.values(leftOut).some((count) => count > 0)) notes.push("rows-left-out");
  return {
    metric: "promise-commitments",
    commitments: roots.length,
    renegotiated,
    mostMoves,
    firstDeadline: { ...verdictRates(first, level), counts: first },
    lastDeadline: { ...verdictRates(last, level), counts: last },
    circular,
    unknownParents,
    branches: branches.points,
    leftOut,
    definition: rules.definition,
    notes,
  };
}

interface Link {
  readonly id: string | null;
  readonly parent: string | null;
  readonly promise: ReadPromise;
  next: Link | null;
}

/** Ties each promise to the one that moved its deadline last. */
function chain(
  links: readonly Link[],
  byId: ReadonlyMap<string, Link>,
): { roots: Link[]; unknownParents: number; branches: { points: number; unused: number } } {
  const roots: Link[] = [];
  const others = new Map<Link, Link[]>();
  let unknownParents = 0;
  for (const link of links) {
    const parent = link.parent === null ? undefined : byId.get(link.parent);
    if (parent === undefined) {
      roots.push(link);
      if (link.parent !== null) unknownParents += 1;
    } else if (parent.next === null) parent.next = link;
    else {
      const [stays, goes] = isLater(link, parent.next) ? [link, parent.next] : [parent.next, link];
      parent.next = stays;
      others.set(parent, [...(others.get(parent) ?? []), goes]);
    }
  }
  let unused = 0;
  for (const side of others.values()) for (const link of side) unused += membersOf(link).length;
  return { roots, unknownParents, branches: { points: others.size, unused } };
}

/** Made later, or with a later id at the same instant. */
function isLater(a: Link, b: Link): boolean {
  const [x, y] = [a.promise.madeAt, b.promise.madeAt];
  return x === y ? (a.id ?? "") > (b.id ?? "") : x > y;
}

/** A promise and those that moved it, one after the other. Every promise has one parent, so that only what hangs on a circle meets itself. */
function membersOf(root: Link): ReadPromise[] {
  const seen = new Set<Link>();
  for (let link: Link | null = root; link !== null && !seen.has(link); link = link.next) seen.add(link);
  return [...seen].map(({ promise }) => promise);
}

/** The whole chain as one promise with the deadline of one of its members. */
function commitment(members: readonly ReadPromise[], { dueAt }: ReadPromise): ReadPromise {
  const last = members.at(-1)!;
  const done = members.flatMap(({ fulfilledAt }) => (fulfilledAt === null ? [] : [fulfilledAt]));
  const earliest = done.length === 0 ? null : Math.min(...done);
  return {
    ...last,
    madeAt: Math.min(...members.map(({ madeAt }) => madeAt)),
    dueAt,
    fulfilledAt: earliest,
    exceeded: members.some(({ exceeded }) => exceeded),
    pauses: joinedPauses(members.flatMap(({ pauses }) => pauses)),
  };
}
