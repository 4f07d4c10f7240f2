import { fail } from "../../core/metric-error.ts";

/** A column of names, or of whole numbers from 0 with the names they stand for (a dictionary-coded column). */
export type SurvivalLabels<Label = string> =
  | ArrayLike<Label>
  | { readonly codes: ArrayLike<number>; readonly names: ArrayLike<Label> };

/** A column of names as places in the list of distinct ones. */
export interface CodedLabels {
  readonly codes: ArrayLike<number>;
  readonly names: readonly unknown[];
}

/** The codes of a column and what they stand for; codes that stand for nothing are not looked for. */
export function codedLabels(labels: SurvivalLabels<unknown>): CodedLabels {
  if ("codes" in labels) return { codes: labels.codes, names: Array.from(labels.names) };
  const known = new Map<unknown, number>();
  const codes = new Uint32Array(labels.length);
  for (let i = 0; i < labels.length; i += 1) {
    let code = known.get(labels[i]);
    if (code === undefined) known.set(labels[i], (code = known.size));
    codes[i] = code;
  }
  return { codes, names: [...known.keys()] };
}

/** The group of each row as a place in the names, which are distinct and in the order of their code units. */
export interface GroupedRows {
  readonly places: Uint32Array;
  readonly names: readonly string[];
}

/**
 * Reads a column of groups.
 *
 * @throws {@link MetricError} `GROUP_INVALID` at a group that is no text, or a code without a name; `LENGTH_MISMATCH`
 */
export function groupedRows(labels: SurvivalLabels<unknown>, rows?: number): GroupedRows {
  const { codes, names } = codedLabels(labels);
  if (rows !== undefined && codes.length !== rows) {
    fail("LENGTH_MISMATCH", `Cannot group observations as there must be ${rows} labels`, codes.length);
  }
  const texts = names.map(checkGroup);
  const sorted = [...new Set(texts)].sort();
  const placeOf = new Map(sorted.map((name, place) => [name, place]));
  const placeOfCode = texts.map((name) => placeOf.get(name) as number);
  const places = new Uint32Array(codes.length);
  for (let i = 0; i < codes.length; i += 1) {
    const place: number | undefined = placeOfCode[codes[i]];
    if (place === undefined) fail("GROUP_INVALID", "Cannot group observations as each code must have a name", codes[i]);
    places[i] = place;
  }
  return { places, names: sorted };
}

/** Returns the name of a group, or throws {@link MetricError} `GROUP_INVALID` unless it is text. */
export function checkGroup(name: unknown): string {
  return typeof name === "string"
    ? name
    : fail("GROUP_INVALID", "Cannot group observations as the name of a group must be text", name);
}

/** A record in the order of `names`, in which any name is an own key, `__proto__` too. */
export function recordOf<Value>(names: readonly string[], value: (place: number) => Value): { [name: string]: Value } {
  return Object.fromEntries(names.map((name, place) => [name, value(place)]));
}
