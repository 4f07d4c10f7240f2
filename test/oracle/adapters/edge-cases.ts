import {
  ces,
  csat,
  nps,
  npsDefinition,
  npsShares,
  tallyScores,
  weightedNps,
  type CesOptions,
  type LeftOut,
  type NpsCounts,
} from "../../../src/index.ts";
import type { Adapter } from "../adapter.ts";
import { forLevels } from "./for-levels.ts";

interface Inputs extends Partial<NpsCounts> {
  readonly metric: "nps" | "csat" | "ces";
  readonly scores?: (number | null)[];
  readonly weights?: number[];
  readonly nonInteger?: "allow";
  readonly confidence?: number;
  readonly round?: number;
  readonly scaleMin?: number;
  readonly scaleMax?: number;
  readonly topBoxes?: number;
  readonly reversed?: boolean;
  readonly easyFrom?: number;
  readonly difficultTo?: number;
}

/** What the library says in codes, the oracle says in words. */
const warnings: { readonly [note: string]: string } = { "all-outside-scale": "all values outside the scale" };

/** Degenerate, extreme and wrong input. */
export const edgeCases: Adapter = ({ inputs, expected }) => {
  const {
    metric,
    scores = [],
    weights,
    nonInteger,
    confidence,
    round,
    scaleMin,
    scaleMax,
    topBoxes,
    ...rest
  } = inputs as Inputs;
  const scale = scaleMin === undefined || scaleMax === undefined ? undefined : { min: scaleMin, max: scaleMax };
  const answer = (result: {
    value: number | null;
    leftOut: LeftOut;
    notes: readonly string[];
  }): { [field: string]: unknown } => ({
    ...result,
    ...result.leftOut,
    score: result.value,
    warning: result.notes.map((note) => warnings[note]).find((text) => text !== undefined),
  });
  if (metric === "csat") return answer(csat(scores, { scale: scale ?? "1-5", topBox: topBoxes, level: confidence }));
  if (metric === "ces") {
    const { reversed, easyFrom, difficultTo } = rest;
    const options: CesOptions = {
      scale: scale ?? "1-7",
      direction: reversed ? "low-is-easy" : "high-is-easy",
      easyFrom,
      difficultTo,
    };
    return answer(ces(scores, { ...options, level: confidence }));
  }
  if (weights) return answer(weightedNps(scores, { weights, level: confidence }));
  const state = tallyScores(scores, { scale: scale ?? "0-10", fractions: nonInteger });
  const source = rest.promoters === undefined ? state : (rest as NpsCounts);
  const definition = npsDefinition({ scale });
  const result = nps(source, { definition, level: confidence });
  const shares = round === undefined ? null : npsShares(result, { digits: round });
  return {
    ...answer(result),
    ...forLevels(expected, (level) => nps(source, { definition, level }).interval),
    promoterSharePercent: shares?.promoters,
    passiveSharePercent: shares?.passives,
    detractorSharePercent: shares?.detractors,
  };
};
