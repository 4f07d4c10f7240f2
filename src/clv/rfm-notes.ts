import { leftOutNotes } from "./left-out.ts";
import type { RfmPlan } from "./rfm-options.ts";
import type { TransactionLeftOut } from "./transaction-row.ts";

/** What a careful reader of a summary should know, as codes; see `RfmSummary.notes`. */
export function rfmNotes(
  { definition, end }: Pick<RfmPlan, "definition" | "end">,
  customers: number,
  rows: { readonly usedRows: number; readonly leftOut: TransactionLeftOut },
  hasMeansNotPositive: boolean,
): string[] {
  const notes: string[] = customers === 0 ? ["no-customers"] : [];
  notes.push(...leftOutNotes(rows));
  if (definition.first === "included") notes.push("first-included");
  if (!end.isOver) notes.push("last-period-not-over");
  if (hasMeansNotPositive) notes.push("mean-not-positive");
  return notes;
}
