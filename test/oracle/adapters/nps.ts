import {
  byPeriod,
  fold,
  mapInput,
  nps,
  npsAccumulator,
  npsBootstrapDistribution,
  npsDefinition,
  npsMoments,
  npsPosterior,
  npsScoreInterval,
  npsWald,
  type Every,
  type NpsCounts,
} from "../../../src/index.ts";
import { type TrinomialWald, trinomialWald } from "../../../src/stats/trinomial.ts";
import { exactCoverage } from "../../../src/stats/trinomial-coverage.ts";
import type { Adapter } from "../adapter.ts";
import { forLevels } from "./for-levels.ts";

/** Shares, variance and standard error from the three counts. */
export const npsPoint: Adapter = ({ inputs }) => npsMoments(inputs as NpsCounts);

/** Scores on any scale with its thresholds. */
export const npsFromScores: Adapter = ({ inputs }) => {
  const { scores, scaleMin, scaleMax, detractorMax, passiveMax } = inputs as {
    scores: number[];
    scaleMin: number;
    scaleMax: number;
    detractorMax: number;
    passiveMax: number;
  };
  const result = nps(scores, {
    definition: npsDefinition({
      scale: { min: scaleMin, max: scaleMax },
      detractorTo: detractorMax,
      passiveTo: passiveMax,
    }),
  });
  return { ...result, score: result.value };
};

/** Wald and adjusted Wald with all their parts. */
export const npsCiWald: Adapter = ({ inputs }) => {
  const { confidence, method, pseudo, ...counts } = inputs as NpsCounts & {
    confidence: number;
    method: string;
    pseudo: NpsCounts | null;
  };
  const none = { promoters: 0, passives: 0, detractors: 0 };
  return npsWald(counts, { level: confidence, pseudo: method === "wald" ? none : (pseudo ?? undefined) });
};

export const npsCiScore: Adapter = ({ inputs }) => {
  const { confidence, ...counts } = inputs as NpsCounts & { confidence: number };
  return npsScoreInterval(counts, confidence);
};

export const npsCiBayes: Adapter = ({ inputs, expected }) => {
  const { prior, ...counts } = inputs as NpsCounts & { prior: NpsCounts };
  const { mean, standardDeviation, probabilityAboveZero } = npsPosterior(counts, { prior });
  return {
    posteriorMean: mean,
    posteriorSd: standardDeviation,
    probAboveZero: probabilityAboveZero,
    ...forLevels(expected, (level) => npsPosterior(counts, { prior, level }).interval),
  };
};

export const npsBootstrapExact: Adapter = ({ inputs, expected }) => {
  const counts = inputs as NpsCounts;
  const { mean, standardError } = npsBootstrapDistribution(counts);
  return {
    bootstrapMean: mean,
    bootstrapStandardError: standardError,
    ...forLevels(expected, (level) => npsBootstrapDistribution(counts, { level }).interval),
  };
};

export const npsCiCoverage: Adapter = ({ inputs }) => {
  const { n, shares, confidence } = inputs as { n: number; shares: NpsCounts; confidence: number };
  const truth = { up: shares.promoters, middle: shares.passives, down: shares.detractors };
  const pseudo = { up: 0.75, middle: 1.5, down: 0.75 };
  return {
    wald: exactCoverage(n, truth, ({ up, middle, down }) => bounds(trinomialWald(up, middle, down, confidence))),
    "adjusted-wald": exactCoverage(n, truth, ({ up, middle, down }) =>
      bounds(trinomialWald(up + pseudo.up, middle + pseudo.middle, down + pseudo.down, confidence)),
    ),
  };
};

const bounds = ([, , lower, upper]: TrinomialWald): { lower: number; upper: number } => ({ lower, upper });

/** NPS by calendar period in a zone. */
export const npsByPeriod: Adapter = ({ inputs }) => {
  const { timestamps, scores, timeZone, period } = inputs as {
    timestamps: string[];
    scores: number[];
    timeZone: string;
    period: string;
  };
  const accumulator = byPeriod(
    mapInput(npsAccumulator(), (row: number) => scores[row]),
    {
      every: period === "isoWeek" ? "week" : (period as Every),
      timeZone,
      at: (row) => timestamps[row],
    },
  );
  const { periods } = accumulator.result(fold(accumulator, scores.keys()));
  return { periods: periods.map(({ period, result }) => ({ period, n: result.n, score: result.value })) };
};
