import type { Estimate } from "customer-metrics";
import type { Axis } from "./axis.ts";

/** A report without a medium: sections say what there is, `text.ts` and `html.ts` draw it. */
export interface Report {
  readonly parts: readonly Part[];
}

/** What one file comes to. */
export interface Part {
  readonly title: string;
  readonly subtitle: string;
  /** The command that gives it again. */
  readonly command: Command;
  readonly sections: readonly Section[];
}

/** One subject. A new one is a file in `sections/` that returns this. */
export interface Section {
  readonly title: string;
  readonly blocks: readonly Block[];
}

/** A command for a shell, in the pieces that stay on one line. */
export type Command = readonly string[];

/** What a section is made of. */
export type Block = Facts | Figures | Intervals | Table | Notes | Commands;

/** Things that are so: a name and a text each. */
export interface Facts {
  readonly kind: "facts";
  readonly facts: readonly (readonly [name: string, text: string])[];
}

/** Headline figures. */
export interface Figures {
  readonly kind: "figures";
  readonly figures: readonly Figure[];
}

/** One headline: any estimate of the library, and what stands behind it. */
export interface Figure {
  readonly label: string;
  readonly estimate: Estimate;
  /** What it means, for a footnote. */
  readonly definition: string;
  /** Parts of the whole, and what else is worth a word: "promoters 95 (38.0%)". */
  readonly parts: readonly { readonly text: string; readonly side: Side | null }[];
  /** How many gave each answer, the lowest first. */
  readonly bars: readonly Bar[];
  /** What `n` counts, in the plural. @defaultValue `"answers"` */
  readonly counted?: string;
}

/** How many gave an answer, and on which side of the score it counts. */
export interface Bar {
  readonly label: string;
  readonly count: number;
  readonly side: Side;
}

/** On which side of a score an answer counts. */
export type Side = "good" | "between" | "bad";

/** An estimate a row, on one axis. */
export interface Intervals {
  readonly kind: "intervals";
  readonly title: string;
  /** What the rows are: "Plan", "Month". */
  readonly heading: string;
  readonly rows: readonly IntervalRow[];
  /** The estimate of everything together, to compare with; `null` where nothing is above the rows. */
  readonly overall: Estimate | null;
  /** What the figure can be at all: no axis goes beyond. */
  readonly limits: Axis;
  /** Whether rows follow each other in time. */
  readonly inTime: boolean;
  /** What `n` counts. @defaultValue `"n"` */
  readonly counted?: string;
}

/** One row of {@link Intervals}. */
export interface IntervalRow {
  readonly label: string;
  readonly estimate: Estimate;
  /** Whether periods without answers lie between the row before and this one. */
  readonly afterGap?: boolean;
}

/** Any other table; `"end"` columns hold numbers. */
export interface Table {
  readonly kind: "table";
  readonly title: string;
  readonly columns: readonly { readonly name: string; readonly align: "start" | "end" }[];
  readonly rows: readonly (readonly string[])[];
}

/** Sentences. */
export interface Notes {
  readonly kind: "notes";
  readonly notes: readonly string[];
}

/** Commands to copy. */
export interface Commands {
  readonly kind: "commands";
  readonly commands: readonly Command[];
}
