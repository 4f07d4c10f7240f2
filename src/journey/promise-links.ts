import { checkChoice } from "../core/choice.ts";
import { readInstant } from "../time/instant.ts";
import { checkRows, forEachPromise } from "./promise-outcomes.ts";
import { noPromiseLeftOut, type PromiseLeftOut, type PromiseRow, type ReadPromise } from "./promise-row.ts";
import { lastInTime, outcomeOf } from "./verdict.ts";
import { type VerdictOptions, type VerdictRules, verdictRules } from "./verdict-rules.ts";

/** What links an answer to promises: they are the same customer's, of the same journey, or of the same interaction. */
export type PromiseLink = "customer" | "journey" | "interaction";

/** How answers and customers are linked to promises. */
export interface PromiseLinkOptions extends VerdictOptions {
  /**
   * What links an answer to promises.
   * @defaultValue `"customer"`
   */
  readonly linkBy?: PromiseLink | undefined;
  /**
   * Whether a promise counts when it was broken or kept before the answer (before the customer left), or whenever it was.
   * @defaultValue `"before"`
   */
  readonly when?: "before" | "ever" | undefined;
  /**
   * With whom those with broken promises are compared: those who had promises and only kept ones, or everybody else.
   * @defaultValue `"only-kept"`
   */
  readonly compareWith?: "only-kept" | "all-others" | undefined;
  /**
   * Coverage of the intervals, a proportion in (0, 1).
   * @defaultValue `0.95`
   */
  readonly level?: number | undefined;
}

/** The linking that a result follows. */
export interface PromiseLinkDefinition {
  /** What links an answer to promises. */
  readonly linkBy: PromiseLink;
  /** When a promise counts. */
  readonly when: "before" | "ever";
  /** With whom those with broken promises are compared. */
  readonly compareWith: "only-kept" | "all-others";
}

/** What is read of an answer: a `SurveyResponse`, or a row with its fields. */
export interface PromiseAnswerRow {
  /** Which question it answers; only `"nps"` is used. */
  readonly metric: string;
  /** The answer, 0 to 10. */
  readonly score: number | null | undefined;
  /** The answers that were allowed; another scale than 0 to 10 is left out. */
  readonly scale?: { readonly min: number; readonly max: number } | null | undefined;
  /** When it was answered: ISO 8601 with offset, epoch milliseconds, or a Date. */
  readonly answeredAt?: number | Date | string | null | undefined;
  /** Who answered. */
  readonly customerId?: string | null | undefined;
  /** The journey that it is about. */
  readonly journeyId?: string | null | undefined;
  /** The interaction that it is about. */
  readonly interactionId?: string | null | undefined;
}

/** Answers that were not used, and why. */
export interface AnswersLeftOut {
  /** Other questions than NPS. */
  otherMetric: number;
  /** On another scale than 0 to 10, or off it. */
  otherScale: number;
  /** Without a readable `answeredAt`. */
  undated: number;
  /** After `asOf`. */
  afterAsOf: number;
  /** Without the id that links. */
  unlinked: number;
  /** Linked to no promise with a verdict by then. */
  noVerdict: number;
}

/** A promise that can be linked. */
export interface LinkedPromise {
  readonly row: PromiseRow;
  readonly promise: ReadPromise;
}

/** Promises ready to be looked up. */
export interface PromiseLinks {
  readonly rules: VerdictRules;
  readonly definition: PromiseLinkDefinition;
  readonly all: readonly LinkedPromise[];
  readonly leftOut: PromiseLeftOut;
  /** The promises that an answer is linked to. */
  readonly of: (key: string) => readonly LinkedPromise[];
  /** The promises of a customer. */
  readonly ofCustomer: (customerId: string) => readonly LinkedPromise[];
}

/**
 * Reads promises and sorts them by what links them.
 *
 * @throws {@link MetricError} `LINK_INVALID`, `WHEN_INVALID`, `COMPARISON_INVALID`; as `promiseOutcomes`
 */
export function linkPromises(promises: Iterable<PromiseRow>, options: PromiseLinkOptions): PromiseLinks {
  const { linkBy = "customer", when = "before", compareWith = "only-kept" } = options;
  const rules = verdictRules(options);
  checkChoice("LINK_INVALID", "linkBy", linkBy, ["customer", "journey", "interaction"]);
  checkChoice("WHEN_INVALID", "when", when, ["before", "ever"]);
  checkChoice("COMPARISON_INVALID", "compareWith", compareWith, ["only-kept", "all-others"]);
  const all: LinkedPromise[] = [];
  const leftOut = noPromiseLeftOut();
  const byKey = new Map<string, LinkedPromise[]>();
  const byCustomer = linkBy === "customer" ? byKey : new Map<string, LinkedPromise[]>();
  const put = (into: Map<string, LinkedPromise[]>, key: unknown, linked: LinkedPromise): void => {
    if (typeof key !== "string" || key === "") return;
    const known = into.get(key);
    if (known === undefined) into.set(key, [linked]);
    else known.push(linked);
  };
  forEachPromise(promises, (row, read, fault) => {
    if (fault !== null) {
      leftOut[fault] += 1;
      return;
    }
    const linked: LinkedPromise = { row, promise: { ...read } };
    all.push(linked);
    put(byCustomer, row.customerId, linked);
    if (byKey !== byCustomer) put(byKey, keyOf(row, linkBy), linked);
  });
  return {
    rules,
    definition: { linkBy, when, compareWith },
    all,
    leftOut,
    of: (key) => byKey.get(key) ?? [],
    ofCustomer: (customerId) => byCustomer.get(customerId) ?? [],
  };
}

function keyOf(
  row: Pick<PromiseAnswerRow, "customerId" | "journeyId" | "interactionId">,
  linkBy: PromiseLink,
): string | null | undefined {
  return linkBy === "customer" ? row.customerId : linkBy === "journey" ? row.journeyId : row.interactionId;
}

/** Verdicts on some promises as seen at an instant. */
export interface VerdictsUntil {
  /** Broken ones. */
  readonly broken: number;
  /** Kept and exceeded ones. */
  readonly kept: number;
}

/** How many of the promises were broken and kept by an instant. */
export function verdictsUntil(linked: readonly LinkedPromise[], rules: VerdictRules, asOf: number): VerdictsUntil {
  let broken = 0;
  let kept = 0;
  for (const { promise } of linked) {
    const outcome = outcomeOf(promise, rules, asOf);
    if (outcome === "broken") broken += 1;
    else if (outcome === "kept" || outcome === "exceeded") kept += 1;
  }
  return { broken, kept };
}

/** The first instant at which it is known how a promise came out, or `null` when that is not known by `asOf`. */
export function judgedAt(promise: ReadPromise, rules: VerdictRules): number | null {
  const outcome = outcomeOf(promise, rules);
  if (outcome === "kept" || outcome === "exceeded") return promise.fulfilledAt;
  if (outcome !== "broken") return null;
  const late = lastInTime(promise, rules.grace) + 1;
  return rules.breaksWhenCompanyCancels && promise.cancelledBy === "company" && promise.cancelledAt !== null
    ? Math.min(late, promise.cancelledAt)
    : late;
}

/** An answer with the promises that it is linked to. */
export interface LinkedAnswer {
  readonly score: number;
  readonly customerId: string | null;
  /** The instant as of which promises are judged. */
  readonly asOf: number;
  readonly promises: readonly LinkedPromise[];
}

/** Reads answers and links them; those that cannot be used are counted. */
export function linkAnswers(
  rows: Iterable<PromiseAnswerRow>,
  { rules, definition, of }: PromiseLinks,
): { answers: LinkedAnswer[]; leftOut: AnswersLeftOut } {
  checkRows("responses", rows);
  const answers: LinkedAnswer[] = [];
  const leftOut: AnswersLeftOut = {
    otherMetric: 0,
    otherScale: 0,
    undated: 0,
    afterAsOf: 0,
    unlinked: 0,
    noVerdict: 0,
  };
  for (const row of rows) {
    const at = readInstant(row?.answeredAt);
    const key = row == null ? null : keyOf(row, definition.linkBy);
    if (row?.metric !== "nps") leftOut.otherMetric += 1;
    else if ((row.scale != null && !(row.scale.min === 0 && row.scale.max === 10)) || !isNpsScore(row.score))
      leftOut.otherScale += 1;
    else if (at === null) leftOut.undated += 1;
    else if (at > rules.asOf) leftOut.afterAsOf += 1;
    else if (typeof key !== "string" || key === "") leftOut.unlinked += 1;
    else {
      const asOf = definition.when === "before" ? at : rules.asOf;
      answers.push({ score: row.score, customerId: row.customerId ?? null, asOf, promises: of(key) });
    }
  }
  return { answers, leftOut };
}

function isNpsScore(score: unknown): score is number {
  return Number.isInteger(score) && (score as number) >= 0 && (score as number) <= 10;
}
