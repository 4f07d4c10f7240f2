import type { Estimate } from "customer-metrics";
import { describeInterval, formatCount } from "../format.ts";
import { promiseImpact } from "customer-metrics/journey";
import type { JourneyBook } from "../journey-book.ts";
import type { Block, Section } from "../report.ts";

/** What customers answered, and whether they stayed, after broken promises and after kept ones. */
export function promisesAndAnswers({ data, asOf }: JourneyBook): Section | null {
  const { promises, responses, customers } = data;
  const { nps, churn, reading, caution, leftOut } = promiseImpact(
    { promises, responses, customers },
    { asOf, linkBy: "journey" },
  );
  const blocks: Block[] = [];
  if (nps.first.n + nps.second.n > 0) {
    blocks.push({
      kind: "intervals",
      title: "NPS",
      heading: "Promises before",
      rows: [
        { label: "only kept", estimate: nps.second },
        { label: "some broken", estimate: nps.first },
      ],
      overall: null,
      limits: { from: -100, to: 100 },
      inTime: false,
      counted: "answers",
    });
  }
  if (churn.first.n + churn.second.n > 0) {
    const left = (share: Omit<Estimate, "notes">): Estimate => ({ ...share, notes: [] });
    blocks.push({
      kind: "intervals",
      title: "Left",
      heading: "Promises before",
      rows: [
        { label: "only kept", estimate: left(churn.second) },
        { label: "some broken", estimate: left(churn.first) },
      ],
      overall: null,
      limits: { from: 0, to: 1 },
      inTime: false,
      counted: "customers",
    });
  }
  if (blocks.length === 0) return null;
  const interval = nps.first.interval ?? nps.second.interval;
  const unlinked = leftOut.answers.unlinked + leftOut.answers.noVerdict;
  blocks.push({
    kind: "notes",
    notes: [
      ...reading,
      caution,
      ...(unlinked === 0 ? [] : [`Answers before any promise with a verdict, not counted: ${formatCount(unlinked)}.`]),
      ...(interval ? [`NPS, ${describeInterval(interval)}.`] : []),
    ],
  });
  return { title: "After kept and after broken promises", blocks };
}
