import { logRank } from "../../../src/stats/survival/log-rank.ts";
import type { SurvivalColumns } from "../../../src/stats/survival/survival-reading.ts";
import type { Adapter } from "../adapter.ts";

type Inputs = SurvivalColumns & { readonly strata?: SurvivalColumns["stratum"] };

/** The log-rank test and its relatives, one for each `rho` that is asked. */
export const logRankOracle: Adapter = ({ inputs, expected }) => {
  const { strata: stratum, ...columns } = inputs as Inputs;
  const data = { ...columns, stratum };
  const { tests } = expected as { tests: { rho: number }[] };
  return {
    groups: logRank(data).groups.map(({ group }) => group),
    tests: tests.map(({ rho }) => {
      const { groups, variance, chiSquare, degreesOfFreedom, pValue } = logRank(data, { rho });
      return {
        rho,
        observed: groups.map(({ observed }) => observed),
        expected: groups.map(({ expected }) => expected),
        variance,
        chiSquared: chiSquare,
        df: degreesOfFreedom,
        pValue,
      };
    }),
  };
};
