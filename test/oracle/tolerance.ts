/** How far a number may be from the known one: `abs + rel · |want|`. */
export interface Tolerance {
  readonly rel: number;
  readonly abs: number;
}

/** What a file states: a tolerance for all, and narrower or wider ones by field name. */
export interface ToleranceRules {
  readonly base: Tolerance;
  readonly fields: { readonly [field: string]: Tolerance };
}

/** Holds where a file states none for a field, for example where all it states are other fields'. */
export const unstated: Tolerance = { rel: 1e-9, abs: 1e-12 };

const noRules: ToleranceRules = { base: unstated, fields: {} };

/**
 * Reads a `tolerance` block; what it does not state is taken from `outer`: a file's, for its case.
 * A case that states one for all has the last word over the file's fields too.
 */
export function toleranceRules(block: unknown, outer: ToleranceRules = noRules): ToleranceRules {
  if (!isRecord(block)) return outer;
  const fields: { [field: string]: Tolerance } = asTolerance(block) ? {} : { ...outer.fields };
  for (const [field, stated] of Object.entries(block)) {
    if (isRecord(stated)) fields[field] = asTolerance(stated) ?? unstated;
  }
  // A block may name the fields that have a rule of their own and call the rest "other".
  return { base: asTolerance(block) ?? fields["other"] ?? outer.base, fields };
}

/** The rule of a field below one with rule `around`: its own, or that of a name it begins with (`log` for `log_survival`). */
export function ruleOf(rules: ToleranceRules, field: string, around: Tolerance): Tolerance {
  if (Object.hasOwn(rules.fields, field)) return rules.fields[field]!;
  const prefixes = Object.keys(rules.fields).filter((name) => field.startsWith(`${name}_`));
  const longest = prefixes.sort((a, b) => b.length - a.length)[0];
  return longest === undefined ? around : rules.fields[longest]!;
}

/** Whether `got` is as near to `want` as the tolerance asks; equal is always near enough. */
export function isNear(got: number, want: number, { rel, abs }: Tolerance): boolean {
  return got === want || Math.abs(got - want) <= abs + rel * Math.abs(want);
}

function asTolerance(block: { readonly [key: string]: unknown }): Tolerance | null {
  const { rel, abs } = block;
  if (typeof rel !== "number" && typeof abs !== "number") return null;
  return { rel: typeof rel === "number" ? rel : 0, abs: typeof abs === "number" ? abs : 0 };
}

function isRecord(value: unknown): value is { readonly [key: string]: unknown } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
