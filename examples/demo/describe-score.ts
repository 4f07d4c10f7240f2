import type { CesResult, CsatResult, ScoreState } from "customer-metrics";
import type { Axis } from "./axis.ts";
import { describeInterval, formatCount, formatShare, formatValue } from "./format.ts";
import type { SurveyResult } from "./measure.ts";
import type { Bar, Figure, Side } from "./report.ts";

/** What a score means, in a sentence: results carry their definition. */
export function describeDefinition(result: SurveyResult): string {
  return `${meaningOf(result)}.${result.interval === null ? "" : ` ${describeInterval(result.interval)}.`}`;
}

function meaningOf(result: SurveyResult): string {
  if (result.metric === "csat") return csatMeaning(result);
  if (result.metric === "ces") return cesMeaning(result);
  const { scale, detractorTo, passiveTo, denominator } = result.definition;
  const whole = denominator === "answers" ? "all answers" : "all responses, skipped ones included";
  return `Share of promoters (${span(passiveTo + 1, scale.max)}) less share of detractors (${span(scale.min, detractorTo)}) of ${whole}, in points from −100 to 100`;
}

function csatMeaning({ definition }: CsatResult): string {
  const { scale, topBox, bottomBox, direction, value } = definition;
  const isHighGood = direction === "high-is-good";
  const top = isHighGood ? span(scale.max - topBox + 1, scale.max) : span(scale.min, scale.min + topBox - 1);
  const bottom = isHighGood ? span(scale.min, scale.min + bottomBox - 1) : span(scale.max - bottomBox + 1, scale.max);
  const on = `on a scale of ${span(scale.min, scale.max)}`;
  if (scale.max - scale.min === 1)
    return `Share of ${isHighGood === (scale.max === 1) ? "yes or good" : "the answer"} (${top}) among ${scale.min} and ${scale.max}`;
  if (value === "mean") return `Mean answer ${on}${isHighGood ? "" : ", turned round so that high is good"}`;
  return value === "net"
    ? `Share of the answers ${top} less share of ${bottom} ${on}`
    : `Share of the answers ${top} ${on}`;
}

function cesMeaning({ definition }: CesResult): string {
  const { scale, direction, easyFrom, difficultTo, value } = definition;
  const turned = direction === "high-is-easy" ? "high is easy" : "low is easy in the file, and turned round here";
  const on = `on a scale of ${span(scale.min, scale.max)} (${turned})`;
  if (value === "mean") return `Mean answer ${on}`;
  const easy = `easy answers (${span(easyFrom, scale.max)})`;
  return value === "easy-share"
    ? `Share of ${easy} ${on}`
    : `Share of ${easy} less share of difficult ones (${span(scale.min, difficultTo)}) ${on}, in points`;
}

/** What the figure can be at all. */
export function limitsOf({ unit, definition }: SurveyResult): Axis {
  if (unit === "points") return { from: -100, to: 100 };
  if (unit === "score") return { from: definition.scale.min, to: definition.scale.max };
  return { from: "value" in definition && definition.value === "net" ? -1 : 0, to: 1 };
}

/** The shares behind a score. */
export function describeParts(result: SurveyResult): Figure["parts"] {
  if (result.metric === "csat") {
    const { satisfied, neutral, dissatisfied, mean, definition } = result;
    const { min, max } = definition.scale;
    const hasMiddle = max - min + 1 > definition.topBox + definition.bottomBox;
    return [
      part("satisfied", satisfied, result.n, "good"),
      ...(hasMiddle ? [part("neutral", neutral, result.n, "between")] : []),
      part("dissatisfied", dissatisfied, result.n, "bad"),
      ...(max - min > 1 ? [{ text: `mean ${formatValue(mean, "score")}`, side: null }] : []),
    ];
  }
  if (result.metric === "ces") {
    const { easy, neutral, difficult, mean, median, n } = result;
    return [
      part("easy", easy, n, "good"),
      part("neutral", neutral, n, "between"),
      part("difficult", difficult, n, "bad"),
      { text: `mean ${formatValue(mean, "score")}, median ${median}`, side: null },
    ];
  }
  const { promoters, passives, detractors, n } = result;
  return [
    part("promoters", promoters, n, "good"),
    part("passives", passives, n, "between"),
    part("detractors", detractors, n, "bad"),
  ];
}

function part(name: string, count: number | null, n: number, side: Side): Figure["parts"][number] {
  return { text: count === null ? `${name} hidden` : `${name} ${formatCount(count)} (${formatShare(count, n)})`, side };
}

/** How many gave each answer; none where a small group must stay anonymous. */
export function answerBars(state: ScoreState, result: SurveyResult): Bar[] {
  if (result.metric === "nps" && result.promoters === null) return [];
  if (result.n === 0) return [];
  const { min, max } = result.definition.scale;
  return state.counts.map((count, at) => ({
    label: String(min + at),
    count,
    side: sideOf(min + at, min + max, result),
  }));
}

function sideOf(answer: number, ends: number, result: SurveyResult): Side {
  if (result.metric === "nps") {
    const { detractorTo, passiveTo } = result.definition;
    return answer > passiveTo ? "good" : answer > detractorTo ? "between" : "bad";
  }
  const { scale, direction } = result.definition;
  const score = direction.startsWith("high") ? answer : ends - answer;
  const [goodFrom, badTo] =
    result.metric === "csat"
      ? [scale.max - result.definition.topBox + 1, scale.min + result.definition.bottomBox - 1]
      : [result.definition.easyFrom, result.definition.difficultTo];
  return score >= goodFrom ? "good" : score <= badTo ? "bad" : "between";
}

function span(from: number, to: number): string {
  return from === to ? String(from) : `${from}–${to}`;
}
