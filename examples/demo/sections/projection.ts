import { fold, type Estimate, type Interval } from "customer-metrics";
import {
  contractualAccumulator,
  fitShiftedBetaGeometric,
  projectRetention,
  type ContractualCustomer,
} from "customer-metrics/churn";
import { describeInterval, formatCount, formatInterval, formatNumber, formatValue } from "../format.ts";
import type { Section } from "../report.ts";
import type { Customer, SubscriptionBook } from "../subscription-book.ts";

/** Renewals that are projected, and which of them are shown. */
const HORIZON = 36;
const SHOWN = [1, 2, 3, 6, 9, 12, 18, 24, 36];
const DAYS_A_MONTH = 365.25 / 12;

/** How many monthly customers stay at the renewals to come, by a shifted beta-geometric model of those who were there. */
export function projection({ customers }: SubscriptionBook): Section | null {
  const monthly = customers.filter(({ isMonthly }) => isMonthly);
  if (monthly.length === 0) return null;
  const accumulator = contractualAccumulator();
  const state = fold(accumulator, monthly.map(renewalsOf));
  const fit = fitShiftedBetaGeometric(state);
  const title = "Projected retention of monthly customers";
  // Customers who are alike have one chance to leave; other limits say that everybody stays, or goes at once.
  const isAlike = fit.status === "boundary" && fit.reason === "homogeneous";
  const model = fit.status === "converged" ? fit : isAlike ? fit.limit : null;
  if (model === null)
    return {
      title,
      blocks: [
        {
          kind: "notes",
          notes: [
            `Nothing can be projected from ${formatCount(fit.n)} monthly customers, of whom ${formatCount(fit.churned)} left: ${reasonOf(fit)}.`,
          ],
        },
      ],
    };
  const { renewals } = accumulator.result(state);
  const observed = new Map(renewals.map(({ renewal, retention }) => [renewal, retention.value]));
  const { periods } = projectRetention(model, HORIZON);
  const shown = periods.filter(({ renewal }) => SHOWN.includes(renewal));
  const { retentionInterval } = shown[0]!;
  return {
    title,
    blocks: [
      {
        kind: "table",
        title: "Of customers who sign up today, by renewal",
        columns: [
          { name: "Renewal", align: "end" },
          { name: "Seen to stay", align: "end" },
          { name: "Projected to stay", align: "end" },
          { name: "95% interval", align: "end" },
          { name: "Still there", align: "end" },
          { name: "95% interval", align: "end" },
        ],
        rows: shown.map(({ renewal, retentionRate, retentionInterval: stay, survival, survivalInterval }) => [
          formatCount(renewal),
          formatValue(observed.get(renewal) ?? null, "proportion"),
          formatValue(retentionRate, "proportion"),
          formatInterval(asEstimate(retentionRate, stay)),
          formatValue(survival, "proportion"),
          formatInterval(asEstimate(survival, survivalInterval)),
        ]),
      },
      {
        kind: "notes",
        notes: [
          fit.status === "converged"
            ? `Shifted beta-geometric model of ${formatCount(fit.n)} customers with a first price for a month, of whom ${formatCount(fit.churned)} left: alpha ${formatNumber(fit.alpha, 3)}, beta ${formatNumber(fit.beta, 3)}. Retention rises as those with a high chance to leave go first.`
            : `${formatCount(fit.n)} customers with a first price for a month do not differ: one chance to leave fits best, and is projected without intervals.`,
          `Stay: of those who come to the renewal. They are months of ${formatNumber(DAYS_A_MONTH, 2)} days; who left did so at the nearest renewal.${retentionInterval === null ? "" : ` ${describeInterval(retentionInterval)}, of the parameters alone.`}`,
        ],
      },
    ],
  };
}

/** Why a fit has no model to project. */
function reasonOf(fit: ReturnType<typeof fitShiftedBetaGeometric>): string {
  return fit.status === "converged" ? "" : fit.reason.replaceAll("-", " ");
}

/** Renewals that came up: all whole months of those still there, the nearest one of those who left. */
function renewalsOf({ days, hasLeft }: Customer): ContractualCustomer {
  const months = days / DAYS_A_MONTH;
  return { tenure: hasLeft ? Math.max(1, Math.round(months)) : Math.floor(months), churned: hasLeft };
}

function asEstimate(value: number, interval: Interval | null): Estimate {
  return { metric: "retention", value, unit: "proportion", n: 0, interval, notes: [] };
}
