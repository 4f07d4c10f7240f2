import type { CoxLabel } from "./cox-rows.ts";
import type { SurvivalLabels } from "./survival-labels.ts";

/** A column of labels as whole numbers, in the order of the labels by code unit. */
export interface OrderedLabels {
  readonly labels: readonly string[];
  /** −1 where there is no label. */
  readonly codes: Int32Array;
}

/** Codes the labels at `places` of a column; 1 and "1" are one label. */
export function orderLabels(
  column: SurvivalLabels<CoxLabel | undefined>,
  places: ArrayLike<number> | null,
): OrderedLabels {
  const keys: ArrayLike<CoxLabel | undefined> = "codes" in column ? column.codes : column;
  const labelOf =
    "codes" in column
      ? (code: number): CoxLabel | undefined => column.names[code]
      : (label: CoxLabel): CoxLabel => label;
  const codeOfText = new Map<string, number>();
  const codeOfKey = new Map<CoxLabel | undefined, number>();
  const codes = new Int32Array(places?.length ?? keys.length);
  for (let i = 0; i < codes.length; i++) {
    const key = keys[places === null ? i : places[i]];
    let code = codeOfKey.get(key);
    if (code === undefined) {
      const label = key === undefined ? undefined : labelOf(key as never);
      const text = String(label);
      code = label === undefined ? -1 : (codeOfText.get(text) ?? codeOfText.size);
      if (code >= 0) codeOfText.set(text, code);
      codeOfKey.set(key, code);
    }
    codes[i] = code;
  }
  const labels = [...codeOfText.keys()].sort();
  const rank = new Int32Array(labels.length);
  labels.forEach((text, place) => {
    rank[codeOfText.get(text) as number] = place;
  });
  for (let i = 0; i < codes.length; i++) if (codes[i] >= 0) codes[i] = rank[codes[i]];
  return { labels, codes };
}
