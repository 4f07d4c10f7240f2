import type { Adapters } from "../check-file.ts";
import { edgeCases } from "./edge-cases.ts";
import { exportSamples } from "./export-samples.ts";
import { inputNormalisation } from "./input-normalisation.ts";
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
import { cesOracle, csatBoxes, csatProportionCi, histogramMomentsOracle, mergeStates } from "./satisfaction.ts";
import { specialFunctionTables } from "./special-function-tables.ts";
import { vendorDefinitions } from "./vendors.ts";
import { weightedNpsOracle, weightedProportionCi } from "./weighted.ts";

/** The adapter of each topic; `folder/topic` where two folders share one. */
export const adapters: Adapters = {
  ces: cesOracle,
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
  "special-functions": specialFunctionTables,
  "vendor-definitions": vendorDefinitions,
  "weighted-nps": weightedNpsOracle,
  "weighted-proportion-ci": weightedProportionCi,
};
