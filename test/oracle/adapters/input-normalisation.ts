import { readScore } from "../../../src/index.ts";
import type { Adapter } from "../adapter.ts";

interface Inputs {
  readonly raw: unknown;
  readonly scaleMin: number;
  readonly scaleMax: number;
  readonly labels?: { readonly [label: string]: number };
  readonly binary?: boolean;
}

/** One messy cell. */
export const inputNormalisation: Adapter = ({ inputs }) => {
  const { raw, scaleMin, scaleMax, labels, binary } = inputs as Inputs;
  return readScore(raw, { scale: binary ? "binary" : { min: scaleMin, max: scaleMax }, labels });
};
