import fc from "fast-check";
import { expect, test } from "vitest";
import {
  readAskNicely,
  readDelighted,
  readHubSpot,
  readQualtrics,
  readSurveyMonkey,
  readSurveyTable,
  readTypeform,
  readZendesk,
  type SurveyReading,
} from "../../../src/readers/index.ts";
import { surveyResponseSchema } from "../../../src/schema/index.ts";
import { notPlainJson } from "../../support/plain-json.ts";

/** Cells as exports have them, and as nobody would expect them. */
const cell = fc.oneof(
  fc.constantFrom(
    "9",
    "10",
    "0",
    "",
    " ",
    "11",
    "7,5",
    "N/A",
    "-99",
    "Extremely likely - 10",
    "Very satisfied",
    "good",
    "offered",
    "a@b.example",
    "__proto__",
  ),
  fc.constantFrom("0", "1", "True", "False", "Survey Preview", "NPS", "nps", "csat", "R_1", "R_2"),
  fc.constantFrom(
    "2025-03-09 02:30:00",
    "03/09/2025 02:30:00 AM",
    "2025-03-09T10:15:00Z",
    "1741515300",
    1741515300,
    "soon",
    "999999-01-01",
  ),
  fc.string({ unit: "binary", maxLength: 12 }),
  fc.anything({ withBigInt: true, withDate: true, withNullPrototype: true }),
  fc.constant(Symbol("cell")),
);

const COLUMNS = ["id", "customer", "at", "type", "done", "score", "weight", "note"] as const;
const asArrays = fc.array(
  fc.oneof({ weight: 20, arbitrary: fc.array(cell, { maxLength: 9 }) }, { weight: 1, arbitrary: fc.anything() }),
  { maxLength: 12 },
);
const asObjects = fc.array(
  fc.oneof(
    { weight: 20, arbitrary: fc.record(Object.fromEntries(COLUMNS.map((name) => [name, cell])), { requiredKeys: [] }) },
    { weight: 1, arbitrary: fc.anything() },
  ),
  { maxLength: 12 },
);

const questions = {
  nps: { column: "score", scale: "0-10", when: { column: "type", is: ["nps"] } },
  csat: {
    column: "score",
    scale: "1-5",
    labels: { "Very satisfied": 5 },
    when: { column: "type", is: ["csat", "NPS"] },
  },
  ces: { column: "note", scale: "1-7", direction: "high-is-easy" },
} as const;

/** Nothing lost, nothing invented, nothing that JSON cannot carry. */
function holds({ responses, rejected, findings, audit }: SurveyReading, rows: number): void {
  const sum = (counts: object): number =>
    Object.values(counts).reduce((total: number, count: number) => total + count, 0);
  expect(audit.rows).toBe(rows);
  expect(audit.usedRows + sum(audit.leftOutRows)).toBe(rows);
  expect(rejected.filter(({ question }) => question === null)).toHaveLength(sum(audit.leftOutRows));
  for (const [name, question] of Object.entries(audit.questions)) {
    expect(question.responses + sum(question.leftOut)).toBe(question.rows);
    expect(responses.filter(({ id }) => id.endsWith(`:${name}`))).toHaveLength(question.responses);
    expect(rejected.filter((one) => one.question === name)).toHaveLength(sum(question.leftOut));
    expect(question.rows).toBeLessThanOrEqual(audit.usedRows);
  }
  expect(new Set(responses.map(({ id }) => id)).size).toBe(responses.length);
  for (const response of responses) expect(surveyResponseSchema.safeParse(response).error?.issues).toBe(undefined);
  expect(notPlainJson({ responses, rejected, findings, audit })).toEqual([]);
}

const mapping = fc.record({
  id: fc.constantFrom("id", undefined),
  customerId: fc.constantFrom("customer", undefined),
  answeredAt: fc.constantFrom("at", undefined),
  weight: fc.constantFrom("weight", undefined),
  comment: fc.constantFrom("note", undefined),
  segment: fc.constantFrom("note", undefined),
  attributes: fc.constantFrom(["note", "type"], undefined),
  dates: fc.constantFrom("iso" as const, ["mdy", "unix-seconds"] as const, undefined),
  timeZone: fc.constantFrom("America/New_York", "UTC", undefined),
  duplicates: fc.constantFrom("keep-first" as const, "keep-all" as const, undefined),
  leaveOut: fc.constantFrom([{ column: "done", values: { "0": "unfinished", "1": "keep" } }] as const, undefined),
});

test("in is out, whatever stands in the rows", () => {
  fc.assert(
    fc.property(asArrays, mapping, (rows, options) => {
      holds(readSurveyTable([[...COLUMNS], ...rows] as object[], { ...options, questions }), rows.length);
    }),
    { numRuns: 500 },
  );
  fc.assert(
    fc.property(asObjects, mapping, (rows, options) => {
      const all = [Object.fromEntries(COLUMNS.map((name) => [name, ""])), ...rows];
      holds(readSurveyTable(all as object[], { ...options, questions }), all.length);
    }),
    { numRuns: 500 },
  );
});

test("a table and a part of it agree on the rows that they share", () => {
  fc.assert(
    fc.property(asArrays, fc.nat({ max: 12 }), (rows, size) => {
      const read = (part: unknown[]): SurveyReading =>
        readSurveyTable([[...COLUMNS], ...part] as object[], { id: "id", answeredAt: "at", questions });
      const part = read(rows.slice(0, size));
      const whole = read(rows);
      expect(whole.responses.slice(0, part.responses.length)).toEqual(part.responses);
      expect(whole.rejected.slice(0, part.rejected.length)).toEqual(part.rejected);
    }),
  );
});

const one = { nps: { column: "score", scale: "0-10" } } as const;
const vendors: {
  readonly [name: string]: {
    readonly head: readonly (readonly string[])[];
    readonly read: (rows: object[]) => SurveyReading;
  };
} = {
  Qualtrics: {
    head: [
      ["ResponseId", "ExternalReference", "EndDate", "Status", "Finished", "score"],
      ["Response ID", "", "End Date", "Response Type", "Finished", "How likely?"],
      ["", "", '{"ImportId":"endDate","timeZone":"America/Denver"}', "", "", '{"ImportId":"QID1"}'],
    ],
    read: (rows) => readQualtrics(rows, { questions: one }),
  },
  SurveyMonkey: {
    head: [
      ["Respondent ID", "", "End Date", "", "", "score"],
      ["", "", "", "", "", "Response"],
    ],
    read: (rows) => readSurveyMonkey(rows, { questions: one, timeZone: "Europe/Berlin" }),
  },
  Typeform: {
    head: [["#", "Network ID", "Submit Date (UTC)", "Response Type", "", "score"]],
    read: (rows) => readTypeform(rows, { questions: one }),
  },
  Delighted: {
    head: [["Response ID", "Person ID", "Created At", "Survey Type", "", "Score", "", "Comment"]],
    read: (rows) => readDelighted(rows),
  },
  HubSpot: {
    head: [["Record ID", "", "Submission date", "Survey type", "", "Rating", "", "Response"]],
    read: (rows) => readHubSpot(rows, { timeZone: "UTC" }),
  },
  Zendesk: {
    head: [["id", "requester_id", "updated_at", "", "", "score", "", "comment"]],
    read: (rows) => readZendesk(rows),
  },
  AskNicely: {
    head: [["response_id", "person_id", "responded", "question_type", "", "answer", "sent", "comment"]],
    read: (rows) => readAskNicely(rows),
  },
};

test.each(Object.entries(vendors))("in is out for %s", (_, { head, read }) => {
  fc.assert(
    fc.property(asArrays, (rows) => {
      holds(read([...head, ...rows] as object[]), rows.length);
    }),
    { numRuns: 300 },
  );
});
