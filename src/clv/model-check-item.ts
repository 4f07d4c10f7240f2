/** How much it matters: a `problem` says not to use the figures, a `warning` to use them with care. */
export type CheckSeverity = "problem" | "warning" | "info";

/** What {@link checkPurchaseModel} can find. */
export type ModelCheckCode =
  | "fit-failed"
  | "no-maximum"
  | "weakly-identified"
  | "penalised"
  | "rows-left-out"
  | "few-customers"
  | "few-repeat-buyers"
  | "short-observation"
  | "one-time-buyers-certainly-alive"
  | "dropout-at-once-or-never"
  | "no-mean-lifetime"
  | "in-sample-misfit"
  | "no-holdout"
  | "holdout-total-off"
  | "worse-than-as-often-as-so-far"
  | "activity-off"
  | "activity-tells-nobody-apart"
  | "spend-depends-on-frequency";

/** One thing found. */
export interface ModelCheckItem {
  readonly code: ModelCheckCode;
  readonly severity: CheckSeverity;
  /** What is so, in a sentence with its numbers. */
  readonly says: string;
  /** What to do about it. */
  readonly advice: string;
}

/** A check: what was looked at, and what was found, or `null` where all is well. */
export type CheckedCode = readonly [code: ModelCheckCode, found: Omit<ModelCheckItem, "code"> | null];

/** A number for a sentence: three digits, of a thousand and more all before the point. */
export function shown(value: number): string {
  const isLarge = Number.isInteger(value) || Math.abs(value) >= 1000;
  const rounded = String(isLarge ? Math.round(value) : Number(value.toPrecision(3)));
  return /^-?\d+$/.test(rounded) ? rounded.replace(/\B(?=(\d{3})+$)/g, ",") : rounded;
}

/** A share for a sentence. */
export function percent(share: number): string {
  return `${shown(Number((share * 100).toPrecision(3)))} %`;
}
