/** How many rows were not used, by code. */
type LeftOut<Code extends string> = { [Each in Code]: number };

/** What was left out on either side. */
export function addLeftOut<Code extends string>(left: LeftOut<Code>, right: LeftOut<Code>): LeftOut<Code> {
  const sum = { ...left };
  for (const code of Object.keys(sum) as Code[]) sum[code] += right[code];
  return sum;
}

/** How many rows were left out. */
export function countLeftOut(leftOut: { readonly [code: string]: number }): number {
  return Object.values(leftOut).reduce((sum, count) => sum + count, 0);
}

/**
 * What a reader should know of rows that were not used: `"all-left-out"`: none was; `"mostly-left-out"`: those with something wrong
 * outnumber those that were used, so that a column or its unit is likely to be wrong; `"rows-left-out"`: there are some.
 *
 * What lies outside the window, or was asked to be ignored, is not wrong; but where nothing is left the reader should know.
 */
export function leftOutNotes({ usedRows, leftOut }: CountedRows): string[] {
  const wrong = Object.keys(leftOut).reduce((sum, code) => sum + (isNotWrong(code) ? 0 : leftOut[code]!), 0);
  if (usedRows > 0) return wrong === 0 ? [] : [wrong > usedRows ? "mostly-left-out" : "rows-left-out"];
  return countLeftOut(leftOut) > 0 ? ["all-left-out"] : [];
}

/** Whether a row that was left out for this reason has nothing wrong with it; `onInvalid: "throw"` lets it pass. */
export function isNotWrong(code: string): boolean {
  return code === "before-from" || code === "after-as-of" || code === "refund-ignored";
}

/** How many rows were used, and how many not by code. */
interface CountedRows {
  readonly usedRows: number;
  readonly leftOut: { readonly [code: string]: number };
}

/** Whether a stored state says how many rows were used, and how many not by each code of `codes`. */
export function isCounted({ usedRows, leftOut }: CountedRows, codes: { readonly [code: string]: number }): boolean {
  return isCount(usedRows) && Object.keys(codes).every((code) => isCount(leftOut?.[code]));
}

/** Whether a value of a stored state is a whole number from 0. */
export function isCount(value: unknown): boolean {
  return Number.isSafeInteger(value) && (value as number) >= 0 && !Object.is(value, -0);
}

/** A cell of a row as plain JSON; what is none, as text. */
export function plainCell(cell: unknown): string | number | boolean | null {
  if (cell === null || cell === undefined) return null;
  if (typeof cell === "number" && Number.isFinite(cell)) return cell + 0;
  if (typeof cell === "boolean") return cell;
  return typeof cell === "object" || typeof cell === "function" ? typeof cell : String(cell).slice(0, 200);
}
