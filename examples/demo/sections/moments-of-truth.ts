import type { Estimate } from "customer-metrics";
import { formatDuration } from "../duration.ts";
import { describeInterval, formatCount, formatNumber, formatValue } from "../format.ts";
import { momentOfTruthScorecard, threeRules } from "customer-metrics/journey";
import type { JourneyBook } from "../journey-book.ts";
import type { Block, Figure, Section } from "../report.ts";

/** The three rules of a moment of truth, and how each touchpoint keeps its promises. */
export function momentsOfTruth({ data, asOf }: JourneyBook): Section {
  const { touchpoints, interactions, promises, responses } = data;
  const scorecard = momentOfTruthScorecard(
    { touchpoints, interactions, promises, responses },
    { asOf, by: "touchpoint" },
  );
  const { overall, lines, criticalNonEssentials: critical, ungrouped } = scorecard;
  const judged = lines.filter((line) => line.judged > 0);
  const signed = (value: number | null): string =>
    value === null ? "–" : `${value > 0 ? "+" : ""}${formatNumber(value * 100, 1)}`;
  const notes = [
    "Balance: exceeded less broken promises of 100 judged ones. Half in, nine tenths in: the time in which so many were done, of those that are done.",
    "We began: of the contacts of which that is known. Felt: mean emotion from −2 to 2. A dash: not known.",
    ...(critical === null || critical.shareOfBroken === null
      ? []
      : [
          `${formatValue(critical.shareOfBroken, "proportion")} of the broken promises are at critical non-essentials: not what was bought, and yet what decides how it felt.`,
        ]),
    ...(ungrouped === null
      ? []
      : [`Promises at no touchpoint, in no line but the last: ${formatCount(ungrouped.promises)}.`]),
    ...(overall.withoutDeadline === 0
      ? []
      : [`Promises without a deadline, which can be kept and never broken: ${formatCount(overall.withoutDeadline)}.`]),
    ...(overall.interval === null ? [] : [`${describeInterval(overall.interval)}.`]),
  ];
  const blocks: Block[] = [{ kind: "figures", figures: rules(data, asOf) }];
  if (judged.length > 0) {
    blocks.push({
      kind: "intervals",
      title: "Kept",
      heading: "Touchpoint",
      rows: judged.map((line) => ({ label: line.group, estimate: shareOf(line) })),
      overall: shareOf(overall),
      limits: { from: 0, to: 1 },
      inTime: false,
      counted: "judged",
    });
  }
  const ends = (names: readonly string[]) => names.map((name) => ({ name, align: "end" as const }));
  const all = { ...overall, group: "All" };
  if (judged.length > 0) {
    blocks.push({
      kind: "table",
      title: "What became of the promises",
      columns: [
        { name: "Touchpoint", align: "start" },
        ...ends(["Exceeded", "Kept", "Broken", "Balance", "Half in", "Nine tenths in"]),
      ],
      rows: [...judged, all].map(({ group, counts, winBlowBalance, latency }) => [
        group,
        formatCount(counts.exceeded),
        formatCount(counts.kept),
        formatCount(counts.broken),
        signed(winBlowBalance.value),
        formatDuration(latency.p50Seconds),
        formatDuration(latency.p90Seconds),
      ]),
    });
  }
  blocks.push(
    {
      kind: "table",
      title: "How it felt, and what customers answered",
      columns: [
        { name: "Touchpoint", align: "start" },
        ...ends(["Contacts", "We began", "Felt", "NPS", "CSAT", "CES", "Answers"]),
      ],
      rows: [...lines, all].map(({ group, interactions: contacts, proactive, emotion, nps, csat, ces }) => [
        group,
        formatCount(contacts),
        formatValue(proactive.value, "proportion"),
        emotion.value === null ? "–" : formatNumber(emotion.value, 1),
        formatValue(nps.value, "points"),
        formatValue(csat.value, csat.unit),
        formatValue(ces.value, ces.unit),
        formatCount(nps.n + csat.n + ces.n),
      ]),
    },
    { kind: "notes", notes },
  );
  return { title: "Moments of truth", blocks };
}

function shareOf({ value, interval, n, notes }: Estimate): Estimate {
  return { metric: "kept-rate", unit: "proportion", value, interval, n, notes };
}

function rules({ touchpoints, interactions, promises, responses }: JourneyBook["data"], asOf: string): Figure[] {
  // Without a list of touchpoints nobody says whose they are: all count.
  const owned = touchpoints.length === 0 ? {} : { touchpoints };
  const { deliverOnThePromise, goTheExtraMile, makeItPersonal } = threeRules(
    { ...owned, interactions, promises, responses },
    { asOf },
  );
  const { counts } = deliverOnThePromise;
  const figure = (
    label: string,
    share: Omit<Estimate, "notes">,
    definition: string,
    parts: readonly string[],
  ): Figure => ({
    label,
    estimate: { ...share, notes: [] },
    definition,
    parts: parts.map((text) => ({ text, side: null })),
    bars: [],
    counted: "contacts",
  });
  return [
    {
      ...figure(
        "Deliver on the promise",
        shareOf(deliverOnThePromise),
        "Promises kept or exceeded, of those that can be judged: pending ones and those called off cannot.",
        [],
      ),
      parts: [
        { text: `exceeded ${formatCount(counts.exceeded)}`, side: "good" },
        { text: `kept ${formatCount(counts.kept)}`, side: "between" },
        { text: `broken ${formatCount(counts.broken)}`, side: "bad" },
        { text: `pending ${formatCount(counts.pending)}`, side: null },
        { text: `called off ${formatCount(counts.withdrawn)}`, side: null },
      ],
      counted: "promises",
    },
    figure(
      "Go the extra mile",
      goTheExtraMile.share,
      "Contacts at touchpoints of the business in which time was given beyond what was promised.",
      [
        `${formatCount(goTheExtraMile.minutes)} minutes in all`,
        `${formatValue(goTheExtraMile.timeShare.value, "proportion")} of the time`,
      ],
    ),
    figure(
      "Make it personal",
      makeItPersonal.share,
      "Contacts at touchpoints of the business that were made for this customer.",
      [],
    ),
  ];
}
