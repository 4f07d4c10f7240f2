import { fail } from "../core/metric-error.ts";
import { resolveScale, type ScaleInput } from "./scale.ts";
import type { LeftOutReason, ScoreReading } from "./score-reading.ts";

/** Options of {@link readScore} and {@link scoreReader}. */
export interface ReadScoreOptions {
  /** The answers that the question allows. Only `"binary"` reads yes and no, good and bad, true and false. */
  readonly scale: ScaleInput;
  /**
   * Scores of answers in words, for example `{ "Very satisfied": 5 }`; a cell is compared with case and
   * white space folded. A label comes before every other rule.
   * @defaultValue none: words are invalid
   */
  readonly labels?: { readonly [label: string]: number } | undefined;
  /**
   * What becomes of 7.5: `nonInteger`, or the score 7.5.
   * @defaultValue `"reject"`
   */
  readonly fractions?: "reject" | "allow" | undefined;
  /**
   * Further cells that stand for no answer, for example `[-99, "Not applicable"]`.
   * @defaultValue none
   */
  readonly skip?: readonly (string | number)[] | undefined;
}

/**
 * Reads one cell of an export as a score, or says why it is none. It never guesses and never throws for a cell.
 *
 * - a plain decimal number, with a point or a comma: `9`, `"9.0"`, `"7,5"`, full-width `"８"`. No sign `+`,
 *   exponent, hexadecimal or percent; `"1,000"` is invalid, as it may be 1 or 1000
 * - a number with a label set off by `" - "`, a dash, `=` or brackets: `"10 - Extremely likely"`,
 *   `"Extremely likely (10)"`; the label has letters and no digits
 * - `"4 stars"`, `"★★★★"`, `"★★★★☆"` (hollow ones only fill up to the end of the scale)
 * - `"8/10"` and `"8 out of 10"`, when 10 is the end of the scale
 * - `skipped`: nothing, white space, `-`, `N/A`, `NA`, `null`, `Prefer not to say`, `Don't know`,
 *   `(no answer)`, `offered`, `unoffered`, also as the label of a number
 * - `outOfRange` off the scale, `nonInteger` between its points, `invalid` all the rest
 *
 * @param cell - anything; text, numbers and (on `"binary"`) booleans can be answers
 * @param options - the scale and what else the question allows; for a whole column make one {@link scoreReader}
 * @returns `{ status: "ok", value }` with `value` on the scale, or `{ status }` with the reason
 * @throws {@link MetricError} for the options, never for a cell: `SCALE_INVALID`; `LABEL_INVALID` for a
 *   label that is blank, maps off the scale, or contradicts another one
 *
 * @example
 * ```ts
 * import { readScore } from "customer-metrics";
 *
 * readScore("10 - Extremely likely", { scale: "0-10" }); // => { status: "ok", value: 10 }
 * readScore("7,5", { scale: "0-10" }).status; // => "nonInteger"
 * readScore("99", { scale: "0-10" }).status; // => "outOfRange"
 * readScore("Prefer not to say", { scale: "0-10" }).status; // => "skipped"
 * readScore(" very SATISFIED ", { scale: "1-5", labels: { "Very satisfied": 5 } }); // => { status: "ok", value: 5 }
 * readScore("Yes", { scale: "binary" }); // => { status: "ok", value: 1 }
 * ```
 */
export function readScore(cell: unknown, options: ReadScoreOptions): ScoreReading {
  return readCell(cell, rulesOf(options));
}

/**
 * {@link readScore} for many cells: prepares the labels once and remembers the texts it has read.
 *
 * @param options - as for {@link readScore}
 * @returns a function from a cell to its reading
 * @throws {@link MetricError} as {@link readScore}
 *
 * @example
 * ```ts
 * import { nps, scoreReader } from "customer-metrics";
 *
 * const result = nps(["10 - Extremely likely", "9", "3", "", "n/a"], { read: scoreReader({ scale: "0-10" }) });
 * result.n; // => 3
 * result.leftOut.skipped; // => 2
 * ```
 */
export function scoreReader(options: ReadScoreOptions): (cell: unknown) => ScoreReading {
  const rules = rulesOf(options);
  const known = new Map<string, ScoreReading>();
  return (cell) => {
    if (typeof cell !== "string") return readCell(cell, rules);
    const before = known.get(cell);
    if (before !== undefined) return before;
    const reading = Object.freeze(readCell(cell, rules));
    // A column of free text must not fill the memory.
    if (known.size < 2000 && cell.length < 100) known.set(cell, reading);
    return reading;
  };
}

/** Text as labels are compared: trimmed, white space and case folded, full-width digits in ASCII, one apostrophe. */
export function foldText(text: string): string {
  return text
    .normalize("NFC")
    .replace(/[\uFF10-\uFF19]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0))
    .replace(/[\u200B-\u200F\u2060]|\uFE0F/g, "")
    .replace(/[\u2018\u2019\u02BC]/g, "'")
    .replace(/\s+/g, " ")
    .trim()
    .toLowerCase();
}

/** The number that folded text spells out plainly, or `undefined`. */
export function plainNumber(text: string): number | undefined {
  if (!/^[-\u2212]?\d+(?:[.,]\d+)?$/.test(text) || /^\D?\d{1,3},\d{3}$/.test(text)) return undefined;
  return Number(text.replace("\u2212", "-").replace(",", ".")) + 0;
}

/** Options made ready for many cells. */
interface Rules {
  readonly min: number;
  readonly max: number;
  readonly fractions: boolean;
  readonly binary: boolean;
  readonly labels: ReadonlyMap<string, number>;
  readonly skipTexts: ReadonlySet<string>;
  readonly skipNumbers: ReadonlySet<number>;
}

const SKIPPED = [
  "",
  "-",
  "n/a",
  "na",
  "null",
  "prefer not to say",
  "don't know",
  "(no answer)",
  "offered",
  "unoffered",
];
const YES = ["yes", "good", "true"];
const NO = ["no", "bad", "false"];
const SEPARATORS = [" - ", "\u2013", "\u2014", "="];
const BRACKETS = ["()", "[]", "\uFF08\uFF09"];

function rulesOf({ scale, labels = {}, fractions = "reject", skip = [] }: ReadScoreOptions): Rules {
  const { min, max } = resolveScale(scale);
  const scores = new Map<string, number>();
  for (const [label, score] of Object.entries(labels)) {
    const text = foldText(label);
    const fits =
      text !== "" &&
      typeof score === "number" &&
      score >= min &&
      score <= max &&
      (fractions === "allow" || Number.isInteger(score));
    if (!fits || (scores.get(text) ?? score) !== score) {
      fail(
        "LABEL_INVALID",
        "Cannot read label as a score as it must not be blank, map off the scale or contradict another",
        { [label]: score },
      );
    }
    scores.set(text, score);
  }
  return {
    min,
    max,
    fractions: fractions === "allow",
    binary: scale === "binary",
    labels: scores,
    skipTexts: new Set([...SKIPPED, ...skip.map((code) => foldText(String(code)))]),
    skipNumbers: new Set(skip.filter((code) => typeof code === "number")),
  };
}

function readCell(cell: unknown, rules: Rules): ScoreReading {
  if (cell === null || cell === undefined) return because("skipped");
  if (typeof cell === "string") return readText(foldText(cell), rules);
  if (typeof cell !== "number" && typeof cell !== "bigint" && typeof cell !== "boolean") return because("invalid");
  const label = rules.labels.size > 0 ? rules.labels.get(String(cell)) : undefined;
  if (label !== undefined) return place(label, rules);
  if (typeof cell !== "boolean") return place(Number(cell), rules);
  return rules.binary ? place(Number(cell), rules) : because("invalid");
}

function readText(text: string, rules: Rules): ScoreReading {
  const label = rules.labels.get(text);
  if (label !== undefined) return place(label, rules);
  if (rules.skipTexts.has(text)) return because("skipped");
  if (rules.binary && YES.includes(text)) return place(1, rules);
  if (rules.binary && NO.includes(text)) return place(0, rules);
  const value = plainNumber(text) ?? starsOf(text, rules.max) ?? fractionOf(text, rules.max);
  return value === undefined ? readLabelled(text, rules) : place(value, rules);
}

/** Where a number stands on the scale. */
function place(value: number, { min, max, fractions, skipNumbers }: Rules): ScoreReading {
  if (skipNumbers.has(value)) return because("skipped");
  if (Number.isNaN(value)) return because("invalid");
  if (value < min || value > max) return because("outOfRange");
  // Adding 0 turns -0 into 0.
  return fractions || Number.isInteger(value) ? { status: "ok", value: value + 0 } : because("nonInteger");
}

/** A new object each time: a shared one could be changed by whoever got it. */
function because(status: LeftOutReason): ScoreReading {
  return { status };
}

/** "4 stars", or a run of stars: full ones count, hollow ones must fill up to the end of the scale. */
function starsOf(text: string, max: number): number | undefined {
  const word = text.endsWith(" stars") ? 6 : text.endsWith(" star") ? 5 : 0;
  if (word > 0) return plainNumber(text.slice(0, -word));
  const run = /^([\u2605\u2B50\u{1F31F}]*)(\u2606*)$/u.exec(text);
  if (run === null) return undefined;
  const full = [...run[1]!].length;
  const hollow = run[2]!.length;
  return hollow === 0 || full + hollow === max ? full : undefined;
}

/** "8/10" and "8 out of 10", when 10 is the end of the scale. */
function fractionOf(text: string, max: number): number | undefined {
  const separator = text.includes("/") ? "/" : " out of ";
  const at = text.indexOf(separator);
  if (at < 0 || plainNumber(text.slice(at + separator.length).trim()) !== max) return undefined;
  return plainNumber(text.slice(0, at).trim());
}

/** A number and a label, in either order. */
function readLabelled(text: string, rules: Rules): ScoreReading {
  for (const [left, right] of pairsOf(text)) {
    const before = plainNumber(left);
    const value = before ?? plainNumber(right);
    const label = before === undefined ? left : right;
    if (value === undefined) continue;
    if (rules.skipTexts.has(label) && label !== "") return because("skipped");
    // A digit in the label would be a second number to choose from.
    if (/[\p{L}\p{So}]/u.test(label) && !/\p{N}/u.test(label)) return place(value, rules);
  }
  return because("invalid");
}

/** The ways in which a text falls into two parts: at the first and last of each separator, and at brackets at either end. */
function* pairsOf(text: string): Generator<readonly [string, string]> {
  for (const separator of SEPARATORS) {
    for (const at of [text.indexOf(separator), text.lastIndexOf(separator)]) {
      if (at > 0) yield [text.slice(0, at).trim(), text.slice(at + separator.length).trim()];
    }
  }
  for (const [open, close] of BRACKETS as Iterable<string>) {
    if (text.endsWith(close!)) {
      for (const at of [text.indexOf(open!), text.lastIndexOf(open!)]) {
        if (at > 0) yield [text.slice(0, at).trim(), text.slice(at + 1, -1).trim()];
      }
    }
    if (text.startsWith(open!)) {
      for (const at of [text.indexOf(close!), text.lastIndexOf(close!)]) {
        if (at > 0) yield [text.slice(1, at).trim(), text.slice(at + 1).trim()];
      }
    }
  }
}
