import type { DatasetList } from "./validate-dataset-finding.ts";
import { isRecord, listIn, type RawRow, recordIn, textIn } from "./raw-row.ts";

/** What a row is looked at in the light of. */
export interface DatasetContext {
  /** The first row of each id, for the lists that are there. */
  readonly rowsById: ReadonlyMap<DatasetList, ReadonlyMap<string, RawRow>>;
  /** The versions of each journey. */
  readonly versionsById: ReadonlyMap<string, readonly RawRow[]>;
  /** The traits, where there is a service personality. */
  readonly traitIds: ReadonlySet<string> | null;
  /** Epoch milliseconds at which observation ends, or NaN. */
  readonly asOf: number;
  /** Text of an instant that is before this one is not after `asOf`, whatever its offset. */
  readonly surelyPast: string;
  /** The currency of the data set, or that of its first transaction. */
  readonly currency: string | undefined;
  /** Of `emotion` and `effort`. */
  readonly scales: { readonly emotion: readonly [number, number]; readonly effort: readonly [number, number] };
}

/** Reads the context of a data set's rows. `asOf` is the instant where it is one. */
export function datasetContext(
  dataset: RawRow,
  lists: readonly { readonly list: DatasetList }[],
  asOf: string | undefined,
): DatasetContext {
  const rowsById = new Map<DatasetList, ReadonlyMap<string, RawRow>>();
  for (const { list } of lists) {
    if (Array.isArray(dataset[list])) rowsById.set(list, byId(listIn(dataset, list)));
  }
  const versionsById = new Map<string, RawRow[]>();
  for (const row of listIn(dataset, "journeyDefinitions")) {
    const id = isRecord(row) ? textIn(row, "id") : undefined;
    if (id === undefined) continue;
    const versions = versionsById.get(id);
    if (versions === undefined) versionsById.set(id, [row as RawRow]);
    else versions.push(row as RawRow);
  }
  const personality = recordIn(dataset, "servicePersonality");
  const scales = recordIn(dataset, "scales");
  const ms = asOf === undefined ? NaN : Date.parse(asOf);
  return {
    rowsById,
    versionsById,
    traitIds: personality === undefined ? null : new Set(byId(listIn(personality, "traits")).keys()),
    asOf: ms,
    surelyPast: surelyBefore(ms),
    currency: textIn(dataset, "currency") ?? firstCurrency(listIn(dataset, "transactions")),
    scales: { emotion: rangeOf(scales?.["emotion"], [-2, 2]), effort: rangeOf(scales?.["effort"], [1, 7]) },
  };
}

function byId(rows: readonly unknown[]): Map<string, RawRow> {
  const map = new Map<string, RawRow>();
  for (const row of rows) {
    const id = isRecord(row) ? textIn(row, "id") : undefined;
    if (id !== undefined && !map.has(id)) map.set(id, row as RawRow);
  }
  return map;
}

function firstCurrency(transactions: readonly unknown[]): string | undefined {
  for (const row of transactions) {
    const currency = isRecord(row) ? textIn(row, "currency") : undefined;
    if (currency !== undefined) return currency;
  }
  return undefined;
}

function rangeOf(scale: unknown, otherwise: readonly [number, number]): readonly [number, number] {
  if (!isRecord(scale)) return otherwise;
  const { min, max } = scale;
  return typeof min === "number" && typeof max === "number" && min < max ? [min, max] : otherwise;
}

/** No offset is a day or more, so two days before an instant its calendar is past everywhere. */
function surelyBefore(ms: number): string {
  const earlier = new Date(ms - 2 * 86_400_000);
  // Years of other than four digits do not sort as text.
  const isPlain = ms > Date.UTC(1, 0) && ms < Date.UTC(9999, 0);
  return isPlain ? earlier.toISOString().slice(0, 10) : "";
}
