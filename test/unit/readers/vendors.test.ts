import Papa from "papaparse";
import { describe, expect, test } from "vitest";
import {
  readAskNicely,
  readDelighted,
  readHubSpot,
  readQualtrics,
  readSurveyMonkey,
  readTypeform,
  readZendesk,
  type SurveyReading,
} from "../../../src/readers/index.ts";
import { codeOf } from "./code-of.ts";

const ids = ({ responses }: SurveyReading): string[] => responses.map(({ id, score }) => `${id} ${score}`);
const reasons = ({ rejected }: SurveyReading): string[] => rejected.map(({ row, reason }) => `${row} ${reason}`);
const found = ({ findings }: SurveyReading): string[] => findings.map(({ reason, column }) => `${reason} ${column}`);

/** The same rows as arrays and as objects by the names of the first. */
function bothShapes(csv: string): readonly object[][] {
  return [Papa.parse<string[]>(csv).data, Papa.parse<object>(csv, { header: true }).data];
}

describe("Qualtrics", () => {
  const header = [
    "EndDate,Status,Finished,ResponseId,ExternalReference,DistributionChannel,RecipientEmail,Q1_NPS_GROUP,Q1,Q2",
    'End Date,Response Type,Finished,Response ID,External Data Reference,Distribution Channel,Recipient Email,Recommend? - Group,Recommend?,"Ease?\nPlease."',
    ...[
      ["endDate", "Europe/Berlin"],
      ["status"],
      ["finished"],
      ["_recordId"],
      ["externalDataReference"],
      ["distributionChannel"],
      ["recipientEmail"],
      ["QID1_NPS_GROUP"],
      ["QID1"],
      ["QID2"],
    ]
      .map(([ImportId, timeZone]) => `"${JSON.stringify({ ImportId, timeZone }).replaceAll('"', '""')}"`)
      .join(",")
      .split("\n"),
  ];
  const data = [
    "2025-03-07 08:12:27,0,1,R_1,C1,email,a@example.com,3,9,7",
    "2025-03-07 08:12:27,IP Address,True,R_2,C2,anonymous,,Promoter,10,-99",
    "2025-03-07 08:12:27,Survey Preview,True,R_3,,,,,10,7",
    "2025-03-07 08:12:27,1,1,R_4,,,,,10,7",
    "2025-03-07 08:12:27,8,1,R_5,,,,,0,1",
    "2025-03-07 08:12:27,0,0,R_6,,,,,10,7",
    "2025-03-07 08:12:27,0,FALSE,R_7,,,,,10,7",
    "2025-03-07 08:12:27,0,1,R_1,C1,email,,3,9,7",
    "2025-03-07 08:12:27,16,1,R_8,b@example.com,,,2,8 - Likely,",
    "",
  ];
  const csv = [...header, ...data].join("\n");
  const questions = {
    nps: { column: "Q1", scale: "0-10" },
    ces: { column: "Q2", scale: "1-7", direction: "high-is-easy" },
  } as const;

  test.each(bothShapes(csv).map((rows) => [rows]))("leaves out what is no customer's finished answer", (rows) => {
    const reading = readQualtrics(rows, { questions });
    expect(ids(reading)).toEqual(["R_1:nps 9", "R_1:ces 7", "R_2:nps 10", "R_8:nps 8"]);
    expect(reasons(reading)).toEqual([
      "1 skipped",
      "2 preview",
      "3 preview",
      "4 spam",
      "5 unfinished",
      "6 unfinished",
      "7 duplicate",
      "8 skipped",
      "9 blank",
    ]);
    expect(found(reading)).toEqual(["emailAsCustomerId ExternalReference"]);
    expect(reading.responses[0]).toMatchObject({
      answeredAt: "2025-03-07T07:12:27.000Z",
      customerId: "C1",
      channel: "email",
    });
    expect(JSON.stringify(reading)).not.toContain("@example");
  });

  test("the group is not the score", () => {
    const rows = bothShapes(csv)[0]!;
    expect(codeOf(() => readQualtrics(rows, { questions: { nps: { column: "Q1_NPS_GROUP", scale: "0-10" } } }))).toBe(
      "COLUMN_IS_GROUP",
    );
    expect(codeOf(() => readQualtrics(rows, { questions: { nps: { column: 7, scale: "0-10" } } }))).toBe(
      "COLUMN_IS_GROUP",
    );
  });

  test("an edited export says how many header rows it has", () => {
    const edited = Papa.parse<string[]>([header[0], ...data].join("\n")).data;
    expect(codeOf(() => readQualtrics(edited, { questions }))).toBe("HEADER_ROWS_INVALID");
    const reading = readQualtrics(edited, { questions, headerRows: 1 });
    expect(ids(reading)).toHaveLength(4);
    expect(found(reading)).toEqual(["dateWithoutZone EndDate", "emailAsCustomerId ExternalReference"]);
    expect(readQualtrics(edited, { questions, headerRows: 1, timeZone: "UTC" }).responses[0]?.answeredAt).toBe(
      "2025-03-07T08:12:27.000Z",
    );
  });

  test("zones: Z is UTC, and one that nobody knows is reported with the dates", () => {
    const inZone = (zone: string): SurveyReading =>
      readQualtrics(Papa.parse<string[]>(csv.replace("Europe/Berlin", zone)).data, { questions });
    expect(inZone("Z").responses[0]?.answeredAt).toBe("2025-03-07T08:12:27.000Z");
    expect(found(inZone("Mars/Olympus"))).toContain("dateWithoutZone EndDate");
  });

  test("columns that were not exported are reported; options win over what the format settles", () => {
    const rows = [
      ["Q1", "Note"],
      ["Recommend?", "Note"],
      ['{"ImportId":"QID1"}', "x"],
      ["9", "c9"],
      ["-99", ""],
    ];
    const reading = readQualtrics(rows, {
      questions: { nps: { column: "Q1", scale: "0-10" } },
      customerId: "Note",
      skip: [],
    });
    expect(found(reading)).toEqual([
      "columnMissing ResponseId",
      "columnMissing EndDate",
      "columnMissing Status",
      "columnMissing Finished",
    ]);
    expect(reading.responses[0]?.customerId).toBe("c9");
    expect(reasons(reading)).toEqual(["1 outOfRange"]);
    const everything = readQualtrics(bothShapes(csv)[0]!, { questions, leaveOut: [], duplicates: "keep-all" });
    expect(everything.audit).toMatchObject({ usedRows: 9, leftOutRows: { blank: 1 } });
  });

  test("a header without rows is an empty reading, and no rows are too", () => {
    expect(readQualtrics(Papa.parse<string[]>(header.join("\n")).data, { questions }).audit.rows).toBe(0);
    expect(readQualtrics([], { questions }).audit.rows).toBe(0);
  });
});

describe("SurveyMonkey", () => {
  const csv = [
    "\uFEFFRespondent ID,Start Date,End Date,Email Address,How likely?,How satisfied?,",
    ",,,,Response,Response,Other (please specify)",
    "118,03/07/2025 08:22:00 AM,03/07/2025 08:25:00 PM,p@example.org,Extremely likely - 10,Very satisfied,",
    "119,03/07/2025 08:59:00 AM,03/07/2025 09:02:00 AM,,,Dissatisfied,x",
  ].join("\r\n");
  const questions = {
    nps: { column: "How likely?", scale: "0-10" },
    csat: { column: "How satisfied?", scale: "1-5", labels: { "Very satisfied": 5, Dissatisfied: 2 } },
  } as const;

  test.each(bothShapes(csv).map((rows) => [rows]))("has two header rows and dates without a zone", (rows) => {
    const reading = readSurveyMonkey(rows, { questions });
    expect(ids(reading)).toEqual(["118:nps 10", "118:csat 5", "119:csat 2"]);
    expect(reasons(reading)).toEqual(["1 skipped"]);
    expect(reading.findings).toEqual([
      { reason: "dateWithoutZone", column: "End Date", rows: [0, 1], example: "03/07/2025 08:25:00 PM" },
    ]);
    expect(readSurveyMonkey(rows, { questions, timeZone: "America/New_York" }).responses[0]?.answeredAt).toBe(
      "2025-03-08T01:25:00.000Z",
    );
    expect(JSON.stringify(reading)).not.toContain("@example");
  });

  test("a first answer is not taken for a header", () => {
    const edited = Papa.parse<string[]>(csv.split("\r\n").toSpliced(1, 1).join("\n")).data;
    expect(codeOf(() => readSurveyMonkey(edited, { questions }))).toBe("HEADER_ROWS_INVALID");
    expect(ids(readSurveyMonkey(edited, { questions, headerRows: 1 }))).toHaveLength(3);
  });

  test("columns without a name are named by place", () => {
    const rows = bothShapes(csv)[0]!;
    expect(ids(readSurveyMonkey(rows, { questions: { nps: { column: 4, scale: "0-10" } }, comment: 6 }))).toEqual([
      "118:nps 10",
    ]);
  });
});

describe("Typeform", () => {
  const questions = {
    nps: { column: "Likely?", scale: "0-10" },
    csat: { column: "Solved?", scale: "binary" },
  } as const;

  test("is in UTC, and a network is not a customer", () => {
    const rows = bothShapes(
      "#,Likely?,Solved?,Submit Date (UTC),Network ID\na1,9,1,2025-03-07 08:27:14,net\nb2,,0,2025-03-07 09:07:40,net",
    );
    for (const shape of rows) {
      const reading = readTypeform(shape, { questions });
      expect(ids(reading)).toEqual(["a1:nps 9", "a1:csat 1", "b2:csat 0"]);
      expect(reading.responses[0]).toMatchObject({ answeredAt: "2025-03-07T08:27:14.000Z" });
      expect(reading.responses[0]?.customerId).toBe(undefined);
      expect([
        reading.audit.customers,
        readTypeform(shape, { questions, customerId: "Network ID" }).audit.customers,
      ]).toEqual([null, 1]);
    }
  });

  test("leaves out what was not completed, where the export says so", () => {
    const rows = ["completed", "partial", "started", "new"].map((type, i) => ({
      "#": `r${i}`,
      "Likely?": "9",
      "Solved?": "",
      "Response Type": type,
    }));
    const reading = readTypeform(rows, { questions });
    expect(ids(reading)).toEqual(["r0:nps 9", "r3:nps 9"]);
    expect(found(reading)).toEqual(["columnMissing Submit Date (UTC)", "valueUnknown Response Type"]);
  });
});

describe("Delighted", () => {
  const records = [
    {
      id: "1",
      person: "500",
      survey_type: "nps",
      score: 9,
      comment: null,
      created_at: 1741335480,
      person_properties: { plan: "pro" },
    },
    {
      id: "2",
      person: { id: "501", email: "p@example.com" },
      survey_type: "csat",
      score: 4,
      comment: "ok",
      created_at: 1741335480,
      person_properties: null,
    },
    { id: "3", person: "502", survey_type: "ces", score: 5, comment: "", created_at: null },
    { id: "4", person: "503", survey_type: "smileys", score: 2, created_at: 1741335480 },
    { id: "5", person: "503", survey_type: "enps", score: 2, created_at: 1741335480 },
  ];

  test("from the API, with the scales that the vendor settles", () => {
    const reading = readDelighted(records, { segment: "person_properties.plan" });
    expect(ids(reading)).toEqual(["1:nps 9", "3:ces 5", "5:enps 2"]);
    expect(reasons(reading)).toEqual(["1 unmapped", "3 unmapped"]);
    expect(reading.responses[0]).toEqual({
      id: "1:nps",
      submissionId: "1",
      question: "nps",
      metric: "nps",
      score: 9,
      scale: { min: 0, max: 10, higherIsBetter: true },
      customerId: "500",
      answeredAt: "2025-03-07T08:18:00.000Z",
      segment: "pro",
    });
    expect(reading.responses[1]?.scale).toEqual({ min: 1, max: 5, higherIsBetter: true });
  });

  test("with the scales that are yours to say", () => {
    const reading = readDelighted(records, {
      questions: { csat: { scale: "1-5" }, smileys: { scale: "1-3", metric: "csat" } },
      customerId: "person.id",
    });
    expect(ids(reading)).toEqual(["1:nps 9", "2:csat 4", "3:ces 5", "4:smileys 2", "5:enps 2"]);
    expect(reading.responses.map(({ metric }) => metric)).toEqual(["nps", "csat", "ces", "csat", "enps"]);
    expect(reading.responses[1]?.customerId).toBe("501");
    expect(codeOf(() => readDelighted(records, { questions: { csat: {} } }))).toBe("SCALE_INVALID");
    expect(codeOf(() => readDelighted(records, { questions: { smileys: { scale: "1-5" } } }))).toBe(
      "DIRECTION_REQUIRED",
    );
  });

  test("from a CSV", () => {
    const csv =
      "Response ID,Person ID,Email,Survey Type,Score,Comment,Created At\n1,500,p@example.com,NPS,10,hi,2025-03-07 08:18:00 UTC";
    for (const rows of bothShapes(csv)) {
      expect(readDelighted(rows).responses).toMatchObject([
        { id: "1:nps", score: 10, customerId: "500", comment: "hi", answeredAt: "2025-03-07T08:18:00.000Z" },
      ]);
    }
  });
});

describe("HubSpot", () => {
  const csv = [
    "Record ID,Survey type,Rating,Sentiment,Response,Submission date,Survey channel,Contact email",
    "1,Customer loyalty (NPS),9,Promoter,ok,2025-03-07 08:05,WEB,c@example.com",
    "2,customer support (ces),7,Promoter,,2025-03-07 08:48,EMAIL,c@example.com",
    "3,CSAT,2,Promoter,,2025-03-07 08:56,WEB,c@example.com",
    "4,Customer satisfaction (CSAT),5,,,,,",
    "5,Custom,5,,,,,",
  ].join("\n");

  test("divides one column of ratings by the type of the survey", () => {
    for (const rows of bothShapes(csv)) {
      const reading = readHubSpot(rows, { timeZone: "Europe/Berlin" });
      expect(ids(reading)).toEqual(["1:nps 9", "2:ces 7", "3:csat 2"]);
      expect(reasons(reading)).toEqual(["3 outOfRange", "4 unmapped"]);
      expect(reading.responses.map(({ scale }) => [scale.min, scale.max])).toEqual([
        [0, 10],
        [1, 7],
        [0, 2],
      ]);
      expect(reading.responses[0]).toMatchObject({
        channel: "WEB",
        comment: "ok",
        answeredAt: "2025-03-07T07:05:00.000Z",
      });
      expect(JSON.stringify(reading)).not.toContain("@example");
    }
  });

  test("columns may be named otherwise", () => {
    const rows = [{ Value: "9", Survey: "NPS", key: "a" }];
    expect(ids(readHubSpot(rows, { score: "Value", surveyType: "Survey", id: "key" }))).toEqual(["a:nps 9"]);
    expect(codeOf(() => readHubSpot(rows))).toBe("COLUMN_MISSING");
  });
});

describe("Zendesk", () => {
  const rated = (id: number, score: string): object => ({
    id,
    ticket_id: 200 + id,
    requester_id: 7,
    score,
    created_at: "2025-03-07T08:00:00Z",
    updated_at: "2025-03-07T09:00:00Z",
  });

  test("counts good and bad; offered are asked, unoffered are not", () => {
    const reading = readZendesk([
      rated(1, "good"),
      rated(2, "bad"),
      rated(3, "offered"),
      rated(4, "unoffered"),
      rated(5, "Good"),
      rated(6, ""),
    ]);
    expect(ids(reading)).toEqual(["1:csat 1", "2:csat 0", "5:csat 1"]);
    expect(reading.responseRate).toEqual({ value: 0.75, answered: 3, asked: 4 });
    expect(reading.responses[0]).toMatchObject({
      interactionId: "201",
      customerId: "7",
      answeredAt: "2025-03-07T09:00:00.000Z",
    });
  });

  test("a rate of nobody is no rate", () => {
    expect(readZendesk([]).responseRate).toEqual({ value: null, answered: 0, asked: 0 });
    expect(readZendesk([rated(1, "unoffered")]).responseRate.value).toBe(null);
  });

  test("other ratings by their labels", () => {
    expect(ids(readZendesk([rated(1, "Good with comment")], { csat: { labels: { "good with comment": 1 } } }))).toEqual(
      ["1:csat 1"],
    );
    expect(ids(readZendesk([rated(1, "4")], { csat: { scale: "1-5" } }))).toEqual(["1:csat 4"]);
  });
});

describe("AskNicely", () => {
  test("is in Unix seconds, and has no names in it", () => {
    const csv =
      "response_id,person_id,name,email,answer,comment,sent,responded,deliverymethod,question_type\n1,700,Ann,a@example.net,10,ok,1741249560,1741335960,sms,nps\n2,701,Bob,,4,,1741249560,,sms,5star";
    for (const rows of bothShapes(csv)) {
      const reading = readAskNicely(rows);
      expect(reading.responses).toMatchObject([
        {
          id: "1:nps",
          customerId: "700",
          channel: "sms",
          comment: "ok",
          askedAt: "2025-03-06T08:26:00.000Z",
          answeredAt: "2025-03-07T08:26:00.000Z",
        },
      ]);
      expect(reasons(reading)).toEqual(["1 unmapped"]);
      expect(JSON.stringify(reading)).not.toMatch(/Ann|@example/);
      expect(ids(readAskNicely(rows, { questions: { "5star": { scale: "1-5", metric: "csat" } } }))).toEqual([
        "1:nps 10",
        "2:5star 4",
      ]);
    }
  });

  test("without a time of asking", () => {
    expect(ids(readAskNicely([{ response_id: 1, answer: 9, question_type: "nps", responded: 1741335960 }]))).toEqual([
      "1:nps 9",
    ]);
  });
});
