import type { Adapters } from "../check-file.ts";
import { attributionHeuristic, attributionMarkov, attributionShapley } from "./attribution.ts";
import { betaDiscreteWeibull } from "./beta-discrete-weibull.ts";
import { bgbb } from "./bgbb.ts";
import { boundary } from "./boundary.ts";
import { churnRateIntervals } from "./churn-rate.ts";
import { competingRisksOracle } from "./competing-risks.ts";
import { cox } from "./cox.ts";
import { customerBaseValue } from "./customer-base-value.ts";
import { edgeCases } from "./edge-cases.ts";
import { exportSamples } from "./export-samples.ts";
import { extremeDiscreteAndSpend } from "./extreme-discrete-and-spend.ts";
import { extremeNbd } from "./extreme-nbd.ts";
import { inputNormalisation } from "./input-normalisation.ts";
import { funnelOracle, pathFrequencyOracle, transitionMatrixOracle } from "./journey-events.ts";
import { journeySampleAnalyses } from "./journey-sample-analyses.ts";
import { kaplanMeierOracle } from "./kaplan-meier.ts";
import { lifetimeValue } from "./lifetime-value.ts";
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
import { promiseImpactOracle } from "./promise-impact.ts";
import { promiseLatencyOracle } from "./promise-latency.ts";
import { promiseOutcomesOracle } from "./promise-outcomes.ts";
import { purchaseModels } from "./purchase-models.ts";
import { realMobi } from "./real-mobi.ts";
import { retentionCohorts } from "./retention.ts";
import { rfmSummaryOracle } from "./rfm-summary.ts";
import { cesOracle, csatBoxes, csatProportionCi, histogramMomentsOracle, mergeStates } from "./satisfaction.ts";
import { sbg } from "./sbg.ts";
import { shiftedBetaGeometric, shiftedBetaGeometricValues } from "./shifted-beta-geometric.ts";
import { specialFunctionTables } from "./special-function-tables.ts";
import { spendModel } from "./spend-model.ts";
import { staticCovariates } from "./static-covariates.ts";
import { vendorDefinitions } from "./vendors.ts";
import { weightedNpsOracle, weightedProportionCi } from "./weighted.ts";
import {
  channelAdoptionOracle,
  channelLatencyComparison,
  complaintOwnershipOracle,
} from "./channels-and-complaints.ts";
import { expectationGapOracle, peakEndOracle, repurchaseByEffort } from "./experience-scores.ts";
import { personalityConsistencyOracle } from "./personality-consistency.ts";
import { touchpointAuditOracle } from "./touchpoint-audit.ts";

/** The adapter of each topic; `folder/topic` where two folders share one. */
export const adapters: Adapters = {
  "attribution-heuristic": attributionHeuristic,
  "attribution-markov": attributionMarkov,
  "attribution-shapley": attributionShapley,
  bgbb,
  boundary,
  ces: cesOracle,
  "churn.mrrMovements": mrrMovementsOracle,
  "churn.rateIntervals": churnRateIntervals,
  "csat-boxes": csatBoxes,
  "csat-proportion-ci": csatProportionCi,
  "edge-cases": edgeCases,
  "export-samples": exportSamples,
  "extreme-nbd": extremeNbd,
  "extreme-discrete-and-spend": extremeDiscreteAndSpend,
  funnel: funnelOracle,
  "histogram-moments": histogramMomentsOracle,
  "input-normalisation": inputNormalisation,
  "journey/sample-analyses": journeySampleAnalyses,
  "lifetime-value": lifetimeValue,
  "merge-states": mergeStates,
  "nps-bootstrap-exact": npsBootstrapExact,
  "nps-by-period": npsByPeriod,
  "nps-ci-bayes": npsCiBayes,
  "nps-ci-coverage": npsCiCoverage,
  "nps-ci-score": npsCiScore,
  "nps-ci-wald": npsCiWald,
  "nps-from-scores": npsFromScores,
  "nps-point": npsPoint,
  "promise-impact": promiseImpactOracle,
  "promise-latency": promiseLatencyOracle,
  "promise-outcomes": promiseOutcomesOracle,
  "path-frequency": pathFrequencyOracle,
  "purchase-models": purchaseModels,
  "real-mobi": realMobi,
  "retention.betaDiscreteWeibull": betaDiscreteWeibull,
  "retention.cohorts": retentionCohorts,
  "retention.customerBaseValue": customerBaseValue,
  "retention.shiftedBetaGeometric": shiftedBetaGeometric,
  "retention.shiftedBetaGeometric.values": shiftedBetaGeometricValues,
  sbg,
  "rfm-summary": rfmSummaryOracle,
  "special-functions": specialFunctionTables,
  "spend-model": spendModel,
  "static-covariates": staticCovariates,
  "survival.competingRisks": competingRisksOracle,
  "survival.coxPh": cox,
  "survival.kaplanMeier": kaplanMeierOracle,
  "survival.logRank": logRankOracle,
  "transition-matrix": transitionMatrixOracle,
  "vendor-definitions": vendorDefinitions,
  "weighted-nps": weightedNpsOracle,
  "weighted-proportion-ci": weightedProportionCi,
  "channel-adoption": channelAdoptionOracle,
  "channel-latency-comparison": channelLatencyComparison,
  "complaint-ownership": complaintOwnershipOracle,
  "expectation-gap": expectationGapOracle,
  "peak-end": peakEndOracle,
  "personality-consistency": personalityConsistencyOracle,
  "repurchase-by-effort": repurchaseByEffort,
  "touchpoint-audit": touchpointAuditOracle,
};
