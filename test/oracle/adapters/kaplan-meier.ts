import { kaplanMeier } from "../../../src/stats/survival/kaplan-meier.ts";
import { nelsonAalen } from "../../../src/stats/survival/nelson-aalen.ts";
import { restrictedMean } from "../../../src/stats/survival/restricted-mean.ts";
import { survivalAt } from "../../../src/stats/survival/survival-at.ts";
import type { SurvivalBandMethod } from "../../../src/stats/survival/survival-bands.ts";
import { survivalQuantile } from "../../../src/stats/survival/survival-quantile.ts";
import type { SurvivalColumns } from "../../../src/stats/survival/survival-reading.ts";
import type { Adapter } from "../adapter.ts";

interface Expected {
  readonly groups: readonly { readonly quantiles?: { readonly probs: readonly number[] } }[];
}

/** Survival, its bands, quantiles and restricted means, and cumulative hazards, of each group by itself. */
export const kaplanMeierOracle: Adapter = ({ inputs, expected }) => {
  const { groups, tau = [] } = inputs as { groups: (SurvivalColumns & { group: string })[]; tau?: number[] };
  return {
    groups: groups.map((data, index) => {
      const probs = (expected as Expected).groups[index]?.quantiles?.probs ?? [];
      const curve = kaplanMeier(data);
      const bands: { [method: string]: unknown } = {};
      const bounds: { [method: string]: unknown } = {};
      for (const method of ["plain", "log", "log-log", "logit", "arcsin"] satisfies SurvivalBandMethod[]) {
        const banded = kaplanMeier(data, { interval: method });
        const quantiles = probs.map((prob) => survivalQuantile(banded, prob));
        bands[method] = { lower: banded.lower, upper: banded.upper };
        bounds[method] = { lower: quantiles.map(({ lower }) => lower), upper: quantiles.map(({ upper }) => upper) };
      }
      const { hazard, standardError, survival } = nelsonAalen(data);
      const corrected = nelsonAalen(data, { estimator: "fleming-harrington" });
      return {
        group: data.group,
        time: curve.time,
        nRisk: curve.atRisk,
        nEvent: curve.events,
        nCensor: curve.censored,
        survival: curve.survival,
        greenwoodSe: curve.standardError,
        logSurvivalSe: curve.time.map((time) => survivalAt(curve, time).logStandardError),
        ci95: bands,
        quantiles: { probs, value: probs.map((prob) => survivalQuantile(curve, prob).value), ci95: bounds },
        median: curve.value,
        rmst: tau.map((until) => {
          const mean = restrictedMean(curve, until);
          return { tau: until, rmst: mean.value, se: mean.standardError };
        }),
        nelsonAalen: { cumulativeHazard: hazard, se: standardError },
        flemingHarrington: { cumulativeHazard: corrected.hazard, se: corrected.standardError },
        breslowSurvival: survival,
      };
    }),
  };
};
