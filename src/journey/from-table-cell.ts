import { instantToIso, readInstant } from "../time/instant.ts";
import { instantOfLocal } from "../time/local-time.ts";
import type { ZoneClock } from "../time/zone-clock.ts";

/** Why a cell could not be used. */
export type TableReason =
  | "row-invalid"
  | "missing"
  | "not-text"
  | "not-a-number"
  | "not-whole"
  | "negative"
  | "not-true-or-false"
  | "not-an-instant"
  | "instant-without-offset"
  | "word-unknown"
  | "personal-data"
  | "duplicate-id";

/** A value, or why there is none. */
export type CellReading = { readonly value: string | number | boolean } | { readonly reason: TableReason };

/** Whether a cell says nothing. */
export function isBlank(cell: unknown): boolean {
  return cell === undefined || cell === null || (typeof cell === "string" && cell.trim() === "");
}

/** Reads a cell that is not blank as what its field holds; `clock` is that of local times, where they have one. */
export function readCell(cell: unknown, kind: string, clock: ZoneClock | null): CellReading {
  switch (kind) {
    case "instant":
      return readWhen(cell, clock);
    case "boolean":
      return readBoolean(cell);
    case "number":
    case "whole":
    case "count":
    case "amount":
      return readNumber(cell, kind);
    default: {
      const text = typeof cell === "number" && Number.isFinite(cell) ? String(cell) : cell;
      if (typeof text !== "string") return { reason: "not-text" };
      const value = text.trim();
      if (kind === "id" && looksLikeEmail(value)) return { reason: "personal-data" };
      if (kind === "id" || kind === "text") return { value };
      return kind.split("|").includes(value) ? { value } : { reason: "word-unknown" };
    }
  }
}

/** Whether an id is an e-mail address: the model has pseudonyms alone. */
export function looksLikeEmail(text: string): boolean {
  // No address is longer, and a long text would be read over and over.
  return text.length <= 320 && /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text);
}

function readWhen(cell: unknown, clock: ZoneClock | null): CellReading {
  const text = typeof cell === "string" ? cell.trim() : cell;
  const instant = readInstant(text);
  if (instant !== null) {
    const isModelText =
      typeof text === "string" && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.test(text);
    return { value: isModelText ? (text as string) : instantToIso(instant) };
  }
  if (typeof text !== "string") return { reason: "not-an-instant" };
  const local = readInstant(`${text}Z`) ?? readInstant(`${text}T00:00Z`);
  if (local === null) return { reason: "not-an-instant" };
  if (clock === null) return { reason: "instant-without-offset" };
  return { value: instantToIso(instantOfLocal(clock, local)) };
}

function readBoolean(cell: unknown): CellReading {
  if (typeof cell === "boolean") return { value: cell };
  const word = String(cell).trim().toLowerCase();
  if (word === "true" || word === "yes" || word === "1") return { value: true };
  if (word === "false" || word === "no" || word === "0") return { value: false };
  return { reason: "not-true-or-false" };
}

function readNumber(cell: unknown, kind: string): CellReading {
  // Number("0x10") and Number("1e3") are numbers too, but nobody's table means them; a comma may be a decimal or a thousand.
  const text = typeof cell === "string" ? cell.trim() : cell;
  const isPlain = typeof text === "string" && /^[+-]?(\d+\.?\d*|\.\d+)$/.test(text);
  const value = typeof text === "number" ? text + 0 : isPlain ? Number(text) + 0 : NaN;
  if (!Number.isFinite(value)) return { reason: "not-a-number" };
  if (kind !== "number" && kind !== "amount" && !Number.isSafeInteger(value)) return { reason: "not-whole" };
  return (kind === "count" || kind === "amount") && value < 0 ? { reason: "negative" } : { value };
}
