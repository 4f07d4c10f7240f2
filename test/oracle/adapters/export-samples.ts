import { readFileSync } from "node:fs";
import { basename, resolve } from "node:path";
import Papa from "papaparse";
import {
  byPeriod,
  ces,
  cesPresets,
  csat,
  fold,
  groupBy,
  mapInput,
  nps,
  npsAccumulator,
  type NpsResult,
  type SurveyResponse,
  weightedNps,
} from "../../../src/index.ts";
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
  type ZendeskReading,
} from "../../../src/readers/index.ts";
import type { Adapter } from "../adapter.ts";

const satisfied = {
  "Very satisfied": 5,
  Satisfied: 4,
  "Neither satisfied nor dissatisfied": 3,
  Dissatisfied: 2,
  "Very dissatisfied": 1,
};

type Reader = (rows: object[]) => SurveyReading | ZendeskReading;

/** How each sample is read, by the beginning of the file's name. */
const readers: { readonly [name: string]: Reader } = {
  qualtrics: (rows) =>
    readQualtrics(rows, {
      segment: "Segment",
      comment: "Q4",
      questions: {
        nps: { column: "Q1", scale: "0-10" },
        csat: { column: "Q2", scale: "1-5", labels: satisfied },
        ces: { column: "Q3", scale: "1-7", direction: "high-is-easy" },
      },
    }),
  surveymonkey: (rows) =>
    readSurveyMonkey(rows, {
      timeZone: "America/New_York",
      questions: {
        nps: {
          column: "How likely is it that you would recommend this company to a friend or colleague?",
          scale: "0-10",
        },
        csat: { column: "Overall, how satisfied are you with our company?", scale: "1-5", labels: satisfied },
      },
    }),
  typeform: (rows) =>
    readTypeform(rows, {
      customerId: "Network ID",
      questions: {
        nps: { column: "How likely are you to recommend *Acme* to a friend?", scale: "0-10" },
        csat: { column: "Did we solve your problem?", scale: "binary" },
      },
    }),
  delighted: (rows) => readDelighted(rows),
  hubspot: (rows) => readHubSpot(rows, { timeZone: "UTC" }),
  zendesk: (rows) => readZendesk(rows),
  asknicely: (rows) => readAskNicely(rows),
  messy: (rows) =>
    readSurveyTable(rows, {
      id: "Customer ID",
      answeredAt: "Date",
      dates: ["iso", "dmy", "unix-seconds"],
      timeZone: "Europe/Berlin",
      questions: { nps: { column: "Recommend (0-10)", scale: "0-10" } },
    }),
  responses: (rows) =>
    readSurveyTable(rows, {
      id: "response_id",
      customerId: "customer_id",
      answeredAt: "responded_at",
      segment: "segment",
      channel: "channel",
      touchpointId: "touchpoint",
      weight: "weight",
      questions: {
        nps: { column: "nps", scale: "0-10" },
        csat: { column: "csat", scale: "1-5" },
        ces: { column: "ces", scale: "1-7", direction: "high-is-easy" },
      },
    }),
};

type CesPreset = (typeof cesPresets)[keyof typeof cesPresets];

/** Which answers are easy, where the product has its own mind about it. */
const cesBounds: { readonly [name: string]: CesPreset } = { hubspot: cesPresets.hubspot };

/** Real-looking exports of several products, from the file to the score. */
export const exportSamples: Adapter = ({ inputs, folder }) => {
  const { file } = inputs as { file: string };
  const name = Object.keys(readers).find((beginning) => basename(file).startsWith(beginning));
  if (name === undefined) return {};
  const reading = readers[name]!(rowsOf(resolve(folder, file)));
  const { rows, usedRows, leftOutRows, customers, questions } = reading.audit;
  return {
    dataRows: rows,
    records: rows,
    usedRows,
    duplicateRows: leftOutRows.duplicate,
    previewRows: leftOutRows.preview,
    distinctNetworkIds: customers,
    responseRateOfOffered: "responseRate" in reading ? reading.responseRate.value : undefined,
    ...npsFields(reading),
    ...(questions["csat"] && csatFields(reading)),
    ...(questions["ces"] && cesFields(reading, cesBounds[name])),
  };
};

function rowsOf(path: string): object[] {
  const text = readFileSync(path, "utf8");
  if (!path.endsWith(".json")) return Papa.parse<string[]>(text, { skipEmptyLines: true }).data;
  const parsed = JSON.parse(text) as object[] | { satisfaction_ratings: object[] };
  return Array.isArray(parsed) ? parsed : parsed.satisfaction_ratings;
}

const answersTo = ({ responses }: SurveyReading, metric: string): SurveyResponse[] =>
  responses.filter((response) => response.metric === metric);
const score = (response: SurveyResponse): number => response.score;

function npsFields(reading: SurveyReading): object {
  if (reading.audit.questions["nps"] === undefined) return {};
  const answers = answersTo(reading, "nps");
  const accumulator = mapInput(npsAccumulator(), score);
  const short = ({ n, value, standardError }: NpsResult): object => ({ n, score: value, standardError });
  const by = (key: (response: SurveyResponse) => string): object => {
    const groups = groupBy(accumulator, key);
    return Object.fromEntries(
      Object.entries(groups.result(fold(groups, answers))).map(([name, result]) => [name, short(result)]),
    );
  };
  const months = byPeriod(accumulator, { every: "month", timeZone: "UTC", at: ({ answeredAt }) => answeredAt });
  const result = nps(answers, { read: score });
  const weighted = answers.every(({ weight }) => weight !== undefined)
    ? weightedNps(answers, { read: score, weight: ({ weight }) => weight! })
    : undefined;
  return {
    nps: short(result),
    n: result.n,
    score: result.value,
    ...reading.audit.questions["nps"].leftOut,
    npsBySegment: by(({ segment }) => segment ?? ""),
    npsByTouchpoint: by(({ touchpointId }) => touchpointId ?? ""),
    npsByMonthUtc: Object.fromEntries(
      months.result(fold(months, answers)).periods.map(({ period, result: month }) => [period, short(month)]),
    ),
    npsWeighted: weighted?.value,
    nEffKish: weighted?.effectiveSize,
  };
}

function csatFields(reading: SurveyReading): object {
  const { scale } = reading.audit.questions["csat"]!;
  const { n, value } = csat(answersTo(reading, "csat"), { scale, read: score });
  const result = { n, share: value, shareHappy: value };
  return { csat: result, csatQ2top2Of5: result, csatTop2: result, binaryCsat: result };
}

function cesFields(reading: SurveyReading, preset: CesPreset | undefined): object {
  const { scale } = reading.audit.questions["ces"]!;
  const { n, mean, netEasy, standardDeviation } = ces(answersTo(reading, "ces"), {
    direction: "high-is-easy",
    ...preset,
    scale,
    read: score,
  });
  const result = { n, mean, netEasy, sd: standardDeviation };
  return { ces: result, cesQ3mean: result };
}
