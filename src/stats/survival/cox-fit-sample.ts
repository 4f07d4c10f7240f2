import { fail } from "../../core/metric-error.ts";
import { coxLikelihood } from "./cox-likelihood.ts";
import type { CoxFit } from "./cox-result.ts";
import type { CoxReadingOptions, CoxRow } from "./cox-rows.ts";
import { type CoxSample, coxSample } from "./cox-sample.ts";
import { type CoxSource, tableOf } from "./cox-source.ts";

/** The data behind a fit, ordered, and the coefficients of the fit in its scale. */
export interface FittedSample {
  readonly sample: CoxSample;
  readonly coefficients: Float64Array;
}

/**
 * Reads data for a fit, by default the covariates of the fit. What is said about a fit itself needs the data that it was fitted to; how well it
 * predicts can also be asked of other data.
 *
 * @throws MetricError `COVARIATES_DIFFER` when others are asked for; `SAMPLE_DIFFERS` when it must be the same data and is not
 */
export function fittedSample<Row = CoxRow>(
  fit: CoxFit,
  source: CoxSource<Row>,
  options: CoxReadingOptions<Row>,
  which: "same" | "any",
): FittedSample {
  const { tieTolerance, resolution } = fit.definition;
  const names = fit.coefficients.map(({ covariate }) => covariate);
  const { table } = tableOf(source, {
    ...options,
    resolution: options.resolution ?? resolution,
    covariates: options.covariates ?? names,
  });
  if (table.names.length !== names.length || !names.every((name, j) => table.names[j] === name)) {
    fail("COVARIATES_DIFFER", `Cannot read data as its covariates must be ${names.join(", ")}`, table.names);
  }
  const sample = coxSample(table, tieTolerance);
  const coefficients = Float64Array.from(fit.coefficients, ({ coefficient }, j) => coefficient * sample.scale[j]);
  if (which === "same") {
    const { logLikelihood } = coxLikelihood(
      sample,
      fit.definition.ties,
      coefficients,
      new Float64Array(sample.weight.length),
    );
    const isSame =
      sample.n === fit.n &&
      Math.abs(logLikelihood - fit.logLikelihood) <= 1e-7 * (sample.events + Math.abs(logLikelihood));
    if (!isSame) {
      const wanted = `${fit.n} rows with log likelihood ${fit.logLikelihood}`;
      fail("SAMPLE_DIFFERS", `Cannot look at a fit as the data must be those that it was fitted to, ${wanted}`, [
        sample.n,
        logLikelihood,
      ]);
    }
  }
  return { sample, coefficients };
}
