import { cleanText } from "./format.ts";

/** Columns that a text takes in a terminal: East Asian letters and emoji take two, marks on letters none. */
export function textWidth(text: string): number {
  if (/^[\x20-\x7e]*$/.test(text)) return text.length;
  return graphemes(text).reduce((width, grapheme) => width + graphemeWidth(grapheme), 0);
}

/** Text cleaned, cut to `width` columns with an ellipsis where it is longer, and filled with blanks. */
export function fit(text: string, width: number, align: "start" | "end" = "start"): string {
  const cut = cutTo(cleanText(text), width);
  const blanks = " ".repeat(Math.max(0, width - textWidth(cut)));
  return align === "start" ? cut + blanks : blanks + cut;
}

function cutTo(text: string, width: number): string {
  if (textWidth(text) <= width) return text;
  let cut = "";
  let room = width - 1;
  for (const grapheme of graphemes(text)) {
    room -= graphemeWidth(grapheme);
    if (room < 0) break;
    cut += grapheme;
  }
  return `${cut}…`;
}

/** Text cleaned and broken at blanks into lines of at most `width` columns; longer words are broken where they must be. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of cleanText(text)
    .split(" ")
    .flatMap((each) => pieces(each, width))) {
    if (line !== "" && textWidth(line) + 1 + textWidth(word) > width) {
      lines.push(line);
      line = word;
    } else {
      line = line === "" ? word : `${line} ${word}`;
    }
  }
  return [...lines, line];
}

function pieces(word: string, width: number): string[] {
  if (textWidth(word) <= width) return [word];
  const list = [""];
  for (const grapheme of graphemes(word)) {
    if (textWidth(list.at(-1)! + grapheme) > width) list.push("");
    list[list.length - 1] += grapheme;
  }
  return list;
}

function graphemes(text: string): string[] {
  return Array.from(new Intl.Segmenter("en", { granularity: "grapheme" }).segment(text), ({ segment }) => segment);
}

function graphemeWidth(grapheme: string): number {
  if (/^[\p{M}\p{Cf}]*$/u.test(grapheme)) return 0;
  const isWide =
    /\p{Emoji_Presentation}|\uFE0F|[\u1100-\u115F\u2E80-\u303E\u3041-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6]|[\u{20000}-\u{3FFFD}]/u.test(
      grapheme,
    );
  return isWide ? 2 : 1;
}
