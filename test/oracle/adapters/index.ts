import type { Adapters } from "../check-file.ts";
import { betaDiscreteWeibull } from "./beta-discrete-weibull.ts";
import { churnRateIntervals } from "./churn-rate.ts";
import { competingRisksOracle } from "./competing-risks.ts";
import { cox } from "./cox.ts";
import { customerBaseValue } from "./customer-base-value.ts";
import { edgeCases } from "./edge-cases.ts";
import { exportSamples } from "./export-samples.ts";
import { inputNormalisation } from "./input-normalisation.ts";
import { kaplanMeierOracle } from "./kaplan-meier.ts";
import { logRankOracle } from "./log-rank.ts";
import { mrrMovementsOracle } from "./mrr-movements.ts";
import {
  npsBootstrapExact,
  npsByPeriod,
  npsCiBayes,
  npsCiCoverage,
  npsCiScore,
  npsCiWald,
  npsFromScores,
  npsPoint,
} from "./nps.ts";
import { realMobi } from "./real-mobi.ts";
import { retentionCohorts } from "./retention.ts";
import { cesOracle, csatBoxes, csatProportionCi, histogramMomentsOracle, mergeStates } from "./satisfaction.ts";
import { shiftedBetaGeometric, shiftedBetaGeometricValues } from "./shifted-beta-geometric.ts";
import { specialFunctionTables } from "./special-function-tables.ts";
import { vendorDefinitions } from "./vendors.ts";
import { weightedNpsOracle, weightedProportionCi } from "./weighted.ts";

/** The adapter of each topic; `folder/topic` where two folders share one. */
export const adapters: Adapters = {
  ces: cesOracle,
  "churn.mrrMovements": mrrMovementsOracle,
  "churn.rateIntervals": churnRateIntervals,
  "csat-boxes": csatBoxes,
  "csat-proportion-ci": csatProportionCi,
  "edge-cases": edgeCases,
  "export-samples": exportSamples,
  "histogram-moments": histogramMomentsOracle,
  "input-normalisation": inputNormalisation,
  "merge-states": mergeStates,
  "nps-bootstrap-exact": npsBootstrapExact,
  "nps-by-period": npsByPeriod,
  "nps-ci-bayes": npsCiBayes,
  "nps-ci-coverage": npsCiCoverage,
  "nps-ci-score": npsCiScore,
  "nps-ci-wald": npsCiWald,
  "nps-from-scores": npsFromScores,
  "nps-point": npsPoint,
  "real-mobi": realMobi,
  "retention.betaDiscreteWeibull": betaDiscreteWeibull,
  "retention.cohorts": retentionCohorts,
  "retention.customerBaseValue": customerBaseValue,
  "retention.shiftedBetaGeometric": shiftedBetaGeometric,
  "retention.shiftedBetaGeometric.values": shiftedBetaGeometricValues,
  "special-functions": specialFunctionTables,
  "survival.competingRisks": competingRisksOracle,
  "survival.coxPh": cox,
  "survival.kaplanMeier": kaplanMeierOracle,
  "survival.logRank": logRankOracle,
  "vendor-definitions": vendorDefinitions,
  "weighted-nps": weightedNpsOracle,
  "weighted-proportion-ci": weightedProportionCi,
};
