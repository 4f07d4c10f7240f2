import type { PurchaseBook } from "./purchase-book.ts";
import type { Part, Section } from "./report.ts";
import { customerValue } from "./sections/customer-value.ts";
import { holdoutCheck } from "./sections/holdout-check.ts";
import { modelCheck } from "./sections/model-check.ts";
import { purchaseAudit } from "./sections/purchase-audit.ts";
import { topCustomers } from "./sections/top-customers.ts";

/** The sections of a report of purchases, in their order. */
const sections: readonly ((book: PurchaseBook) => Section | null)[] = [
  purchaseAudit,
  customerValue,
  topCustomers,
  holdoutCheck,
  modelCheck,
];

/** What a log of purchases comes to. */
export function purchasePart(book: PurchaseBook): Part {
  const { file, shape, command, asOf, summary } = book;
  const { timeZone } = summary.definition;
  return {
    title: file,
    subtitle: `Purchases, ${shape}; up to ${asOf}${timeZone === undefined ? "" : `, on the calendar of ${timeZone}`}`,
    command,
    sections: sections.map((section) => section(book)).filter((section) => section !== null),
  };
}
