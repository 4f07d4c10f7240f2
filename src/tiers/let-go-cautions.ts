/** What letting customers go was asked with. */
interface Assumed {
  readonly avoidableDirectShare: number;
  readonly avoidableServeShare: number;
  readonly valuePerFreedCost: number;
  readonly exitCostPerCustomer: number;
}

/** What the figures of letting go take for granted and do not know, for who decides. */
export function letGoCautions({
  avoidableDirectShare,
  avoidableServeShare,
  valuePerFreedCost,
  exitCostPerCustomer,
}: Assumed): string[] {
  const cautions = [
    "Only this period is looked at: what these customers would have bought later is not in the figures.",
    "Whom these customers would have recommended you to, or warned of you, is not known here.",
    "What it cost to win them is spent whether they stay or go, so it is reported and not counted.",
  ];
  if (avoidableDirectShare === 1 && avoidableServeShare === 1) {
    cautions.push("All of their costs are taken to end with them; in most businesses some go on.");
  } else {
    cautions.push("Costs that do not end with them are left for the customers who stay to pay.");
  }
  if (valuePerFreedCost > 0) {
    cautions.push("Freed time is taken to earn money elsewhere; it does so only where other work waits for it.");
  }
  if (exitCostPerCustomer === 0) {
    cautions.push("Ending a relationship is taken to cost nothing: no notice, refund, legal advice or bad word.");
  }
  cautions.push(
    "A higher price, a smaller service or a cheaper channel may earn more than letting them go, and can be undone.",
  );
  return cautions;
}
