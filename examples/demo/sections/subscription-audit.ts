import { formatCount } from "../format.ts";
import type { Block, Section } from "../report.ts";
import type { SubscriptionBook } from "../subscription-book.ts";

/** What was in the file and what became of it: every row is accounted for. */
export function subscriptionAudit({ rows, history, notes, customers, currency }: SubscriptionBook): Section {
  const { given, counted, withoutMrr, leftOut } = history.segments;
  const blocks: Block[] = [
    {
      kind: "facts",
      facts: [
        ["Rows", `${formatCount(given)}, of which ${formatCount(counted)} bring revenue in ${currency}`],
        ["Without revenue", `${formatCount(withoutMrr)}: trials, pauses and free plans`],
        ["Left out", formatCount(leftOut)],
        ["Customers", `${formatCount(customers.length)} who ever paid`],
      ],
    },
  ];
  if (leftOut > 0) {
    blocks.push({
      kind: "table",
      title: "Left out, the first ten (rows counted from 1 below the header)",
      columns: [
        { name: "Row", align: "end" },
        { name: "Id", align: "start" },
        { name: "Customer", align: "start" },
        { name: "Reason", align: "start" },
      ],
      rows: history.findings.slice(0, 10).map(({ index, id, code, usedInstead }) => {
        const instead = usedInstead === null ? "" : `; ${usedInstead} is used instead`;
        return [
          index === null ? "–" : formatCount(index + 1),
          id,
          index === null ? "–" : String(rows[index]!.customerId ?? "–"),
          `${code.replaceAll("-", " ")}${instead}`,
        ];
      }),
    });
  }
  if (notes.length > 0) blocks.push({ kind: "notes", notes });
  return { title: "What was read", blocks };
}
