import type { Evaluation } from "../numeric/maximise.ts";
import type { Renewal } from "./contractual-renewals.ts";

/**
 * Log-likelihood of the shifted beta-geometric model and its derivatives by ln alpha and ln beta.
 *
 * At renewal t the hazard is alpha / (alpha + beta + t - 1), so that the log-likelihood of binomial counts needs no special
 * function: Σ churned · ln h + stayed · ln(1 - h).
 */
export function shiftedBetaGeometricLikelihood(renewals: readonly Renewal[]): (logs: readonly number[]) => Evaluation {
  return ([logAlpha = 0, logBeta = 0]) => {
    const alpha = Math.exp(logAlpha);
    const beta = Math.exp(logBeta);
    let value = 0;
    let [byAlpha, byBeta, alphaAlpha, alphaBeta, betaBeta] = [0, 0, 0, 0, 0];
    for (const { renewal, atRisk, churned } of renewals) {
      const stayed = atRisk - churned;
      const tail = beta + renewal - 1;
      const hazard = alpha / (alpha + tail);
      const ofTail = beta / tail;
      const ofAll = beta / (alpha + tail);
      if (churned > 0) value += churned * Math.log(hazard);
      if (stayed > 0) value += stayed * (hazard < 0.5 ? Math.log1p(-hazard) : Math.log(tail / (alpha + tail)));
      const surprise = churned - atRisk * hazard;
      byAlpha += surprise;
      byBeta -= ofTail * surprise;
      alphaAlpha -= atRisk * hazard * (tail / (alpha + tail));
      alphaBeta += atRisk * hazard * ofAll;
      betaBeta += stayed * ofTail * ((renewal - 1) / tail) - atRisk * ofAll * ((alpha + renewal - 1) / (alpha + tail));
    }
    return {
      value,
      gradient: [byAlpha, byBeta],
      hessian: [
        [alphaAlpha, alphaBeta],
        [alphaBeta, betaBeta],
      ],
    };
  };
}
