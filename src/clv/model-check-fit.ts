import { type CheckedCode, percent, shown } from "./model-check-item.ts";
import type { BoundaryMeaning, BoundaryPurchaseFit, ConvergedPurchaseFit, FailedPurchaseFit } from "./purchase-fit.ts";
import type { PurchaseModelName } from "./purchase-process.ts";

type EstimatedFit = ConvergedPurchaseFit | BoundaryPurchaseFit;

/** Of a fit that failed. */
export function checkFailed({ reason }: FailedPurchaseFit): CheckedCode[] {
  return [
    [
      "fit-failed",
      { severity: "problem", says: `There is no fit: ${reason.replaceAll("-", " ")}.`, advice: remedies[reason] },
    ],
  ];
}

/** What a fit says of itself. */
export function checkFit(fit: EstimatedFit): CheckedCode[] {
  return [
    ["fit-failed", null],
    ["no-maximum", checkMaximum(fit)],
    ["weakly-identified", checkIdentified(fit)],
    ["penalised", checkPenalty(fit)],
    ["rows-left-out", checkRows(fit)],
    ["few-customers", checkCustomers(fit)],
    ["dropout-at-once-or-never", checkDropout(fit)],
    ["no-mean-lifetime", checkLifetime(fit)],
  ];
}

type Found = CheckedCode[1];

const remedies: { readonly [reason in FailedPurchaseFit["reason"]]: string } = {
  "no-customers": "See leftOut for what is wrong with the rows.",
  "no-time": "Check that T is the time from the first purchase to the end of observation.",
  "no-repeat-purchases": "Wait until somebody buys twice; frequency counts repeat purchases, the first one left out.",
  "covariates-collinear": "Leave out covariates that are constant, or that follow from others.",
  "not-converged": "Try another model, or a small penalty.",
};

const meanings: { readonly [meaning in BoundaryMeaning]: string } = {
  "no-dropout": "nobody stops buying",
  "all-drop-out": "everybody stops at the first occasion",
  "one-dropout-rate": "all stop at one rate",
  "drop-out-at-once-or-never": "some stop at the first occasion and the others never",
  "one-purchase-rate": "all buy at one rate",
  "buy-always-or-never": "some buy at every opportunity and the others at none",
  "buy-always": "all who are alive buy at every opportunity",
  "covariate-separates": "a covariate divides those who do from those who do not",
};

function checkMaximum(fit: EstimatedFit): Found {
  if (fit.status !== "boundary") return null;
  const { meaning, drifting } = fit.boundary;
  return {
    severity: "warning",
    says: `The likelihood has no maximum (${Object.keys(drifting).join(", ")} drifting): the data say that ${meaning.map((each) => meanings[each]).join(", and ")}.`,
    advice:
      "Believe it only if you would without a model; else watch for longer, or take a simpler model. No intervals.",
  };
}

function checkIdentified(fit: EstimatedFit): Found {
  if (fit.status !== "weakly-identified") return null;
  const loose = Object.entries(fit.logStandardErrors).filter(([, error]) => error > 1);
  return {
    severity: "warning",
    says: `The data hardly tell ${loose.map(([name]) => name).join(", ") || "some parameters"}.`,
    advice:
      "Do not read meaning into the parameters. Look at the intervals of predictions, which may be narrow all the same.",
  };
}

function checkPenalty({ penalty }: EstimatedFit): Found {
  if (penalty === undefined) return null;
  return {
    severity: "info",
    says: "The fit is penalised: its parameters lean towards the centre of the penalty.",
    advice: "Compare predictions with those of a fit without, before the penalty makes a plan.",
  };
}

function checkRows({ rows, leftOut }: EstimatedFit): Found {
  const left = Object.values(leftOut).reduce((sum: number, each) => (typeof each === "number" ? sum + each : sum), 0);
  if (left === 0) return null;
  const share = left / rows;
  return {
    severity: share > 0.01 ? "warning" : "info",
    says: `${shown(left)} of ${shown(rows)} rows (${percent(share)}) say nothing of a customer and were left out.`,
    advice: "See leftOut for the reasons, and leftOut.first for the rows.",
  };
}

function checkCustomers({ n }: EstimatedFit): Found {
  if (n >= 200) return null;
  return {
    severity: n < 50 ? "problem" : "warning",
    says: `The fit is of ${shown(n)} customers.`,
    advice: "Plan with the intervals, not with the figures; from a few hundred customers on parameters settle.",
  };
}

/** The two parameters of how likely customers are to stop. */
const dropouts: { readonly [model in PurchaseModelName]: readonly [string, string] | null } = {
  "bg-nbd": ["a", "b"],
  "mbg-nbd": ["a", "b"],
  "bg-bb": ["gamma", "delta"],
  "pareto-nbd": null,
};

function checkDropout({ model, parameters }: EstimatedFit): Found {
  const names = dropouts[model];
  if (names === null) return null;
  const sum = parameters[names[0]]! + parameters[names[1]]!;
  if (sum >= 1) return null;
  return {
    severity: "warning",
    says: `${names.join(" + ")} is ${shown(sum)}, below 1: most customers stop almost at once, or hardly ever.`,
    advice: "Such data often mix two kinds of customers: fit them apart. Beware of a penalty, which leads here too.",
  };
}

function checkLifetime({ model, parameters }: EstimatedFit): Found {
  const name = model === "pareto-nbd" ? "s" : model === "bg-bb" ? "gamma" : "a";
  const value = parameters[name]!;
  if (value > 1) return null;
  return {
    severity: "info",
    says: `${name} is ${shown(value)}, not above 1: some customers stay so long that the mean of all future purchases is infinite.`,
    advice: "Value customers over a horizon, or with a discount rate.",
  };
}
