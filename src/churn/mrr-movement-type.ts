import type { Money } from "./money.ts";

/** What a change of a customer's recurring revenue is. */
export type MovementType = "new" | "expansion" | "contraction" | "churn" | "reactivation";

/** The kinds of movements. Where a kind is a number, it is the place in this list. */
export const movementTypes: readonly MovementType[] = ["new", "expansion", "contraction", "churn", "reactivation"];

export const NEW = 0;
export const EXPANSION = 1;
export const CONTRACTION = 2;
export const CHURN = 3;
export const REACTIVATION = 4;

/** The kind of a change, as a place in {@link movementTypes}; `paidBefore` decides between new and reactivation. */
export function movementOf(before: Money, after: Money, paidBefore: boolean): number {
  if (!(before > 0)) return paidBefore ? REACTIVATION : NEW;
  if (!(after > 0)) return CHURN;
  return after > before ? EXPANSION : CONTRACTION;
}
