import { inSampleCounts } from "customer-metrics/clv";
import { formatCount, formatInterval, formatNumber } from "../format.ts";
import type { PurchaseBook } from "../purchase-book.ts";
import type { Block, Section } from "../report.ts";

/** The models, how well they tell what they were made from, and what speaks against them. */
export function modelCheck({ fit, spend, summary, check }: PurchaseBook): Section {
  const blocks: Block[] = [];
  if (fit.status !== "failed") {
    const { parameters } = fit;
    const known = "intervals" in fit ? fit.intervals : {};
    const named = Object.entries(parameters).map(([name, value]) => {
      const estimate = { metric: name, unit: "score", value, n: fit.n, interval: known[name] ?? null, notes: [] };
      return `${name} ${formatNumber(value, 2)}${estimate.interval === null ? "" : ` (${formatInterval(estimate)})`}`;
    });
    const ofSpend =
      spend.status === "failed"
        ? spend.reason.replaceAll("-", " ")
        : `p ${formatNumber(spend.parameters.p, 2)}, q ${formatNumber(spend.parameters.q, 2)}`;
    blocks.push({
      kind: "facts",
      facts: [
        ["Purchases", `MBG/NBD, ${fit.status}: ${named.join(", ")}; in weeks`],
        ["Spend", `Gamma-gamma, ${spend.status}: ${ofSpend}; of ${formatCount(spend.n)} customers`],
        ["In order", `${check.passed.length} checks of ${check.passed.length + check.items.length}`],
      ],
    });
    const { rows } = inSampleCounts(fit, summary);
    blocks.push({
      kind: "table",
      title: "Customers by repeat purchases",
      columns: [
        { name: "", align: "start" },
        ...rows.map(({ purchases, andMore }) => ({ name: `${purchases}${andMore ? "+" : ""}`, align: "end" as const })),
      ],
      rows: [
        ["Seen", ...rows.map(({ actual }) => formatCount(actual))],
        ["By the model", ...rows.map(({ expected }) => formatCount(expected))],
      ],
    });
  }
  blocks.push(
    check.items.length === 0
      ? { kind: "notes", notes: ["None of the known ways to be wrong was seen."] }
      : {
          kind: "table",
          title: "What to know before the figures are used",
          columns: [
            { name: "", align: "start" },
            { name: "What is so", align: "start" },
            { name: "What to do", align: "start" },
          ],
          rows: check.items.map(({ severity, says, advice }) => [severity, says, advice]),
        },
  );
  return { title: "Can the models be trusted?", blocks };
}
