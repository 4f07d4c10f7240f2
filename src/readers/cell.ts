import type { CellValue } from "./survey-reading.ts";

/** A cell as plain JSON, for reports. Objects are not looked into: they may do anything when touched. */
export function cellValue(cell: unknown): CellValue {
  if (typeof cell === "string") return cell.length > 200 ? `${cell.slice(0, 199)}…` : cell;
  if (typeof cell === "boolean") return cell;
  if (typeof cell === "number") return Number.isFinite(cell) ? cell + 0 : String(cell);
  if (cell === null || cell === undefined) return null;
  return typeof cell === "bigint" ? String(cell).slice(0, 200) : `(${typeof cell})`;
}

/** The text of a cell, or `undefined` where there is none. */
export function textOf(cell: unknown): string | undefined {
  if (typeof cell === "string") return cell.trim() === "" ? undefined : cell;
  if (typeof cell === "number") return Number.isFinite(cell) ? String(cell) : undefined;
  return typeof cell === "bigint" || typeof cell === "boolean" ? String(cell) : undefined;
}

/** Whether there is nothing in a cell. */
export function isBlank(cell: unknown): boolean {
  return cell === null || cell === undefined || (typeof cell === "string" && cell.trim() === "");
}
