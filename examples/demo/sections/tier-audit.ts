import { formatCount, formatShare } from "../format.ts";
import type { Block, Section } from "../report.ts";
import type { TierBook } from "../tier-book.ts";

/** What each signal is called. */
const NAMES = {
  profit: "Profit",
  ourAffinity: "How gladly we work with them, 0–10",
  theirAffinity: "How gladly they work with us, 0–10",
  leaveRisk: "The risk that they leave, 0–1",
  problems: "Problems that they caused",
  fitProduct: "Whether they fit our products",
  fitService: "Whether they fit our services",
  fitCulture: "Whether they fit our culture",
} as const;

/** What was read, and of how many customers each signal is known. */
export function tierAudit({ given, findings, notes, counts }: TierBook): Section {
  const { n, undecided } = counts;
  const fields = Object.keys(NAMES) as (keyof typeof NAMES)[];
  const blocks: Block[] = [
    {
      kind: "facts",
      facts: [
        ["Rows", `${formatCount(given)}, of which ${formatCount(n)} are customers with a tier to find`],
        [
          "Not decided",
          `the tier of ${formatCount(undecided)} (${formatShare(undecided, n)}): too little is known of them`,
        ],
      ],
    },
    {
      kind: "table",
      title: "What is known of the customers; what is not is never taken for 0",
      columns: [
        { name: "Signal", align: "start" },
        { name: "Known", align: "end" },
        { name: "Not known", align: "end" },
        { name: "Impossible", align: "end" },
        { name: "Would decide", align: "end" },
      ],
      rows: fields.map((field) => {
        const [missing, invalid, deciding] = [counts.missing, counts.invalid, counts.deciding].map(
          (found) => found[field] ?? 0,
        ) as [number, number, number];
        return [NAMES[field], ...[n - missing, missing - invalid, invalid, deciding].map(formatCount)];
      }),
    },
  ];
  if (findings.length > 0) {
    blocks.push({
      kind: "table",
      title: "Rows that do not count, the first ten (counted from 1 below the header)",
      columns: [
        { name: "Row", align: "end" },
        { name: "What stood there", align: "start" },
        { name: "Reason", align: "start" },
      ],
      rows: findings
        .slice(0, 10)
        .map(({ index, value, reason }) => [formatCount(index + 1), value === "" ? "–" : value, reason]),
    });
  }
  blocks.push({
    kind: "notes",
    notes: [
      ...notes,
      "Would decide: of how many undecided customers this is the signal to find out first. Impossible, such as 11 of 10, counts as not known.",
    ],
  });
  return { title: "What was read", blocks };
}
