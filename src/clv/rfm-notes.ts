import type { RfmPlan } from "./rfm-options.ts";

/** What a careful reader of a summary should know, as codes; see `RfmSummary.notes`. */
export function rfmNotes(
  { definition, end }: Pick<RfmPlan, "definition" | "end">,
  customers: number,
  hasMeansNotPositive: boolean,
): string[] {
  const notes: string[] = [];
  if (customers === 0) notes.push("no-customers");
  if (definition.first === "included") notes.push("first-included");
  if (!end.isOver) notes.push("last-period-not-over");
  if (hasMeansNotPositive) notes.push("mean-not-positive");
  return notes;
}
