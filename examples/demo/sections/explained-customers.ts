import { type CustomerSignals, nextTier, type NextTier, type TierClassification } from "customer-metrics/tiers";
import { formatNumber } from "../format.ts";
import type { Facts, Section } from "../report.ts";
import type { TierBook, TierCustomerRow } from "../tier-book.ts";

interface Explained {
  readonly customer: TierCustomerRow;
  readonly classification: TierClassification;
  readonly next: NextTier;
}

/** One customer of each tier and one whose tier is open, with the reasons and the next step. */
export function explainedCustomers(book: TierBook): Section {
  const { customers, classified, model } = book;
  const all = customers.map((customer, at): Explained => {
    const { customerId, profit, signals } = customer;
    const next = nextTier({ customerId, profit, ...signals } as CustomerSignals, model);
    return { customer, classification: classified[at]!, next };
  });
  const inTier = (tier: TierClassification["tier"]): Explained[] =>
    all.filter(({ classification }) => classification.tier === tier);
  const mostProfitable = (among: readonly Explained[]): Explained | null =>
    first(among, ({ customer }) => -(customer.profit ?? -Infinity));
  const shown = [
    mostProfitable(inTier(1)),
    first(inTier(2), ({ next }) => next.totalGap ?? Infinity),
    mostProfitable(inTier(3).filter(({ next }) => next.possible === true)) ?? mostProfitable(inTier(3)),
    mostProfitable(inTier(null)),
  ];
  return {
    title: "Why a customer is where they are",
    blocks: [
      ...shown.filter((explained) => explained !== null).map((explained) => factsOf(explained, book.currency)),
      {
        kind: "notes",
        notes: [
          "Shown: the most profitable of tier 1, of tier 3 and of those not decided; of tier 2 the one with the smallest gap to tier 1. The next step is a calculation, no promise.",
        ],
      },
    ],
  };
}

/** The one with the least of something; the first of several. */
function first(among: readonly Explained[], of: (explained: Explained) => number): Explained | null {
  return among.reduce<Explained | null>((best, each) => (best === null || of(each) < of(best) ? each : best), null);
}

function factsOf({ customer, classification, next }: Explained, currency: string): Facts {
  const { customerId, profit, signals } = customer;
  const [verdict, ...why] = classification.explanation;
  const { missing } = classification;
  const known = [
    missing.includes("profit") ? null : `profit ${formatNumber(profit!, 2)} ${currency}`,
    missing.includes("ourAffinity") ? null : `we ${signals.ourAffinity} of 10`,
    missing.includes("theirAffinity") ? null : `they ${signals.theirAffinity} of 10`,
    missing.includes("leaveRisk") ? null : `risk ${formatNumber(Number(signals.leaveRisk), 2)}`,
    missing.includes("problems") ? null : `problems ${signals.problems}`,
  ];
  return {
    kind: "facts",
    facts: [
      [customerId, verdict!],
      ["Known", known.filter((text) => text !== null).join(", ")],
      ...why.map((sentence, at): readonly [string, string] => [at === 0 ? "Why" : "", sentence]),
      ...(next.obstacle === "already-there" ? [] : [["Next step", next.explanation.join(" ")] as const]),
    ],
  };
}
