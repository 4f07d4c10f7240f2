import { cumulativeIncidence, incidenceAt, kaplanMeierBy, logRank, survivalAt } from "customer-metrics/churn";
import { describeInterval, describeNotes, formatCount, formatInterval, formatNumber, formatValue } from "../format.ts";
import type { Block, Section, Table } from "../report.ts";
import type { Customer, SubscriptionBook } from "../subscription-book.ts";

/** Days at which the curves are read: equal steps, as charts draw them. */
const TENURES = [90, 180, 270, 360, 450, 540];
/** More groups than these are no chart. */
const MOST_GROUPS = 6;

/** How long customers stay, by segment: those who are still there count for as long as they were seen. */
export function tenure({ customers }: SubscriptionBook): Section | null {
  if (customers.length === 0) return null;
  const reading = {
    time: ({ days }: Customer) => days,
    event: ({ hasLeft }: Customer) => hasLeft,
    group: ({ segment }: Customer) => segment,
  };
  const curves = Object.entries(kaplanMeierBy(customers, reading));
  const largestFirst = curves.sort(([, left], [, right]) => right.n - left.n).slice(0, MOST_GROUPS);
  const charts = largestFirst.flatMap(([segment, curve]): Block[] => {
    const rows = TENURES.map((days) => ({ label: String(days), at: survivalAt(curve, days) }))
      .filter(({ at }) => at.value !== null)
      .map(({ label, at }) => ({ label, estimate: { ...at, n: at.atRisk } }));
    if (rows.length === 0) return [];
    return [
      {
        kind: "intervals",
        title: segment,
        heading: "Days",
        rows,
        overall: null,
        limits: { from: 0, to: 1 },
        inTime: true,
        counted: "at risk",
      },
    ];
  });
  const medians: Table = {
    kind: "table",
    title: "Median tenure in days",
    columns: [
      { name: "Segment", align: "start" },
      { name: "Customers", align: "end" },
      { name: "Left", align: "end" },
      { name: "Median", align: "end" },
      { name: "95% interval", align: "end" },
      { name: "Note", align: "start" },
    ],
    rows: largestFirst.map(([segment, curve]) => [
      segment,
      formatCount(curve.n),
      formatCount(curve.events.reduce((sum, count) => sum + count, 0)),
      formatValue(curve.value, "time"),
      formatInterval(curve),
      describeNotes(curve),
    ]),
  };
  const blocks: Block[] = [...charts, medians, causes(customers)].filter((block) => block !== null);
  const interval = largestFirst.flatMap(([, curve]) => (curve.band === null ? [] : [curve.band]))[0];
  const { chiSquare, degreesOfFreedom, pValue } = logRank(customers, reading);
  blocks.push({
    kind: "notes",
    notes: [
      ...(pValue === null
        ? []
        : [
            `Do segments leave at different times? Log-rank test: chi-square ${formatNumber(chiSquare!, 2)} on ${degreesOfFreedom} degrees of freedom, p ${formatP(pValue)}.`,
          ]),
      `Share still there after so many days, of the first stay of a customer, from the first payment to the first time without revenue (Kaplan-Meier).${interval === undefined ? "" : ` Pointwise ${describeInterval(interval)}.`}`,
    ],
  });
  return { title: "Tenure by segment", blocks };
}

/** Why customers leave: shares of all of them, which with those still there add up to 1. */
function causes(customers: readonly Customer[]): Table | null {
  if (!customers.some(({ cause }) => cause !== null && cause !== "reason unknown")) return null;
  const curves = cumulativeIncidence(customers, {
    time: ({ days }: Customer) => days,
    cause: ({ cause }: Customer) => cause,
  });
  const days = [...TENURES].reverse().find((each) => incidenceAt(curves, each).eventFree !== null);
  if (days === undefined) return null;
  return {
    kind: "table",
    title: `Why they have left by day ${days}`,
    columns: [
      { name: "Reason", align: "start" },
      { name: "Share of all", align: "end" },
      { name: "95% interval", align: "end" },
    ],
    rows: incidenceAt(curves, days).causes.map((estimate) => [
      estimate.cause,
      formatValue(estimate.value, "proportion"),
      formatInterval(estimate),
    ]),
  };
}

function formatP(p: number): string {
  return p < 0.001 ? "< 0.001" : `= ${formatNumber(p, 3)}`;
}
