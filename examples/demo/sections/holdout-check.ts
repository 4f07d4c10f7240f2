import { formatCount, formatInterval, formatNumber, formatValue } from "../format.ts";
import type { PurchaseBook } from "../purchase-book.ts";
import type { Section } from "../report.ts";

/** Would the model have told the second part of the time from the first? */
export function holdoutCheck({ holdout, asOf }: PurchaseBook): Section | null {
  if (holdout === null) return null;
  const { calibrationEnd, weeks, newCustomers, validation } = holdout;
  const { total, baseline, errors, byFrequency, active, n } = validation;
  const mean = (value: number | null): string => (value === null ? "–" : formatNumber(value, 2));
  const whole = { metric: "purchases", unit: "time", value: total.predicted, n, interval: total.interval, notes: [] };
  return {
    title: "Would it have told the second half?",
    blocks: [
      {
        kind: "facts",
        facts: [
          [
            "Fitted to",
            `purchases up to ${calibrationEnd}: ${formatCount(n)} customers${newCustomers === 0 ? "" : ` (${formatCount(newCustomers)} came later)`}`,
          ],
          ["Predicted", `${formatNumber(weeks, 1)} weeks up to ${asOf}`],
          ["Expected", `${formatCount(total.predicted)} purchases; 95% interval ${formatInterval(whole)}`],
          ["Made", `${formatCount(total.actual)}${ratio(total.ratio)}`],
          ["As often as so far", `${formatCount(baseline.predicted)}${ratio(baseline.ratio)}`],
          [
            "Error a customer",
            `${mean(errors.rootMeanSquaredError)} purchases; as often as so far ${mean(baseline.errors.rootMeanSquaredError)} (root mean square)`,
          ],
          [
            "Came back",
            `${formatValue(active.actual, "proportion")} of the customers; expected ${formatValue(active.predicted, "proportion")}`,
          ],
        ],
      },
      {
        kind: "table",
        title: "Mean purchases in those weeks, by repeat purchases before",
        columns: [
          { name: "Before", align: "start" },
          { name: "Customers", align: "end" },
          { name: "Expected", align: "end" },
          { name: "Made", align: "end" },
          { name: "As often as so far", align: "end" },
        ],
        rows: byFrequency
          .filter((row) => row.n > 0)
          .map((row) => [
            `${row.frequency}${row.andMore ? " and more" : ""}`,
            formatCount(row.n),
            mean(row.predicted),
            mean(row.actual),
            mean(row.baseline),
          ]),
      },
      {
        kind: "notes",
        notes: [
          "As often as so far: repeat purchases over the weeks since the first one, times the weeks to come. What a model must beat. The interval has the luck of the customers and what is not known of the parameters.",
        ],
      },
    ],
  };
}

function ratio(value: number | null): string {
  return value === null ? "" : `; expected over made ${formatNumber(value, 2)}`;
}
