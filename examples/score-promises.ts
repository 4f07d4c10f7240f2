/**
 * What a plug-in of a help desk does: tickets of an export become contacts and promises, what is wrong with them is listed, and each
 * team sees how it keeps its word.
 *
 *     npx tsx examples/score-promises.ts                          # the bundled export
 *     npx tsx examples/score-promises.ts tickets.csv 2025-03-31T18:00:00Z
 *
 * The scorecard goes to standard output as CSV, and what is wrong with rows to standard error.
 */
import { readFileSync } from "node:fs";
import { validateDataset } from "customer-metrics/schema";
import Papa from "papaparse";
import { fromTable, momentOfTruthScorecard } from "customer-metrics/journey";

const [file = "examples/data/help-desk.csv", asOf = "2025-03-07T18:00:00Z"] = process.argv.slice(2);
const { data: tickets } = Papa.parse<{ readonly [column: string]: string }>(readFileSync(file, "utf8"), {
  header: true,
  skipEmptyLines: true,
});

// What the help desk calls things, in the words of the library. Times without a zone are those of the shop.
const timeZone = "Europe/London";
const channel = { column: "Via", words: { Tel: "phone", Mail: "email", Chat: "chat" } };
const shared = { customerId: "Client", touchpointId: "Queue", channel } as const;
const contacts = fromTable(tickets, {
  list: "interactions",
  timeZone,
  fields: { ...shared, id: "Ticket", startedAt: "Opened", ownerTeam: "Team", emotion: "Mood" },
});
const promises = fromTable(tickets, {
  list: "promises",
  timeZone,
  fields: {
    ...shared,
    id: "Ticket",
    interactionId: "Ticket",
    what: { value: "solved in time" },
    madeAt: "Opened",
    dueAt: "Promised by",
    fulfilledAt: "Solved",
  },
});

// Cells that cannot be read first, then what no single cell tells: a solution before the question, a promise without a deadline.
for (const { rows, findings } of [contacts, promises]) {
  for (const { index, column, reason, value } of findings)
    console.error(`row ${index + 2}: ${column} ${value}: ${reason}`);
  console.error(`${rows.length} of ${tickets.length} rows can be read`);
}
const dataset = { schemaVersion: "1.0", asOf, timeZone, interactions: contacts.rows, promises: promises.rows };
for (const { list, index, message, severity } of validateDataset(dataset).findings) {
  const { id } = index === null ? { id: "" } : dataset[list === "promises" ? list : "interactions"][index]!;
  console.error(`${severity}: ${list ?? "dataset"} ${id}: ${message}`);
}

const { lines, ungrouped, overall } = momentOfTruthScorecard(dataset, { asOf, by: "team" });
const percent = (share: number | null | undefined): string => (share == null ? "" : (100 * share).toFixed(1));
console.log(
  Papa.unparse(
    [
      ...lines,
      // Promises of tickets whose contact could not be read: nobody knows which team had them.
      ...(ungrouped === null ? [] : [{ ...ungrouped, group: "no team" }]),
      { ...overall, group: "all" },
    ].map(({ group, counts, value, interval, latency, emotion, leftOut }) => ({
      team: group,
      exceeded: counts.exceeded,
      kept: counts.kept,
      broken: counts.broken,
      pending: counts.pending,
      "kept %": percent(value),
      from: percent(interval?.lower),
      to: percent(interval?.upper),
      "half within hours": ((latency.p50Seconds ?? 0) / 3600).toFixed(1),
      felt: emotion.value?.toFixed(2) ?? "",
      "rows left out": Object.values(leftOut.promises).reduce((sum, count) => sum + count, 0),
    })),
  ),
);
