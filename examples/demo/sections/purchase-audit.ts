import { formatCount, formatNumber, formatShare } from "../format.ts";
import type { PurchaseBook } from "../purchase-book.ts";
import type { Block, Section } from "../report.ts";

/** What was in the log and what became of it: every row is accounted for. */
export function purchaseAudit({ summary, given, notes, currency }: PurchaseBook): Section {
  const { customers, usedRows, findings, withoutPurchases, n } = summary;
  const once = customers.filter(({ frequency }) => frequency === 0).length;
  const firsts = customers.map(({ first }) => first).sort();
  const weeks = customers.reduce((sum, { T }) => sum + T, 0) / n;
  const blocks: Block[] = [
    {
      kind: "facts",
      facts: [
        ["Rows", `${formatCount(given)}, of which ${formatCount(usedRows)} are purchases and refunds in ${currency}`],
        ["Left out", formatCount(findings.length)],
        [
          "Customers",
          `${formatCount(n)}, first seen ${firsts[0]} to ${firsts.at(-1)}${withoutPurchases === 0 ? "" : `; ${formatCount(withoutPurchases)} with refunds alone`}`,
        ],
        ["Bought once", `${formatCount(once)} (${formatShare(once, n)})`],
        ["Watched for", `${formatNumber(weeks, 1)} weeks on average, from the first purchase on`],
      ],
    },
  ];
  if (findings.length > 0) {
    blocks.push({
      kind: "table",
      title: "Left out, the first ten (rows counted from 1 below the header)",
      columns: [
        { name: "Row", align: "end" },
        { name: "What stood there", align: "start" },
        { name: "Reason", align: "start" },
      ],
      rows: findings
        .slice(0, 10)
        .map(({ index, value, code }) => [formatCount(index + 1), String(value || "–"), code.replaceAll("-", " ")]),
    });
  }
  blocks.push({
    kind: "notes",
    notes: [
      ...notes,
      "Purchases of one customer on one day are one purchase. A refund is none, and lowers the spend of its day.",
    ],
  });
  return { title: "What was read", blocks };
}
