import { fail } from "../core/metric-error.ts";
import { plainCell } from "../clv/left-out.ts";
import { checkRows } from "./tier-labels.ts";

/** A row that was not used, and why. */
export interface TierFinding<Code extends string = string> {
  /** The rule that it breaks. */
  readonly code: Code;
  /** Its place in the source, from 0. */
  readonly index: number;
  /** What stood there; what is no plain JSON value, as text. */
  readonly value: string | number | boolean | null;
}

/** What was read of a source: rows in = rows used + rows left out. */
export interface RowsRead<Code extends string> {
  /** Rows that were used. */
  readonly usedRows: number;
  /** Rows that were not used, by code. */
  readonly leftOut: { readonly [Each in Code]: number };
  /** Which these are. */
  readonly findings: readonly TierFinding<Code>[];
}

/**
 * Reads rows one by one; `add` uses a row, or says why not, and `cells` names the cell that each code is about.
 *
 * @throws {@link MetricError} `SOURCE_INVALID`
 */
export function readTierRows<Row, Code extends string>(
  rows: Iterable<Row>,
  cells: { readonly [Each in Code]: string | null },
  add: (row: Row, index: number) => Code | null,
): RowsRead<Code> {
  checkRows(rows);
  const leftOut = noneLeftOut(cells);
  const findings: TierFinding<Code>[] = [];
  let index = 0;
  let usedRows = 0;
  for (const row of rows) {
    const code = add(row, index);
    if (code === null) usedRows += 1;
    else {
      leftOut[code] += 1;
      findings.push({ code, index, value: plainCell(cellOf(row, cells[code])) });
    }
    index += 1;
  }
  return { usedRows, leftOut, findings };
}

/** Counts of 0, by code. */
export function noneLeftOut<Code extends string>(
  cells: { readonly [Each in Code]: string | null },
): {
  [Each in Code]: number;
} {
  return Object.fromEntries(Object.keys(cells).map((code) => [code, 0])) as { [Each in Code]: number };
}

/** Whether a row can have cells at all. */
export function isRow(row: unknown): row is { readonly [cell: string]: unknown } {
  return typeof row === "object" && row !== null;
}

/** Whether a cell is a number that can be added up and multiplied: beyond ±1e100 products leave the range of numbers. */
export function isFigure(value: unknown): value is number {
  return typeof value === "number" && Math.abs(value) <= 1e100;
}

/** Whether a cell says nothing. */
export function isMissing(value: unknown): value is null | undefined {
  return value === null || value === undefined;
}

/**
 * Sums and products of decimals are off by the rounding of each: what is no more than this beside the size of their terms is 0,
 * so that 0.3 − 0.1 − 0.2 breaks even. 2^−50: eight roundings.
 */
export function slackOf(size: number): number {
  return size * 8.881784197001252e-16;
}

/**
 * Throws unless options are an object.
 *
 * @throws {@link MetricError} `OPTIONS_INVALID`
 */
export function checkTierOptions(options: unknown): void {
  if (typeof options !== "object" || options === null) {
    fail("OPTIONS_INVALID", "Cannot use options as they must be an object", options);
  }
}

function cellOf(row: unknown, cell: string | null): unknown {
  return cell === null || !isRow(row) ? row : row[cell];
}
