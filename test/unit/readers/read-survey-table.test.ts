import { describe, expect, test } from "vitest";
import { readSurveyTable, type RowMapping } from "../../../src/readers/index.ts";
import { notPlainJson } from "../../support/plain-json.ts";
import { codeOf } from "./code-of.ts";

const questions = { nps: { column: "nps", scale: "0-10" } } as const;
const read = (rows: object[], mapping: RowMapping = {}): ReturnType<typeof readSurveyTable> =>
  readSurveyTable(rows, { questions, ...mapping });

test("an empty table is an empty reading", () => {
  expect(read([])).toEqual({
    responses: [],
    rejected: [],
    findings: [],
    audit: {
      rows: 0,
      usedRows: 0,
      leftOutRows: { preview: 0, unfinished: 0, spam: 0, duplicate: 0, unmapped: 0, blank: 0, unreadable: 0 },
      customers: null,
      questions: {
        nps: {
          metric: "nps",
          column: "nps",
          scale: { min: 0, max: 10, higherIsBetter: true },
          rows: 0,
          responses: 0,
          leftOut: { skipped: 0, outOfRange: 0, nonInteger: 0, invalid: 0 },
        },
      },
    },
  });
});

test("without an id column, ids are made of row numbers", () => {
  expect(
    read([{ nps: 9 }, { nps: "" }, { nps: 3 }]).responses.map(({ id, submissionId }) => [id, submissionId]),
  ).toEqual([
    ["row-0:nps", "row-0"],
    ["row-2:nps", "row-2"],
  ]);
});

test("every field of a response comes from its column", () => {
  const row = {
    id: 7,
    customer: " c1 ",
    at: "2025-03-09T10:30:00Z",
    asked: "2025-03-08T10:30:00Z",
    ticket: 12n,
    touchpoint: "t",
    journey: "j",
    channel: "web ",
    segment: "VIP",
    comment: " =SUM(A1)\n ",
    weight: "1,4",
    plan: "pro",
    empty: "",
    nps: "9",
  };
  const { responses, findings } = read([row], {
    id: "id",
    customerId: "customer",
    answeredAt: "at",
    askedAt: "asked",
    interactionId: "ticket",
    touchpointId: "touchpoint",
    journeyId: "journey",
    channel: "channel",
    segment: "segment",
    comment: "comment",
    weight: "weight",
    attributes: ["plan", "empty"],
  });
  expect(responses).toStrictEqual([
    {
      id: "7:nps",
      submissionId: "7",
      question: "nps",
      metric: "nps",
      score: 9,
      scale: { min: 0, max: 10, higherIsBetter: true },
      customerId: "c1",
      answeredAt: "2025-03-09T10:30:00.000Z",
      askedAt: "2025-03-08T10:30:00.000Z",
      interactionId: "12",
      touchpointId: "t",
      journeyId: "j",
      channel: "web",
      segment: "VIP",
      comment: " =SUM(A1)\n ",
      weight: 1.4,
      attributes: { plan: "pro" },
    },
  ]);
  expect(findings).toEqual([]);
});

test("what is wrong beside an answer is found, and the answer is kept", () => {
  const rows = [
    { id: "a", customer: "ann@example.com", at: "yesterday", weight: "-1", nps: 9 },
    { id: "", customer: "c2", at: "2025-03-09 10:30", weight: "", nps: 8 },
    { id: "c", customer: "c3", at: "soon", weight: 1, nps: 7 },
    { id: "d", customer: "@handle", at: "", weight: 1e400, nps: 7 },
  ];
  const { responses, findings, audit } = read(rows, {
    id: "id",
    customerId: "customer",
    answeredAt: "at",
    weight: "weight",
  });
  expect(responses.map(({ id, customerId, answeredAt, weight }) => [id, customerId, answeredAt, weight])).toEqual([
    ["a:nps", undefined, undefined, undefined],
    ["row-1:nps", "c2", undefined, undefined],
    ["c:nps", "c3", undefined, 1],
    ["d:nps", "@handle", undefined, undefined],
  ]);
  expect(findings).toEqual([
    { reason: "emailAsCustomerId", column: "customer", rows: [0], example: null },
    { reason: "dateInvalid", column: "at", rows: [0, 2], example: "yesterday" },
    { reason: "weightInvalid", column: "weight", rows: [0, 1, 3], example: "-1" },
    { reason: "idMissing", column: "id", rows: [1], example: "" },
    { reason: "dateWithoutZone", column: "at", rows: [1], example: "2025-03-09 10:30" },
  ]);
  expect(audit.customers).toBe(3);
  expect(JSON.stringify({ responses, findings, audit })).not.toContain("ann@");
});

test("a finding stands once for a row, however many questions it asks", () => {
  const two = { nps: { column: "nps", scale: "0-10" }, csat: { column: "csat", scale: "1-5" } } as const;
  const { findings, responses } = readSurveyTable([{ nps: 9, csat: 5, at: "x" }], { questions: two, answeredAt: "at" });
  expect(findings).toEqual([{ reason: "dateInvalid", column: "at", rows: [0], example: "x" }]);
  expect(responses.map(({ id, submissionId, metric }) => [id, submissionId, metric])).toEqual([
    ["row-0:nps", "row-0", "nps"],
    ["row-0:csat", "row-0", "csat"],
  ]);
});

describe("duplicates", () => {
  const rows = [
    { id: "a", nps: 9 },
    { id: " a ", nps: 3 },
    { id: "b", nps: 8 },
    { id: "a", nps: 1 },
  ];

  test("of an id are left out, the first is kept", () => {
    const { responses, rejected, audit } = read(rows, { id: "id" });
    expect(responses.map(({ score }) => score)).toEqual([9, 8]);
    expect(rejected).toEqual([
      { row: 1, column: "id", question: null, reason: "duplicate", value: " a " },
      { row: 3, column: "id", question: null, reason: "duplicate", value: "a" },
    ]);
    expect(audit).toMatchObject({ rows: 4, usedRows: 2, leftOutRows: { duplicate: 2 } });
  });

  test("are kept under new ids where that is asked for", () => {
    const more = [...rows, { id: "a~2", nps: 0 }, { id: "a", nps: 10 }];
    expect(read(more, { id: "id", duplicates: "keep-all" }).responses.map(({ id }) => id)).toEqual([
      "a:nps",
      "a~2:nps",
      "b:nps",
      "a~3:nps",
      "a~2~2:nps",
      "a~4:nps",
    ]);
  });

  test("are not seen where ids are missing, also not by a made-up id", () => {
    const { responses, audit } = read(
      [
        { id: "", nps: 9 },
        { id: null, nps: 9 },
        { id: "row-0", nps: 8 },
      ],
      { id: "id" },
    );
    expect(responses.map(({ id }) => id)).toEqual(["row-0:nps", "row-1:nps", "row-0~2:nps"]);
    expect(audit.leftOutRows.duplicate).toBe(0);
  });

  test("of a row that was left out are not duplicates", () => {
    const both = [
      { id: "a", nps: 9, s: "test" },
      { id: "a", nps: 8, s: "" },
    ];
    expect(
      read(both, { id: "id", leaveOut: [{ column: "s", values: { test: "preview" } }] }).responses.map(
        ({ score }) => score,
      ),
    ).toEqual([8]);
  });

  test("in numbers take time in proportion", () => {
    const many = Array.from({ length: 20_000 }, () => ({ id: "a", nps: 9 }));
    const start = performance.now();
    expect(read(many, { id: "id", duplicates: "keep-all" }).responses.at(-1)?.id).toBe("a~20000:nps");
    expect(performance.now() - start).toBeLessThan(3000);
  });
});

describe("rows to leave out", () => {
  const leaveOut = [
    { column: "status", values: { "0": "keep", "1": "preview", "Spam ": "spam" } },
    { column: "done", values: { FALSE: "unfinished" } },
  ] as const;

  test("are those whose column says so; unknown values are kept and reported", () => {
    const rows = [
      { nps: 9, status: 0, done: true },
      { nps: 9, status: "1", done: true },
      { nps: 9, status: "SPAM", done: true },
      { nps: 9, status: "Vorschau", done: "" },
      { nps: 9, status: "0", done: false },
      { nps: 9, done: "no idea" },
    ];
    const { rejected, findings, audit } = read(rows, { leaveOut });
    expect(rejected).toEqual([
      { row: 1, column: "status", question: null, reason: "preview", value: "1" },
      { row: 2, column: "status", question: null, reason: "spam", value: "SPAM" },
      { row: 4, column: "done", question: null, reason: "unfinished", value: false },
    ]);
    expect(findings).toEqual([{ reason: "valueUnknown", column: "status", rows: [3, 5], example: "Vorschau" }]);
    expect(audit).toMatchObject({ rows: 6, usedRows: 3, leftOutRows: { preview: 1, spam: 1, unfinished: 1 } });
  });

  test("are also those that are blank or no rows", () => {
    const { rejected, audit } = read([{ nps: 9 }, { nps: " " }, null, 7, ["x"]] as object[]);
    expect(rejected.map(({ row, reason, column, value }) => [row, reason, column, value])).toEqual([
      [1, "blank", null, null],
      [2, "blank", null, null],
      [3, "unreadable", null, null],
      [4, "unreadable", null, null],
    ]);
    expect(audit.usedRows).toBe(1);
  });
});

describe("questions", () => {
  test("in one column are told apart by another", () => {
    const rows = [{ type: "NPS", score: 9 }, { type: " csat ", score: 9 }, { type: "ces", score: 3 }, { score: 3 }];
    const { responses, rejected, audit } = readSurveyTable(rows, {
      questions: {
        nps: { column: "score", scale: "0-10", when: { column: "type", is: ["nps"] } },
        csat: { column: "score", scale: "1-5", when: { column: "type", is: ["CSAT"] } },
      },
    });
    expect(responses.map(({ metric, score }) => [metric, score])).toEqual([["nps", 9]]);
    expect(rejected).toEqual([
      { row: 1, column: "score", question: "csat", reason: "outOfRange", value: 9 },
      { row: 2, column: "type", question: null, reason: "unmapped", value: "ces" },
      { row: 3, column: "type", question: null, reason: "unmapped", value: null },
    ]);
    expect(audit).toMatchObject({
      usedRows: 2,
      leftOutRows: { unmapped: 2 },
      questions: { nps: { rows: 1, responses: 1 }, csat: { rows: 1, responses: 0 } },
    });
  });

  test("may feed one metric, with comments of their own", () => {
    const { responses } = readSurveyTable([{ a: "yes", b: "4,5", why: "slow", c: "all" }], {
      comment: "c",
      questions: {
        solved: { metric: "csat", column: "a", scale: "binary", comment: "why" },
        speed: { metric: "csat", column: "b", scale: "1-5", fractions: "allow", direction: "low-is-good" },
      },
    });
    expect(responses).toMatchObject([
      {
        id: "row-0:solved",
        metric: "csat",
        score: 1,
        scale: { min: 0, max: 1, higherIsBetter: true },
        comment: "slow",
      },
      {
        id: "row-0:speed",
        metric: "csat",
        score: 4.5,
        scale: { min: 1, max: 5, higherIsBetter: false },
        comment: "all",
      },
    ]);
  });

  test("have skip codes of their own and of the table", () => {
    const { audit } = readSurveyTable([{ nps: -99 }, { nps: "x" }, { nps: 9 }], {
      skip: [-99],
      questions: { nps: { column: "nps", scale: "0-10", skip: ["x"] } },
    });
    expect(audit.questions["nps"]?.leftOut.skipped).toBe(2);
  });

  test("with any name", () => {
    const named = JSON.parse('{"__proto__":{"column":"nps","scale":"0-10","direction":"high-is-good"}}') as {
      [name: string]: { column: string; scale: "0-10" };
    };
    const { responses, audit } = readSurveyTable([{ nps: 9 }], { questions: named });
    expect(responses[0]?.metric).toBe("__proto__");
    expect(Object.keys(audit.questions)).toEqual(["__proto__"]);
  });
});

test("cells that are no JSON are named in reports", () => {
  const cells = ["x".repeat(500), NaN, -Infinity, -0, 12n, Symbol("s"), () => 1, {}, [], new Date(0), true, undefined];
  const reading = read(cells.map((nps) => ({ nps, other: 1 })));
  expect(reading.rejected.map(({ value }) => value)).toEqual([
    `${"x".repeat(199)}…`,
    "NaN",
    "-Infinity",
    "12",
    "(symbol)",
    "(function)",
    "(object)",
    "(object)",
    "(object)",
    true,
    null,
  ]);
  expect(notPlainJson(reading)).toEqual([]);
});

test("bad calls throw", () => {
  const call = (mapping: object, rows: object[] = [{ nps: 9 }]): string =>
    codeOf(() => readSurveyTable(rows, { questions, ...mapping }));
  expect(call({ questions: {} })).toBe("QUESTIONS_REQUIRED");
  expect(call({ questions: undefined })).toBe("QUESTIONS_REQUIRED");
  expect(call({ questions: { ces: { column: "nps", scale: "1-7" } } })).toBe("DIRECTION_REQUIRED");
  expect(call({ questions: { nps: { column: "nps" } } })).toBe("SCALE_INVALID");
  expect(call({ questions: { nps: { column: "nps", scale: "0-10", labels: { top: 11 } } } })).toBe("LABEL_INVALID");
  expect(call({ questions: { nps: { column: "score", scale: "0-10" } } })).toBe("COLUMN_MISSING");
  expect(call({ segment: "segment" })).toBe("COLUMN_MISSING");
  expect(call({ attributes: ["plan"] })).toBe("COLUMN_MISSING");
  expect(call({ leaveOut: [{ column: "status", values: {} }] })).toBe("COLUMN_MISSING");
  expect(call({ duplicates: "last" })).toBe("DUPLICATES_INVALID");
  expect(call({ dates: "ymd" })).toBe("DATE_FORMAT_UNKNOWN");
  expect(call({ timeZone: "GMT+1" })).toBe("TIME_ZONE_UNKNOWN");
  expect(call({ headerRows: -1 })).toBe("HEADER_ROWS_INVALID");
  expect(call({}, "nps\n9" as unknown as object[])).toBe("ROWS_INVALID");
});
