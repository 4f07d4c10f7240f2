import { byPeriod, fold, type Every, type SurveyResponse } from "customer-metrics";
import { limitsOf } from "../describe-score.ts";
import { formatCount } from "../format.ts";
import type { Block, IntervalRow, Section } from "../report.ts";
import type { Question, Survey } from "../survey.ts";
import { isSplittable } from "./by-segment.ts";

/** The scores of each month, or whatever period is asked for, on the calendar of a time zone. */
export function scoresByPeriod({ questions, timeZone, every }: Survey): Section | null {
  const isDated = questions.some(({ responses }) => responses.some(({ answeredAt }) => answeredAt !== undefined));
  const split = questions.filter(isSplittable);
  if (!isDated || split.length === 0) return null;
  const title = `By ${every}`;
  if (timeZone === null) {
    return {
      title,
      blocks: [{ kind: "notes", notes: ["Whose calendar? Say --time-zone Europe/Berlin, or UTC; it is not guessed."] }],
    };
  }
  return { title: `${title}, ${timeZone}`, blocks: split.flatMap((question) => blocks(question, timeZone, every)) };
}

function blocks({ label, measure, responses }: Question, timeZone: string, every: Every): Block[] {
  const calendar = byPeriod(measure, { every, timeZone, at: (response: SurveyResponse) => response.answeredAt });
  const { periods, undatedRows } = calendar.result(fold(calendar, responses));
  const rows: IntervalRow[] = periods.map(({ period, start, result }, at) => ({
    label: period,
    estimate: result,
    afterGap: at > 0 && periods[at - 1]!.end !== start,
  }));
  const heading = every[0]!.toUpperCase() + every.slice(1);
  const overall = measure.result(fold(measure, responses));
  const undated = `${label}: ${formatCount(undatedRows)} ${undatedRows === 1 ? "answer has" : "answers have"} no date and ${undatedRows === 1 ? "is" : "are"} in no ${every}.`;
  return [
    { kind: "intervals", title: label, heading, rows, overall, limits: limitsOf(overall), inTime: true },
    ...(undatedRows > 0 ? [{ kind: "notes" as const, notes: [undated] }] : []),
  ];
}
