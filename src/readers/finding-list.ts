import { cellValue } from "./cell.ts";
import type { CellValue, FindingReason, ReadFinding } from "./survey-reading.ts";

/** Collects findings, one a reason and column. */
export interface FindingList {
  /** Notes what is wrong with a column, in a row or (`null`) as a whole. */
  readonly note: (reason: FindingReason, column: string, row: number | null, cell?: unknown) => void;
  /** What was noted, in the order in which it first came up. */
  readonly findings: ReadFinding[];
}

/** An empty list. */
export function findingList(): FindingList {
  const findings: { reason: FindingReason; column: string; rows: number[]; example: CellValue }[] = [];
  return {
    findings,
    note: (reason, column, row, cell) => {
      let finding = findings.find((known) => known.reason === reason && known.column === column);
      if (finding === undefined) {
        finding = { reason, column, rows: [], example: cellValue(cell) };
        findings.push(finding);
      }
      if (row !== null) finding.rows.push(row);
    },
  };
}
