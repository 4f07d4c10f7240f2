import type { Part, Section } from "./report.ts";
import { explainedCustomers } from "./sections/explained-customers.ts";
import { letGoTierThree } from "./sections/let-go.ts";
import { tierAudit } from "./sections/tier-audit.ts";
import { tierMoney } from "./sections/tier-money.ts";
import { valueConcentration } from "./sections/value-concentration.ts";
import type { TierBook } from "./tier-book.ts";

/** The sections of a report of tiers, in their order. */
const sections: readonly ((book: TierBook) => Section | null)[] = [
  tierAudit,
  tierMoney,
  valueConcentration,
  explainedCustomers,
  letGoTierThree,
];

/** What a table of customers comes to. */
export function tierPart(book: TierBook): Part {
  const { file, shape, command, customers, currency } = book;
  return {
    title: file,
    subtitle: `Three tiers of customers, ${shape}; ${customers.length} customers, in ${currency}`,
    command,
    sections: sections.map((section) => section(book)).filter((section) => section !== null),
  };
}
