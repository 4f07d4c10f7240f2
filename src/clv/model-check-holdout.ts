import type { HoldoutValidation } from "./holdout-validation.ts";
import { type CheckedCode, percent, shown } from "./model-check-item.ts";

type Found = CheckedCode[1];

/** What the time after the fit says. */
export function checkHoldout(holdout: HoldoutValidation): CheckedCode[] {
  return [
    ["no-holdout", null],
    ["holdout-total-off", checkTotal(holdout)],
    ["worse-than-as-often-as-so-far", checkSkill(holdout)],
    ["activity-off", checkActivity(holdout)],
    ["activity-tells-nobody-apart", checkBrier(holdout)],
  ];
}

/** Where there was no holdout. */
export const withoutHoldout: CheckedCode = [
  "no-holdout",
  {
    severity: "info",
    says: "Nothing shows yet that the future is predicted: a good fit to the past is no proof.",
    advice: "Fit to the time before a day, and validate on the time after it (holdoutSplit, validateHoldout).",
  },
];

function checkTotal({ total }: HoldoutValidation): Found {
  const { predicted, actual, ratio, interval, isWithin } = total;
  const says = `The model expected ${shown(predicted)} purchases in the holdout, and ${shown(actual)} were made`;
  const advice = "Look for a season, a promotion or a price change in one of the two; plan with the ratio in mind.";
  if (ratio === null) {
    return predicted < 10
      ? null
      : { severity: "problem", says: `${says}.`, advice: "Check that the log goes on so long." };
  }
  const off = Math.abs(Math.log(ratio));
  const isOutside = isWithin === false;
  // A small holdout may be far off by luck alone.
  if (!isOutside || interval === null) return null;
  const severity = off > Math.log(1.5) ? "problem" : off > Math.log(1.1) ? "warning" : "info";
  const range = `${shown(Math.round(interval.lower))} to ${shown(Math.round(interval.upper))}`;
  return {
    severity,
    says: `${says} (ratio ${shown(ratio)}), outside the ${percent(interval.level)} interval of ${range}.`,
    advice,
  };
}

function checkSkill({ baseline, errors }: HoldoutValidation): Found {
  const { skill } = baseline;
  if (skill === null || skill >= 0) return null;
  return {
    severity: "problem",
    says: `To expect of everybody as much as so far is closer than the model: root mean squared error ${shown(baseline.errors.rootMeanSquaredError!)} against ${shown(errors.rootMeanSquaredError!)}.`,
    advice:
      "The model does not earn its keep for single customers: find out for whom it fails (byFrequency) before it is used.",
  };
}

function checkActivity({ active }: HoldoutValidation): Found {
  const { predicted, actual, interval } = active;
  if (predicted === null || interval === null) return null;
  const isInside = predicted >= interval.lower && predicted <= interval.upper;
  if (isInside || Math.abs(predicted - actual!) < 0.02) return null;
  return {
    severity: "warning",
    says: `${percent(actual!)} of the customers bought in the holdout, and ${percent(predicted)} were expected to.`,
    advice: "Do not take the chance of a purchase at its word; the order of customers by it may still hold.",
  };
}

function checkBrier({ active }: HoldoutValidation): Found {
  const { brier, brierOfShare } = active;
  if (brier === null || brier < brierOfShare!) return null;
  return {
    severity: "warning",
    says: `The chance of a purchase tells nobody apart: Brier score ${shown(brier)}, and ${shown(brierOfShare!)} for one chance for all.`,
    advice: "Do not choose customers by it.",
  };
}
