import { coxConcordance } from "../../../src/stats/survival/cox-concordance.ts";
import { proportionalHazardsTest } from "../../../src/stats/survival/cox-proportionality.ts";
import { coxRegression } from "../../../src/stats/survival/cox-regression.ts";
import { coxResiduals } from "../../../src/stats/survival/cox-residuals.ts";
import type { CoxFit } from "../../../src/stats/survival/cox-result.ts";
import type { CoxColumns } from "../../../src/stats/survival/cox-rows.ts";
import { coxSurvival } from "../../../src/stats/survival/cox-survival.ts";
import type { Adapter } from "../adapter.ts";

interface Inputs {
  readonly time: number[];
  readonly event: number[];
  readonly covariates: string[];
  readonly x: number[][];
  readonly entry?: number[];
  readonly strata?: (string | number)[];
  readonly cluster?: (string | number)[];
  readonly weight?: number[];
}

/** What is asked of one fit: its tie method, and the covariates to predict for, stand among the answers. */
interface Question {
  readonly ties: "efron" | "breslow";
  readonly predictedSurvival?: readonly { readonly x: number[] }[];
}

/** Cox regression with everything that R's survival says about a fit. */
export const cox: Adapter = ({ inputs, expected }) => {
  const input = inputs as Inputs;
  const data: CoxColumns = {
    time: input.time,
    event: input.event,
    covariates: Object.fromEntries(input.covariates.map((name, j) => [name, input.x.map((row) => row[j]!)])),
    entry: input.entry,
    stratum: input.strata,
    cluster: input.cluster,
    weight: input.weight,
  };
  return { fits: (expected as { fits: Question[] }).fits.map((question) => answer(data, input.covariates, question)) };
};

function answer(data: CoxColumns, names: readonly string[], { ties, predictedSurvival = [] }: Question): unknown {
  const model = coxRegression(data, { ties, errors: "model" });
  const robust = coxRegression(data, { ties, errors: "robust" });
  if (model.status === "failed" || robust.status === "failed") return { ties, model, robust };
  const concordance = coxConcordance(model, data);
  const rowOf = (x: readonly number[]) => ({ covariates: Object.fromEntries(names.map((name, j) => [name, x[j]!])) });
  const baselines = model.baselines.map(({ stratum }) =>
    coxSurvival(model, { ...rowOf(names.map(() => 0)), stratum: stratum ?? undefined }),
  );
  const proportional = proportionalHazardsTest(model, data, { transform: "identity" });
  const tests = [...proportional.covariates, proportional.global];
  return {
    ties,
    coef: model.coefficients.map((each) => each.coefficient),
    se: model.coefficients.map((each) => each.standardError),
    robustSe: robust.coefficients.map((each) => each.standardError),
    z: model.coefficients.map((each) => each.z),
    pValue: model.coefficients.map((each) => each.pValue),
    hazardRatio: model.coefficients.map((each) => each.hazardRatio),
    hazardRatioLower95: model.coefficients.map((each) => each.interval?.lower),
    hazardRatioUpper95: model.coefficients.map((each) => each.interval?.upper),
    covariance: model.modelCovariance,
    logLikelihoodNull: model.nullLogLikelihood,
    logLikelihood: model.logLikelihood,
    likelihoodRatio: model.tests.likelihoodRatio.statistic,
    wald: model.tests.wald.statistic,
    score: model.tests.score.statistic,
    df: model.tests.wald.df,
    concordance: concordance.value,
    concordanceCounts: {
      concordant: concordance.concordant,
      discordant: concordance.discordant,
      "tied.x": concordance.tiedRisk,
      "tied.y": concordance.tiedTime,
      "tied.xy": concordance.tiedBoth,
    },
    baselineCumulativeHazard: {
      time: baselines.flatMap(({ time }) => time),
      value: baselines.flatMap(({ cumulativeHazard }) => cumulativeHazard),
    },
    martingaleResidualSumOfSquares: coxResiduals(model, data).sumsOfSquares[0],
    proportionalHazardsTest: {
      transform: proportional.transform,
      chiSquared: tests.map(({ statistic }) => statistic),
      df: tests.map(({ df }) => df),
      pValue: tests.map(({ pValue }) => pValue),
      rows: "one per covariate then GLOBAL",
    },
    predictedSurvival: predictedSurvival.map(({ x }) => {
      const { time, survival } = coxSurvival(model as CoxFit, rowOf(x));
      return { x, time, survival };
    }),
  };
}
