import { cumulativeIncidence } from "../../../src/stats/survival/cumulative-incidence.ts";
import { incidenceAt } from "../../../src/stats/survival/cumulative-incidence-at.ts";
import type { SurvivalColumns } from "../../../src/stats/survival/survival-reading.ts";
import type { Adapter } from "../adapter.ts";

/** Cumulative incidence of each cause beside the survival of all. */
export const competingRisksOracle: Adapter = ({ inputs }) => {
  const { tau = [], ...data } = inputs as SurvivalColumns & { tau?: number[] };
  const curves = cumulativeIncidence(data);
  return {
    time: curves.time,
    nRisk: curves.atRisk,
    eventFree: curves.eventFree,
    causes: curves.causes.map(({ cause, incidence, standardError, events }) => ({
      cause,
      incidence,
      seInfinitesimalJackknife: standardError,
      nEvent: events,
    })),
    atTau: tau.map((time) => {
      const { eventFree, causes } = incidenceAt(curves, time);
      return [eventFree, ...causes.map(({ value }) => value)];
    }),
    atTauColumns: ["eventFree", ...curves.causes.map(({ cause }) => cause)],
  };
};
