import type { JourneyBook } from "./journey-book.ts";
import type { Part, Section } from "./report.ts";
import { costliestPromises } from "./sections/costliest-promises.ts";
import { journeyAudit } from "./sections/journey-audit.ts";
import { momentsOfTruth } from "./sections/moments-of-truth.ts";
import { promisesAndAnswers } from "./sections/promises-and-answers.ts";
import { stageFunnels } from "./sections/stage-funnels.ts";
import { touchpointValues } from "./sections/touchpoint-values.ts";

/** The sections of a report of journeys, in their order. */
const sections: readonly ((book: JourneyBook) => Section | null)[] = [
  journeyAudit,
  momentsOfTruth,
  costliestPromises,
  promisesAndAnswers,
  stageFunnels,
  touchpointValues,
];

/** What a data set of touchpoints, journeys and promises comes to. */
export function journeyPart(book: JourneyBook): Part {
  const { file, command, asOf, data } = book;
  return {
    title: file,
    subtitle: `Moments of truth at ${data.touchpoints.length} touchpoints, as of ${asOf}`,
    command,
    sections: sections.map((section) => section(book)).filter((section) => section !== null),
  };
}
