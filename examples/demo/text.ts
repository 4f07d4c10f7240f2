import { axisOf, placeOn, type Axis } from "./axis.ts";
import {
  cleanText,
  describeNotes,
  formatCount,
  formatInterval,
  formatLevel,
  formatShort,
  formatValue,
} from "./format.ts";
import type { Block, Command, Facts, Figure, IntervalRow, Intervals, Part, Report, Section, Table } from "./report.ts";
import { fit, textWidth, wrap } from "./text-width.ts";

/** No line is longer. */
const WIDTH = 80;
const INDENT = "  ";

/** How parts of the text stand out; both leave it as it is where there is no colour. */
export interface Style {
  readonly bold: (text: string) => string;
  readonly accent: (text: string) => string;
}

/** A style for a terminal, or for none. */
export function styleOf(colour: boolean): Style {
  const paint = (code: number) => (text: string) => (colour ? `\u001B[${code}m${text}\u001B[0m` : text);
  return { bold: paint(1), accent: paint(36) };
}

/** The report for a terminal of 80 columns. */
export function renderText({ parts }: Report, style: Style): string {
  return `${parts.map((part) => renderPart(part, style).join("\n")).join("\n\n\n")}\n`;
}

function renderPart({ title, subtitle, command, sections }: Part, style: Style): string[] {
  return [
    style.bold("━".repeat(WIDTH)),
    ...wrap(title, WIDTH).map(style.bold),
    ...wrap(subtitle, WIDTH),
    ...renderCommand(command),
    ...sections.flatMap((section) => renderSection(section, style)),
  ];
}

function renderSection({ title, blocks }: Section, style: Style): string[] {
  const heading = fit(title, Math.min(WIDTH - 4, textWidth(title)));
  const bodies = blocks.map((block) => renderBlock(block, style));
  return [
    "",
    style.bold(`${heading} ${"─".repeat(WIDTH - textWidth(heading) - 1)}`),
    ...bodies.flatMap((body, at) => (at === 0 ? body : ["", ...body])),
  ];
}

function renderBlock(block: Block, style: Style): string[] {
  switch (block.kind) {
    case "facts":
      return renderFacts(block);
    case "figures":
      return block.figures.flatMap((figure, at) => [...(at === 0 ? [] : [""]), ...renderFigure(figure, style)]);
    case "intervals":
      return renderIntervals(block, style);
    case "table":
      return renderTable(block);
    case "commands":
      return block.commands.flatMap((command) => renderCommand(command).map((line) => INDENT + line));
    case "notes":
      return block.notes.flatMap((note) => indented(note, INDENT));
  }
}

function renderFacts({ facts }: Facts): string[] {
  const width = Math.max(...facts.map(([name]) => textWidth(name)));
  return facts.flatMap(([name, text]) =>
    wrap(text, WIDTH - width - 4).map((line, at) => `${INDENT}${fit(at === 0 ? name : "", width)}  ${line}`),
  );
}

function renderFigure({ label, estimate, definition, parts, bars }: Figure, style: Style): string[] {
  const { value, unit, n, interval } = estimate;
  const words = [`${formatValue(value, unit)}${unit === "points" && value !== null ? " points" : ""}`];
  if (interval) words.push(`${formatInterval(estimate)}`);
  words.push(`n ${formatCount(n)}`);
  const name = fit(label, Math.min(24, textWidth(label)));
  const spark =
    bars.length === 0
      ? ""
      : `${bars[0]!.label} ${style.accent(sparkline(bars.map(({ count }) => count)))} ${bars.at(-1)!.label}`;
  const plain = words.join("   ");
  return [
    `${INDENT}${style.bold(`${name}  ${plain}`)}${bars.length > 30 || spark === "" ? "" : `   ${spark}`}`,
    ...(parts.length > 0 && value !== null ? indented(parts.map(({ text }) => text).join(" · "), INDENT) : []),
    ...indented(definition, INDENT),
    ...(estimate.notes.length > 0 ? indented(`Note: ${describeNotes(estimate)}.`, INDENT) : []),
  ];
}

/** Counts as columns of eight heights; a count that is not 0 is always seen. */
function sparkline(counts: readonly number[]): string {
  const most = Math.max(...counts, 1);
  return counts.map((count) => (count === 0 ? "_" : "▁▂▃▄▅▆▇█"[Math.min(7, Math.floor((count / most) * 8))])).join("");
}

function renderIntervals({ title, heading, rows, overall, limits, counted = "n" }: Intervals, style: Style): string[] {
  const lines = [...rows, ...(overall === null ? [] : [{ label: "all", estimate: overall }])];
  const estimates = lines.map(({ estimate }) => estimate);
  const axis = axisOf(estimates, limits);
  const band = overall ?? estimates.find(({ interval }) => interval !== null) ?? estimates[0]!;
  const cells = lines.map(({ label, estimate }) => [
    label,
    formatCount(estimate.n),
    formatValue(estimate.value, estimate.unit),
    formatInterval(estimate),
  ]);
  const heads = [
    heading,
    counted,
    title,
    band.interval === null ? "interval" : `${formatLevel(band.interval.level)} interval`,
  ];
  const widths = heads.map((head, at) => Math.max(textWidth(head), ...cells.map((row) => textWidth(row[at]!))));
  widths[0] = Math.min(widths[0]!, 20);
  widths[2] = Math.min(widths[2]!, 16);
  const line = (row: readonly string[]): string =>
    row.map((cell, at) => fit(cell, widths[at]!, at === 0 ? "start" : "end")).join("  ");
  const room = Math.min(40, WIDTH - INDENT.length - widths.reduce((sum, width) => sum + width + 2, 0));
  const reference = (overall?.value ?? null) === null ? null : Math.round(placeOn(axis, overall!.value!) * (room - 1));
  const drawn = cells.map((row, at) => {
    const text = `${INDENT}${line(row)}  ${whisker(estimates[at]!, axis, room, reference, style)}`.trimEnd();
    return at < rows.length && rows[at]!.afterGap ? [`${INDENT}⋮`, text] : [text];
  });
  return [`${INDENT}${style.bold(line(heads))}  ${axisEnds(axis, band.unit, room)}`, ...drawn.flat()];
}

function axisEnds({ from, to }: Axis, unit: string, width: number): string {
  const [left, right] = [formatShort(from, unit), formatShort(to, unit)];
  return left + " ".repeat(Math.max(1, width - left.length - right.length)) + right;
}

/** `├──●──┤`, with a line where everybody together is. */
function whisker(
  { value, interval }: IntervalRow["estimate"],
  axis: Axis,
  width: number,
  reference: number | null,
  style: Style,
): string {
  const line: string[] = Array.from({ length: width }, (_, at) => (at === reference ? "┊" : " "));
  const at = (figure: number): number => Math.round(placeOn(axis, figure) * (width - 1));
  if (interval !== null) {
    const [left, right] = [at(interval.lower), at(interval.upper)];
    for (let place = left; place <= right; place += 1) line[place] = place === reference ? "┼" : "─";
    line[left] = "├";
    line[right] = "┤";
  }
  if (value !== null) line[at(value)] = style.accent("●");
  return line.join("");
}

function renderTable({ title, columns, rows }: Table): string[] {
  const names = columns.map(({ name }) => name);
  const isNumber = (at: number): boolean => columns[at]!.align === "end";
  const widths = names.map((name, at) => Math.max(textWidth(name), ...rows.map((row) => textWidth(row[at]!))));
  const excess = (): number => widths.reduce((sum, width) => sum + width + 2, INDENT.length - 2) - WIDTH;
  // Heads of numbers give way first, then the widest column of words, until the table fits: cells take several lines.
  if (excess() > 0)
    names.forEach(
      (name, at) =>
        isNumber(at) &&
        (widths[at] = Math.max(...name.split(" ").map(textWidth), ...rows.map((row) => textWidth(row[at]!)))),
    );
  while (excess() > 0) widths[widths.indexOf(Math.max(...widths.filter((_, at) => !isNumber(at))))]! -= 1;
  const lines = (row: readonly string[]): string[] => {
    const cells = row.map((cell, at) => wrap(cell, widths[at]!));
    const height = Math.max(...cells.map(({ length }) => length));
    return Array.from({ length: height }, (_, line) => {
      const pieces = cells.map((cell, at) => fit(cell[line] ?? "", widths[at]!, columns[at]!.align));
      return `${INDENT}${pieces.join("  ")}`.trimEnd();
    });
  };
  return [...wrap(title, WIDTH), ...lines(names), ...rows.flatMap(lines)];
}

/** A command that can be copied whole: lines end in a backslash, and break only between its pieces. */
function renderCommand(command: Command): string[] {
  const lines: string[] = [];
  for (const piece of command.map((each) => cleanText(each))) {
    const line = lines.at(-1);
    if (line === undefined) lines.push(piece);
    else if (textWidth(line) + textWidth(piece) + 7 <= WIDTH) lines[lines.length - 1] = `${line} ${piece}`;
    else lines.push(`${INDENT}${piece}`);
  }
  return lines.map((line, at) => (at < lines.length - 1 ? `${line} \\` : line));
}

function indented(text: string, indent: string): string[] {
  return wrap(text, WIDTH - indent.length).map((line) => indent + line);
}
