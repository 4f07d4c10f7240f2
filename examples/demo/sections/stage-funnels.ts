import { formatDuration } from "../duration.ts";
import { formatCount, formatInterval, formatValue } from "../format.ts";
import { interactionEvents, journeyFunnel } from "customer-metrics/journey";
import type { JourneyBook } from "../journey-book.ts";
import type { Block, Section } from "../report.ts";

const HOUR = 3_600;

/** How many journeys come how far, and how long each stage takes to reach. */
export function stageFunnels({ data, optionalStages }: JourneyBook): Section | null {
  const { interactions, journeyDefinitions, journeys, touchpoints } = data;
  const stageOf = new Map(touchpoints.map(({ id, stageId }) => [id, stageId]));
  const blocks = journeyDefinitions.flatMap(({ id, name, stages }): Block[] => {
    const mine = new Set(journeys.filter(({ definitionId }) => definitionId === id).map((journey) => journey.id));
    const steps = stages.map((stage) => stage.id).filter((stage) => !optionalStages.includes(stage));
    if (mine.size === 0 || steps.length === 0) return [];
    const events = interactionEvents(interactions.filter(({ journeyId }) => mine.has(journeyId ?? "")));
    const funnel = journeyFunnel(
      events.map((event) => ({ ...event, step: stageOf.get(event.step ?? "") })),
      { steps },
    );
    const nameOf = new Map(stages.map((stage) => [stage.id, stage.name ?? stage.id]));
    return [
      {
        kind: "table",
        title: `${name}: ${formatCount(funnel.entered)} journeys, of which ${formatValue(funnel.value, "proportion")} come to the end (${formatInterval(funnel)})`,
        columns: [
          { name: "Stage", align: "start" },
          ...["Journeys", "Of those before", "Of all", "Half came within", "Lost before it"].map((head) => ({
            name: head,
            align: "end" as const,
          })),
        ],
        rows: funnel.steps.map(({ step, reached, fromPrevious, fromStart, timeFromPrevious, droppedBefore }) => [
          nameOf.get(step) ?? step,
          formatCount(reached),
          formatValue(fromPrevious, "proportion"),
          formatValue(fromStart, "proportion"),
          formatDuration(timeFromPrevious.medianHours === null ? null : timeFromPrevious.medianHours * HOUR),
          formatCount(droppedBefore),
        ]),
      },
    ];
  });
  if (blocks.length === 0) return null;
  const left = optionalStages.length === 0 ? [] : [`Not a step, as one may do without: ${optionalStages.join(", ")}.`];
  blocks.push({
    kind: "notes",
    notes: [
      "A journey counts at a stage when it came through all stages before it, in their order; other contacts may lie between. --optional-stages names those that a journey may do without.",
      ...left,
    ],
  });
  return { title: "How far journeys come", blocks };
}
