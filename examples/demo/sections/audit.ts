import type { FindingReason, ReadFinding, RejectedAnswer } from "customer-metrics/readers";
import { formatCount, formatShare } from "../format.ts";
import type { Block, Section, Table } from "../report.ts";
import type { Survey } from "../survey.ts";

/** What was in the file and what became of it: every row and every cell is accounted for. */
export function audit(survey: Survey): Section {
  const { reading, notes } = survey;
  const remarks = [...notes, ...reading.findings.map(describeFinding)];
  const blocks: Block[] = [{ kind: "facts", facts: facts(survey) }, questionTable(survey)];
  if (reading.rejected.some(isTelling)) blocks.push(rejectedTable(survey));
  if (remarks.length > 0) blocks.push({ kind: "notes", notes: remarks });
  return { title: "What was read", blocks };
}

function facts({ reading, count, questions }: Survey): (readonly [string, string])[] {
  const { rows, usedRows, leftOutRows, customers } = reading.audit;
  const leftOut = Object.entries(leftOutRows).filter(([, number]) => number > 0);
  const list: [string, string][] = [["Rows", `${formatCount(rows)}, of which ${formatCount(usedRows)} are used`]];
  if (leftOut.length > 0)
    list.push(["Left out", leftOut.map(([reason, number]) => `${number} ${REASONS[reason] ?? reason}`).join(", ")]);
  if (customers !== null) list.push(["Customers", formatCount(customers)]);
  if (count !== null) {
    const answers = questions.map(
      ({ measure, responses }) => measure.result(responses.reduce(measure.add, measure.empty())).n,
    );
    list.push(["Answers", `${formatCount(Math.max(...answers))}: a row stands for as many as ${count} says`]);
  }
  if ("responseRate" in reading) {
    const { answered, asked } = reading.responseRate as { answered: number; asked: number };
    list.push([
      "Response rate",
      `${formatShare(answered, asked)}: ${formatCount(answered)} of ${formatCount(asked)} who were asked`,
    ]);
  }
  return list;
}

function questionTable({ questions }: Survey): Table {
  const rows = questions.map(({ label, audit: { column, scale, rows: asked, responses, leftOut } }) => [
    label,
    column,
    `${scale.min}–${scale.max}`,
    ...[asked, responses, leftOut.skipped, leftOut.outOfRange, leftOut.nonInteger, leftOut.invalid].map(formatCount),
  ]);
  const numbers = ["Rows", "Answers", "Skipped", "Off scale", "Not whole", "Invalid"];
  return {
    kind: "table",
    title: "Questions",
    columns: [
      ...["Question", "Column", "Scale"].map((name) => ({ name, align: "start" as const })),
      ...numbers.map((name) => ({ name, align: "end" as const })),
    ],
    rows,
  };
}

/** One example of each kind: a column of a thousand blank cells says nothing new after the first. */
function rejectedTable({ reading }: Survey): Table {
  const kinds = new Map<string, { first: RejectedAnswer; times: number }>();
  for (const rejected of reading.rejected.filter(isTelling)) {
    const kind = JSON.stringify([rejected.column, rejected.reason]);
    const known = kinds.get(kind);
    if (known) known.times += 1;
    else kinds.set(kind, { first: rejected, times: 1 });
  }
  return {
    kind: "table",
    title: "Rejected, the first of each kind (rows counted from 1 below the header)",
    columns: [
      { name: "Row", align: "end" },
      { name: "Column", align: "start" },
      { name: "Reason", align: "start" },
      { name: "Value", align: "start" },
      { name: "Times", align: "end" },
    ],
    rows: [...kinds.values()].map(({ first, times }) => [
      formatCount(first.row + 1),
      first.column ?? "–",
      REASONS[first.reason] ?? first.reason,
      first.value === null ? "–" : shorten(JSON.stringify(first.value)),
      formatCount(times),
    ]),
  };
}

function shorten(text: string): string {
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}

/** Skipped answers are counted above; which cells they were is no news. */
function isTelling({ reason }: RejectedAnswer): boolean {
  return reason !== "skipped";
}

const REASONS: { readonly [reason: string]: string } = { outOfRange: "off scale", nonInteger: "not whole" };

const FINDINGS: { readonly [Reason in FindingReason]: string } = {
  dateInvalid: "is no date that can be read; the answer has none",
  dateWithoutZone: "has no time zone, so that the answer has no date: say --time-zone",
  dateAmbiguous: "is a time that clocks showed twice or never",
  weightInvalid: "is no number of 0 or more",
  idMissing: "is blank: repeats of these rows cannot be seen",
  emailAsCustomerId: "is an e-mail address: not taken as customer id",
  valueUnknown: "is not known; its rows are kept",
  columnMissing: "is not there",
};

function describeFinding({ reason, column, rows, example }: ReadFinding): string {
  if (rows.length === 0) return `${column} ${FINDINGS[reason]}.`;
  const first = `row ${formatCount(rows[0]! + 1)}`;
  const where = rows.length === 1 ? first : `${formatCount(rows.length)} rows, the first is ${first}`;
  return `${column}: ${example === null ? "a cell" : JSON.stringify(example)} ${FINDINGS[reason]} (${where}).`;
}
