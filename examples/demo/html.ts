import { axisOf } from "./axis.ts";
import {
  describeNotes,
  formatCount,
  formatInterval,
  formatLevel,
  formatShare,
  formatShort,
  formatValue,
} from "./format.ts";
import { bar, trend, whisker } from "./html-charts.ts";
import { style } from "./html-style.ts";
import { html, type Markup } from "./markup.ts";
import type {
  Block,
  Facts,
  Figure,
  Figures,
  IntervalRow,
  Intervals,
  Notes,
  Part,
  Report,
  Section,
  Table,
} from "./report.ts";

/** The report as one page: nothing is loaded, and nothing from a file is taken for markup. */
export function renderHtml({ parts }: Report): string {
  const title = parts.length === 1 ? parts[0]!.title : "Customer metrics";
  return `${
    html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${title}</title>
<style>${{ markup: style }}</style>
</head>
<body>
<header><h1>Customer metrics</h1></header>
<main>${parts.map(renderPart)}</main>
</body>
</html>`.markup
  }\n`;
}

function renderPart({ title, subtitle, command, sections }: Part, at: number): Markup {
  // A page leads with what was found; how it was come by is further down.
  const rank = ({ blocks }: Section): number =>
    Math.min(...blocks.map(({ kind }) => ["figures", "intervals"].indexOf(kind) >>> 0));
  const ordered = [...sections].sort((left, right) => rank(left) - rank(right));
  const figures = sections.flatMap(({ blocks }) =>
    blocks.flatMap((block) => (block.kind === "figures" ? block.figures : [])),
  );
  const footnote = (figure: Figure): string => `definition-${at + 1}-${figures.indexOf(figure) + 1}`;
  return html`<article>
<h2>${title}</h2>
<p class="soft">${subtitle}</p>
${ordered.map(
  (section) => html`<section>
<h3>${section.title}</h3>
${section.blocks.map((block) => html`<div class="block">${renderBlock(block, footnote)}</div>`)}
</section>`,
)}
${figures.length === 0 ? "" : html`<section><h3>Definitions</h3><ol>${figures.map((figure) => html`<li id="${footnote(figure)}">${figure.label}. ${figure.definition}</li>`)}</ol></section>`}
<p><code>${command.join(" ")}</code></p>
</article>`;
}

function renderBlock(block: Block, footnote: (figure: Figure) => string): Markup {
  switch (block.kind) {
    case "facts":
      return renderFacts(block);
    case "figures":
      return renderFigures(block, footnote);
    case "intervals":
      return block.inTime ? renderTrend(block) : intervalTable(block);
    case "table":
      return renderTable(block);
    case "commands":
      return html`${block.commands.map((command) => html`<p><code>${command.join(" ")}</code></p>`)}`;
    case "notes":
      return renderNotes(block);
  }
}

function renderFacts({ facts }: Facts): Markup {
  return html`<dl>${facts.map(([name, text]) => html`<dt>${name}</dt><dd>${text}</dd>`)}</dl>`;
}

function renderFigures({ figures }: Figures, footnote: (figure: Figure) => string): Markup {
  return html`<div class="figures">${figures.map((figure) => renderFigure(figure, footnote(figure), Number(/\d+$/.exec(footnote(figure))![0])))}</div>`;
}

function renderFigure(
  { label, estimate, parts, bars, counted = "answers" }: Figure,
  id: string,
  number: number,
): Markup {
  const { value, unit, n, interval } = estimate;
  const longest = Math.max(...bars.map(({ count }) => count), 0);
  const rows = [...bars]
    .reverse()
    .map(
      ({ label: answer, count, side }) =>
        html`<tr class="${side}"><th scope="row" class="end">${answer}</th><td class="chart">${bar(count, longest)}</td><td class="end">${formatCount(count)}</td><td class="end">${formatShare(count, n)}</td></tr>`,
    );
  return html`<div class="card"><div>
<h4>${label}<sup><a href="#${id}" aria-label="Definition ${number}">${number}</a></sup></h4>
<p class="value">${formatValue(value, unit)}${unit === "points" ? html`<small> points</small>` : ""}</p>
<p>${interval === null ? "" : `${formatLevel(interval.level)} interval ${formatInterval(estimate)}`}</p>
<p class="soft">${formatCount(n)} ${counted}${estimate.notes.length === 0 ? "" : `; ${describeNotes(estimate)}`}</p>
<ul class="parts">${parts.map(({ text, side }) => html`<li class="${side ?? ""}">${text}</li>`)}</ul>
</div>
${rows.length === 0 ? "" : html`<table class="bars"><caption class="hidden">${label}: how many gave each answer</caption><thead class="hidden"><tr><th scope="col">Answer</th><th scope="col">Bar</th><th scope="col">Answers</th><th scope="col">Share</th></tr></thead><tbody>${rows}</tbody></table>`}
</div>`;
}

function renderTrend(block: Intervals): Markup {
  return html`<figure class="trend">
<figcaption>${block.title}: dots with the band of their intervals${block.overall === null ? "" : "; dotted, all answers together"}</figcaption>
${trend(block)}${intervalTable(block)}
</figure>`;
}

/** The numbers of a chart, and where they are not in time the chart itself, a row each. */
function intervalTable({ title, heading, rows, overall, limits, inTime, counted = "n" }: Intervals): Markup {
  const estimates = [...rows.map(({ estimate }) => estimate), ...(overall === null ? [] : [overall])];
  const axis = axisOf(estimates, limits);
  const band = overall ?? estimates.find(({ interval }) => interval !== null) ?? estimates[0]!;
  const line = (label: string, estimate: IntervalRow["estimate"]): Markup => html`<tr role="row">
<th role="rowheader" scope="row">${label}</th><td role="cell" class="end">${formatCount(estimate.n)}</td><td role="cell" class="end figure">${formatValue(estimate.value, estimate.unit)}</td><td role="cell" class="end">${formatInterval(estimate)}</td>${inTime ? "" : html`<td role="cell" class="chart">${whisker(estimate, axis, overall?.value ?? null)}</td>`}
</tr>`;
  const heads = [counted, title, band.interval === null ? "Interval" : `${formatLevel(band.interval.level)} interval`];
  const ends = html`<th role="columnheader" scope="col" class="chart"><span class="axis"><span>${formatShort(axis.from, band.unit)}</span><span>${formatShort(axis.to, band.unit)}</span></span></th>`;
  // On a phone rows become grids, which would take the table away from a screen reader if roles did not say it.
  return html`<table role="table" class="${inTime ? "" : "whiskers"}">
<caption class="hidden">${title} by ${heading}</caption>
<thead role="rowgroup"><tr role="row"><th role="columnheader" scope="col">${heading}</th>${heads.map((head) => html`<th role="columnheader" scope="col" class="end">${head}</th>`)}${inTime ? "" : ends}</tr></thead>
<tbody role="rowgroup">${rows.map(({ label, estimate }) => line(label, estimate))}</tbody>
${overall === null ? "" : html`<tfoot role="rowgroup">${line("All", overall)}</tfoot>`}
</table>`;
}

function renderTable({ title, columns, rows }: Table): Markup {
  const classOf = (at: number): string => (columns[at]!.align === "end" ? "end" : "");
  return html`<div class="scroll"><table>
<caption>${title}</caption>
<thead><tr>${columns.map(({ name }, at) => html`<th scope="col" class="${classOf(at)}">${name}</th>`)}</tr></thead>
<tbody>${rows.map((row) => html`<tr>${row.map((cell, at) => html`<td class="${classOf(at)}">${cell}</td>`)}</tr>`)}</tbody>
</table></div>`;
}

function renderNotes({ notes }: Notes): Markup {
  return html`${notes.map((note) => html`<p class="soft">${note}</p>`)}`;
}
