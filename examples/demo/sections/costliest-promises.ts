import { formatCount, formatNumber, formatValue } from "../format.ts";
import { promisesThatCostMost } from "customer-metrics/journey";
import type { JourneyBook } from "../journey-book.ts";
import type { Section } from "../report.ts";

const SHOWN = 8;

/** Which kinds of promises to look at first. */
export function costliestPromises({ data, asOf }: JourneyBook): Section | null {
  const { promises, responses, customers } = data;
  const result = promisesThatCostMost({ promises, responses, customers }, { asOf, linkBy: "journey", top: SHOWN });
  if (result.promises.every(({ counts }) => counts.broken === 0)) return null;
  const points = (value: number | null): string => (value === null ? "–" : formatNumber(value, 0));
  return {
    title: "Promises that cost most",
    blocks: [
      {
        kind: "table",
        title: `What was promised${result.kinds > SHOWN ? `, the first ${SHOWN} of ${formatCount(result.kinds)}` : ""}`,
        columns: [
          { name: "Promise", align: "start" },
          { name: "At", align: "start" },
          ...["Broken", "Kept", "NPS broken", "NPS kept", "Differ by", "Weight"].map((name) => ({
            name,
            align: "end" as const,
          })),
        ],
        rows: result.promises.map(({ what, touchpointId, counts, keptRate, nps, weight, isClear }) => [
          what ?? "–",
          touchpointId ?? "–",
          formatCount(counts.broken),
          formatValue(keptRate.value, "proportion"),
          `${points(nps.first.value)} (${formatCount(nps.first.n)})`,
          `${points(nps.second.value)} (${formatCount(nps.second.n)})`,
          `${points(nps.difference.value)}${isClear ? "*" : ""}`,
          points(weight),
        ]),
      },
      {
        kind: "notes",
        notes: [
          "NPS of journeys after one of these promises was broken, and after it was kept; answers in brackets. Weight: broken promises times the points by which NPS is lower, a rank and no money. *: the 95% interval of the difference lies below 0.",
          result.caution,
        ],
      },
    ],
  };
}
