import { fold, groupBy } from "customer-metrics";
import { limitsOf } from "../describe-score.ts";
import type { Block, IntervalRow, Section } from "../report.ts";
import type { Question, Survey } from "../survey.ts";

/** More groups than these are shown together: states merge. */
const MOST_GROUPS = 12;

/** The scores of each group of customers. */
export function bySegment({ questions, segment }: Survey): Section | null {
  const split = questions.filter(isSplittable);
  if (segment === null || split.length === 0) return null;
  return { title: `By ${segment}`, blocks: split.map((question) => block(question, segment)) };
}

function block({ label, measure, responses }: Question, segment: string): Block {
  const groups = groupBy(measure, (response: (typeof responses)[number]) => response.segment ?? "");
  const states = Object.entries(fold(groups, responses));
  const size = (state: (typeof states)[number][1]): number => measure.result(state).n;
  const largestFirst = states.sort(([a, left], [b, right]) => size(right) - size(left) || (a < b ? -1 : 1));
  const shown = states.length > MOST_GROUPS ? MOST_GROUPS - 1 : states.length;
  const rows: IntervalRow[] = largestFirst
    .slice(0, shown)
    .map(([name, state]) => ({ label: name || "(none)", estimate: measure.result(state) }));
  const rest = largestFirst.slice(shown);
  if (rest.length > 0) {
    const together = rest.map(([, state]) => state).reduce(measure.merge);
    rows.push({ label: `${rest.length} smaller ones`, estimate: measure.result(together) });
  }
  const overall = measure.result(fold(measure, responses));
  return { kind: "intervals", title: label, heading: segment, rows, overall, limits: limitsOf(overall), inTime: false };
}

/** Groups of employees could be told apart by subtraction, however many are hidden. */
export function isSplittable({ audit, responses }: Question): boolean {
  return responses.length > 0 && audit.metric !== "enps";
}
