import { formatCount, formatNumber, formatValue } from "../format.ts";
import { touchpointAudit } from "customer-metrics/journey";
import type { JourneyBook } from "../journey-book.ts";
import type { Block, Section } from "../report.ts";

const SHOWN = 8;

/** Whether the values of the organisation are shown where customers meet it. */
export function touchpointValues({ data, audit }: JourneyBook): Section | null {
  if (audit === null) return null;
  const { file, values, entries, blank, findings } = audit;
  const ours = data.touchpoints.filter(({ ownership = "brand" }) => ownership === "brand");
  const result = touchpointAudit(ours, entries, values.length === 0 ? {} : { values });
  const { unknownTouchpoint, unknownValue, invalidFinding, invalidWeight } = result.leftOut;
  const elsewhere = unknownTouchpoint + unknownValue + invalidFinding + invalidWeight;
  const blocks: Block[] = [
    {
      kind: "facts",
      facts: [
        ["Audit", file],
        ["Shown", `${formatValue(result.value, "proportion")} of what counts, in ${formatCount(result.n)} lines`],
        [
          "Looked at",
          `${formatCount(result.auditedCount)} of ${formatCount(result.touchpointCount)} touchpoints of the business`,
        ],
        ["Not looked at", result.unaudited.join(", ") || "none"],
        ["Without a team", result.unowned.join(", ") || "none"],
        [
          "Not counted",
          `${formatCount(blank)} lines still blank, ${formatCount(findings.length)} that cannot be read${elsewhere === 0 ? "" : `, ${formatCount(elsewhere)} on other touchpoints or values`}`,
        ],
      ],
    },
    {
      kind: "table",
      title: "How far each value is shown",
      columns: [
        { name: "Value", align: "start" },
        { name: "Lines", align: "end" },
        { name: "Shown", align: "end" },
      ],
      rows: result.values.map(({ valueId, n, demonstrated }) => [
        valueId,
        formatCount(n),
        formatValue(demonstrated, "proportion"),
      ]),
    },
  ];
  if (result.gaps.length > 0) {
    blocks.push({
      kind: "table",
      title: `What to mend first${result.gaps.length > SHOWN ? `, the first ${SHOWN} of ${formatCount(result.gaps.length)}` : ""}`,
      columns: [
        { name: "Touchpoint", align: "start" },
        { name: "Value", align: "start" },
        { name: "Shown", align: "end" },
        { name: "Weight", align: "end" },
        { name: "Gap", align: "end" },
      ],
      rows: result.gaps
        .slice(0, SHOWN)
        .map(({ touchpointId, valueId, demonstrated, weight, gap }) => [
          touchpointId,
          valueId,
          formatValue(demonstrated, "proportion"),
          formatNumber(weight, 1),
          formatNumber(gap, 1),
        ]),
    });
  }
  if (findings.length > 0) {
    blocks.push({
      kind: "table",
      title: "Lines that cannot be read (counted from 1 below the header)",
      columns: [
        { name: "Line", align: "end" },
        { name: "What stood there", align: "start" },
        { name: "Reason", align: "start" },
      ],
      rows: findings
        .slice(0, SHOWN)
        .map(({ index, value, reason }) => [formatCount(index + 1), value === "" ? "–" : value, reason]),
    });
  }
  blocks.push({
    kind: "notes",
    notes: ["Gap: weight times what is missing. Nobody looked is not the same as not shown: it counts nowhere."],
  });
  return { title: "Values at touchpoints", blocks };
}
