import { axisOf, placeOn, type Axis } from "./axis.ts";
import { formatInterval, formatShort, formatValue } from "./format.ts";
import { html, type Markup } from "./markup.ts";
import type { IntervalRow, Intervals } from "./report.ts";

/** A bar of a share of the longest one. */
export function bar(count: number, longest: number): Markup {
  return html`<svg aria-hidden="true"><rect width="${percent(longest === 0 ? 0 : count / longest)}" height="100%"/></svg>`;
}

/** An estimate as a dot on its interval, beside the line of everybody together. */
export function whisker({ value, interval }: IntervalRow["estimate"], axis: Axis, reference: number | null): Markup {
  const at = (figure: number): string => percent(placeOn(axis, figure));
  return html`<svg aria-hidden="true">
${reference === null ? "" : html`<line class="all" x1="${at(reference)}" x2="${at(reference)}" y1="-10%" y2="110%"/>`}
${interval === null ? "" : html`<line class="range" x1="${at(interval.lower)}" x2="${at(interval.upper)}" y1="50%" y2="50%"/>`}
${value === null ? "" : html`<circle class="dot" cx="${at(value)}" cy="50%" r="4"/>`}
</svg>`;
}

/** Estimates in time: a line through them, in the band of their intervals. Periods without answers break both. */
export function trend({ title, heading, rows, overall, limits }: Intervals): Markup {
  const estimates = [...rows.map(({ estimate }) => estimate), ...(overall === null ? [] : [overall])];
  const axis = axisOf(estimates, limits);
  const slots: (IntervalRow | null)[] = rows.flatMap((row) => (row.afterGap ? [null, row] : [row]));
  const x = (slot: number): number => round(((slot + 0.5) / slots.length) * 100);
  const y = (figure: number): number => round((1 - placeOn(axis, figure)) * 100);
  const runs = runsOf(
    slots.map((row, slot) => (row === null || row.estimate.value === null ? null : { slot, ...row.estimate })),
  );
  const everyNth = Math.ceil(slots.length / 6);
  const { unit } = estimates[0]!;
  const spoken = rows
    .map(({ label, estimate }) => `${label} ${formatValue(estimate.value, unit)} (${formatInterval(estimate)})`)
    .join(", ");
  const middle = (axis.from + axis.to) / 2;
  return html`<div class="plot">
<div class="y" aria-hidden="true"><span>${formatShort(axis.to, unit)}</span><span>${formatShort(middle, unit)}</span><span>${formatShort(axis.from, unit)}</span></div>
<svg viewBox="0 0 100 100" preserveAspectRatio="none" role="img" aria-label="${title} by ${heading.toLowerCase()}: ${spoken}">
${[0, 50, 100].map((level) => html`<line class="grid" x1="0" x2="100" y1="${level}" y2="${level}"/>`)}
${overall === null || overall.value === null ? "" : html`<line class="all" x1="0" x2="100" y1="${y(overall.value)}" y2="${y(overall.value)}"/>`}
${runs.map(
  (run) => html`<path class="band" d="M${band(run, x, y)}Z"/>
<path class="line" d="M${run.map(({ slot, value }) => `${x(slot)} ${y(value!)}`).join("L")}"/>`,
)}
${runs.flat().map(({ slot, value }) => html`<line class="point" x1="${x(slot)}" x2="${x(slot)}" y1="${y(value!)}" y2="${y(value!)}"/>`)}
</svg>
<div class="x" aria-hidden="true">${slots.map((row, slot) => html`<span>${row === null ? "…" : slot % everyNth === 0 ? row.label : ""}</span>`)}</div>
</div>`;
}

type Point = IntervalRow["estimate"] & { readonly slot: number };

/** The lists between the gaps. */
function runsOf(points: readonly (Point | null)[]): Point[][] {
  const runs: Point[][] = [[]];
  for (const point of points) {
    if (point === null) runs.push([]);
    else runs.at(-1)!.push(point);
  }
  return runs.filter(({ length }) => length > 0);
}

/** There along the upper ends and back along the lower ones; alone, a period has some width all the same. */
function band(run: readonly Point[], x: (slot: number) => number, y: (figure: number) => number): string {
  const wide =
    run.length > 1
      ? run
      : [
          { ...run[0]!, slot: run[0]!.slot - 0.1 },
          { ...run[0]!, slot: run[0]!.slot + 0.1 },
        ];
  const upper = wide.map(({ slot, value, interval }) => `${x(slot)} ${y(interval?.upper ?? value!)}`);
  const lower = wide.map(({ slot, value, interval }) => `${x(slot)} ${y(interval?.lower ?? value!)}`);
  return [...upper, ...lower.reverse()].join("L");
}

function percent(share: number): string {
  return `${round(share * 100)}%`;
}

/** To a hundredth: no screen shows more. */
function round(number: number): number {
  return Math.round(number * 100) / 100;
}
