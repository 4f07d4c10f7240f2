import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import Papa from "papaparse";
import { csat, nps, npsDefinition, readScore, scoreSummary } from "../../../src/index.ts";
import type { Adapter } from "../adapter.ts";
import { forLevels } from "./for-levels.ts";

type Row = { readonly [column: string]: string };

/** Items of a real survey, each on its own scale; drivers and reliability of several items are not built. */
export const realMobi: Adapter = ({ inputs, expected, folder }) => {
  const { file, column, scaleMin, scaleMax } = inputs as {
    file: string;
    column?: string;
    scaleMin: number;
    scaleMax: number;
  };
  if (column === undefined) return {};
  const { data } = Papa.parse<Row>(readFileSync(resolve(folder, file), "utf8"), { header: true, skipEmptyLines: true });
  const scale = { min: scaleMin, max: scaleMax };
  const options = { scale, read: (row: Row) => readScore(row[column], { scale }) };
  const score = nps(data, { ...options, definition: npsDefinition({ scale }) });
  const summary = scoreSummary(data, options);
  return {
    n: score.n,
    detractors: score.detractors,
    passives: score.passives,
    promoters: score.promoters,
    nps: score.value,
    npsStandardError: score.standardError,
    top2Share: csat(data, { ...options, topBox: 2 }).value,
    top3Share: csat(data, { ...options, topBox: 3 }).value,
    mean: summary.mean,
    sd: summary.standardDeviation,
    median: summary.median,
    ...forLevels(expected, (level) => scoreSummary(data, { ...options, level }).interval),
  };
};
