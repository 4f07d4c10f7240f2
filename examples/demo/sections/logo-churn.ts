import { churnPresets, churnRate, explainDifference } from "customer-metrics/churn";
import { describeInterval, describeNotes, formatCount, formatValue } from "../format.ts";
import type { Block, Figure, Section, Table } from "../report.ts";
import type { SubscriptionBook } from "../subscription-book.ts";
import { formatPoints } from "../format-points.ts";

/** Three definitions of the same month's churn. */
const CONVENTIONS = [
  {
    name: "ChartMogul",
    preset: churnPresets.chartmogul,
    meaning: "Customers of the opening who are gone at the close, over customers of the opening",
  },
  {
    name: "Stripe",
    preset: churnPresets.stripe,
    meaning: "Departures, whoever left, over customers of the opening and new ones (here of a calendar month)",
  },
  {
    name: "Textbook",
    preset: churnPresets.textbook,
    meaning: "Departures over the mean of customers at the opening and the close",
  },
] as const;

/** How many customers a rule is shown with by name; the rest are one line, so that the table still adds up. */
const NAMED = 3;

/** Logo churn of the last complete month, and why two definitions of it differ. */
export function logoChurn({ rows, currency, timeZone, asOf, months, history }: SubscriptionBook): Section {
  const month = months.at(-1)!;
  const { counts } = history.periods.find(({ period }) => period === month)!;
  const figures = CONVENTIONS.map(({ name, preset, meaning }): Figure => {
    const estimate = churnRate(counts, preset);
    const { numerator, denominator, interval } = estimate;
    return {
      label: name,
      estimate,
      definition: `${meaning}.${interval === null ? "" : ` ${describeInterval(interval)}.`}`,
      parts: [
        {
          text: `${formatCount(numerator)} of ${denominator === null ? "–" : trimmed(denominator)}`,
          side: null,
        },
      ],
      bars: [],
      counted: "customers divided by",
    };
  });
  const [one, other] = CONVENTIONS;
  const why = explainDifference(rows, one.preset, other.preset, { currency, timeZone, asOf, from: month });
  const blocks: Block[] = [
    { kind: "figures", figures },
    {
      kind: "facts",
      facts: [
        [one.name, `${formatValue(why.a.value, "proportion")}: ${why.a.name}`],
        [other.name, `${formatValue(why.b.value, "proportion")}: ${why.b.name}`],
        [
          "Difference",
          why.difference === null ? describeNotes(figures[0]!.estimate) : `${formatPoints(why.difference)} points`,
        ],
      ],
    },
  ];
  if (why.difference !== null && why.parts.length > 0) {
    blocks.push(
      ruleTable(why.rules, why.difference, `${other.name} less ${one.name}, by rule`),
      customerTable(why.parts, why.difference),
    );
  }
  return { title: `Logo churn of ${month}, three ways`, blocks };
}

type Explanation = ReturnType<typeof explainDifference>;

function ruleTable(rules: Explanation["rules"], difference: number, title: string): Table {
  return {
    kind: "table",
    title,
    columns: [
      { name: "Points", align: "end" },
      { name: "Customers", align: "end" },
      { name: "Rule", align: "start" },
    ],
    rows: [
      ...rules.map(({ contribution, customers, sentence }) => [
        formatPoints(contribution),
        formatCount(customers),
        sentence,
      ]),
      [formatPoints(difference), "", "Difference"],
    ],
  };
}

/** Who makes the difference, the most of each rule by name. */
function customerTable(parts: Explanation["parts"], difference: number): Table {
  const rules = [...new Set(parts.map(({ rule }) => rule))];
  const rows = rules.flatMap((rule) => {
    const own = parts.filter((part) => part.rule === rule);
    const largestFirst = [...own].sort((left, right) => Math.abs(right.contribution) - Math.abs(left.contribution));
    const rest = largestFirst.slice(NAMED);
    const named = largestFirst
      .slice(0, NAMED)
      .map(({ customerId, contribution, sentence }) => [formatPoints(contribution), customerId ?? "all", sentence]);
    if (rest.length === 0) return named;
    const sum = rest.reduce((total, { contribution }) => total + contribution, 0);
    return [...named, [formatPoints(sum), `${formatCount(rest.length)} more`, `${rule.replaceAll("-", " ")}`]];
  });
  return {
    kind: "table",
    title: "The same by customer",
    columns: [
      { name: "Points", align: "end" },
      { name: "Customer", align: "start" },
      { name: "What happened", align: "start" },
    ],
    rows: [...rows, [formatPoints(difference), "", "Difference"]],
  };
}

/** `203`, `201.5`. */
function trimmed(count: number): string {
  return Number.isInteger(count) ? formatCount(count) : formatValue(count, "points");
}
