import { letGo } from "customer-metrics/tiers";
import { formatCount, formatLevel, formatNumber } from "../format.ts";
import type { Block, Section } from "../report.ts";
import type { TierBook } from "../tier-book.ts";
import { tierRows } from "../tier-rows.ts";

const SHOWN = 8;

/** What profit would change if customers of tier 3 went, and what that does not know. */
export function letGoTierThree(book: TierBook): Section | null {
  const { avoidable, currency } = book;
  const result = letGo(tierRows(book), { tier: 3, avoidableDirectShare: 1, avoidableServeShare: avoidable });
  if (result.n === 0) return null;
  const money = (amount: number): string => formatNumber(amount, 0);
  const signed = (amount: number): string => `${amount > 0 ? "+" : ""}${money(amount)}`;
  const gains = result.customers.filter(({ worthwhile }) => worthwhile);
  const blocks: Block[] = [
    {
      kind: "facts",
      facts: [
        ["All of them", `${signed(result.allOfThem)} ${currency}, if all ${formatCount(result.n)} went`],
        [
          "Only worthwhile",
          `${signed(result.onlyWorthwhile)} ${currency}, if ${formatCount(gains.length)} went; no other choice among them brings more`,
        ],
        [
          "Spent already",
          `${result.sunkAcquisitionCost === null ? "what they cost to win is not known" : `${money(result.sunkAcquisitionCost)} ${currency} to win them: gone either way, and counted nowhere`}`,
        ],
      ],
    },
  ];
  if (gains.length > 0) {
    blocks.push({
      kind: "table",
      title: `Who costs more than they bring${gains.length > SHOWN ? `, the first ${SHOWN}` : ""}: profit without them, in ${currency}`,
      columns: [
        { name: "Customer", align: "start" },
        { name: "Revenue lost", align: "end" },
        { name: "Direct cost saved", align: "end" },
        { name: "Service saved", align: "end" },
        { name: "Change", align: "end" },
      ],
      rows: gains
        .slice(0, SHOWN)
        .map(({ customerId, revenueLost, directCostSaved, costToServeSaved, profitChange }) => [
          customerId,
          money(revenueLost),
          money(directCostSaved),
          money(costToServeSaved),
          signed(profitChange),
        ]),
    });
  }
  blocks.push({
    kind: "notes",
    notes: [
      `All direct cost is taken to end with a customer, and ${formatLevel(avoidable)} of the cost to serve, as assumed with --avoidable.`,
      ...result.cautions,
    ],
  });
  return { title: "Letting tier 3 go", blocks };
}
