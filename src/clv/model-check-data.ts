import type { InSampleCounts } from "./in-sample-counts.ts";
import type { ReadHistories } from "./history-reading.ts";
import { type CheckedCode, percent, shown } from "./model-check-item.ts";
import type { PurchaseModelName } from "./purchase-process.ts";

type Found = CheckedCode[1];

/** What the histories say, beside the model. */
export function checkHistories(
  model: PurchaseModelName,
  { groups, n }: ReadHistories,
  inSample: InSampleCounts,
): CheckedCode[] {
  const { frequency, recency, T, count } = groups;
  const sum = (of: (i: number) => number): number =>
    count.reduce((total, customers, i) => total + customers * of(i), 0);
  const repeatBuyers = sum((i) => (frequency[i]! > 0 ? 1 : 0));
  const gap = sum((i) => recency[i]!) / sum((i) => frequency[i]!);
  const watched = sum((i) => T[i]!) / n;
  return [
    ["few-repeat-buyers", checkRepeatBuyers(repeatBuyers, n)],
    ["short-observation", checkObservation(watched, gap)],
    ["one-time-buyers-certainly-alive", checkOneTime(model, n - repeatBuyers, n)],
    ["in-sample-misfit", checkCounts(inSample)],
  ];
}

function checkRepeatBuyers(repeatBuyers: number, n: number): Found {
  if (repeatBuyers >= 100) return null;
  return {
    severity: repeatBuyers < 30 ? "problem" : "warning",
    says: `${shown(repeatBuyers)} of ${shown(n)} customers bought again: all that is known of repeat purchases comes from them.`,
    advice: "Watch for longer, or take more customers.",
  };
}

/** How long customers are watched, in mean times between purchases. */
function checkObservation(watched: number, gap: number): Found {
  if (!(watched < 2 * gap)) return null;
  return {
    severity: "warning",
    says: `Customers were watched for ${shown(watched / gap)} times the mean time between purchases.`,
    advice: "Who is silent for so short a time says little: watch for several times between purchases.",
  };
}

function checkOneTime(model: PurchaseModelName, oneTime: number, n: number): Found {
  if (model !== "bg-nbd" || oneTime === 0) return null;
  return {
    severity: "warning",
    says: `P(alive) is 1 for the ${shown(oneTime)} customers (${percent(oneTime / n)}) who bought once, however long ago: in the BG/NBD only a repeat purchase can be the last.`,
    advice: "Use the MBG/NBD or the Pareto/NBD where P(alive) matters.",
  };
}

function checkCounts({ rows, n, chiSquare, degreesOfFreedom, pValue }: InSampleCounts): Found {
  if (pValue === null || pValue[1] >= 0.01) return null;
  const misplaced = rows.reduce((sum, { actual, expected }) => sum + Math.abs(actual - expected), 0) / 2 / n;
  const worst = rows.reduce((most, row) => (distance(row) > distance(most) ? row : most));
  const name = `${worst.purchases}${worst.andMore ? " or more" : ""}`;
  return {
    severity: misplaced > 0.05 ? "warning" : "info",
    says: `The model does not tell how many bought how often (chi-square ${shown(chiSquare!)} on ${degreesOfFreedom![0]} to ${degreesOfFreedom![1]} degrees of freedom): ${percent(misplaced)} of the customers are misplaced; ${name} repeat purchases have ${shown(worst.actual)} customers, and were to have ${shown(worst.expected)}.`,
    advice: "Look for a mixture of customers, for orders counted twice, or for a promotion; compare the other models.",
  };
}

function distance({ actual, expected }: InSampleCounts["rows"][number]): number {
  return expected === 0 ? 0 : (actual - expected) ** 2 / expected;
}
