import type { Adapters } from "../check-file.ts";
import { abcClassesOracle } from "./abc-classes.ts";
import { attributionHeuristic, attributionMarkov, attributionShapley } from "./attribution.ts";
import { betaDiscreteWeibull } from "./beta-discrete-weibull.ts";
import { bgbb } from "./bgbb.ts";
import { boundary } from "./boundary.ts";
import {
  channelAdoptionOracle,
  channelLatencyComparison,
  complaintOwnershipOracle,
} from "./channels-and-complaints.ts";
import { churnRateIntervals } from "./churn-rate.ts";
import { competingRisksOracle } from "./competing-risks.ts";
import { concentrationOracle } from "./concentration.ts";
import { cox } from "./cox.ts";
import { customerBaseValue } from "./customer-base-value.ts";
import { edgeCases } from "./edge-cases.ts";
import { expectationGapOracle, peakEndOracle, repurchaseByEffort } from "./experience-scores.ts";
import { exportSamples } from "./export-samples.ts";
import { extremeDiscreteAndSpend } from "./extreme-discrete-and-spend.ts";
import { extremeNbd } from "./extreme-nbd.ts";
import { hysteresis } from "./hysteresis.ts";
import { importancePerformanceOracle } from "./importance-performance.ts";
import { inputNormalisation } from "./input-normalisation.ts";
import { funnelOracle, pathFrequencyOracle, transitionMatrixOracle } from "./journey-events.ts";
import { journeySampleAnalyses } from "./journey-sample-analyses.ts";
import { kaplanMeierOracle } from "./kaplan-meier.ts";
import { lifetimeValue } from "./lifetime-value.ts";
import { logRankOracle } from "./log-rank.ts";
import { lookAlikesOracle } from "./lookalikes.ts";
import { migrationMatrix } from "./migration-matrix.ts";
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
import { personalityConsistencyOracle } from "./personality-consistency.ts";
import { promiseImpactOracle } from "./promise-impact.ts";
import { promiseLatencyOracle } from "./promise-latency.ts";
import { promiseOutcomesOracle } from "./promise-outcomes.ts";
import { purchaseModels } from "./purchase-models.ts";
import { realMobi } from "./real-mobi.ts";
import { retentionCohorts } from "./retention.ts";
import { rfmScoresOracle } from "./rfm-scores.ts";
import { rfmSegmentsOracle } from "./rfm-segments.ts";
import { rfmSummaryOracle } from "./rfm-summary.ts";
import { cesOracle, csatBoxes, csatProportionCi, histogramMomentsOracle, mergeStates } from "./satisfaction.ts";
import { sbg } from "./sbg.ts";
import { serviceLevels } from "./service-levels.ts";
import { shiftedBetaGeometric, shiftedBetaGeometricValues } from "./shifted-beta-geometric.ts";
import { specialFunctionTables } from "./special-function-tables.ts";
import { spendModel } from "./spend-model.ts";
import { staticCovariates } from "./static-covariates.ts";
import { counterfactual, threeTierClassifier, thresholdResolution } from "./three-tiers.ts";
import { tierEconomicsOracle } from "./tier-economics.ts";
import { tierSamples } from "./tier-samples.ts";
import { touchpointAuditOracle } from "./touchpoint-audit.ts";
import { valueComplexityOracle } from "./value-complexity.ts";
import { vendorDefinitions } from "./vendors.ts";
import { weightedNpsOracle, weightedProportionCi } from "./weighted.ts";
import { whaleCurveOracle } from "./whale-curve.ts";

/** The adapter of each topic; `folder/topic` where two folders share one. */
export const adapters: Adapters = {
  "abc-classes": abcClassesOracle,
  bgbb,
  boundary,
  ces: cesOracle,
  "churn.mrrMovements": mrrMovementsOracle,
  "churn.rateIntervals": churnRateIntervals,
  concentration: concentrationOracle,
  counterfactual,
  "csat-boxes": csatBoxes,
  "csat-proportion-ci": csatProportionCi,
  "edge-cases": edgeCases,
  "export-samples": exportSamples,
  "extreme-nbd": extremeNbd,
  "extreme-discrete-and-spend": extremeDiscreteAndSpend,
  "histogram-moments": histogramMomentsOracle,
  hysteresis,
  "importance-performance": importancePerformanceOracle,
  "input-normalisation": inputNormalisation,
  "lifetime-value": lifetimeValue,
  lookalikes: lookAlikesOracle,
  "merge-states": mergeStates,
  "migration-matrix": migrationMatrix,
  "nps-bootstrap-exact": npsBootstrapExact,
  "nps-by-period": npsByPeriod,
  "nps-ci-bayes": npsCiBayes,
  "nps-ci-coverage": npsCiCoverage,
  "nps-ci-score": npsCiScore,
  "nps-ci-wald": npsCiWald,
  "nps-from-scores": npsFromScores,
  "nps-point": npsPoint,
  "purchase-models": purchaseModels,
  "real-mobi": realMobi,
  "retention.betaDiscreteWeibull": betaDiscreteWeibull,
  "retention.cohorts": retentionCohorts,
  "retention.customerBaseValue": customerBaseValue,
  "retention.shiftedBetaGeometric": shiftedBetaGeometric,
  "retention.shiftedBetaGeometric.values": shiftedBetaGeometricValues,
  sbg,
  "rfm-scores": rfmScoresOracle,
  "rfm-segments": rfmSegmentsOracle,
  "rfm-summary": rfmSummaryOracle,
  "service-levels": serviceLevels,
  "special-functions": specialFunctionTables,
  "spend-model": spendModel,
  "static-covariates": staticCovariates,
  "survival.competingRisks": competingRisksOracle,
  "survival.coxPh": cox,
  "survival.kaplanMeier": kaplanMeierOracle,
  "survival.logRank": logRankOracle,
  "three-tier-classifier": threeTierClassifier,
  "threshold-resolution": thresholdResolution,
  "tier-economics": tierEconomicsOracle,
  "value-complexity": valueComplexityOracle,
  "tiers/sample-analyses": tierSamples,
  "vendor-definitions": vendorDefinitions,
  "weighted-nps": weightedNpsOracle,
  "weighted-proportion-ci": weightedProportionCi,
  "whale-curve": whaleCurveOracle,
  "attribution-heuristic": attributionHeuristic,
  "attribution-markov": attributionMarkov,
  "attribution-shapley": attributionShapley,
  funnel: funnelOracle,
  "journey/sample-analyses": journeySampleAnalyses,
  "promise-impact": promiseImpactOracle,
  "promise-latency": promiseLatencyOracle,
  "promise-outcomes": promiseOutcomesOracle,
  "path-frequency": pathFrequencyOracle,
  "transition-matrix": transitionMatrixOracle,
  "channel-adoption": channelAdoptionOracle,
  "channel-latency-comparison": channelLatencyComparison,
  "complaint-ownership": complaintOwnershipOracle,
  "expectation-gap": expectationGapOracle,
  "peak-end": peakEndOracle,
  "personality-consistency": personalityConsistencyOracle,
  "repurchase-by-effort": repurchaseByEffort,
  "touchpoint-audit": touchpointAuditOracle,
};
