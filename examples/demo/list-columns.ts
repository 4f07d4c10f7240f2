import { columnNames, generic, type Format } from "./formats.ts";
import { formatCount } from "./format.ts";
import type { LoadedTable } from "./load-table.ts";
import type { Command, Part } from "./report.ts";

/** What the columns hold, for whoever must say which are questions and what their scales are. */
export function listColumns({ file, rows, shape }: LoadedTable, format: Format, command: Command): Part {
  const isGeneric = format === generic;
  // In JSON the first header row is in the keys.
  const isArrays = Array.isArray(rows[0]);
  const data = rows.slice(isArrays ? format.headerRows : format.headerRows - 1) as readonly {
    readonly [column: string]: unknown;
  }[];
  const columns = columnNames(rows).map((name, at) => {
    const cells = data
      .map((row) => row?.[isArrays ? at : name])
      .map(textOf)
      .filter((cell) => cell !== "");
    return [
      labelOf(name, rows, at, format),
      formatCount(cells.length),
      formatCount(new Set(cells).size),
      summaryOf(cells),
    ];
  });
  return {
    title: file,
    subtitle: `${isGeneric ? shape : `${format.title}, ${shape}`}; ${formatCount(data.length)} rows below the header`,
    command,
    sections: [
      {
        title: "Which column asks what?",
        blocks: [
          {
            kind: "notes",
            notes: [
              "SCALE is what the question allowed, such as 0-10, 1-5 or binary: values alone do not tell.",
              `${isGeneric ? "No vendor’s export is recognised by these headers. " : ""}Questions, and the scales that they were asked on, are not guessed: 4s and 5s may be good on 1–5 and bad on 0–10.`,
            ],
          },
          {
            kind: "table",
            title: "Columns",
            columns: [
              { name: "Column", align: "start" },
              { name: "Filled", align: "end" },
              { name: "Distinct", align: "end" },
              { name: "Values", align: "start" },
            ],
            rows: columns,
          },
        ],
      },
      {
        title: "Say it, for example",
        blocks: [
          {
            kind: "commands",
            commands: [
              [...command, "--question nps:COLUMN:SCALE", "--question csat:COLUMN:SCALE:2"],
              [...command, "--metric csat", "--column COLUMN", "--scale SCALE", "--segment COLUMN"],
            ],
          },
          {
            kind: "notes",
            notes: [
              "SCALE is what the question allowed, such as 0-10, 1-5 or binary: values alone do not tell.",
              isGeneric
                ? "--format NAME reads it as a vendor’s export all the same; --help lists everything."
                : "--format generic reads it as any table; --help lists everything.",
            ],
          },
        ],
      },
    ],
  };
}

/** In Qualtrics the second header row holds the questions behind the tags of the first. */
function labelOf(name: string, rows: readonly object[], at: number, { headerRows }: Format): string {
  const asked = headerRows < 3 ? "" : textOf((rows[1] as readonly unknown[] | undefined)?.[at]);
  return /^Q\d/.test(name) && asked !== "" ? `${name}: ${asked.length > 60 ? `${asked.slice(0, 59)}…` : asked}` : name;
}

function textOf(cell: unknown): string {
  if (cell === null || cell === undefined) return "";
  return typeof cell === "object" ? "(nested)" : String(cell).trim();
}

/** The range of numbers, and what else there is; or the most frequent texts. */
function summaryOf(cells: readonly string[]): string {
  const numbers = cells
    .filter((cell) => /^-?\d{1,15}(?:[.,]\d{1,9})?$/.test(cell))
    .map((cell) => Number(cell.replace(",", ".")));
  if (cells.length === 0 || numbers.length < cells.length / 2) return frequent(cells);
  // Spread into Math.min, a long column would overflow the stack.
  const least = numbers.reduce((left, right) => Math.min(left, right));
  const most = numbers.reduce((left, right) => Math.max(left, right));
  const others = cells.length - numbers.length;
  return [
    least === most ? `${least}` : `${least} to ${most}`,
    numbers.every(Number.isInteger) ? "" : ", not all whole",
    others === 0 ? "" : `; ${formatCount(others)} no numbers`,
  ].join("");
}

function frequent(cells: readonly string[]): string {
  const times = new Map<string, number>();
  for (const cell of cells) times.set(cell, (times.get(cell) ?? 0) + 1);
  if (times.size === cells.length && cells.length > 10) return `all different: ${cut(cells[0]!)} …`;
  const values = [...times].sort(([a, left], [b, right]) => right - left || (a < b ? -1 : 1));
  const shown = values.slice(0, 3).map(([value, count]) => `${cut(value)} (${formatCount(count)})`);
  return `${shown.join(", ")}${values.length > 3 ? " …" : ""}`;
}

function cut(text: string): string {
  return text.length > 24 ? `${text.slice(0, 23)}…` : text;
}
