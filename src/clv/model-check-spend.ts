import { type CheckedCode, percent, shown } from "./model-check-item.ts";
import type { SpendIndependence } from "./spend-independence.ts";

/** Whether the amount of a purchase goes with how often there is one. */
export function checkSpend({ n, verdict, spearman, limit }: SpendIndependence): CheckedCode[] {
  if (verdict === "independent") return [["spend-depends-on-frequency", null]];
  const { value, interval } = spearman;
  const range =
    interval === null
      ? ""
      : `, ${percent(interval.level)} interval ${shown(interval.lower)} to ${shown(interval.upper)}`;
  const says =
    value === null
      ? `Whether spend goes with frequency cannot be told from ${shown(n)} customers.`
      : `Spend and frequency have a rank correlation of ${shown(value)}${range}, over ${shown(n)} customers; up to ${shown(limit)} passes for none.`;
  const depends = verdict === "dependent";
  return [
    [
      "spend-depends-on-frequency",
      {
        severity: depends ? "warning" : "info",
        says,
        advice: depends
          ? "Expected purchases times expected spend is off: value groups of customers apart, or use each customer's own mean."
          : "Take values as if it were so, and look again with more customers.",
      },
    ],
  ];
}
