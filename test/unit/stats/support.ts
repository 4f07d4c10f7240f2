import { readFileSync } from "node:fs";
import { expect } from "vitest";

export interface Tolerance {
  readonly rel: number;
  readonly abs: number;
}

export interface OracleCase<Inputs, Expected> {
  readonly id: string;
  readonly inputs: Inputs;
  readonly expected: Expected;
  readonly tolerance: Tolerance;
}

/** The cases of a file of known answers. */
export function oracleCases<Inputs, Expected>(topic: string): readonly OracleCase<Inputs, Expected>[] {
  const file = new URL(`../../oracle/cases/survey/${topic}.json`, import.meta.url);
  const oracle = JSON.parse(readFileSync(file, "utf8")) as {
    tolerance: Tolerance;
    cases: (Omit<OracleCase<Inputs, Expected>, "tolerance"> & { tolerance?: Tolerance })[];
  };
  return oracle.cases.map((one) => ({ ...one, tolerance: one.tolerance ?? oracle.tolerance }));
}

/** Expects |got - want| <= abs + rel |want|; `null` only equals `null`. */
export function expectClose(
  got: number | null | undefined,
  want: number | null,
  { rel, abs }: Tolerance,
  what = "",
): void {
  if (want === null || got === null || got === undefined) {
    expect(got, what).toBe(want);
    return;
  }
  const error = Math.abs(got - want);
  expect(error <= abs + rel * Math.abs(want), `${what}: got ${got}, want ${want}`).toBe(true);
}

export const exact: Tolerance = { rel: 1e-14, abs: 1e-15 };
