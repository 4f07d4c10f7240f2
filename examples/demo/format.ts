import { roundHalfAwayFromZero, toPercent, type Estimate, type Interval } from "customer-metrics";

const DIGITS: { readonly [unit: string]: number } = { points: 1, proportion: 1, score: 2, time: 0 };

/** A figure in its unit: `28.6`, `73.2%`, `4.31`; a dash where there is none. */
export function formatValue(value: number | null, unit: string): string {
  if (value === null) return "–";
  const isShare = unit === "proportion";
  return `${formatNumber(isShare ? toPercent(value)! : value, DIGITS[unit] ?? 2)}${isShare ? "%" : ""}`;
}

/** A figure without zeros behind the point, for the ends of an axis: `40%`. */
export function formatShort(value: number, unit: string): string {
  return formatValue(value, unit).replace(/\.0+(?=%?$)|(?<=\.\d+)0+(?=%?$)/, "");
}

/** The interval of an estimate: `22.1 to 34.9`. */
export function formatInterval({ interval, unit }: Estimate): string {
  return interval === null
    ? "–"
    : `${formatValue(interval.lower, unit).replace("%", "")} to ${formatValue(interval.upper, unit)}`;
}

/** A share of a whole: `45.2%`. */
export function formatShare(count: number, whole: number): string {
  return whole === 0 ? "–" : formatValue(count / whole, "proportion");
}

/** A whole number with commas: `1,681`. */
export function formatCount(count: number): string {
  return formatNumber(count, 0);
}

/** A number with commas and so many digits behind the point. */
export function formatNumber(value: number, digits: number): string {
  const rounded = roundHalfAwayFromZero(value, digits);
  const [whole, fraction] = Math.abs(rounded).toFixed(digits).split(".");
  const grouped = whole!.replace(/\B(?=(\d{3})+$)/g, ",");
  return `${rounded < 0 ? "−" : ""}${grouped}${fraction === undefined ? "" : `.${fraction}`}`;
}

const METHODS: { readonly [method: string]: string } = {
  "adjusted-wald": "adjusted Wald",
  wilson: "Wilson",
  t: "Student’s t",
  "log-log": "log-log (Greenwood)",
  "delta-logit": "delta method on the logit scale",
  "delta-log": "delta method on the log scale",
};

/** How an interval came about: "95% interval: Wilson". */
export function describeInterval({ level, method }: Pick<Interval, "level" | "method">): string {
  return `${formatLevel(level)} interval: ${METHODS[method] ?? method}`;
}

/** The coverage of an interval: `95%`. */
export function formatLevel(level: number): string {
  return formatValue(level, "proportion").replace(".0", "");
}

const NOTES: { readonly [note: string]: string } = {
  "no-answers": "nobody answered",
  "all-outside-scale": "every answer is off the scale",
  "one-answer-has-no-spread": "one answer has no spread",
  "no-customers": "nobody could leave",
  "no-events": "nobody has left",
  "median-not-reached": "fewer than half have left",
  "open-interval": "the interval has no upper end yet",
  "below-anonymity-minimum": "hidden: fewer than 5 answered",
};

/** The notes of an estimate in words. */
export function describeNotes({ notes }: Estimate): string {
  return notes.map((note) => NOTES[note] ?? note).join("; ");
}

/** Text from a file, safe to show: one line, and nothing that moves a cursor or turns the direction of writing. */
export function cleanText(text: string): string {
  return text
    .replace(/\s+/g, " ")
    .replace(/[\p{Cc}\p{Cs}\u200B\u200E\u200F\u202A-\u202E\u2060-\u206F\uFEFF]/gu, "\uFFFD");
}
