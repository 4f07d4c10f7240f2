import { checkSameKind, type Kinded } from "../core/state.ts";
import { fail } from "../core/metric-error.ts";
import { toInstant } from "../time/instant.ts";
import type { JourneyEventOptions, JourneyEventSource, JourneyEventsLeftOut } from "./event-row.ts";

/** What every state of cases counts. */
export interface CasesState extends Kinded {
  /** Cases with a usable event. */
  readonly cases: number;
  /** Usable events. */
  readonly events: number;
  /** Events that were not used. */
  readonly leftOut: JourneyEventsLeftOut;
}

/** Whether it is a state, not events; a state of another kind than `empty` fails. */
export function isCasesState<State extends CasesState>(
  source: JourneyEventSource | State,
  empty: State,
): source is State {
  const kind = (source as Partial<Kinded> | null | undefined)?.kind;
  if (typeof kind !== "string" || (source as Partial<Iterable<unknown>>)[Symbol.iterator] !== undefined) return false;
  checkSameKind(empty, source as State);
  for (const key of Object.keys(empty) as (keyof State)[]) {
    if (
      typeof (source as State)[key] !== typeof empty[key] ||
      Array.isArray((source as State)[key]) !== Array.isArray(empty[key])
    )
      fail("STATE_INVALID", `Cannot use state as it must have ${String(key)}`, (source as State)[key]);
  }
  return true;
}

/** What a state was read with, as a part of its kind: states of different `asOf` do not merge. */
export function asOfKind({ asOf }: JourneyEventOptions): string {
  return asOf === undefined ? "" : ` as of ${toInstant(asOf)}`;
}
