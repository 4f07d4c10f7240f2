import type { SurveyResponse } from "customer-metrics";
import type { QuestionMapping, RowMapping, SurveyReading } from "customer-metrics/readers";
import { formats, generic, recogniseFormat, type Format, type Questions } from "./formats.ts";
import type { LoadedTable } from "./load-table.ts";
import { countedMeasure, measureOf } from "./measure.ts";
import { Problem } from "./problem.ts";
import type { QuestionSpec } from "./question-spec.ts";
import type { Command } from "./report.ts";
import type { Settings } from "./settings.ts";
import type { Question, Survey } from "./survey.ts";

/** The format that the command names, or that the headers show. */
export function formatOf(table: LoadedTable, { format }: Settings): Format {
  if (format === null) return recogniseFormat(table.rows);
  const named = [...formats, generic].find(({ name }) => name === format);
  return named ?? fail(`There is no format "${format}": ${[...formats, generic].map(({ name }) => name).join(", ")}.`);
}

/** Reads a table as the format and the command say. */
export function readSurvey(table: LoadedTable, format: Format, settings: Settings, command: Command): Survey {
  if (format.asks === "nothing" && settings.questions.length > 0) {
    fail(`${format.title} have one question, which is known. To name others, say --format generic.`);
  }
  const specs = namedSpecs(format, settings.questions);
  const questions = Object.fromEntries([...specs].map(([name, spec]) => [name, mappingOf(spec, format, settings)]));
  const reading = format.read(table.rows, questions as Questions, rowMapping(format, settings));
  if (settings.count !== null) checkCounts(reading, settings.count);
  const recognised =
    format === generic ? [] : [`${settings.format === null ? "Recognised" : "Read"} as: ${format.title}.`];
  return {
    file: table.file,
    format: format === generic ? table.shape : `${format.title}, ${table.shape}`,
    command,
    notes: [...recognised, ...table.notes],
    reading,
    questions: questionsOf(reading, specs, format, settings),
    segment: settings.segment,
    timeZone: settings.timeZone,
    every: settings.every,
    count: settings.count,
  };
}

/** The questions of the command by the names that readers put into response ids. */
function namedSpecs(format: Format, specs: readonly QuestionSpec[]): Map<string, QuestionSpec> {
  const named = new Map<string, QuestionSpec>();
  for (const spec of specs) {
    const isOnly = specs.filter(({ metric }) => metric === spec.metric).length === 1;
    const name = format.asks === "types" ? spec.column : isOnly ? spec.metric : `${spec.metric} ${spec.column}`;
    if (named.has(name)) fail(`The question ${spec.metric}:${spec.column} is there twice.`);
    named.set(name, spec);
  }
  return named;
}

function mappingOf(spec: QuestionSpec, format: Format, { labels }: Settings): Partial<QuestionMapping> {
  const { metric, column, scale, options } = spec;
  const direction = options.direction as QuestionMapping["direction"];
  // Employees answer on the scale of NPS, and a high answer means the same.
  const settled = metric === "enps" ? "high-is-good" : undefined;
  return { ...(format.asks === "types" ? {} : { column }), metric, scale, labels, direction: direction ?? settled };
}

/** Only what the command says: for the rest the vendor's format has its own columns. */
function rowMapping(format: Format, settings: Settings): RowMapping {
  const { segment, date, dateFormats, id, count, skip, timeZone } = settings;
  return {
    ...(segment === null ? {} : { segment }),
    ...(date === null ? {} : { answeredAt: date }),
    ...(dateFormats.length === 0 ? {} : { dates: dateFormats }),
    ...(id === null ? {} : { id }),
    ...(count === null ? {} : { weight: count }),
    ...(skip.length === 0 ? {} : { skip: skip.map((code) => (/^-?\d+$/.test(code) ? Number(code) : code)) }),
    ...(format.localDates && timeZone !== null ? { timeZone } : {}),
  };
}

/** A frequency table's counts are whole and few enough to be counted one by one. */
function checkCounts({ responses }: SurveyReading, column: string): void {
  const most = 1e7;
  const counts = responses.map(({ weight = 0 }) => weight);
  const broken = counts.find((count) => !Number.isInteger(count));
  if (broken !== undefined) fail(`--count ${column}: ${broken} is no number of answers.`);
  if (counts.reduce((sum, count) => sum + count, 0) > most) fail(`--count ${column}: more than ${most} answers.`);
}

function questionsOf(
  reading: SurveyReading,
  specs: ReadonlyMap<string, QuestionSpec>,
  format: Format,
  { count }: Settings,
): Question[] {
  // A vendor may settle more types of questions than a file has.
  const audits = Object.entries(reading.audit.questions).filter(([name, { rows }]) => rows > 0 || specs.has(name));
  return audits.map(([name, audit]) => {
    const { metric, column, scale } = audit;
    const options = { ...format.definitions?.[metric as QuestionSpec["metric"]], ...specs.get(name)?.options };
    const measure = measureOf(metric, scale, options);
    const isOnly = audits.filter(([, other]) => other.metric === metric).length === 1;
    const shownMetric = metric === "enps" ? "eNPS" : metric.toUpperCase();
    return {
      label: isOnly ? shownMetric : `${shownMetric} ${format.asks === "types" ? name : column}`,
      audit,
      measure: count === null ? measure : countedMeasure(measure),
      responses: reading.responses.filter((response) => isAnswerTo(name, response)),
    };
  });
}

/** Readers give a response the id `submission:question`. */
function isAnswerTo(name: string, { id, submissionId }: SurveyResponse): boolean {
  return id === `${submissionId}:${name}`;
}

function fail(message: string): never {
  throw new Problem(2, message);
}

/** Whether the command must still say what is asked. */
export function lacksQuestions(format: Format, { questions }: Settings): boolean {
  return format.asks === "columns" && questions.length === 0;
}
