import { formatCount } from "../format.ts";
import type { JourneyBook } from "../journey-book.ts";
import type { Block, Section } from "../report.ts";

const SHOWN = 10;

const DECISIONS: { readonly [note: string]: string } = {
  "cancelled-as-made": "The file says that promises were called off and not when: they count from when they were made.",
  "currency-unknown": "The file does not say what amounts are in: they were taken to have two decimals.",
  "template-without-touchpoint": "Some promises are made at no touchpoint of the file: they are kept aside.",
};

/** What was read, and what is wrong with it. */
export function journeyAudit({ migrated, validation }: JourneyBook): Section {
  const { lists, findings, errors, warnings } = validation;
  const { from, to, notes } = migrated;
  const blocks: Block[] = [
    {
      kind: "facts",
      facts: [
        ["Version", from === to ? to : `${from}, brought to ${to}`],
        ["Findings", `${formatCount(errors)} errors, whose rows are left out, and ${formatCount(warnings)} warnings`],
      ],
    },
    {
      kind: "table",
      title: "Lists and their rows; clean: without any finding",
      columns: [
        { name: "List", align: "start" },
        { name: "Rows", align: "end" },
        { name: "Clean", align: "end" },
      ],
      rows: lists.map(({ list, rows, clean }) => [list, formatCount(rows), formatCount(clean)]),
    },
  ];
  if (findings.length > 0) {
    blocks.push({
      kind: "table",
      title: `What is wrong with rows${findings.length > SHOWN ? `, the first ${SHOWN}` : ""} (counted from 1)`,
      columns: [
        { name: "List", align: "start" },
        { name: "Row", align: "end" },
        { name: "Field", align: "start" },
        { name: "Finding", align: "start" },
        { name: "Severity", align: "start" },
      ],
      rows: findings
        .slice(0, SHOWN)
        .map(({ list, index, path, code, severity }) => [
          list ?? "–",
          index === null ? "–" : formatCount(index + 1),
          path,
          code,
          severity,
        ]),
    });
  }
  if (notes.length > 0) blocks.push({ kind: "notes", notes: notes.map((note) => DECISIONS[note] ?? note) });
  return { title: "What was read", blocks };
}
